"""Who is on file is answered for a batch as the store would answer each, and anew for whoever was added or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from frontdesk.desk import Practice
from frontdesk.desk.on_file import OnFile
from frontdesk.names import ContactId, PhoneKind, State
from frontdesk.records import Contact, Phone
from frontdesk.testing import MemoryStore
from frontdesk.testing.watching import watched
from support import MONDAY, a_practice, an_act, load_ruleset

ANA = Contact(
    ContactId(0),
    "Ana Example",
    State("free_screen/scheduled"),
    MONDAY,
    phones={PhoneKind.CELL: Phone("+12025550101")},
    email="Ana@example.com",
    reference="P-1",
)
BEN = replace(ANA, name="Ben Example", email="ben@example.com", reference="P-2")
CLEO = replace(ANA, name="Cleo Sample", phones={}, email="", reference="")
NOBODY = replace(ANA, name="Dan Nobody", phones={PhoneKind.HOME: Phone("+12025550199")}, email="d@example.com")


@pytest.fixture
def practice() -> Practice:
    return a_practice()


def added(practice: Practice, *people: Contact) -> list[ContactId]:
    with practice.store.transaction():
        return practice.store.add_contacts(people)


def found(on_file: OnFile, read: Contact) -> tuple[object, ...]:
    """All that is asked of whom a row tells of."""
    referred = on_file.with_reference(read.reference)
    return (
        referred and referred.id,
        [one.id for one in on_file.namesakes(read.name)],
        [one.id for one in on_file.at_the_addresses(read)],
    )


@pytest.mark.parametrize("looked_up", [(), (ANA, BEN, CLEO, NOBODY)], ids=["one by one", "a batch"])
def test_whoever_is_on_file_is_found_by_all_by_which_they_are_known(
    looked_up: Sequence[Contact], practice: Practice
) -> None:
    ana, ben, cleo = added(practice, ANA, BEN, CLEO)
    on_file = OnFile(an_act(practice))
    on_file.look_up(looked_up)
    assert found(on_file, ANA) == (ana, [ana], [ana, ben])
    assert found(on_file, replace(BEN, name="EXAMPLE, BEN", email="BEN@Example.com")) == (ben, [ben], [ana, ben])
    assert found(on_file, CLEO) == (None, [cleo], [])
    assert found(on_file, replace(NOBODY, reference="P-9")) == (None, [], [])
    assert on_file.person(ben) == replace(BEN, id=ben)


def test_whoever_was_merged_is_found_as_whom_they_were_merged_into(practice: Practice) -> None:
    ana, ben = added(practice, ANA, BEN)
    with practice.store.transaction():
        practice.store.set_aside(ben, MONDAY, ana)
    on_file = OnFile(an_act(practice))
    on_file.look_up([BEN])
    assert found(on_file, BEN) == (ana, [ana], [ana])


def test_an_address_of_a_clinic_tells_of_nobody(practice: Practice) -> None:
    added(practice, *(replace(ANA, name=f"Patient {number}", email="", reference="") for number in range(21)))
    on_file = OnFile(an_act(practice))
    on_file.look_up([ANA])
    assert on_file.at_the_addresses(ANA) == []


def test_whoever_was_added_since_is_found_once_they_are_forgotten(practice: Practice) -> None:
    on_file = OnFile(an_act(practice))
    on_file.look_up([ANA, BEN])
    (ana,) = added(practice, replace(ANA, email="ana@EXAMPLE.com"))
    assert found(on_file, ANA) == (None, [], []), "the answers are those of before"
    on_file.forget(ANA)
    assert found(on_file, ANA) == (ana, [ana], [ana])
    assert found(on_file, BEN) == (None, [], [ana]), "who has the same number is found as well"


@pytest.mark.parametrize("all_of_them", [True, False])
def test_whoever_was_changed_is_read_anew(all_of_them: bool, practice: Practice) -> None:
    (ana,) = added(practice, ANA)
    on_file = OnFile(an_act(practice))
    on_file.look_up([ANA])
    before = on_file.person(ana)
    with practice.store.transaction():
        practice.store.save_contact(replace(before, name="Ana Sample"))
    on_file.forget_all() if all_of_them else on_file.forget(before)
    assert on_file.person(ana).name == "Ana Sample"
    assert [one.id for one in on_file.namesakes("ana sample")] == [ana]


def test_a_batch_is_asked_for_in_as_few_questions_as_one_row() -> None:
    calls = list[str]()
    store = watched(MemoryStore(), calls.append)
    on_file = OnFile(an_act(Practice(load_ruleset("physical-therapy"), store)))
    people = [replace(NOBODY, name=f"Person {number}", reference=f"P-{number}") for number in range(500)]
    on_file.look_up(people)
    for one in people:
        assert found(on_file, one) == (None, [], [])
    assert len(calls) == 5, calls
