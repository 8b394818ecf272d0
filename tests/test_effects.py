"""Effects: each word of ``do:`` has a class, a sentence, a reader and a place in the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from string import Formatter
from typing import Any, get_args

import pytest

from frontdesk.effects import (
    EFFECTS,
    WRITTEN,
    AddNote,
    AnswerReply,
    AskToReschedule,
    CancelAppointment,
    CancelTask,
    CloseTask,
    CompleteTask,
    ConfirmAppointment,
    Effect,
    EffectKind,
    EndCampaign,
    NoteFact,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    ResetAttempts,
    ResetHasBeen,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
    Words,
    brief_sentence,
)
from frontdesk.names import CampaignId, ChannelId, MessageId, Priority, ReasonId, State, TaskId, TaskType
from frontdesk.rendering.words import effect_words
from support import HARBOUR, ROOT, load_ruleset

RING, VISIT, TEXT = TaskId("ring"), CampaignId("visit"), ChannelId("text")
WAITING, SILENT = State("client/waiting"), ReasonId("silent")


TOLD: tuple[tuple[Effect, str, str], ...] = (
    (SetStatus(WAITING), "set status Client - On leave", "set status client/waiting"),
    (SetStatus(WAITING, SILENT), "set status Client - On leave (reason: Never answered)", "set status client/waiting"),
    (StartCampaign(VISIT), "start campaign 'Visit'", "start campaign visit"),
    (EndCampaign(VISIT), "end campaign 'Visit'", "end campaign visit"),
    (EndCampaign(), "end every campaign", "end campaign any"),
    (OpenTask(RING), "open task 'Ring them'", "open task ring"),
    (
        OpenTask(RING, "Vet", TaskType.PHONE, Priority.HIGH),
        "open task 'Ring them' for Vet, type phone, priority high",
        "open task ring for Vet",
    ),
    (CloseTask(RING), "close task 'Ring them'", "close task ring"),
    (CloseTask(), "close every task", "close task any"),
    (CompleteTask(RING), "complete task 'Ring them'", "complete task ring"),
    (CompleteTask(), "complete every task", "complete task any"),
    (CancelTask(RING), "cancel task 'Ring them'", "cancel task ring"),
    (CancelTask(), "cancel every task", "cancel task any"),
    (ReassignTask(RING, "Vet"), "give task 'Ring them' to Vet", "give task ring to Vet"),
    (SetFollowUp(timedelta(days=2)), "follow up in 2 days", "follow up in 2 days"),
    (SetFollowUp(timedelta(days=2), RING), "follow up in 2 days on 'Ring them'", "follow up in 2 days"),
    (SendMessage(MessageId("hello")), "send 'Hello'", "send hello"),
    (AnswerReply(MessageId("hello")), "answer with 'Hello'", "answer with hello"),
    (OptIn(TEXT), "opt in to: text", "opt in to text"),
    (OptOut(TEXT), "opt out of: text", "opt out of text"),
    (ConfirmAppointment(), "confirm the appointment", "confirm the appointment"),
    (CancelAppointment(), "cancel the appointment", "cancel the appointment"),
    (AskToReschedule("Call {name}"), "ask to reschedule: Call {name}", "ask to reschedule"),
    (AddNote("{name} moved"), "note: {name} moved", "note"),
    (NotifyStaff("Call {name}"), "tell staff: Call {name}", "tell staff"),
    (NotifyStaff("Call {name}", "Vet"), "tell staff: Call {name} (to Vet)", "tell staff (to Vet)"),
    (NoteFact("species", "cat"), "note 'Species': cat", "note species cat"),
    (SetStatus(None), "set the status before", "set status previous"),
    (ResetHasBeen((WAITING,)), "forget having been Client - On leave", "forget having been client/waiting"),
    (ResetHasBeen(), "forget every state before", "forget having been any"),
    (ResetAttempts(), "count attempts from zero", "count attempts from zero"),
)
"""Each effect in the words of a rule, and as a line of the journal tells it."""


_NAMES_NOTHING = (
    *(EffectKind.END_CAMPAIGN, EffectKind.CLOSE_TASK, EffectKind.COMPLETE_TASK, EffectKind.CANCEL_TASK),
    *(EffectKind.SET_STATUS, EffectKind.RESET_HAS_BEEN),
)
"""Effects that may name nothing, and then mean everything, or the state before."""


def forgotten(classes: Iterable[Any]) -> Iterator[str]:
    """What is missing or wrong where effects are declared, if these are the classes that there are."""
    found = [one.kind for one in classes]
    yield from (f"{kind} has no class" for kind in EffectKind if kind not in found)
    yield from (f"{kind} has two classes" for kind in EffectKind if found.count(kind) > 1)
    for one in classes:
        has = {field.name for field in fields(one)}
        for template in (one.words.brief, one.words.in_full, one.words.every, *one.words.besides):
            named = {name for _, name, _, _ in Formatter().parse(template) if name}
            yield from (f"{one.__name__} has no '{name}' to tell" for name in sorted(named - has))


def test_every_kind_of_effect_has_one_class_and_a_sentence_over_its_own_fields() -> None:
    assert list(forgotten(get_args(Effect))) == []
    assert all(one.words.brief for one in EFFECTS.values())
    assert {effect.kind for effect, _, _ in TOLD} == set(EffectKind)


def test_a_forgotten_class_and_a_sentence_over_another_field_would_be_noticed() -> None:
    @dataclass(frozen=True, slots=True)
    class Sing:
        kind = EffectKind.SEND
        words = Words("sing {song}")

    others = [one for one in get_args(Effect) if one is not ResetAttempts]
    found = list(forgotten([*others, Sing]))
    assert found == ["reset_attempts has no class", "send has two classes", "Sing has no 'song' to tell"]


@pytest.mark.parametrize(("effect", "in_full", "brief"), TOLD, ids=str)
def test_an_effect_is_told_with_labels_in_a_rule_and_with_names_in_the_journal(
    effect: Effect, in_full: str, brief: str
) -> None:
    assert effect_words(load_ruleset(HARBOUR), effect) == in_full
    assert brief_sentence(effect) == brief


@pytest.mark.parametrize("effect", [effect for effect, _, _ in TOLD], ids=str)
def test_an_effect_that_is_told_without_a_field_says_that_every_one_is_meant(effect: Effect) -> None:
    named = {name for _, name, _, _ in Formatter().parse(effect.words.brief) if name}
    open_ones = [name for name, value in asdict(effect).items() if name in named and value is None]
    assert bool(effect.words.every) == (effect.kind in _NAMES_NOTHING)
    assert not open_ones or effect.words.every


def test_the_schema_takes_every_word_of_do() -> None:
    schema = json.loads((ROOT / "schemas" / "common.schema.json").read_text(encoding="utf-8"))["definitions"]["effect"]
    assert set(schema["properties"]) == set(WRITTEN)
