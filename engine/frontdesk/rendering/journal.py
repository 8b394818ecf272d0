"""Entries of the journal in words: one line for each thing that happened, with the reason and the place of the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.effects import brief_sentence
from frontdesk.model import Ruleset
from frontdesk.names import NO_CHANNEL, ContactId
from frontdesk.store import Entry, Store

_ENDS = ("EndCampaign", "CloseTask")


@dataclass(frozen=True, slots=True)
class Ended:
    """What really ended for a contact, by the rule that ended it: a rule that ends what does not run is not told."""

    because: frozenset[str]

    @classmethod
    def of(cls, store: Store, contact: ContactId) -> Ended:
        """Gather it from the contact's enrolments and tasks."""
        enrolments = store.enrolments(contact, running=False)
        tasks = store.tasks(contact, open_only=False)
        reasons = [one.ended_because for one in enrolments] + [one.closed_because for one in tasks]
        return cls(frozenset(reasons))

    def told(self, effect: Mapping[str, str]) -> bool:
        """Whether an effect of the journal did anything worth telling."""
        if effect["effect"] in _ENDS:
            return f"{effect['row']} ({effect['place']})" in self.because
        return effect["effect"] != "ResetAttempts"


def entry_text(ruleset: Ruleset, entry: Entry, ended: Ended | None = None) -> str:
    """One entry as one line; with *ended*, effects that changed nothing are left out."""
    data = entry.data
    match entry.kind:
        case "status chosen" | "status settled":
            return f"{entry.kind}: {_label(ruleset, data['state'])}, was {_label(ruleset, data['from'])}"
        case "status undone":
            return f"{entry.kind}: back to {_label(ruleset, data['back to'])}"
        case "event":
            return _event(ruleset, data, ended)
        case "channel decided":
            return f"{data['name']} goes by {data['outcome']} ({data['place']})"
        case "message skipped":
            return f"{data['name']} skipped: {data['reason']} ({data['place']})"
        case "message sent":
            return f"{data['name']} sent"
        case "message refused for now":
            next_try = f"not by {data['channel']}, goes another way" if "now" in data else "not yet, tried again later"
            return f"{data['name']} {next_try}: {data['reason']}"
        case "message failed" | "message unknown":
            return f"{data['name']} {entry.kind.partition(' ')[2]}: {data['reason']}"
        case "message moved":
            return f"{data['name']} waits until {data['until'][:16]} UTC: {data['because']} ({data['place']})"
        case "contact logged":
            outcome = ruleset.outcomes.get(data["outcome"])
            label = outcome.label if outcome else data["outcome"]
            return f"contact logged: {label}, attempts {data['attempts']}"
    said = ", ".join(f"{name} {_plain(value)}" for name, value in data.items() if value not in ("", None, False, []))
    return f"{entry.kind}: {said}" if said else entry.kind


def timeline(ruleset: Ruleset, store: Store, contact: ContactId) -> Iterator[tuple[Entry, str]]:
    """What happened to a contact, in words; what changed nothing for them is left out."""
    ended = Ended.of(store, contact)
    for entry in store.journal(contact=contact):
        decided_none = entry.kind == "channel decided" and entry.data["outcome"] == NO_CHANNEL
        idle = entry.kind == "event" and not any(map(ended.told, entry.data["effects"]))
        if not decided_none and not idle:
            yield entry, entry_text(ruleset, entry, ended)


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


def happened_words(ruleset: Ruleset, data: Mapping[str, Any]) -> str:
    """What an event of the journal was."""
    event = dict(data["event"])
    kind = event.pop("kind").replace("_", " ")
    if "state" in event:
        about = _label(ruleset, event["state"])
    else:
        about = ", ".join(str(value) for name, value in event.items() if name not in ("line", "previous"))
    return f"{kind}{f' {about}' if about else ''}"


def effect_words(effect: Mapping[str, str]) -> str:
    """An effect as the journal keeps it."""
    return brief_sentence(effect["effect"], effect)


def _event(ruleset: Ruleset, data: Mapping[str, Any], ended: Ended | None) -> str:
    effects = [f"{effect_words(one)} ({one['place']})" for one in data["effects"] if ended is None or ended.told(one)]
    follows = f"; so: {', '.join(effects)}" if effects else "; nothing follows"
    return happened_words(ruleset, data) + follows


def _label(ruleset: Ruleset, state: str) -> str:
    return ruleset.status_label(ruleset.state(state)) if state in ruleset.states else state


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
