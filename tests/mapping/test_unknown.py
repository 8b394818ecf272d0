"""A column that nobody knows: numbers without an owner are asked, and facts of the practice's own are named."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping import Holds, fields_of
from frontdesk.mapping.unknown import not_known, numbers_asked, own_facts
from mapping.laid import OWN_FACTS

_FIELDS = fields_of(FileOf.CONTACTS, OWN_FACTS)


def test_numbers_without_an_owner_are_a_question() -> None:
    found = numbers_asked("Komorka")
    assert found.becomes is None
    assert "'Komorka' holds phone numbers" in found.question
    assert [one.to for one in found.may_be] == [("cell",), ("home",)]


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["2026-05-10", "2026-06-10"], "not known here; your own facts that are days: last_seen"),
        (["0", "120.5"], "not known here; your own facts that are numbers: balance"),
        (["Gold", "silver"], "not known here; your own facts that are such words: plan"),
        (["Gold", "bronze"], "not known here"),
        (["anything"], "not known here"),
        ([], "not known here"),
    ],
)
def test_the_practices_own_facts_of_that_kind_are_named(cells: list[str], look: str) -> None:
    found = not_known("Recall", cells, _FIELDS, "US")
    assert found.becomes is None
    assert found.look == look


def test_facts_that_are_yes_or_no_could_be_answers() -> None:
    assert own_facts(["ja", "nein"], _FIELDS, "US", Holds.YES_NO) == ["insured"]
    assert own_facts(["gold"], _FIELDS, "US", Holds.YES_NO) == []
