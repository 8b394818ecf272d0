"""One row of an import, read into a contact, or into every cause for which it cannot be one.

A row is a stranger's: every cell is tidied, and none is kept that a terminal would obey or that has no end. What a
status asks of whoever chooses it (domain.md 1.4), it asks of a row as well. Knows no file and no heading: importing
keeps what is read here, or nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.addresses import (
    EmailError,
    NumberError,
    RegionError,
    read_email,
    read_number,
    read_region,
    shown_number,
)
from frontdesk.desk.import_columns import own_facts
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.facts import CONSENT_BASES, contact_facts, known_of_all, missing, said_of_all, zone_of
from frontdesk.interpreter import reasons, statuses
from frontdesk.model import UnknownNameError, called_so
from frontdesk.model.by_hand import HandPreferences
from frontdesk.names import (
    COMPANIONS,
    ContactId,
    LineType,
    PhoneKind,
    ReasonId,
    Recipient,
    Requirement,
    State,
    phase_of,
)
from frontdesk.problems import choices
from frontdesk.records import (
    Called,
    Choice,
    Companion,
    Contact,
    Phone,
    Preference,
    called,
    fault_in_name,
    together,
)
from frontdesk.strangers import MOST_IN_A_CELL, MOST_IN_A_NAME, MOST_IN_A_NOTE, fault_in, on_one_line, tidied
from frontdesk.tables import Value
from frontdesk.tables.values import parse_date, parse_moment

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?", re.IGNORECASE)
"""A tag of RFC 5646 (BCP 47) as far as people have one: a language, and perhaps its script and its region."""
_MORNING = time(9)
_ROOM: Mapping[str, int] = {
    **dict.fromkeys(("name", "first name", "last name", "salutation", *COMPANIONS), MOST_IN_A_NAME),
    "note": MOST_IN_A_NOTE,
}
"""How many letters a column takes, where it is not as many as any other."""
_WISHES = frozenset({"preferred_number", "preferred_method", "do_not_contact"})
_ANSWERS: Mapping[Requirement, str] = {
    Requirement.NOTE: "the column 'note' says it",
    Requirement.REASON: "the column 'reason' says it",
    Requirement.DATE: "the column 'follow_up' says it",
    Requirement.APPOINTMENT: "a row has none, so add them with another status, book it, and choose this one then",
}
"""Where a row answers what a status asks for."""
_LINE_TYPES = tuple(one for one in LineType if one is not LineType.MISSING)
_NOTHING_PREFERRED = Preference()
_PREFERRED = ("number", "method")
_TAKEN_LATER = frozenset({"salutation", "born", "language", "reason", "follow_up", *COMPANIONS})
"""Columns that came after practices could have a fact of that name: there the column is theirs, as it was."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: the contact, a note about it, when to follow up, and why it cannot be imported, if it cannot.

    ``extensions`` are what was written behind numbers, in words: nothing dials them, so staff are told.
    """

    contact: Contact
    note: str
    follow_up_at: datetime | None
    causes: tuple[str, ...]
    extensions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What has to be known of everybody who comes in and the row does not say."""


class RowReader:
    """Reads one row after another into contacts, collecting every cause for which a row cannot be one.

    Asks the rules and no store: who of those on file a row tells of is recognised elsewhere (``recognising``).
    """

    def __init__(self, act: Act, fields: Collection[str]) -> None:
        """*fields* are all that a row may say (``import_columns``)."""
        self._act, self._ruleset = act, act.ruleset
        self._facts = [fact for fact in own_facts(act.ruleset) if fact.name in fields]
        self._known_of_all = known_of_all(act.ruleset)
        self._names_of_own = {fact.name for fact in self._facts} & _TAKEN_LATER
        self._companions_said = [one for one in COMPANIONS if any(name.startswith(one) for name in fields)]
        self._phone_columns = {
            whose: [(kind, f"{whose}{kind}", f"{whose}{kind}_type") for kind in PhoneKind if f"{whose}{kind}" in fields]
            for whose in ("", *(f"{one}_" for one in COMPANIONS))
        }
        self._says_wishes = not _WISHES.isdisjoint(fields)
        self._states: dict[tuple[str, str], State] = {}

    def read(self, said: Mapping[str, str]) -> ReadRow:
        """Return the contact that the fields of a row describe, or every cause for which they describe none."""
        causes: list[str] = []
        told = {name: _cell(name, text, causes) for name, text in said.items() if text}
        cells = told
        if self._names_of_own:
            cells = {name: text for name, text in told.items() if name not in self._names_of_own}
        extensions: list[str] = []
        name = _called(cells, causes)
        own = self._own(told, causes)
        wrong = len(causes)
        choice = self._choice(cells, causes)
        place, is_read = len(causes), len(causes) == wrong
        contact = Contact(
            ContactId(0),
            name.whole,
            choice.state,
            self._act.now,
            been=frozenset({choice.state}),
            lasts_until=choice.follow_up_at if statuses.lasts_until_a_date(self._ruleset, choice.state) else None,
            phones=self._phones(cells, causes, extensions),
            email=self._email(cells, causes),
            zone=self._zone(cells, causes),
            region=self._region(cells, causes),
            lost_reason=choice.reason,
            consent_basis=_listed(cells, "basis", CONSENT_BASES, causes),
            facesheet=self._preference(cells, causes),
            facts=own,
            reference=cells.get("reference", ""),
            given=name.given,
            family=name.family,
            salutation=name.salutation,
            born=self._born(cells, causes),
            language=_language(cells, causes),
            companions=self._companions(cells, causes, extensions),
        )
        causes[place:place] = [*(self._lacking(contact, choice) if is_read else ()), *self._needless(choice)]
        lacking = tuple(map(said_of_all, missing(self._known_of_all, contact.facts)))
        return ReadRow(contact, choice.note, choice.follow_up_at, tuple(causes), tuple(extensions), lacking)

    def without_uncounted(self, said: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
        """The fields of a row but for preferences that count for nothing in this practice, and what is left out so.

        A word that is no number or channel at all stays: it may be a wish that nobody has understood yet.
        """
        if not self._says_wishes:
            return said, ()
        by_hand, left_out = self._ruleset.part(HandPreferences).by_hand, dict[str, str]()
        for what, known in zip(_PREFERRED, (tuple(PhoneKind), tuple(self._ruleset.channels)), strict=True):
            column = f"preferred_{what}"
            wanted = tidied(said.get(column, "")).casefold()
            if wanted in known and by_hand.refusal(what, wanted):
                left_out[column] = OfField(column, f"'{wanted}' is left out: {by_hand.because.rstrip('.')}")
        if not left_out:
            return said, ()
        return {**said, **dict.fromkeys(left_out, "")}, tuple(left_out.values())

    def state(self, cells: Mapping[str, str], causes: list[str]) -> State:
        """The status that a row comes with, or that of somebody new; one that there is none of is a cause."""
        status, phase = cells.get("status", ""), cells.get("phase", "")
        try:
            if status:
                if (status, phase) not in self._states:
                    self._states[status, phase] = self._ruleset.state(status, phase)
                return self._states[status, phase]
            return self._entry_of(phase) if phase else self._ruleset.initial
        except UnknownNameError as error:
            causes.append(str(error))
            return self._ruleset.initial

    def _entry_of(self, phase: str) -> State:
        """The first status of a phase named by its label or name."""
        wanted = phase.casefold()
        for state in self._ruleset.states:
            one = self._ruleset.phases[phase_of(state)]
            if wanted in (one.id.casefold(), one.label.casefold()):
                return state
        raise UnknownNameError("phase", phase, list(self._ruleset.phases))

    def _choice(self, cells: Mapping[str, str], causes: list[str]) -> Choice:
        """The status that the row comes with, and what it says of it."""
        state = self.state(cells, causes)
        return Choice(
            state,
            self._act.now,
            note=cells.get("note", ""),
            reason=self._reason(cells, causes),
            follow_up_at=self._follow_up(cells, causes),
        )

    def _lacking(self, contact: Contact, choice: Choice) -> list[str]:
        """A cause for all that the status asks for and the row does not say; a reason holds by what the row says."""
        asks_reason = reasons.are_asked_by(self._ruleset, choice.state)
        standings = (contact_facts(self._ruleset, contact, self._act.now),) if asks_reason else ()
        known = statuses.Known(contact.facts, has_appointment=False, standings=standings)
        return [f"{lack.said}; {_answer(lack)}" for lack in statuses.lacks(self._ruleset, choice, known)]

    def _needless(self, choice: Choice) -> list[str]:
        """That the row says a reason which the status does not ask for, where it does."""
        if not choice.reason or choice.state in self._ruleset.asks_reason:
            return []
        return [f"'{self._ruleset.status_label(choice.state)}' asks for no reason; leave it out"]

    def _reason(self, cells: Mapping[str, str], causes: list[str]) -> ReasonId | None:
        """The lost reason, by its name or its label."""
        wanted = cells.get("reason", "")
        if not wanted:
            return None
        current = {name: one.label for name, one in self._ruleset.reasons.items() if not one.archived}
        found = called_so(wanted, current)
        if len(found) == 1:
            return found[0]
        causes.append(str(UnknownNameError("lost reason", wanted, found or list(current), None if found else current)))
        return None

    def _follow_up(self, cells: Mapping[str, str], causes: list[str]) -> datetime | None:
        """When to follow up: a moment on the practice's clock, or a day at nine."""
        text = cells.get("follow_up", "")
        if not text:
            return None
        zone = self._ruleset.zone
        try:
            if " " in text or "T" in text:
                return parse_moment(text, zone)
            return datetime.combine(parse_date(text), _MORNING, zone).astimezone(UTC)
        except ValueError as error:
            causes.append(OfField("follow_up", f"{error}", ": "))
            return None

    def _born(self, cells: Mapping[str, str], causes: list[str]) -> date | None:
        try:
            born = parse_date(cells["born"]) if cells.get("born") else None
        except ValueError as error:
            causes.append(OfField("born", f"{error}", ": "))
            return None
        if born and born > self._act.now.astimezone(zone_of(self._ruleset, None)).date():
            causes.append(OfField("born", f"{born.isoformat()} lies ahead", ": "))
        return born

    def _companions(
        self, cells: Mapping[str, str], causes: list[str], extensions: list[str]
    ) -> dict[Recipient, Companion]:
        """Who else may get what the contact gets: named, with ways to reach them."""
        found = {}
        for companion in self._companions_said:
            name = cells.get(companion, "")
            phones = self._phones(cells, causes, extensions, f"{companion}_")
            email = self._email(cells, causes, f"{companion}_email")
            if not name and (phones or email):
                causes.append(f"the {companion} has no name; the column '{companion}' says it")
            if name and (fault := fault_in_name(name)):
                causes.append(OfField(companion, f"'{name}' {fault}"))
            if name:
                found[companion] = Companion(called(name).whole, phones, email)
        return found

    def _phones(
        self, cells: Mapping[str, str], causes: list[str], extensions: list[str], whose: str = ""
    ) -> dict[PhoneKind, Phone]:
        phones = {}
        for kind, column, type_column in self._phone_columns[whose]:
            if not (written := cells.get(column, "")):
                continue
            line_type = _listed(cells, type_column, _LINE_TYPES, causes) or LineType.UNKNOWN
            try:
                number = read_number(written, self._ruleset.country)
            except NumberError as error:
                causes.append(OfField(column, f"{error}"))
                continue
            phones[kind] = Phone(number.e164, LineType(line_type))
            if number.extension:
                given = f"{column} {shown_number(number.e164)} was given with the extension {number.extension}"
                extensions.append(f"{given}, which nothing dials")
        return phones

    def _email(self, cells: Mapping[str, str], causes: list[str], column: str = "email") -> str:
        try:
            return read_email(cells[column]) if cells.get(column) else ""
        except EmailError as error:
            causes.append(OfField(column, f"{error}"))
            return ""

    def _region(self, cells: Mapping[str, str], causes: list[str]) -> str:
        try:
            return read_region(cells["region"], self._ruleset.country) if cells.get("region") else ""
        except RegionError as error:
            causes.append(OfField("region", f"{error}"))
            return ""

    def _zone(self, cells: Mapping[str, str], causes: list[str]) -> str:
        zone = cells.get("zone", "")
        try:
            if zone:
                ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            causes.append(OfField("zone", f"'{zone}' is not a time zone; write it like 'America/New_York'"))
            return ""
        return zone

    def _preference(self, cells: Mapping[str, str], causes: list[str]) -> Preference:
        if not self._says_wishes:
            return _NOTHING_PREFERRED
        number = _listed(cells, "preferred_number", tuple(PhoneKind), causes)
        method = _listed(cells, "preferred_method", tuple(self._ruleset.channels), causes)
        refused = _listed(cells, "do_not_contact", ("yes", "no"), causes)
        by_hand = self._ruleset.part(HandPreferences).by_hand
        for what, wanted in zip(_PREFERRED, (number, method), strict=True):
            if why := by_hand.refusal(what, wanted):
                causes.append(OfField(f"preferred_{what}", why, ": "))
        return Preference(number or "not_sent", method or "not_sent", refused == "yes")

    def _own(self, cells: Mapping[str, str], causes: list[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for fact in self._facts:
            if not (text := cells.get(fact.name, "")):
                continue
            try:
                values[fact.name] = fact.domain.parse(text)
            except ValueError as error:
                causes.append(OfField(fact.name, f"{error}", ": "))
        return values


def _answer(lack: statuses.Lack) -> str:
    """Where a row answers what a status asks for."""
    known = lack.requirement
    return _ANSWERS[known] if isinstance(known, Requirement) else f"the column '{known}' says it"


def _cell(column: str, written: str, causes: list[str]) -> str:
    """The text of a cell as it is kept; one that cannot be is a cause, and is told without what a terminal obeys."""
    if len(written) <= MOST_IN_A_NAME and written.isascii() and written.isprintable() and "  " not in written:
        return written.strip()  # as most cells are: nothing to tidy, and no fault
    text = tidied(written)
    if not (fault := fault_in(text, _ROOM.get(column, MOST_IN_A_CELL))):
        return text
    causes.append(OfField(column, fault))
    return on_one_line(text)[:MOST_IN_A_CELL]


def _called(cells: Mapping[str, str], causes: list[str]) -> Called:
    """What the row calls somebody: by the parts that it tells, else by the whole name as far as that is no guess."""
    whole, title = cells.get("name", ""), cells.get("salutation", "")
    given, family = cells.get("first name", ""), cells.get("last name", "")
    if not (whole or given or family):
        causes.append("the name is missing")
    for column in ("name", "first name", "last name", "salutation"):
        text = cells.get(column, "")
        if text and (fault := fault_in_name(text)):
            causes.append(OfField(column, f"'{text}' {fault}"))
    if not (given or family):
        one = called(whole)
        return replace(one, salutation=title) if title else one
    if whole and not set(whole.casefold().replace(",", " ").split()) & set(f"{given} {family}".casefold().split()):
        causes.append(
            f"the name is '{whole}' and its parts say '{f'{given} {family}'.strip()}'; leave out what is wrong"
        )
    return together(given, family, title, whole)


def _language(cells: Mapping[str, str], causes: list[str]) -> str:
    tag = cells.get("language", "")
    if not tag:
        return ""
    if not _LANGUAGE.fullmatch(tag):
        causes.append(OfField("language", f"'{tag}' is no tag of a language; write it like 'es' or 'pt-BR'"))
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *(one.title() if len(one) == 4 else one.upper() for one in rest)])


def _listed(cells: Mapping[str, str], column: str, values: Iterable[str], causes: list[str]) -> str:
    text = cells.get(column, "").casefold()
    if not text:
        return ""
    known = list(values)
    if text not in known:
        causes.append(OfField(column, f"'{text}' is not one of {choices(known)}"))
        return ""
    return text
