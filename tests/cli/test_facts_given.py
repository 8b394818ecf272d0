"""Facts as they are typed: read by their table, or refused with what was meant."""

from __future__ import annotations

import pytest

from cli.asking import Run


@pytest.mark.parametrize(
    ("words", "code", "cause"),
    [
        (["delivery", "destinaton=landline"], 1, "did you mean 'destination'"),
        (["delivery", "destination=landlin"], 1, "did you mean 'landline'"),
        (["delivery", "landline"], 2, "write it as fact=value"),
        (["delivry"], 1, "did you mean 'delivery'"),
        (["attempts", "state=lead/any"], 1, "'lead/any' names 6 states, not one; write one of 'lead/new', "),
        (["attempts", "state=on_hold"], 1, "'on_hold' is a status of more than one phase; write 'lead/on_hold' or "),
        (["attempts", "state=any/nwe"], 1, "no status is called 'nwe'; did you mean 'new'"),
    ],
)
def test_decide_refuses_what_it_does_not_know(words: list[str], code: int, cause: str, run: Run) -> None:
    assert cause in run("decide", "-p", "default", *words, code=code).stderr


@pytest.mark.parametrize("state", ["lead/scheduled", "any/scheduled", "scheduled"])
def test_a_state_is_read_as_its_pattern_where_it_names_one(state: str, run: Run) -> None:
    assert "below" in run("decide", "-p", "default", "attempts", f"state={state}").output
