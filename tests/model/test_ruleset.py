"""A ruleset answers for itself: its parts by their class, its states by their labels."""

from __future__ import annotations

import pytest

from frontdesk.model import UnknownNameError
from frontdesk.names import State
from support import HARBOUR, load_ruleset
from surveys import Surveys, with_surveys


def test_the_part_of_a_topic_is_asked_for_by_its_class() -> None:
    assert with_surveys("sam", visit=3).part(Surveys).surveys["visit"].questions == 3
    with pytest.raises(LookupError, match="no topic builds a Surveys"):
        load_ruleset(HARBOUR).part(Surveys)


def test_states_have_a_label_of_their_own_in_a_phase() -> None:
    rules = load_ruleset(HARBOUR)
    assert rules.status_label(State("client/waiting")) == "Client - On leave"
    assert rules.status_label(State("enquiry/waiting")) == "Enquiry - Waiting"


@pytest.mark.parametrize(
    ("said", "phase", "meant"),
    [
        ("patient/active", "", "patient/active"),
        ("active", "", "patient/active"),
        ("Patient - Active", "", "patient/active"),
        ("on hold", "Patient", "patient/on_hold"),
        ("on_hold", "patient", "patient/on_hold"),
        ("SALES call", "", "lead/vendor"),
        ("sales call", "lead", "lead/vendor"),
    ],
)
def test_a_state_is_found_by_what_people_say(said: str, phase: str, meant: str) -> None:
    assert load_ruleset(HARBOUR.with_name("vendors")).state(said, phase) == meant


@pytest.mark.parametrize(
    ("said", "phase", "hint"),
    [
        ("on hold", "", "there is 'lead/on_hold' or 'patient/on_hold'"),
        ("sales call", "patient", "no status is called 'patient/sales call'"),
        ("sales cal", "", "did you mean 'Sales call'"),
    ],
)
def test_what_may_be_several_states_or_none_is_asked_about(said: str, phase: str, hint: str) -> None:
    with pytest.raises(UnknownNameError, match=hint):
        load_ruleset(HARBOUR.with_name("vendors")).state(said, phase)


def test_of_several_states_called_the_same_the_one_that_can_be_meant_is() -> None:
    rules = load_ruleset(HARBOUR.with_name("vendors"))
    assert rules.state("on hold", among=[State("lead/on_hold"), State("lead/vendor")]) == "lead/on_hold"
    with pytest.raises(UnknownNameError, match="there is 'lead/on_hold' or 'patient/on_hold'"):
        rules.state("on hold", among=[State("lead/on_hold"), State("patient/on_hold")])


def test_outcomes_and_lost_reasons_are_called_by_their_labels() -> None:
    rules = load_ruleset("dental")
    assert rules.outcome("Did not schedule") == "did_not_schedule"
    with pytest.raises(UnknownNameError, match="did you mean 'left_message'"):
        rules.outcome("left mesage")
    with pytest.raises(
        UnknownNameError, match="there is 'No Answer', 'Left Message', 'Did Not Schedule' or 'Scheduled'"
    ):
        rules.outcome("bought a boat")
    costs = next(iter(load_ruleset("aesthetics").reasons.values()))
    assert load_ruleset("aesthetics").reason(costs.label.upper()) == costs.id
