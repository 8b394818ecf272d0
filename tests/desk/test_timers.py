"""The clocks of a contact: a time spent in a status, and a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Practice, timers
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, State
from frontdesk.records import Due, DueKind
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, STAYS, Carrier, a_contact, a_practice, an_act, read_ruleset


def test_a_time_spent_in_a_status_and_a_date_are_events() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(
        an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY + timedelta(days=1))
    )
    play(practice, Carrier(), MONDAY + timedelta(days=31))
    moved = practice.store.contact(contact)
    assert (moved.settled, moved.lost_reason) == ("enquiry/moved", "silent")


def test_leaving_the_status_stops_its_clock() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(
        an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY + timedelta(days=1))
    )
    work(practice, Carrier(), MONDAY + timedelta(minutes=5))
    later = an_act(practice, timedelta(days=10))
    desk.set_status(later, contact, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    play(practice, Carrier(), MONDAY + timedelta(days=60))
    assert practice.store.contact(contact).settled == "enquiry/wrong"


@pytest.mark.parametrize(
    ("days_ago", "rings"),
    [(6, False), (8, True), (36, True), (38, False), (13_000, False)],
)
def test_a_date_that_becomes_known_later_than_a_rule_allows_rings_never(days_ago: int, rings: bool) -> None:
    """The rule of Harbour: a week after the date, at most 30 days late."""
    practice = a_practice(HARBOUR)
    day = (MONDAY - timedelta(days=days_ago)).date()
    act = an_act(practice)
    desk.add_contact(act, {"name": "Ana Example", "vaccination_due": f"{day}", "status": "enquiry/new"})
    work(practice, Carrier(), MONDAY)
    assert [note.text for note in practice.store.notes(ContactId(1))] == (["Overdue"] if rings else [])


def test_a_rule_that_says_always_rings_at_once_however_late() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    desk.note_facts(an_act(practice), ana, {"recall_due": date(1990, 5, 1)})
    work(practice, Carrier(), MONDAY)
    assert [task.task for task in practice.store.tasks(ana)] == ["overdue_recall"]


def test_a_clock_on_a_date_moves_with_the_zone_and_one_that_rang_does_not_ring_again() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    desk.note_facts(an_act(practice), ana, {"recall_due": date(2026, 9, 1)})
    before = _clocks(practice, ana)
    desk.edit(an_act(practice), ana, {"zone": "America/Los_Angeles"})
    after = _clocks(practice, ana)
    assert before
    assert [(one.ref, one.at) for one in after] == [(one.ref, one.at + timedelta(hours=3)) for one in before]
    with practice.store.transaction():
        practice.store.take_due(after[0])
    desk.edit(an_act(practice), ana, {"zone": ""})
    assert _clocks(practice, ana) == before[1:]


def _clocks(practice: Practice, contact: ContactId) -> list[Due]:
    return [one for one in practice.store.scheduled(contact) if one.kind is DueKind.TIMER]


def test_the_clocks_of_somebody_who_was_merged_stand_still_and_go_on_after_unmerging() -> None:
    practice = a_practice("dental")
    ana, other = a_contact(practice, "patient/active"), a_contact(practice, "patient/active", name="Ana B", cell="")
    desk.note_facts(an_act(practice), other, {"recall_due": date(2026, 9, 1)})
    before = practice.store.scheduled(other)
    desk.merge(an_act(practice), ana, other)
    assert practice.store.scheduled(other) == []
    assert [one.at for one in practice.store.scheduled(ana)] == [one.at for one in before]
    desk.unmerge(an_act(practice), other)
    assert practice.store.scheduled(other) == before
    assert practice.store.scheduled(ana) == []


def test_the_end_of_a_status_is_set_anew_for_whoever_is_brought_back_and_a_new_date_moves_it() -> None:
    practice = a_practice(STAYS)
    ana = a_contact(practice, "patient/active")
    desk.note_facts(an_act(practice), ana, {"back_on": date(2026, 3, 20)})
    desk.set_status(an_act(practice), ana, State("patient/away"))
    work(practice, Carrier(), MONDAY + timedelta(hours=1))
    act = an_act(practice, timedelta(days=1))

    def ends() -> list[date]:
        return [due.at.date() for due in practice.store.scheduled(ana) if due.ref == "away.lasts"]

    assert ends() == [date(2026, 3, 20)]
    desk.note_facts(act, ana, {"back_on": date(2026, 4, 20)})
    assert ends() == [date(2026, 4, 20)]
    with act.deciding():
        act.store.unschedule(DueKind.TIMER, ana, "away.lasts")
        timers.brought_back(act, act.store.contact(ana))
    assert ends() == [date(2026, 4, 20)]
    later = an_act(practice, timedelta(days=90))
    with later.deciding():
        act.store.unschedule(DueKind.TIMER, ana, "away.lasts")
        timers.brought_back(later, act.store.contact(ana))
    assert ends() == [later.now.date()], "its time is over: it ends at once"


def _yearly(folder: Path, on: str, date: str = "birthday", more: str = "") -> Ruleset:
    folder.mkdir(exist_ok=True)
    facts = f"facts:\n  birthday: {{label: Birthday, of: contact, kind: date{more}}}\n"
    rule = f"{{id: greet, last: yes, on: {{date_reached: {{date: {date}{on}}}}}, do: [{{note: Greeted}}]}}"
    reactions = f"reactions:\n  - {rule}\n"
    for topic, text in {"ruleset": "name: ours\nextends: default\n", "facts": facts, "reactions": reactions}.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return read_ruleset(folder)


@pytest.mark.parametrize(
    ("on", "born", "greeted"),
    [
        # a birthday of long ago is greeted on its day of every year, and never on the day on which it becomes known
        (", yearly: yes", date(1990, 3, 4), ["2026-03-04", "2027-03-04", "2028-03-04"]),
        # the day of a leap year is the last of February in others
        (", yearly: yes", date(1992, 2, 29), ["2027-02-28", "2028-02-29"]),
        (", yearly: yes, before: 1 week", date(1990, 3, 4), ["2027-02-25", "2028-02-26"]),
        # on its own morning it is late by two hours: the next one comes, unless the rule allows for it
        (", yearly: yes", date(1990, 3, 2), ["2027-03-02", "2028-03-02"]),
        (", yearly: yes, at_most_late: 1 day", date(1990, 3, 2), ["2026-03-02", "2027-03-02", "2028-03-02"]),
        # a day that lies ahead comes first
        (", yearly: yes", date(2027, 5, 1), ["2027-05-01", "2028-05-01"]),
        # and without the word a day comes once, or never once it has passed
        ("", date(2026, 3, 4), ["2026-03-04"]),
        ("", date(1990, 3, 4), []),
        (", at_most_late: always", date(1990, 3, 4), ["2026-03-02"]),
    ],
)
def test_a_day_of_every_year_rings_each_year_on_the_contacts_calendar(
    tmp_path: Path, on: str, born: date, greeted: list[str]
) -> None:
    practice = a_practice(_yearly(tmp_path, on))
    ana = a_contact(practice, practice.ruleset.initial)
    desk.note_facts(an_act(practice), ana, {"birthday": born})
    play(practice, Carrier(), MONDAY + timedelta(days=800))
    assert [f"{note.at:%Y-%m-%d}" for note in practice.store.notes(ana)] == greeted


def test_the_date_of_birth_rings_every_year_and_one_that_is_put_right_rings_on_its_own_day(tmp_path: Path) -> None:
    rules = _yearly(tmp_path, ", yearly: yes", date="born")
    practice = a_practice(rules)
    ana = ContactId(1)
    desk.add_contact(an_act(practice), {"name": "Ana Example", "born": "1990-03-04"})
    play(practice, Carrier(), MONDAY + timedelta(days=30))
    desk.edit(an_act(practice, timedelta(days=30)), ana, {"born": "1990-05-04"})
    play(practice, Carrier(), MONDAY + timedelta(days=500))
    assert [f"{note.at:%Y-%m-%d}" for note in practice.store.notes(ana)] == ["2026-03-04", "2026-05-04", "2027-05-04"]


def test_a_date_that_is_assumed_where_nothing_is_recorded_rings_until_another_is_known(tmp_path: Path) -> None:
    practice = a_practice(_yearly(tmp_path / "before", "", more=", default: 2026-03-04"))
    desk.add_contact(an_act(practice), {"name": "Ana Example"})
    desk.add_contact(an_act(practice), {"name": "Ben Example", "birthday": "2026-03-05"})

    def rings() -> list[date]:
        return [due.at.date() for who in (1, 2) for due in practice.store.scheduled(ContactId(who))]

    assert rings() == [date(2026, 3, 4), date(2026, 3, 5)]
    other = replace(practice, ruleset=_yearly(tmp_path / "after", "", more=", default: 2026-03-06"))
    desk.adopt(an_act(other))
    assert rings() == [date(2026, 3, 6), date(2026, 3, 5)]
    play(other, Carrier(), MONDAY + timedelta(days=10))
    days = [f"{note.at:%Y-%m-%d}" for who in (1, 2) for note in practice.store.notes(ContactId(who))]
    assert days == ["2026-03-06", "2026-03-05"]
