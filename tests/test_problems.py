"""How much a problem matters follows from its code."""

from __future__ import annotations

import pytest

from frontdesk.problems import CODES, NOWHERE, Problem, Severity, severity_of


@pytest.mark.parametrize("code", CODES)
def test_a_problem_matters_as_much_as_its_code_says(code: str) -> None:
    assert Problem(NOWHERE, code, "x").severity is severity_of(code)


@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_used_stops_loading_whatever_its_code(code: str) -> None:
    assert Problem(NOWHERE, code, "x", unusable=True).severity is Severity.ERROR
