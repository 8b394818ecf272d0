"""Letters and marks that a writer cannot see are found, and writing that needs them is left alone (Y008, Y009)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText
from support import HARBOUR, check_ruleset


def found(text: str) -> list[tuple[str, int, int, int]]:
    """Code, line, column and length of what is wrong with a text."""
    _, problems = parse(FileText("x.yaml", text, tuple(text.split("\n"))))
    return [(one.code, one.where.line, one.where.column, one.where.length) for one in problems]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("out: [c\u0430ncel]", ("Y008", 1, 8, 1)),
        ("sc\u043epe: line", ("Y008", 1, 3, 1)),
        ("label: Del\u03bfs", ("Y008", 1, 11, 1)),
        ("label: can\u200bcel", ("Y008", 1, 11, 1)),
        ("label: a\nbecause: \u202enoitapicna", ("Y008", 2, 10, 1)),
        ("label: st\u200dop", ("Y008", 1, 10, 1)),
    ],
)
def test_a_letter_that_misleads_is_found(text: str, place: tuple[str, int, int, int]) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "label: Praxis M\u00fcller, caf\u00e9, na\u00efve",
        "label: \u0421\u043f\u0430\u0441\u0438\u0431\u043e, SMS-\u0440\u0430\u0441\u0441\u044b\u043b\u043a\u0430",
        "label: \u0395\u03c5\u03c7\u03b1\u03c1\u03b9\u03c3\u03c4\u03ce",
        "label: \U0001f468\u200d\u2695\ufe0f on call",
        "label: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "label: 'Prix\u00a0: 5\u00a0\u20ac'",
        "because: '\u201cHello\u201d, she said'",
    ],
    ids=["accents", "cyrillic", "greek", "emoji", "persian", "french", "quotes"],
)
def test_writing_of_every_language_is_left_alone(text: str) -> None:
    assert found(text) == []


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


def test_a_warning_about_text_stops_nothing(tmp_path: Path) -> None:
    practice = Path(shutil.copytree(HARBOUR, tmp_path / "practice"))
    file = practice / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Harbour Veterinary", "Harbour Veterin\u0430ry"), encoding="utf-8")
    report = check_ruleset(practice)
    assert report.ruleset is not None
    assert [problem.code for problem in report.problems] == ["Y008"]
    assert check_ruleset(practice).problems == report.problems, "it is told the second time too"


def test_a_warning_does_not_hide_that_there_are_no_keys() -> None:
    assert [code for code, *_ in found("- c\u0430ncel")] == ["Y008", "Y011"]
