"""By which words a state is called: its label, its status, its name, in any way to write them."""

from __future__ import annotations

import pytest

from frontdesk.model import called_so, comparable, listed, spoken_names
from support import HARBOUR, load_ruleset


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("On leave", ["client/waiting"]),
        ("client - ON-LEAVE", ["client/waiting"]),
        ("client/waiting", ["client/waiting"]),
        ("waiting", ["enquiry/waiting", "client/waiting"]),
        ("Moved away", ["enquiry/moved", "client/moved"]),
        ("client", []),
    ],
)
def test_a_state_is_called_by_its_label_and_its_name(words: str, meant: list[str]) -> None:
    rules = load_ruleset(HARBOUR)
    assert list(spoken_names(rules.phases, rules.statuses).get(comparable(words), ())) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("costs", ["costs"]),
        ("PRICE - shopping", ["costs"]),
        ("no answer", ["no_answer"]),
        ("twice", ["one", "other"]),
        ("one", ["one"]),
        ("nothing", []),
    ],
)
def test_a_thing_is_called_by_its_name_and_its_label_however_they_are_written(words: str, meant: list[str]) -> None:
    labels = {"costs": "Price shopping", "no_answer": "No Answer", "one": "Twice", "other": "Twice"}
    assert called_so(words, labels) == meant


def test_a_list_of_labels_says_the_word_to_type_where_that_is_another() -> None:
    assert listed({"costs": "Price shopping", "no_answer": "No Answer"}) == "'Price shopping' (costs) or 'No Answer'"
