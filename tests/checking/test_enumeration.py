"""What ``check`` says of tables is what trying everybody shows: random tables, and tables with a fault or two in them.

Tables of all hit policies, many of them reading each other. The codes and the rows are exactly those that enumeration
finds, whoever is told is somebody for whom it is so, every mend mends, and whatever advice is followed, nobody is
answered otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checking.dice import DECLARED, STATUSES, as_yaml, families
from checking.enumeration import Told, disagreements
from checking.plain import CLASH, OPEN, PlainTable, Somebody, everybody
from checking.small import built, practice
from frontdesk.problems import ConflictError
from support import check_ruleset

_AT_ONCE = 20
"""So many tables, or families of them, stand in one ruleset."""
_EACH = 100
_SEEDS = range(20)


def told_of(folder: Path, written: list[PlainTable]) -> dict[str, list[Told]]:
    """What ``check --notes`` says of each table."""
    text, places = as_yaml(written)
    practice(folder, facts=DECLARED, statuses=STATUSES, tables=text)
    told: dict[str, list[Told]] = {table.name: [] for table in written}
    for one in check_ruleset(folder, notes=True).problems:
        if Path(one.where.file).name == "tables.yaml":
            table, row = places[one.where.line]
            told[table].append(Told(one.code, row, one.cause, one.hint))
    return told


def differing(folder: Path, seed: int, many: int) -> list[str]:
    """Where *many* tables made with *seed* are told otherwise than trying everybody shows."""
    written = [*families(seed, many)]
    found = []
    for at in range(0, len(written), _AT_ONCE):
        some = [table for family in written[at : at + _AT_ONCE] for table in family]
        told = told_of(folder / "dice", some)
        for table in some:
            found += [f"{words}\n{as_yaml(table.chain)[0]}" for words in disagreements(table, told[table.name])]
    return found


def test_some_tables_are_told_of_as_trying_everybody_shows(tmp_path: Path) -> None:
    assert differing(tmp_path, seed=1_000, many=40) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", _SEEDS)
def test_two_thousand_tables_are_told_of_as_trying_everybody_shows(tmp_path: Path, seed: int) -> None:
    assert differing(tmp_path, seed, _EACH) == []


def test_tables_of_every_kind_are_among_them() -> None:
    tables = [table for seed in _SEEDS for family in families(seed, _EACH) for table in family]
    assert len(tables) >= 2_000
    assert len({(table.hit, table.total) for table in tables}) == 4 + 5
    assert any(table.parts for table in tables)
    assert sum(len(table.chain) > 1 for table in tables) >= 500
    assert sum(len(table.chain) > 2 for table in tables) >= 100


def test_what_a_table_answers_is_what_it_answers_when_it_is_read_a_second_time(tmp_path: Path) -> None:
    written = [table for family in families(7, 40) for table in family]
    practice(tmp_path / "dice", facts=DECLARED, statuses=STATUSES, tables=as_yaml(written)[0])
    ruleset = built(tmp_path / "dice")
    for plain in written:
        table = ruleset.table(plain.name)
        for one in everybody(plain):
            facts = {name: ruleset.facts[name].domain.parse(value) for name, value in one.facts.items()}
            if CLASH in one.answers.values():
                with pytest.raises(ConflictError):
                    table.decide({name: value for name, value in facts.items() if name in table.known})
            else:
                assert _said(table.decide(facts).outcome) == _wanted(plain, one), (plain, facts)


def _said(outcome: Any) -> Any:
    return tuple(map(str, outcome.values())) if isinstance(outcome, Mapping) else outcome


def _wanted(plain: PlainTable, one: Somebody) -> Any:
    answer = one.answers[plain.name]
    return "unknown" if answer == OPEN else answer


# --- faults planted in what is told ---


def _code(code: str, other: str) -> Callable[[Told], list[Told]]:
    return lambda one: [replace(one, code=other)] if one.code == code else []


def _cause(code: str, old: str, new: str) -> Callable[[Told], list[Told]]:
    return lambda one: (
        [replace(one, cause=one.cause.replace(old, new))] if one.code == code and old in one.cause else []
    )


FAULTS: dict[str, Callable[[Told], list[Told]]] = {
    "a real gap is told as one by unknown": _code("T001", "T011"),
    "a gap by unknown is told as a real one": _code("T011", "T001"),
    "everybody is told to have no answer": lambda one: (
        [replace(one, cause=f"no row of 't' answers for anybody {one.cause[one.cause.rindex('(') :]}")]
        if one.code in ("T001", "T011") and "anybody" not in one.cause
        else []
    ),
    "combinations are counted wrong": _cause("T001", "(1 of", "(2 of"),
    "a row that never fits is told to be hidden": _code("T004", "T005"),
    "a hidden row is told never to fit": _code("T005", "T004"),
    "another row is told to come first": _cause("T005", "'r0'", "'r9'"),
    "an outcome that somebody gets is told to be dead": lambda one: (
        [replace(one, cause=one.cause.replace(word, other)) for word, other in (("'p'", "'q'"),) if word in one.cause]
        if one.code == "T008"
        else []
    ),
    "a value outside of the hole is told": lambda one: (
        [replace(one, cause=re.sub(r"' [\d.]+, which", "' 99, which", one.cause))]
        if one.code == "T009" and re.search(r"' [\d.]+, which", one.cause)
        else []
    ),
    "a mend does not mend": lambda one: (
        [replace(one, hint=one.hint.replace(one.hint.split("'")[1], one.hint.split("'")[3]))]
        if one.code == "T009"
        else []
    ),
    "a row is told to change nothing that changes something": lambda one: (
        [one, Told("T006", "r0", "without the row 'r0' every answer would be the same")] if one.code == "T007" else []
    ),
    "rows are told to be one that are none": lambda one: (
        [one, Told("T007", "r1", "the rows 'r0' and 'r1' differ in 'x' only and give the same")]
        if one.code == "T006"
        else []
    ),
}
"""By what is wrong: what is told instead of a problem; nothing where the fault cannot be planted in it."""
_CODES = ("T001", "T002", "T003", "T004", "T005", "T006", "T007", "T008", "T009", "T011")


@cache
def _told_in_order() -> list[tuple[PlainTable, list[Told]]]:
    """What is told of some tables, problems of every code among it."""
    found = []
    for seed in (2, 15):
        tables = [table for family in families(seed, 50) for table in family]
        told = told_of(Path("dice"), tables)
        found += [(table, told[table.name]) for table in tables]
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_what_is_told_is_seen(fault: str) -> None:
    planted = 0
    for table, told in _told_in_order():
        for at, one in enumerate(told):
            wrong = FAULTS[fault](one)
            if wrong:
                planted += 1
                assert list(disagreements(table, [*told[:at], *wrong, *told[at + 1 :]])), (table, one, wrong)
    assert planted


@pytest.mark.parametrize("code", _CODES)
def test_a_problem_that_is_not_told_is_missed(code: str) -> None:
    planted = 0
    for table, told in _told_in_order():
        rest = [one for one in told if one.code != code]
        if len(rest) < len(told):
            planted += 1
            assert list(disagreements(table, rest)), (table, code)
    assert planted
