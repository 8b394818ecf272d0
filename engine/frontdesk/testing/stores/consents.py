"""Checks of ``Consents``: what was said last counts, for each address, line and channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from frontdesk.keeping import Store
from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId
from frontdesk.records import ConsentRecord, address_key
from frontdesk.testing.stores.samples import (
    ELSEWHERE,
    LETTERS,
    MAIL,
    MAIN,
    MINUTE,
    NOW,
    NUMBER,
    TEXT,
    a_consent,
    every_field_says_something,
    full_consent,
)
from frontdesk.testing.stores.trial import alone, equal

_KEY, _OTHER = NUMBER, LineId("after hours")


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
def consent_is_that_of_one_number(store: Store) -> None:
    """It holds for the number and the line that it was recorded for; numbers are compared as they are."""
    _record(store, a_consent(NUMBER))
    equal([one.line for one in store.consents(NUMBER)], [MAIN], "Consents.consents", "what is recorded for one line")
    for other in ("+12025550102", "12025550101", "2025550101"):
        equal(store.consents(other), [], "Consents.consents", "what is recorded for one number is not of another")


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


@alone
def an_address_that_is_forgotten_still_refuses(store: Store) -> None:
    """What opted out stays, with who said so and without words, and all else is gone.

    What is recorded afterwards counts as ever, and other addresses are not touched.
    """
    for address in (NUMBER, "Ana@example.com"):
        refused = a_consent(address, Consent.OPTED_OUT, source=ConsentSource.REPLY, words=LETTERS)
        _record(store, refused, a_consent(address, Consent.OPTED_IN, line=_OTHER))
        _record(store, a_consent("+12025550102", Consent.OPTED_IN))
        for _ in range(2):
            with store.transaction():
                store.forget_address(address)
        kept = replace(refused, address=address_key(address), words="")
        equal(store.consents(address), [kept], "Consents.forget_address", "a refusal stays")
        equal(len(store.consents("+12025550102")), 1, "Consents.forget_address", "other addresses stay")
        later = a_consent(kept.address, Consent.OPTED_IN, at=NOW + MINUTE)
        _record(store, later)
        equal(store.consents(address), [later], "Consents.forget_address", "what is recorded afterwards counts")
        with store.transaction():
            store.forget_address(address)
        equal(store.consents(address), [], "Consents.forget_address", "it is forgotten again as the first time")


@alone
def every_address_of_which_something_is_recorded_is_named(store: Store) -> None:
    """Each once, in order, though the caller forgets it meanwhile; one that is forgotten never again."""
    addresses = [f"+12025550{last}" for last in range(100, 200)] + ["ana@example.com", f"{LETTERS}@example.com"]
    for address in reversed(addresses):
        refused = a_consent(address, Consent.OPTED_OUT)
        _record(store, refused, replace(refused, line=_OTHER), replace(refused, channel=MAIL))
    named = []
    for address in store.addresses_with_consent():
        named.append(address)
        with store.transaction():
            store.forget_address(address)
        _record(store, a_consent(address))
    wanted = sorted(map(address_key, addresses))
    equal(named, wanted, "Consents.addresses_with_consent", "each once, in the order of their letters")
    equal(list(store.addresses_with_consent()), [], "Consents.addresses_with_consent", "none that is forgotten")


CHECKS = (
    what_was_said_last_counts,
    a_consent_comes_back_whole,
    consent_is_that_of_one_number,
    consent_is_the_mailboxes_however_it_is_written,
    consents_come_by_line_channel_and_what_they_cover,
    an_address_that_is_forgotten_still_refuses,
    every_address_of_which_something_is_recorded_is_named,
)
