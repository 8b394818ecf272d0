"""How headings are compared: without regard to large letters, white space, hyphens, underscores and a byte-order mark.

Of columns with one heading the second is called ``Phone (2)``, and so on, so that a mapping can name each. Knows no
mapping and no field.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_BYTE_ORDER_MARK = "\ufeff"
_ALIKE = 0.85
"""From here on a word is another one misspelt, not another word: as 'emails' is 'email', and 'state' no 'status'."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its place from 0, its heading as it stands, what it is called, and how that is compared.

    ``first`` is the place of the first column with the same heading: its own, where there is no other before it.
    """

    place: int
    written: str
    called: str
    key: str
    first: int


@cache
def heading_key(text: str) -> str:
    """The form in which headings are compared."""
    return "".join(one for one in text.casefold() if not (one.isspace() or one in _WITHOUT or _is_dash(one)))


def headings_of(written: Sequence[str]) -> tuple[Heading, ...]:
    """Every column of a file by its heading; one that has none is called by its place (``column 7``), without a key."""
    taken = {heading_key(one) for one in written}
    firsts: dict[str, int] = {}
    found: list[Heading] = []
    for place, text in enumerate(written):
        shown = " ".join(text.replace(_BYTE_ORDER_MARK, "").split())
        key = heading_key(text)
        first = firsts.setdefault(key, place) if key else place
        called = shown or f"column {place + 1}"
        if first != place:
            called, key = _numbered(shown, taken)
        found.append(Heading(place, shown, called, key, first))
    return tuple(found)


def nearest(heading: str, names: Iterable[str]) -> str:
    """The one of *names* that has the words of *heading*, in any order, or misspelt; empty when there is none.

    Whole words are compared, and as many: what only looks alike (``mobile`` and ``home``) is no suggestion.
    """
    words = _words(heading)
    for name in names:
        others = _words(name)
        if len(words) == len(others) and all(map(_is_like, sorted(words), sorted(others))):
            return name
    return ""


_WITHOUT = frozenset(("_", _BYTE_ORDER_MARK))


def _is_dash(letter: str) -> bool:
    return unicodedata.category(letter) == "Pd"


def _numbered(shown: str, taken: set[str]) -> tuple[str, str]:
    """What a further column with a heading is called: by the next number that no column has."""
    number = 2
    while (key := heading_key(f"{shown} ({number})")) in taken:
        number += 1
    taken.add(key)
    return f"{shown} ({number})", key


def _words(text: str) -> list[str]:
    parted = "".join(one if one.isalnum() else " " for one in text.casefold())
    return parted.split()


def _is_like(one: str, other: str) -> bool:
    if one == other or (len(one) > 3 and sorted(one) == sorted(other)):
        return True
    return min(len(one), len(other)) > 3 and difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE
