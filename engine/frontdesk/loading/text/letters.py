"""Letters that look like others, and characters that nobody sees: what people paste without knowing.

Knows which letters are taken for which (the commonest of Unicode's list of confusable characters, UTS 39); nothing of
YAML.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from frontdesk.strangers import unseen

_CYRILLIC = dict(zip("асеіјорѕухһԁԛԝАВСЕНІЈКМОРЅТУХ", "aceijopsyxhdqwABCEHIJKMOPSTYX", strict=True))
_GREEK = dict(zip("ονικρυαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovikpuaABEZHIKMNOPTYX", strict=True))
_LOOK_ALIKES = {**_CYRILLIC, **_GREEK}
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = ("FULLWIDTH LATIN", "MATHEMATICAL")


@dataclass(frozen=True, slots=True)
class OddLetter:
    """A letter that is not what it looks like: its index, and a sentence about it."""

    index: int
    said: str


def odd_letter(text: str) -> OddLetter | None:
    """The first character of *text* that nobody sees, or that looks like a Latin letter inside a Latin word."""
    if text.isascii():
        return None
    for index, letter in enumerate(text):
        if unseen(text, index):
            name = unicodedata.name(letter, "a nameless character").lower()
            return OddLetter(index, f"an invisible character stands in this text: {name} (U+{ord(letter):04X})")
    for word in _WORD.finditer(text):
        if re.search("[A-Za-z]", word[0]) and (found := _look_alike(word[0])):
            return OddLetter(word.start() + found.index, found.said)
    return None


def odd_name(name: str) -> OddLetter | None:
    """The first character that makes *name* another name than the one it looks like."""
    return odd_letter(name) or _look_alike(name)


def as_it_looks(text: str) -> str:
    """*text* with the letters that it seems to be made of."""
    return "".join(_latin(letter) for index, letter in enumerate(text) if not unseen(text, index))


def _look_alike(word: str) -> OddLetter | None:
    for index, letter in enumerate(word):
        if (latin := _latin(letter)) != letter:
            script = unicodedata.name(letter).split()[0].capitalize()
            known = f"'{letter}' is a {script} letter (U+{ord(letter):04X})"
            return OddLetter(index, f"{known} that looks like the Latin '{latin}' (U+{ord(latin):04X})")
    return None


def _latin(letter: str) -> str:
    if letter in _LOOK_ALIKES:
        return _LOOK_ALIKES[letter]
    if not letter.isascii() and unicodedata.name(letter, "").startswith(_WIDE):
        plain = unicodedata.normalize("NFKC", letter)
        return plain if plain.isascii() and plain.isalpha() else letter
    return letter
