"""Decision tables on paper: the truth tables that a ruleset lays out, and the rules as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from frontdesk.model import Column, Ruleset, View
from frontdesk.rendering.grids import Grid, Page
from frontdesk.rendering.words import conditions_words, outcome_words
from frontdesk.tables import Decision, HitPolicy, Row, Table, Value, written

_HIT = {
    HitPolicy.FIRST: "The first row that fits decides.",
    HitPolicy.UNIQUE: "At most one row may fit.",
    HitPolicy.ANY: "Several rows may fit if they agree.",
    HitPolicy.PRIORITY: "Of the rows that fit, the one with the highest priority decides.",
    HitPolicy.EVERY: "Every row that fits counts.",
}
_RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def rules_page(table: Table[Any]) -> Page:
    """The rows of a table as they are written, in order."""
    rows = [_rule(row) for row in table.rows]
    if table.otherwise:
        rows.append(("otherwise", "nothing above fits", outcome_words(table.otherwise.then), table.otherwise.because))
    words = tuple(filter(None, (table.means, _HIT[table.hit])))
    return Page(table.name, table.label or table.name, words, (Grid(("row", "when", "then", "because"), tuple(rows)),))


def view_page(ruleset: Ruleset, view: View) -> Page:
    """A truth table as its view lays it out: a grid for each page, and the reasons behind the cells below."""
    table = ruleset.table(view.table)
    reasons: dict[str, tuple[int, Row[Any]]] = {}
    grids = tuple(
        Grid(
            (_corner(view), *(column.label for column in view.columns)),
            tuple(_truths(ruleset, table, view, page, reasons)),
            _page_title(ruleset, page),
        )
        for page in _pages(view)
    )
    given = f"Given {_given_words(ruleset, view.given)}." if view.given else ""
    notes = tuple(f"{number}. {row.because or row.id}" for number, row in reasons.values())
    return Page(view.name, view.label, tuple(filter(None, (table.means, given))), grids, notes)


def truths(ruleset: Ruleset, view: View) -> Iterator[tuple[Mapping[str, Value], Decision[Any]]]:
    """Every cell of a view: the facts that it stands for, and what the table decides."""
    table = ruleset.table(view.table)
    for page in _pages(view):
        for row in view.rows:
            for column in view.columns:
                facts = {**view.given, **page, **row.facts, **column.facts}
                yield facts, table.decide(ruleset.quietly(table, facts))


def _rule(row: Row[Any]) -> tuple[str, str, str, str]:
    return row.id, conditions_words(row.when), outcome_words(row.then), row.because


def _truths(
    ruleset: Ruleset,
    table: Table[Any],
    view: View,
    page: Mapping[str, Value],
    reasons: dict[str, tuple[int, Row[Any]]],
) -> Iterator[tuple[str, ...]]:
    for row in view.rows:
        yield (row.label, *(_truth(ruleset, table, view, page, row, column, reasons) for column in view.columns))


def _truth(
    ruleset: Ruleset,
    table: Table[Any],
    view: View,
    page: Mapping[str, Value],
    row: Column,
    column: Column,
    reasons: dict[str, tuple[int, Row[Any]]],
) -> str:
    facts = {**view.given, **page, **row.facts, **column.facts}
    decision = table.decide(ruleset.quietly(table, facts))
    if decision.row is None:
        return outcome_words(decision.outcome)
    number, _ = reasons.setdefault(decision.row.id, (len(reasons) + 1, decision.row))
    return f"{outcome_words(decision.outcome)} {str(number).translate(_RAISED)}"


def _pages(view: View) -> Iterator[dict[str, Value]]:
    for values in product(*view.each.values()):
        yield dict(zip(view.each, values, strict=True))


def _corner(view: View) -> str:
    return "content" if all(name.startswith("has_") for row in view.rows for name in row.facts) else ""


def _page_title(ruleset: Ruleset, page: Mapping[str, Value]) -> str:
    return _given_words(ruleset, page).capitalize() if page else ""


def _given_words(ruleset: Ruleset, facts: Mapping[str, Value]) -> str:
    return ", ".join(f"{ruleset.facts[name].label.lower()}: {written(value)}" for name, value in facts.items())
