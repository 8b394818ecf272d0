"""A table that answers ``unknown`` is read, asked and proved alike: what check takes for answered can be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, practice
from frontdesk.tables import UNKNOWN, Table, Value

STATUSES = """
initial: contact/open
phases:
  contact: {label: Contact}
statuses:
  open: {label: Open, phases: [contact], kind: won, entry: yes}
"""
FACTS = "facts:\n  score: {of: contact, kind: number, default: 0}\n  new: {of: contact, kind: yes_no}\n"
WORDS = "outcome: {values: [high, low]}, "
UNDER, OVER = "{when: {score: '< 100'}, then: high}", "{when: {score: '> 100'}, then: low}"
BELOW = {
    "otherwise": f"{WORDS}rows: [{UNDER}, {OVER}], otherwise: unknown",
    "a row": f"{WORDS}rows: [{UNDER}, {{when: {{score: 100}}, then: unknown}}], otherwise: low",
    "no row": f"{WORDS}rows: [{{when: {{new: yes}}, then: high}}, {{when: {{new: no}}, then: low}}]",
    "the highest": f"{WORDS}hit: priority, rows: [{{when: {{score: '< 100'}}, then: high, priority: 2}}, "
    "{when: {score: '> 90'}, then: low, priority: 1}, {when: {score: 100}, then: unknown, priority: 3}]",
    "parts": "outcome: {parts: {level: {values: [high, low]}, rate: {kind: number}}}, "
    "rows: [{when: {new: yes}, then: {level: high, rate: 0.5}}, {when: {new: no}, then: {level: low, rate: 0.7}}]",
}
HIGH, LOW = "{when: {RISK: high}, then: full}", "{when: {RISK: low}, then: mini}"
ABOVE = {
    "both named": f"hit: unique, rows: [{HIGH}, {LOW}], otherwise: mini",
    "unknown named": f"rows: [{HIGH}, {{when: {{RISK: [low, unknown]}}, then: mini}}]",
    "not": f"rows: [{HIGH}, {{when: {{RISK: {{not: high}}}}, then: mini}}]",
    "nobody else": f"hit: unique, rows: [{HIGH}, {LOW}]",
}
PEOPLE: tuple[dict[str, Value], ...] = tuple(
    {"score": score, "new": new} for score in (0, 95, 100, 101) for new in ("yes", "no", UNKNOWN)
)


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("below", BELOW)
def test_whom_a_table_leaves_without_an_answer_is_told_and_everybody_can_be_asked(
    below: str, above: str, tmp_path: Path
) -> None:
    fact = "risk.level" if below == "parts" else "risk"
    call = f"outcome: {{values: [full, mini]}}, {ABOVE[above].replace('RISK', fact)}"
    folder = practice(
        tmp_path / "ours",
        statuses=STATUSES,
        facts=FACTS,
        tables=f"tables: {{risk: {{{BELOW[below]}}}, call: {{{call}}}}}",
    )
    ruleset = built(folder)
    asked: Table[str] = ruleset.table("call")
    unanswered = [one for one in PEOPLE if asked.decide(one).outcome == UNKNOWN]
    told = [one for one in causes(folder) if one.startswith(("T001: no row of 'call'", "T011: no row of 'call'"))]
    assert not told or unanswered
    assert not unanswered or told or any("no row of 'risk'" in one for one in causes(folder))
    assert [one for one in causes(folder) if one[:4] in ("T002", "T010")] == []


def test_a_sum_says_that_it_cannot_be_unknown(tmp_path: Path) -> None:
    points = (
        "outcome: {kind: number}, hit: every, total: sum, rows: [{when: {score: '< 100'}, then: 1}], otherwise: unknown"
    )
    folder = practice(tmp_path / "ours", statuses=STATUSES, facts=FACTS, tables=f"tables: {{points: {{{points}}}}}")
    (told,) = causes(folder)
    assert told.startswith("T014: the outcome of table 'points': 'unknown' is not a number")
