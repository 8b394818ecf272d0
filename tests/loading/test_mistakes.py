"""Broken rulesets, and the exact text that a practice reads; a folder added to ``tests/mistakes`` is a test.

Each folder holds a few files laid over a small ruleset that is in order, and ``printed.txt``.
``FRONTDESK_ACCEPT=1 pytest tests/loading`` writes what is printed now, to be read before it is committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from frontdesk.rendering.problems import problems_text
from support import HARBOUR, INSTALLED, check_ruleset

MISTAKES = Path(__file__).parents[1] / "mistakes"
_CASES = sorted(path.name for path in MISTAKES.iterdir() if path.is_dir())


def printed(case: str, folder: Path) -> str:
    """What ``frontdesk check`` prints of the broken ruleset."""
    shutil.copytree(HARBOUR, folder / "practice")
    for file in (MISTAKES / case).iterdir():
        if file.name != "printed.txt":
            shutil.copy(file, folder / "practice" / file.name)
    report = check_ruleset(folder / "practice", installed=INSTALLED)
    assert report.ruleset is None, "the mistake was not noticed"
    return problems_text(report.problems, report.sources).replace(f"{folder}/", "") + "\n"


@pytest.mark.parametrize("case", _CASES)
def test_the_mistake_is_told_in_these_words(case: str, tmp_path: Path) -> None:
    expected = MISTAKES / case / "printed.txt"
    found = printed(case, tmp_path)
    if os.environ.get("FRONTDESK_ACCEPT"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", _CASES)
def test_words_that_a_practice_never_wrote_do_not_appear(case: str) -> None:
    text = (MISTAKES / case / "printed.txt").read_text(encoding="utf-8").casefold()
    for word in ("mapping", "instance", "$.", "scalar", "node", "traceback", "none is not", "nonetype", "sequence"):
        assert word not in text, f"{case}: '{word}'"


@pytest.mark.parametrize(
    ("rule", "help"),
    [
        ("on: appointment_booked, when: {open_on_the_visit_day: no}", "a calendar called 'practice' brings it"),
        ("on: appointment_booked, when: {open_now: no}", "a calendar called 'practice' brings it"),
    ],
)
def test_what_is_not_declared_yet_is_told_with_what_brings_it(rule: str, help: str, tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    calendar = "calendars: {lee: {practitioner: Dr. Lee, hours: {monday: '09:00..17:00'}}}\n"
    (tmp_path / "calendars.yaml").write_text(calendar, encoding="utf-8")
    reaction = f"reactions: [{{id: ours, last: yes, {rule}, do: [{{note: x}}]}}]\n"
    (tmp_path / "reactions.yaml").write_text(reaction, encoding="utf-8")
    (found,) = check_ruleset(tmp_path).problems
    assert found.code == "T013"
    assert help in found.hint


def test_there_are_at_least_thirty() -> None:
    assert len(_CASES) >= 30
