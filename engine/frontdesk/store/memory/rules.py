"""Under which rules the store runs and ran, and what of it hangs on their names, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdesk.names import CampaignId, Lifecycle, MessageId, MessageState, State, TaskId
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import Tables


class Rules(Handle):
    """The rulesets that ran here, and what waits under their names."""

    def rules_in_force(self) -> str | None:
        """See ``keeping.Rules``."""
        return self.tables.in_force

    def put_in_force(self, hash: str, name: str, text: str, at: datetime) -> None:
        """See ``keeping.Rules``. What they are called and since when they run is asked by nobody."""
        in_utc(at)
        tables = self.changing
        tables.rulesets.setdefault(hash, text)
        tables.in_force = hash

    def ruleset_text(self, hash: str) -> str | None:
        """See ``keeping.Rules``."""
        return self.tables.rulesets.get(hash)

    def contacts_by_state(self) -> Mapping[State, int]:
        """See ``keeping.Rules``."""
        return Counter(
            state
            for one in self.tables.contacts.values()
            if one.id not in self.tables.asides
            for state in {one.settled, *([one.choice.state] if one.choice else [])}
        )

    def going_on(self, kind: str) -> Mapping[str, int]:
        """See ``keeping.Rules``."""
        return Counter(_names(self.tables, kind).values())

    def move_state(self, old: State, new: State) -> None:
        """See ``keeping.Rules``."""
        table = self.changing.contacts
        for number, one in table.items():
            been = frozenset(new if state == old else state for state in one.been)
            choice = replace(one.choice, state=new) if one.choice and one.choice.state == old else one.choice
            settled = new if one.settled == old else one.settled
            table[number] = replace(one, settled=settled, choice=choice, been=been)

    def rename(self, kind: str, old: str, new: str) -> None:
        """See ``keeping.Rules``."""
        tables = self.changing
        for number in [number for number, name in _names(tables, kind).items() if name == old]:
            match kind:
                case "campaigns":
                    tables.enrolments[number] = replace(tables.enrolments[number], campaign=CampaignId(new))
                case "messages":
                    tables.messages[number] = replace(tables.messages[number], message=MessageId(new))
                case _:
                    tables.tasks[number] = replace(tables.tasks[number], task=TaskId(new))
        if kind == "campaigns":
            for number, one in tables.messages.items():
                if one.campaign == old and one.state is MessageState.WAITING:
                    tables.messages[number] = replace(one, campaign=CampaignId(new))


def _names(tables: Tables, kind: str) -> dict[int, str]:
    """What goes on of this kind: its numbers, and its names in the rules. Raises KeyError for any other kind."""
    match kind:
        case "campaigns":
            return {one.id: one.campaign for one in tables.enrolments.values() if one.ended_at is None}
        case "messages":
            return {one.id: one.message for one in tables.messages.values() if one.state is MessageState.WAITING}
        case "tasks":
            return {one.id: one.task for one in tables.tasks.values() if one.lifecycle is Lifecycle.OPEN}
    raise KeyError(kind)
