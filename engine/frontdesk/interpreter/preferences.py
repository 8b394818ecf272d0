"""Whose preference counts: appointment, EMR or facesheet, and which number a message goes to (domain.md 4.5, 4.8).

The weighing is the ruleset's: four tables of ``preferences.yaml``. This module asks them in their order.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.facts import yes_no
from frontdesk.model import Ruleset
from frontdesk.names import DO_NOT_CONTACT, NOT_SENT, LineType, PhoneKind
from frontdesk.records import Appointment, Contact, Preference
from frontdesk.tables import Value


def sources(contact: Contact, appointment: Appointment | None) -> dict[str, Value]:
    """The facts that each source of preferences states."""
    visit = appointment.preference if appointment else Preference()
    return {
        "about_appointment": "yes" if appointment else "no",
        "appointment_number": visit.number,
        "appointment_method": DO_NOT_CONTACT if visit.do_not_contact else visit.method,
        "emr_number": contact.emr.number,
        "emr_method": DO_NOT_CONTACT if contact.emr.do_not_contact else contact.emr.method,
        "emr_do_not_contact": yes_no(contact.emr.do_not_contact or contact.emr.method == DO_NOT_CONTACT),
        "facesheet_number": contact.facesheet.number,
        "facesheet_method": contact.facesheet.method,
        "facesheet_do_not_contact": yes_no(contact.facesheet.do_not_contact),
        **{kind: _line_type(contact, kind) for kind in PhoneKind},
    }


def weighed(ruleset: Ruleset, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts that the tables of ``preferences.yaml`` make of the sources; *facts* holds those of ``sources``."""
    number_source = ruleset.choice("number_from").decide(facts).outcome
    method_source = ruleset.choice("method_from").decide(facts).outcome
    method = facts.get(f"{method_source}_method", NOT_SENT)
    weighed: dict[str, Value] = {
        "preferred_number": facts.get(f"{number_source}_number", NOT_SENT),
        "preferred_method": NOT_SENT if method == DO_NOT_CONTACT else method,
        "do_not_contact": ruleset.choice("do_not_contact").decide(facts).outcome,
    }
    number = destination_number(ruleset, {**facts, **weighed})
    weighed["destination"] = facts[number] if number else LineType.MISSING
    return weighed


def destination_number(ruleset: Ruleset, facts: Mapping[str, Value]) -> PhoneKind | None:
    """Which of the contact's numbers a message goes to, or ``None`` when there is none."""
    number = ruleset.choice("destination_number").decide(facts).outcome
    return PhoneKind(number) if number != "none" else None


def _line_type(contact: Contact, kind: PhoneKind) -> LineType:
    phone = contact.phones.get(kind)
    return phone.line_type if phone else LineType.MISSING
