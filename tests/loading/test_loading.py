"""Loading as others call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import overlay
from frontdesk.loading import check_ruleset, load_ruleset, rebuild
from frontdesk.model.refused import RefusedProblems
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


_DEAD_HOUR = """
campaigns:
  ours:
    start: [{id: came, on: {status_entered: lead/contacted}}]
    end: [{id: over, on: {status_entered: any}, when: {state: {not: lead/contacted}}}]
    steps: [{id: call, send: hello, after_start: 1 day, at: "06:00"%s}]
"""
_CALL = "messages: {hello: {purpose: treatment, content: {call: Hello.}}}\n"


@pytest.mark.parametrize(
    ("refuse", "accept", "severity"),
    [
        ("", "", Severity.WARNING),
        ("refuse: [C005]", "", Severity.ERROR),
        ("refuse: [C006, C013]", "", Severity.WARNING),
        # what the whole practice refuses no single row accepts
        ("refuse: [C005]", ", accept: C005 because we rise early", Severity.ERROR),
        ("", ", accept: C005 because we rise early", None),
    ],
)
def test_a_warning_that_a_practice_refuses_stops_its_rules_as_an_error_does(
    refuse: str, accept: str, severity: Severity | None, tmp_path: Path
) -> None:
    (tmp_path / "ruleset.yaml").write_text(f"name: ours\nextends: default\n{refuse}\n", encoding="utf-8")
    (tmp_path / "campaigns.yaml").write_text(_DEAD_HOUR % accept, encoding="utf-8")
    (tmp_path / "messages.yaml").write_text(_CALL, encoding="utf-8")
    report = check_ruleset(tmp_path)
    assert [(one.code, one.severity) for one in report.problems] == ([("C005", severity)] if severity else [])
    assert (report.ruleset is None) is (severity is Severity.ERROR)
    if report.errors:
        ((place, words),) = report.errors[0].related
        assert (Path(place.file).name, place.line, words) == ("ruleset.yaml", 3, "C005 is refused here")


def test_what_is_beside_the_rules_is_refused_too_where_a_practice_says_so(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\nrefuse: [F001]\n", encoding="utf-8")
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports" / "ours.yaml").write_text("of: contacts\ncolumns: {Who: nmae}\n", encoding="utf-8")
    report = check_ruleset(tmp_path)
    assert [(one.code, one.severity) for one in report.problems] == [("F001", Severity.ERROR)]
    assert report.ruleset is None


def test_an_overlay_refuses_what_its_base_does_until_it_says_something_else(tmp_path: Path) -> None:
    base, ours = tmp_path / "base", tmp_path / "ours"
    base.mkdir()
    ours.mkdir()
    (base / "ruleset.yaml").write_text("name: base\nextends: default\nrefuse: [C005, C020]\n", encoding="utf-8")
    for said, refused in (("", ("C005", "C020")), ("refuse: [C013]", ("C013",)), ("remove: refuse", ())):
        (ours / "ruleset.yaml").write_text(f"name: ours\nextends: ../base\n{said}\n", encoding="utf-8")
        assert load_ruleset(ours).part(RefusedProblems).refuse == refused
