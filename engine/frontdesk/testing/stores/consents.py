"""Checks of ``Consents``: what was said last counts, for each number and line."""

from __future__ import annotations

from frontdesk.keeping import Store
from frontdesk.names import Consent, LineId
from frontdesk.testing.stores.people import NUMBER
from frontdesk.testing.stores.samples import MAIN, MINUTE, NOW
from frontdesk.testing.stores.trial import alone, equal

_OTHER = LineId("after hours")


@alone
def what_was_said_last_counts(store: Store) -> None:
    """The last record counts, whatever instant it names; nothing is known where nothing was said."""
    equal(store.consent(NUMBER, MAIN), Consent.UNKNOWN, "Consents.consent", "unknown when nothing is recorded")
    equal(store.consent_source(NUMBER, MAIN), "", "Consents.consent_source", "empty when nothing is recorded")
    equal(dict(store.consents(NUMBER)), {}, "Consents.consents", "empty when nothing is recorded")
    for value, at, source in (
        (Consent.OPTED_IN, NOW + MINUTE, "staff"),
        (Consent.OPTED_OUT, NOW, "reply"),
        (Consent.UNKNOWN, NOW, "rule"),
    ):
        with store.transaction():
            store.set_consent(NUMBER, MAIN, value, at, source)
        equal(store.consent(NUMBER, MAIN), value, "Consents.set_consent", "what was said last counts")
        equal(store.consent_source(NUMBER, MAIN), source, "Consents.consent_source", "who said it last")
    equal(dict(store.consents(NUMBER)), {MAIN: Consent.UNKNOWN}, "Consents.consents", "one record a line")


@alone
def consent_is_that_of_one_number(store: Store) -> None:
    """It holds for the number and the line that it was recorded for; numbers are compared as they are."""
    with store.transaction():
        store.set_consent(NUMBER, MAIN, Consent.OPTED_OUT, NOW, "reply")
    equal(store.consent(NUMBER, _OTHER), Consent.UNKNOWN, "Consents.consent", "what is recorded for one line")
    for other in ("+12025550102", "12025550101", "2025550101"):
        got = store.consent(other, MAIN)
        equal(got, Consent.UNKNOWN, "Consents.consent", "what is recorded for one number is not of another")
        equal(dict(store.consents(other)), {}, "Consents.consents", "what is recorded for one number is not of another")


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
            store.set_consent(NUMBER, line, value, NOW, "staff")
    wanted = [(line, said[line]) for line in sorted(said)]
    equal(list(store.consents(NUMBER).items()), wanted, "Consents.consents", "in order of the lines' names")


CHECKS = (
    what_was_said_last_counts,
    consent_is_that_of_one_number,
    consents_come_by_the_names_of_their_lines,
)
