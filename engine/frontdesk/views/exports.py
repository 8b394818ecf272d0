"""What is in the practice as tables: a heading of the fields that an import reads, and a row for each, in their forms.

Rows come one at a time, so that a table of a million people needs little memory. A contact that was erased, or merged
into another, is in none of them. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from frontdesk.desk import summaries
from frontdesk.desk.consents import recorded
from frontdesk.desk.practice import Act
from frontdesk.facts import visit_zone
from frontdesk.file_words import FileOf
from frontdesk.mapping.fields import fields_of
from frontdesk.model import Fact, Scope
from frontdesk.names import (
    COMPANIONS,
    DO_NOT_CONTACT,
    NOT_SENT,
    ChannelId,
    Consent,
    Covers,
    LineType,
    PhoneKind,
    Recipient,
)
from frontdesk.records import Appointment, ConsentRecord, Contact, Phone
from frontdesk.tables import Value, written

_WHO = ("contact", "patient", "name", "first name", "last name", "born", *PhoneKind, "email")
_NOT_SAID: Mapping[FileOf, tuple[str, ...]] = {
    FileOf.CONTACTS: ("phase",),  # the status says more
    FileOf.VISITS: ("first name", "last name"),  # the name says both
    FileOf.CONSENTS: _WHO,  # consent is of an address, which several people may have, or nobody yet
}
"""Fields that an import takes and no export says."""
_CONSENTS = tuple(name for name in fields_of(FileOf.CONTACTS) if name.endswith("_consent"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table that goes out: what its columns are, and its rows, each with a text for each column."""

    heading: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def contact_table(act: Act) -> Table:
    """Every contact, in order of their numbers, as an import of contacts reads them."""
    own = _own_facts(act, Scope.CONTACT)
    people = act.store.all_contacts()
    return _table(act, FileOf.CONTACTS, ({**_contact(act, one), **_known(own, one.facts)} for one in people))


def visit_table(act: Act, since: datetime | None = None) -> Table:
    """Every visit, or those from *since* on: those of one contact by time, the contacts in order of their numbers."""
    own = _own_facts(act, Scope.APPOINTMENT)
    everyone = ((who, visit) for who in act.store.all_contacts() for visit in act.store.appointments(who.id))
    wanted = ((who, visit) for who, visit in everyone if since is None or visit.at >= since)
    said = ({**_visit(act, who, visit), **_known(own, visit.facts)} for who, visit in wanted)
    return _table(act, FileOf.VISITS, said)


def consent_table(act: Act, since: datetime | None = None) -> Table:
    """What is recorded of being written to and has not run out, or what of it was said at *since* or later.

    By address, whether anybody has it or not. Of an address that was forgotten nobody knows the name any more.
    """
    everything = (one for address in act.store.addresses_with_consent() for one in recorded(act, address))
    holding = (one for one in everything if one.value is not Consent.UNKNOWN and one.holds(act.now))
    wanted = (one for one in holding if since is None or one.at >= since)
    return _table(act, FileOf.CONSENTS, (_consent(act, one) for one in wanted))


def _table(act: Act, of: FileOf, said: Iterator[Mapping[str, str]]) -> Table:
    """A table of what is *said*, our own number first, where it is said; a row is one line, whatever somebody wrote.

    An import takes a line break for a space; and of a file in which every line is a row, damage costs one row.
    """
    fields = [name for name in fields_of(of, act.ruleset.facts.values()) if name not in _NOT_SAID[of]]
    heading = tuple(sorted(fields, key=lambda name: name != "contact"))
    return Table(heading, (tuple(_on_one_line(one[name]) for name in heading) for one in said))


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())


def _contact(act: Act, one: Contact) -> dict[str, str]:
    """What every contact says but its own facts, by field."""
    choice = one.choice
    called = one.called
    method = one.facesheet.method
    return {
        "contact": str(one.id),
        "reference": one.reference,
        "name": one.name,
        "first name": called.given,
        "last name": called.family,
        "salutation": called.salutation,
        "born": _day(one.born),
        "language": one.language,
        **_phones(one.phones),
        **{f"{kind}_type": _type(one.phones.get(kind)) for kind in PhoneKind},
        "email": one.email,
        **{name: text for whose in COMPANIONS for name, text in _companion(one, whose).items()},
        "zone": one.zone,
        "region": one.region,
        "status": one.state,
        "reason": one.shown_reason or "",
        "follow_up": _moment(
            act, choice.follow_up_at if choice else one.lasts_until or summaries.follow_up(act, one.id)
        ),
        "basis": one.consent_basis,
        "preferred_number": _unless_silent(one.facesheet.number),
        "preferred_method": "" if method == DO_NOT_CONTACT else _unless_silent(method),
        "do_not_contact": "yes" if summaries.is_left_alone(one) else "",
        **_consents(act, one),
        "note": summaries.notes(act, one.id),
    }


def _companion(one: Contact, whose: Recipient) -> dict[str, str]:
    other = one.companions.get(whose)
    numbers = _phones(other.phones if other else {}, f"{whose}_")
    return {whose: other.name if other else "", **numbers, f"{whose}_email": other.email if other else ""}


def _consents(act: Act, one: Contact) -> dict[str, str]:
    """Consent all in all, by channel, of everything and of what sells; a channel that keeps none says nothing."""
    said, once = {}, cache(partial(recorded, act))
    for field in _CONSENTS:
        name, sells = field.removesuffix("_consent"), field.endswith("_marketing_consent")
        channel = act.ruleset.channels.get(ChannelId(name.removesuffix("_marketing") if sells else name))
        covers = Covers.MARKETING if sells else Covers.ALL
        said[field] = summaries.consent(act, one, channel, covers, once) if channel and channel.consent else ""
    return said


def _visit(act: Act, who: Contact, visit: Appointment) -> dict[str, str]:
    """What every visit says but its own facts, by field."""
    return {
        "contact": str(who.id),
        "patient": who.reference,
        "name": who.name,
        "born": _day(who.born),
        **_phones(who.phones),
        "email": who.email,
        "reference": visit.reference,
        "at": _moment(act, visit.at, visit_zone(act.ruleset, visit)),
        "state": visit.state,
        "type": visit.type,
        "provider": visit.practitioner,
        "place": visit.site,
    }


def _consent(act: Act, said: ConsentRecord) -> dict[str, str]:
    return {
        "address": said.address,
        "channel": said.channel,
        "line": said.line,
        "consent": said.value,
        "covers": said.covers,
        "said_by": said.source,
        "words": said.words,
        "at": _moment(act, said.at.replace(microsecond=0)),
        "until": _moment(act, said.until),
    }


def _own_facts(act: Act, of: Scope) -> list[Fact]:
    return [fact for fact in act.ruleset.facts.values() if fact.own and fact.of is of]


def _known(own: Iterable[Fact], recorded: Mapping[str, Value]) -> dict[str, str]:
    """What is recorded of the practice's own facts; a value that the rules know no more is none to them either."""
    values = ((fact, recorded.get(fact.name)) for fact in own)
    return {fact.name: "" if value is None or value not in fact.domain else written(value) for fact, value in values}


def _phones(phones: Mapping[PhoneKind, Phone], whose: str = "") -> dict[str, str]:
    return {f"{whose}{kind}": phones[kind].number if kind in phones else "" for kind in PhoneKind}


def _type(phone: Phone | None) -> str:
    return "" if phone is None or phone.line_type is LineType.UNKNOWN else str(phone.line_type)


def _unless_silent(said: str) -> str:
    return "" if said == NOT_SENT else said


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(act: Act, at: datetime | None, zone: ZoneInfo | None = None) -> str:
    """An instant on the clock of the practice, or of *zone*; with the offset where the practice would read another.

    Seconds stand there where there are some, and no digit is lost, or a visit would move when it is read.
    """
    if at is None:
        return ""
    local = at.astimezone(zone or act.ruleset.zone)
    precise = "microseconds" if at.microsecond else "seconds" if at.second else "minutes"
    text = local.replace(tzinfo=None).isoformat(" ", precise)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    elsewhere = local.utcoffset() != at.astimezone(act.ruleset.zone).utcoffset()
    return local.isoformat(" ", precise) if twice or elsewhere else text
