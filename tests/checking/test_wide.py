"""A table that is too wide to count is checked by search, and told as counting would tell it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from checking.small import built, causes, overlay
from frontdesk.checking.tables import check_tables
from frontdesk.checking.wide import check_wide
from frontdesk.problems import Problem

ASKED = ("has_text", "has_call", "has_email", "has_postcard", "about_appointment", "shared_phone")
CODES = ("T001", "T002", "T003", "T005", "T008", "T011", "T016")


def a_table(hit: str, *more: str, otherwise: str = "no") -> str:
    written = [
        f"{{id: {name}, when: {{{name}: no}}, then: yes{', priority: 1' * (hit == 'priority')}}}" for name in ASKED
    ]
    lines = "".join(f"      - {row}\n" for row in (*written, *more))
    last = f"    otherwise: {otherwise}\n" if otherwise else ""
    return (
        f"tables:\n  wide:\n    scope: message\n    outcome: {{kind: yes_no}}\n    hit: {hit}\n    rows:\n{lines}{last}"
    )


TOLD = {
    "hidden": a_table("first", "{id: last, when: {has_text: no, surgery: yes}, then: yes}"),
    "gap": a_table("any", otherwise=""),
    "conflict": a_table("unique"),
    "no conflict": a_table("any"),
    "priority": a_table("priority", "{id: other, when: {surgery: yes}, then: no, priority: 1}"),
    "lower": a_table("priority", "{id: other, when: {has_text: no, surgery: yes}, then: no, priority: 0}"),
    "never": a_table("first", otherwise="yes"),
    "list": a_table("every", otherwise=""),
    "smallest": a_table("every", otherwise="")
    .replace("{kind: yes_no}", "{kind: number}\n    total: min")
    .replace("then: yes", "then: 1"),
}


@pytest.mark.parametrize("name", TOLD)
def test_search_tells_the_codes_that_counting_tells(name: str, tmp_path: Path) -> None:
    ruleset = built(overlay(tmp_path, tables=TOLD[name]))
    counted = _told(one for one in check_tables(ruleset) if one.where.file.endswith("ours/tables.yaml"))
    searched = _told(check_wide(ruleset, ruleset.table("wide"), words=True))
    assert searched == counted
    assert counted or name in ("no conflict", "list")


def _told(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """What is told, by code and place; of rows that contradict each other, any two are shown."""
    return [(one.code, "" if one.related else one.where.short) for one in problems if one.code in CODES]


def test_twenty_questions_that_do_not_depend_on_each_other_are_proved(tmp_path: Path) -> None:
    more = [f"{{id: f{number}, when: {{f{number}: yes}}, then: yes}}" for number in range(20)]
    facts = "facts:\n" + "".join(f"  f{number}: {{of: contact, kind: yes_no}}\n" for number in range(20))
    assert causes(overlay(tmp_path, tables=a_table("any", *more), facts=facts), *CODES) == []
