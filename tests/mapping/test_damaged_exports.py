"""Two thousand exports with damage: each is imported right, or refused with its line, and nobody is lost or made up.

The seed is fixed, so a run can be repeated; ``FRONTDESK_SEED`` asks for another one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from frontdesk.file_words import Rest
from frontdesk.model.mappings import FileMapping
from frontdesk.names import ContactId
from frontdesk.records import Contact
from frontdesk.testing import Memory, MemoryStore
from mapping.bringing import a_new_practice, bring
from mapping.damaging import KINDS, Kind
from mapping.judging import Brought, faults
from mapping.known import NAMES, export
from mapping.long_lists import a_long_list
from mapping.trying import PAGE, Case, Way, cases, page, tried, tried_again

ROW_BY_ROW = (
    *("a row is there twice", "a row is there twice, and differs", "the rows are in another order", "a row is cut"),
    *("a cell of two rows is swapped", "two rows have a quote too many, so that one seems to close the other"),
)
"""Damage of which an import can only know by what stands elsewhere in the file."""


def test_there_are_two_thousand_damaged_files() -> None:
    assert len(cases()) >= 2_000
    assert {case.export for case in cases()} == set(NAMES)
    assert {case.kind.words for case in cases()} == {kind.words for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.words)
def test_damage_of_each_kind_loses_nobody_and_makes_nobody_up(kind: Kind, tmp_path: Path) -> None:
    names = [name for name in NAMES if kind.happens_to(export(name))]
    case = Case(names[len(kind.words) % len(names)], kind, 0)
    assert tried(case, tmp_path).faults == []


@pytest.mark.exhaustive
def test_no_damage_loses_anybody_or_makes_anybody_up_as_the_page_tells_kind_by_kind(tmp_path: Path) -> None:
    everything = [tried(case, tmp_path) for case in cases()]
    assert [(str(one.case), one.faults) for one in everything if one.faults] == []
    assert page(everything) == PAGE.read_text(encoding="utf-8")


@pytest.mark.exhaustive
@pytest.mark.parametrize("update", [False, True], ids=["nobody asked for changes", "what differs is taken over"])
def test_a_damaged_file_of_people_on_file_changes_nobody_unasked_and_ends_no_refusal(
    update: bool, tmp_path: Path
) -> None:
    some = [case for case in cases() if not export(case.export).after][::5]
    assert [(str(case), found) for case in some if (found := tried_again(case, tmp_path, update=update))] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("with_references", [True, False], ids=["with references", "without"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.words in ROW_BY_ROW], ids=lambda kind: kind.words)
def test_a_list_that_is_longer_than_what_is_looked_up_at_once_loses_nobody(
    kind: Kind, with_references: bool, tmp_path: Path
) -> None:
    said = a_long_list(tmp_path, with_references=with_references)
    file = kind.damaged(said, Random(kind.words))
    said.file.write_bytes(file.raw)
    assert len(said.people) == 1_100
    assert faults(file, bring(a_new_practice(), said, said.file)) == []


def in_any_quotes(file: Path) -> Path:
    """Read a file as most programs do: whatever stands between two quotes is one cell, however many rows that is."""
    with file.open(encoding="utf-8-sig", newline="") as letters:
        rows = list(csv.reader(letters))
    with file.open("w", encoding="utf-8", newline="") as letters:
        csv.writer(letters).writerows(rows)
    return file


def knowing_no_heading_too_few(mapping: FileMapping) -> FileMapping:
    """Pass over whatever nothing reads, as if nobody missed it."""
    return replace(mapping, rest=Rest.IGNORE)


class OneForAPhone(MemoryStore):
    """Takes everybody on one phone for one person."""

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        known = {number: one.id for one in self.all_contacts() for number in one.numbers}
        found = []
        for contact in contacts:
            here = next((known[number] for number in contact.numbers if number in known), None)
            (number,) = [here] if here else super().add_contacts([contact])
            known.update(dict.fromkeys(contact.numbers, number))
            found.append(number)
        return found


def saying_nothing_of_rows(brought: Brought) -> Brought:
    """Leave rows out, and tell nobody."""
    return replace(brought, left_out=[])


@pytest.mark.parametrize(
    ("way", "name", "words", "told"),
    [
        (Way(read=in_any_quotes), "gohighlevel", "two rows have a quote too many", "lost: "),
        (Way(mapped=knowing_no_heading_too_few), "opendental", "a heading has another name", "nobody of this file"),
        (Way(store=lambda: OneForAPhone(Memory())), "jeyla", "the rows are in another order", "lost: "),
        (Way(told=saying_nothing_of_rows), "openemr", "a delimiter is lost", "lost: "),
    ],
    ids=[
        "a reader swallows rows",
        "a mapping passes columns over",
        "a family is one person",
        "rows set aside are not told",
    ],
)
def test_a_fault_that_is_planted_is_found(way: Way, name: str, words: str, told: str, tmp_path: Path) -> None:
    (kind,) = (one for one in KINDS if one.words.startswith(words))
    some = [Case(name, kind, time) for time in range(10)]
    assert [fault for case in some for fault in tried(case, tmp_path).faults] == [], "it is the fault that is found"
    assert any(told in fault for case in some for fault in tried(case, tmp_path, way).faults)


def test_a_change_that_nobody_asked_for_is_found(tmp_path: Path) -> None:
    (kind,) = (one for one in KINDS if one.words == "a cell of two rows is swapped")
    some = [Case("opendental", kind, time) for time in range(10)]
    assert [fault for case in some for fault in tried_again(case, tmp_path, update=False)] == []
    assert any(tried_again(case, tmp_path, update=False, way=Way(update=True)) for case in some)
