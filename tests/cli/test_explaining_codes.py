"""``frontdesk explain CODE`` prints the page of a code, and ``frontdesk check`` says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from frontdesk.problems import CODES
from frontdesk.rendering.pages import page_text
from support import HARBOUR, ROOT


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HARBOUR, tmp_path / "practice"))


def test_a_page_is_printed_without_the_marks_of_markdown() -> None:
    printed = run("explain", "R002").output
    assert printed.startswith("R002: something defined that nothing uses\n\nWarning. ")
    assert "\n\n    # ours/messages.yaml\n    messages:\n" in printed
    assert "```" not in printed
    assert "\n#" not in printed
    assert "\n\n\n" not in printed


def test_a_code_in_small_letters_is_the_same_code() -> None:
    assert run("explain", "r002").output == run("explain", "R002").output


def test_links_are_their_words_and_headings_can_be_styled() -> None:
    assert page_text("## Why\nSee [the language](../language.md).", str.upper) == "WHY\nSee the language."


def test_the_page_as_data_has_its_title_severity_and_text() -> None:
    data = json.loads(run("explain", "y008", "--format", "json").output)
    page = (ROOT / "docs" / "problems" / "Y008.md").read_text(encoding="utf-8")
    assert data == {"code": "Y008", "title": CODES["Y008"], "severity": "warning", "page": page}


@pytest.mark.parametrize(("code", "words"), [("T999", "did you mean 'T009'"), ("x001", "codes begin with 'Y', 'R'")])
def test_a_code_that_does_not_exist_suggests_one(code: str, words: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 1
    assert f"no problem has the code '{code.upper()}'" in result.stderr
    assert words in result.stderr


def test_check_ends_with_the_command_that_explains_one_code(practice: Path) -> None:
    (practice / "attempts.yaml").write_text("limit: three\ncounts: not_reached\n", encoding="utf-8")
    printed = run("check", str(practice)).output
    assert printed.endswith("The ruleset cannot be used yet.\nmore: frontdesk explain Y011\n")


def test_check_names_every_code_once_and_errors_first(practice: Path) -> None:
    text = "limit: three #1\nlimit: 2 #2\ncounts: not_reachd #3\n"
    (practice / "attempts.yaml").write_text(text, encoding="utf-8")
    assert run("check", str(practice)).output.endswith("\nmore: frontdesk explain Y011 (or Y002, Y009)\n")


def test_check_of_rules_in_order_explains_nothing() -> None:
    assert "more:" not in run("check", str(HARBOUR)).output
