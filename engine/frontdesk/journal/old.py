"""Entries as they were written before the journal had types (format 1): their data under today's names.

What stood there under names of Python's is given the names of the language; nothing is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

EFFECT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "SetStatus": "set_status",
        "StartCampaign": "start_campaign",
        "EndCampaign": "end_campaign",
        "OpenTask": "open_task",
        "CloseTask": "close_task",
        "ReassignTask": "reassign_task",
        "SetFollowUp": "follow_up",
        "SendMessage": "send",
        "OptIn": "opt_in",
        "OptOut": "opt_out",
        "AddNote": "note",
        "NotifyStaff": "notify_staff",
        "ResetAttempts": "reset_attempts",
    }
)
"""The kinds of effects, by the names of Python's classes under which format 1 kept them."""


def as_written_now(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an old entry of *kind*, as an entry of today would hold it."""
    end = kind.rpartition(" ")[2]
    match kind:
        case "event":
            return {**data, "effects": [_followed(one) for one in data["effects"]]}
        case "facts noted":
            return {"facts": dict(data)}
        case "preferences synced":
            return {**data, "not understood": len(data["not understood"])}
        case "rules changed":
            rest = {name: value for name, value in data.items() if name not in ("from", "to")}
            return {"from": data["from"], "to": data["to"], "moved": rest}
        case "message sent" | "message failed" | "message unknown":
            return {**data, "state": end}
        case "appointment confirmed" | "appointment cancelled" | "appointment kept" | "appointment missed":
            return {**data, "state": end}
    return {name: value for name, value in data.items() if value is not None}


def _followed(kept: Mapping[str, str]) -> dict[str, Any]:
    about = {name: value for name, value in kept.items() if name not in ("effect", "row", "place")}
    effect = {"kind": EFFECT_KINDS.get(kept["effect"], kept["effect"]), **about}
    return {"effect": effect, "row": kept["row"], "place": kept["place"]}
