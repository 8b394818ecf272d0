"""A ruleset answers for itself: its parts by their class, its states by their labels."""

from __future__ import annotations

import pytest

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
