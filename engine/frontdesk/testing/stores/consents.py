"""Checks of ``Consents``: what was said last counts, for each address, line and channel, however it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from frontdesk.keeping import Store
from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId
from frontdesk.records import ConsentRecord
from frontdesk.testing.stores.people import WAYS
from frontdesk.testing.stores.samples import (
    ELSEWHERE,
    LETTERS,
    MAIL,
    MAIN,
    MINUTE,
    NOW,
    TEXT,
    a_consent,
    every_field_says_something,
    full_consent,
)
from frontdesk.testing.stores.trial import alone, equal

_KEY, _OTHER = "2025550101", LineId("after hours")


def _record(store: Store, *said: ConsentRecord) -> None:
    with store.transaction():
        for one in said:
            store.record_consent(one)


@alone
def what_was_said_last_counts(store: Store) -> None:
    """The last record counts, whatever instant it names; nothing is known where nothing was said."""
    equal(store.consents(_KEY), [], "Consents.consents", "empty when nothing is recorded")
    for value, at, source in (
        (Consent.OPTED_IN, NOW + MINUTE, ConsentSource.STAFF),
        (Consent.OPTED_OUT, NOW, ConsentSource.REPLY),
        (Consent.UNKNOWN, NOW, ConsentSource.RULE),
    ):
        said = a_consent(_KEY, value, at=at, source=source)
        _record(store, said)
        equal(store.consents(_KEY), [said], "Consents.record_consent", "what was said last counts")


@alone
def a_consent_comes_back_whole(store: Store) -> None:
    """Every field comes back as it was given, instants in UTC, and one that has run out as well."""
    full = full_consent("ana@example.com")
    assert every_field_says_something(full)
    _record(store, full)
    equal(store.consents("ana@example.com"), [full], "Consents.consents", "a record comes back equal")
    for at in ELSEWHERE:
        _record(store, replace(full, at=at, until=at))
        instants = [instant for one in store.consents("ana@example.com") for instant in (one.at, one.until)]
        came_back = [one and one.isoformat() for one in instants]
        wanted = [at.astimezone(UTC).isoformat()] * 2
        equal(came_back, wanted, "Consents.record_consent", "an instant comes back in UTC, one that is over too")


@alone
def consent_is_the_numbers_however_it_is_written(store: Store) -> None:
    """It is recorded and asked for in any way to write a number, and holds for no other number."""
    for given in WAYS:
        _record(store, a_consent(given, line=LineId(given)))
    wanted = [a_consent(_KEY, line=LineId(line)) for line in sorted(WAYS)]
    for asked in WAYS:
        equal(store.consents(asked), wanted, "Consents.consents", f"{asked} is the same number as {' and '.join(WAYS)}")
    equal(store.consents("+12025550102"), [], "Consents.consents", "what is recorded for one number is not of another")
    _record(store, a_consent("442079460101"))
    equal(store.consents("+442079460101"), [], "Consents.consents", "a number outside of North America has one form")


@alone
def consent_is_the_mailboxes_however_it_is_written(store: Store) -> None:
    """Large and small letters A to Z are the same in an e-mail address; other letters are not."""
    _record(store, a_consent("Ana@Example.com", channel=MAIL), a_consent(f"{LETTERS}@example.com", channel=MAIL))
    for asked in ("ana@example.com", "ANA@EXAMPLE.COM", "Ana@Example.com"):
        kept = [one.address for one in store.consents(asked)]
        equal(kept, ["ana@example.com"], "Consents.consents", f"{asked} is the same mailbox as Ana@Example.com")
    equal(store.consents("ana@example.org"), [], "Consents.consents", "what is recorded for one is not of another")
    equal(len(store.consents(f"{LETTERS}@EXAMPLE.com")), 1, "Consents.consents", "whatever letters it has")


@alone
def consents_come_by_line_channel_and_what_they_cover(store: Store) -> None:
    """Each line, each channel and all or only what sells have a consent of their own; all come in that order."""
    lines = (LineId("b"), MAIN, _OTHER, LineId("ä"))
    said = [
        a_consent(_KEY, line=line, channel=channel, covers=covers)
        for line in lines
        for channel in (TEXT, ChannelId("call"), ChannelId(""))
        for covers in (Covers.MARKETING, Covers.ALL)
    ]
    _record(store, *said)
    wanted = sorted(said, key=lambda one: (one.line, one.channel, one.covers))
    equal(store.consents(_KEY), wanted, "Consents.consents", "by line, channel and what it covers")


CHECKS = (
    what_was_said_last_counts,
    a_consent_comes_back_whole,
    consent_is_the_numbers_however_it_is_written,
    consent_is_the_mailboxes_however_it_is_written,
    consents_come_by_line_channel_and_what_they_cover,
)
