"""What happened to somebody, in labels."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from frontdesk import desk
from frontdesk.demo.telling import Telling, refused
from frontdesk.desk import Act, NewTask, Practice, Wanted
from frontdesk.journal import Entry, Happened
from frontdesk.names import ContactId, OutcomeId, ReasonId, State, TaskId
from frontdesk.problems import FrontdeskError
from journal.made import KINDS, made
from support import MONDAY, a_contact, a_practice, an_act
from views.looking import a_played_practice


def told(act: Act, contact: ContactId) -> list[tuple[str, str]]:
    return [(line.who, line.words) for line in Telling(act, {}).of(contact)]


def chosen(practice: Practice, contact: ContactId, state: str, **more: Any) -> None:
    desk.set_status(an_act(practice), contact, State(state), desk.Extras(**more))


def test_a_choice_is_told_with_its_reason_and_its_note_and_that_it_was_taken_back() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/contacted")
    chosen(practice, ana, "lead/dead", reason=ReasonId("other"), note="Too far.")
    desk.undo(an_act(practice), ana)
    assert told(an_act(practice), ana) == [
        ("staff", "Lead - Dead is chosen, because: Another reason"),
        ("staff", "the choice is taken back: Lead - Contacted again"),
    ]


def test_what_staff_a_contact_and_the_rules_did_is_told_apart() -> None:
    played = a_played_practice()
    lines = told(played.act, played.ana)
    assert ("contact", 'writes "STOP"') in lines
    assert any(who == "rules" and words.startswith("opted out: ") for who, words in lines)
    assert any(who == "staff" and words.startswith("a visit is booked for Thu  5 Mar") for who, words in lines)
    assert any(who == "staff" and words.startswith("the visit is moved to Fri  6 Mar") for who, words in lines)


def test_a_message_that_does_not_leave_says_why() -> None:
    played = a_played_practice()
    assert [words for _, words in told(played.act, played.ben) if "does not leave" in words] != []


def test_what_is_left_to_do_is_told_with_its_date_and_for_whom() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("rebook"), Wanted(), MONDAY + timedelta(days=1), ""))
    label = practice.ruleset.task_label(TaskId("rebook"))
    assert [*Telling(an_act(practice), {}).left_to_do(ana)] == [f"left to do: {label}, Tue  3 Mar 10:00, Front desk"]


def test_a_refusal_is_told_as_far_as_it_speaks_in_labels() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    with pytest.raises(FrontdeskError) as declined:
        desk.log_contact(an_act(practice), ana, desk.ContactLog(OutcomeId("did_not_schedule"), close=True))
    assert refused(str(declined.value)) == ("refused: 'Did Not Schedule' asks for a note here: say in a few words why")
    assert refused("'Lead - Transfer' asks for 'Whom' (whom_to): note it, as whom_to=VALUE") == (
        "refused: 'Lead - Transfer' asks for 'Whom'"
    )
    assert refused("'Lead - Dead' (lead/dead) is not offered: offered: 'lead/created'; or nothing") == (
        "refused: 'Lead - Dead' is not offered: offered"
    )


@pytest.mark.parametrize("kind", [one for one in KINDS if one is not Happened], ids=lambda kind: kind.__name__)
def test_every_kind_of_entry_can_be_told_whatever_it_names(kind: Any) -> None:
    act = an_act(a_practice("dental"))
    telling = Telling(act, {})
    for seed in range(5):
        said = made(kind, seed)
        entry = Entry(1, MONDAY, "staff", ContactId(1), said, "", "", "")
        assert all(isinstance(words, str) and words for words in telling.words(entry))
