"""Texts that YAML cuts off or runs together are found, and what only looks so is left alone (Y009)."""

from __future__ import annotations

import pytest

from loading.warned import found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("label: call us #1 clinic", ("Y009", 1, 16, 9)),
        ("a: [x, y] #1\nlabel: us #1", ("Y009", 2, 11, 2)),
        ("label: one\n  two #3", ("Y009", 2, 7, 2)),
        ("out:\n  - stop\n    -parar", ("Y009", 3, 5, 6)),
    ],
)
def test_a_text_that_yaml_cuts_off_or_runs_together_is_found(text: str, place: tuple[str, int, int, int]) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "label: call us # a comment",
        "label: 'call us #1 clinic'",
        "label: |\n  call us #1 clinic\n  -parar",
        "label: call us#1",
        "offset: -3",
        "label: front-desk",
        "label: [x, -stop]",
        "out:\n  - stop\n  - -3 degrees",
        "#label: x\nlabel: y",
    ],
)
def test_comments_quotes_and_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []
