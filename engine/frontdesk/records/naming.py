"""What people are called: the parts of a name as far as they are certain, and how a message addresses somebody.

A name that is written whole is taken apart where that is no guess, and greeted whole everywhere else: to be called by
half of one's name is worse than by all of it. Refuses to know names of any country: no list of given names decides
what comes first, and one list says only where to stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from frontdesk.strangers import link_in, says_how_many

_TITLES = (
    *("dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "rev", "sir", "dame", "herr", "frau"),
    *("mme", "mlle", "sra", "srta"),
)
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv", "md", "do", "dds", "dmd", "dpt", "pt", "phd", "rn", "np", "esq", "dvm")
_SECOND_GIVEN_NAMES = (
    *("ann", "anne", "anna", "beth", "carlos", "claire", "ellen", "grace", "jane", "jean", "jo", "joe", "jose", "josé"),
    *("kate", "kay", "lee", "lou", "louise", "luis", "lynn", "mae", "maria", "maría", "marie", "may", "paul", "rose"),
    "sue",
)
"""Second words of the commonest double given names: after one of them nobody can say whether a family name came."""
_LEFT_BY_MACHINES = ("null", "none", "undefined", "n/a", "unknown")
"""What programs write where they have no name; two of them are none either (first and last name put together)."""
_NO_NAME = ("no name", "noname", "nan nan")
_ONE_NAME = re.compile(r"[^\W\d_]+(?:[-'\u2019\u02bc\u02bb.][^\W\d_]+)*")
_MARKUP = re.compile(r"[<>{}=|\\]")


_REMEMBERED = 2_000
"""So many names are remembered as they were taken apart: a list of people asks for each of a batch several times."""


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody is called: the whole name without its title, and its parts where they are known, else empty."""

    whole: str
    given: str = ""
    family: str = ""
    salutation: str = ""


@lru_cache(_REMEMBERED)
def called(name: str) -> Called:
    """Take *name* apart where that is no guess.

    A title comes off (``Dr. Ada Fern``), a comma turns it around (``Fern, Ada``), and two plain words are a given and a
    family name, unless the second one follows another in double given names (``Mary Ann``). One word, three words, and
    a title before one word (``Mr. Fern``) stay whole.
    """
    words = name.split()
    if _are_given_and_family(words):
        return Called(name.strip(), words[0], words[1])
    name = name.strip(" ,")
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma:
        return _around_the_comma(name, before, after)
    title, rest = _without_title(name)
    if title and " " not in rest:
        return Called(name)
    words = _without_suffix(rest).split()
    if _are_given_and_family(words):
        return Called(rest, words[0], words[1], title)
    return Called(rest, salutation=title)


def together(given: str, family: str, salutation: str = "", whole: str = "") -> Called:
    """What somebody is called of whom the parts are told; *whole* is how it is shown, if not one after the other."""
    title, given = _without_title(given)
    if not title and given and all(map(_is_title, given.split())):
        title, given = given, ""
    return Called(called(whole).whole if whole else f"{given} {family}".strip(), given, family, salutation or title)


def greeting(one: Called) -> str:
    """How a message addresses somebody: by the given name, else by title and family name, else by the whole name.

    A name that was kept before links were refused in names addresses nobody: it is left out.
    """
    if link_in(one.whole):
        return ""
    if one.given:
        return one.given
    return f"{one.salutation} {one.family}" if one.salutation and one.family else one.whole


def fault_in_name(name: str) -> str:
    """Why *name* cannot be a name, as the end of a sentence on it; empty when it can."""
    is_plain = name.isascii() and name.replace(" ", "").isalpha()  # as most are: nothing but letters and spaces
    if fault := "" if is_plain else _link_in(name):
        return fault
    if not is_plain and not any(letter.isalpha() for letter in name):
        return "has no letter; what is the person called?"
    if not is_plain and says_how_many(name):
        return "says how many there are, as below a list, and is nobody's name"
    words = (name if is_plain else re.sub(r"[()\[\].]", "", name)).casefold()
    if words in _NO_NAME or all(word in _LEFT_BY_MACHINES for word in words.split()):
        return "stands where a name is missing; what is the person called?"
    return "" if is_plain else _markup_in(name)


def fault_in_label(label: str) -> str:
    """Why *label* cannot stand in a message as what something is called; it may be a number, unlike a name."""
    return _link_in(label) or _markup_in(label)


def _link_in(name: str) -> str:
    link = link_in(name)
    return f"holds '{link}', which a phone makes a link of; a message would carry it" if link else ""


def _markup_in(name: str) -> str:
    sign = _MARKUP.search(name)
    return f"holds '{sign[0]}', which no name has; is it a field that nobody filled in?" if sign else ""


def _around_the_comma(name: str, before: str, after: str) -> Called:
    """A name with a comma: a family name before the given one, or a name before its title or suffixes."""
    if all(_is_suffix(word) for word in re.split(r"[\s,]+", after)):
        inner = called(before)
        return Called(name, inner.given, inner.family, inner.salutation)
    if _is_title(after):
        inner = called(before)
        return Called(inner.whole, inner.given, inner.family, inner.salutation or after)
    given, comma, suffix = (part.strip() for part in after.partition(","))
    if comma and not all(_is_suffix(word) for word in suffix.split()):
        return Called(name)
    title, given = _without_title(given)
    if not given or _is_title(given):
        return Called(name)
    whole = f"{given} {before}{f', {suffix}' if suffix else ''}"
    return Called(whole, given, before, title)


def _without_title(name: str) -> tuple[str, str]:
    """The titles in front of *name*, and the rest; a name that is nothing else keeps them."""
    words = name.split()
    count = 0
    while count < len(words) and _is_title(words[count]) and not (words[count].isupper() and not name.isupper()):
        count += 1
    if not count or count == len(words):
        return "", name
    return " ".join(words[:count]), " ".join(words[count:])


def _without_suffix(name: str) -> str:
    words = name.split()
    while len(words) > 2 and _is_suffix(words[-1]):
        words.pop()
    return " ".join(words)


def _is_title(word: str) -> bool:
    return word.removesuffix(".").casefold() in _TITLES


def _is_suffix(word: str) -> bool:
    return word.replace(".", "").casefold() in _SUFFIXES


def _are_given_and_family(words: list[str]) -> bool:
    return len(words) == 2 and all(map(_plain, words)) and words[1].casefold() not in _SECOND_GIVEN_NAMES


def _plain(word: str) -> bool:
    """Whether a word is one name: letters, and what stands inside names, of a script that puts spaces between names."""
    if word.isascii() and word.isalpha():
        return len(word) > 1 and not _is_title(word)
    letters = [letter for letter in word if letter.isalpha()]
    written_together = any("\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in letters)
    one_name = len(letters) > 1 and not written_together and not _is_title(word)
    return one_name and _ONE_NAME.fullmatch(word) is not None


@lru_cache(_REMEMBERED)
def same_name(name: str) -> str:
    """A name as every list that tells of the same person has it: "Fern, Ada" and "ADA  FERN" are one."""
    return " ".join(called(name).whole.casefold().split())
