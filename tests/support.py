"""What several tests share: the shipped rulesets, a practice in memory, and channels with behaviour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from frontdesk import find_plugins, loading
from frontdesk.checking import Installed
from frontdesk.desk import Act, Answer, ConsentSaid, Practice, adopt, open_practice, set_consent
from frontdesk.desk.consents import recorded
from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt
from frontdesk.loading import Reader, Report, shipped
from frontdesk.loading.text.files import FileText
from frontdesk.loading.tree.nodes import Entries, Node
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import (
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    LineId,
    LineType,
    PhoneKind,
    Recipient,
    State,
)
from frontdesk.plugins import settings
from frontdesk.problems import Problem
from frontdesk.records import Contact, Phone, standing

ROOT = Path(__file__).resolve().parents[1]
RULESETS = ROOT / "rulesets"
HARBOUR = Path(__file__).parent / "practices" / "harbour"
HARBOUR_SECRETS = {"HARBOUR_TEXT_KEY": "a made up key"}
"""What must stand in the environment before the channels of Harbour can carry anything."""
STAYS = HARBOUR.with_name("stays")
CALLBACKS = HARBOUR.with_name("callbacks")
"""One that works by tasks: who gets them, who takes them over, how they end."""
PRACTICES = sorted(folder for folder in HARBOUR.parent.iterdir() if (folder / "ruleset.yaml").exists())
"""Practices that show what the language can say: harbour by itself, the others built on a shipped ruleset."""
LAKESIDE = HARBOUR.with_name("lakeside")
MEADOW = HARBOUR.with_name("meadow")
"""A practice that counts: caps, visits missed again, follow-ups that come later."""
SHIPPED = shipped()
INSTALLED = Installed("as the tests run", cache(find_plugins))
"""The plugins of this installation, loaded once."""
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York."""


class ReadOnce(Reader):
    """Remembers what each text and each tree gave: it depends on nothing else, and most tests load the same files."""

    def __init__(self) -> None:
        self.grown: dict[FileText, tuple[Node | None, list[Problem]]] = {}
        self.checked: dict[tuple[str, int], tuple[Entries, list[Problem]]] = {}

    def read_tree(self, file: FileText) -> tuple[Node | None, list[Problem]]:
        if file not in self.grown:
            self.grown[file] = super().read_tree(file)
        root, problems = self.grown[file]
        return root, list(problems)

    def validate(self, topic: str, entries: Entries) -> list[Problem]:
        key = topic, id(entries)  # the tree is kept beside the answer, so that no other one gets its number
        if key not in self.checked:
            self.checked[key] = entries, super().validate(topic, entries)
        return list(self.checked[key][1])


READER = ReadOnce()
"""The reader of all tests of one process."""


@cache
def load_ruleset(folder: str | Path) -> Ruleset:
    """The ruleset in *folder*, loaded once for all tests: rulesets never change once loaded."""
    return read_ruleset(folder)


def read_ruleset(folder: str | Path) -> Ruleset:
    """The ruleset in *folder* as its files are now."""
    return loading.load_ruleset(folder, reader=READER)


def check_ruleset(folder: str | Path, *, notes: bool = False, installed: Installed | None = None) -> Report:
    """What is wrong with the ruleset in *folder* as its files are now."""
    return loading.check_ruleset(folder, notes=notes, installed=installed, reader=READER)


def a_practice(ruleset: str | Path | Ruleset = "physical-therapy", file: Path | str = ":memory:") -> Practice:
    """A practice with an empty store."""
    rules = ruleset if isinstance(ruleset, Ruleset) else load_ruleset(ruleset)
    practice = open_practice(rules, file)
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
    with practice.store.transaction():
        (number,) = practice.store.add_contacts([contact])
    return number


def staff_record(
    act: Act,
    contact: ContactId,
    value: Consent,
    line: LineId | None = None,
    channel: str = "",
    of: Recipient | None = None,
    **more: Any,
) -> Answer:
    """Let staff record consent, which somebody on file said where *of* says so; *more* is the rest of what is said."""
    said = ConsentSaid(value, **{"source": ConsentSource.HEARD if more.get("words") else ConsentSource.STAFF, **more})
    return set_consent(act, contact, said, line, ChannelId(channel) if channel else None, of)


def consent_of(
    practice: Practice, address: str, line: LineId, channel: str = "text", covers: Covers = Covers.ALL
) -> Consent:
    """The consent that is recorded for an address, however long ago and for however long."""
    found = standing(recorded(an_act(practice), address), line, ChannelId(channel), covers, MONDAY)
    return found.value if found else Consent.UNKNOWN


def amount(practice: Practice) -> dict[str, int]:
    """How much a practice keeps of everything: what is the same before and after changed nothing."""
    store = practice.store
    people = [one.id for one in store.all_contacts()]
    return {
        "contacts": len(people),
        "visits": sum(len(store.appointments(one)) for one in people),
        "messages": len(store.messages()),
        "enrolments": sum(len(store.enrolments(one, running=False)) for one in people),
        "tasks": len(store.tasks(open_only=False)),
        "due": sum(len(store.scheduled(one)) for one in people),
        "notices": len(store.notices(open_only=False)),
        "entries": len(list(store.journal())),
    }


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
