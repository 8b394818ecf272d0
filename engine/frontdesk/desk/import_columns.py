"""The heading of an import: which columns are read, what others call them, and where each stands.

An EMR or a lead source has words of its own for the same thing, so that its file is read as it comes. Knows no row and
no cell, and nobody's answer: what a column takes is said where rows are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.names import COMPANIONS
from frontdesk.problems import FrontdeskError, choices, did_you_mean

_CALLED: Mapping[str, str] = {
    "given name": "first name",
    "surname": "last name",
    "family name": "last name",
    "honorific": "salutation",
    "date of birth": "born",
    "birth date": "born",
    "dob": "born",
    "lost reason": "reason",
    "follow-up": "follow_up",
    "follow up": "follow_up",
    "follow-up date": "follow_up",
    "phone (mobile)": "cell",
    "mobile": "cell",
    "phone": "cell",
    "home phone": "home",
    "work phone": "work",
    "e-mail": "email",
    "notes": "note",
    "state": "status",
    "id": "reference",
    "patient_id": "reference",
    "time zone": "zone",
}
COLUMNS: tuple[str, ...] = (
    *("name", "first name", "last name", "salutation", "born", "language"),
    *("cell", "cell_type", "home", "home_type", "work", "work_type", "email"),
    *("status", "phase", "zone", "region", "reference", "basis"),
    *("preferred_number", "preferred_method", "do_not_contact", "note", "reason", "follow_up"),
    *(f"{companion}{what}" for companion in COMPANIONS for what in ("", "_cell", "_home", "_work", "_email")),
)
"""The columns that are read; the practice's own facts of a contact join them by name, and come before any other."""


class HeadingError(FrontdeskError):
    """The columns are not named as they are read."""


def columns_of(ruleset: Ruleset, heading: Sequence[str]) -> dict[str, int]:
    """Which column is where. Raises HeadingError for one that nothing reads, or when no name is there."""
    own = [fact.name for fact in own_facts(ruleset)]
    known = {*COLUMNS, "cause", *own}
    places: dict[str, int] = {}
    for index, title in enumerate(heading):
        written = " ".join(title.strip().casefold().split())
        name = written if written in own else _CALLED.get(written, written)
        if name not in known:
            every = dict.fromkeys((*own, *COLUMNS))
            hint = did_you_mean(written, {*known, *_CALLED}) or f"columns are {choices(every, most=30)}"
            raise HeadingError(f"nothing reads a column called '{title}'; {hint}")
        if name in places:
            raise HeadingError(f"the column '{title}' is there twice")
        places[name] = index
    if not {"name", "first name", "last name"} & places.keys():
        raise HeadingError("there is no column 'name' (or 'first name' and 'last name')")
    return places


def own_facts(ruleset: Ruleset) -> list[Fact]:
    """The practice's own facts of a contact, each of which is a column of its name."""
    return [fact for fact in ruleset.facts.values() if fact.own and fact.of is Scope.CONTACT]
