"""Entries of before the journal had types: each is read under today's names, with nothing lost that it said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk.effects import EFFECTS, SetStatus, StartCampaign
from frontdesk.events import CampaignFinished
from frontdesk.journal import (
    GENESIS,
    AppointmentBecame,
    FactsNoted,
    Followed,
    Happened,
    Link,
    MessageEnded,
    PreferencesSynced,
    RulesChanged,
    Said,
    StatusChosen,
    Unread,
    entry_of,
)
from frontdesk.journal.chain import canonical
from frontdesk.journal.old import EFFECT_KINDS
from frontdesk.names import AppointmentState, CampaignId, MessageId, MessageState, State
from frontdesk.wire import Plain

THEN = datetime(2026, 3, 2, tzinfo=UTC)


def read_then(kind: str, data: Any) -> Said:
    return entry_of(Link(1, 1, 0, "staff", kind, 1, canonical(data), "r", GENESIS), THEN).said


NEW, KEPT = State("lead/new"), State("lead/kept")
READ: dict[str, tuple[dict[str, Any], Said]] = {
    "status chosen": ({"state": KEPT, "from": NEW, "reason": None}, StatusChosen(KEPT, NEW)),
    "facts noted": ({"insurance": "none", "weight": "7"}, FactsNoted({"insurance": "none", "weight": "7"})),
    "preferences synced": (
        {"source": "emr", "changed": 1, "unchanged": 2, "not understood": ["patient P-2: ...", "patient P-3: ..."]},
        PreferencesSynced("emr", 1, 2, 2),
    ),
    "rules changed": ({"from": "a", "to": "b", "task ring": "call"}, RulesChanged("a", "b", {"task ring": "call"})),
    "message failed": (
        {"message": 3, "name": "hello", "channel": None, "reason": "no line"},
        MessageEnded(3, MessageId("hello"), MessageState.FAILED, None, "no line"),
    ),
    "message sent": (
        {"message": 3, "name": "hello", "channel": None},
        MessageEnded(3, MessageId("hello"), MessageState.SENT),
    ),
    "appointment kept": ({"appointment": 4}, AppointmentBecame(4, AppointmentState.KEPT)),
    "event": (
        {
            "event": {"kind": "campaign_finished", "campaign": "visit"},
            "facts": {"age": "7"},
            "effects": [
                {"effect": "SetStatus", "state": KEPT, "row": "r1", "place": "x:1"},
                {"effect": "StartCampaign", "campaign": "visit", "row": "r2", "place": "x:2"},
            ],
        },
        Happened(
            CampaignFinished(CampaignId("visit")),
            {"age": "7"},
            (Followed(SetStatus(KEPT), "r1", "x:1"), Followed(StartCampaign(CampaignId("visit")), "r2", "x:2")),
        ),
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_an_old_entry_is_read_under_the_names_of_today(kind: str) -> None:
    data, said = READ[kind]
    assert read_then(kind, data) == said


def test_every_name_of_a_class_that_stood_for_an_effect_is_the_word_of_one() -> None:
    assert set(EFFECT_KINDS.values()) <= set(EFFECTS)


def test_an_old_entry_of_something_else_is_shown_as_it_stands() -> None:
    data: dict[str, Plain] = {"event": {"kind": "sneezed"}, "facts": {}, "effects": []}
    assert read_then("event", data) == Unread("event", data)
    assert read_then("sneezed", {"loudly": "yes"}) == Unread("sneezed", {"loudly": "yes"})


def test_a_name_that_nobody_knows_is_not_dropped_from_an_old_entry_either() -> None:
    data = {"appointment": 4, "shoe size": "43"}
    assert isinstance(said := read_then("appointment kept", data), Unread)
    assert said.data["shoe size"] == "43"
