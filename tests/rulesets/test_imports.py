"""The shipped mappings: what other systems export is read as it comes, by every practice, no column changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from frontdesk import load_ruleset
from frontdesk.loading import shipped
from frontdesk.mapping import place
from frontdesk.mapping.choosing import fitting
from frontdesk.model import Fact
from frontdesk.model.mappings import FileMapping, Mappings
from mapping.exported import EXPORTS, Exported


@cache
def shipped_with(ruleset: str) -> tuple[Mapping[str, FileMapping], list[Fact]]:
    """The mappings that come with a shipped ruleset, and its facts."""
    loaded = load_ruleset(ruleset)
    part = loaded.part(Mappings)
    assert not part.unusable, part.unusable
    return part.mappings, list(loaded.facts.values())


@pytest.mark.parametrize("system", EXPORTS)
def test_an_export_is_known_by_its_heading_and_says_who_is_in_it(system: str) -> None:
    export = EXPORTS[system]
    mappings, facts = shipped_with("default")
    heading, *rows = export.rows
    found = [one.id for one in fitting(mappings.values(), heading, facts)]
    assert export.mapping in found
    assert all(one.partition("-")[0] == export.mapping.partition("-")[0] for one in found)
    row = place(mappings[export.mapping], heading, facts).row(rows[0])
    assert (row.said, row.faults, row.refusals, row.left_out) == (export.said, (), (), "")


@pytest.mark.parametrize("ruleset", shipped())
def test_every_practice_has_the_mappings_without_a_copy(ruleset: str) -> None:
    mappings, facts = shipped_with(ruleset)
    for system, export in EXPORTS.items():
        heading, *rows = export.rows
        assert place(mappings[export.mapping], heading, facts).row(rows[0]).said == export.said, system


def test_there_is_an_export_for_every_shipped_mapping() -> None:
    assert {one.mapping for one in EXPORTS.values()} == set(shipped_with("default")[0])


@pytest.mark.parametrize(("note", "said"), [("NO REMINDER, works nights", "yes"), ("Wheelchair", "no"), ("", "")])
def test_the_notes_of_an_appointment_say_which_is_not_reminded_of(note: str, said: str) -> None:
    mappings, facts = shipped_with("dental")
    heading = ["AptNum", "PatNum", "AptDateTime", "ProcDescript", "Note"]
    (found,) = fitting(mappings.values(), heading, facts)
    row = place(found, heading, facts).row(["7", "12", "03/05/2026 14:30", "Crown", note])
    assert (row.said["at"], row.said["type"], row.said["no_reminder"]) == ("2026-03-05 14:30", "Crown", said)
    assert row.faults == ()


@pytest.mark.parametrize("system", EXPORTS)
def test_a_shipped_mapping_has_a_label_and_says_by_what_its_file_is_known(system: str) -> None:
    where = shipped_with("default")[0][EXPORTS[system].mapping]
    assert where.label
    assert where.known_by


@pytest.mark.parametrize(
    ("system", "word", "said"),
    [
        ("VetData", "false", {"do_not_contact": ""}),
        ("OpenEMR", "", {"text_consent": ""}),
        ("Cliniko", "", {"text_marketing_consent": ""}),
        ("SmartMessaging, its people", "1", {"text_consent": "opted_in"}),
    ],
)
def test_what_nobody_said_is_neither_an_agreement_nor_a_refusal(system: str, word: str, said: dict[str, str]) -> None:
    row = _with(EXPORTS[system], next(iter(said)), word)
    assert {name: row[name] for name in said} == said


def test_who_is_not_active_is_left_out() -> None:
    mappings, facts = shipped_with("default")
    heading, row = EXPORTS["Link2MD"].rows
    assert place(mappings["link2md"], heading, facts).row([*row[:-1], "0"]).left_out


def _with(export: Exported, field: str, word: str) -> Mapping[str, str]:
    """What the row of an export says with another *word* in the column that becomes *field*."""
    mappings, facts = shipped_with("default")
    mapping = mappings[export.mapping]
    heading, row = export.rows
    column = next(one.heading for one in mapping.columns if field in one.to)
    changed = [word if title == column else cell for title, cell in zip(heading, row, strict=True)]
    return place(mapping, heading, facts).row(changed).said
