"""Twelve systems, each with an export as it writes it: everybody in it is on file afterwards, with just what it says.

Who is in a file stands beside it (``exports/NAME.yaml``). None of them is changed by hand before it comes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

import pytest

from frontdesk.files import open_rows
from frontdesk.mapping.choosing import fitting
from frontdesk.model.mappings import FileForm, Mappings
from mapping.bringing import RULES, a_new_practice, bring, shipped
from mapping.drafting import draft, finished
from mapping.known import FOLDER, NAMES, Export, Person, delimiter, export, table, text_of

EXPORTS = [export(name) for name in NAMES]
BY_NAME = pytest.mark.parametrize("said", EXPORTS, ids=NAMES)


def in_order(people: Iterable[Person]) -> list[list[tuple[str, str]]]:
    """People without regard to the order in which they came on file."""
    return sorted(sorted(person.items()) for person in people)


@BY_NAME
def test_everybody_of_an_export_is_on_file_with_exactly_what_it_says(said: Export) -> None:
    practice = a_new_practice()
    if said.after:
        bring(practice, export(said.after), said.file)
    brought = bring(practice, said, said.file)
    assert (brought.refused, brought.left_out, brought.rejects) == ("", [], "")
    assert in_order(brought.on_file) == in_order(said.people)


@BY_NAME
def test_an_export_that_is_imported_again_changes_nobody(said: Export) -> None:
    practice = a_new_practice()
    if said.after:
        bring(practice, export(said.after), said.file)
    once = bring(practice, said, said.file)
    again = bring(practice, said, said.file)
    assert (again.refused, again.left_out) == ("", [])
    assert again.on_file == once.on_file


@BY_NAME
def test_an_export_is_known_by_its_headings(said: Export) -> None:
    form = FileForm(encoding=said.encoding) if said.asks_encoding else FileForm()
    with open_rows(said.file, form) as file:
        found = fitting(RULES.part(Mappings).mappings.values(), file.heading, list(RULES.facts.values()))
    of_one_file = {one.mapping for one in EXPORTS if one.file == said.file}
    assert {one.id for one in found} == of_one_file


def test_there_are_twelve_exports_in_as_many_forms_as_practices_have() -> None:
    files = {one.file: one for one in EXPORTS}
    raw = {file.stem: file.read_bytes() for file in files}
    assert len(files) == 12
    assert all(8 <= len(one.people) <= 12 for one in EXPORTS)
    assert raw["link2md"].startswith(b"\xff\xfe"), "UTF-16"
    assert delimiter(export("link2md")) == "\t"
    assert b"Lef\xe8vre" in raw["smartmessaging"], "Windows-1252"
    assert delimiter(export("smartmessaging-people")) == ";"
    assert raw["gohighlevel"].startswith(b"\xef\xbb\xbf")
    assert raw["opendental"].count(b"\r\n") == raw["opendental"].count(b"\n")
    assert raw["jeyla"].removeprefix(b"\xef\xbb\xbf").startswith(b"sep=,")
    assert raw["hubspot"].startswith(b"PK"), "a workbook"
    assert any("\n" in cell for row in table(export("google")) for cell in row)
    assert raw["salesforce"].startswith(b'"FirstName","LastName"')


def test_everybody_in_the_exports_is_made_up() -> None:
    for one in EXPORTS:
        for row in table(one)[1:]:
            for cell in row:
                number = re.sub(r"\D", "", cell)
                assert len(number) < 9 or re.search(r"20255501\d\d$", number), cell
                assert "@" not in cell or cell.endswith("@example.com"), cell


@BY_NAME
def test_what_the_rows_say_is_who_is_listed(said: Export) -> None:
    """The reading by which damaged files are judged agrees with the lists, which people wrote."""
    heading, *rows = table(said)
    assert [said.says(heading, row) for row in rows] == list(said.people)


@pytest.mark.parametrize("said", [one for one in EXPORTS if not one.is_workbook], ids=lambda one: one.name)
def test_a_draft_that_nobody_damaged_is_the_file(said: Export) -> None:
    made = finished(draft(said, Random(1)))
    assert made.raw == said.file.read_bytes()
    assert made.gone == frozenset()
    lines = text_of(said).split("\n")
    for number, person in enumerate(said.people):
        first = made.where[number][0].start
        assert person["name"].split()[-1] in lines[first - 1], "everybody stands on the line that is known of them"


def test_every_list_has_its_file_and_every_file_its_list() -> None:
    files = {file for file in FOLDER.iterdir() if file.suffix != ".yaml"}
    assert {one.file for one in EXPORTS} == files
    assert all(shipped(one.mapping).id == one.mapping for one in EXPORTS)
