"""Random tables for the checks: rows at random, tables that answer everybody, and such with a fault or two in them.

The same seed makes the same tables in every run and on every machine.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from checking.plain import BY_STATE, FACTS, UNKNOWN, Asked, Kind, Outcome, PlainRow, PlainTable, is_range

POLICIES = ("first", "unique", "any", "priority", "every")
TOTALS = ("list", "sum", "count", "min", "max")
_WORDS = ("p", "q", "r")
_NUMBERS = ("0", "1", "2", "4")
_PARTS = (("level", _WORDS), ("rate", ()))
_RAW: Mapping[str, Kind] = {**FACTS, **BY_STATE}

DECLARED = """facts:
  colour: {of: contact, values: [red, green, blue], default: red}
  size: {of: contact, values: [small, large]}
  ready: {of: contact, kind: yes_no, default: no}
  asked_for: {of: contact, kind: yes_no}
  weight: {of: contact, kind: number, default: 0}
  height: {of: contact, kind: number}
  due: {of: contact, kind: date}
  feeding: {of: contact, kind: time, default: "08:00"}
  stay: {of: contact, kind: duration}
  said: {of: contact, kind: text}
  likes: {of: contact, kind: set, values: [cats, dogs]}
"""
STATUSES = """initial: lead/new
phases: {lead: {label: Lead}, client: {label: Client}}
statuses:
  new: {label: New, phases: [lead], kind: open, entry: yes}
  waiting: {label: Waiting, phases: [lead, client], kind: open, entry: yes}
  done: {label: Done, phases: [client], kind: won, entry: yes}
offers:
  - {id: all, from: any, offer: any}
"""


def families(seed: int, many: int) -> Iterator[tuple[PlainTable, ...]]:
    """*Many* tables or a few more, those together that read each other; their names are their own."""
    dice = random.Random(seed)
    number = 0
    while number < many:
        family: list[PlainTable] = []
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
            below = [one for one in family if one.hit != "every" or one.total != "list"]
            family.append(a_table(dice, f"t{number}", below))
            number += 1
        yield tuple(family)


def a_table(dice: random.Random, name: str, below: Sequence[PlainTable] = ()) -> PlainTable:
    """A table of any kind; one that has tables below reads at least the last of them."""
    hit = dice.choice(POLICIES)
    total = dice.choice(TOTALS) if hit == "every" else "list"
    words = () if hit == "every" and total != "list" else _WORDS[: dice.randint(2, 3)]
    parts = _PARTS if hit != "every" and dice.random() < 0.15 else ()
    bare = PlainTable(name, (), hit, total, () if parts else words, parts, None, tuple(below))
    bare = replace(bare, otherwise=_an_outcome(dice, bare) if dice.random() < 0.4 else None)
    facts = dice.sample(sorted(_RAW), dice.randint(1, 2 if below else 3))
    read = [*(dice.sample(below[-1].facts, 1) if below else []), *facts]
    if dice.random() < 0.5:
        return replace(bare, rows=tuple(_a_row(dice, bare, f"r{at}", read) for at in range(dice.randint(1, 6))))
    table = replace(bare, rows=_for_everybody(dice, bare, read[:2]))
    for _ in range(dice.choice((0, 1, 1, 2))):
        table = _mutated(dice, table)
    return table


def _a_row(dice: random.Random, table: PlainTable, name: str, facts: Sequence[str]) -> PlainRow:
    when = {fact: a_condition(dice, table.kind(fact)) for fact in facts if dice.random() < 0.6}
    return _row(dice, table, name, when)


def _row(dice: random.Random, table: PlainTable, name: str, when: Mapping[str, Asked]) -> PlainRow:
    priority = dice.randint(1, 3) if table.hit == "priority" else 0
    return PlainRow(name, when, _an_outcome(dice, table), priority)


def _an_outcome(dice: random.Random, table: PlainTable) -> Outcome:
    """One value for the table, or one for each of its parts."""
    if table.parts:
        return tuple(_a_value(dice, words) for _, words in table.parts)
    return _a_value(dice, table.words)


def _a_value(dice: random.Random, words: Sequence[str]) -> str:
    """One of the words, and now and then ``unknown``, which a table with a list may answer too; else a number."""
    return UNKNOWN if words and dice.random() < 0.06 else dice.choice(words or _NUMBERS)


def a_condition(dice: random.Random, kind: Kind) -> Asked:
    """A value, a range or a list of these, now and then turned round."""
    picked = sorted({_a_text(dice, kind) for _ in range(dice.choice((1, 1, 1, 2)))})
    return Asked(tuple(picked), dice.random() < 0.12)


def _a_text(dice: random.Random, kind: Kind) -> str:
    one = dice.choice(kind.asked)
    if kind.read is None or one == UNKNOWN or dice.random() < 0.15:
        return one
    if dice.random() < 0.5:
        return f"{dice.choice(('<', '<=', '>', '>='))} {one}"
    low, high = sorted(dice.sample([end for end in kind.asked if end != UNKNOWN], 2), key=kind.read)
    return dice.choice((f"{low}..{high}", _between(dice.choice("[("), low, high, dice.choice("])"))))


def _between(before: str, low: str, high: str, after: str) -> str:
    return f"{before}{low}..{high}{after}"


def _for_everybody(dice: random.Random, table: PlainTable, facts: Sequence[str]) -> tuple[PlainRow, ...]:
    """Rows of which exactly one fits each person: every part of one fact with every part of the other."""
    parts = [[(fact, asked) for asked in _pieces(dice, table.kind(fact))] for fact in facts]
    together = list(product(*parts))
    return tuple(_row(dice, table, f"r{at}", dict(when)) for at, when in enumerate(together))


def _pieces(dice: random.Random, kind: Kind) -> list[Asked]:
    """Conditions of which each value meets exactly one."""
    unknown = [Asked((UNKNOWN,))] if UNKNOWN in kind.asked else []
    if kind.read is None:
        first, *rest = [one for one in kind.asked if one != UNKNOWN]
        one = Asked((first,))
        return (
            [one, Asked((first,), excludes=True)]
            if kind.is_set or not kind.is_counted
            else [
                one,
                *([Asked(tuple(rest))] if dice.random() < 0.5 else [Asked((word,)) for word in rest]),
                *unknown,
            ]
        )
    low, high = sorted(dice.sample([end for end in kind.asked if end != UNKNOWN], 2), key=kind.read)
    return [Asked((f"< {low}",)), Asked((f"[{low}..{high})",)), Asked((f">= {high}",)), *unknown]


def _mutated(dice: random.Random, table: PlainTable) -> PlainTable:
    rows = list(table.rows)
    at = dice.randrange(len(rows))
    kind = dice.choice(("drop", "double", "swap", "widen", "end", "then", "otherwise", "turn", "priority"))
    if kind == "drop" and len(rows) > 1:
        del rows[at]
    elif kind == "double" and len(rows) < 9:
        rows.insert(dice.randint(0, len(rows)), replace(rows[at], id=f"d{len(rows)}"))
    elif kind == "swap":
        other = dice.randrange(len(rows))
        rows[at], rows[other] = rows[other], rows[at]
    elif kind == "then":
        rows[at] = replace(rows[at], then=_an_outcome(dice, table))
    elif kind == "priority" and table.hit == "priority":
        rows[at] = replace(rows[at], priority=dice.randint(1, 3))
    elif kind == "otherwise":
        return replace(table, otherwise=None if table.otherwise else _an_outcome(dice, table))
    elif rows[at].when:
        rows[at] = replace(rows[at], when=_changed(dice, table, rows[at].when, kind))
    return replace(table, rows=_numbered(rows))


def _numbered(rows: Sequence[PlainRow]) -> tuple[PlainRow, ...]:
    return tuple(replace(row, id=f"r{at}") for at, row in enumerate(rows))


def _changed(dice: random.Random, table: PlainTable, when: Mapping[str, Asked], kind: str) -> Mapping[str, Asked]:
    fact = dice.choice(sorted(when))
    if kind == "widen":
        return {name: asked for name, asked in when.items() if name != fact}
    asked = when[fact]
    if kind == "turn":
        return {**when, fact: replace(asked, excludes=not asked.excludes)}
    return {**when, fact: Asked(tuple(_another_end(dice, table.kind(fact), text) for text in asked.texts))}


def _another_end(dice: random.Random, kind: Kind, text: str) -> str:
    """The same range with an end that it does not take in, or takes in; anything else as it is."""
    if not is_range(kind, text):
        return text
    turned = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
    if text[0] in "<>":
        sign, end = text.split(" ", 1)
        return f"{turned[sign]} {end}"
    low, high = text.strip("[]()").split("..")
    return _between(dice.choice("[("), low, high, dice.choice("])"))


def as_yaml(written: Sequence[PlainTable]) -> tuple[str, Mapping[int, tuple[str, str]]]:
    """The tables as a file, and by line the table and the row that stands there; a table's own line has no row."""
    lines, places = ["tables:"], {}
    for table in written:
        lines.append(f"  {table.name}:")
        places[len(lines)] = table.name, ""
        lines.append(f"    outcome: {json.dumps(_declared(table))}")
        lines.append(f"    hit: {table.hit}")
        lines += [f"    total: {table.total}"] if table.hit == "every" else []
        lines += [f"    otherwise: {json.dumps(_then(table, table.otherwise))}"] if table.otherwise is not None else []
        lines.append("    rows:")
        for row in table.rows:
            lines.append(f"      - {json.dumps(_written(table, row))}")
            places[len(lines)] = table.name, row.id
    return "\n".join(lines) + "\n", places


def _written(table: PlainTable, row: PlainRow) -> dict[str, object]:
    when = {fact: {"not": list(one.texts)} if one.excludes else list(one.texts) for fact, one in row.when.items()}
    weight = {"priority": row.priority} if table.hit == "priority" else {}
    return {"id": row.id, **({"when": when} if when else {}), "then": _then(table, row.then), **weight}


def _then(table: PlainTable, outcome: Outcome) -> object:
    return dict(zip((part for part, _ in table.parts), outcome, strict=True)) if table.parts else outcome


def _declared(table: PlainTable) -> Mapping[str, Any]:
    def one(words: Sequence[str]) -> Mapping[str, Any]:
        return {"values": list(words)} if words else {"kind": "number"}

    return {"parts": {part: one(words) for part, words in table.parts}} if table.parts else one(table.words)
