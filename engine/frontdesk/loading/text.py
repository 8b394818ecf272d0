"""A file's bytes become text that is safe to read as YAML, or problems that say why not.

Everything that can be refused before a parser sees it is refused here: size, encoding, depth, indentation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontdesk.problems import Location, Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
LONGEST_LINE = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ODD_INDENT = re.compile(r"^[ ]*([\t\u00a0\u2000-\u200b\u202f\u3000])")


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one file and its lines, under the name that people see."""

    shown: str
    text: str
    lines: tuple[str, ...]


def read_text(path: Path, shown: str) -> tuple[FileText | None, bytes, list[Problem]]:
    """Read a file: its text (``None`` when it cannot be used), its bytes, and what is wrong with it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            cause = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
            return None, b"", [Problem(Location(shown, 1, 1), "Y006", cause, "split it, or is it the wrong file?")]
        raw = path.read_bytes()
    except OSError as error:
        cause = f"the file cannot be read: {(error.strerror or 'no reason given').lower()}"
        return None, b"", [Problem(Location(shown, 1, 1), "Y010", cause)]
    text, problem = _decoded(raw, shown)
    if text is None:
        return None, raw, [problem] if problem else []
    lines = tuple(text.split("\n"))
    problems = list(_unsafe(lines, shown))
    return (None if problems else FileText(shown, text, lines)), raw, problems


def _decoded(raw: bytes, shown: str) -> tuple[str | None, Problem | None]:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        guessed = raw[error.start : error.start + 1].decode("cp1252", "replace")
        cause = f"a letter here is not written in UTF-8 (byte 0x{raw[error.start]:02x}, perhaps '{guessed}')"
        hint = "save the file with the encoding UTF-8"
        return None, Problem(Location(shown, line, column), "Y007", cause, hint)


def _unsafe(lines: tuple[str, ...], shown: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            yield Problem(Location(shown, number, 1), "Y006", f"the line is longer than {LONGEST_LINE} characters")
        if match := _ODD_INDENT.match(line):
            name = "a tab" if match[1] == "\t" else f"a {unicodedata.name(match[1], 'strange space').lower()}"
            place = Location(shown, number, match.start(1) + 1)
            yield Problem(
                place, "Y003", f"the line is indented with {name}", "indent with ordinary spaces, two a level"
            )
        if match := _CONTROL.search(line):
            cause = f"a control character (0x{ord(match[0]):02x}) stands in the text"
            yield Problem(Location(shown, number, match.start() + 1), "Y007", cause, "delete it")
    yield from _too_deep(lines, shown)


def _too_deep(lines: tuple[str, ...], shown: str) -> Iterator[Problem]:
    """Find brackets nested too deep before a parser has to; brackets in quotes and comments do not count."""
    depth, quote = 0, ""
    for number, line in enumerate(lines, start=1):
        for column, letter in enumerate(line, start=1):
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "\"'" and (column == 1 or line[column - 2] in " [{,:"):
                quote = letter
            elif letter == "#" and (column == 1 or line[column - 2] == " "):
                break
            elif letter in "[{":
                depth += 1
                if depth > MOST_DEPTH:
                    cause = f"brackets are nested deeper than {MOST_DEPTH} levels"
                    yield Problem(Location(shown, number, column), "Y006", cause, "is a closing bracket missing?")
                    return
            elif letter in "]}":
                depth = max(depth - 1, 0)
