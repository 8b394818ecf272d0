"""Choosing a status at the desk: what is usual is told, and what has settled is not outrun."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.interpreter.statuses import ChoiceError
from frontdesk.model import UsualFollowUp
from frontdesk.names import ContactId, ReasonId, State, status_of
from frontdesk.strangers import OddTextError
from support import MONDAY, STAYS, a_contact, a_practice, an_act, check_ruleset, load_ruleset

WEEK = timedelta(weeks=1)


def usually(usual: UsualFollowUp) -> tuple[Practice, ContactId, State]:
    """A practice whose status on hold has this follow-up, a contact, and that status."""
    rules, paused = load_ruleset("default"), State("lead/on_hold")
    status = replace(rules.statuses[status_of(paused)], suggests_follow_up=usual)
    practice = a_practice(replace(rules, statuses={**rules.statuses, status.id: status}))
    return practice, a_contact(practice, "lead/new"), paused


def test_a_usual_follow_up_is_told_where_none_is_set() -> None:
    practice, ana, paused = usually(UsualFollowUp(WEEK))
    assert desk.set_status(an_act(practice), ana, paused).said.endswith("; a follow-up in 1 week is usual")
    desk.undo(an_act(practice), ana)
    for days in (1, 70):
        extras = Extras(follow_up_at=MONDAY + timedelta(days=days))
        assert "usual" not in desk.set_status(an_act(practice), ana, paused, extras).said


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (None, "a follow-up in 1 week to 2 weeks is usual"),
        (6, "follow-up 2026-03-08 11:00: that is sooner than usual, which is in 1 week to 2 weeks"),
        (7, ""),
        (14, ""),
        (15, "follow-up 2026-03-17 11:00: that is later than usual, which is in 1 week to 2 weeks"),
    ],
)
def test_where_both_ends_are_said_a_follow_up_outside_of_them_is_told_and_set(days: int | None, told: str) -> None:
    practice, ana, paused = usually(UsualFollowUp(WEEK, 2 * WEEK))
    extras = Extras(follow_up_at=None if days is None else MONDAY + timedelta(days=days))
    said = desk.set_status(an_act(practice), ana, paused, extras).said
    assert said.partition("; it can be corrected until ")[2].partition("; ")[2] == told
    choice = practice.store.contact(ana).choice
    assert choice is not None
    assert choice.follow_up_at == extras.follow_up_at


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1 week", ""),
        ("{from: 1 week, to: 2 weeks}", ""),
        ("{from: 2 weeks, to: 1 week}", "T019"),
        ("{to: 1 week}", "Y012"),
    ],
)
def test_both_ends_are_written_in_their_order(tmp_path: Path, written: str, code: str) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    status = f"statuses: {{on_hold: {{suggests_follow_up: {written}}}}}\n"
    (tmp_path / "statuses.yaml").write_text(status, encoding="utf-8")
    assert [one.code for one in check_ruleset(tmp_path).problems] == [code] * bool(code)


def test_no_command_outruns_a_choice_whose_window_has_passed() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.set_status(an_act(practice), ana, State("free_screen/no_show"))
    desk.set_preferences(an_act(practice, timedelta(hours=2)), ana, number="cell")
    assert practice.store.contact(ana).settled == "free_screen/no_show"


def test_a_note_is_tidied_and_one_that_a_terminal_would_obey_is_refused() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    with pytest.raises(OddTextError, match="the note holds a character that a terminal would obey"):
        desk.set_status(an_act(practice), contact, State("free_screen/no_show"), desk.Extras("\x1b[2J"))
    assert practice.store.contact(contact).choice is None
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"), desk.Extras("first\nsecond"))
    choice = practice.store.contact(contact).choice
    assert choice is not None
    assert choice.note == "first second"


def test_a_status_that_lasts_until_a_date_is_moved_by_choosing_it_again_and_the_state_before_stays_known() -> None:
    practice = a_practice(STAYS)
    ana, paused = a_contact(practice, "lead/contacted"), State("lead/paused")
    desk.set_status(an_act(practice), ana, paused, Extras(follow_up_at=MONDAY + timedelta(days=9)))
    later, until = an_act(practice, timedelta(hours=1)), MONDAY + timedelta(days=20)
    told = desk.set_status(later, ana, paused, Extras(follow_up_at=until)).said
    assert "stays Lead - Paused, until 2026-03-22" in told
    kept = practice.store.contact(ana)
    assert (kept.lasts_until, kept.settled_before, kept.choice) == (until, "lead/contacted", None)
    assert practice.store.tasks(ana) == []


def test_a_choice_that_settles_again_is_refused_like_any_other_where_it_lacks_what_is_asked_for() -> None:
    practice = a_practice(STAYS)
    ana, paused = a_contact(practice, "lead/paused"), State("lead/paused")
    with pytest.raises(ChoiceError, match="asks for the date until which it lasts"):
        desk.set_status(an_act(practice), ana, paused)
    sure = replace(an_act(practice), anyway=True)
    with pytest.raises(ChoiceError, match="lies ahead"):
        desk.set_status(sure, ana, paused, Extras(follow_up_at=MONDAY - timedelta(days=9)))


@pytest.mark.parametrize(
    ("words", "meant"), [("No Show", "lead/no_show"), ("no_show", "lead/no_show"), ("CANCELED", "lead/canceled")]
)
def test_a_bare_name_means_the_state_that_is_offered_to_somebody(words: str, meant: str) -> None:
    """'No Show' is a status of three phases; only one of them is offered to a lead."""
    practice = a_practice(load_ruleset("physical-therapy"))
    mara = a_contact(practice, "lead/workshop")
    assert desk.state_meant(an_act(practice), mara, words) == meant


def test_a_lost_reason_is_said_by_its_label() -> None:
    practice = a_practice(load_ruleset("aesthetics"))
    ana = a_contact(practice, "lead/created")
    with pytest.raises(ChoiceError, match=r"a reason: .*'Customer availability', 'Consultation .*' \(consultation_fee"):
        desk.set_status(an_act(practice), ana, State("lead/dead"), Extras(note="too dear"))
    desk.set_status(an_act(practice), ana, State("lead/dead"), Extras("too dear", ReasonId("Price shopping")))
    assert practice.store.contact(ana).shown_reason == "price_shopping"
