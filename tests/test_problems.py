"""How much a problem matters follows from its code."""

from __future__ import annotations

import pytest

from frontdesk.problems import CODES, NOWHERE, Problem, Severity, did_you_mean, severity_of


@pytest.mark.parametrize("code", CODES)
def test_a_problem_matters_as_much_as_its_code_says(code: str) -> None:
    assert Problem(NOWHERE, code, "x").severity is severity_of(code)


@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_used_stops_loading_whatever_its_code(code: str) -> None:
    assert Problem(NOWHERE, code, "x", unusable=True).severity is Severity.ERROR


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("schedueld", ["scheduled"], "scheduled"),
        ("No-Show", ["no_show"], "no_show"),
        ("Reschedule", ["scheduled"], ""),
        ("Reschedule", ["scheduled", "to_be_rescheduled", "rescheduled"], "rescheduled"),
        ("unscheduled", ["lead/scheduled"], ""),
        ("Showed - Didn't Schedule", ["showed_scheduled"], ""),
        ("did schedule", ["did_not_schedule"], ""),
        ("reminder_sms", ["remindr_sms"], "remindr_sms"),
    ],
)
def test_a_suggestion_is_never_the_opposite_of_what_was_written(word: str, known: list[str], meant: str) -> None:
    assert did_you_mean(word, known) == (f"did you mean '{meant}'?" if meant else "")
