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
    assert (
        "4 columns, seen in 2 rows. Each row is taken for somebody to contact; if it is not, say --of visits." in told
    )
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
    assert "The mapping 'opendental' (Open Dental, patients) reads this file, each row as somebody to contact." in told
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


@pytest.mark.parametrize("words", [("--name", "x"), ("--of", "visits"), ("--column", "DOB=born")])
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


_APPOINTMENTS = "Appt ID,Date,Time,Patient ID,Patient,Provider\nV1,03/13/2026,9:00 AM,41,Ada Fern,Dr. Ames\n"
_ASKED = "Name,Komorka,Dom,SMS erlaubt\n" + "".join(
    f"Ada {letter}x,202-555-01{number:02d},202-555-02{number:02d},{('ja', 'nein')[number % 2]}\n"
    for number, letter in enumerate("ABCD")
)


def test_a_list_of_appointments_is_taken_for_visits_and_the_other_word_for_it_is_said(
    own: Path, run: Run, tmp_path: Path
) -> None:
    file = exported(tmp_path, _APPOINTMENTS)
    assert "--suggest FILE' proposes one" in run("import", file, "-p", own, code=1).stderr
    told = run("import", file, "--suggest", "-p", own).output
    assert "Each row is taken for a visit; if it is not, say --of contacts." in told
    again = run("import", file, "--suggest", "--of", "contacts", "-p", own, code=1).stderr
    path = own / "imports" / "spring-list-2026.yaml"
    assert f"Delete {path} if that one is wrong, or name yours: --name NAME" in again


def test_what_a_mapping_that_is_there_takes_a_row_for_is_told(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, _APPOINTMENTS)
    run("import", file, "--suggest", "--of", "contacts", "--name", "people", "-p", own)
    run("import", file, "--suggest", "--of", "visits", "--name", "visits", "-p", own)
    told = run("import", file, "--suggest", "-p", own).output.splitlines()
    assert told[0] == "The mapping 'visits' (Visits) reads this file, each row as a visit. See what would come in:"
    assert told[2].startswith("The mapping 'people' (People) reads this file, each row as somebody to contact.")


def test_columns_that_nobody_knows_are_asked_with_the_lines_to_write_by_hand(
    own: Path, run: Run, tmp_path: Path
) -> None:
    file = exported(tmp_path, _ASKED)
    told = run("import", file, "--suggest", "-p", own, code=1).stderr
    assert "'Komorka' holds phone numbers" in told
    assert '--column "Komorka=ignore"' in told
    assert "SMS erlaubt: {to: text_consent, values: {ja: opted_in, nein: opted_out}}" in told
    assert "ignore: [Komorka, Dom, SMS erlaubt]" in told
    assert not (own / "imports").exists()
    words = ("--column", "komorka = cell", "--column", "Dom=ignore", "--column", "SMS erlaubt=text_consent")
    run("import", file, "--suggest", *words, "-p", own)
    written = (own / "imports" / "spring-list-2026.yaml").read_text(encoding="utf-8")
    assert "  Komorka: cell\n" in written
    assert "  SMS erlaubt: {to: text_consent, values: {ja: opted_in, nein: opted_out}}\n" in written
    assert "4 contacts would be imported" in run("import", file, "--dry-run", "-p", own).output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Komorki=cell", "no column of the file is called 'Komorki'; did you mean 'Komorka'?"),
        ("Komorka=cel", "no field is called 'cel'; did you mean 'cell'?"),
        ("Komorka", "no column of the file is called ''"),
    ],
)
def test_an_answer_of_what_there_is_not_is_refused(own: Path, run: Run, tmp_path: Path, said: str, told: str) -> None:
    file = exported(tmp_path, _ASKED)
    assert told in run("import", file, "--suggest", "--column", said, "-p", own, code=1).stderr
    assert not (own / "imports").exists()


def test_facts_of_the_practices_own_that_no_column_says_yet_are_named(run: Run, tmp_path: Path) -> None:
    dental = tmp_path / "smile"
    run("init", dental, "--extends", "dental")
    text = "Patient Name,Last Visit Day,Next Recall,Balance Due\nAda Fern,2026-01-10,2026-07-10,12.50\n"
    file = exported(tmp_path, text)
    told = run("import", file, "--suggest", "--column", "Next Recall=recall_due", "-p", dental).output
    assert (
        "Last Visit Day: not known here; your own facts that are days: last_contacted, payment_requested, payment_link."
        in told
    )
    assert "Balance Due: not known here; your own facts that are numbers: balance." in told
    assert "Next Recall     recall_due (year-month-day)" in told


def test_a_question_holds_nothing_that_a_terminal_obeys(own: Path, run: Run, tmp_path: Path) -> None:
    file = exported(tmp_path, _ASKED.replace("Dom", "D\x1b[2Jom"))
    assert "\x1b" not in run("import", file, "--suggest", "-p", own, code=1).stderr


@pytest.mark.parametrize("words", [(), ("--suggest",)])
@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("of: contacts\ncolumns: {Chart: reference, Client Name: nam}", "no field of contacts is called 'nam'"),
        ("of: contact\ncolumns: {Chart: reference, Client Name: name}", "'contact'"),
        ("of: contacts\nknown: [Chart]\ncolumns: {Chart: reference, Client Name: name}", "'known'"),
    ],
)
def test_a_mapping_that_would_read_the_file_and_has_a_fault_is_named(
    own: Path, run: Run, tmp_path: Path, words: tuple[str, ...], said: str, fault: str
) -> None:
    (own / "imports").mkdir()
    (own / "imports" / "crm.yaml").write_text(said)
    told = run("import", exported(tmp_path, _PEOPLE), *words, "-p", own, code=1).stderr
    assert "imports/crm.yaml would read this file, and has a fault" in told
    assert fault in told


def test_a_mapping_of_ours_that_cannot_be_read_is_not_replaced_by_the_shipped_one_of_its_name(
    own: Path, run: Run, tmp_path: Path
) -> None:
    (own / "imports").mkdir()
    (own / "imports" / "opendental.yaml").write_text('of: contacts\ncolumns: {"PatNum: reference\n')
    file = exported(tmp_path, EXPORTS["Open Dental"].text)
    told = run("import", file, "-p", own, code=1).stderr
    assert "imports/opendental.yaml cannot be read, and may be what reads this file" in told
    assert "a quote opens here" in told


def test_a_mapping_that_cannot_be_read_is_told_from_one_that_there_is_not(own: Path, run: Run, tmp_path: Path) -> None:
    (own / "imports").mkdir()
    (own / "imports" / "broken.yaml").write_text('label: "x\ncolumns: {')
    file = exported(tmp_path, _PEOPLE)
    told = run("import", file, "--mapping", "broken", "-p", own, code=1).stderr
    assert "the mapping 'broken' has faults, and nothing is read by it:" in told
    assert "imports/broken.yaml:1:8: a quote opens here and does not close where it should" in told
    assert "no mapping is called 'other'" in run("import", file, "--mapping", "other", "-p", own, code=1).stderr
