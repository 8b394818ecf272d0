"""A whole reading of an EMR: in any order it ends the same, once more it changes nothing, and it adds whom it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from desk.emr import Emr, tell
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.events import ContactAdded
from frontdesk.hookspecs import AppointmentChange, PatientChange, PreferenceChange, PreferenceSource, SourceChange
from frontdesk.journal import Happened, PreferencesSynced
from frontdesk.names import AppointmentState, ContactId, ContactSource, EmrPeople, PhoneKind, Requirement
from frontdesk.sources import read_export
from support import MONDAY, a_contact, a_practice, amount, an_act

DAY = timedelta(days=1)
STATE: tuple[SourceChange, ...] = (
    PatientChange("P-1", "Ana Sample", "202-555-0177", email="ana@example.com"),
    PatientChange("P-2", "Ben Sample", "202-555-0178", active=False),
    PreferenceChange("P-2", method="SMS"),
    PreferenceChange("P-1", appointment="A-1", number="HOME"),
    AppointmentChange("A-1", "P-1", (MONDAY + 3 * DAY).isoformat(), "CONFIRMED", "cleaning"),
    AppointmentChange("A-2", "P-2", (MONDAY - 3 * DAY).isoformat(), "KEPT"),
    AppointmentChange("A-3", "P-1", (MONDAY + 9 * DAY).isoformat(), "CANCELLED"),
)
"""What an EMR knows of two patients, as one that tells everything each time would say it."""


def adding(ruleset: str = "dental") -> Practice:
    """A practice whose EMR may add people."""
    practice = a_practice(ruleset)
    emr = replace(practice.ruleset.emr, people=EmrPeople.ADD)
    return Practice(replace(practice.ruleset, emr=emr), practice.store)


def known() -> Practice:
    """A practice that has Ana on file, and whose EMR adds nobody."""
    practice = a_practice("dental")
    a_contact(practice, "patient/active", reference="P-1")
    return practice


def standing(practice: Practice) -> list[str]:
    """How everybody, their visits and their campaigns stand, whatever the numbers are under which they are kept."""
    people = {one.id: one for one in practice.store.all_contacts()}
    visits = practice.store.appointments_between(None, None)
    things: list[object] = [
        *(replace(one, id=ContactId(0)) for one in people.values()),
        *((people[one.contact].reference, replace(one, id=0, contact=ContactId(0))) for one in visits),
        *((people[one].reference, run.campaign) for one in people for run in practice.store.enrolments(one)),
    ]
    return sorted(map(repr, things))


@pytest.mark.parametrize("start", [adding, known])
def test_the_same_state_ends_the_same_in_whatever_order_it_is_said(start: type) -> None:
    practice = start()
    tell(practice, STATE)
    wanted = standing(practice)
    orders = list(permutations(STATE))
    for order in Random(10).sample(orders, 25):
        at_once, one_by_one = start(), start()
        tell(at_once, order)
        assert standing(at_once) == wanted
        for change in order:
            tell(one_by_one, [change])
        assert standing(one_by_one) == wanted


@pytest.mark.parametrize("start", [adding, known])
def test_the_same_state_twice_changes_nothing(start: type) -> None:
    practice, state = start(), (*STATE, PreferenceChange("P-1", consent="OUT"))
    tell(practice, state)
    before, things = amount(practice), standing(practice)
    synced = tell(practice, state, DAY / 24)
    assert synced.changed == 0
    assert {**amount(practice), "entries": before["entries"]} == before
    assert standing(practice) == things
    said = [entry.said for entry in practice.store.journal(since=before["entries"])]
    assert [type(one) for one in said] == [PreferencesSynced]


def test_what_is_preferred_by_hand_stays_here_and_the_export_as_it_was(tmp_path: Path) -> None:
    practice, export = a_practice("health-system"), tmp_path / "emr.csv"
    contact = a_contact(practice, "patient/active", reference="P-1")
    export.write_text("patient,preferred_number\nP-1,CELL\n", encoding="utf-8")
    before = export.read_bytes()
    source = PreferenceSource("emr_csv", lambda settings, since: read_export(export))
    desk.set_preferences(an_act(practice), contact, number="home")
    desk.sync(an_act(practice), source)
    after = practice.store.contact(contact)
    assert (after.facesheet.number, after.emr.number) == ("home", "cell")
    assert export.read_bytes() == before


def test_how_many_of_each_changed_is_told_and_in_the_journal() -> None:
    practice = adding()
    a_contact(practice, "patient/active", reference="P-1")
    synced = tell(practice, STATE)
    assert (synced.people, synced.added, synced.visits, synced.preferences) == (1, 0, 2, 1)
    assert synced.changed == 4
    *_, entry = practice.store.journal()
    assert entry.said == PreferencesSynced("calendar", 4, 0, 0, len(synced.kept), people=1, visits=2)


def test_people_whom_only_the_emr_knows_are_added_where_the_rules_say_so() -> None:
    practice, emr = adding(), Emr()
    emr.patient("P-7", "Cleo Example", "202-555-0177", "cleo@example.com")
    synced = emr.sync(practice)
    assert (synced.people, synced.added, synced.kept) == (1, 1, ())
    contact = practice.store.contact_with_reference("P-7")
    assert contact is not None
    assert (contact.name, contact.settled) == ("Cleo Example", practice.ruleset.initial)
    happened = [one.said.event for one in practice.store.journal() if isinstance(one.said, Happened)]
    assert happened == [ContactAdded(ContactSource.EMR)]


def test_people_whom_only_the_emr_knows_are_kept_for_later_where_the_rules_do_not() -> None:
    practice, emr = a_practice("dental"), Emr()
    emr.patient("P-7", "Cleo Example", "202-555-0177")
    assert emr.sync(practice).kept == ("P-7",)
    assert practice.store.contact_count() == 0


def test_what_cannot_be_read_of_somebody_added_is_told_and_the_rest_added() -> None:
    practice = adding()
    synced = tell(practice, [PatientChange("P-7", "Cleo Example", "12", home="202-555-0177", zone="Atlantis")])
    contact = practice.store.contact_with_reference("P-7")
    assert contact is not None
    assert list(contact.phones) == [PhoneKind.HOME]
    assert [words.split(":")[0] for words in synced.not_understood] == ["patient P-7"] * 2


def test_who_is_not_here_and_not_to_be_contacted_is_nothing_to_tell_and_left_alone_once_here() -> None:
    practice = adding()
    assert tell(practice, [PatientChange("P-7", active=False)]).kept == ()
    desk.add_contact(an_act(practice), {"name": "Cleo Example", "reference": "P-7"})
    assert practice.store.contact(ContactId(1)).emr.refuses


@pytest.mark.parametrize(
    "change", [PatientChange("P-7", cell="202-555-0177"), PatientChange("P-7", "Cleo", active=False)]
)
def test_nobody_is_added_without_a_name_or_who_is_not_to_be_contacted(change: PatientChange) -> None:
    practice = adding()
    assert tell(practice, [change]).kept == ("P-7",)
    assert practice.store.contact_count() == 0
    tell(practice, [PatientChange("P-7", "Cleo Example", active=True)])
    assert practice.store.contact_with_reference("P-7") is not None
    assert practice.store.unclaimed("P-7") == {}


def test_a_lead_who_has_become_a_patient_is_not_added_a_second_time() -> None:
    practice = adding()
    a_contact(practice, "patient/active", name="Cleo Example", cell="+12025550177")
    change = PatientChange("P-7", "Cleo Example", "202-555-0177")
    synced = tell(practice, [change])
    assert (practice.store.contact_count(), synced.kept) == (1, ("P-7",))
    assert "may be contact 1" in synced.not_understood[0]
    assert "frontdesk contact edit 1 reference=P-7" in synced.not_understood[0]
    desk.edit(an_act(practice), ContactId(1), {"reference": "P-7"})
    assert tell(practice, [change]).unchanged == 1


def test_a_namesake_with_a_reference_of_their_own_is_somebody_else() -> None:
    practice = adding()
    a_contact(practice, "patient/active", name="Cleo Example", cell="+12025550177", reference="P-6")
    assert tell(practice, [PatientChange("P-7", "Cleo Example", "202-555-0177")]).added == 1


def test_a_status_asks_nothing_of_whom_the_emr_adds() -> None:
    practice = adding()
    statuses = practice.ruleset.statuses
    strict = {name: replace(one, requires=frozenset({Requirement.NOTE})) for name, one in statuses.items()}
    practice = Practice(replace(practice.ruleset, statuses=strict), practice.store)
    assert tell(practice, [PatientChange("P-7", "Cleo Example")]).added == 1


def test_words_that_are_listed_later_are_read_then() -> None:
    practice, emr = known(), Emr()
    emr.visit("A-1", MONDAY + 3 * DAY, "ARRANGED")
    assert emr.sync(practice).visits == 0
    listed = {**practice.ruleset.emr.appointment_state, "arranged": AppointmentState.BOOKED}
    rules = replace(practice.ruleset, emr=replace(practice.ruleset.emr, appointment_state=listed))
    assert emr.sync(Practice(rules, practice.store)).visits == 1
