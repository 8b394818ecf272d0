"""The YAML test suite: whatever YAML says a text means, the reader gives that text or refuses it at a line and column.

``FRONTDESK_YAML_SUITE`` names the suite's cases as JSON (the public repository yaml/yaml-test-suite); they are no part
of this repository. Values are compared as text, for the reader converts none: its ``0x14`` fits the suite's 20.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import safe_text
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.loading.tree.trees import read_tree
from frontdesk.problems import Problem, Severity

_SUITE = os.environ.get("FRONTDESK_YAML_SUITE", "")
needs_suite = pytest.mark.skipif(not _SUITE, reason="FRONTDESK_YAML_SUITE names no file with the YAML test suite")
EMPTY = ("", "~", "null", "Null", "NULL")

Read = tuple[Node | None, list[Problem]]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the text, and what YAML says of it: an error, a value as JSON, or a value that JSON cannot hold."""

    name: str
    yaml: str
    json: str | None
    is_error: bool


class _Number(str):
    """A number of the suite's JSON, digit by digit."""


@cache
def suite() -> tuple[Case, ...]:
    data = json.loads(Path(_SUITE).read_text(encoding="utf-8"))
    return tuple(Case(f"{one['id']} {one['name']}", one["yaml"], one["json"], one["error"]) for one in data["cases"])


def as_read(text: str) -> Read:
    """Read a text as a file would be read."""
    file = safe_text(text.encode(), "suite.yaml")
    if file.text is None:
        return None, list(file.problems)
    root, problems = read_tree(file.text)
    return root, [*file.problems, *problems]


def verdict(case: Case, reader: Callable[[str], Read] = as_read) -> str:
    """``read`` or ``refused``, as it should be; anything else says what is wrong."""
    root, problems = reader(case.yaml)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        placed = all(problem.where.line >= 1 and problem.where.column >= 1 and problem.cause for problem in errors)
        return "refused" if placed else "refused without a place"
    if case.is_error:
        return "read, though it is no YAML"
    try:
        expected = json.loads(case.json or "null", parse_int=_Number, parse_float=_Number)
    except json.JSONDecodeError:  # several documents, one after the other
        return "read, though it is several documents"
    if case.json is None:
        return "read, though nothing says as what"
    return "read" if same(root, expected) else f"read as something else: {root}"


def same(node: Node | None, expected: object) -> bool:
    """Whether a tree is what the suite's JSON says, value for value as text."""
    if isinstance(node, Entries):
        return (
            isinstance(expected, dict)
            and node.entries.keys() == expected.keys()
            and all(same(node.entries[key], expected[key]) for key in expected)
        )
    if isinstance(node, Items):
        return isinstance(expected, list) and len(expected) == len(node.items) and all(map(same, node.items, expected))
    if node is None:
        return expected is None
    return same_text(node, expected)


def same_text(scalar: Scalar, expected: object) -> bool:
    if expected is None:
        return scalar.plain and scalar.text in EMPTY
    if isinstance(expected, bool):
        return scalar.plain and scalar.text.casefold() == str(expected).casefold()
    if isinstance(expected, _Number):
        return scalar.plain and number(scalar.text) == float(expected)
    return scalar.text == expected


def number(text: str) -> float | None:
    """The number that YAML sees in a text."""
    try:
        return float(int(text, 0)) if text[:2] in ("0x", "0o") else float(text)
    except ValueError:
        return None


@needs_suite
def test_no_case_is_read_as_anything_else_and_none_crashes(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = {case.name: verdict(case) for case in suite()}
    counts = Counter(verdicts.values())
    with capsys.disabled():
        print(f"\nYAML test suite: {len(suite())} cases, {counts['read']} read, {counts['refused']} refused")
    assert {name: said for name, said in verdicts.items() if said not in ("read", "refused")} == {}
    assert len(suite()) == 402
    assert counts["read"] >= 130


@needs_suite
def test_what_is_no_yaml_is_refused_and_a_ruleset_is_keys_with_values() -> None:
    for case in suite():
        file = safe_text(case.yaml.encode(), "suite.yaml")
        entries, problems = parse(file.text) if file.text else (None, list(file.problems))
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        assert errors or entries is not None, case.name
        assert errors or not case.is_error, case.name


def _loud(text: str) -> Read:
    """A reader that changes one letter of every text."""

    def louder(node: Node) -> Node:
        if isinstance(node, Entries):
            return Entries({key: louder(one) for key, one in node.entries.items()}, node.keys, node.where)
        if isinstance(node, Items):
            return Items(tuple(map(louder, node.items)), node.where)
        return Scalar(f"{node.text}!", node.where, node.plain)

    root, problems = as_read(text)
    return (louder(root) if root else None), problems


def _trusting(text: str) -> Read:
    """A reader that keeps quiet about what is wrong."""
    root, _ = as_read(text)
    return root, []


def _short(text: str) -> Read:
    """A reader that loses the last item of every list and group at the top."""
    root, problems = as_read(text)
    if isinstance(root, Items):
        root = Items(root.items[:-1], root.where)
    elif isinstance(root, Entries):
        root = Entries(dict(list(root.entries.items())[:-1]), root.keys, root.where)
    return root, problems


@needs_suite
@pytest.mark.parametrize(("reader", "at_least"), [(_loud, 100), (_short, 90), (_trusting, 90)])
def test_a_reader_with_a_fault_is_caught(reader: Callable[[str], Read], at_least: int) -> None:
    wrong = [case.name for case in suite() if verdict(case, reader) not in ("read", "refused")]
    assert len(wrong) >= at_least


@pytest.mark.parametrize(
    ("yaml", "said", "expected"),
    [
        ("a: 1\n", '{"a": 1}', "read"),
        ("a: 0x10\n", '{"a": 16}', "read"),
        ("a: '1'\n", '{"a": "1"}', "read"),
        ("a: ~\n", '{"a": null}', "read"),
        ("a: [x, y]\n", '{"a": ["x", "y"]}', "read"),
        ("a: [x, y]\n", '{"a": ["x"]}', "something else"),
        ("a: 1\n", '{"a": 2}', "something else"),
        ("a: x\n", '{"a": "y"}', "something else"),
        ("a: '1'\n", '{"a": 1}', "something else"),
        ("a: x\n", '{"b": "x"}', "something else"),
        ("a: *x\n", '{"a": 1}', "refused"),
    ],
)
def test_the_comparison_itself_tells_same_from_other(yaml: str, said: str, expected: str) -> None:
    assert expected in verdict(Case("own", yaml, said, False))


def test_what_yaml_forbids_or_this_suite_cannot_say_may_not_be_read() -> None:
    assert verdict(Case("own", "a: 1\n", None, True)) == "read, though it is no YAML"
    assert verdict(Case("own", "a: 1\n", None, False)) == "read, though nothing says as what"
