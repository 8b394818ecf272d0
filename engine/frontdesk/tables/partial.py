"""Three-valued evaluation: what a condition or a table says when only some facts are known: yes, no, or it depends.

Never claims more than every way of filling in the rest would. Knows tables, and nothing of what they are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdesk.tables.table import Condition, HitPolicy, Row, Table
from frontdesk.tables.values import UNKNOWN, Value

__all__ = ["holds", "possible"]


def holds(test: Condition, known: Mapping[str, Value], derived: Mapping[str, set[Value]]) -> bool | None:
    """Whether a condition holds, or ``None`` when what is known does not tell; *derived* are answers of own tables."""
    if test.fact in known:
        return known[test.fact] in test.accepts
    answers = {outcome in test.accepts for outcome in derived.get(test.fact, set())}
    return answers.pop() if len(answers) == 1 else None


def possible(table: Table[Any], known: Mapping[str, Value]) -> dict[str, set[Value]]:
    """What *table* can answer when only the facts *known* are certain: by its name, or by name and part.

    Nothing is said of a table of which every row counts: its answer is made of several.
    """
    if table.hit is HitPolicy.EVERY:
        return {}
    rows, certain = _candidates(table, known)
    outcomes = [row.then for row in rows]
    if not certain:
        outcomes.append(table.otherwise.then if table.otherwise else UNKNOWN)
    answers: dict[str, set[Value]] = {}
    for then in outcomes:
        parts = then if isinstance(then, Mapping) else dict.fromkeys(table.parts, then)
        for part, value in parts.items():
            answers.setdefault(f"{table.name}.{part}" if part else table.name, set()).add(value)
    return answers


def _candidates(table: Table[Any], known: Mapping[str, Value]) -> tuple[list[Row[Any]], bool]:
    """The rows that can decide, and whether one of them surely fits: what it outranks cannot."""
    rows: list[Row[Any]] = []
    highest: int | None = None
    for row in table.rows:
        verdicts = [holds(test, known, {}) for test in row.when]
        if False in verdicts:
            continue
        rows.append(row)
        if None not in verdicts:
            highest = max(row.priority, row.priority if highest is None else highest)
            if table.hit is not HitPolicy.PRIORITY:
                break
    if table.hit is HitPolicy.PRIORITY and highest is not None:
        rows = [row for row in rows if row.priority >= highest]
    return rows, highest is not None
