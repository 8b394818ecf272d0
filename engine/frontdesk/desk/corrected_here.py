"""Who corrected what is known of a contact last, and what it said before: an import or an EMR turns no correction back.

Read from the journal, which says of every correction what was said before. Decides nothing: whoever takes over what
another system says knows which corrections are its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.journal import ContactCorrected, FactsNoted, PreferencesSet
from frontdesk.names import ContactId

_ON_THE_FACESHEET = frozenset({"preferred_number", "preferred_method", "do_not_contact"})


@dataclass(frozen=True, slots=True)
class LastCorrection:
    """The last correction of one column: when, by whom, by which imported file if by one, and what it said *before*.

    ``before_is_known`` is False where the journal says only what was noted then: a fact, or a preference.
    """

    at: datetime
    by: str
    file: str
    before: str
    before_is_known: bool = True


def last_correction(act: Act, contact: ContactId, column: str) -> LastCorrection | None:
    """The last correction of *column* of *contact*; ``None`` where it is as it came."""
    last = None
    for entry in act.store.journal(contact=contact):
        match entry.said:
            case ContactCorrected(columns, before, _, file) if column in columns:
                last = LastCorrection(entry.at, entry.by, file, before.get(column, ""))
            case FactsNoted(facts) if column in facts:
                last = LastCorrection(entry.at, entry.by, "", "", before_is_known=False)
            case PreferencesSet() if column in _ON_THE_FACESHEET:
                last = LastCorrection(entry.at, entry.by, "", "", before_is_known=False)
    return last
