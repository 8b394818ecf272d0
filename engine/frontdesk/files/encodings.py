"""In which letters a text is written: found out where it is certain, asked where it is not, never guessed.

UTF-8 and UTF-16 can be told from the bytes. Which of the older encodings a file is in cannot: what reads well is shown,
and somebody who knows the names says which it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from frontdesk.files.rows import FileError

_MARKS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER = {"windows-1252": "cp1252", "macroman": "mac_roman"}
"""The encodings without a mark of their own that exports come in, and what Python calls them."""
_AT_ONCE = 1 << 20
_BEGINNING = 4_096
_MOST_WORDS = 40
_PROBES = ("Ada,+AGE- \\n\r\n", "xn--mnchen-3ya")
"""Plain letters with what some encodings take for signs of their own: one that changes them is none of letters."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as Python calls it, and what somebody should know of it; empty for UTF-8."""

    name: str
    said: str = ""


def encoding_of(path: Path, given: str) -> Encoding:
    """The encoding of the file at *path*: the one that is *given*, else the one that its first bytes tell, else UTF-8.

    Raises FileError for an encoding that is none, or that the file is evidently not in.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    marked = next((name for mark, name in _MARKS if beginning.startswith(mark)), "") or _by_zeros(beginning)
    if given:
        return Encoding(_checked(path, given, marked))
    if marked.startswith(("utf-16", "utf-32")):
        return Encoding(marked, f"written in {marked[:6].upper()}")
    return Encoding("utf-8-sig")


@contextmanager
def reading(path: Path, encoding: Encoding) -> Iterator[TextIO]:
    """The text of the file; what is not in its encoding is a FileError with its line, also while it is read."""
    with path.open(encoding=encoding.name, newline="") as file:
        try:
            yield file
        except UnicodeError as error:
            raise _misread(path, encoding.name, error) from None


def _by_zeros(beginning: bytes) -> str:
    """UTF-16 without its mark, known by a zero in every second byte: two columns of plain letters have no other."""
    even, odd = beginning[::2], beginning[1::2]
    if len(odd) >= 2 and odd.count(0) * 10 >= len(odd) * 6 and not even.count(0):
        return "utf-16-le"
    if len(odd) >= 2 and even.count(0) * 10 >= len(even) * 6 and not odd.count(0):
        return "utf-16-be"
    return ""


def _checked(path: Path, given: str, marked: str) -> str:
    """What Python calls the encoding that was given. Raises FileError."""
    try:
        name = codecs.lookup(_OLDER.get(given.casefold(), given)).name
        is_wide = name.startswith(("utf-16", "utf-32"))
        if not is_wide and any(probe.encode("ascii").decode(name) != probe for probe in _PROBES):
            raise LookupError
    except (LookupError, UnicodeError, ValueError):
        raise FileError(
            f"'{given}' is no encoding of texts; write one like utf-8, utf-16, windows-1252 or macroman"
        ) from None
    said = f"{path.name} is said to be in {given}, and is in {{}}; leave the encoding out"
    if is_wide:
        if marked.startswith(name[:6]):
            return marked
        if marked:
            raise FileError(said.format(marked.removesuffix("-sig").upper()))
        return name
    if name == "utf-8":
        if marked.startswith(("utf-16", "utf-32")):
            raise FileError(said.format(marked[:6].upper()))
        return "utf-8-sig"
    if marked:
        raise FileError(said.format(marked.removesuffix("-sig").upper()))
    if word := _first_odd_word_in_utf8(path):
        wrong = word.encode("utf-8").decode(name, "replace")
        raise FileError(f"{said.format('UTF-8')}: in {given}, '{word}' would read '{wrong}'")
    return name


def _first_odd_word_in_utf8(path: Path) -> str:
    """The first word of a file in UTF-8 that has more than plain letters; empty for any other file.

    Letters of another encoding that happen to be UTF-8 throughout a whole file do not occur.
    """
    decoder, found, last = codecs.getincrementaldecoder("utf-8")(), "", ""
    with path.open("rb") as file:
        try:
            while data := file.read(_AT_ONCE):
                text = decoder.decode(data)
                if not found and not text.isascii():
                    found = _odd_word(last + text)
                last = text[-50:]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return ""
    return found


def _misread(path: Path, encoding: str, error: UnicodeError) -> FileError:
    """What to say of a file that is not in the encoding in which it was read."""
    shown = encoding.removesuffix("-sig").upper()
    if encoding.startswith(("utf-16", "utf-32")):
        return FileError(f"{path.name} is not in {shown} throughout ({error}): it was damaged; export it again")
    if encoding != "utf-8-sig":
        return _not_in(path, shown)
    odd = _odd_in(path)
    line, words = odd.line, odd.words
    if odd.cut:
        return FileError(
            f"{path.name}, line {line}: the file ends in the middle of a letter, so it was not saved or sent whole; "
            "export it again"
        )
    cause = f"{path.name}, line {line}: it is not in UTF-8"
    if odd.has_utf8:
        return FileError(
            f"{cause}, though lines before are: the file was put together from two. Mend that line, "
            "or import the two one by one"
        )
    readings = {name: [_decoded(word, python) for word in words] for name, python in _OLDER.items()}
    plausible = {name: sum(map(_reads_well, read)) for name, read in readings.items()}
    most = max(plausible.values())
    likely = [name for name, count in plausible.items() if count == most and most * 2 > len(words)]
    shown_as = " or ".join(f"'{read[0]}' if it is in {name}" for name, read in readings.items() if read[0])
    if not shown_as:
        return FileError(f"{cause}, and in no encoding that is known here; save it as 'CSV UTF-8'")
    first = likely[0] if likely else "windows-1252"
    return FileError(
        f"{cause}. A word there reads {shown_as}. Whoever knows the name says which: import it with "
        f"'--encoding {first}', or write 'file: {{encoding: {first}}}' in its mapping; or save it as 'CSV UTF-8'"
    )


def _not_in(path: Path, encoding: str) -> FileError:
    """What to say of a file in which a letter of the encoding that was said for it is undefined."""
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file.read(_AT_ONCE)), 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return FileError(f"{path.name}, line {number}: it is not in {encoding}, as was said")
    return FileError(f"{path.name} is not in {encoding}, as was said")


@dataclass(slots=True)
class _Odd:
    """What is not in UTF-8 in a file: the first line of it, and words from there on.

    ``has_utf8`` tells that lines before are, and in more than plain letters; ``cut`` that the file only ends too early.
    """

    line: int = 0
    words: list[bytes] = field(default_factory=list)
    has_utf8: bool = False
    cut: bool = False


def _odd_in(path: Path) -> _Odd:
    found, number = _Odd(), 0
    with path.open("rb") as file:
        # Lines as bytes: a carriage return alone ends no line here, so the number is put right below.
        for line in file:
            parts = re.split(rb"\r(?!\n)", line) if b"\r" in line else [line]
            for part in parts:
                number += bool(part) or len(parts) == 1
                try:
                    found.has_utf8 |= not found.line and not part.decode("utf-8").isascii()
                except UnicodeDecodeError as error:
                    if not found.line and error.reason == "unexpected end of data" and not part.endswith(b"\n"):
                        found.cut = part is parts[-1] and not file.read(1)
                    found.line = found.line or number
                    found.words += re.findall(rb"[\x80-\xff'A-Za-z-]*[\x80-\xff][\x80-\xff'A-Za-z-]*", part)
            if len(found.words) >= _MOST_WORDS:
                break
    return found


def _lines(data: bytes) -> list[bytes]:
    return re.split(rb"\r\n|\r|\n", data)


def _odd_word(text: str) -> str:
    """The first word of a text that has more than plain letters."""
    found = re.search(r"[\w'’-]*[^\x00-\x7f][\w'’-]*", text.removeprefix("\ufeff"))
    return found[0] if found else ""


def _decoded(word: bytes, encoding: str) -> str:
    """The word in another encoding; empty where it has a letter that does not exist there."""
    try:
        return word.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _reads_well(word: str) -> bool:
    """Whether a word looks like one: letters, marks that stand in names, and no large letter after a small one."""
    odd = [letter for letter in word if not letter.isascii()]
    known = all(letter.isalpha() or letter in "‘’“”–—…" for letter in odd)
    return bool(word) and known and not any(a.islower() and b.isupper() for a, b in pairwise(word))
