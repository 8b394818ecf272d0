"""The EMR's export: read whole or not at all, every line that cannot be read named, and what it said before no news."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from frontdesk import Changes, PluginError, PreferenceChange, desk, find_plugins
from frontdesk.desk import Practice
from frontdesk.names import Consent, LineId
from frontdesk.plugins import read_changes
from frontdesk_plugins import emr_csv
from support import MONDAY, a_contact, a_practice, an_act, consent_of

(SOURCE,) = emr_csv.frontdesk_preference_sources()
HEADING = "patient,appointment,preferred_number,preferred_method,do_not_contact,consent\n"


def read(file: Path, text: str, cursor: str = "") -> Changes:
    file.write_bytes(text.encode())
    return read_changes(SOURCE, {"file": str(file)}, cursor)


def complaint(file: Path, text: str) -> list[str]:
    with pytest.raises(PluginError) as error:
        read(file, text)
    return str(error.value).replace(f"{file}, ", "").splitlines()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "emr.csv"


def test_a_row_is_a_patient_or_one_visit_in_the_emrs_own_words(export: Path) -> None:
    rows = "P-1,,CELL,SMS,N,OPTED_IN\nP-2,17,,VOICE,,\nP-2,2026-03-05 10:00,HOME,,Y,\n"
    assert read(export, HEADING + rows).changes == (
        PreferenceChange("P-1", number="CELL", method="SMS", do_not_contact="N", consent="OPTED_IN"),
        PreferenceChange("P-2", appointment="17", number="", method="VOICE", do_not_contact="", consent=""),
        PreferenceChange("P-2", at="2026-03-05 10:00", number="HOME", method="", do_not_contact="Y", consent=""),
    )


def test_an_export_does_not_speak_of_a_column_that_is_not_there(export: Path) -> None:
    (change,) = read(export, "patient,preferred_method\nP-1,SMS\n").changes
    assert change == PreferenceChange("P-1", number=None, method="SMS", do_not_contact=None, consent=None)


@pytest.mark.parametrize(
    "text",
    [
        "patient,do_not_contact\nP-1,Y\n",
        "\ufeffpatient,do_not_contact\r\nP-1,Y\r\n",
        "Do Not Contact,PATIENT, Note \n Y , P-1 ,called\n,,\n\n",
        'patient,do-not-contact,address\nP-1,Y,"Main Street 1\nSpringfield"',
    ],
    ids=["plain", "as Excel writes it", "other order and columns", "lines within quotes"],
)
def test_exports_of_many_kinds_say_the_same(export: Path, text: str) -> None:
    assert read(export, text).changes == (PreferenceChange("P-1", do_not_contact="Y"),)


@pytest.mark.parametrize("words", sorted(set(permutations(("IN", "OUT", "IN")))), ids=str)
def test_rows_that_contradict_each_other_on_consent_count_as_opted_out_in_any_order(
    export: Path, words: tuple[str, ...]
) -> None:
    practice = a_practice("health-system")
    a_contact(practice, "lead/new", reference="P-9")
    result = synced(practice, export, "".join(f"P-9,,,,,{word}\n" for word in words))
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT
    assert "it counts as opted out until it is" in result.not_understood[0]


@pytest.mark.parametrize("words", sorted(set(permutations("NNY"))), ids="".join)
def test_rows_that_contradict_each_other_count_as_do_not_contact_in_any_order_and_that_is_told(
    export: Path, words: tuple[str, ...]
) -> None:
    practice = a_practice("default")
    ana = a_contact(practice, "lead/new", reference="P-9")
    export.write_text("patient,do_not_contact\n" + "".join(f"P-9,{word}\n" for word in words))
    (told,) = desk.sync(an_act(practice), SOURCE, {"file": str(export)}).not_understood
    assert practice.store.contact(ana).emr.do_not_contact
    both = " and ".join(dict.fromkeys(words))
    assert f"do_not_contact '{both}' is not listed" in told
    assert "it counts as Do Not Contact until it is" in told
    export.write_text("patient,do_not_contact\nP-9,N\nP-9,n\nP-9,\n")
    assert desk.sync(an_act(practice), SOURCE, {"file": str(export)}).not_understood == ()
    assert not practice.store.contact(ana).emr.do_not_contact


def test_the_export_is_read_each_time_and_only_what_it_says_anew_changes_anything(export: Path) -> None:
    practice = a_practice("health-system")
    for reference in ("P-1", "P-2"):
        a_contact(practice, "lead/new", reference=reference)
    first = synced(practice, export, "P-1,,CELL,SMS,N,\nP-2,,CELL,SMS,N,\n")
    again = synced(practice, export, "P-2,,CELL,SMS,N,\nP-1,,CELL,SMS,N,\n")
    one_more = synced(practice, export, "P-1,,CELL,SMS,N,\nP-2,,CELL,SMS,Y,\n")
    assert [(one.changed, one.unchanged) for one in (first, again, one_more)] == [(2, 0), (0, 2), (1, 1)]


def test_every_bad_row_is_named_by_its_line_and_nothing_is_taken_over(export: Path) -> None:
    rows = 'P-1,,CELL,SMS,N,\nP-2,,CELL\nP-3,,"CELL\n",SMS,N,\n,,CELL,SMS,N,\nP-5,,,,,,,\n'
    assert complaint(export, HEADING + rows) == [
        "line 3: there are 3 values for 6 columns",
        "line 6: the column 'patient' is empty",
        "line 7: there are 8 values for 6 columns",
        "nothing was taken over; correct the export, or export it again",
    ]


def test_very_many_bad_rows_are_counted_instead_of_listed(export: Path) -> None:
    lines = complaint(export, HEADING + "P-1\n" * 50)
    assert len(lines) == 22
    assert lines[-2] == "and 30 more lines"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("id,consent", "there is no column 'patient'; it holds the patient's id"),
        ("patient,note", "none of the columns preferred_number, preferred_method, do_not_contact, consent is there"),
        ("patient,consent,consent", "the column 'consent' is there twice"),
        ("patient,do_not_contract", "is the column 'do_not_contract' meant to be 'do_not_contact'? Then call it so"),
        ("patients,consent", "is the column 'patients' meant to be 'patient'? Then call it so"),
    ],
)
def test_a_heading_that_would_hide_a_wish_is_refused(export: Path, heading: str, told: str) -> None:
    assert f"line 1: {told}" in complaint(export, f"{heading}\n")[0]


def test_a_quote_that_never_closes_is_named_by_the_line_where_it_opens(export: Path) -> None:
    first, *_ = complaint(export, HEADING + 'P-1,,CELL,SMS,N,\nP-2,,"CELL,SMS,N,\nP-3,,CELL,SMS,N,\n')
    assert first.startswith("line 3: ")
    assert "quote" in first


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (None, r"emr\.csv does not exist"),
        (b"", r"emr\.csv is empty"),
        ("patient,consent\nP-1,d\u00e9j\u00e0\n".encode("windows-1252"), "windows-1252"),
    ],
    ids=["not there", "empty", "in another encoding"],
)
def test_a_file_that_cannot_be_read_is_told_in_words(export: Path, raw: bytes | None, told: str) -> None:
    if raw is not None:
        export.write_bytes(raw)
    with pytest.raises(PluginError, match=told):
        read_changes(SOURCE, {"file": str(export)}, "")


def test_an_export_as_another_program_writes_it_is_read(export: Path) -> None:
    export.write_bytes("patient;consent\r\nP-1;IN\r\n".encode("utf-16"))
    assert read_changes(SOURCE, {"file": str(export)}, "").changes == (PreferenceChange("P-1", consent="IN"),)


def synced(practice: Practice, export: Path, rows: str) -> desk.Synced:
    export.write_text(HEADING + rows, encoding="utf-8")
    source = find_plugins().preference_source("emr_csv")
    return desk.sync(an_act(practice), source, {"file": str(export)})


def test_an_export_reaches_the_patient_and_the_visit_that_it_names(export: Path) -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    at = MONDAY + timedelta(days=3)
    visit = desk.book(an_act(practice), contact, at).number
    assert visit is not None
    on_the_wall = at.astimezone(ZoneInfo(practice.ruleset.time_zone))
    result = synced(practice, export, f"P-1,,HOME,SMS,N,OPTED_IN\nP-1,{on_the_wall:%Y-%m-%d %H:%M},,DNC,,\n")
    assert (result.changed, result.not_understood) == (2, ())
    assert (practice.store.contact(contact).emr.number, practice.store.contact(contact).emr.method) == ("home", "text")
    assert practice.store.appointment(visit).preference.refuses
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_IN


def test_an_export_that_cannot_be_read_changes_nothing(export: Path) -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    with pytest.raises(PluginError, match="line 3"):
        synced(practice, export, "P-1,,HOME,SMS,Y,OPTED_OUT\nP-1\n")
    assert practice.store.contact(contact).emr.method == "not_sent"
    assert synced(practice, export, "P-1,,HOME,SMS,Y,OPTED_OUT\n").changed == 1
