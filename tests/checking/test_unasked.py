"""Facts of the practice's own that nothing asks, says or fills (R002)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay
from support import SHIPPED, check_ruleset

FACT = "facts: {boat: {of: contact, kind: yes_no}}\n"
TOLD = ["R002: nothing asks for the fact 'boat'"]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_fact_of_a_shipped_ruleset_is_asked_for_or_read_by_staff(name: str) -> None:
    assert [one for one in check_ruleset(name).problems if one.code == "R002"] == []


@pytest.mark.parametrize(
    "facts",
    [
        FACT,
        "facts: {boat: {of: appointment, kind: date}}\n",
        "facts: {boat: {count: {visits: any}}}\n",
        "facts: {boat: {compare: [vaccination_due, today]}}\n",
    ],
)
def test_a_fact_that_nothing_asks_for_is_told_whatever_it_is(tmp_path: Path, facts: str) -> None:
    assert causes(overlay(tmp_path, facts=facts), "R002") == TOLD


def test_a_fact_that_is_only_noted_is_asked_for_by_nothing(tmp_path: Path) -> None:
    noted = "reactions: [{id: x, last: yes, on: appointment_kept, do: [{note_fact: {boat: yes}}]}]\n"
    assert causes(overlay(tmp_path, facts=FACT, reactions=noted), "R002") == TOLD


@pytest.mark.parametrize(
    "files",
    [
        {"reactions": "reactions: [{id: x, last: yes, on: appointment_kept, when: {boat: yes}, do: [{note: Came}]}]\n"},
        {"reactions": "reactions: [{id: x, last: yes, on: appointment_kept, do: [{note: 'Boat {boat|no}'}]}]\n"},
        {
            "campaigns": "campaigns: {visit: {steps: [{replace: after, send: thanks, after_appointment: 2 hours, "
            "when: {boat: yes}}]}}\n"
        },
        {"imports/boats": "of: contacts\ncolumns: {Name: name, Boat: boat}\n"},
    ],
    ids=["a row", "a text", "a step", "an import"],
)
def test_a_fact_that_something_uses_is_not_told(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "ours" / "imports").mkdir(parents=True)
    folder = overlay(tmp_path, facts=FACT, **{topic: text for topic, text in files.items() if "/" not in topic})
    (folder / "imports").mkdir(exist_ok=True)
    for topic, text in files.items():
        if "/" in topic:
            (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    assert [one.cause for one in check_ruleset(folder).problems] == []


def test_what_is_compared_and_the_date_whose_days_are_asked_are_used(tmp_path: Path) -> None:
    facts = "facts: {boat: {kind: date}, sail: {kind: date}, order: {compare: [boat, today]}}\n"
    row = "{id: x, last: yes, on: appointment_kept, when: {order: before, days_until_sail: 3}, do: [{note: Came}]}"
    assert causes(overlay(tmp_path, facts=facts, reactions=f"reactions: [{row}]\n"), "R002") == []


def test_a_fact_that_lists_show_is_there_for_staff_to_read(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, facts="facts: {boat: {kind: yes_no, listed: yes}}\n"), "R002") == []


def test_a_fact_that_staff_read_is_accepted_with_the_reason(tmp_path: Path) -> None:
    facts = "facts: {boat: {kind: yes_no, accept: R002 because staff read it}}\n"
    assert causes(overlay(tmp_path, facts=facts), "R002") == []
