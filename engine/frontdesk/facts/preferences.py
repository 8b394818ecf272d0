"""Whose preference counts: appointment, EMR or facesheet, and which number a message goes to.

The weighing is the ruleset's (domain.md 4.5, 4.8): what its tables decide is computed by asking them, in the
order in which the facts stand here, after everything that asks no table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk.facts.declaring import fact
from frontdesk.facts.moments import MessageMoment
from frontdesk.facts.words import Vocabulary, yes_no
from frontdesk.model import Fact, PracticeChannel, Ruleset, Scope
from frontdesk.names import DO_NOT_CONTACT, NOT_SENT, LineType, PhoneKind, Reach
from frontdesk.records import Contact, Preference
from frontdesk.tables import YES_NO, Domain, Listed, Value

_SILENT = Preference()
_NUMBERS = tuple(map(str, PhoneKind))


def _fact(name: str, domain: Domain, means: str, compute: Callable[[MessageMoment], Value]) -> Fact:
    return fact(name, Scope.MESSAGE, domain, means, compute=compute)


def _decided(name: str, domain: Domain, means: str, compute: Callable[[MessageMoment], Value]) -> Fact:
    """A fact that tables decide from the facts known so far."""
    return fact(name, Scope.MESSAGE, domain, means, compute=compute, decided=True)


def of_sources(words: Vocabulary) -> list[Fact]:
    """Declare what each source of preferences states."""
    chosen, methods = Listed((*_NUMBERS, NOT_SENT)), Listed((*words.channels, NOT_SENT, DO_NOT_CONTACT))
    return [
        _fact(
            "about_appointment",
            YES_NO,
            "the message is about an appointment",
            lambda at: yes_no(at.appointment is not None),
        ),
        _fact(
            "appointment_number",
            chosen,
            "the number that the EMR sent for this appointment",
            lambda at: _of_visit(at).number,
        ),
        _fact(
            "appointment_method",
            methods,
            "the method that the EMR sent for this appointment",
            lambda at: _emr_method(at.ruleset, _of_visit(at)),
        ),
        _fact("emr_number", chosen, "the number that the EMR sent for the patient", lambda at: at.contact.emr.number),
        _fact(
            "emr_method",
            methods,
            "the method that the EMR sent for the patient",
            lambda at: _emr_method(at.ruleset, at.contact.emr),
        ),
        _fact(
            "emr_do_not_contact",
            YES_NO,
            "the EMR says Do Not Contact",
            lambda at: yes_no(at.contact.emr.refuses),
        ),
        _fact("facesheet_number", chosen, "the number that staff set by hand", lambda at: at.contact.facesheet.number),
        _fact(
            "facesheet_method",
            methods,
            "the method that staff set by hand",
            lambda at: _method(at.ruleset, at.contact.facesheet.method),
        ),
        _fact(
            "facesheet_do_not_contact",
            YES_NO,
            "staff set Do Not Contact",
            lambda at: yes_no(at.contact.facesheet.do_not_contact),
        ),
    ]


def of_weighing(words: Vocabulary) -> list[Fact]:
    """Declare what counts after the sources are weighed, and what the contact's numbers can take."""
    types = Listed(tuple(LineType))
    return [
        _decided(
            "preferred_number",
            Listed((*_NUMBERS, NOT_SENT)),
            "the number that counts, after the sources are weighed",
            lambda at: at.known.get(f"{_outcome(at, 'number_from')}_number", NOT_SENT),
        ),
        _decided(
            "preferred_method",
            Listed((*words.channels, NOT_SENT)),
            "the method that counts, after the sources are weighed",
            _preferred_method,
        ),
        _decided(
            "do_not_contact",
            YES_NO,
            "whether Do Not Contact counts, after the sources are weighed",
            lambda at: _outcome(at, "do_not_contact"),
        ),
        *(_line_type(kind, types) for kind in PhoneKind),
        _decided("destination", types, "what the number that the message goes to can take", _destination),
    ]


def destination_number(ruleset: Ruleset, facts: Mapping[str, Value]) -> PhoneKind | None:
    """Which of the contact's numbers a message goes to, or ``None`` when there is none."""
    number = ruleset.choice("destination_number").decide(facts).outcome
    return PhoneKind(number) if number != "none" else None


def destination(ruleset: Ruleset, contact: Contact, facts: Mapping[str, Value]) -> str:
    """The number itself, or nothing."""
    kind = destination_number(ruleset, facts)
    phone = contact.phones.get(kind) if kind else None
    return phone.number if phone else ""


def address(ruleset: Ruleset, contact: Contact, channel: PracticeChannel, facts: Mapping[str, Value]) -> str:
    """Where a message to *contact* goes by *channel*: the number, the e-mail address or the fact; or nothing."""
    if channel.reaches is Reach.PHONE:
        return destination(ruleset, contact, facts)
    if channel.reaches is Reach.EMAIL:
        return contact.email
    return str(contact.facts.get(channel.address_fact, ""))


def _outcome(at: MessageMoment, table: str) -> str:
    return at.ruleset.choice(table).decide(at.known).outcome


def _of_visit(at: MessageMoment) -> Preference:
    return at.appointment.preference if at.appointment else _SILENT


def _emr_method(ruleset: Ruleset, preference: Preference) -> str:
    return DO_NOT_CONTACT if preference.refuses else _method(ruleset, preference.method)


def _method(ruleset: Ruleset, method: str) -> str:
    """A method that is stored; whoever prefers a channel that the rules do not have any more has said nothing."""
    return method if method in ruleset.channels or method == DO_NOT_CONTACT else NOT_SENT


def _preferred_method(at: MessageMoment) -> Value:
    method = at.known.get(f"{_outcome(at, 'method_from')}_method", NOT_SENT)
    return NOT_SENT if method == DO_NOT_CONTACT else method


def _line_type(kind: PhoneKind, types: Listed) -> Fact:
    def compute(at: MessageMoment) -> Value:
        phone = at.contact.phones.get(kind)
        return phone.line_type if phone else LineType.MISSING

    return _fact(str(kind), types, f"what the {kind} number can take", compute)


def _destination(at: MessageMoment) -> Value:
    number = destination_number(at.ruleset, at.known)
    return at.known[number] if number else LineType.MISSING
