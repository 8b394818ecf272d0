"""``frontdesk import --suggest``: a mapping is proposed, shown for three rows, and written over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.asking import Run
from mapping.exported import EXPORTS

_PEOPLE = "Chart,Client Name,Mobile,DOB\nA1,Ada Fern,202-555-0111,05/14/1990\nA2,Lena Birch,202-555-0112,05/04/1988\n"
_UNCLEAR = "Chart,Client Name,Mobile,DOB\nA1,Ada Fern,202-555-0111,05/04/1990\n"


@pytest.fixture
def own(tmp_path: Path, run: Run) -> Path:
    """A practice of its own, over the default rules."""
    folder = tmp_path / "own"
    run("init", folder)
    return folder


def exported(folder: Path, text: str, name: str = "Spring list (2026).csv") -> Path:
    """A file as another system exports it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_mapping_is_shown_written_and_loads(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, _PEOPLE)
    told = run("import", file, "--suggest", "-p", own).output
    assert "4 columns, seen in 2 rows. Each row is taken for somebody to contact." in told
    assert "DOB          born (month/day/year)  1990-05-14       1988-05-04" in told
    assert f'frontdesk import "{file}" --mapping spring-list-2026 --dry-run -p' in told
    written = (own / "imports" / "spring-list-2026.yaml").read_text(encoding="utf-8")
    assert written.startswith("# yaml-language-server: $schema=../schemas/imports.schema.json\n")
    assert "Ada" not in written
    assert "no problems" in run("check", own).output


def test_nothing_is_imported_and_no_store_is_made(own: Path, run: Run, tmp_path: Path) -> None:
    run("import", exported(tmp_path, _PEOPLE), "--suggest", "-p", own)
    assert not (own / "frontdesk.db").exists()


def test_a_question_that_is_open_keeps_the_mapping_from_being_written(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, _UNCLEAR)
    refused = run("import", file, "--suggest", "-p", own, code=1)
    assert "Is '05/04/1990' in 'DOB' written 'month/day/year' or 'day/month/year'?" in refused.stderr
    assert not (own / "imports").exists()
    run("import", file, "--suggest", "--dates", "day/month/year", "-p", own)
    assert "dates: day/month/year" in (own / "imports" / "spring-list-2026.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [(), ("--name", "spring-list-2026")])
def test_a_mapping_that_is_there_is_not_overwritten(
    own: Path, run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = exported(tmp_path, _UNCLEAR)
    path = own / "imports" / "spring-list-2026.yaml"
    path.parent.mkdir()
    path.write_text("of: contacts\ncolumns: {Who: name}\n", encoding="utf-8")
    refused = run("import", file, "--suggest", "-p", own, *words, "--dates", "month/day/year", code=1)
    assert "there is a mapping 'spring-list-2026' already; nothing was written" in refused.stderr
    assert path.read_text(encoding="utf-8") == "of: contacts\ncolumns: {Who: name}\n"


def test_a_file_whose_name_is_that_of_a_shipped_mapping_takes_nobodys_place(
    own: Path, run: Run, tmp_path: Path
) -> None:
    file = exported(tmp_path, _PEOPLE, "outlook.csv")
    assert "--name NAME" in run("import", file, "--suggest", "-p", own, code=1).stderr
    run("import", file, "--suggest", "--name", "outlook", "-p", own)
    assert (own / "imports" / "outlook.yaml").exists()


@pytest.mark.parametrize("name", ["../elsewhere", "Spring list", "", "a/b", ".hidden"])
def test_a_name_that_is_no_name_writes_nothing_anywhere(own: Path, run: Run, tmp_path: Path, name: str) -> None:
    file = exported(tmp_path, _PEOPLE, "(?).csv")
    told = run("import", file, "--suggest", "--name", name, "-p", own, code=2 if name else 0)
    assert ("names no mapping" in told.stderr) if name else (own / "imports" / "export.yaml").exists()
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_file_that_a_shipped_mapping_reads_needs_no_other(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, EXPORTS["Open Dental"].text)
    told = run("import", file, "--suggest", "-p", own).output
    assert "The mapping 'opendental' (Open Dental, patients) reads this file." in told
    assert "--mapping opendental --dry-run" in told
    assert not (own / "imports").exists()
    run("import", file, "--suggest", "--name", "ours", "-p", own)
    assert (own / "imports" / "ours.yaml").exists()


def test_a_shipped_mapping_that_understands_no_row_is_not_proposed(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, EXPORTS["Open Dental"].text.replace("05/14/1990", "14/05/1990"))
    run("import", file, "--suggest", "-p", own)
    assert "dates: day/month/year" in (own / "imports" / "spring-list-2026.yaml").read_text(encoding="utf-8")


def test_a_file_of_people_and_visits_is_read_by_two_mappings(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, EXPORTS["SmartMessaging, its people"].text)
    told = run("import", file, "--suggest", "-p", own).output
    assert "--mapping smartmessaging-people --dry-run" in told
    assert "--mapping smartmessaging-visits --dry-run" in told
    run("import", file, "--suggest", "--of", "contacts", "--name", "people", "-p", own)
    assert "text_consent" in (own / "imports" / "people.yaml").read_text(encoding="utf-8")


def test_a_file_in_our_own_words_needs_no_mapping(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, "name,cell\nAda Fern,202-555-0111\n")
    assert "This file needs no mapping." in run("import", file, "--suggest", "-p", own).output


def test_a_shipped_ruleset_is_nobodys_to_write_into(run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, _PEOPLE)
    assert "is a shipped ruleset" in run("import", file, "--suggest", "-p", "default", code=2).stderr


@pytest.mark.parametrize("words", [("--name", "x"), ("--of", "visits")])
def test_what_answers_a_proposal_says_nothing_without_one(
    own: Path, run: Run, tmp_path: Path, words: tuple[str, str]
) -> None:
    told = run("import", exported(tmp_path, _PEOPLE), *words, "-p", own, code=2)
    assert "belong to --suggest" in told.stderr


@pytest.mark.parametrize("words", [("--mapping", "outlook"), ("--update",), ("--dry-run",), ("--whole",)])
def test_a_proposal_imports_nothing_and_says_so(own: Path, run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    told = run("import", exported(tmp_path, _PEOPLE), "--suggest", *words, "-p", own, code=2)
    assert f"--suggest imports nothing; leave out {words[0]}" in told.stderr


def test_a_proposal_is_for_people(own: Path, run: Run, tmp_path: Path) -> None:
    told = run("import", exported(tmp_path, _PEOPLE), "--suggest", "--format", "json", "-p", own, code=2)
    assert "for people to look at" in told.stderr


def test_a_heading_below_a_title_is_found_and_other_letters_are_read(own: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_bytes(f"Patients of Spring Street\n\n{_PEOPLE.replace(',', chr(9))}".encode("utf-16"))
    assert "Client Name  name" in run("import", file, "--suggest", "-p", own).output
    assert "1 contact" not in run("import", file, "--mapping", "spring", "--dry-run", "-p", own).output


def test_what_was_said_of_the_form_of_a_file_is_said_again_where_no_mapping_says_it(
    own: Path, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "spring.csv"
    file.write_bytes(EXPORTS["Outlook"].text.replace("Ada", "Chloé").encode("windows-1252"))
    assert "--encoding windows-1252" in run("import", file, "--suggest", "-p", own, code=1).stderr
    found = run("import", file, "--suggest", "--encoding", "windows-1252", "-p", own).output
    assert "--mapping outlook --encoding windows-1252 --dry-run" in found
    run("import", file, "--suggest", "--encoding", "windows-1252", "--name", "ours", "-p", own)
    assert "encoding: windows-1252" in (own / "imports" / "ours.yaml").read_text(encoding="utf-8")


def test_people_and_then_their_visits_come_in_through_what_is_proposed(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, EXPORTS["SmartMessaging, its people"].text)
    run("import", file, "--suggest", "--of", "contacts", "--name", "people", "-p", own)
    run("import", file, "--suggest", "--of", "visits", "--name", "their-visits", "-p", own)
    assert "1 contact imported" in run("import", file, "--mapping", "people", "-p", own).output
    assert "1 visit imported" in run("import", file, "--mapping", "their-visits", "-p", own).output


def test_an_empty_file_is_told_in_words(own: Path, run: Run, tmp_path: Path) -> None:
    assert "is empty" in run("import", exported(tmp_path, ""), "--suggest", "-p", own, code=1).stderr
