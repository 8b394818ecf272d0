"""A mapping that is handed on as text is the same mapping, and no other text is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.loading import load_ruleset
from frontdesk.mapping.written import as_text, from_text
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn, Mappings
from frontdesk.problems import NOWHERE

FULL = FileMapping(
    "acme",
    "Acme, visits",
    FileOf.VISITS,
    (
        MappedColumn("When", ("at",), dates=DateForm.DAY_MONTH_YEAR),
        MappedColumn("State", ("state",), values={"ok": {"state": "kept"}}, otherwise={}),
        MappedColumn("Client", ("last name", "first name"), split=",", decimal=","),
    ),
    ignored=("Tags",),
    rest=Rest.IGNORE,
    every={"place": "main"},
    leave_out={"State": frozenset({"draft", "deleted"})},
    dates=DateForm.MONTH_DAY_YEAR,
    decimal=",",
    form=FileForm("windows-1252", ";", "Visits", 3),
    known_by=("When", "Client"),
    most_rows=10_000,
)


def _placeless(mapping: FileMapping) -> FileMapping:
    return replace(mapping, where=NOWHERE, columns=tuple(replace(one, where=NOWHERE) for one in mapping.columns))


def test_a_mapping_in_which_everything_says_something_comes_back_whole() -> None:
    assert from_text(as_text(FULL)) == FULL


def test_every_shipped_mapping_comes_back_whole() -> None:
    shipped = load_ruleset("default").part(Mappings).mappings
    assert shipped
    assert all(from_text(as_text(one)) == _placeless(one) for one in shipped.values())


@pytest.mark.parametrize("text", ["", "acme", "[]", "{}", '{"of": "visits"}', "null"])
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_text(text)
