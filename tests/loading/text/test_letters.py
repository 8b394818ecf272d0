"""Letters that a writer cannot see are found, and writing that needs them is left alone (Y008)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading.warned import found
from support import HARBOUR, check_ruleset


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
