"""What only looks like a pattern is told from one: it is an error, so a wrong guess costs much."""

from __future__ import annotations

import pytest

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.problems import Location

PATTERNS = (
    *(
        "stop.*",
        ".+",
        r"\d+",
        r"\bstop\b",
        r"A\d+",
        "^stop$",
        "^stop",
        "[a-z]",
        "[A-Za-z0-9]+",
        "[^0-9]",
        "(a|b)",
        "(a+)+",
    ),
    *("(a+)+", "(a+)+$", "(?:stop)", r"[\w.]+"),
)


ONLY_WHERE_COMPARED = ("stop*", "*stop", "(stop)+", "stop$")


PLAIN = (
    *("stop", "What?", "stop!", "Hotel C++", "5$ off", "a | b", "Dr. House", "...", "24/7 +1", "(?)", "Large (or so)"),
    *("[Mon-Fri]", "A-Z taxis", r"C:\Data\bin", r"\\server\docs\swap", "50% off", ""),
)


def noted(text: str, *, compared: bool) -> bool:
    diagnostics = Diagnostics()
    answer = note_pattern(Scalar(text, Location("x.yaml", 1, 1)), "the text", diagnostics, compared=compared)
    assert answer == bool(diagnostics.problems)
    return answer


@pytest.mark.parametrize("text", PATTERNS)
@pytest.mark.parametrize("compared", [True, False])
def test_a_pattern_is_told_from_text(text: str, compared: bool) -> None:
    assert noted(text, compared=compared)


@pytest.mark.parametrize("text", ONLY_WHERE_COMPARED)
def test_a_star_or_a_dollar_at_an_end_counts_only_in_what_is_compared(text: str) -> None:
    assert noted(text, compared=True)
    assert not noted(text, compared=False)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("compared", [True, False])
def test_ordinary_text_is_no_pattern(text: str, compared: bool) -> None:
    assert not noted(text, compared=compared)
