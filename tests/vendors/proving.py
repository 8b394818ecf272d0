"""Whether an example shows a rule: taken out of a copy of the ruleset, the example fails or the rules refuse to load.

An example that holds without the rule shows something else, however well it reads. Runs the examples as
``frontdesk test`` does, and decides nothing itself.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from frontdesk.model import Ruleset
from frontdesk.problems import RulesetError
from frontdesk.testing.examples import Example, examples_of, run_example
from support import ROOT, RULESETS, load_ruleset, read_ruleset
from vendors.places import YAML_WITH_LINES, RulePlace, Tree, read_tree
from vendors.rows import SourceRowError

READINGS = ROOT / "tests" / "practices" / "other-readings"
"""Practices that take the other reading where sources disagree."""


@dataclass(frozen=True, slots=True)
class ShownByTest:
    """A test of the repository that shows what no example can, such as what a command prints; and where it stands."""

    name: str
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class ShownByExample:
    """An example of the practice in *folder*, and where it stands."""

    name: str
    file: Path
    line: int
    folder: Path
    example: Example


def shown_by(shown: str, ruleset: str) -> ShownByExample | ShownByTest:
    """Find the example or the test that *shown* names. Raises SourceRowError where there is none."""
    if shown.startswith("tests/"):
        return _test(shown)
    before, colon, after = shown.partition(": ")
    known = colon and (RULESETS / before / "ruleset.yaml").exists()
    return _example(RULESETS / (before if known else ruleset), after if known else shown)


def examples_among(shown: Sequence[str], ruleset: str) -> list[ShownByExample]:
    """Those that are examples. Raises SourceRowError where one is not there."""
    found = [shown_by(one, ruleset) for one in shown]
    return [one for one in found if isinstance(one, ShownByExample)]


def other_shown_by(shown: str) -> ShownByExample:
    """Find the example ``PRACTICE: NAME`` of a practice that takes the other reading. Raises SourceRowError."""
    practice, _, name = shown.partition(": ")
    if not (READINGS / practice / "ruleset.yaml").exists():
        raise SourceRowError(f"'{shown}': no practice takes another reading that is called '{practice}'")
    return _example(READINGS / practice, name)


def holds(shown: ShownByExample) -> bool:
    """Whether the example passes by the rules as they are."""
    return run_example(load_ruleset(shown.folder), shown.example).passed


def holds_without(shown: ShownByExample, place: RulePlace) -> bool:
    """Whether the example passes as well where the rule at *place* is taken out; not, where such rules do not load."""
    rules = _without(shown.folder.name, place)
    return rules is not None and run_example(rules, shown.example).passed


@cache
def _without(ruleset: str, place: RulePlace) -> Ruleset | None:
    tree = copy.deepcopy(read_tree(place.ruleset, place.file))
    *way, last = place.steps
    _at(tree, way).pop(last)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(RULESETS / ruleset, Path(temporary) / ruleset))
        changed = Path(temporary) / place.ruleset
        if not changed.exists():
            shutil.copytree(RULESETS / place.ruleset, changed)
            _extend_the_copy(folder, place.ruleset)
        written = StringIO()
        YAML_WITH_LINES.dump(tree, written)
        (changed / place.file).write_text(written.getvalue(), encoding="utf-8")
        try:
            return read_ruleset(folder)
        except RulesetError:
            return None


def _extend_the_copy(folder: Path, base: str) -> None:
    file = folder / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"\nextends: {base}\n", f"\nextends: ../{base}\n"), encoding="utf-8")


def _at(tree: Tree, way: list[str | int]) -> Tree:
    for step in way:
        tree = tree[step]
    return tree


def _example(folder: Path, name: str) -> ShownByExample:
    found = _examples(folder).get(name)
    if found is None:
        raise SourceRowError(f"no example of {folder.name} is called '{name}'")
    return ShownByExample(name, Path(found.file), found.line, folder, found)


@cache
def _examples(folder: Path) -> dict[str, Example]:
    return {one.name: one for one in examples_of(folder)}


def _test(shown: str) -> ShownByTest:
    file, _, name = shown.partition("::")
    path = ROOT / file
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"def {name}(")), None)
    if line is None:
        raise SourceRowError(f"there is no test {shown}")
    return ShownByTest(name, Path(file), line)
