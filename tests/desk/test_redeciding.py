"""Every event of the journal decided again by the rules that decided it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Act, ContactLog, Practice, redecide
from frontdesk.interpreter import attempts
from frontdesk.names import OutcomeId, State
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, load_ruleset


def test_deciding_again_from_the_journal_gives_the_same_effects(tmp_path: Path) -> None:
    practice = a_practice(HARBOUR, tmp_path / "p.db")
    contact = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), contact, State("client/visiting"))
    desk.log_contact(an_act(practice), contact, ContactLog(OutcomeId("reached"), close=True, note="Well"))
    desk.receive(an_act(practice), "5550101", "PARAR")
    play(practice, Carrier(), MONDAY + timedelta(days=5))
    again = redecide(Act(practice, MONDAY))
    assert again.differences == ()
    assert again.events >= 6


@pytest.mark.parametrize("rules", ["default", HARBOUR])
def test_a_call_is_decided_again_whether_or_not_a_rule_reads_the_limit_on_attempts(rules: str | Path) -> None:
    """What the limit goes by is read for it alone, so the journal keeps that too where a rule reads the limit."""
    practice = a_practice(rules)
    outcome = next(one for one in practice.ruleset.outcomes if attempts.counts(practice.ruleset, one))
    contact = a_contact(practice, practice.ruleset.initial)
    desk.log_contact(an_act(practice), contact, ContactLog(outcome))
    again = redecide(Act(practice, MONDAY))
    assert (again.events > 0, again.differences) == (True, ())


def test_what_earlier_rules_decided_is_decided_again_by_those() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home")
    other = Practice(load_ruleset("dental"), practice.store)
    again = redecide(Act(other, MONDAY))
    assert (again.events, again.rules_not_kept, again.differences) == (1, 0, ())


def test_what_rules_decided_that_are_not_kept_is_counted_apart() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    unknown = Practice(replace(practice.ruleset, hash="never kept"), practice.store)
    with practice.store.transaction():
        practice.store.put_in_force("never kept", "", "", MONDAY)
    desk.set_preferences(Act(unknown, MONDAY), contact, number="home")
    again = redecide(an_act(practice))
    assert (again.events, again.rules_not_kept) == (0, 1)


def test_a_rule_that_would_decide_otherwise_now_is_found() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home")
    table = practice.ruleset.consequences
    fewer = replace(table, rows=tuple(row for row in table.rows if row.id != "changed"))
    tampered = Practice(replace(practice.ruleset, consequences=fewer), practice.store)
    assert len(redecide(Act(tampered, MONDAY)).differences) == 1
