"""Rows that a mapping leaves out: what they refuse counts, and whoever is on file and left out is told by name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk import desk
from frontdesk.desk import FileWish, Imported, Practice, Wish, import_file
from frontdesk.file_words import FileOf, RowOutcome
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.names import ContactId
from frontdesk.records import Contact
from support import a_practice, an_act

ANA = ContactId(1)
PEOPLE = FileMapping(
    "people",
    "A list of people",
    FileOf.CONTACTS,
    (
        MappedColumn("No", ("reference",)),
        MappedColumn("Name", ("name",)),
        MappedColumn("Cell", ("cell",)),
        MappedColumn("No texts", ("text_consent",), values={"y": {"text_consent": "opted_out"}, "n": {}}),
        MappedColumn("Quiet", ("do_not_contact",)),
    ),
    leave_out={"Gone": frozenset({"y"})},
)
HEADING = "No,Name,Cell,No texts,Quiet,Gone\n"
LIVE = "1,Ana Example,202-555-0101,,,\n"
GONE = "1,Ana Example,202-555-0101,,,Y\n"
REFUSING = "1,Ana Example,202-555-0101,Y,Y,Y\n"
TOLD = "#1 Ana Example is on file, and the list leaves them out: Gone is Y"


def imported(practice: Practice, folder: Path, *rows: str, how: FileWish | None = None) -> Imported:
    """What comes of a list of these rows."""
    return import_file(an_act(practice), a_file(folder, *rows, heading=HEADING), PEOPLE, how=how)


def told(imported: Imported) -> list[tuple[int, tuple[str, ...]]]:
    return [(one.line, one.said) for one in imported.left_out_here]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice that has Ana on file from the list."""
    practice = a_practice()
    assert imported(practice, tmp_path, LIVE).is_whole
    return practice


def ana(practice: Practice) -> Contact:
    return practice.store.contact(ANA)


def refuses(practice: Practice) -> tuple[bool, bool]:
    """Whether Ana is left alone, and whether her number is opted out of anything."""
    records = practice.store.consents("+12025550101")
    return ana(practice).facesheet.refuses, any(one.value == "opted_out" for one in records)


def test_whoever_is_on_file_and_left_out_is_told_by_name_with_a_notice(practice: Practice, tmp_path: Path) -> None:
    done = imported(practice, tmp_path, GONE)
    assert told(done) == [(2, (TOLD,))]
    assert (done.is_whole, done.counts) == (False, {RowOutcome.LEFT_OUT: 1})
    (notice,) = practice.store.notices()
    assert notice.text.endswith("; 1 row left out, of somebody on file: #1 Ana Example (Gone is Y)")
    assert refuses(practice) == (False, False), "it is for somebody to say"


def test_what_a_row_that_is_left_out_refuses_counts_and_is_told(practice: Practice, tmp_path: Path) -> None:
    done = imported(practice, tmp_path, REFUSING)
    assert refuses(practice) == (True, True)
    assert told(done) == [(2, (TOLD, "do not contact", "No texts opted_out"))]


@pytest.mark.parametrize("row", [GONE, REFUSING])
def test_it_is_told_once_until_the_row_says_something_else(row: str, practice: Practice, tmp_path: Path) -> None:
    imported(practice, tmp_path, row)
    again = imported(practice, tmp_path, row)
    assert (told(again), again.is_whole, again.counts) == ([], True, {RowOutcome.LEFT_OUT: 1})
    assert len(practice.store.notices()) == 1
    assert imported(practice, tmp_path, LIVE).counts == {RowOutcome.UNCHANGED: 1}
    assert bool(told(imported(practice, tmp_path, row))) == (row is GONE), "who is left alone needs nobody's look"


def test_of_whoever_is_left_alone_already_nothing_is_told(practice: Practice, tmp_path: Path) -> None:
    desk.set_preferences(an_act(practice), ANA, do_not_contact=True)
    assert imported(practice, tmp_path, GONE).is_whole


def test_what_staff_let_go_on_is_refused_again_and_told_as_long_as_the_row_says_so(
    practice: Practice, tmp_path: Path
) -> None:
    imported(practice, tmp_path, REFUSING)
    desk.set_preferences(an_act(practice, timedelta(days=1)), ANA, do_not_contact=False)
    assert told(imported(practice, tmp_path, REFUSING)) == [(2, (TOLD, "do not contact"))]
    assert ana(practice).facesheet.refuses


@pytest.mark.parametrize("rows", [(LIVE, GONE), (GONE, LIVE)])
def test_whoever_is_in_another_row_is_not_left_out(rows: tuple[str, str], practice: Practice, tmp_path: Path) -> None:
    done = imported(practice, tmp_path, *rows)
    assert (told(done), done.is_whole) == ([], True)


@pytest.mark.parametrize("rows", [(LIVE, REFUSING), (REFUSING, LIVE)])
def test_a_refusal_counts_of_whoever_comes_in_by_the_same_file(rows: tuple[str, str], tmp_path: Path) -> None:
    practice = a_practice()
    done = imported(practice, tmp_path, *rows)
    assert refuses(practice) == (True, True)
    assert done.counts == {RowOutcome.NEW: 1, RowOutcome.LEFT_OUT: 1}
    ((line, said),) = told(done)
    assert line == 2 + rows.index(REFUSING)
    assert said[0] == "#1 Ana Example refuses something in a row that is left out: Gone is Y"


@pytest.mark.parametrize("row", [GONE, REFUSING])
def test_nobody_comes_in_by_a_row_that_is_left_out(row: str, tmp_path: Path) -> None:
    practice = a_practice()
    done = imported(practice, tmp_path, row)
    assert (done.is_whole, done.counts) == (True, {RowOutcome.LEFT_OUT: 1})
    assert [one.said for one in done.rows] == [("Gone is Y",)]
    assert [*practice.store.all_contacts()] == []


def test_a_refusal_of_somebody_who_may_be_on_file_is_asked_and_counts_once_it_is_answered(
    practice: Practice, tmp_path: Path
) -> None:
    other = ",Ana Example,202-555-0199,,Y,Y\n"
    done = imported(practice, tmp_path, other)
    assert done.counts == {RowOutcome.ASKED: 1}
    assert done.rows[0].said[0].startswith("is left out (Gone is Y) and refuses something; may be '#1 Ana Example")
    assert done.rows[0].said[1].startswith("what it refuses is recorded for +1 202-555-01")
    aside = done.aside_in
    assert aside is not None
    text = aside.read_text(encoding="utf-8-sig")
    aside.write_text(text.replace(",Y,Y,,", ",Y,Y,#1,"), encoding="utf-8")
    answered = import_file(an_act(practice), aside, PEOPLE)
    assert (ana(practice).facesheet.refuses, answered.counts) == (True, {RowOutcome.LEFT_OUT: 1})
    assert imported(practice, tmp_path, other).counts == {RowOutcome.MENDED: 1}, "it is not asked again"


def test_of_somebody_who_may_be_on_file_and_refuses_nothing_nothing_is_asked(
    practice: Practice, tmp_path: Path
) -> None:
    assert imported(practice, tmp_path, ",Ana Example,202-555-0199,,,Y\n").counts == {RowOutcome.LEFT_OUT: 1}


def test_a_word_that_nobody_understands_refuses_and_is_told_until_somebody_looks(
    practice: Practice, tmp_path: Path
) -> None:
    for _ in range(2):
        done = imported(practice, tmp_path, GONE.replace(",,,Y", ",,perhaps,Y"))
        assert ana(practice).facesheet.refuses
        assert [*done.read_as_refusals.values()] == [1]


def test_a_rehearsal_tells_the_same_and_keeps_nothing(practice: Practice, tmp_path: Path) -> None:
    done = imported(practice, tmp_path, REFUSING, how=FileWish(rehearse=True))
    assert len(told(done)) == 1
    assert refuses(practice) == (False, False)


def others(practice: Practice, folder: Path, mapping: FileMapping, heading: str, *rows: str) -> Imported:
    """What comes of a file of wishes or consents."""
    file = a_file(folder, *rows, heading=heading)
    return import_file(an_act(practice), file, mapping, Wish(file.name))


WISHES = FileMapping(
    "wishes",
    "A list of wishes",
    FileOf.PREFERENCES,
    tuple(MappedColumn(one, (one,)) for one in ("patient", "preferred_method", "do_not_contact", "consent")),
    leave_out={"gone": frozenset({"y"})},
)
CONSENTS = FileMapping(
    "consents",
    "A list of consents",
    FileOf.CONSENTS,
    tuple(MappedColumn(one, (one,)) for one in ("patient", "channel", "consent")),
    leave_out={"gone": frozenset({"y"})},
)


@pytest.mark.parametrize(("words", "refused"), [("email,yes,", True), ("email,no,opted_in", False), (",,hm", True)])
def test_of_a_wish_that_is_left_out_what_refuses_counts(
    words: str, refused: bool, practice: Practice, tmp_path: Path
) -> None:
    heading = "patient,preferred_method,do_not_contact,consent,gone\n"
    done = others(practice, tmp_path, WISHES, heading, f"1,{words},Y\n", "7,,yes,,Y\n")
    assert (ana(practice).emr.refuses or refuses(practice)[1]) == refused
    assert ana(practice).emr.method == "not_sent"
    assert done.is_whole != refused


@pytest.mark.parametrize(("word", "refused"), [("opted_out", True), ("opted_in", False)])
def test_of_a_consent_that_is_left_out_what_refuses_counts(
    word: str, refused: bool, practice: Practice, tmp_path: Path
) -> None:
    done = others(practice, tmp_path, CONSENTS, "patient,channel,consent,gone\n", f"1,text,{word},Y\n", "7,text,no,Y\n")
    assert refuses(practice)[1] == refused
    told = [(2, ("#1 Ana Example refuses something in a row that is left out: gone is Y",))] if refused else []
    assert [(one.line, one.said) for one in done.left_out_here] == told
    assert done.counts == {RowOutcome.LEFT_OUT: 2}
