"""Who corrected what is known of a contact last, and what was taken away: an import or an EMR turns no correction back.

Read from the journal, which says of every correction what was said before. Decides nothing: whoever takes over what
another system says knows which corrections are its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.journal import ContactCorrected, FactsNoted, PreferencesSet
from frontdesk.names import COMPANIONS, ContactId, PhoneKind
from frontdesk.records import address_key

ADDRESSES = frozenset({*PhoneKind, "email", *(f"{one}_{kind}" for one in COMPANIONS for kind in (*PhoneKind, "email"))})
"""The columns of which each says an address, with what a carrier found out of it behind a comma."""
_ON_THE_FACESHEET = frozenset({"preferred_number", "preferred_method", "do_not_contact"})


@dataclass(frozen=True, slots=True)
class LastCorrection:
    """The last correction of one column: when, by whom, by which imported file if by one, and what it said *before*.

    ``before_is_known`` is False where the journal says only what was noted then: a fact, or a preference.
    ``took_away``: it is not the last, but the one that took away what *before* says.
    """

    at: datetime
    by: str
    file: str
    before: str
    before_is_known: bool = True
    took_away: bool = False


def last_correction(act: Act, contact: ContactId, column: str) -> LastCorrection | None:
    """The last correction of *column* of *contact*; ``None`` where it is as it came.

    A file that knows better what kind of number somebody has corrects no number.
    """
    last = None
    for entry in act.store.journal(contact=contact):
        match entry.said:
            case ContactCorrected(columns, before, after, file) if column in columns:
                if file and is_same(column, before.get(column, ""), after.get(column, "")):
                    continue
                last = LastCorrection(entry.at, entry.by, file, before.get(column, ""))
            case FactsNoted(facts) if column in facts:
                last = LastCorrection(entry.at, entry.by, "", "", before_is_known=False)
            case PreferencesSet() if column in _ON_THE_FACESHEET:
                last = LastCorrection(entry.at, entry.by, "", "", before_is_known=False)
    return last


def taken_away(act: Act, contact: ContactId, column: str, value: str) -> LastCorrection | None:
    """The correction by which somebody here took *value* from *column*; ``None`` where nobody did, or it was put back.

    An address is taken from a contact, whichever column says it. What a file says meanwhile puts nothing back, and
    takes nothing away.
    """
    wanted, taken = _value(column, value), None
    for entry in act.store.journal(contact=contact):
        match entry.said:
            case ContactCorrected(_, before, after, ""):
                if wanted in _values(column, after):
                    taken = None
                elif wanted in _values(column, before):
                    taken = LastCorrection(entry.at, entry.by, "", value, took_away=True)
    return taken


def is_same(column: str, one: str, other: str) -> bool:
    """Whether two values of *column* say the same, whatever a carrier found out of an address, and in any letters."""
    return _value(column, one) == _value(column, other)


def _value(column: str, said: str) -> str:
    return address_key(said.split(", ")[0]) if column in ADDRESSES else said.casefold()


def _values(column: str, said: Mapping[str, str]) -> set[str]:
    """What *said* says of a column, or as an address in any."""
    columns = ADDRESSES if column in ADDRESSES else (column,)
    return {_value(one, said[one]) for one in columns if one in said}
