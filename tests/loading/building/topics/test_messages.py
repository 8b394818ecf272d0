"""Messages as they are written: a word about health is warned of, and can be accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import HARBOUR, check_ruleset


def test_a_health_word_can_be_accepted_with_a_reason(tmp_path: Path) -> None:
    practice = Path(shutil.copytree(HARBOUR, tmp_path / "practice"))
    file = practice / "messages.yaml"
    text = file.read_text(encoding="utf-8").replace("Your visit is on", "Your surgery is on")
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in check_ruleset(practice).problems] == ["P001"]
    accepted = text.replace("  reminder:\n", "  reminder:\n    accept: P001 because the house is called so\n")
    file.write_text(accepted, encoding="utf-8")
    assert check_ruleset(practice).problems == ()
