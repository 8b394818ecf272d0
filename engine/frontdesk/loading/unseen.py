"""What a writer cannot see: letters that look like others, and text that YAML reads shorter or longer than it looks.

Looks at lines as they are written (Y008, Y009); knows no key and no topic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from frontdesk.loading.text import FileText
from frontdesk.problems import Location, Problem, severity_of

_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ", "aeopcyxijshdqwABEKMHOPCTXYIJS", strict=True))
_GREEK = dict(zip("οανιρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavipABEZHIKMNOPTYX", strict=True))
_TWINS = _CYRILLIC | _GREEK
"""Letters of other scripts and the Latin letter that each is taken for."""
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<=[A-Za-z])[\u200c-\u200f](?=[A-Za-z])"
)
"""What no writing needs; joiners and direction marks only where they split a Latin word."""
_CUT_OFF = re.compile(r"\s+(#\S.*)$")
_GLUED = re.compile(r"\s*(-[^\W\d]\S*)")


def odd_letters(file: FileText) -> Iterator[Problem]:
    """Yield every letter that cannot be seen, and every word with a letter that belongs to another script."""
    for number, line in enumerate(file.lines, start=1):
        if line.isascii():
            continue
        for match in _INVISIBLE.finditer(line):
            name = unicodedata.name(match[0], "a letter without a name").lower()
            place = Location(file.shown, number, match.start() + 1)
            yield _warning(place, "Y008", f"a letter that cannot be seen stands here ({name})", "delete it")
        for match in _WORD.finditer(line):
            yield from _mixed(match[0], Location(file.shown, number, match.start() + 1, len(match[0])))


def misread(file: FileText, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Problem]:
    """Yield what is wrong with how a text without quotes was read, from *start* to *end*: (line, column) from 0."""
    if match := _CUT_OFF.match(file.lines[end[0]], end[1]):
        place = Location(file.shown, end[0] + 1, match.start(1) + 1, len(match[1]))
        hint = "put quotes around the whole text; if it is a comment, write a space after the #"
        yield _warning(place, "Y009", f"the text before ends here: '{match[1].strip()}' is read as a comment", hint)
    for number in range(start[0], end[0] + 1):
        match = _GLUED.match(file.lines[number])
        if match and (number > start[0] or match.start(1) == start[1]):
            place = Location(file.shown, number + 1, match.start(1) + 1, len(match[1]))
            cause = f"'{match[1]}' is read as text, not as an item of a list"
            yield _warning(place, "Y009", cause, "write a space after the dash")


def _mixed(word: str, place: Location) -> Iterator[Problem]:
    twins = [letter for letter in word if letter in _TWINS]
    if twins and any(letter.isascii() for letter in word):
        script = "Cyrillic" if twins[0] in _CYRILLIC else "Greek"
        cause = f"'{word}' is written with a {script} letter that looks like '{_TWINS[twins[0]]}'"
        meant = "".join(_TWINS.get(letter, letter) for letter in word)
        yield _warning(place, "Y008", cause, f"type the word again: '{meant}'")


def _warning(place: Location, code: str, cause: str, hint: str) -> Problem:
    return Problem(place, code, cause, hint, severity_of(code))
