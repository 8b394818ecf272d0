"""Faults planted in copies of the shipped rulesets, one at a time, and what finds each.

``PYTHONPATH=engine:plugins:tests python -m checking.mutating > tests/checking/mutations.md`` writes the list that is
kept; ``--all`` plants every fault that there is, which takes minutes.

A fault is reported by ``frontdesk check``, or an example of the ruleset fails, or trying everybody shows that nothing
changes for anybody. A fault that is none of these is a hole in the checks, the promises or the examples.
"""

from __future__ import annotations

import copy
import itertools
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checking.everyone import TooManyError, try_everybody
from checking.small import built
from frontdesk.model import Ruleset
from frontdesk.tables import Table
from frontdesk.testing.examples import Example, examples_of, run_example
from support import RULESETS, SHIPPED, check_ruleset, load_ruleset

NOT_FOUND = "NOT FOUND"
_HEAD = ("| ruleset | fault | what finds it |", "|---|---|---|")
_INTRODUCTION = """# Faults planted in the shipped rules

A check that finds nothing is worth something only if it would have found something. So faults are planted in copies of
the shipped rulesets, one at a time: a row dropped, widened or swapped with the next, a start, an end, a step, a status
or an offer dropped, except in campaigns that are switched off.
`PYTHONPATH=engine:plugins:tests python -m checking.mutating > tests/checking/mutations.md` plants some of each kind and
writes this page; a test compares the two. With `--all` it plants every one, which takes minutes.

Of these {} faults
"""
_EACH = 2
"""So many faults of a kind are planted in a ruleset, unless all are."""
_YAML = YAML()
_YAML.width = 100_000
_YAML.preserve_quotes = True
Tree = Any  # what YAML reads: groups, lists and words
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: the file, what is done to it in words, and the doing."""

    ruleset: str
    topic: str
    kind: str
    words: str
    change: Callable[[Tree], None]

    def plant(self, folder: Path) -> Path:
        """Write a copy of the ruleset with this fault into *folder*."""
        copied = Path(shutil.copytree(RULESETS / self.ruleset, folder / self.ruleset))
        tree = copy.deepcopy(_tree(self.ruleset, self.topic))
        self.change(tree)
        written = StringIO()
        _YAML.dump(tree, written)
        (copied / f"{self.topic}.yaml").write_text(written.getvalue(), encoding="utf-8")
        return copied


def every_mutation() -> list[Mutation]:
    """Every fault of every kind that can be planted in the shipped rulesets."""
    return [
        mutation
        for ruleset in SHIPPED
        for file in sorted((RULESETS / ruleset).glob("*.yaml"))
        for mutation in _of_file(ruleset, file.stem)
    ]


def chosen() -> list[Mutation]:
    """Some faults of each kind in each ruleset, spread evenly over all of them."""
    groups: dict[tuple[str, str], list[Mutation]] = {}
    for mutation in every_mutation():
        groups.setdefault((mutation.ruleset, mutation.kind), []).append(mutation)
    return [one for group in groups.values() for one in _spread(group, _EACH)]


def verdict(mutation: Mutation) -> str:
    """What finds the fault: a problem's code, an example, or that nothing changes; empty when nothing does."""
    with tempfile.TemporaryDirectory() as folder:
        report = check_ruleset(mutation.plant(Path(folder)))
    if report.problems:
        return "reported as " + ", ".join(sorted({one.code for one in report.problems}))
    assert report.ruleset is not None
    for example in _examples(mutation.ruleset):
        if not run_example(report.ruleset, example).passed:
            return f"example '{example.name}' fails"
    return _equivalent(load_ruleset(mutation.ruleset), report.ruleset)


def finds(named: str, mutation: Mutation) -> bool:
    """Whether what is *named*, as ``verdict`` says it, finds the fault.

    An example that fails finds it whatever the checks say, so they are not asked: they cost more than all examples.
    """
    with tempfile.TemporaryDirectory() as folder:
        planted = mutation.plant(Path(folder)) if named.startswith("example '") else None
        rules = built(planted) if planted else None
    if rules is None:
        return verdict(mutation) == named
    by_name = {f"example '{one.name}' fails": one for one in _examples(mutation.ruleset)}
    return named in by_name and not run_example(rules, by_name[named]).passed


def page(mutations: Sequence[Mutation]) -> str:
    """The faults and what finds each, as a Markdown page."""
    found = [(one, verdict(one) or NOT_FOUND) for one in mutations]
    rows = [f"| {one.ruleset} | {one.words} | {by} |" for one, by in found]
    counts = [
        f"- {sum(by.startswith(begin) for _, by in found)} {words}"
        for begin, words in (
            ("reported", "are reported by `frontdesk check`"),
            ("example", "pass the check and fail an example (`frontdesk test`)"),
            ("equivalent", "change nothing for anybody, as trying everybody shows"),
            (NOT_FOUND, "are found by nothing"),
        )
    ]
    return "\n".join([_INTRODUCTION.format(len(rows)), *counts, "", *_HEAD, *rows])


def _of_file(ruleset: str, topic: str) -> Iterator[Mutation]:
    for path, node in _walk(_tree(ruleset, topic)):
        for kind, words, change in _of_node(topic, path, node):
            place = "" if topic in ("statuses", "campaigns") and kind in _NAMED else f" ({topic}.yaml)"
            yield Mutation(ruleset, topic, kind, words + place, change)


_NAMED = ("drop a status",)
_Fault = tuple[str, str, Callable[[Tree], None]]
_ROWS = ("rows", "offers", "reactions")
_TRIGGERS = {
    "ended_by": "drop an ending",
    "end": "drop an ending",
    "closes": "drop an ending",
    "resets": "drop an ending",
    "start": "drop a start",
    "opens": "drop a start",
}


def _of_node(topic: str, path: Path_, node: Tree) -> Iterator[_Fault]:
    key = path[-1] if path else ""
    inside_view = "views" in path
    if key in _ROWS and isinstance(node, list) and not inside_view:
        yield from _of_rows(path, node)
    elif key in _TRIGGERS and topic != "examples":
        yield from _of_triggers(path, node, _TRIGGERS[str(key)])
    elif key == "steps":
        for number in range(len(node)):
            yield "drop a step", f"drop step '{_name(node[number], number)}' of {path[-2]}", _dropping(path, number)
    elif key == "otherwise":
        yield "drop an otherwise", f"drop the otherwise of {_table(path)}", _dropping(path[:-1], "otherwise")
    elif topic == "statuses" and path == ("statuses",):
        for name in node:
            yield "drop a status", f"drop the status '{name}'", _dropping(path, name)


def _of_rows(path: Path_, rows: Tree) -> Iterator[_Fault]:
    plain = [number for number, row in enumerate(rows) if "then" in row or "offer" in row or "do" in row]
    for number in plain:
        name = _name(rows[number], number)
        row = f"'{name}' of {_table(path)}"
        yield "drop a row", f"drop the row {row}", _dropping(path, number)
        for fact in rows[number].get("when", {}):
            words = f"widen the row {row}: whatever {fact} is"
            yield "widen a condition", words, _dropping((*path, number, "when"), fact)
        offered = rows[number].get("offer")
        for place in range(len(offered) if isinstance(offered, list) and len(offered) > 1 else 0):
            words = f"no longer offer {offered[place]} by the row '{name}'"
            yield "drop an offer", words, _dropping((*path, number, "offer"), place)
    for number, following in itertools.pairwise(plain):
        if following == number + 1 and path[-1] == "rows":
            words = f"swap the rows '{_name(rows[number], number)}' and '{_name(rows[following], following)}'"
            yield "swap rows", f"{words} of {_table(path)}", _swapping(path, number)


def _of_triggers(path: Path_, node: Tree, kind: str) -> Iterator[_Fault]:
    whose = path[-2] if len(path) > 1 else "every campaign" if path[-1] == "ended_by" else "the attempts"
    if not isinstance(node, list):
        yield kind, f"drop {path[-1]} of {whose}", _dropping(path[:-1], str(path[-1]))
        return
    for number, one in enumerate(node):
        name = one if isinstance(one, str) else _name(one, number)
        yield kind, f"drop {path[-1]} '{name}' of {whose}", _dropping(path, number)


def _walk(node: Tree, path: Path_ = ()) -> Iterator[tuple[Path_, Tree]]:
    yield path, node
    if isinstance(node, dict):
        if node.get("enabled") == "no":  # A campaign that is switched off.
            return
        for key, inner in node.items():
            yield from _walk(inner, (*path, key))
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _walk(inner, (*path, number))


def _at(tree: Tree, path: Path_) -> Tree:
    for key in path:
        tree = tree[key]
    return tree


def _dropping(path: Path_, key: str | int) -> Callable[[Tree], None]:
    def drop(tree: Tree) -> None:
        del _at(tree, path)[key]

    return drop


def _swapping(path: Path_, number: int) -> Callable[[Tree], None]:
    def swap(tree: Tree) -> None:
        rows = _at(tree, path)
        rows[number], rows[number + 1] = rows[number + 1], rows[number]

    return swap


def _name(row: Tree, number: int) -> str:
    named = next((row[key] for key in ("id", "replace", "before") if key in row), None)
    return str(named or f"row {number + 1}")


def _table(path: Path_) -> str:
    names = [str(one) for one in path if one not in ("rows", "tables", "otherwise")]
    return names[0] if names else "the table"


def _spread(group: list[Mutation], most: int) -> list[Mutation]:
    if len(group) <= most:
        return group
    return [group[round(number * (len(group) - 1) / (most - 1))] for number in range(most)]


@cache
def _tree(ruleset: str, topic: str) -> Tree:
    return _YAML.load((RULESETS / ruleset / f"{topic}.yaml").read_text(encoding="utf-8"))


@cache
def _examples(ruleset: str) -> list[Example]:
    return examples_of(ruleset)


def _equivalent(before: Ruleset, after: Ruleset) -> str:
    """That nothing changes for anybody, and how that is known; empty when something does."""
    if _plain(before) == _plain(after):
        return "equivalent: the same rules are built"
    if before.campaigns.keys() != after.campaigns.keys() or before.states != after.states:
        return ""
    if any(_steps(before, name) != _steps(after, name) for name in before.campaigns):
        return ""
    people = 0
    for old, new in zip(_tables(before), _tables(after), strict=True):
        if _said(old) != _said(new):
            try:
                tried = try_everybody(before, after, old, new)
            except TooManyError as error:
                return f"TOO MANY: {error}"
            if tried.differs:
                return ""
            people += tried.people
    return f"equivalent over {people:,} combinations" if people else ""


def _plain(ruleset: Ruleset) -> str:
    """The rules without where they are written; the members of a set in one order, since they have none."""
    rules = re.sub(r"Location\([^()]*\)", "", repr(replace(ruleset, name="", hash="", text="")))
    return re.sub(r"frozenset\(\{([^{}]*)\}\)", lambda members: str(sorted(members[1].split(", "))), rules)


def _tables(ruleset: Ruleset) -> list[Table[Any]]:
    return [*ruleset.tables.values(), ruleset.offers, ruleset.consequences]


def _said(table: Table[Any]) -> list[str]:
    return [f"{[(one.fact, one.written) for one in row.when]} {row.then} {row.because}" for row in table.every_row]


def _steps(ruleset: Ruleset, name: Any) -> list[str]:
    return [
        f"{step.id} {step.delay} {step.send} {step.task} {step.condition and _said(step.condition)}"
        for step in ruleset.campaigns[name].steps
    ]


if __name__ == "__main__":
    print(page(every_mutation() if "--all" in sys.argv else chosen()))
