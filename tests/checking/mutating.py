"""Faults planted into copies of the shipped rulesets, one at a time, and what notices each.

A fault is a small edit of what a practice wrote: a row lost, two rows swapped, a condition forgotten, a status, an
ending or a start deleted. It is noticed by a check, by a promise, or by an example of the ruleset; or nothing that the
rules decide is different, which plain enumeration shows. ``python tests/checking/mutating.py`` (with ``engine``,
``plugins`` and ``tests`` on the path) prints the list that docs/mutations.md keeps; ``--all`` plants every fault.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

from frontdesk import loading
from frontdesk.checking import check
from frontdesk.loading.building import build
from frontdesk.loading.nodes import Entries, Folder, Items, Node, Scalar
from frontdesk.model import Ruleset
from frontdesk.problems import Problem, Severity
from frontdesk.tables import UNKNOWN, Complement, Domain, HasAny, Interval, Listed, Members, Scale, Table, Union, Value
from frontdesk.testing.examples import examples_of, run_example

RULESETS = ("default", "physical-therapy", "aesthetics", "dental", "health-system")
MOST_TRIED = 4_000_000
"""Beyond so many combinations nothing is enumerated: the fault then counts as unnoticed."""
Edit = Callable[[Node], Node | None]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit of one ruleset: what it is called, and the ruleset with it."""

    ruleset: str
    kind: str
    what: str
    folder: Folder


@dataclass(frozen=True, slots=True)
class Verdict:
    """What noticed a fault: ``check CODE``, ``example NAME``, or ``equivalent`` over so many combinations."""

    noticed_by: str
    detail: str

    def __str__(self) -> str:
        return f"{self.noticed_by} {self.detail}"


@cache
def tree(name: str) -> Folder:
    """The ruleset as written, its base beneath it, before anything is built."""
    folder, problems = loading._read(loading.find_ruleset(name), [])
    assert not problems
    return folder


@cache
def original(name: str) -> Ruleset:
    """The ruleset as it is shipped."""
    return loading.load_ruleset(name)


def faults(name: str) -> Iterator[Fault]:
    """Every fault that can be planted into what a ruleset itself writes; its base is another ruleset's matter."""
    folder = tree(name)
    own = f"rulesets/{name}/"
    for topic, path, node in _everything(folder):
        for kind, what, edited in _edits(own, topic, path, node):
            whole = _with(folder.topics[topic], path, edited)
            assert isinstance(whole, Entries)
            yield Fault(name, kind, what, replace(folder, topics={**folder.topics, topic: whole}))


def chosen(name: str, each: int = 4) -> list[Fault]:
    """A few faults of every kind, spread over the ruleset."""
    by_kind: dict[str, list[Fault]] = {}
    for fault in faults(name):
        by_kind.setdefault(fault.kind, []).append(fault)
    found = []
    for several in by_kind.values():
        step = max(1, len(several) // each)
        found += several[step // 2 :: step][:each]
    return found


def verdict(fault: Fault) -> Verdict | None:
    """What notices a fault; ``None`` is a hole in the checks, promises and examples."""
    ruleset, problems = build(fault.folder)
    if ruleset is None:
        return Verdict("check", _codes(problems))
    found = [one for one in check(ruleset).problems if one.severity is not Severity.NOTE]
    if found:
        return Verdict("check", _codes(found))
    for example in examples_of(fault.ruleset):
        if not run_example(ruleset, example).passed:
            return Verdict("example", f"'{example.name}'")
    tried = _enumerated(original(fault.ruleset), ruleset)
    return None if tried is None else Verdict("equivalent", f"over {tried:,} combinations")


def _codes(problems: Sequence[Problem]) -> str:
    return ", ".join(sorted({problem.code for problem in problems}))


def _everything(folder: Folder) -> Iterator[tuple[str, Path, Node]]:
    for topic, entries in folder.topics.items():
        if topic not in ("promises", "ruleset"):
            yield from ((topic, path, node) for path, node in _below((), entries))


def _below(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    yield path, node
    inside = (
        node.entries.items() if isinstance(node, Entries) else enumerate(node.items) if isinstance(node, Items) else ()
    )
    for key, child in inside:
        yield from _below((*path, key), child)


def _edits(own: str, topic: str, path: Path, node: Node) -> Iterator[tuple[str, str, Node | None]]:
    """Each fault that concerns *node*: its kind, what it is called, and what stands there instead (nothing: None)."""
    place = f"{topic}: {' '.join(map(str, path))}"
    last = path[-1] if path else ""
    if isinstance(node, Items) and last in ("rows", "offers", "reactions") and "views" not in path:
        yield from _rows(own, place, node)
    elif not node.where.file.startswith(own):
        return
    elif isinstance(node, Entries) and last == "when":
        for key in node:
            yield "widen a condition", f"{place}, without {key}", _without(node, key)
    elif isinstance(node, Entries) and path[:1] == ("statuses",) and len(path) == 2:
        yield "drop a status", place, None
    elif last in ("end", "ended_by", "closes"):
        yield "drop an ending", place, None
    elif last in ("start", "opens"):
        yield "drop a start", place, None
    elif last == "otherwise":
        yield "drop an otherwise", place, None


def _rows(own: str, place: str, rows: Items) -> Iterator[tuple[str, str, Node | None]]:
    ours = [row.where.file.startswith(own) for row in rows.items]
    for number, row in enumerate(rows.items):
        if not ours[number]:
            continue
        rest = (*rows.items[:number], *rows.items[number + 1 :])
        yield "drop a row", f"{place}, '{_id(row, number)}'", replace(rows, items=rest)
    if place.endswith("rows"):
        for number, (one, other) in enumerate(pairwise(rows.items)):
            if not (ours[number] and ours[number + 1]):
                continue
            swapped = (*rows.items[:number], other, one, *rows.items[number + 2 :])
            what = f"{place}, '{_id(one, number)}' and '{_id(other, number + 1)}'"
            yield "swap two rows", what, replace(rows, items=swapped)


def _id(row: Node, number: int) -> str:
    name = row.get("id") if isinstance(row, Entries) else None
    return name.text if isinstance(name, Scalar) else str(number + 1)


def _without(group: Entries, key: str) -> Entries:
    return replace(group, entries={name: node for name, node in group.entries.items() if name != key})


def _with(node: Node, path: Path, edited: Node | None) -> Node:
    """*node* with another piece at *path*, or without it."""
    if not path:
        assert edited is not None
        return edited
    key, rest = path[0], path[1:]
    if isinstance(node, Items):
        assert isinstance(key, int)
        child = _with(node.items[key], rest, edited) if rest else edited
        middle = () if child is None else (child,)
        return replace(node, items=(*node.items[:key], *middle, *node.items[key + 1 :]))
    assert isinstance(node, Entries)
    assert isinstance(key, str)
    if not rest and edited is None:
        return _without(node, key)
    child = _with(node.entries[key], rest, edited) if rest else edited
    assert child is not None
    return replace(node, entries={**node.entries, key: child})


def _enumerated(before: Ruleset, after: Ruleset) -> int | None:
    """Over how many combinations both decide alike, all tried one by one; ``None`` when they do not, or too many."""
    if before.tables.keys() != after.tables.keys() or before.states != after.states:
        return None
    tried = 0
    pairs = [(before.tables[name], after.tables[name]) for name in before.tables]
    pairs += [(before.offers, after.offers), (before.consequences, after.consequences)]
    for one, other in pairs:
        if _said(one) == _said(other):
            continue
        facts = _tried(one, other)
        size = 1
        for values in facts.values():
            size *= len(values)
        if size > MOST_TRIED:
            return None
        for person in product(*facts.values()):
            known = dict(zip(facts, person, strict=True))
            if _decided(one, known) != _decided(other, known):
                return None
        tried += size
    return tried


def _said(table: Table[Any]) -> object:
    rows = [([(test.fact, test.accepts) for test in row.when], row.then, row.priority) for row in table.rows]
    return rows, table.otherwise and table.otherwise.then


def _decided(table: Table[Any], facts: Mapping[str, Value]) -> object:
    """What a table answers, read row by row; nothing here is shared with the engine's own deciding."""
    fitting = [row for row in table.rows if all(facts[test.fact] in test.accepts for test in row.when)]
    if table.hit == "every":
        return sorted(repr(row.then) for row in fitting)
    if table.hit == "priority":
        fitting.sort(key=lambda row: -row.priority)
    row = fitting[0] if fitting else table.otherwise
    return row and row.then


def _tried(one: Table[Any], other: Table[Any]) -> dict[str, list[Value]]:
    """For each fact that the rows which differ may read, values among which every condition is met and not met."""
    tests = [test for table in (one, other) for row in table.rows for test in row.when]
    domains: dict[str, Domain] = {**one.inputs, **other.inputs}
    return {
        name: _values(domain, [test.accepts for test in tests if test.fact == name]) for name, domain in domains.items()
    }


def _values(domain: Domain, asked: Sequence[Any]) -> list[Value]:
    if isinstance(domain, Listed):
        every: list[Value] = list(domain.every_value)
    elif isinstance(domain, Members):
        named = sorted({word for part in _parts(asked) if isinstance(part, HasAny) for word in part.members})
        every = [frozenset(some) for size in range(len(named) + 1) for some in combinations(named, size)]
    elif isinstance(domain, Scale):
        every = [*_around(asked), *([UNKNOWN] if domain.may_be_unknown else [])]
    else:
        named_texts = {word for part in _parts(asked) if isinstance(part, frozenset) for word in part}
        every = [*sorted(map(str, named_texts)), "anything else", UNKNOWN]
    alike: dict[tuple[bool, ...], Value] = {}
    for value in every:
        alike.setdefault(tuple(value in accepts for accepts in asked), value)
    return list(alike.values())


def _around(asked: Sequence[Any]) -> list[Value]:
    """Every end that is named, and the values beside it."""
    ends = {
        end for part in _parts(asked) if isinstance(part, Interval) for end in (part.low, part.high) if end is not None
    }
    ends |= {
        value for part in _parts(asked) if isinstance(part, frozenset) for value in part if not isinstance(value, str)
    }
    found: list[Value] = []
    for end in ends:
        found += [one for one in (_moved(end, -1), end, _moved(end, 1)) if one is not None]
    return found or [0]


def _moved(end: Any, step: int) -> Value | None:
    """A value a little below or above an end; ``None`` beyond the last day of the calendar."""
    try:
        if isinstance(end, time):
            return (datetime.combine(date(2026, 3, 2), end) + timedelta(minutes=step)).time()
        length = timedelta(days=step) if isinstance(end, date) else timedelta(hours=step)
        moved: Value = end + (length if isinstance(end, (date, timedelta)) else step)
    except OverflowError:
        return None
    return moved


def _parts(asked: Sequence[Any]) -> Iterator[Any]:
    for accepts in asked:
        if isinstance(accepts, Complement):
            yield from _parts([accepts.of])
        elif isinstance(accepts, Union):
            yield from _parts(accepts.of)
        else:
            yield accepts


def table_of(verdicts: Sequence[tuple[Fault, Verdict | None]]) -> str:
    """The list as Markdown."""
    lines = ["| ruleset | fault | where | noticed by |", "|---|---|---|---|"]
    for fault, found in verdicts:
        lines.append(f"| {fault.ruleset} | {fault.kind} | {fault.what} | {found or '**nothing**'} |")
    return "\n".join(lines) + "\n"


def main(words: Sequence[str]) -> None:
    """Print the list."""
    planted = [fault for name in RULESETS for fault in (faults(name) if "--all" in words else chosen(name))]
    print(table_of([(fault, verdict(fault)) for fault in planted]), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
