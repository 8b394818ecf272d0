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
    ],
)
def test_decide_refuses_what_it_does_not_know(words: list[str], code: int, cause: str, run: Run) -> None:
    assert cause in run("decide", "-p", "default", *words, code=code).stderr
