"""A file is opened in the form that its mapping says, named or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.desk import Practice, Wish, import_file
from frontdesk.file_words import FileOf
from frontdesk.files import FileError
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn, Mappings
from support import HARBOUR, a_practice, an_act, read_ruleset

COLUMNS = (MappedColumn("Kunde", ("name",)), MappedColumn("Handy", ("cell",)))
PAW = FileMapping("paw", "Paw", FileOf.CONTACTS, COLUMNS, form=FileForm(encoding="windows-1252"))
PEOPLE = "Kunde;Handy\nZoë Núñez;202-555-0110\n"


def a_practice_with(*mappings: FileMapping) -> Practice:
    """A practice that has these mappings and no others."""
    ruleset = read_ruleset(HARBOUR)
    parts = {**ruleset.parts, Mappings: Mappings({one.id: one for one in mappings})}
    return a_practice(replace(ruleset, parts=parts))


def people(practice: Practice, folder: Path, raw: bytes) -> tuple[str, list[str]]:
    """By which mapping a file was read for which none was named, and who is on file then."""
    file = folder / "kunden.csv"
    file.write_bytes(raw)
    told = import_file(an_act(practice), file, None, Wish(file.name))
    return told.mapping, [one.name for one in practice.store.all_contacts()]


def test_a_mapping_that_says_the_encoding_knows_its_file_though_nobody_names_it(tmp_path: Path) -> None:
    read = people(a_practice_with(PAW), tmp_path, PEOPLE.encode("windows-1252"))
    assert read == ("paw", ["Zoë Núñez"])


def test_without_such_a_mapping_the_encoding_is_asked(tmp_path: Path) -> None:
    practice = a_practice_with(replace(PAW, form=FileForm()))
    with pytest.raises(FileError, match="windows-1252"):
        people(practice, tmp_path, PEOPLE.encode("windows-1252"))


def test_a_file_in_another_encoding_than_its_mapping_says_garbles_nobody(tmp_path: Path) -> None:
    read = people(a_practice_with(PAW), tmp_path, PEOPLE.encode("utf-16"))
    assert read == ("paw", ["Zoë Núñez"])
    with pytest.raises(FileError, match="UTF-8"):
        import_file(an_act(a_practice_with(PAW)), a_file_of(tmp_path, PEOPLE.encode()), PAW)


def a_file_of(folder: Path, raw: bytes) -> Path:
    """A file that holds *raw*."""
    file = folder / "plain.csv"
    file.write_bytes(raw)
    return file


def test_of_two_mappings_in_forms_of_their_own_none_is_guessed(tmp_path: Path) -> None:
    practice = a_practice_with(PAW, replace(PAW, id="claw"))
    with pytest.raises(FileError, match="windows-1252"):
        people(practice, tmp_path, PEOPLE.encode("windows-1252"))
