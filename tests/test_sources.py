"""An export as a source tells it: by a mapping or in our own words, whole or not at all, and no refusal left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk import AppointmentChange, Changes, PatientChange, PreferenceChange, SourceError, read_export
from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.mapping.written import as_text
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn

VISITS = FileMapping(
    "acme",
    "Acme, visits",
    FileOf.VISITS,
    (
        MappedColumn("PatNum", ("patient",)),
        MappedColumn("AptNum", ("reference",)),
        MappedColumn("When", ("at",)),
        MappedColumn("Status", ("state",), values={"scheduled": {"state": "booked"}, "broken": {"state": "missed"}}),
        MappedColumn("Chair", ("chair",)),
    ),
    ignored=("Op",),
    leave_out={"Status": frozenset({"planned"})},
    dates=DateForm.MONTH_DAY_YEAR,
)
PEOPLE = FileMapping(
    "acme-people",
    "Acme, patients",
    FileOf.CONTACTS,
    (
        MappedColumn("PatNum", ("reference",)),
        MappedColumn("FName", ("first name",)),
        MappedColumn("LName", ("last name",)),
        MappedColumn("Mobile", ("cell",)),
        MappedColumn("PatStatus", ("status",)),
        MappedColumn("Quiet", ("do_not_contact",)),
    ),
    rest=Rest.IGNORE,
)
WISHES = FileMapping(
    "acme-wishes",
    "Acme, wishes",
    FileOf.PREFERENCES,
    (
        MappedColumn("PatNum", ("patient",)),
        MappedColumn("By", ("preferred_method",), values={"t": {"preferred_method": "text"}}),
        MappedColumn("Quiet", ("do_not_contact",)),
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(file: Path, text: str, mapping: FileMapping | None = None) -> Changes:
    file.write_text(text, encoding="utf-8")
    return read_export(file, as_text(mapping) if mapping else "")


def test_visits_are_told_by_a_mapping_without_what_a_source_does_not_tell(file: Path) -> None:
    text = (
        "PatNum,AptNum,When,Status,Chair,Op\nP-1,A-1,3/5/2026 2:30 PM,Scheduled,2,x\nP-2,A-2,3/6/2026 9:00,planned,,\n"
    )
    assert read(file, text, VISITS) == Changes((AppointmentChange("A-1", "P-1", "2026-03-05 14:30", "booked"),), "")


def test_people_are_told_with_their_refusals_and_without_a_status(file: Path) -> None:
    text = "PatNum,FName,LName,Mobile,PatStatus,Quiet,Tags\nP-1,Ana,Example,202-555-0101,Patient,yes,vip\n"
    assert read(file, text, PEOPLE).changes == (
        PatientChange("P-1", "Ana Example", "202-555-0101"),
        PreferenceChange("P-1", do_not_contact="yes"),
    )


def test_visits_in_our_own_words_need_no_mapping(file: Path) -> None:
    (change,) = read(file, "reference,patient,at,state\nA-1,P-1,2026-03-05 14:30,booked\n").changes
    assert change == AppointmentChange("A-1", "P-1", "2026-03-05 14:30", "booked")


def test_a_word_that_is_not_understood_is_told_and_costs_what_it_says(file: Path) -> None:
    text = "PatNum,By,Quiet\nP-1,fax,Y\nP-2,T,N\n"
    told = read(file, text, WISHES)
    assert told.changes == (
        PreferenceChange("P-1", do_not_contact="Y"),
        PreferenceChange("P-2", method="text", do_not_contact="N"),
    )
    (line,) = told.not_understood
    assert line.startswith("export.csv, line 2: ")
    assert "'fax'" in line


def test_a_visit_that_is_not_all_understood_is_told_and_left_out(file: Path) -> None:
    text = "PatNum,AptNum,When,Status,Chair,Op\nP-1,A-1,31/31/2026 9:00,Scheduled,,\nP-1,A-2,3/5/2026 9:00,Broken,,\n"
    told = read(file, text, VISITS)
    assert [one.reference for one in told.changes] == ["A-2"]
    assert len(told.not_understood) == 1


GONE = replace(PEOPLE, leave_out={"Gone": frozenset({"y"})})
GONE_PEOPLE = "PatNum,FName,LName,Mobile,PatStatus,Quiet,Gone\n"


def test_whoever_a_list_of_patients_leaves_out_is_left_alone_until_it_has_them_again(file: Path) -> None:
    text = f"{GONE_PEOPLE}P-1,Ana,Example,,,,Y\nP-2,Ben,Example,,,,\n,,Nobody,,,,Y\n"
    assert read(file, text, GONE).changes == (
        PatientChange("P-1", active=False),
        PatientChange("P-2", "Ben Example", "", active=True),
    )


@pytest.mark.parametrize("rows", [("P-1,Ana,Example,,,,\n", "P-1,Ana,Example,,,,Y\n")])
def test_a_patient_whom_one_row_leaves_out_is_left_alone_whichever_comes_last(
    rows: tuple[str, ...], file: Path
) -> None:
    for text in ("".join(rows), "".join(reversed(rows))):
        assert {
            one.active for one in read(file, GONE_PEOPLE + text, GONE).changes if isinstance(one, PatientChange)
        } == {False}


def test_what_a_patient_refuses_in_a_row_that_is_left_out_is_told(file: Path) -> None:
    told = read(file, f"{GONE_PEOPLE}P-1,Ana,Example,,,perhaps,Y\n", GONE)
    assert PreferenceChange("P-1", do_not_contact="yes") in told.changes
    assert len(told.not_understood) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("T,Y", PreferenceChange("P-1", method="text", do_not_contact="Y")),
        (",DNC", PreferenceChange("P-1", method="", do_not_contact="DNC")),
        (",N", None),
    ],
)
def test_of_a_wish_in_a_row_that_is_left_out_only_what_may_refuse_is_told(
    words: str, said: PreferenceChange | None, file: Path
) -> None:
    mapping = replace(WISHES, leave_out={"Gone": frozenset({"y"})})
    changes = read(file, f"PatNum,By,Quiet,Gone\nP-1,{words},Y\n", mapping).changes
    assert changes == ((said,) if said else ())


def test_a_word_on_refusing_that_is_not_understood_refuses_and_is_told(file: Path) -> None:
    text = "PatNum,FName,LName,Mobile,PatStatus,Quiet\nP-1,Ana,Example,,Patient,perhaps\n"
    told = read(file, text, PEOPLE)
    assert PreferenceChange("P-1", do_not_contact="yes") in told.changes
    assert "perhaps" in told.not_understood[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PatNum,By,Quiet\nP-1,T\n", "line 2: there are 2 values for 3 columns"),
        ("PatNum,By,Quiet\n,T,N\n", "line 2: the column 'patient' is empty"),
        ("PatNum,By,Silent\nP-1,T,N\n", "'Quiet'"),
        ("PatNum,By,Quiet,Extra\nP-1,T,N,x\n", "'Extra'"),
    ],
)
def test_a_damaged_export_counts_for_nothing(file: Path, text: str, told: str) -> None:
    with pytest.raises(SourceError, match=str(file)) as error:
        read(file, text, WISHES)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        (replace(WISHES, of=FileOf.CONSENTS), "is of consents; 'frontdesk import' takes such a file"),
        (
            replace(PEOPLE, columns=(*PEOPLE.columns, MappedColumn("SMS", ("text_consent",)))),
            "reads from 'SMS' who refuses, which no source tells so; 'frontdesk import' takes such a file",
        ),
    ],
    ids=["consents", "a column of consent"],
)
def test_a_mapping_of_which_a_source_would_leave_out_a_refusal_is_refused(
    file: Path, mapping: FileMapping, told: str
) -> None:
    with pytest.raises(SourceError) as error:
        read(file, "PatNum,SMS\nP-1,N\n", mapping)
    assert told in str(error.value)


def test_the_form_that_a_mapping_says_is_the_form_in_which_the_file_is_read(file: Path) -> None:
    file.write_bytes("PatNum;By;Quiet\nP-\u00e9;T;N\n".encode("windows-1252"))
    mapping = replace(WISHES, form=FileForm(encoding="windows-1252", delimiter=";"))
    (change,) = read_export(file, as_text(mapping)).changes
    assert change == PreferenceChange("P-\u00e9", method="text", do_not_contact="N")


@pytest.mark.parametrize(
    "text",
    [
        "patient,name,born,do_not_contact\nP-1,Ana Example,05/04/1990,N\n",
        "patient,name,born,reference,at\nP-1,Ana Example,05/04/1990,A-1,2026-03-05 10:00\n",
    ],
    ids=["wishes", "visits"],
)
def test_who_a_patient_is_beside_their_number_is_not_read_of_an_emr_and_damages_nothing(file: Path, text: str) -> None:
    told = read(file, text)
    assert (len(told.changes), told.not_understood) == (1, ())


def test_an_export_with_more_rows_than_its_mapping_takes_tells_nothing(file: Path) -> None:
    file.write_text("PatNum,By,Quiet\n1,t,\n2,t,\n", encoding="utf-8")
    assert len(read_export(file, as_text(replace(WISHES, most_rows=2))).changes) == 2
    with pytest.raises(SourceError, match="more than 1 row, and the mapping 'acme-wishes'"):
        read_export(file, as_text(replace(WISHES, most_rows=1)))
