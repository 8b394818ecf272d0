"""The list of contacts: a line each."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.practice import Act
from frontdesk.names import ContactId, State
from frontdesk.records import Contact


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


def contacts(act: Act, text: str = "", *, state: State | None = None, most: int = 50, hidden: bool = False) -> Contacts:
    """At most so many contacts, with *text* in the name, a number, e-mail or reference, and in *state* as shown.

    Who is in a hidden status is listed only where they are asked for: by a text, by their status, or *hidden* ones too.
    """
    without = () if text or state or hidden else act.ruleset.hidden
    found = act.store.find_contacts(text, state=state, without=without, limit=most + 1)
    lines = tuple(_line(act, one) for one in found[:most])
    left_out = any(act.store.find_contacts(state=one, limit=1) for one in without)
    return Contacts(lines, len(found) > most, bool(found) or act.store.contact_count() > 0, left_out)


def _line(act: Act, one: Contact) -> ContactLine:
    label = act.ruleset.status_label(one.state)
    return ContactLine(one.id, one.name, one.reference, one.state, label, next(iter(one.numbers), ""), one.email)
