"""The tests mirror the modules: what ``engine/frontdesk/desk/tasks.py`` does, ``tests/desk/test_tasks.py`` says.

A package that does something itself has a file of its own name in its folder (``loading/__init__.py``:
``loading/test_loading.py``). The store's files lie in ``tests/store``, and our plugins' beside those of the engine.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

from support import ROOT

_ENGINE, _PLUGINS, _TESTS = ROOT / "engine" / "frontdesk", ROOT / "plugins" / "frontdesk_plugins", ROOT / "tests"

_BY_RULESETS = "Whole rulesets state it: those with mistakes in tests/mistakes, and each code's page in docs/problems."
_BY_DECLARED = "tests/facts/test_declared_and_computed.py states it of every fact of every ruleset."
_BUILDING = (
    *("__init__", "counts", "declared", "following", "glossary", "renames", "sections", "settings", "survey"),
    *("symbols", "table_rows", "texts", "topic", "triggers", "views"),
)
_TOPICS = (
    *(
        "attempts",
        "campaigns",
        "channels",
        "delivery",
        "facts",
        "lost_reasons",
        "reactions",
    ),
    *("ruleset", "sites", "statuses", "tables", "tasks", "windows"),
)

WITHOUT: Mapping[str, str] = {
    **{f"loading/building/{name}.py": _BY_RULESETS for name in _BUILDING},
    **{f"loading/building/topics/{name}.py": _BY_RULESETS for name in _TOPICS},
    "loading/tree/wording.py": _BY_RULESETS,
    "loading/tree/trees.py": "tests/loading/test_reading.py and the YAML test suite state it.",
    "loading/reader.py": "It hands on; tests/loading/cache/test_disk.py counts what is asked of it.",
    "checking/proofs.py": "The proofs that are made of it state it, in tests/checking.",
    "cli/contact/common.py": "What commands on a contact share: the tests of each state it.",
    "facts/catalogue.py": _BY_DECLARED,
    "facts/computing.py": _BY_DECLARED,
    "facts/declaring.py": _BY_DECLARED,
    "model/parts.py": "Values: its one function is stated by all that computes a fact.",
    "store/*": "tests/store/test_conformance.py states it of every store, port by port.",
    "testing/stores/*": "tests/store/test_planted_stores.py states what each check finds.",
    "testing/markdown.py": "tests/rulesets/test_truth_tables.py keeps every page with it.",
}
"""Modules of the engine (or whole rooms) without a test file of their own, each with the reason; none that has one."""

ACROSS: Mapping[str, str] = {
    "checking/test_enumeration.py": "Two thousand tables: what is told of them, against trying everybody.",
    "checking/test_mutations.py": "Faults planted in shipped rulesets: what finds each, of all that checks.",
    "checking/test_unanswered.py": "Tables that answer unknown: read, asked and proved alike.",
    "cli/test_hooks.py": "Commands as pre-commit and workflows run them.",
    "compatibility/test_old_rulesets.py": "Rulesets of earlier days.",
    "docs/test_*.py": "Documents are true.",
    "desk/test_a_month_at_the_desk.py": "One story through visits, replies, consent, corrections and the EMR.",
    "desk/test_exports_come_in_again.py": "What goes out and comes in, through files, mapping and desk.",
    "desk/test_old_rules_never_decide.py": "Whatever decides, by rules that are not the newest any more.",
    "facts/test_declared_and_computed.py": "Every fact of every ruleset: declared, computed and proved as one.",
    "facts/test_nothing_recorded.py": "From a row that is checked to a message that leaves, where nothing is recorded.",
    "loading/test_bad_input.py": "Files as people hand them over, through the whole loader.",
    "loading/test_mistakes.py": "Every folder of tests/mistakes, through the whole loader.",
    "loading/test_random_changes.py": "Slips of the keyboard, through the whole loader.",
    "loading/test_schemas.py": "The schemas against the builder that reads their keys.",
    "loading/test_yaml_suite.py": "The YAML test suite.",
    "mapping/test_damaged_exports.py": "Two thousand damaged files: nobody is lost, doubled or made up.",
    "mapping/test_exports.py": "Twelve systems' exports, through the whole house: everybody in them is on file.",
    "places/test_places.py": "How many places a new word touches is as CONTRIBUTING.md promises.",
    "plugins/test_plugins_guide.py": "The guide for vendors runs.",
    "practices/test_any_practice.py": "The engine knows no practice.",
    "practices/test_stays.py": "A practice that shows words of the language, by its examples.",
    "rulesets/test_*.py": "The shipped rulesets, their examples and their tables.",
    "store/test_conformance*.py": "What every store owes.",
    "store/test_old_stores.py": "Stores of earlier days.",
    "store/test_planted_stores.py": "Stores that break one promise each, and what finds them.",
    "store/test_sqlite.py": "What only a store in one SQLite file owes.",
    "store/test_stores_guide.py": "The guide for writers of stores runs.",
    "test_benchmarks.py": "The benchmarks run.",
    "test_closed_words.py": "Closed words are the same in schemas, plugins and the engine.",
    "test_floors.py": "The floors of the house.",
    "test_house.py": "The rules of the house.",
    "test_mirror.py": "This one.",
    "test_packaging.py": "What is installed works.",
    "test_shipping.py": "What is shipped holds what it needs.",
    "views/test_read_only.py": "No view writes.",
    "worker/test_tries.py": "From a claim to the last answer: which try of a message an answer is about.",
    "worker/test_two_workers.py": "A race between workers.",
    "vendors/test_sources_page.py": "Every sentence of four vendors' pages: the rule that says it, and what shows it.",
}
"""Test files that mirror no module, each with what it states instead."""


def does_something(text: str) -> bool:
    """Whether a module has code that runs when it is used: a function or a method that is not only declared."""
    return any(_runs(ast.parse(text), declared=False))


def _runs(node: ast.AST, *, declared: bool) -> Iterator[bool]:
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            said = [
                line for line in one.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))
            ]
            yield bool(said) and not declared
        else:
            is_port = isinstance(one, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in one.bases)
            yield from _runs(one, declared=declared or is_port)


def mirrored(module: str) -> str:
    """The test file of a module, both as they stand below their roots."""
    path = PurePosixPath(module)
    room = PurePosixPath(*("store" if part == "sqlite" else part for part in path.parent.parts))
    room = PurePosixPath("store") if room.as_posix() == "store/store" else room
    return (room / f"test_{path.parent.name or 'frontdesk' if path.stem == '__init__' else path.stem}.py").as_posix()


def _below(root: Path, pattern: str) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in root.rglob(pattern))


def _unnamed(files: Iterable[str], named: Iterable[str]) -> set[str]:
    return {one for one in files if not any(fnmatch(one, pattern) for pattern in named)}


def _stale(named: Iterable[str], files: Iterable[str]) -> set[str]:
    return {pattern for pattern in named if not any(fnmatch(one, pattern) for one in files)}


MODULES = [one for one in _below(_ENGINE, "*.py") if does_something((_ENGINE / one).read_text(encoding="utf-8"))]
FILES = _below(_TESTS, "test_*.py")


def test_every_module_that_does_something_has_a_test_file_of_its_name() -> None:
    lacking = {one for one in MODULES if mirrored(one) not in FILES}
    assert _unnamed(lacking, WITHOUT) == set(), "write a test file of that name"
    assert _stale(WITHOUT, lacking) == set(), "these have one by now, or are gone: take them off the list"


def test_every_test_file_mirrors_a_module_or_says_what_it_states_instead() -> None:
    ours = {f"plugins/test_{file.stem}.py" for file in _PLUGINS.glob("*.py")}
    others = {one for one in FILES if one not in {*map(mirrored, MODULES), *ours}}
    assert _unnamed(others, ACROSS) == set(), "say what they state, or name them after a module"
    assert _stale(ACROSS, others) == set(), "take these off the list"


def test_every_exception_has_its_reason() -> None:
    assert all(reason.endswith(".") for reason in (*WITHOUT.values(), *ACROSS.values()))


@pytest.mark.parametrize(
    ("module", "file"),
    [
        ("desk/tasks.py", "desk/test_tasks.py"),
        ("names.py", "test_names.py"),
        ("__init__.py", "test_frontdesk.py"),
        ("loading/__init__.py", "loading/test_loading.py"),
        ("loading/text/files.py", "loading/text/test_files.py"),
        ("store/sqlite/people.py", "store/test_people.py"),
        ("store/sqlite/__init__.py", "store/test_sqlite.py"),
    ],
)
def test_a_test_file_stands_where_its_module_does(module: str, file: str) -> None:
    assert mirrored(module) == file


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("from frontdesk.desk.tasks import log\n__all__ = ['log']", False),
        ("class Reach(StrEnum):\n    TEXT = 'text'", False),
        ("class Store(Protocol):\n    def contact(self) -> int:\n        '''Return it.'''\n        ...", False),
        ("def hook():\n    '''A promise.'''", False),
        ("def log():\n    return 1", True),
        ("if typed:\n    pass\nelse:\n    def log():\n        return 1", True),
        ("class Row:\n    def fits(self):\n        return True", True),
    ],
)
def test_what_only_declares_needs_no_test_of_its_own(text: str, does: bool) -> None:
    assert does_something(text) is does
