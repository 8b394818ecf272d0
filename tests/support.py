"""What several tests share: the shipped rulesets, a practice in memory, and channels with behaviour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from frontdesk import find_plugins, loading
from frontdesk.checking import Installed
from frontdesk.desk import Act, Practice, adopt
from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt
from frontdesk.loading import shipped
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import ContactId, LineType, PhoneKind, State
from frontdesk.plugins import settings
from frontdesk.records import Contact, Phone
from frontdesk.store import Store

ROOT = Path(__file__).resolve().parents[1]
RULESETS = ROOT / "rulesets"
HARBOUR = Path(__file__).parent / "practices" / "harbour"
REACTIVATION = HARBOUR.with_name("reactivation")
"""What ``physical-therapy`` keeps switched off, switched on."""
SHIPPED = shipped()
INSTALLED = Installed("as the tests run", cache(find_plugins))
"""The plugins of this installation, loaded once."""
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York."""


@cache
def load_ruleset(folder: str | Path) -> Ruleset:
    """The ruleset in *folder*, read once for all tests: rulesets never change once loaded."""
    return loading.load_ruleset(folder)


def a_practice(ruleset: str | Path | Ruleset = "physical-therapy", file: Path | str = ":memory:") -> Practice:
    """A practice with an empty store."""
    rules = ruleset if isinstance(ruleset, Ruleset) else load_ruleset(ruleset)
    practice = Practice(rules, Store.open(file))
    adopt(Act(practice, MONDAY))
    return practice


def an_act(practice: Practice, after: timedelta = timedelta(), request: str = "") -> Act:
    """Staff acting so long after Monday 10:00."""
    return Act(practice, MONDAY + after, request=request)


def a_contact(
    practice: Practice,
    state: str = "free_screen/scheduled",
    *,
    name: str = "Ana Example",
    cell: str = "5550101",
    line_type: LineType = LineType.TEXT_ENABLED,
    email: str = "ana@example.com",
    reference: str = "",
) -> ContactId:
    """Somebody settled in *state* since before the test."""
    phones = {PhoneKind.CELL: Phone(cell, line_type)} if cell else {}
    settled = State(state)
    contact = Contact(
        ContactId(0), name, settled, MONDAY, been=frozenset({settled}), phones=phones, email=email, reference=reference
    )
    return practice.store.add_contact(contact)


@dataclass(slots=True)
class Carrier:
    """Channels of any name that answer what the test wants, and remember what they were given."""

    answer: Callable[[Outgoing], Receipt] = lambda outgoing: Accepted(outgoing.message_id)
    look_up: Callable[[Outgoing], Receipt | None] | None = None
    carried: list[Outgoing] = field(default_factory=list)

    def carrier(self, channel: PracticeChannel) -> settings.Carrier:
        """Return the plugin that carries *channel*."""
        return settings.Carrier(Channel(name=channel.plugin, send=self._send, look_up=self.look_up))

    def _send(self, outgoing: Outgoing) -> Receipt:
        self.carried.append(outgoing)
        return self.answer(outgoing)
