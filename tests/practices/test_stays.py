"""A practice whose rules ask what goes on, note what they learn, and whose statuses last a while."""

from __future__ import annotations

from support import STAYS, check_ruleset


def test_there_is_no_problem_with_it() -> None:
    assert check_ruleset(STAYS).problems == ()
