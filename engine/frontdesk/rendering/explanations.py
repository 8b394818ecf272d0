"""Why: a decision with the row that made it, its place, the facts read, and what the rows before it lacked."""

from __future__ import annotations

from typing import Any

from frontdesk.rendering.words import outcome_data, outcome_words
from frontdesk.tables import Condition, Decision, Explanation, Step, Table, Value, written


def decision_text(table: Table[Any], decision: Decision[Any]) -> str:
    """One decision: the outcome, then the reason, the name and the place of each row that made it."""
    lines = [f"{table.name}: {outcome_words(decision.outcome)}"]
    for row in decision.rows:
        place = f" ({row.where.short})" if row.where.file else ""
        lines += [f"  because {row.reason}", f"  row {row.id}{place}"]
    return "\n".join(lines if decision.rows else [*lines, f"  because {decision.reason}"])


def decision_data(table: Table[Any], decision: Decision[Any]) -> dict[str, object]:
    """One decision as plain data for JSON: its first row, and every row ``by`` which it came about."""
    by = [
        {"row": row.id, "because": row.reason, "file": row.where.file, "line": row.where.line} for row in decision.rows
    ]
    return {
        "table": table.name,
        "outcome": outcome_data(decision.outcome),
        "row": decision.row.id if decision.row else None,
        "because": decision.reason,
        "file": decision.place.file,
        "line": decision.place.line,
        "by": by,
    }


def explanation_text(table: Table[Any], explanation: Explanation[Any]) -> str:
    """A decision and everything that it looked at."""
    lines = [decision_text(table, explanation.decision)]
    if explanation.facts:
        lines.append("  facts read")
        lines += [f"    {name}: {written(value)}" for name, value in explanation.facts.items()]
    passed = [step for step in explanation.steps if step.lacks]
    if passed:
        lines.append("  rows that did not fit, and why")
        lines += [f"    {_lacking(step, explanation)}" for step in passed]
    return "\n".join(lines)


def explanation_data(table: Table[Any], explanation: Explanation[Any]) -> dict[str, object]:
    """An explanation as plain data for JSON."""
    steps = [
        {
            "row": step.row.id,
            "file": step.row.where.file,
            "line": step.row.where.line,
            "fits": not step.lacks,
            "lacks": [str(test) for test in step.lacks],
        }
        for step in explanation.steps
    ]
    facts = {name: written(value) for name, value in explanation.facts.items()}
    return {**decision_data(table, explanation.decision), "facts": facts, "rows": steps}


def _lacking(step: Step, explanation: Explanation[Any]) -> str:
    place = f" ({step.row.where.short})" if step.row.where.file else ""
    return f"{step.row.id}{place}: {', '.join(_lack(test, explanation.facts[test.fact]) for test in step.lacks)}"


def _lack(test: Condition, value: Value) -> str:
    return f"{test.fact} is {written(value)}, not {test.written}".replace("not not ", "")
