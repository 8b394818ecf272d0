"""The files of ``imports/``: read key by key, inherited by name, and no part of what decides about people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.desk import adopt
from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.loading import Report, rebuild
from frontdesk.mapping import place
from frontdesk.model import Ruleset
from frontdesk.model.mappings import FileForm, MappedColumn, Mappings, UnusableMappingError
from frontdesk.problems import Severity
from support import HARBOUR, a_practice, an_act, check_ruleset, read_ruleset

Ours = Callable[..., Report]


@pytest.fixture
def ours(tmp_path: Path) -> Ours:
    """Checks a practice over harbour with these files in its imports/."""
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    (tmp_path / "ours" / "imports").mkdir(parents=True)
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: ../harbour\n", encoding="utf-8")

    def check(**files: str) -> Report:
        for name, text in files.items():
            (tmp_path / "ours" / "imports" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return check_ruleset(tmp_path / "ours")

    return check


def ruleset_of(report: Report) -> Ruleset:
    assert report.ruleset is not None, [str(one) for one in report.problems]
    return report.ruleset


def told(report: Report) -> list[tuple[str, str]]:
    """Code and place of every problem, the place as file, line and column."""
    return [(one.code, f"{Path(one.where.file).name}:{one.where.line}:{one.where.column}") for one in report.problems]


def test_every_key_of_a_mapping_is_read() -> None:
    mapping = read_ruleset(HARBOUR).part(Mappings).mapping("paw-desk")
    columns = {one.heading: one for one in mapping.columns}
    assert (mapping.label, mapping.of, mapping.rest) == ("Paw Desk, list of clients", FileOf.CONTACTS, Rest.NOTE)
    assert mapping.form == FileForm("windows-1252", ";", "Clients", 3)
    assert (mapping.dates, mapping.decimal) == (DateForm.MONTH_DAY_YEAR, ",")
    assert (mapping.ignored, mapping.known_by) == (("Balance",), ("Client No", "Client"))
    assert mapping.every == {"zone": "America/New_York"}
    assert mapping.leave_out == {"Active": frozenset({"closed", "0"})}
    assert (columns["Client"].to, columns["Client"].split) == (("last name", "first name"), ",")
    assert columns["State"].values["asked"] == {"status": "enquiry/new"}
    assert columns["State"].otherwise == {"status": "enquiry/waiting"}
    assert columns["Reminders"].to == ("text_consent", "email_consent")
    assert columns["Reminders"].values[""] == {}
    assert columns["Reminders"].otherwise == {}
    assert columns["Kilos"].decimal == "."
    assert columns["Next shot"].dates is DateForm.DAY_MONTH_YEAR
    assert columns["Mobile"].where.short == f"{columns['Mobile'].where.file}:{columns['Mobile'].where.line}"


def test_a_row_is_read_by_it_as_a_practice_would_say_it() -> None:
    rules = read_ruleset(HARBOUR)
    mapping = rules.part(Mappings).mapping("paw-desk")
    heading = ["Client No", "Client", "Mobile", "Phone", "Phone", "State", "Reminders", "Kilos", "Next shot", "Active"]
    row = ["41", "Fern, Ada", "202-555-0111", "", "", "Asked", "N", "4.5", "15/06/2026", "1"]
    said = place(mapping, heading, rules.facts.values()).row(row).said
    assert {name: text for name, text in said.items() if text} == {
        "reference": "41",
        "last name": "Fern",
        "first name": "Ada",
        "cell": "202-555-0111",
        "status": "enquiry/new",
        "text_consent": "opted_out",
        "email_consent": "opted_out",
        "weight": "4.5",
        "vaccination_due": "2026-06-15",
        "zone": "America/New_York",
    }


def test_the_least_that_a_mapping_says_is_of_what_and_which_columns(ours: Ours) -> None:
    mapping = ruleset_of(ours(**{"old-files": "of: contacts\ncolumns: {Name: name}\nfile: {delimiter: tab}\n"}))
    found = mapping.part(Mappings).mapping("old-files")
    assert (found.label, found.form, found.rest, found.dates) == (
        "Old files",
        FileForm(delimiter="\t"),
        Rest.REFUSE,
        DateForm.YEAR_MONTH_DAY,
    )
    assert [(one.heading, one.to) for one in found.columns] == [("Name", ("name",))]


def test_mappings_are_inherited_and_one_of_the_same_name_takes_the_place_of_the_whole(ours: Ours) -> None:
    below = ruleset_of(ours(other="of: visits\ncolumns: {Id: patient, Start: at}\n")).part(Mappings)
    assert set(below.mappings) == {"paw-desk", "other"}
    own = ruleset_of(ours(**{"paw-desk": "of: contacts\ncolumns: {Client: name}\n"})).part(Mappings).mapping("paw-desk")
    assert [one.heading for one in own.columns] == ["Client"]
    assert (own.ignored, own.rest, own.every) == ((), Rest.REFUSE, {})


def test_editing_a_mapping_makes_no_new_rules_that_a_store_would_take_over(ours: Ours) -> None:
    before = ruleset_of(ours())
    practice = a_practice(before)
    after = ruleset_of(ours(other="of: contacts\ncolumns: {Name: name}\n"))
    assert "other" in after.part(Mappings).mappings
    assert (after.hash, after.text) == (before.hash, before.text)
    entries = list(practice.store.journal())
    adopt(an_act(replace(practice, ruleset=after)))
    assert list(practice.store.journal()) == entries


def test_the_rules_that_a_store_keeps_have_no_mappings() -> None:
    assert rebuild(read_ruleset(HARBOUR).text).part(Mappings) == Mappings()


def test_a_mapping_with_faults_stops_no_rules_and_says_them_all_where_it_is_used(ours: Ours) -> None:
    report = ours(
        other="of: contacts\ncolumns:\n  Name: name\n  Fax: fax\n  Stage: {to: status, values: {A: lead/new}}\n"
    )
    mappings = ruleset_of(report).part(Mappings)
    assert told(report) == [("F001", "other.yaml:4:8"), ("F003", "other.yaml:5:35")]
    with pytest.raises(UnusableMappingError, match="the mapping 'other' has faults") as refused:
        mappings.mapping("other")
    assert len(refused.value.faults) == 2
    assert "other.yaml:4:8: no field of contacts is called 'fax'" in str(refused.value)
    assert mappings.mapping("paw-desk").id == "paw-desk"


def test_a_mapping_below_that_names_a_status_which_there_is_not_stops_no_rules(ours: Ours, tmp_path: Path) -> None:
    (tmp_path / "harbour" / "imports" / "paw-desk.yaml").write_text(
        "of: contacts\ncolumns: {Name: name, S: {to: status, values: {A: client/ended}}}\n", encoding="utf-8"
    )
    report = ours()
    assert told(report) == [("F003", "paw-desk.yaml:2:51")]
    assert ruleset_of(report).part(Mappings).mappings == {}


@pytest.mark.parametrize(
    "text", ["label: x\n  of: [\n", "of: people\ncolumns: {Name: name}\n", "- a\n- b\n", "of: contacts\nof: visits\n"]
)
def test_a_mapping_that_cannot_be_read_is_warned_of_and_stops_no_rules(ours: Ours, text: str) -> None:
    for report in (ours(other=text), ours(other=text)):  # the second time it is remembered
        assert {one.severity for one in report.problems} == {Severity.WARNING}
        assert set(ruleset_of(report).part(Mappings).mappings) == {"paw-desk"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of: contacts\ncolumns: {Name: name}\ncolour: red\n", ("Y005", "odd.yaml:3:1")),
        ("of: people\ncolumns: {Name: name}\n", ("T010", "odd.yaml:1:5")),
        ("columns: {Name: name}\n", ("Y012", "odd.yaml:1:1")),
        ("of: contacts\ncolumns: {Name: name}\ndates: us\n", ("T010", "odd.yaml:3:8")),
        ("of: contacts\ncolumns: {Name: name}\nfile: {delimiter: ';;'}\n", ("Y011", "odd.yaml:3:19")),
        ("of: contacts\ncolumns: {Name: name}\nfile: {heading: 0}\n", ("Y011", "odd.yaml:3:17")),
        ("of: contacts\ncolumns: {Name: {field: name}}\n", ("Y005", "odd.yaml:2:18")),
        ("of: contacts\ncolumns: {Name: [name, email]}\n", ("Y011", "odd.yaml:2:17")),
        ("of: contacts\ncolumns: {Name: {to: {name: yes}}}\n", ("Y011", "odd.yaml:2:22")),
    ],
)
def test_a_key_or_value_that_no_mapping_has_is_told_at_its_place(
    ours: Ours, text: str, expected: tuple[str, str]
) -> None:
    assert told(ours(odd=text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "of: contacts\ncolumns: {N: name, S: {to: do_not_contact, values: {Y: yes, y: no}}}\n",
            ("F004", "no}}}"),
        ),
        ("of: contacts\ncolumns: {Name: name, Stop: {values: {Y: yes}}}\n", ("F006", "yes")),
        ("of: contacts\ncolumns: {Name: name}\nignore: [Tags, NAME]\n", ("F004", "NAME")),
        (
            "of: visits\ncolumns: {I: patient, A: at, W: {to: state, values: {X: kept, Y: gone}}}\n",
            ("F003", "gone"),
        ),
        ("of: contacts\ncolumns: {Name: name}\nevery: {status: gone}\n", ("F003", "gone")),
        ("of: contacts\ncolumns: {Name: {to: [last name, frist name], split: ' '}}\n", ("F001", "frist name")),
    ],
)
def test_a_fault_is_told_at_the_word_that_is_wrong(ours: Ours, text: str, expected: tuple[str, str]) -> None:
    report = ours(odd=text)
    code, word = expected
    assert [one.code for one in report.problems] == [code]
    where = report.problems[0].where
    assert text.splitlines()[where.line - 1][where.column - 1 :].startswith(word)
    assert report.ruleset is not None


def test_a_mapping_with_another_ending_is_not_overlooked(ours: Ours, tmp_path: Path) -> None:
    (tmp_path / "ours" / "imports" / "old.yml").write_text("of: contacts\n", encoding="utf-8")
    (problem,) = ours().problems
    assert (problem.code, problem.hint) == ("Y010", "call it 'old.yaml'")


def test_a_mistake_in_a_mapping_hides_none_in_another_file(ours: Ours, tmp_path: Path) -> None:
    (tmp_path / "ours" / "reactions.yaml").write_text(
        "reactions: [{id: x, last: yes, on: {status_entered: client/nowhere}, do: [{notify_staff: A}]}]\n",
        encoding="utf-8",
    )
    report = ours(tasks="colour: red\n", good="of: contacts\ncolumns: {Fax: fax}\n")
    assert {"Y005", "R001"} <= {one.code for one in report.problems}
    assert report.ruleset is None


def test_columns_know_where_they_stand() -> None:
    column = read_ruleset(HARBOUR).part(Mappings).mapping("paw-desk").columns[0]
    assert isinstance(column, MappedColumn)
    assert column.where.file.endswith("imports/paw-desk.yaml")


def test_one_that_cannot_be_read_reads_nothing_and_still_takes_the_place_of_the_bases(ours: Ours) -> None:
    report = ours(**{"paw-desk": "of: contacts\ncolours: red\nknown_by: [Client]\ncolumns: {Client No: reference}\n"})
    mappings = ruleset_of(report).part(Mappings)
    with pytest.raises(UnusableMappingError, match=r"paw-desk\.yaml:2:1: .*'colours'"):
        mappings.mapping("paw-desk")
    faulty = mappings.faulty["paw-desk"]
    assert ([one.heading for one in faulty.columns], faulty.known_by) == (["Client No"], ("Client",))


def test_one_that_is_no_yaml_reads_nothing_and_knows_no_file(ours: Ours) -> None:
    mappings = ruleset_of(ours(**{"paw-desk": 'of: contacts\ncolumns: {"Client No: reference\n'})).part(Mappings)
    with pytest.raises(UnusableMappingError, match="a quote opens here"):
        mappings.mapping("paw-desk")
    assert "paw-desk" not in mappings.faulty


def test_one_of_ours_that_can_be_read_takes_the_place_of_the_bases_that_cannot(ours: Ours, tmp_path: Path) -> None:
    (tmp_path / "harbour" / "imports" / "paw-desk.yaml").write_text("colours: red\n", encoding="utf-8")
    mappings = ruleset_of(ours(**{"paw-desk": "of: contacts\ncolumns: {Who: name}\n"})).part(Mappings)
    assert mappings.mapping("paw-desk").columns[0].heading == "Who"
