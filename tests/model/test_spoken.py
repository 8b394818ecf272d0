"""By which words a state is called: its label, its status, its name, in any way to write them."""

from __future__ import annotations

import pytest

from frontdesk.model import comparable, spoken_names
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
