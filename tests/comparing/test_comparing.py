"""Two versions of a whole ruleset: everything that changes is told, nothing else, each with its smallest example."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frontdesk.comparing import Comparison, compare
from frontdesk.effects import OpenTask, StartCampaign
from frontdesk.model import Ruleset
from frontdesk.names import CampaignId, TaskId
from frontdesk.tables import linked
from support import HARBOUR, SHIPPED, load_ruleset

Changed = Callable[..., Comparison]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Compares harbour with an overlay of it, given as files by topic."""

    def make(**files: str) -> Comparison:
        return compare(load_ruleset(HARBOUR), overlay(tmp_path, **files))

    return make


def overlay(folder: Path, **files: str) -> Ruleset:
    """An overlay of harbour, given as files by topic."""
    shutil.copytree(HARBOUR, folder / "harbour")
    (folder / "ours").mkdir()
    for topic, text in {"ruleset": "name: ours\nextends: ../harbour\n", **files}.items():
        (folder / "ours" / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return load_ruleset(folder / "ours")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_ruleset_is_the_same_as_itself(name: str) -> None:
    assert compare(load_ruleset(name), load_ruleset(name)).same


def test_another_layer_with_the_same_rules_changes_nothing_but_its_label(changed: Changed) -> None:
    found = changed()
    assert [(part.name, part.what) for part in found.parts] == [("label", "")]
    assert (found.tables, found.offers, found.following, found.not_compared) == ((), (), (), ())


def test_a_new_reason_or_another_place_is_no_change(changed: Changed) -> None:
    row = "{replace: card, when: {has_postcard: yes, reading: plain}, then: postcard}"
    found = changed(delivery=f"channel:\n  rows:\n    - {row}\n")
    assert not found.tables


def test_a_changed_row_is_told_with_counts_the_smallest_person_and_both_rows(changed: Changed) -> None:
    found = changed(delivery="channel:\n  rows:\n    - {remove: mail}\n")
    (table,) = found.tables
    assert table.table == "delivery"
    assert sum(one.combinations for one in table.changes) == table.changed <= table.combinations
    assert {one.before for one in table.changes} == {"email"}
    assert {row.id for one in table.changes if (row := one.row_before)} == {"mail"}
    to_nobody = next(one for one in table.changes if one.after == "none")
    assert "has email yes" in to_nobody.person
    assert to_nobody.row_after is not None
    assert to_nobody.row_after.id == "otherwise"


def test_offers_gained_and_lost_are_told_by_status(changed: Changed) -> None:
    found = changed(
        statuses="offers:\n  - replace: enquiries\n    from: enquiry/[new, waiting]\n"
        "    offer: [client/visiting, enquiry/wrong, client/moved]\n"
    )
    told = {(one.state, one.offered, one.gained) for one in found.offers}
    assert ("enquiry/new", "enquiry/moved", False) in told
    assert ("enquiry/new", "client/moved", True) in told
    assert all(one.combinations <= one.of for one in found.offers)


def test_an_offer_that_another_row_makes_too_is_not_gained(changed: Changed) -> None:
    found = changed(
        statuses="offers:\n  - {last: yes, id: again, from: enquiry/new, offer: client/visiting, because: Again.}\n"
    )
    assert found.offers == ()


def test_what_follows_events_is_told_with_the_row(changed: Changed) -> None:
    found = changed(
        campaigns="campaigns:\n  yearly:\n    start:\n      - {last: yes, id: sure, on: appointment_confirmed}\n",
        tasks="tasks:\n  ring:\n    opens: [{remove: unreached}]\n",
    )
    by_effects = {(one.lost, one.gained): one for one in found.following}
    started = by_effects[(), (StartCampaign(CampaignId("yearly")),)]
    assert (started.case, started.row.id) == ("event appointment_confirmed", "yearly.start.sure")
    assert (OpenTask(TaskId("ring")),) in {lost for lost, _ in by_effects}


def test_steps_messages_and_settings_are_told_piece_by_piece(changed: Changed) -> None:
    found = changed(
        ruleset="name: ours\nextends: ../harbour\ncorrection_window: 10 minutes\n",
        campaigns="campaigns:\n  welcome:\n    steps:\n      - {replace: hello, send: hello, after_start: 2 hours}\n",
        messages="messages:\n  thanks: {label: Thanks a lot}\n",
        lost_reasons="reasons:\n  too_far: {label: Too far}\n",
    )
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["campaign", "welcome", "steps hello delay length"] == ("1 hour", "2 hours")
    assert told["message", "thanks", "label"][1] == "Thanks a lot"
    assert told["lost reason", "too_far", ""] == (None, "there")
    assert told["setting", "correction window", ""][1] == "10 minutes"


def test_what_is_too_large_is_said_not_to_be_compared(changed: Changed, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(*arguments: Any) -> linked.Linked:
        made = linked.Linked(*arguments)
        made.drawn.budget = 1
        return made

    monkeypatch.setattr("frontdesk.comparing.product.Linked", small)
    found = changed(delivery="channel:\n  rows:\n    - {remove: mail}\n")
    assert found.tables == ()
    assert any("the table 'delivery'" in one for one in found.not_compared)
    assert not found.same


def test_another_setting_of_the_practice_is_told_with_everybody_whom_it_touches(changed: Changed) -> None:
    found = changed(facts="facts:\n  reading: {default: strict}\n")
    (table,) = found.tables
    assert [(one.before, one.after) for one in table.changes] == [("postcard", "none"), ("postcard", "call")]
    assert all("reading" not in one.person for one in table.changes)
    assert ("fact", "reading") in {(one.kind, one.name) for one in found.parts}


def test_the_values_of_a_fact_are_told_to_the_last(changed: Changed) -> None:
    values = "[dog, cat, bird, goat, hen, horse, mouse, pig, rabbit, snake]"
    found = changed(facts=f"facts:\n  species: {{values: {values}}}\n")
    (told,) = [one for one in found.parts if (one.kind, one.name) == ("fact", "species")]
    assert (told.before, told.after) == (
        "any of dog, cat, bird",
        "any of dog, cat, bird, goat, hen, horse, mouse, pig, rabbit, snake",
    )
