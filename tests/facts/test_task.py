"""What is true of a task when an outcome is logged on it."""

from __future__ import annotations

from frontdesk.facts import OutcomeSaid, task_facts
from frontdesk.names import ContactId, Next, OutcomeId
from frontdesk.records import Contact
from support import HARBOUR, MONDAY, load_ruleset

RULES = load_ruleset(HARBOUR)
ANA = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY)


def test_what_was_logged_and_what_is_next_are_facts_of_the_task() -> None:
    known = task_facts(RULES, ANA, None, OutcomeSaid(OutcomeId("not_reached"), Next.FOLLOW_UP), MONDAY)
    assert (known["outcome"], known["next"]) == ("not_reached", "follow_up")


def test_an_outcome_on_no_task_is_of_the_task_none() -> None:
    assert task_facts(RULES, ANA, None, OutcomeSaid(OutcomeId("reached"), Next.CLOSE), MONDAY)["task"] == "none"
