"""What a source says once more: no news, unless something happened here; and what came to nobody is said again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from desk.emr import tell, the_visit
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import AppointmentChange, PatientChange, PreferenceChange, SourceChange
from frontdesk.journal import PreferencesSynced
from frontdesk.loading import load_ruleset
from frontdesk.names import AHEAD, AppointmentState, Consent, ContactId, LineId
from frontdesk.records import StoreError
from frontdesk.testing import Memory, MemoryStore
from frontdesk.testing.watching import watched
from support import MONDAY, a_contact, a_practice, an_act, consent_of, staff_record

DAY = timedelta(days=1)
MAIN = LineId("main")
NIGHTLY: tuple[SourceChange, ...] = (
    PatientChange("P-1", "Ana Example", "202-555-0101"),
    PreferenceChange("P-1", method="SMS", consent="IN"),
    AppointmentChange("A-1", "P-1", (MONDAY + 3 * DAY).isoformat(), "BOOKED"),
)
"""What a source tells of Ana every night."""
BOOKED_AND_CONFIRMED = AppointmentChange("A-1", "P-1", (MONDAY + 3 * DAY).isoformat(), "CONFIRMED")


@pytest.fixture
def practice() -> Practice:
    """A practice that has Ana on file."""
    practice = a_practice("dental")
    a_contact(practice, "patient/active", name="Ana Example", reference="P-1")
    return practice


def test_the_same_night_again_is_no_news_and_one_other_word_is(practice: Practice) -> None:
    first = tell(practice, NIGHTLY)
    again = tell(practice, NIGHTLY)
    assert (first.changed, again.changed, again.unchanged) == (3, 0, 3)
    other = tell(practice, [*NIGHTLY[:2], BOOKED_AND_CONFIRMED])
    assert (other.changed, other.unchanged) == (1, 2)
    assert the_visit(practice).state is AppointmentState.CONFIRMED


def test_of_what_is_no_news_nothing_is_asked(practice: Practice) -> None:
    tell(practice, NIGHTLY)
    asked = list[str]()
    tell(Practice(practice.ruleset, watched(practice.store, asked.append)), NIGHTLY)
    assert "told_before" in asked
    assert not {"contact", "contact_with_reference", "appointments_with_reference", "consents"} & {*asked}


@pytest.mark.parametrize("words", [("Y", "N", "Y"), ("N", "Y", "N")], ids=" ".join)
def test_a_word_that_was_taken_back_counts_when_it_is_said_again(practice: Practice, words: tuple[str, ...]) -> None:
    for word in words:
        tell(practice, [PreferenceChange("P-1", do_not_contact=word)])
        assert practice.store.contact(ContactId(1)).emr.do_not_contact is (word == "Y")


def test_a_word_on_consent_that_was_told_before_undoes_nothing_that_was_said_since(practice: Practice) -> None:
    tell(practice, [PreferenceChange("P-1", consent="OUT")])
    staff_record(an_act(practice), ContactId(1), Consent.OPTED_IN)
    assert consent_of(practice, "5550101", MAIN) is Consent.OPTED_IN
    assert tell(practice, [PreferenceChange("P-1", consent="OUT")]).changed == 0
    assert consent_of(practice, "5550101", MAIN) is Consent.OPTED_IN
    tell(practice, [PreferenceChange("P-1", consent="IN")])
    tell(practice, [PreferenceChange("P-1", consent="OUT")])
    assert consent_of(practice, "5550101", MAIN) is Consent.OPTED_OUT


@pytest.mark.parametrize("by", ["the EMR", "staff"])
def test_a_word_on_consent_that_was_told_before_counts_for_a_number_that_is_new(practice: Practice, by: str) -> None:
    night: list[SourceChange] = [
        PatientChange("P-1", "Ana Example", "202-555-0101"),
        PreferenceChange("P-1", consent="OUT"),
    ]
    tell(practice, night)
    if by == "staff":
        desk.edit(an_act(practice), ContactId(1), {"cell": "202-555-0144"})
    else:
        night[0] = PatientChange("P-1", "Ana Example", "202-555-0144")
    tell(practice, night)
    assert consent_of(practice, "+12025550144", MAIN) is Consent.OPTED_OUT


def test_what_differs_since_something_was_said_here_is_told_every_night(practice: Practice) -> None:
    tell(practice, NIGHTLY)
    desk.become(an_act(practice), ContactId(1), AppointmentState.CANCELLED, "A-1")
    for _ in range(2):
        (differs,) = tell(practice, NIGHTLY).differing
        assert "the EMR still has it as booked, and here it is cancelled" in differs


def test_what_was_not_understood_is_told_every_night_until_it_is(practice: Practice) -> None:
    unknown = PreferenceChange("P-1", method="PIGEON")
    assert [len(tell(practice, [unknown]).not_understood) for _ in range(2)] == [1, 1]


def test_what_is_kept_for_somebody_not_on_file_counts_once_they_are(practice: Practice) -> None:
    said = PreferenceChange("P-7", do_not_contact="Y")
    assert tell(practice, [said]).kept == ("P-7",)
    assert tell(practice, [said]).kept == ("P-7",)
    added = desk.add_contact(an_act(practice), {"name": "New Example", "reference": "P-7"})
    assert practice.store.contact(ContactId(added.number or 0)).emr.refuses
    assert tell(practice, [said]).unchanged == 1


@pytest.mark.parametrize("room", range(1, 12, 2))
def test_a_reading_that_fails_remembers_nothing(room: int) -> None:
    memory, ruleset = Memory(), load_ruleset("dental")
    a_contact(Practice(ruleset, MemoryStore(memory)), "patient/active", name="Ana Example", reference="P-1")
    with pytest.raises(StoreError):
        tell(Practice(ruleset, MemoryStore(memory, room=room)), NIGHTLY)
    assert tell(Practice(ruleset, MemoryStore(memory)), NIGHTLY).changed == 3


def test_what_a_source_tells_no_more_changes_nothing(practice: Practice) -> None:
    tell(practice, NIGHTLY)
    entries = len(list(practice.store.journal()))
    tell(practice, [])
    assert the_visit(practice).state is AppointmentState.BOOKED
    assert [type(one.said) for one in practice.store.journal(since=entries)] == [PreferencesSynced]
    assert tell(practice, NIGHTLY).changed == 0


def test_whoever_is_merged_is_looked_at_again(practice: Practice) -> None:
    ben = a_contact(practice, "patient/active", name="Ana Exampel", cell="+12025550102", reference="P-2")
    change = PatientChange("P-2", "Ana Exampel", "202-555-0102")
    tell(practice, [change])
    desk.merge(an_act(practice), ContactId(1), ben)
    (told,) = tell(practice, [change]).not_understood
    assert "is contact 1 here" in told


def test_another_line_lets_the_emrs_words_be_read_again(practice: Practice) -> None:
    tell(practice, [PreferenceChange("P-1", consent="OUT")])
    rules = practice.ruleset
    (line,) = rules.lines.values()
    wider = replace(rules, lines={**rules.lines, LineId("other"): replace(line, id=LineId("other"))})
    tell(Practice(wider, practice.store), [PreferenceChange("P-1", consent="OUT")])
    assert consent_of(practice, "5550101", LineId("other")) is Consent.OPTED_OUT


def a_night(made: Random) -> list[SourceChange]:
    """What a source tells one night of two patients, of whom one may not be on file."""
    hours = [(MONDAY + day * DAY).isoformat() for day in (3, 4, 9)]
    told: list[SourceChange] = [
        *(PatientChange(who, "Ana Example", made.choice(("202-555-0101", "202-555-0102"))) for who in ("P-1", "P-2")),
        PreferenceChange("P-1", method=made.choice(("SMS", "CALL", "DNC", "PIGEON")), do_not_contact=made.choice("YN")),
        PreferenceChange("P-1", appointment="A-1", number=made.choice(("HOME", "CELL"))),
        AppointmentChange("A-1", "P-1", made.choice(hours), made.choice(("BOOKED", "CONFIRMED", "CANCELLED", "??"))),
        AppointmentChange("A-2", made.choice(("P-1", "P-2")), hours[0], "BOOKED"),
    ]
    return [one for one in told if made.random() < 0.8]


def a_day(practice: Practice, made: Random, after: timedelta) -> None:
    """What may happen at the desk between two nights."""
    act, known = an_act(practice, after), practice.store.appointments_with_reference("A-1")
    match made.randrange(5):
        case 0 if known and known[-1].state in AHEAD:
            desk.become(act, known[-1].contact, AppointmentState.CANCELLED, known[-1].id)
        case 1:
            desk.edit(act, ContactId(1), {"cell": made.choice(("202-555-0101", "202-555-0103"))})
        case 2 if practice.store.contact_with_reference("P-2") is None:
            desk.add_contact(act, {"name": "Ben Sample", "reference": "P-2"})
        case 3:
            desk.set_preferences(act, ContactId(1), do_not_contact=made.random() < 0.5)


@pytest.mark.parametrize("seed", range(25))
def test_what_is_passed_over_as_no_news_would_have_changed_nothing(seed: int) -> None:
    """Beside a practice that remembers, one that looks at everything again each night ends every night the same."""
    ends = list[list[str]]()
    for remembers in (True, False):
        made, practice, end = Random(seed), a_practice("dental"), list[str]()
        a_contact(practice, "patient/active", name="Ana Example", reference="P-1")
        told = a_night(made)
        for night in range(8):
            told = told if made.random() < 0.3 else a_night(made)
            if not remembers:
                with practice.store.transaction():
                    for one in practice.store.all_contacts():
                        practice.store.forget_told(one.id)
            synced = tell(practice, told, night * DAY / 24)
            people = [repr(one) for one in practice.store.all_contacts()]
            visits = [repr(one) for one in practice.store.appointments_between(None, None)]
            end.append(f"{synced.not_understood} {synced.differing} {synced.kept} {synced.changed} {people} {visits}")
            a_day(practice, made, night * DAY / 24 + DAY / 48)
        ends.append(end)
    assert ends[0] == ends[1]
