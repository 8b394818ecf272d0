"""Where a rule stands that a row of the page of sources names: its file, its line, and the way to it.

``campaigns.yaml: campaigns.workshop.start.workshop_registered`` names a key at each step, or the ``id`` of an entry of
a list; ``default/tasks.yaml: ...`` is a rule of a ruleset below. Knows how YAML nests, and no meaning of a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from support import ROOT, RULESETS
from vendors.rows import SourceRowError

Tree = Any  # what YAML reads: groups, lists and words
YAML_WITH_LINES = YAML()
YAML_WITH_LINES.width = 100_000
YAML_WITH_LINES.preserve_quotes = True
"""Reads with lines, and writes what it read as it was."""
_NAMES = ("id", "replace", "remove", "name")
"""By what an entry of a list is named: its own id, that of the row below that it changes, or the name of a view."""


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A rule of a ruleset: the ruleset, the file, the line (from 1 on), and the keys and numbers that lead to it."""

    ruleset: str
    file: str
    line: int
    steps: tuple[str | int, ...]

    @property
    def path(self) -> Path:
        """The file, from the top of the repository."""
        return (RULESETS / self.ruleset / self.file).relative_to(ROOT)


def place_of(rule: str, ruleset: str) -> RulePlace:
    """Find what *rule* names in *ruleset*, or in the one that it names itself. Raises SourceRowError."""
    where, colon, way = rule.partition(":")
    if not colon:
        raise SourceRowError(f"'{rule}' is not written 'FILE: PATH'")
    named, _, inside = where.strip().partition("/")
    is_below = (RULESETS / named / "ruleset.yaml").exists()
    folder, file = (named, inside) if is_below else (ruleset, where.strip())
    if not (RULESETS / folder / file).exists():
        raise SourceRowError(f"'{rule}': there is no file {folder}/{file}")
    node, line, steps = read_tree(folder, file), 1, []
    for name in filter(None, way.strip().split(".")):
        step = _step(node, name)
        if step is None:
            raise SourceRowError(f"'{rule}': nothing is called '{name}' there")
        line = (node.lc.item(step) if isinstance(step, int) else node.lc.key(step))[0] + 1
        steps.append(step)
        node = node[step]
    return RulePlace(folder, file, line, tuple(steps))


@cache
def read_tree(ruleset: str, file: str) -> Tree:
    """The file as YAML, with its lines."""
    return YAML_WITH_LINES.load((RULESETS / ruleset / file).read_text(encoding="utf-8"))


def _step(node: Tree, name: str) -> str | int | None:
    if isinstance(node, dict):
        return name if name in node else None
    if not isinstance(node, list):
        return None
    return next((number for number, one in enumerate(node) if _is_called(one, name)), None)


def _is_called(one: Tree, name: str) -> bool:
    return one == name or (isinstance(one, dict) and any(one.get(key) == name for key in _NAMES))
