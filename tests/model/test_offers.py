"""What offers ask for: what two of them ask together, and in which order it is said."""

from __future__ import annotations

from frontdesk.model import ASKS_NOTHING, Asked
from frontdesk.names import Requirement


def test_what_either_asks_for_is_asked_and_nothing_twice() -> None:
    one = Asked(frozenset({Requirement.DATE}), ("weight", "species"))
    other = Asked(frozenset({Requirement.NOTE, Requirement.DATE}), ("species", "feeding_time"))
    assert (one | other).words == ("note", "date", "weight", "species", "feeding_time")
    assert (one | ASKS_NOTHING) == one
