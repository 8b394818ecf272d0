"""Adding contacts: by hand, with what follows, and nobody twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from frontdesk import desk
from frontdesk.desk import NotAddedError
from frontdesk.events import ContactAdded
from frontdesk.journal import Happened
from frontdesk.names import ContactSource
from support import HARBOUR, a_practice, an_act

ANA = {"name": "Ana Example", "cell": "202-555-0101", "email": "ana@example.com", "reference": "P-1"}


@pytest.mark.parametrize("source", [ContactSource.BY_HAND, ContactSource.INBOUND])
def test_whoever_is_added_by_hand_is_called_as_a_new_lead(source: ContactSource) -> None:
    practice = a_practice("aesthetics")
    desk.add_contact(an_act(practice), {"name": "Ivy Example", "cell": "202-555-0101"}, source)
    assert [task.task for task in practice.store.tasks()] == ["first_call"]


def test_whoever_is_added_is_told_to_the_rules_whether_they_listen_or_not() -> None:
    practice = a_practice(HARBOUR)
    desk.add_contact(an_act(practice), {"name": "Ana Example"})
    desk.add_contact(an_act(practice), {"name": "Ben Example"}, ContactSource.INBOUND)
    happened = [one.said for one in practice.store.journal() if isinstance(one.said, Happened)]
    assert [one.event for one in happened] == [ContactAdded(ContactSource.BY_HAND), ContactAdded(ContactSource.INBOUND)]
    assert [[effect.row for effect in one.effects] for one in happened] == [[], ["wrote_first"]]
    assert [(task.contact, task.task) for task in practice.store.tasks()] == [(2, "ring")]


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ({"name": "Cy Example", "reference": "P-1"}, "'frontdesk contact edit ref:P-1' corrects them"),
        ({"name": "Example, Ana", "cell": "+1 (202) 555-0101"}, "give them a reference of their own"),
        ({"name": "ANA EXAMPLE", "email": "Ana@Example.com"}, "with this number or e-mail is on file already"),
    ],
)
def test_somebody_on_file_is_not_added_once_more(cells: Mapping[str, str], cause: str) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), ANA)
    with pytest.raises(NotAddedError) as refused:
        desk.add_contact(an_act(practice), cells)
    assert cause in str(refused.value)
    assert practice.store.contact_count() == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Ben Example", "cell": "202-555-0101"},
        {"name": "Ana Example", "cell": "202-555-0102"},
        {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-2"},
    ],
    ids=["a family", "a namesake", "known apart"],
)
def test_by_hand_somebody_else_is_added_without_a_question(cells: Mapping[str, str]) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), ANA)
    desk.add_contact(an_act(practice), cells)
    assert practice.store.contact_count() == 2


def test_columns_that_nothing_reads_add_nobody() -> None:
    practice = a_practice()
    with pytest.raises(NotAddedError, match="nothing reads a column called 'celll'"):
        desk.add_contact(an_act(practice), {"name": "Ana", "celll": "1"})
    assert practice.store.contact_count() == 0
