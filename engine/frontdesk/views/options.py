"""The drop-down of a contact: where it is, until when that can be corrected, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.desk.situations import contact_facts_of
from frontdesk.desk.statuses import offered_to, standings_of
from frontdesk.interpreter import statuses
from frontdesk.interpreter.attempts import Suggestion, suggestion
from frontdesk.interpreter.offers import Offer
from frontdesk.interpreter.reasons import may_be_given
from frontdesk.names import ContactId, ReasonId
from frontdesk.records import Contact


@dataclass(frozen=True, slots=True)
class Options:
    """What the drop-down of a contact shows."""

    contact: Contact
    correctable_until: datetime | None
    offers: tuple[Offer, ...]
    reasons: tuple[ReasonId, ...]
    """The lost reasons that may be given where one is asked for."""
    suggested: Suggestion | None


def options(act: Act, contact: ContactId) -> Options:
    """Return what may be chosen for *contact* now. Raises NoSuchContactError.

    A choice whose window has passed is shown as settled, whether or not the worker has come to it.
    """
    record = act.store.contact(contact)
    if statuses.is_settled(act.ruleset, record, act.now):
        record, _ = statuses.settle(act.ruleset, record)
    facts = contact_facts_of(act, record)
    until = statuses.settles_at(act.ruleset, record.choice) if record.choice else None
    reasons = may_be_given(act.ruleset, standings_of(act, record))
    return Options(record, until, offered_to(act, record), reasons, suggestion(act.ruleset, facts))
