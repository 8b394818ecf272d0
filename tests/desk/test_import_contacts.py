"""Rows of contacts: added in batches, told apart inside them, and bound by what was said of their addresses."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from frontdesk import desk
from frontdesk.desk import Practice, Wish
from frontdesk.desk.import_contacts import ContactTaker
from frontdesk.desk.taking import SaidLine, Taken
from frontdesk.facts import said_of_all
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.testing import MemoryStore
from frontdesk.testing.watching import watched
from support import MEADOW, a_practice, an_act, load_ruleset

NEW, SAME, ASKED, REFUSED = RowOutcome.NEW, RowOutcome.UNCHANGED, RowOutcome.ASKED, RowOutcome.REFUSED
ANA = {"name": "Ana Example", "cell": "202-555-0101"}
FIELDS = ("name", "first name", "cell", "email", "reference", "contact")


def taken(
    practice: Practice, *rows: Mapping[str, str], faults: tuple[str, ...] = (), fields: tuple[str, ...] = FIELDS
) -> list[Taken]:
    """What becomes of rows that come in one batch."""
    taker = ContactTaker(an_act(practice), Wish("a.csv"), fields)
    lines = [SaidLine(2 + place, SaidRow(row, faults)) for place, row in enumerate(rows)]
    with practice.store.transaction():
        return [*taker.take(lines)]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (ANA, SAME),
        ({**ANA, "email": "ana@example.com"}, REFUSED),
        ({"name": "Ben Example", "cell": "202-555-0101"}, NEW),
        ({"name": "Ana Example", "cell": "202-555-0102"}, ASKED),
        ({**ANA, "contact": "new"}, NEW),
        ({**ANA, "contact": "#1"}, SAME),
    ],
)
def test_rows_of_one_batch_are_told_apart_as_those_of_two_files(second: Mapping[str, str], outcome: RowOutcome) -> None:
    assert [one.outcome for one in taken(a_practice(), ANA, second)] == [NEW, outcome]


def test_whoever_is_new_is_told_with_their_number_in_the_order_of_the_rows() -> None:
    practice = a_practice()
    rows = [{"name": f"Person{number} Example", "cell": f"202-555-01{number}"} for number in range(10, 15)]
    told = taken(practice, *rows)
    assert [practice.store.contact(one.contact).name for one in told if one.contact] == [row["name"] for row in rows]


@pytest.mark.parametrize(("references", "batches"), [(True, 1), (False, 3)])
def test_a_family_is_added_at_once_where_references_tell_it_apart(references: bool, batches: int) -> None:
    calls = list[str]()
    practice = Practice(load_ruleset("physical-therapy"), watched(MemoryStore(), calls.append))
    family = [{"name": f"{name} Example", "cell": "202-555-0101"} for name in ("Ana", "Ben", "Cleo")]
    told = taken(practice, *({**one, "reference": one["name"] if references else ""} for one in family))
    assert [one.outcome for one in told] == [NEW] * 3
    assert calls.count("add_contacts") == batches


def test_what_an_address_refused_before_binds_whoever_is_new_with_it() -> None:
    practice = a_practice()
    taken(practice, ANA)
    desk.receive(an_act(practice), "+12025550101", "STOP")
    (ben,) = taken(practice, {"name": "Ben Example", "cell": "202-555-0101"})
    assert (ben.outcome, ben.opted_out) == (NEW, (ben.contact,))


def test_a_row_is_refused_with_every_cause_its_own_first() -> None:
    (one,) = taken(a_practice(), {"name": "", "cell": "1"}, faults=("Birthday: '31/02' is no day",))
    assert one.outcome is REFUSED
    assert one.said[0] == "Birthday: '31/02' is no day"
    assert len(one.said) == 3


def test_a_row_that_leaves_out_what_is_known_of_everybody_is_refused_and_one_that_corrects_need_not_say_it() -> None:
    practice = a_practice(load_ruleset(MEADOW))
    lacking, told = taken(practice, ANA, {**ANA, "payer": "self"}, fields=(*FIELDS, "payer"))
    assert (lacking.outcome, told.outcome) == (REFUSED, NEW)
    assert lacking.said == (said_of_all("payer"),)
    (again,) = taken(practice, {**ANA, "email": "ana.example@example.com", "reference": "P-1"})
    assert again.outcome is not REFUSED
    assert [one.facts["payer"] for one in practice.store.all_contacts()] == ["self"]


def test_a_row_of_which_nothing_was_understood_says_nothing_more() -> None:
    (one,) = taken(a_practice(), {}, faults=("there are 2 values for 6 columns",))
    assert one.said == ("there are 2 values for 6 columns",)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"name": "Ana Example", "reference": "P-1"}, "reference P-1"),
        ({"name": "Ana EXAMPLE", "reference": ""}, "ana example"),
        ({"first name": "Ana", "last name": "Example"}, "ana example"),
        ({"cell": "1"}, ""),
    ],
)
def test_a_row_is_known_again_by_its_reference_or_its_name(said: Mapping[str, str], key: str) -> None:
    assert ContactTaker(an_act(a_practice()), Wish("a.csv"), FIELDS).key(said) == key
