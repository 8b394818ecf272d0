"""``frontdesk facts``: every fact of a ruleset, the practice's own among the engine's."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data


def test_facts_lists_the_practices_own_among_the_engines(run: Run, practice: Path) -> None:
    text = run("facts", "-p", str(practice), "contact").output
    assert "days_until_vaccination_due" in text
    assert "has_been" in text
    assert "has_text" not in text
    own = [one["name"] for one in data(run("facts", "-p", str(practice), "--format", "json")) if one["own"]]
    assert own[0] == "reading"
