"""Effects: what a rule makes follow, read from the words of ``do:``.

Knows every effect of the language; when it happens is the trigger's.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.effects import (
    AddNote,
    CloseTask,
    Effect,
    EndCampaign,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
)
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.scalars import read_duration, shape
from frontdesk.loading.building.sections import Section, section_of
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.texts import check_fields
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.names import CampaignId, ChannelId, MessageId, ReasonId, TaskId
from frontdesk.problems import choices, did_you_mean

_EFFECTS = (
    *("set_status", "start_campaign", "end_campaign", "open_task", "close_task", "reassign_task", "follow_up"),
    *("send", "opt_in", "opt_out", "note", "notify_staff"),
)


def read_effects(symbols: Symbols, section: Section, key: str) -> tuple[Effect, ...]:
    """Read the list of effects under *key*."""
    return tuple(effect for node in section.items(key) for effect in _effects(symbols, node, section))


def _effects(symbols: Symbols, node: Node, section: Section) -> Iterator[Effect]:
    group = section_of(node, f"an effect of {section.what}", node.where, section.diagnostics)
    if group.exists and len(list(group.entries)) != 1:
        cause = f"{group.what} names {len(list(group.entries))} things to do at once"
        section.diagnostics.error(group.where, "Y011", cause, "begin each with a dash of its own")
        return
    for key, value in group.entries.entries.items():
        if key not in _EFFECTS:
            hint = did_you_mean(key, _EFFECTS) or f"effects are {choices(_EFFECTS, most=20)}"
            section.diagnostics.error(group.place(key), "R001", f"no effect is called '{key}'", hint)
        elif isinstance(value, Entries):
            effect = _grouped(symbols, group.section(key), key)
            yield from () if effect is None else (effect,)
        elif isinstance(value, Scalar):
            effect = _plain(symbols, key, value, group)
            yield from () if effect is None else (effect,)
        else:
            section.diagnostics.error(value.where, "Y011", f"'{key}' should be one value, not {shape(value)}")


def _plain(symbols: Symbols, key: str, value: Scalar, group: Section) -> Effect | None:
    names, diagnostics = symbols.names, symbols.diagnostics
    match key:
        case "set_status":
            state = names.states.find(value, diagnostics)
            return SetStatus(state) if state else None
        case "start_campaign":
            campaign = names.campaigns.find(value, diagnostics)
            return StartCampaign(CampaignId(campaign)) if campaign else None
        case "end_campaign":
            found = _found_or_any(names.campaigns, value, symbols)
            return EndCampaign(None if found == ANY else CampaignId(found)) if found else None
        case "open_task":
            task = names.tasks.find(value, diagnostics)
            return OpenTask(TaskId(task)) if task else None
        case "close_task":
            found = _found_or_any(names.tasks, value, symbols)
            return CloseTask(None if found == ANY else TaskId(found)) if found else None
        case "follow_up":
            delay = read_duration(value, f"'follow_up' of {group.what}", diagnostics)
            return SetFollowUp(delay) if delay else None
        case "send":
            message = names.messages.find(value, diagnostics)
            return SendMessage(MessageId(message)) if message else None
        case "opt_in" | "opt_out":
            return _consent(symbols, key, value)
        case "note" | "notify_staff":
            check_fields(symbols, value)
            return AddNote(value.text) if key == "note" else NotifyStaff(value.text)
    diagnostics.error(
        value.where, "Y011", f"'{key}' of {group.what} takes a group of keys", "write {task: ..., to: ...}"
    )
    return None


def _grouped(symbols: Symbols, group: Section, key: str) -> Effect | None:
    names, diagnostics = symbols.names, symbols.diagnostics
    if key == "set_status":
        status, reason = group.node("status"), group.node("reason")
        state = names.states.find(status, diagnostics) if isinstance(status, Scalar) else None
        named = names.reasons.find(reason, diagnostics) if isinstance(reason, Scalar) else None
        return SetStatus(state, ReasonId(named) if named else None) if state else None
    task = group.node("task")
    found = names.tasks.find(task, diagnostics) if isinstance(task, Scalar) else None
    if key == "reassign_task":
        return ReassignTask(TaskId(found), group.needed("to")) if found else None
    if key == "follow_up":
        delay = group.duration("in")
        return SetFollowUp(delay, TaskId(found) if found else None) if delay else None
    diagnostics.error(group.where, "Y011", f"{group.what} should be one value")
    return None


def _consent(symbols: Symbols, key: str, value: Scalar) -> Effect | None:
    channel = symbols.names.channels.find(value, symbols.diagnostics)
    if channel is None:
        return None
    if channel not in symbols.names.consented:
        cause = f"no consent is kept for '{channel}', so nobody can {key.replace('_', ' ')}"
        symbols.diagnostics.error(
            value.where, "R005", cause, f"give the channel '{channel}' consent: yes in channels.yaml"
        )
        return None
    return OptIn(ChannelId(channel)) if key == "opt_in" else OptOut(ChannelId(channel))


def _found_or_any(glossary: Glossary, value: Scalar, symbols: Symbols) -> str | None:
    return glossary.find(value, symbols.diagnostics, (ANY,))
