"""A file's bytes become text that is safe to read as YAML, or problems that say why not.

Everything that can be refused before a parser sees it is refused here: size, encoding, depth, indentation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontdesk.loading.text.brackets import first_too_deep
from frontdesk.loading.text.decoding import decode
from frontdesk.problems import Location, Problem, Severity

MOST_BYTES = 1_000_000
"""The largest file; one that is larger is not opened."""
MOST_BYTES_TOGETHER = 10_000_000
"""The largest ruleset, all its files together."""
MOST_DEPTH = 20
LONGEST_LINE = 10_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff]")
_CONTROL_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a line break that Word makes",
    "\x0c": "a page break",
    "\x85": "a line break of another system",
    "\u2028": "a line break that web pages make",
    "\u2029": "a paragraph break that web pages make",
    # UAX 9: what follows is read in another order than it is written. Isolates only frame a name, and are told as Y008.
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e", "a character that turns the text around"),
}
_ODD_INDENT = re.compile("^[ ]*([\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_DIRECTIVE = re.compile(r"%|\.\.\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one file and its lines, under the name that people see."""

    shown: str
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file gave: its text (``None`` when it cannot be used), its bytes, its lines to show, what is wrong."""

    text: FileText | None
    raw: bytes
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_text(path: Path, shown: str) -> FileRead:
    """Read a file of a ruleset; one that is too large, or no file at all, is not opened."""
    refused = _unread(path, shown)
    if refused is None:
        try:
            with path.open("rb") as file:
                return safe_text(file.read(MOST_BYTES + 1)[:MOST_BYTES], shown)
        except OSError as error:
            cause = f"the file cannot be read: {(error.strerror or 'no reason given').lower()}"
            refused = Problem(
                Location(shown, 1, 1), "Y010", cause, "ask whoever keeps the files for the right to read it"
            )
    return FileRead(None, b"", (), (refused,))


def safe_text(raw: bytes, shown: str) -> FileRead:
    """Read the bytes of a file as text that a YAML parser may see."""
    decoded = decode(raw, shown)
    problems = list(decoded.problems)
    if all(problem.severity is Severity.NOTE for problem in problems):
        problems += _unsafe(decoded.lines, shown)
    usable = all(problem.severity is Severity.NOTE for problem in problems)
    # A last line of spaces alone counts for YAML as if it were ended; the parser sees that only when it is.
    text = f"{decoded.text}\n" if decoded.lines and decoded.lines[-1].isspace() else decoded.text
    return FileRead(FileText(shown, text, decoded.lines) if usable else None, raw, decoded.lines, tuple(problems))


def too_large_together(files: Sequence[Path], shown: str) -> Problem | None:
    """The problem of a ruleset whose files are too large together, ``None`` otherwise; one too large is not counted."""
    sizes = [file.stat().st_size for file in files if file.is_file()]
    if sum(size for size in sizes if size <= MOST_BYTES) <= MOST_BYTES_TOGETHER:
        return None
    cause = f"the files of this ruleset are larger than {MOST_BYTES_TOGETHER // 1_000_000} MB together, so none is read"
    return Problem(Location(shown, 1, 1), "Y006", cause, "is it the right folder?")


def _unread(path: Path, shown: str) -> Problem | None:
    """Why a file should not even be opened, if there is a reason."""
    place = Location(shown, 1, 1)
    if path.is_dir():
        return Problem(
            place, "Y010", f"'{path.name}' is a folder, and should be a file", "give the folder another name"
        )
    if path.is_symlink() and not path.exists():
        return Problem(place, "Y010", f"'{path.name}' is a link to a file that does not exist", "delete the link")
    if not path.is_file():
        return Problem(place, "Y010", f"'{path.name}' is no ordinary file", "delete it, or give it another name")
    if not path.resolve().is_relative_to(path.parent.resolve()):
        cause = f"'{path.name}' is a link to a file outside this folder"
        return Problem(place, "Y010", cause, "put the file itself here")
    if path.stat().st_size > MOST_BYTES:
        cause = f"the file is larger than {MOST_BYTES // 1_000_000} MB, so it is not read"
        return Problem(place, "Y006", cause, "split it, or is it the wrong file?")
    return None


def _unsafe(lines: tuple[str, ...], shown: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            cause = f"the line is longer than {LONGEST_LINE:,} characters"
            place = Location(shown, number, LONGEST_LINE + 1)
            yield Problem(place, "Y006", cause, "break it into several lines, or is it the wrong file?")
        if (match := _ODD_INDENT.match(line)) and line.strip():
            place = Location(shown, number, match.start(1) + 1)
            cause = f"the line is indented with {_space(match[1])}"
            yield Problem(place, "Y003", cause, "indent with ordinary spaces, two a level")
        if match := _CONTROL.search(line):
            code = ord(match[0])
            what = _CONTROL_NAMES.get(match[0], "a control character")
            written = f"0x{code:02x}" if code < 0x100 else f"U+{code:04X}"
            cause = f"{what} ({written}) stands in the text, where nobody can see it"
            yield Problem(Location(shown, number, match.start() + 1), "Y007", cause, "delete it")
        if match := _DIRECTIVE.match(line):
            cause = f"a line may not start with {match[0]}"
            hint = "delete the line, or put quotes around it if it is text"
            yield Problem(Location(shown, number, 1, len(match[0])), "Y004", cause, hint)
    short = all(len(line) <= LONGEST_LINE for line in lines)
    if short and (deepest := first_too_deep(lines, MOST_DEPTH)):
        cause = f"brackets are nested deeper than {MOST_DEPTH} levels"
        yield Problem(Location(shown, *deepest), "Y006", cause, "is a closing bracket missing?")


def _space(letter: str) -> str:
    name = "tab" if letter == "\t" else unicodedata.name(letter, "strange space").lower()
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
