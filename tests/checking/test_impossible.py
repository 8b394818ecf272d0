"""Relations that leave nobody are problems, and views of nobody are noted."""

from __future__ import annotations

from pathlib import Path

from checking.small import causes, overlay
from support import check_ruleset


def test_a_relation_that_leaves_nobody_is_a_problem_where_it_stands(tmp_path: Path) -> None:
    facts = "never_together:\n  some: {facts: {surgery: yes}}\n  rest: {facts: {surgery: no}}\n"
    (told,) = causes(overlay(tmp_path, facts=facts), "D005")
    assert told.startswith("D005: with 'rest' nobody is left")


def test_a_relation_that_leaves_somebody_is_none(tmp_path: Path) -> None:
    facts = "never_together:\n  some: {facts: {surgery: yes, status: moved}}\n"
    assert causes(overlay(tmp_path, facts=facts)) == []


def test_relations_are_read_or_one_clear_problem(tmp_path: Path) -> None:
    for written, told in {
        "{facts: {surgeri: yes}}": "T013: no fact is called 'surgeri'",
        "{facts: {surgery: maybe}}": "T010: the fact 'surgery': 'maybe' is not one of 'yes' or 'no'",
        "{facts: {sent_today: 1, task_state: open}}": "T013: ",
        "{because: So}": "Y012: 'some' has no 'facts'",
    }.items():
        (found,) = causes(overlay(tmp_path, facts=f"never_together:\n  some: {written}\n"))
        assert found.startswith(told), written


def test_a_view_of_nobody_is_a_note(tmp_path: Path) -> None:
    view = (
        "channel:\n  views:\n    - name: odd\n      last: yes\n      label: Odd\n"
        "      given: {cell: missing, home: missing, work: missing}\n"
        "      rows: [{label: text, given: {has_text: yes}}]\n"
        "      columns: [{label: mobile, given: {destination: text_enabled}}]\n"
    )
    folder = overlay(tmp_path, delivery=view)
    noted = [one for one in check_ruleset(folder, notes=True).problems if one.code == "D007"]
    assert [one.cause.partition(":")[0] for one in noted] == ["the view 'odd' shows nobody at 'text', 'mobile'"]
    assert causes(folder, "D007") == []
