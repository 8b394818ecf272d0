"""What is known of a contact changes: said in the columns of an import, kept, and followed by what hangs on it.

Whoever says a number or a mailbox says that it is right, so it is tried again. What was said before stays in the
journal, as values about a person that can be erased. Knows not who says it: the front desk, or an EMR.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.addresses import shown_number
from frontdesk.desk import campaigns, refusals, timers
from frontdesk.desk.following import happen
from frontdesk.desk.import_columns import COLUMNS, HeadingError, columns_of
from frontdesk.desk.import_rows import ReadRow, RowReader
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.events import PreferencesChanged
from frontdesk.facts import BORN, zone_of
from frontdesk.journal import ContactCorrected
from frontdesk.model.by_hand import HandPreferences
from frontdesk.names import COMPANIONS, NOT_SENT, LineType, PhoneKind
from frontdesk.problems import FrontdeskError
from frontdesk.records import Contact, Phone
from frontdesk.tables import written

_ELSEWHERE: Mapping[str, str] = {
    "status": "a status is chosen: 'frontdesk contact set'",
    "phase": "a status is chosen: 'frontdesk contact set'",
    "reason": "a reason is given with the status: 'frontdesk contact set'",
    "follow_up": "a follow-up is asked for with a status or a call: 'frontdesk contact set' or 'log'",
    "cause": "a cause is what an import says of a row that it left out",
}
"""Columns of an import that correct nothing, and what to do instead."""
_FIELDS: Mapping[str, str] = {
    **{column: "phones" for kind in PhoneKind for column in (kind.value, f"{kind}_type")},
    **dict.fromkeys(("preferred_number", "preferred_method", "do_not_contact"), "facesheet"),
    "basis": "consent_basis",
    "first name": "given",
    "last name": "family",
    **{column: "companions" for column in COLUMNS if column.startswith(COMPANIONS)},
}
"""The field of a contact that a column says, where it has another name; the practice's own facts are ``facts``."""
_PARTS = ("first name", "last name")
_NAMES = {"name", *_PARTS}
"""What is said of a name is said together: the parts follow from the whole, and the whole from the parts."""


class NotCorrectedError(FrontdeskError):
    """What is said of somebody cannot be so; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A contact before and after a correction."""

    act: Act
    before: Contact
    after: Contact

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say something else now."""
        return tuple(name for name in {**self.said_before, **self.said_now} if self._differs(name))

    @property
    def said_before(self) -> dict[str, str]:
        """What the columns said."""
        return _columns(self.before)

    @property
    def said_now(self) -> dict[str, str]:
        """What they say now."""
        return _columns(self.after)

    @property
    def new_numbers(self) -> list[str]:
        """The numbers that the contact did not have."""
        return [number for number in dict.fromkeys(self.after.numbers) if number not in self.before.numbers]

    def words(self) -> str:
        """What was corrected, for the front desk."""
        told = []
        for name in self.columns:
            before, now = self.said_before.get(name, ""), self.said_now.get(name, "")
            column = name.replace("_", " ")
            told.append(f"{column} {now}" + (f", was {before}" if before else "") if now else f"no {column} any more")
        return f"corrected of {self.after.name}: {'; '.join(told)}"

    def _differs(self, name: str) -> bool:
        return self.said_before.get(name, "") != self.said_now.get(name, "")


def whole_names(columns: Iterable[str]) -> tuple[str, ...]:
    """*columns* without the parts of a name where the whole is one of them."""
    names = tuple(columns)
    return tuple(name for name in names if name not in _PARTS or "name" not in names)


def _columns(contact: Contact) -> dict[str, str]:
    """Everything that can be corrected of a contact, as an import would say it; what is not known is left out."""
    sheet = contact.facesheet
    types = {kind: f", {phone.line_type.replace('_', ' ')}" for kind, phone in contact.phones.items()}
    return {
        name: value
        for name, value in {
            "name": contact.name,
            "first name": contact.given,
            "last name": contact.family,
            "salutation": contact.salutation,
            "born": contact.born.isoformat() if contact.born else "",
            "language": contact.language,
            **{kind.value: shown_number(phone.number) + types[kind] for kind, phone in contact.phones.items()},
            "email": contact.email + ("" if contact.email_valid or not contact.email else ", invalid"),
            "zone": contact.zone,
            "region": contact.region,
            "reference": contact.reference,
            "basis": contact.consent_basis,
            "preferred_number": "" if sheet.number == NOT_SENT else sheet.number,
            "preferred_method": "" if sheet.method == NOT_SENT else sheet.method,
            "do_not_contact": "yes" if sheet.do_not_contact else "",
            **_of_companions(contact),
            **{fact: written(value) for fact, value in contact.facts.items()},
        }.items()
        if value
    }


def _of_companions(contact: Contact) -> dict[str, str]:
    told = dict[str, str]()
    for of, one in contact.companions.items():
        told[of.value] = one.name
        told |= {f"{of}_{kind}": shown_number(phone.number) for kind, phone in one.phones.items()}
        told[f"{of}_email"] = one.email + ("" if one.email_valid or not one.email else ", invalid")
    return told


def read_cells(act: Act, before: Contact, cells: Mapping[str, str]) -> tuple[dict[str, str], Contact, str]:
    """The cells by column, the contact that they describe, and the note that they leave. Raises NotCorrectedError."""
    try:
        named = columns_of(act.ruleset, [*cells, *([] if _NAMES & {*cells} else ["name"])])
    except HeadingError as error:
        raise NotCorrectedError(str(error)) from None
    values = [*cells.values(), before.name]
    given = {column: values[place] for column, place in named.items()}
    for column in given:
        if column in _ELSEWHERE:
            raise NotCorrectedError(_ELSEWHERE[column])
    if not _NAMES & {*cells}:
        given.pop("name")
    row = read_given(act, before, given)
    if row.causes:
        raise NotCorrectedError("; ".join(row.causes))
    return given, row.contact, row.note


def read_given(act: Act, before: Contact, given: Mapping[str, str]) -> ReadRow:
    """What is *given* of *before*, by column, as a contact has it, and every cause for which it cannot be so.

    Raises NotCorrectedError for what is said of a number that the contact does not have.
    """
    named = given if _NAMES & given.keys() else {"name": before.name, **given}
    whole = {**_known_beside(act, before, named), **named}
    row = RowReader(act, whole).read(whole)
    reference = given.get("reference", "")
    if reference and (other := act.store.contact_with_reference(reference)) and other.id != before.id:
        return replace(row, causes=(*row.causes, OfField("reference", f"'{reference}' is on file already")))
    return row


def _known_beside(act: Act, before: Contact, given: Mapping[str, str]) -> dict[str, str]:
    """What is known already of a column that says one thing together with one that is given.

    A preference that was noted when it still counted is none of it.
    """
    known = _columns(before)
    named = _PARTS if given.keys() & {*_PARTS} and "name" not in given else ()
    beside = {name: known.get(name, "") for name in named}
    by_hand = act.ruleset.part(HandPreferences).by_hand
    wishes = {what: known.get(f"preferred_{what}", "") for what in ("number", "method")}
    beside |= {f"preferred_{what}": "" if by_hand.refusal(what, one) else one for what, one in wishes.items()}
    beside["do_not_contact"] = known.get("do_not_contact", "")
    for of, one in before.companions.items():
        if any(column.startswith(of) for column in given):
            beside |= {of.value: one.name, f"{of}_email": one.email}
            beside |= {f"{of}_{kind}": phone.number for kind, phone in one.phones.items()}
    for kind in PhoneKind:
        if f"{kind}_type" in given and kind not in given:
            if kind not in before.phones:
                raise NotCorrectedError(f"{before.name} has no {kind} number, so nothing is its {kind}_type")
            beside[kind] = before.phones[kind].number
    return beside


def corrected(act: Act, before: Contact, read: Contact, given: Mapping[str, str]) -> Contact:
    """The contact as it is once what was *read* of the columns that were *given* counts."""
    own = {name for name, fact in act.ruleset.facts.items() if fact.own}
    fields = {_FIELDS.get(column, column) for column in given if column not in own} - {"note"}
    values: dict[str, Any] = {name: getattr(read, name) for name in fields - {"phones", "companions"}}
    if "companions" in fields:
        said = {of: any(column.startswith(of) for column in given) for of in COMPANIONS}
        values["companions"] = {of: one for of, one in before.companions.items() if not said[of]}
        values["companions"] |= {of: one for of, one in read.companions.items() if said[of]}
    if own & given.keys():
        others = {name: value for name, value in before.facts.items() if name not in given}
        values["facts"] = {**others, **read.facts}
    if "email" in given:
        values["email_valid"] = True
    if _NAMES & given.keys():
        values |= {name: getattr(read, name) for name in ("name", "given", "family")}
    if "phones" in fields:
        values["phones"] = _phones(act, before, read, given)
    return replace(before, **values)


def _phones(act: Act, before: Contact, read: Contact, given: Mapping[str, str]) -> dict[PhoneKind, Phone]:
    phones = dict(before.phones)
    for kind in PhoneKind:
        if kind not in given and f"{kind}_type" not in given:
            continue
        phones.pop(kind, None)
        if kind in read.phones:
            phone = read.phones[kind]
            phones[kind] = phone if given.get(f"{kind}_type") else replace(phone, line_type=_known(act, before, phone))
    return {kind: phones[kind] for kind in PhoneKind if kind in phones}


def _known(act: Act, before: Contact, phone: Phone) -> LineType:
    """What is known of a number that somebody says is right: that it was invalid is not."""
    people = [before, *map(act.store.contact, act.store.contacts_on_number(phone.number))]
    types = [one.line_type for person in people for one in person.phones.values() if one.number == phone.number]
    return next((one for one in types if one is not LineType.INVALID), LineType.UNKNOWN)


def keep_change(change: Change, file: str = "") -> list[str]:
    """Keep a contact as it is after *change*, with all that follows but what was said of its reference.

    Says in words what becomes of refusals of the addresses that are gone. *file* is the name of the imported file that
    says so, where one does.
    """
    act, after = change.act, change.after
    gone = {of: replace(one, phones={}) for of, one in change.before.companions.items() if of not in after.companions}
    if after.phones != change.before.phones or after.companions != change.before.companions:
        act.store.save_contact(replace(after, companions={**gone, **after.companions}))
        act.store.save_phones(replace(after, companions={**gone, **after.companions}))
    act.store.save_contact(after)
    if after.phones != change.before.phones:
        for phone in after.phones.values():
            if phone not in change.before.phones.values():
                act.store.set_line_type(phone.number, phone.line_type)
    both = (change.said_before, change.said_now)
    before, now = ({name: said[name] for name in change.columns if name in said} for said in both)
    act.record(after.id, ContactCorrected(change.columns, before, now, file))
    refused = refusals.go_along(act, change.before, after)
    _let_follow(change)
    return refused


def _let_follow(change: Change) -> None:
    """What waits is decided when it is sent; only what counts on a clock or a date of the contact moves at once."""
    act, before, after = change.act, change.before, change.after
    dates = {name for name in {**before.facts, **after.facts} if before.facts.get(name) != after.facts.get(name)}
    dates |= {BORN} if before.born != after.born else set()
    if dates:
        timers.dates_known(act, after, dates)
    follow_the_zone(act, before, after)
    if before.facesheet != after.facesheet:
        happen(act, after.id, PreferencesChanged())


def follow_the_zone(act: Act, before: Contact, after: Contact) -> None:
    """Let what waits for an hour wait for it on the clock of the contact's zone, where that is another one now."""
    if zone_of(act.ruleset, before) == zone_of(act.ruleset, after):
        return
    timers.zone_changed(act, after)
    for enrolment in act.store.enrolments(after.id):
        for event in campaigns.go_on(act, enrolment):
            happen(act, after.id, event)
