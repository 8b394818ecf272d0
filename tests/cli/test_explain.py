"""``frontdesk explain``: why a table answers so, and what a code means."""

from __future__ import annotations

import json

import pytest

from cli.asking import Run, data
from frontdesk.problems import CODES
from support import ROOT


def test_explain_says_what_the_rows_before_lacked(run: Run) -> None:
    words = ["explain", "-p", "default", "delivery", "has_call=yes", "destination=landline"]
    text = run(*words).output
    assert "text (rulesets/default/delivery.yaml:11): has_text is no, not yes" in text
    found = data(run(*words, "--format", "json"))
    assert [row["fits"] for row in found["rows"]] == [False, False, True]


def test_explain_names_the_overlays_line_and_the_meaning_of_a_code(run: Run) -> None:
    assert (
        "rulesets/example-practice/attempts.yaml:2" in run("explain", "-p", "example-practice", "attempts.limit").output
    )
    assert "a name that is not defined" in run("explain", "r001").output


def test_a_page_is_printed_without_the_marks_of_markdown(run: Run) -> None:
    printed = run("explain", "R002").output
    assert printed.startswith("R002: something defined that nothing uses\n\nWarning. ")
    assert "\n\n    # ours/messages.yaml\n    messages:\n" in printed
    assert "```" not in printed
    assert "\n#" not in printed
    assert "\n\n\n" not in printed


def test_a_code_in_small_letters_is_the_same_code(run: Run) -> None:
    assert run("explain", "r002").output == run("explain", "R002").output


def test_the_page_as_data_has_its_title_severity_and_text(run: Run) -> None:
    data = json.loads(run("explain", "y008", "--format", "json").output)
    page = (ROOT / "docs" / "problems" / "Y008.md").read_text(encoding="utf-8")
    assert data == {"code": "Y008", "title": CODES["Y008"], "severity": "warning", "page": page}


@pytest.mark.parametrize(("code", "words"), [("T999", "did you mean 'T019'"), ("x001", "codes begin with 'Y', 'R'")])
def test_a_code_that_does_not_exist_suggests_one(code: str, words: str, run: Run) -> None:
    result = run("explain", code, code=1)
    assert f"no problem has the code '{code.upper()}'" in result.stderr
    assert words in result.stderr
