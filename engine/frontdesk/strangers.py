"""What strangers write, before it is kept: a name from a web form, a cell of somebody's list, words in a reply.

Knows which characters a terminal obeys, which nobody sees, which turn a line around, how long a text may be, and what
is an address of the web. Knows no contact, and says nothing of texts that a practice writes in its own rules.
"""

from __future__ import annotations

import re
import sys
import unicodedata

from frontdesk.problems import FrontdeskError

MOST_IN_A_NAME = 200
"""So many letters a name has at most; the longest that registries take are shorter."""
MOST_IN_A_CELL = 500
MOST_IN_A_NOTE = 20_000
MOST_MARKS = 4
"""So many marks one letter carries at most; Hebrew and Vietnamese need three, a heap of them hides the lines above."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the letters after it around (UAX 9, explicit directions): a name so written reads as another one."""
_TO_BE_SPELT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
"""What a file that people look at in a terminal does not hold; a carriage return alone writes over its own line."""
_SPELT = re.compile("<U\\+([0-9A-F]{4,6})>")
_JOINERS = "\u200c\u200d\u200e\u200f"
"""What joins or turns letters of other scripts, and the parts of one emoji: welcome beside those, nowhere else."""
_FILLERS = "\u034f\u115f\u1160\u3164\uffa0"
"""Letters and marks that nobody sees, though Unicode counts them as such."""
_OBEYED = {"Cc": "a character that a terminal would obey", "Cs": "a character that is no readable text"}
_BREAKS = ("Zs", "Zl", "Zp")
_TITLES_WITH_A_DOT = "dr|mr|mrs|ms|mx|prof|rev|st|ste|ma|jr|sr|fr|hon|capt|lt|col|sgt|sra|srta|mme|mlle"
_WELL_KNOWN_ENDS = (
    *("com", "net", "org", "info", "biz", "edu", "gov", "app", "dev", "link", "site", "online", "shop", "store"),
    *(
        "xyz",
        "top",
        "club",
        "live",
        "click",
        "page",
        "web",
        "example",
        "test",
        "io",
        "co",
        "me",
        "ly",
        "gg",
        "to",
        "us",
    ),
)
_SPELT_OUT = re.compile(r"://|\bwww\.|\b(?:mailto|tel|javascript):|[\w-]\.[\w-]{2,}[/?#:]|\S@\S+\.\S", re.IGNORECASE)
_COUNTED = (
    "active|inactive|new|rows?|lines?|records?|entries|names?|results?|items?|people|persons?|patients?|contacts?|clients?"
    "|leads?|members?|famil(?:y|ies)|guarantors?|recalls?|reminders?|appointments?|appts?|visits?|procedures?"
)
_SUMMED = r"(?:grand |sub-?)?totals?\b[\w ]{0,30}[:=(-]?|(?:count|sum|number of [\w ]+|rows|records|patients)\s*[:=]"
_HOW_MANY = re.compile(
    rf"(?:{_SUMMED})\s*[\d.,]*\d(?: (?:{_COUNTED}))*\)?\.?"  # Total: 412; Total (3 patients); Records: 412
    rf"|[\d.,]*\d(?: (?:{_COUNTED}))+(?: (?:in total|total|found|listed|exported|selected|shown|returned))?\.?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?<![\w.])((?:[\w-]+\.)+)([^\W\d_]{2,})(?![\w.])")


class OddTextError(FrontdeskError):
    """A text from outside that is not kept as it stands; nothing was."""


def on_one_line(text: str) -> str:
    """Return words from outside without what a terminal would obey, or nobody would see: one line, readable anywhere.

    For what was said already and is only reported, so that it cannot be refused any more.
    """
    if text.isascii() and text.isprintable():
        return text
    line: list[str] = []
    marks = 0
    for index, letter in enumerate(text):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind in _OBEYED or kind in _BREAKS:
            line.append(" ")
        elif marks <= MOST_MARKS and not unseen(text, index):
            line.append(letter)
    return "".join(line)


def spelt_out(text: str) -> str:
    """Return *text* as it stands, but for what a terminal would obey or turn around, of which the number is written.

    Line breaks and tabs stay. ``as_spelt`` makes of ``<U+001B>`` again what it stands for.
    """
    if text.isprintable():
        return text
    return _TO_BE_SPELT.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def as_spelt(text: str) -> str:
    """Return what ``spelt_out`` made its text from."""
    return _SPELT.sub(_letter, text) if "<U+" in text else text


def _letter(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    letter = chr(number) if number <= sys.maxunicode else ""
    return letter if _TO_BE_SPELT.fullmatch(letter) else found[0]


def tidied(text: str) -> str:
    """Return *text* as it was meant: in one form of Unicode (NFC), white space as single spaces, nothing unseen.

    A line break is white space. What a form or a web page leaves behind in a copied text means nothing, and goes.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    whole = unicodedata.normalize("NFC", text)
    if whole.isprintable() and not any(one in whole for one in _FILLERS):
        return " ".join(whole.split())
    seen = "".join(one for index, one in enumerate(whole) if _TURNING.match(one) or not unseen(whole, index))
    return " ".join(seen.split())


def fault_in(text: str, most: int) -> str:
    """Why a tidied text cannot be kept, as the end of a sentence on it; empty when it can."""
    if len(text) > most:
        return f"has {len(text):,} letters, and may have {most:,}"
    if text.isascii() and text.isprintable():
        return ""
    marks = 0
    for letter in text:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if what := _OBEYED.get(kind, ""):
            return f"holds {what} (U+{ord(letter):04X})"
        if _TURNING.match(letter):
            return f"holds a character that turns the text around (U+{ord(letter):04X})"
        if marks > MOST_MARKS:
            return f"heaps more than {MOST_MARKS} marks on one letter"
    return ""


def kept(what: str, text: str, most: int = MOST_IN_A_CELL) -> str:
    """Return *text* as it is kept; *what* it is begins the sentence if it cannot be. Raises OddTextError."""
    tidy = tidied(text)
    if fault := fault_in(tidy, most):
        raise OddTextError(f"{what} {fault}; nothing was kept")
    return tidy


def link_in(text: str) -> str:
    """The part of *text* that a phone or a mail program would make into a link; empty when there is none.

    Two words with a dot between them count as one where the second is written small, as addresses are, or is one of the
    commonest ends of addresses. So ``St.John`` and ``A.Fern`` are names, ``evil.example`` and ``Evil.Com`` are not.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace("\u3002", ".")
    if not {".", ":", "@"} & set(plain):
        return ""
    if found := _SPELT_OUT.search(plain):
        return next(word for word in plain.split() if found[0].split()[0] in word)
    for dotted in _DOTTED.finditer(plain):
        before, end = dotted[1].removesuffix("."), dotted[2]
        title = re.fullmatch(_TITLES_WITH_A_DOT, before.rpartition(".")[2], re.IGNORECASE)
        initials = all(len(part) == 1 and part.isupper() for part in before.split(".")) and not end.islower()
        small = end == end.lower()
        if not title and not initials and (small or end.casefold() in _WELL_KNOWN_ENDS):
            return dotted[0]
    return ""


def says_how_many(text: str) -> bool:
    """Whether *text* says but how many of something there are, as below a list: ``16 patients``, ``Total: 3``."""
    return _HOW_MANY.fullmatch(text.strip()) is not None


def unseen(text: str, index: int) -> bool:
    """Whether nobody sees the character at *index* of *text*, and it does no work there."""
    letter = text[index]
    if letter in _FILLERS:
        return True
    if letter.isascii() or unicodedata.category(letter) != "Cf":
        return False
    beside = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    is_tag = 0xE0020 <= ord(letter) <= 0xE007F
    return not ((letter in _JOINERS or is_tag) and any(not one.isascii() for one in beside))
