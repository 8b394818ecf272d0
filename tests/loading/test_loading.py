"""Loading as others call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import overlay
from frontdesk.loading import check_ruleset, load_ruleset, rebuild
from frontdesk.problems import RulesetError, Severity


def test_a_text_that_is_no_ruleset_is_told_in_words() -> None:
    with pytest.raises(RulesetError, match="damaged, or of another version"):
        rebuild('{"name": "x"}')


def test_rules_that_are_only_warned_of_while_they_are_read_can_be_used(tmp_path: Path) -> None:
    ours = overlay(tmp_path, channels='lines: {surgery: {label: Surgery, number: "+35155*5010098"}}\n')
    report = check_ruleset(ours)
    assert [(one.code, one.severity) for one in report.problems] == [("R009", Severity.WARNING)]
    assert report.ruleset is not None
    assert report.ruleset.hash == load_ruleset(ours).hash
