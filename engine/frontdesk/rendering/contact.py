"""A contact on paper, and the list of contacts; what is seen comes as values, and nothing is asked here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from frontdesk.addresses import shown_number
from frontdesk.model import Ruleset, listed
from frontdesk.names import NOT_SENT, Consent, Covers, ReasonId, Recipient, Requirement, Source
from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.journal import entry_text, who_did
from frontdesk.rendering.visits import visit_line
from frontdesk.rendering.work import CALLED
from frontdesk.views import ConsentView, Contacts, ContactView, DuplicateView, OfferView
from frontdesk.views.contact import RunningView
from frontdesk.views.contacts import ContactLine
from frontdesk.views.ways import WayView


def contact_text(ruleset: Ruleset, seen: ContactView) -> str:
    """Everything about a contact, as lines."""
    zone = ruleset.zone
    return "\n".join(
        [
            *_head(ruleset, seen),
            *_offered(ruleset, seen),
            *_person(seen),
            *_reach(seen, zone),
            *_waiting(ruleset, seen, zone),
            *_past(ruleset, seen),
        ]
    )


_ALWAYS = ("number", "name", "reference", "status", "since", "phone", "e-mail")
_Column = Callable[[ContactLine], str]


def contacts_text(found: Contacts, zone: ZoneInfo) -> str:
    """Contacts below each other, a line each, on the clock of *zone*, and whether there are more.

    A column that says nothing of any of them is left out, but for those that stand always.
    """
    if not found.contacts:
        none = "No contact is like that." if found.anybody else "There is no contact yet; try 'frontdesk import FILE'."
        return none + _left_out(found)
    columns = _columns(found, zone)
    said = {name: [tell(one) for one in found.contacts] for name, tell in columns.items()}
    kept = {name: cells for name, cells in said.items() if name in _ALWAYS or any(cells)}
    listed = plain(Grid(tuple(kept), tuple(zip(*kept.values(), strict=True))))
    return listed + ("\nThere are more; say a part of the name, or --most." if found.more else "") + _left_out(found)


def _columns(found: Contacts, zone: ZoneInfo) -> dict[str, _Column]:
    def fact(name: str) -> _Column:
        return lambda one: one.listed.get(name, "")

    return {
        "number": lambda one: str(one.number),
        "name": lambda one: one.name,
        "reference": lambda one: one.reference,
        "status": lambda one: one.label,
        "since": lambda one: _day(one.since, zone),
        "in the phase since": lambda one: "" if one.phase_since == one.since else _day(one.phase_since, zone),
        "lost reason": lambda one: one.reason_label,
        "next visit": lambda one: clock(one.next_visit, zone) if one.next_visit else "",
        **{label: fact(name) for name, label in found.columns.items()},
        "phone": lambda one: shown_number(one.phone),
        "e-mail": lambda one: one.email,
    }


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d}"


def _left_out(found: Contacts) -> str:
    return "\nWho is in a hidden status is left out; --hidden lists them too." if found.left_out else ""


def duplicates_text(found: Collection[DuplicateView]) -> str:
    """Pairs of contacts that are likely one person, a line each."""
    if not found:
        return "No two contacts are likely one person."
    rows = tuple((f"#{one.kept} {one.kept_name}", f"#{one.other} {one.other_name}", one.because) for one in found)
    return plain(Grid(("contact", "likely the same", "because"), rows)) + "\nTo make two one: frontdesk contact merge."


def _head(ruleset: Ruleset, seen: ContactView) -> Iterator[str]:
    zone = ruleset.zone
    known_as = f", reference {seen.reference}" if seen.reference else ""
    yield f"{seen.name} (contact {seen.number}{known_as})"
    if seen.merged:
        yield f"  merged      with contact {', '.join(map(str, seen.merged))}"
    yield f"  status      {seen.label}, since {clock(seen.since, zone)}"
    if seen.lasts_until:
        yield f"  lasts       until {clock(seen.lasts_until, zone)}"
    if seen.correctable_until:
        yield f"  correct     until {seen.correctable_until.astimezone(zone):%H:%M:%S}; nothing is triggered before"
    if seen.lost_reason:
        yield f"  reason      {_reason(ruleset, seen.lost_reason)}"
    if one := seen.suggested:
        reason = f", reason {_reason(ruleset, one.reason)}" if one.reason else ""
        yield f"  suggested   {one.label}{reason}: {one.because}"


def _reason(ruleset: Ruleset, reason: ReasonId) -> str:
    known = ruleset.reasons.get(reason)
    return known.label if known else reason


def _fact(ruleset: Ruleset, asked: str) -> str:
    known = ruleset.facts.get(asked)
    return listed({asked: known.label}) if known and known.label else asked


def _offered(ruleset: Ruleset, seen: ContactView) -> Iterator[str]:
    """What the drop-down offers, a line each, with what it means."""
    heading = "offered"
    for offer in seen.offered:
        yield f"  {heading:<11} {offer.label}" + (f": {offer.means}" if offer.means else "")
        heading = ""
    if not seen.offered:
        yield "  offered     nothing"
    for offer in (one for one in seen.offered if one.asks):
        yield f"  asks for    {asks_words(ruleset, offer)}"


def _person(seen: ContactView) -> Iterator[str]:
    yield f"  attempts    {seen.attempts}"
    if seen.greeted != seen.name.partition(" ")[0]:
        yield f"  greeted as  {seen.greeted or 'nobody: the name holds a link'}"
    parts = (seen.salutation, f"born {seen.born.isoformat()}" if seen.born else "", seen.language)
    if any(parts):
        yield f"  person      {', '.join(filter(None, parts))}"
    if seen.region:
        yield f"  region      {seen.region}"
    if seen.zone:
        yield f"  zone        {seen.zone}"


def asks_words(ruleset: Ruleset, offer: OfferView) -> str:
    """What choosing an offer asks for: "Lead - Dead: note, reason ('Price shopping' or 'Insurance')"."""
    reasons = f" ({listed({one: _reason(ruleset, one) for one in offer.reasons})})" if offer.reasons else ""
    asks = [f"{one}{reasons}" if one == Requirement.REASON else _fact(ruleset, one) for one in offer.asks]
    return f"{offer.label}: {', '.join(asks)}"


def _reach(seen: ContactView, zone: ZoneInfo) -> Iterator[str]:
    for kind, phone in seen.phones.items():
        yield f"  {kind:<11} {shown_number(phone.number)}, {phone.line_type.replace('_', ' ')}"
        yield from (_consent(said, zone) for said in phone.consent)
    if seen.email:
        yield f"  e-mail      {seen.email}" + ("" if seen.email_valid else ", invalid")
        yield from (_consent(said, zone) for said in seen.email_consent)
    for of, other in seen.companions.items():
        reached = [f"{kind} {shown_number(phone.number)}" for kind, phone in other.phones.items()]
        mailbox = [other.email + ("" if other.email_valid else ", invalid")] if other.email else []
        yield f"  {of:<11} {other.name}: {', '.join([*reached, *mailbox]) or 'no number and no e-mail'}"
        said = [one for phone in other.phones.values() for one in phone.consent]
        yield from (_consent(one, zone) for one in (*said, *other.email_consent))
    if seen.known:
        facts = (f"{name.replace('_', ' ')} {value}" for name, value in seen.known.items())
        yield f"  known       {', '.join(facts)}"
    noted = seen.preferences[Source.FACESHEET]
    if seen.do_not_contact:
        yield "  preference  do not contact"
    elif (noted.number, noted.method) != (NOT_SENT, NOT_SENT):
        yield f"  preference  number {noted.number}, method {noted.method}"
    yield from map(_way, seen.goes_to)


def _way(way: WayView) -> str:
    """Where messages go, as the facesheet says it: the number, and by what (domain.md 4.1)."""
    about = f"; about visit {way.visit}" if way.visit else ""
    if not way.channel:
        return f"  goes to     nobody{about}: {way.because}"
    whose = "" if way.recipient is Recipient.PATIENT else f"{way.recipient}, "
    kind = "e-mail" if way.kind == "email" else way.kind.replace("_", " ")
    return f"  goes to     {whose}{kind} {way.address} ({way.label.upper()}){about}"


def _consent(said: ConsentView, zone: ZoneInfo) -> str:
    what = f"marketing by {said.channel}" if said.covers is Covers.MARKETING else said.channel
    joined = "of" if said.consent is Consent.OPTED_OUT else "to"
    until = f" until {clock(said.until, zone)}" if said.until else ""
    words = f': "{said.words}"' if said.words else ""
    told = f"{said.consent.replace('_', ' ')} {joined} {what} on {said.line}{until}"
    return f"{'':<14}{told} ({said.source}, {clock(said.at, zone)}{words})"


def _waiting(ruleset: Ruleset, seen: ContactView, zone: ZoneInfo) -> Iterator[str]:
    for visit in seen.visits:
        yield f"  visit       {visit.number}: {visit_line(ruleset, visit)}"
    yield f"  campaigns   {', '.join(map(_run, seen.campaigns)) or 'none'}"
    for message in seen.waiting:
        yield f"  waiting     {message.message}, due {clock(message.due, zone)}"
    for due in seen.due:
        yield f"  due         {CALLED[due.kind]} at {clock(due.at, zone)}"
    for task in seen.tasks:
        follow_up = f", follow up {clock(task.follow_up, zone)}" if task.follow_up else ""
        yield f"  task        {task.number}: {task.task.replace('_', ' ')}{follow_up}"
    for note in seen.notes:
        yield f"  note        {clock(note.at, zone)}, {note.by}: {note.text}"


def _run(running: RunningView) -> str:
    return running.label + (f" for appointment {running.appointment}" if running.appointment else "")


def _past(ruleset: Ruleset, seen: ContactView) -> Iterator[str]:
    yield f"  what happened, on the clock of {ruleset.time_zone}"
    for entry in seen.timeline:
        yield f"    {clock(entry.at, ruleset.zone)}  {who_did(entry)}: {entry_text(ruleset, entry)}"
