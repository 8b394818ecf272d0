"""Rulesets as they were on earlier days: what this frontdesk still reads, and what it says of the rest, and why.

A folder is called after the commit that it is from. Its rulesets are read as they were, over the base of their day and
over the base that is shipped today, as a practice meets it that updates frontdesk and leaves its own rules alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset
from frontdesk.problems import Problem
from frontdesk.testing import run_examples

HERE = Path(__file__).parent
READ = {
    "721ca36/aesthetics": 18,
    "721ca36/example-practice": 0,
    "ca77f0d/default": 27,
    "ca77f0d/dental": 31,
    "ca77f0d/health-system": 41,
    "ca83e13/default": 89,
    "ca83e13/physical-therapy": 64,
}
"""What is read without an error, and how many examples of that day there are."""
ANSWERED_DIFFERENTLY = {
    "721ca36/aesthetics": {"A reason that is not on the list is refused"},
    "ca77f0d/dental": {
        "The follow-ups fall 1, 7, 21 and 60 days after the task was made",
        "The last follow-up falls 60 days after the task was made",
    },
    "ca77f0d/health-system": {
        "A text that does not arrive is followed by a person, not by a call",
        "The fourth exempt message in a week is held",
        "Messages that rest on consent are not counted as exempt",
    },
}
"""Examples that do not hold any more: a name that does not exist is no refusal by the rules, to somebody who has no
appointment no text goes that names one, and a follow-up that nobody answers stays due."""
REFUSED = {
    "721ca36/default": {"M005"},  # the proofs of the status machine came after it: four wrong choices had no way back
    "721ca36/physical-therapy": {"M001"},  # likewise: nobody could get into 'lead/registered'
}
"""What is not read any more, and the codes that it is told: mistakes of ours that nothing looked for on that day."""
OVER_TODAYS_BASE = {
    "721ca36/aesthetics": set[str](),
    "721ca36/physical-therapy": {"M001"},
    # Calls can be refused today, and tell too much for a voicemail; a row of the overlay calls anyway.
    "721ca36/example-practice": {"C014", "D002", "D003"},
    "ca77f0d/dental": set[str](),
    "ca77f0d/health-system": {
        "T013"
    },  # its delivery.yaml takes the place of the base's, whose promises ask for privacy
    "ca83e13/physical-therapy": set[str](),
}
"""Overlays of earlier days over the base that is shipped today: the codes of the errors."""


def errors(folder: Path) -> tuple[Problem, ...]:
    """The errors of a ruleset, each with a place and with what to do."""
    found = check_ruleset(folder).errors
    assert all(problem.where.line and problem.hint for problem in found)
    return found


def test_every_ruleset_that_is_kept_is_judged() -> None:
    kept = {file.parent.relative_to(HERE).as_posix() for file in HERE.glob("*/*/ruleset.yaml")}
    assert kept == {*READ, *REFUSED}


@pytest.mark.parametrize("kept", sorted({*READ, *REFUSED}))
def test_every_ruleset_that_is_kept_says_the_version_of_the_language(kept: str) -> None:
    assert "\nlanguage: 1\n" in (HERE / kept / "ruleset.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kept", READ)
def test_an_old_ruleset_is_read_and_its_examples_hold(kept: str) -> None:
    assert errors(HERE / kept) == ()
    results = list(run_examples(HERE / kept))
    assert {one.name for one in results if not one.passed} == ANSWERED_DIFFERENTLY.get(kept, set())
    assert len(results) == READ[kept]


@pytest.mark.parametrize("kept", REFUSED)
def test_an_old_ruleset_that_is_not_read_is_told_why(kept: str) -> None:
    assert {problem.code for problem in errors(HERE / kept)} == REFUSED[kept]


@pytest.mark.parametrize("kept", OVER_TODAYS_BASE)
def test_an_old_overlay_over_the_base_of_today_is_read_or_told_why(kept: str, tmp_path: Path) -> None:
    ours = Path(shutil.copytree(HERE / kept, tmp_path / "ours"))
    file = ours / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    assert "\nextends: ../" in text
    file.write_text(text.replace("\nextends: ../", "\nextends: "), encoding="utf-8")
    assert {problem.code for problem in errors(ours)} == OVER_TODAYS_BASE[kept]
