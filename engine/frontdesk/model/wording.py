"""The form in which a reply and the words that it may be are compared, so that both are read alike.

Knows no keyword and no language: it drops what changes no word (case, width, accents, emoji, spaces, hyphens).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from frontdesk.strangers import on_one_line

_UNSEEN = ("Cf", "Cc", "Cn")
_TONES = range(0x1F3FB, 0x1F400)
"""The five skin tones of an emoji, which change nothing of what it says."""


def readable(text: str) -> str:
    """The reply as rules read it: one line in lower case, without punctuation and emoji at its ends.

    One that has no letter and no figure stays what it is: an emoji is an answer too. Source of the widths: Unicode's
    normalization form KC (UAX 15), by which a full-width letter is the letter.
    """
    seen = "".join(letter for letter in _folded(text) if not _is_unseen(letter))
    words = " ".join(seen.split())
    said = [index for index, letter in enumerate(words) if _is_said(letter)]
    return words[said[0] : said[-1] + 1] if said else words


def comparable(text: str) -> str:
    """What is the same for every way to write the same words: ``STOP ALL``, ``Stop-all!`` and ``stopall``.

    Accents of Latin letters go (``ARRÊT`` is written as ``ARRET``); marks of other scripts are letters there and stay.
    Without any letter or figure, the emoji themselves, each once.
    """
    seen = unicodedata.normalize("NFC", "".join(_without_accents(readable(text))))
    letters = "".join(filter(_is_said, seen))
    return letters or "".join(dict.fromkeys(seen.replace(" ", "")))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a reply in lower case, without what stands between them: ``opt`` and ``out`` of ``Opt-out!``."""
    return tuple("".join(letters) for said, letters in groupby(readable(text), _is_said) if said)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", on_one_line(text)).casefold()


def _is_said(letter: str) -> bool:
    """Whether it is a letter, a figure, or a mark that belongs to one."""
    return unicodedata.category(letter)[0] in "LNM"


def _is_unseen(letter: str) -> bool:
    """Whether nobody sees it: a joiner, or what gives an emoji its colour, its tone or its frame."""
    shaped = "\ufe00" <= letter <= "\ufe0f" or letter == "\u20e3" or ord(letter) in _TONES
    return shaped or unicodedata.category(letter) in _UNSEEN


def _without_accents(text: str) -> Iterator[str]:
    latin = False
    for letter in unicodedata.normalize("NFD", text):
        is_mark = unicodedata.category(letter) == "Mn"
        if not is_mark:
            latin = "a" <= letter <= "z"
        if not (is_mark and latin):
            yield letter
