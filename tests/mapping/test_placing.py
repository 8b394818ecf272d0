"""A mapping over a heading: what each column becomes is said, and all that does not fit is said at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.mapping import HeadingError, place, plain_mapping
from frontdesk.model.mappings import MappedColumn
from mapping.laid import OWN_FACTS, a_mapping, laid


def refused(*args: object, **said: object) -> HeadingError:
    """Why a mapping does not fit a heading."""
    with pytest.raises(HeadingError) as error:
        laid(*args, **said)  # type: ignore[arg-type]
    return error.value


def test_it_says_what_becomes_of_each_column_in_the_order_of_the_file() -> None:
    columns: dict[str, str | MappedColumn] = {
        "Birthdate": "born",
        "Client": MappedColumn("Client", ("last name", "first name"), split=","),
        "Stage": MappedColumn("Stage", ("status",), values={"open": {"status": "lead/new"}}),
        "Owes": "balance",
        "Fax": "work",
    }
    mapping = a_mapping(
        columns, ignored=("Tags",), leave_out={"Active": frozenset({"no"})}, dates=DateForm.MONTH_DAY_YEAR
    )
    assert laid(mapping, ["client", "Owes", "Tags", "BIRTHDATE", "Active", "Stage", ""]).said == (
        "client -> last name, first name (parted at ',')",
        "Owes -> balance (decimals after '.')",
        "Tags: ignored",
        "BIRTHDATE -> born (month/day/year)",
        "Active -> says whose rows are left out",
        "Stage -> status (1 word has a meaning)",
        "column 7: has no heading, and is to be empty",
        "'Fax' is not in the file",
    )


@pytest.mark.parametrize(("rest", "said"), [(Rest.IGNORE, "Tags: ignored"), (Rest.NOTE, "Tags -> note")])
def test_it_says_what_becomes_of_the_rest(rest: Rest, said: str) -> None:
    assert laid(a_mapping({"Name": "name"}, rest=rest), ["Name", "Tags"]).said == ("Name -> name", said)


def test_all_columns_that_nothing_reads_are_told_at_once_with_what_to_do() -> None:
    error = refused(a_mapping({"Name": "name"}), ["Name", "Tags", "mobile"])
    assert error.faults == ("nothing reads a column called 'Tags'", "nothing reads a column called 'mobile'")
    assert str(error) == (
        "the columns are not those of the mapping 'ours':\n"
        "  nothing reads a column called 'Tags'\n"
        "  nothing reads a column called 'mobile'\n"
        "name them under 'columns' or 'ignore' of imports/ours.yaml, or say there: rest: ignore"
    )


def test_a_column_of_the_mapping_that_is_misspelt_in_the_file_is_named() -> None:
    assert refused(a_mapping({"Name": "name", "Birthdate": "born"}), ["Name", "Birthdates"]).faults == (
        "nothing reads a column called 'Birthdates'; did you mean 'Birthdate'?",
    )


def test_a_file_in_our_own_words_is_refused_by_what_it_calls_otherwise_without_a_misleading_guess() -> None:
    heading = ["name", "mobile", "Refrence", "State", "cause"]
    with pytest.raises(HeadingError) as error:
        place(plain_mapping(FileOf.CONTACTS, heading, ()), heading, ())
    assert error.value.faults == (
        "nothing reads a column called 'mobile'",
        "nothing reads a column called 'Refrence'; did you mean 'reference'?",
        "nothing reads a column called 'State'",
    )
    assert "frontdesk import --suggest FILE" in str(error.value)


def test_one_heading_twice_is_refused_with_both_places_where_one_of_them_is_read() -> None:
    assert refused(a_mapping({"Name": "name", "Phone": "cell"}), ["Name", "Phone", "phone"]).faults == (
        "'phone' is there twice, as columns 2 and 3; the second is called 'phone (2)' in a mapping",
    )


def test_one_heading_twice_is_taken_where_each_of_them_is_named() -> None:
    heading = ["Name", "Phone", "Phone"]
    first = a_mapping({"Name": "name", "Phone": "cell"}, ignored=("Phone (2)",))
    assert laid(first, heading).said[1:] == ("Phone -> cell", "Phone (2): ignored")
    none = a_mapping({"Name": "name"}, ignored=("Phone",))
    assert laid(none, heading).said[1:] == ("Phone: ignored", "Phone (2): ignored")
    both = laid(a_mapping({"Name": "name", "Phone": "home", "phone (2)": "cell"}), heading)
    assert both.row(["Ada", "202-555-0111", "202-555-0112"]).said["cell"] == "202-555-0112"


def test_a_heading_that_is_ignored_and_there_twice_is_asked_about_while_another_column_is_missing() -> None:
    mapping = a_mapping({"Name": "name", "Email": "email"}, ignored=("Tags",))
    said = "'Tags' is there twice, as columns 2 and 3, and 'Email' is not; is one of them that column?"
    assert refused(mapping, ["Name", "Tags", "Tags"]).faults == (said,)
    assert laid(mapping, ["Name", "Email", "Tags", "Tags"]).said[2:] == ("Tags: ignored", "Tags (2): ignored")
    assert laid(replace(mapping, rest=Rest.IGNORE), ["Name", "Tags", "Tags"]).said[1] == "Tags: ignored"


@pytest.mark.parametrize(
    ("columns", "lacks", "fault"),
    [
        ({"Opt out": "do_not_contact"}, "Opt out", "there is no column 'Opt out', which says who refuses"),
        ({"SMS": "text_consent"}, "SMS", "there is no column 'SMS', which says who refuses"),
        ({"PatNum": "reference"}, "PatNum", "there is no column 'PatNum', by which rows are known again"),
        ({"Day": "follow_up", "Hour": "follow_up"}, "Hour", "there is no column 'Hour', which is half of 'follow_up'"),
    ],
)
def test_a_column_without_which_rows_would_be_misunderstood_has_to_be_there(
    columns: dict[str, str | MappedColumn], lacks: str, fault: str
) -> None:
    mapping = a_mapping({"Name": "name", **columns})
    there = [one.heading for one in mapping.columns if one.heading != lacks]
    assert refused(mapping, there).faults == (fault,)


def test_a_column_that_says_whose_rows_are_left_out_or_by_which_the_file_is_known_has_to_be_there() -> None:
    columns = {"Name": "name", "PatNum": "reference"}
    mapping = a_mapping(columns, leave_out={"Active": frozenset({"no"})}, known_by=("PatNum",))
    assert refused(mapping, ["Name"]).faults == (
        "there is no column 'Active', which says whose rows are left out",
        "there is no column 'PatNum', by which such a file is known",
    )


def test_a_file_without_the_columns_that_say_whom_a_row_is_about_is_refused_once_and_not_row_by_row() -> None:
    (fault,) = refused(a_mapping({"Name": "name", "Mobile": "cell"}), ["Mobile"]).faults
    assert fault.startswith("no row of such a file can say whom it is about")


def test_a_mapping_with_a_fault_is_laid_over_nothing() -> None:
    assert (
        refused(a_mapping({"Name": "name", "A": "born", "B": "born"}))
        .faults[0]
        .startswith("'born' is said by 'A' and by 'B'")
    )


def test_a_fact_of_the_practice_s_own_takes_the_place_of_a_field_of_its_name() -> None:
    from frontdesk.model import Fact, Scope
    from frontdesk.tables import Text

    heading = ["name", "born"]
    theirs = Fact("born", Scope.CONTACT, Text(), own=True)
    placed = place(plain_mapping(FileOf.CONTACTS, heading, (theirs,)), heading, (theirs,))
    assert placed.row(["Ada", "in Lisbon"]).said["born"] == "in Lisbon"


def test_only_facts_of_what_a_row_tells_of_are_columns() -> None:
    heading = ["name", "surgery"]
    with pytest.raises(HeadingError, match="surgery"):
        place(plain_mapping(FileOf.CONTACTS, heading, OWN_FACTS), heading, OWN_FACTS)


def test_how_one_file_writes_days_comes_before_what_its_mapping_says() -> None:
    columns: dict[str, str | MappedColumn] = {
        "Client": "name",
        "Born": "born",
        "Seen": MappedColumn("Seen", ("last_seen",), dates=DateForm.DAY_MONTH_YEAR),
        "Day": "follow_up",
        "Hour": "follow_up",
    }
    placed = place(a_mapping(columns), [*columns], OWN_FACTS, DateForm.MONTH_DAY_YEAR)
    row = placed.row(["Ada", "3/5/1990", "2026-03-05", "3/6/2026", "9:30"])
    assert (row.said["born"], row.said["last_seen"], row.faults) == ("1990-03-05", "2026-03-05", ())
    assert row.said["follow_up"] == "2026-03-06 09:30"
    assert "Seen -> last_seen (month/day/year)" in placed.said


def test_a_field_is_called_as_the_file_calls_it_unless_that_is_our_word() -> None:
    columns: dict[str, str | MappedColumn] = {
        "Nachname": "last name",
        "First Name": "first name",
        "Tel 1": "cell",
        "Tel 2": "cell",
        "Stage": MappedColumn("Stage", (), values={"open": {"status": "lead/new"}}),
    }
    assert laid(a_mapping(columns)).called == {
        "name": "first name and Nachname",
        "last name": "Nachname",
        "cell": "Tel 1 and Tel 2",
        "status": "Stage",
    }
    assert laid(a_mapping({"Patient": "name", "First Name": "first name"})).called == {"name": "Patient"}
    assert laid(a_mapping({"FIRST_NAME": "first name", "Last Name": "last name", "cell": "cell"})).called == {}
