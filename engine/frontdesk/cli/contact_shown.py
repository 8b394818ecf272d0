"""A contact as the front desk sees it: where it is, what may follow, what waits, and what happened and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from frontdesk.cli.options import clock
from frontdesk.desk import Act
from frontdesk.names import ContactId, MessageState
from frontdesk.records import Contact, Message
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.journal import entry_data, entry_text
from frontdesk.tables import written
from frontdesk.views import Options, options, timeline


def contact_text(act: Act, number: ContactId) -> str:
    """Everything about a contact, as lines."""
    found = options(act, number)
    zone = act.ruleset.zone
    return "\n".join(
        [
            *_head(act, found, zone),
            *_reach(act, found.contact),
            *_waiting(act, number, zone),
            *_past(act, number, zone),
        ]
    )


def contact_data(act: Act, number: ContactId) -> dict[str, object]:
    """Everything about a contact, as plain data for JSON."""
    found = options(act, number)
    contact = found.contact
    return {
        "number": contact.id,
        "name": contact.name,
        "reference": contact.reference,
        "status": contact.state,
        "settled": contact.settled,
        "correctable_until": found.correctable_until.isoformat() if found.correctable_until else None,
        "offered": [offer.state for offer in found.offers],
        "suggested": found.suggested.state if found.suggested else None,
        "attempts": contact.attempts,
        "phones": {kind: {"number": one.number, "type": one.line_type} for kind, one in contact.phones.items()},
        "email": contact.email,
        "running": [one.campaign for one in act.store.enrolments(number)],
        "messages": [_message_data(one) for one in act.store.messages(number)],
        "notes": [note.text for note in act.store.notes(number)],
        "journal": [entry_data(entry) for entry in act.store.journal(contact=number)],
    }


def listed_text(act: Act, contacts: Sequence[Contact], *, more: bool) -> str:
    """Contacts below each other, a line each, and whether there are *more*."""
    if not contacts:
        anybody = act.store.contact_count()
        return "No contact is like that." if anybody else "There is no contact yet; try 'frontdesk import FILE'."
    rows = tuple(
        (str(one.id), one.name, one.reference, act.ruleset.status_label(one.state), _phone(one), one.email)
        for one in contacts
    )
    listed = plain(Grid(("number", "name", "reference", "status", "phone", "e-mail"), rows))
    return listed + ("\nThere are more; say a part of the name, or --most." if more else "")


def listed_data(contact: Contact) -> dict[str, object]:
    """One line of the list, as plain data for JSON."""
    return {
        "number": contact.id,
        "name": contact.name,
        "reference": contact.reference,
        "status": contact.state,
        "phone": _phone(contact),
        "email": contact.email,
    }


def _phone(contact: Contact) -> str:
    return next((phone.number for phone in contact.phones.values()), "")


def _head(act: Act, options: Options, zone: ZoneInfo) -> Iterator[str]:
    contact, rules = options.contact, act.ruleset
    known_as = f", reference {contact.reference}" if contact.reference else ""
    yield f"{contact.name} (contact {contact.id}{known_as})"
    yield f"  status      {rules.status_label(contact.state)}, since {clock(contact.state_since, zone)}"
    if options.correctable_until:
        yield f"  correct     until {options.correctable_until.astimezone(zone):%H:%M:%S}; nothing is triggered before"
    if options.suggested:
        suggested = options.suggested
        yield f"  suggested   {rules.status_label(suggested.state)}: {suggested.because}"
    yield f"  offered     {', '.join(rules.status_label(offer.state) for offer in options.offers) or 'nothing'}"
    yield f"  attempts    {contact.attempts}"


def _reach(act: Act, contact: Contact) -> Iterator[str]:
    for kind, phone in contact.phones.items():
        consents = act.store.consents(phone.number)
        said = ", ".join(f"{value.replace('_', ' ')} on {line}" for line, value in consents.items())
        yield f"  {kind:<11} {phone.number}, {phone.line_type.replace('_', ' ')}" + (f", {said}" if said else "")
    if contact.email:
        yield f"  e-mail      {contact.email}" + ("" if contact.email_valid else ", invalid")
    facts = [f"{name.replace('_', ' ')} {written(value)}" for name, value in contact.facts.items()]
    if facts:
        yield f"  known       {', '.join(facts)}"
    sheet = contact.facesheet
    if sheet.do_not_contact or contact.emr.do_not_contact:
        yield "  preference  do not contact"
    elif (sheet.number, sheet.method) != ("not_sent", "not_sent"):
        yield f"  preference  number {sheet.number}, method {sheet.method}"


def _waiting(act: Act, number: ContactId, zone: ZoneInfo) -> Iterator[str]:
    running = [act.ruleset.campaigns[one.campaign].label for one in act.store.enrolments(number)]
    yield f"  campaigns   {', '.join(running) or 'none'}"
    for message in act.store.messages(number, states=(MessageState.WAITING,)):
        yield f"  waiting     {message.message}, due {clock(message.due_at, zone)}"
    for due in act.store.scheduled(number):
        yield f"  due         {due.kind.replace('_', ' ')} at {clock(due.at, zone)}"
    for task in act.store.tasks(number):
        follow_up = f", follow up {clock(task.follow_up_at, zone)}" if task.follow_up_at else ""
        yield f"  task        {task.id}: {task.task.replace('_', ' ')}{follow_up}"
    for note in act.store.notes(number):
        yield f"  note        {clock(note.at, zone)}, {note.by}: {note.text}"


def _past(act: Act, number: ContactId, zone: ZoneInfo) -> Iterator[str]:
    yield "  what happened"
    seen = timeline(act, number)
    for entry in seen.entries:
        yield f"    {clock(entry.at, zone)}  {entry.by}: {entry_text(act.ruleset, entry, seen)}"


def _message_data(message: Message) -> dict[str, object]:
    return {
        "number": message.id,
        "message": message.message,
        "state": message.state,
        "channel": message.channel,
        "due": message.due_at.isoformat(),
        "because": message.reason,
        "place": message.place,
    }
