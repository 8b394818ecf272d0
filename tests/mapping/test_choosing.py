"""Which mapping reads a file, where nobody says: our own words first, one mapping that fits, or a question."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf, Rest
from frontdesk.mapping import HeadingError, fields_of
from frontdesk.mapping.choosing import chosen, fitting, in_our_words, of_certain_headings
from frontdesk.model.mappings import FileMapping, Mappings
from mapping.laid import OWN_FACTS, a_mapping

_PET = a_mapping({"PetNum": "reference", "Who": "name", "Tel": "cell"}, name="paw-desk", known_by=("PetNum", "Who"))
_ANY = a_mapping({"Who": "name"}, name="anything", rest=Rest.IGNORE)


def _chosen(heading: list[str], *mappings: FileMapping) -> FileMapping:
    return chosen(Mappings({one.id: one for one in mappings}), heading, OWN_FACTS)


def test_the_mapping_whose_headings_are_there_reads_the_file() -> None:
    assert _chosen(["petnum", "WHO", "Tel"], _PET) is _PET


def test_a_mapping_knows_a_file_by_some_headings_and_can_do_without_the_others() -> None:
    assert _chosen(["PetNum", "Who"], _PET) is _PET


def test_a_column_that_the_mapping_does_not_read_is_told() -> None:
    with pytest.raises(HeadingError, match=r"nothing reads a column called 'Food'.*imports/paw-desk\.yaml"):
        _chosen(["PetNum", "Who", "Food"], _PET)


def test_our_own_words_need_no_mapping_even_where_one_fits() -> None:
    heading = ["name", "cell", "last_seen"]
    found = _chosen(heading, a_mapping({"name": "name"}, name="greedy", rest=Rest.IGNORE))
    assert found.id == ""
    assert [column.to for column in found.columns] == [("name",), ("cell",), ("last_seen",)]


@pytest.mark.parametrize("of", FileOf)
def test_our_own_words_say_what_the_file_tells_of(of: FileOf) -> None:
    found = in_our_words([*fields_of(of)], ())
    assert found is not None
    assert found.of is of


def test_headings_that_can_mean_one_thing_only_need_no_mapping() -> None:
    found = _chosen(["Given Name", "Surname", "Phone (mobile)", "E-mail", "MRN"])
    assert [column.to[0] for column in found.columns] == ["first name", "last name", "cell", "email", "reference"]


def test_a_bare_phone_is_the_cells_if_it_is_the_only_one() -> None:
    assert of_certain_headings(["Name", "Phone"], ()) is not None
    assert of_certain_headings(["Name", "Phone", "Mobile"], ()) is None
    assert of_certain_headings(["Name", "Other Phone"], ()) is None


@pytest.mark.parametrize("heading", ["State", "Title", "Company", "Opt In", "Deceased", "Hobby"])
def test_what_only_cells_can_tell_is_not_taken_by_its_heading(heading: str) -> None:
    assert of_certain_headings(["Name", heading], ()) is None
    with pytest.raises(HeadingError, match=f"nothing reads a column called '{heading}'.*import --suggest FILE"):
        _chosen(["Name", heading])


def test_of_two_mappings_that_fit_the_practice_says_which() -> None:
    other = a_mapping({"PetNum": "reference", "Who": "name", "Tel": "home"}, name="pets", known_by=("PetNum", "Who"))
    with pytest.raises(HeadingError, match="'paw-desk' or 'pets'; say which one reads it: --mapping paw-desk"):
        _chosen(["PetNum", "Who"], _PET, other)


def test_the_mapping_that_knows_more_of_the_file_is_meant() -> None:
    assert fitting((_ANY, _PET), ["PetNum", "Who", "Tel"], OWN_FACTS) == (_PET,)


def test_of_people_and_visits_in_one_file_neither_is_meant_more() -> None:
    visits = a_mapping({"PetNum": "patient", "Who": "name", "Tel": "cell", "When": "at"}, FileOf.VISITS, "pet-visits")
    people = a_mapping({"PetNum": "reference", "Who": "name", "Tel": "cell"}, name="pets", ignored=("When",))
    assert len(fitting((visits, people), ["PetNum", "Who", "Tel", "When"], OWN_FACTS)) == 2


def test_nothing_that_fits_is_no_mapping() -> None:
    assert fitting((_PET,), ["Hobby"], OWN_FACTS) == ()


def test_of_two_the_one_comes_first_that_takes_a_row_for_what_the_headings_say() -> None:
    people = a_mapping({"Patient": "name"}, name="appts", ignored=("Appt ID", "Date"), known_by=("Patient", "Date"))
    visits = a_mapping({"Patient": "name", "Date": "at", "Appt ID": "reference"}, FileOf.VISITS, "visits")
    heading = ["Patient", "Date", "Appt ID"]
    assert fitting((people, visits), heading, OWN_FACTS) == (visits, people)
    with pytest.raises(HeadingError, match="--mapping visits"):
        _chosen(heading, people, visits)


def test_a_mapping_with_a_fault_is_named_where_it_would_read_the_file() -> None:
    faulty = Mappings({}, {"paw-desk": ("imports/paw-desk.yaml:3:8: no field is called 'nam'",)}, {"paw-desk": _PET})
    with pytest.raises(HeadingError) as told:
        chosen(faulty, ["PetNum", "Who", "Tel"], OWN_FACTS)
    fault = "imports/paw-desk.yaml:3:8: no field is called 'nam'"
    assert str(told.value) == f"imports/paw-desk.yaml would read this file, and has a fault: {fault}"


def test_a_mapping_with_a_fault_is_not_passed_over_for_headings_that_mean_one_thing() -> None:
    people = a_mapping({"Given Name": "first name", "Surname": "last name", "MRN": "reference"}, name="emr")
    with pytest.raises(HeadingError, match=r"imports/emr\.yaml would read this file, and has faults"):
        chosen(Mappings({}, {"emr": ("one", "another")}, {"emr": people}), ["Given Name", "Surname", "MRN"], ())


def test_a_mapping_with_a_fault_keeps_no_other_from_reading_a_file() -> None:
    known = Mappings({"paw-desk": _PET}, {"broken": ("one",)}, {"broken": _ANY})
    assert chosen(known, ["PetNum", "Who", "Tel"], OWN_FACTS) is _PET
    assert chosen(known, ["name", "cell"], OWN_FACTS).id == ""
    with pytest.raises(HeadingError, match="nothing reads a column called 'Food'"):
        chosen(known, ["Name", "Food"], OWN_FACTS)


def test_a_mapping_that_cannot_be_read_at_all_may_be_what_reads_a_file_that_no_other_does() -> None:
    known = Mappings({"paw-desk": _PET}, {"emr": ("imports/emr.yaml:1:8: a quote opens here",)})
    for heading in (["Given Name", "Surname", "MRN"], ["Shoe Size"]):
        with pytest.raises(
            HeadingError, match=r"imports/emr\.yaml cannot be read, .*: a quote opens here; mend that one"
        ):
            chosen(known, heading, OWN_FACTS)
    assert chosen(known, ["PetNum", "Who", "Tel"], OWN_FACTS) is _PET
    assert chosen(known, ["name", "cell"], OWN_FACTS).id == ""


def test_a_file_that_no_mapping_reads_is_never_to_be_changed_itself() -> None:
    with pytest.raises(HeadingError, match=r"--suggest FILE' proposes one, and docs/importing\.md shows .* by hand"):
        _chosen(["Shoe Size", "Favourite Tea"])
