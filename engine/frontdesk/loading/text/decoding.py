"""A file's bytes become lines of text, or problems that name the byte, the letter it probably was and what to do.

Knows encodings and line ends; knows nothing of YAML.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from frontdesk.problems import Location, Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
"""What an editor puts at the start of a file, the longest first: UTF-32 begins as UTF-16 does."""
_OTHER_FILES = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich-text file"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
_SAVE_AS_TEXT = "open the file in a plain text editor and save it with the encoding UTF-8"
_WINDOWS = {
    0x85: "the three dots '\N{HORIZONTAL ELLIPSIS}' of Word",
    0x91: "the curly quote '\N{LEFT SINGLE QUOTATION MARK}' of Word",
    0x92: "the curly apostrophe '\N{RIGHT SINGLE QUOTATION MARK}' of Word",
    0x93: "the curly quote '\N{LEFT DOUBLE QUOTATION MARK}' of Word",
    0x94: "the curly quote '\N{RIGHT DOUBLE QUOTATION MARK}' of Word",
    0x96: "the dash '\N{EN DASH}' of Word",
    0x97: "the long dash '\N{EM DASH}' of Word",
    0xA0: "a no-break space",
}
"""What Word writes in Windows-1252 without being asked."""
_LINE_END = re.compile("\r\n|\r|\n")
_LINE_BYTES = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with line feeds as its only line ends, its lines, and what is wrong with its bytes."""

    text: str
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes, shown: str) -> Decoded:
    """Read UTF-8, or UTF-16 and UTF-32 that begin with their mark; line ends of every system are the same."""
    for start, what in _OTHER_FILES:
        if raw[:20].lower().startswith(start.lower()):
            cause = f"this is {what}, not plain text"
            return Decoded("", (), (Problem(Location(shown, 1, 1), "Y007", cause, _SAVE_AS_TEXT),))
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", "utf-8"))
    body = raw[len(mark) :]
    if encoding == "utf-8" and body[:200].count(0) >= max(1, len(body[:200]) // 3):
        cause = "this is text in UTF-16 without the mark that says so, or no text at all"
        return Decoded("", (), (Problem(Location(shown, 1, 1), "Y007", cause, _SAVE_AS_TEXT),))
    try:
        return _decoded(body.decode(encoding), shown)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            before = body[: error.start].decode(encoding, "replace")
            cause = f"the text breaks off here: what follows is not {encoding[:6].upper()}"
            problem = Problem(_end_of(before, shown), "Y007", cause, _SAVE_AS_TEXT)
            return Decoded("", _lines(before), (problem,))
        return Decoded("", _lines(body.decode(encoding, "replace")), tuple(_foreign_bytes(body, shown)))


def _decoded(written: str, shown: str) -> Decoded:
    lines = _lines(written)
    ends = re.findall(_LINE_END, written) if "\r" in written else []
    odd = next((number for number, end in enumerate(ends, start=1) if end != ends[0]), None)
    notes: tuple[Problem, ...] = ()
    if odd is not None:
        cause = (
            "this line ends in another way than those above (Windows and other systems differ); it is read all the same"
        )
        hint = "nothing needs doing; saving the file again in one editor makes them alike"
        notes = (Problem(Location(shown, odd, len(lines[odd - 1]) + 1), "Y015", cause, hint),)
    return Decoded("\n".join(lines), lines, notes)


def _foreign_bytes(body: bytes, shown: str) -> Iterator[Problem]:
    """The first byte of each line that is not UTF-8; Windows-1252 says which letter it probably was."""
    for number, line in enumerate(_LINE_BYTES.split(body), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = line[error.start]
            guess = _WINDOWS.get(byte) or bytes([byte]).decode("cp1252", "ignore")
            perhaps = f", perhaps {guess if byte in _WINDOWS else repr(guess)}" if guess else ""
            cause = f"a letter here is not written in UTF-8 (byte 0x{byte:02x}{perhaps})"
            column = len(line[: error.start].decode("utf-8")) + 1
            yield Problem(Location(shown, number, column), "Y007", cause, "save the file with the encoding UTF-8")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(_LINE_END.split(text))


def _end_of(text: str, shown: str) -> Location:
    lines = _lines(text)
    return Location(shown, len(lines), len(lines[-1]) + 1)
