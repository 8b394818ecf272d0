"""The columns by which somebody names what is known of a contact, by hand: ours, and what others call them.

Which fields there are, and what other systems call them, is the knowledge of ``mapping``. What is recorded of consent
is none of them by hand: somebody said it, in words. Knows no row and no cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.file_words import FileOf
from frontdesk.mapping import Holds, fields_of
from frontdesk.mapping.headings import meaning_of
from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.names import PhoneKind
from frontdesk.problems import FrontdeskError, choices, did_you_mean

_OF_A_FILE = frozenset({"contact"})
COLUMNS: tuple[str, ...] = tuple(
    name
    for name, one in fields_of(FileOf.CONTACTS).items()
    if one.holds is not Holds.CONSENT and name not in _OF_A_FILE
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
        name = written if written in known else _meant(title)
        if name not in known:
            hint = did_you_mean(written, known) or f"columns are {choices(dict.fromkeys((*own, *COLUMNS)), most=30)}"
            raise HeadingError(f"nothing reads a column called '{title}'; {hint}")
        if name in places:
            raise HeadingError(f"the column '{title}' is there twice")
        places[name] = index
    if not {"name", "first name", "last name"} & places.keys():
        raise HeadingError("there is no column 'name' (or 'first name' and 'last name')")
    return places


def _meant(title: str) -> str:
    """The column that others call so, where they mean one thing by it; a phone without a word more is the cell."""
    meaning = meaning_of(title, FileOf.CONTACTS)
    likeliest = meaning.fields[0] if meaning and meaning.fields else ""
    return likeliest if meaning and (meaning.sure or likeliest == PhoneKind.CELL) else ""


def own_facts(ruleset: Ruleset) -> list[Fact]:
    """The practice's own facts of a contact, each of which is a column of its name."""
    return [fact for fact in ruleset.facts.values() if fact.own and fact.of is Scope.CONTACT]
