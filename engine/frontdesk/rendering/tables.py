"""Decision tables on paper: the truth tables that a ruleset lays out, and the rules as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from frontdesk.model import Ruleset, View
from frontdesk.rendering.grids import Grid, Page, Reason, raised
from frontdesk.rendering.words import conditions_words, outcome_words
from frontdesk.tables import Decision, HitPolicy, Row, Table, Value, written

_HIT = {
    HitPolicy.FIRST: "The first row that fits decides.",
    HitPolicy.UNIQUE: "At most one row may fit.",
    HitPolicy.ANY: "Several rows may fit if they agree.",
    HitPolicy.PRIORITY: "Of the rows that fit, the one with the highest priority decides.",
    HitPolicy.EVERY: "Every row that fits counts.",
}


def rules_page(table: Table[Any], name: str) -> Page:
    """The rows of a table as they are written, in order, on a page called *name*."""
    rows = [_rule(row) for row in table.rows]
    if table.otherwise:
        rows.append(("otherwise", "nothing above fits", outcome_words(table.otherwise.then), table.otherwise.because))
    words = tuple(filter(None, (table.means, _HIT[table.hit])))
    return Page(name, table.label or table.name, words, (Grid(("row", "when", "then", "because"), tuple(rows)),))


def view_page(ruleset: Ruleset, view: View) -> Page:
    """A truth table as its view lays it out: a grid for each page, and the reasons behind the cells below."""
    table = ruleset.table(view.table)
    reasons: dict[str, tuple[int, Row[Any]]] = {}
    titled = [(_given_words(ruleset, cell.page), cell) for cell in ruleset.cells(view)]
    grids = []
    for title, page in groupby(titled, key=itemgetter(0)):
        decisions = [cell.decision for _, cell in page]
        marks = [_mark(decision, reasons) for decision in decisions]
        words = [outcome_words(one.outcome) + raised(mark) for one, mark in zip(decisions, marks, strict=True)]
        width = len(view.columns)
        lines = [slice(number * width, (number + 1) * width) for number in range(len(view.rows))]
        rows = tuple((row.label, *words[line]) for row, line in zip(view.rows, lines, strict=True))
        headings = (_corner(view), *(column.label for column in view.columns))
        numbers = tuple((0, *marks[line]) for line in lines)
        grids.append(Grid(headings, rows, title[:1].upper() + title[1:], numbers))
    given = f"Given {_given_words(ruleset, view.given)}." if view.given else ""
    told = tuple(Reason(number, row.because or row.id, row.id, row.where.short) for number, row in reasons.values())
    notes = tuple(f"{reason.number}. {reason.words}" for reason in told)
    return Page(view.name, view.label, tuple(filter(None, (table.means, given))), tuple(grids), notes, told)


def _rule(row: Row[Any]) -> tuple[str, str, str, str]:
    return row.id, conditions_words(row.when), outcome_words(row.then), row.because


def _mark(decision: Decision[Any], reasons: dict[str, tuple[int, Row[Any]]]) -> int:
    """The number of a decision's reason; 0 when no row made it."""
    if decision.row is None:
        return 0
    number, _ = reasons.setdefault(decision.row.id, (len(reasons) + 1, decision.row))
    return number


def _corner(view: View) -> str:
    return "content" if all(name.startswith("has_") for row in view.rows for name in row.facts) else ""


def _given_words(ruleset: Ruleset, facts: Mapping[str, Value]) -> str:
    return ", ".join(f"{ruleset.facts[name].label.lower()}: {written(value)}" for name, value in facts.items())
