"""The list of contacts: a line each, with where they are, since when, and what the practice wants to see of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.events import StatusEntered
from frontdesk.journal import ContactAdded, ContactImported, Happened
from frontdesk.model import Fact
from frontdesk.names import ContactId, ReasonId, State, phase_of
from frontdesk.records import Contact
from frontdesk.tables import written

_CAME = (ContactAdded.wire.kind, ContactImported.wire.kind)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact in a list."""

    number: ContactId
    name: str
    reference: str
    """The contact's id in the EMR or lead source; empty when it has none."""
    status: State
    label: str
    """What the status that shows is called."""
    phone: str
    """The first number; empty when there is none."""
    email: str
    since: datetime
    """Since when they are in the status that shows."""
    phase_since: datetime
    """Since when they are in its phase (domain.md 1.1)."""
    lost_reason: ReasonId | None
    """The lost reason of the status that shows."""
    reason_label: str
    """What that is called; empty where there is none."""
    next_visit: datetime | None
    """When the next visit is that lies ahead."""
    listed: Mapping[str, str]
    """The practice's own facts that it wants to see in lists, as a ruleset would write them; those that are known."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts that were asked for."""

    contacts: tuple[ContactLine, ...]
    more: bool
    """Whether there are more than were asked for."""
    anybody: bool
    """Whether the practice has any contact at all."""
    left_out: bool = False
    """Whether somebody was left out since their status is hidden."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The facts that the practice wants to see in lists, by name, with what each is called."""


def contacts(act: Act, text: str = "", *, state: State | None = None, most: int = 50, hidden: bool = False) -> Contacts:
    """At most so many contacts, with *text* in the name, a number, e-mail or reference, and in *state* as shown.

    Who is in a hidden status is listed only where they are asked for: by a text, by their status, or *hidden* ones too.
    """
    without = () if text or state or hidden else act.ruleset.hidden
    found = act.store.find_contacts(text, state=state, without=without, limit=most + 1)
    facts = [one for one in act.ruleset.facts.values() if one.listed]
    lines = tuple(_line(act, one, facts) for one in found[:most])
    left_out = any(act.store.find_contacts(state=one, limit=1) for one in without)
    anybody = bool(found) or act.store.contact_count() > 0
    return Contacts(lines, len(found) > most, anybody, left_out, {one.name: one.label for one in facts})


def _line(act: Act, one: Contact, facts: list[Fact]) -> ContactLine:
    visit = act.store.next_appointment(one.id, act.now)
    reason = one.shown_reason
    known = act.ruleset.reasons.get(reason) if reason else None
    return ContactLine(
        one.id,
        one.name,
        one.reference,
        one.state,
        act.ruleset.status_label(one.state),
        next(iter(one.numbers), ""),
        one.email,
        one.state_since,
        _phase_since(act, one),
        reason,
        known.label if known else str(reason or ""),
        visit.at if visit else None,
        {fact.name: written(one.facts[fact.name]) for fact in facts if fact.name in one.facts},
    )


def _phase_since(act: Act, one: Contact) -> datetime:
    """Since when *one* is in the phase that shows: the last status of another phase, else how they came, says it.

    Where nothing of that is in the journal, as of an older store, it is when the status was entered.
    """
    phase = phase_of(one.state)
    if phase_of(one.settled) != phase:
        return one.state_since
    if one.settled_before is None or phase_of(one.settled_before) != phase:
        return one.settled_at
    since = one.settled_at
    for entry in reversed(list(act.store.journal(contact=one.id, kinds=(Happened.wire.kind, *_CAME)))):
        said = entry.said
        if isinstance(said, ContactAdded | ContactImported):
            return entry.at
        if isinstance(said, Happened) and isinstance(said.event, StatusEntered):
            since = min(since, entry.at)
            if phase_of(said.event.previous) != phase:
                break
    return since
