"""Checks of ``Consents``: what was said last counts, for each number and line, however the number is written."""

from __future__ import annotations

from frontdesk.keeping import Store
from frontdesk.names import Consent, LineId
from frontdesk.testing.stores.people import WAYS
from frontdesk.testing.stores.samples import MAIN, MINUTE, NOW
from frontdesk.testing.stores.trial import alone, equal

_OTHER = LineId("after hours")


@alone
def what_was_said_last_counts(store: Store) -> None:
    """The last record counts, whatever instant it names; nothing is known where nothing was said."""
    equal(store.consent(WAYS[0], MAIN), Consent.UNKNOWN, "Consents.consent", "unknown when nothing is recorded")
    equal(store.consent_source(WAYS[0], MAIN), "", "Consents.consent_source", "empty when nothing is recorded")
    equal(store.consent_at(WAYS[0], MAIN), None, "Consents.consent_at", "None when nothing is recorded")
    equal(dict(store.consents(WAYS[0])), {}, "Consents.consents", "empty when nothing is recorded")
    for value, at, source in (
        (Consent.OPTED_IN, NOW + MINUTE, "staff"),
        (Consent.OPTED_OUT, NOW, "reply"),
        (Consent.UNKNOWN, NOW, "rule"),
    ):
        with store.transaction():
            store.set_consent(WAYS[0], MAIN, value, at, source)
        equal(store.consent(WAYS[0], MAIN), value, "Consents.set_consent", "what was said last counts")
        equal(store.consent_source(WAYS[0], MAIN), source, "Consents.consent_source", "who said it last")
        equal(store.consent_at(WAYS[0], MAIN), at, "Consents.consent_at", "when the last was said")
    equal(dict(store.consents(WAYS[0])), {MAIN: Consent.UNKNOWN}, "Consents.consents", "one record a line")


@alone
def consent_is_the_numbers_however_it_is_written(store: Store) -> None:
    """It is recorded and asked for in any way to write a number, and holds for no other number."""
    for given in WAYS:
        with store.transaction():
            store.set_consent(given, LineId(given), Consent.OPTED_OUT, NOW, "reply")
        for asked in WAYS:
            got = store.consent(asked, LineId(given))
            equal(got, Consent.OPTED_OUT, "Consents.consent", f"{asked} is the same number as {given}")
            source = store.consent_source(asked, LineId(given))
            equal(source, "reply", "Consents.consent_source", f"{asked} is the same number as {given}")
            at = store.consent_at(asked, LineId(given))
            equal(at, NOW, "Consents.consent_at", f"{asked} is the same number as {given}")
    for asked in WAYS:
        lines = list(store.consents(asked))
        equal(lines, sorted(WAYS), "Consents.consents", "the same for each way to write the number")
    got = store.consent("+12025550102", LineId(WAYS[0]))
    equal(got, Consent.UNKNOWN, "Consents.consent", "what is recorded for one number is not of another")
    with store.transaction():
        store.set_consent("442079460101", MAIN, Consent.OPTED_IN, NOW, "staff")
    got = store.consent("+442079460101", MAIN)
    equal(got, Consent.UNKNOWN, "Consents.consent", "a number outside of North America has the one form")


@alone
def consents_come_by_the_names_of_their_lines(store: Store) -> None:
    """Each line has its own consent; all of a number come in order of the lines' names."""
    said = {
        LineId("b"): Consent.OPTED_IN,
        MAIN: Consent.OPTED_OUT,
        _OTHER: Consent.OPTED_IN,
        LineId("ä"): Consent.UNKNOWN,
    }
    with store.transaction():
        for line, value in said.items():
            store.set_consent(WAYS[0], line, value, NOW, "staff")
    wanted = [(line, said[line]) for line in sorted(said)]
    equal(list(store.consents(WAYS[0]).items()), wanted, "Consents.consents", "in order of the lines' names")


CHECKS = (
    what_was_said_last_counts,
    consent_is_the_numbers_however_it_is_written,
    consents_come_by_the_names_of_their_lines,
)
