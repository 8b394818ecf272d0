"""Tables of two versions: what is answered, offered and followed differently, each with its smallest person."""

from __future__ import annotations

from pathlib import Path

from comparing.overlaid import Changed, overlay
from frontdesk.comparing import compare
from frontdesk.effects import OpenTask, StartCampaign
from frontdesk.names import CampaignId, TaskId
from support import HARBOUR, load_ruleset


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


def test_what_is_too_large_is_said_not_to_be_compared(tmp_path: Path) -> None:
    fewer = overlay(tmp_path, delivery="channel:\n  rows:\n    - {remove: mail}\n")
    found = compare(load_ruleset(HARBOUR), fewer, budget=1)
    assert found.tables == ()
    assert any("the table 'delivery'" in one for one in found.not_compared)
    assert not found.same
