"""A store that tells before each question and change."""

from __future__ import annotations

import pytest

from frontdesk.testing.watching import watched
from support import HARBOUR, MONDAY, a_practice


def test_each_call_and_both_ends_of_a_transaction_are_told_in_order() -> None:
    told: list[str] = []
    store = watched(a_practice(HARBOUR).store, told.append)
    with store.transaction():
        store.due(MONDAY)
    store.contact_count()
    assert told == ["transaction", "due", "commit", "contact_count"]


def test_what_is_raised_before_the_end_leaves_nothing_behind() -> None:
    practice = a_practice(HARBOUR)

    def break_off(name: str) -> None:
        if name == "commit":
            raise RuntimeError("the power is cut")

    with pytest.raises(RuntimeError), watched(practice.store, break_off).transaction():
        practice.store.put_in_force("other", "other", "", MONDAY)
    assert practice.store.rules_in_force() == practice.ruleset.hash
