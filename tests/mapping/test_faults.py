"""What is wrong with a mapping is told with its code and the keys that lead to it; a mapping in order has no fault."""

from __future__ import annotations

import pytest

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.mapping import fields_of
from frontdesk.mapping.faults import faults_in
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn
from mapping.laid import OWN_FACTS, a_mapping

NAMED = {"Name": "name"}
COLUMN = MappedColumn

FAULTS = [
    (a_mapping({**NAMED, "Fax": "fax"}), "F001", ("columns", "Fax", "to", "fax")),
    (a_mapping(NAMED, every={"colour": "red"}), "F001", ("every", "colour")),
    (a_mapping({**NAMED, "A": "reference", "B": "reference"}), "F002", ("columns", "B")),
    (a_mapping({"Id": "patient", "A": "at", "B": "at", "C": "at"}, FileOf.VISITS), "F002", ("columns", "B")),
    (a_mapping({"Id": "patient", "A": "at", "B": "cell", "C": "cell"}, FileOf.VISITS), "F002", ("columns", "C")),
    (a_mapping({"Id": "patient", "A": "consent", "B": "consent"}, FileOf.PREFERENCES), "F002", ("columns", "B")),
    (a_mapping({**NAMED, "A": "insured", "B": "insured"}), "F002", ("columns", "B")),
    (a_mapping(NAMED, every={"do_not_contact": "perhaps"}), "F003", ("every", "do_not_contact")),
    (a_mapping(NAMED, every={"born": "5/4/1990"}), "F003", ("every", "born")),
    (a_mapping(NAMED, every={"status": "lead/nowhere"}), "F003", ("every", "status")),
    (
        a_mapping({**NAMED, "S": COLUMN("S", ("plan",), values={"1": {"plan": "tin"}})}),
        "F003",
        ("columns", "S", "values", "1", "plan"),
    ),
    (a_mapping({**NAMED, "na-me": "cell"}), "F004", ("columns", "na-me")),
    (a_mapping(NAMED, ignored=("NAME",)), "F004", ("ignore", "NAME")),
    (a_mapping({"Mobile": "cell"}), "F005", ()),
    (a_mapping({"At": "at"}, FileOf.VISITS), "F005", ()),
    (a_mapping({"Id": "patient"}, FileOf.VISITS), "F005", ()),
    (a_mapping({"Id": "patient"}, FileOf.CONSENTS), "F005", ()),
    (a_mapping({"Id": "patient"}, FileOf.PREFERENCES), "F005", ()),
    (a_mapping(NAMED, form=FileForm(encoding="utf-9")), "F006", ("file", "encoding")),
    (a_mapping({"Id": "patient", "A": "at"}, FileOf.VISITS, rest=Rest.NOTE), "F006", ("rest",)),
    (a_mapping({"N": COLUMN("N", ("last name", "first name"))}), "F006", ("columns", "N", "to")),
    (a_mapping({"N": COLUMN("N", ("name",), split=",")}), "F006", ("columns", "N", "split")),
    (a_mapping({"N": COLUMN("N", ("name",), dates=DateForm.DAY_MONTH_YEAR)}), "F006", ("columns", "N", "dates")),
    (a_mapping({**NAMED, "N": COLUMN("N", ())}), "F006", ("columns", "N")),
    (a_mapping({"N": COLUMN("N", ("name",), decimal=",")}), "F006", ("columns", "N", "decimal")),
    (a_mapping({"N": COLUMN("N", ("name",), otherwise={"name": "x"})}), "F006", ("columns", "N", "otherwise")),
    (a_mapping({"N": COLUMN("N", ("name",), anywhere=True)}), "F006", ("columns", "N", "anywhere")),
]

IN_ORDER = [
    a_mapping({"First": "first name", "Middle": "first name", "Last": "last name", "A": "cell", "B": "cell"}),
    a_mapping({**NAMED, "A": "do_not_contact", "B": "do_not_contact", "C": "follow_up", "D": "follow_up"}),
    a_mapping({**NAMED, "A": "note", "B": "note"}, ignored=("C", "c"), every={"status": "lead/new", "last_seen": ""}),
    a_mapping({"Us": "contact", "SMS": "text_consent"}),
    a_mapping({"Id": "reference", "Pat": "patient", "Became": "state"}, FileOf.VISITS),
    a_mapping({"Number": "address", "Said": "consent"}, FileOf.CONSENTS),
]


@pytest.mark.parametrize(("mapping", "code", "path"), FAULTS)
def test_a_fault_is_told_with_its_code_and_its_place(mapping: FileMapping, code: str, path: tuple[str, ...]) -> None:
    found = faults_in(mapping, fields_of(mapping.of, OWN_FACTS), {"status": ("lead/new", "lead/lost")})
    assert [(one.code, one.path) for one in found] == [(code, path)]
    assert found[0].hint


@pytest.mark.parametrize("mapping", IN_ORDER)
def test_a_mapping_that_loses_nothing_has_no_fault(mapping: FileMapping) -> None:
    assert faults_in(mapping, fields_of(mapping.of, OWN_FACTS), {"status": ("lead/new",)}) == []


def test_all_faults_are_told_at_once() -> None:
    mapping = a_mapping({"Fax": "fax", "A": "born", "B": "born"}, form=FileForm(encoding="utf-9"))
    assert [one.code for one in faults_in(mapping, fields_of(mapping.of))] == ["F001", "F006", "F002"]
