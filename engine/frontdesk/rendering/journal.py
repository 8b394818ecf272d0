"""Entries of the journal in words: one line for each thing that happened, with the reason and the place of the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdesk.model import Ruleset
from frontdesk.store import Entry

_EFFECTS = {
    "SetStatus": "set status {state}",
    "StartCampaign": "start campaign {campaign}",
    "EndCampaign": "end campaign {campaign}",
    "OpenTask": "open task {task}",
    "CloseTask": "close task {task}",
    "ReassignTask": "give task {task} to {to}",
    "SetFollowUp": "follow up in {delay}",
    "SendMessage": "send {message}",
    "OptIn": "opt in to {channel}",
    "OptOut": "opt out of {channel}",
    "AddNote": "note",
    "NotifyStaff": "tell staff",
    "ResetAttempts": "count attempts from zero",
}


def entry_text(ruleset: Ruleset, entry: Entry) -> str:
    """One entry as one line."""
    data = entry.data
    match entry.kind:
        case "status chosen" | "status settled":
            return f"{entry.kind}: {_label(ruleset, data['state'])}, was {_label(ruleset, data['from'])}"
        case "status undone":
            return f"{entry.kind}: back to {_label(ruleset, data['back to'])}"
        case "event":
            return _event(ruleset, data)
        case "channel decided":
            return f"message {data['message']} goes by {data['outcome']} ({data['place']})"
        case "contact logged":
            outcome = ruleset.outcomes.get(data["outcome"])
            label = outcome.label if outcome else data["outcome"]
            return f"contact logged: {label}, attempts {data['attempts']}"
    said = ", ".join(f"{name} {_plain(value)}" for name, value in data.items() if value not in ("", None, False, []))
    return f"{entry.kind}: {said}" if said else entry.kind


def entry_data(entry: Entry) -> dict[str, Any]:
    """One entry as plain data for JSON."""
    return {
        "number": entry.seq,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "kind": entry.kind,
        "contact": entry.contact,
        "data": dict(entry.data),
        "ruleset": entry.ruleset,
        "hash": entry.hash,
    }


def _event(ruleset: Ruleset, data: Mapping[str, Any]) -> str:
    event = dict(data["event"])
    kind = event.pop("kind").replace("_", " ")
    if "state" in event:
        about = _label(ruleset, event["state"])
    else:
        about = ", ".join(str(value) for name, value in event.items() if name not in ("line", "previous"))
    effects = [_effect(one) for one in data["effects"]]
    return f"{kind}{f' {about}' if about else ''}" + (f"; so: {', '.join(effects)}" if effects else "; nothing follows")


def _effect(effect: Mapping[str, str]) -> str:
    named = {"campaign": "any", "task": "any", **effect}
    return f"{_EFFECTS[effect['effect']].format_map(named)} ({effect['place']})"


def _label(ruleset: Ruleset, state: str) -> str:
    return ruleset.status_label(ruleset.state(state)) if state in ruleset.states else state


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
