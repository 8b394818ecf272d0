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


@alone
def a_number_that_is_forgotten_still_refuses(store: Store) -> None:
    """What opted out stays, with who said so, and all else is gone.

    What is recorded afterwards counts as ever, and other numbers are not touched.
    """
    with store.transaction():
        store.set_consent(NUMBER, MAIN, Consent.OPTED_OUT, NOW, "reply")
        store.set_consent(NUMBER, _OTHER, Consent.OPTED_IN, NOW, "staff")
        store.set_consent("+12025550102", _OTHER, Consent.OPTED_IN, NOW, "staff")
    with store.transaction():
        store.forget_number(NUMBER)
        store.forget_number(NUMBER)
    equal(store.consent(NUMBER, MAIN), Consent.OPTED_OUT, "Consents.forget_number", "a refusal stays")
    equal(store.consent_source(NUMBER, MAIN), "reply", "Consents.forget_number", "who refused stays")
    equal(store.consent(NUMBER, _OTHER), Consent.UNKNOWN, "Consents.forget_number", "all but a refusal is gone")
    equal(dict(store.consents(NUMBER)), {MAIN: Consent.OPTED_OUT}, "Consents.forget_number", "a refusal stays")
    equal(store.consent("+12025550102", _OTHER), Consent.OPTED_IN, "Consents.forget_number", "other numbers stay")
    with store.transaction():
        store.set_consent(NUMBER, _OTHER, Consent.OPTED_OUT, NOW, "reply")
        store.set_consent(NUMBER, MAIN, Consent.OPTED_IN, NOW + MINUTE, "reply")
    both = {_OTHER: Consent.OPTED_OUT, MAIN: Consent.OPTED_IN}
    equal(dict(store.consents(NUMBER)), both, "Consents.forget_number", "what is recorded afterwards counts")
    with store.transaction():
        store.forget_number(NUMBER)
    left = {_OTHER: Consent.OPTED_OUT}
    equal(dict(store.consents(NUMBER)), left, "Consents.forget_number", "it is forgotten again as the first time")


CHECKS = (
    what_was_said_last_counts,
    consent_is_that_of_one_number,
    consents_come_by_the_names_of_their_lines,
    a_number_that_is_forgotten_still_refuses,
)
