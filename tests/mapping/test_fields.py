"""The fields of files: each said once, with a meaning, and none that a practice's fact would be lost behind."""

from __future__ import annotations

import json

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping import Holds, fields_of, heading_key
from mapping.laid import OWN_FACTS
from support import ROOT


@pytest.mark.parametrize("of", FileOf)
def test_every_field_has_a_meaning_and_a_heading_of_its_own(of: FileOf) -> None:
    fields = fields_of(of, OWN_FACTS)
    assert all(field.means for field in fields.values())
    assert len({heading_key(name) for name in fields}) == len(fields)


def test_own_facts_are_fields_of_their_names_and_hold_what_they_are() -> None:
    fields = fields_of(FileOf.CONTACTS, OWN_FACTS)
    held = {name: field.holds for name, field in fields.items() if field.own}
    assert held == {"last_seen": Holds.DAY, "balance": Holds.NUMBER, "insured": Holds.YES_NO, "plan": Holds.WORD}
    assert fields["plan"].words == ("gold", "silver")


@pytest.mark.parametrize("of", FileOf)
def test_what_is_said_of_consent_or_of_being_left_alone_refuses_where_it_is_not_understood(of: FileOf) -> None:
    fields = fields_of(of)
    assert {name for name, field in fields.items() if field.refuses} == {
        name for name in fields if "consent" in name or name == "do_not_contact"
    }


@pytest.mark.parametrize("definition", ["column", "field"])
def test_an_editor_proposes_every_field(definition: str) -> None:
    schema = json.loads((ROOT / "schemas" / "imports.schema.json").read_text(encoding="utf-8"))
    known = dict.fromkeys(name for of in FileOf for name in fields_of(of))
    assert schema["definitions"][definition]["examples"] == list(known)
