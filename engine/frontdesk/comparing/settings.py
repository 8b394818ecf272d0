"""What a practice has set about itself, where two versions set it differently: each version's tables as they are then.

A setting that both versions have alike is left open, so that a change shows for whoever sets it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.facts import practice_facts
from frontdesk.model import Ruleset
from frontdesk.tables import Row, Table, Value

Rules = tuple[Ruleset, Ruleset]
Tables = tuple[Table[Any], Table[Any]]


def as_set(rules: Rules, tables: Tables) -> Tables:
    """Both versions of a table, without conditions on what the two rulesets set differently."""
    before, after = (practice_facts(one) for one in rules)
    changed = [name for name in before if name in after and before[name] != after[name]]
    if not changed:
        return tables
    one, other = ({name: values[name] for name in changed} for values in (before, after))
    return _set(tables[0], one), _set(tables[1], other)


def _set(table: Table[Any], values: Mapping[str, Value]) -> Table[Any]:
    rows = tuple(_without(row, values) for row in table.rows if _fits(row, values))
    inputs = {name: domain for name, domain in table.inputs.items() if name not in values}
    return replace(table, rows=rows, inputs=inputs, upstream=tuple(_set(one, values) for one in table.upstream))


def _fits(row: Row[Any], values: Mapping[str, Value]) -> bool:
    return all(values[test.fact] in test.accepts for test in row.when if test.fact in values)


def _without(row: Row[Any], values: Mapping[str, Value]) -> Row[Any]:
    return replace(row, when=tuple(test for test in row.when if test.fact not in values))
