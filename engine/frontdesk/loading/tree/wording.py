"""What a YAML parser complains of, in the words of somebody who writes an office handbook.

Looks at the lines themselves for the commonest causes; the parser's own terms never reach the reader. Where the line's
meaning is plain all the same, it is mended in memory, so that reading can go on and find what else is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frontdesk.loading.text.files import FileText
from frontdesk.problems import Location, Problem

_KEY = r"\s*(?:- +)*[A-Za-z_][\w ./-]*"
_KEY_LINE = re.compile(rf"^{_KEY}:(?:\s|$)")
_ENTRY = re.compile(rf"^({_KEY}:\s+)(\S.*)$")
_MISSING_SPACE = re.compile(r"^\s*(?:- +)*[A-Za-z_]\w*:(?=[^ \t:/])")
_MISSING_SPACE_OF_ITEM = re.compile(r"^\s*-(?=[^\W\d])")
_CURLY = re.compile("^[\u201c\u201d\u201e\u2018\u2019\u00ab]")
_GLUED_COMMENT = re.compile(r"\s(#)[^\s#]")
_CANNOT_START = re.compile(r"[%@`*&!,\]}]|[|>][^\s+0-9-]|\{\w*\}\s*[^\s#]|\[[^\[\]]*\]\s*[^\s#]|\? ")
"""Text that needs quotes: a sign of YAML's own, or brackets with something behind them."""
_QUOTE_ALL = "put quotes around the whole text"


@dataclass(frozen=True, slots=True)
class Misread:
    """A problem of syntax, and the line that was probably meant (its number from 0, its text), if that is plain."""

    problem: Problem
    mended: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class LastQuoted:
    """Where the last text in quotes began and ended: lines and columns from 0."""

    start: tuple[int, int]
    end: tuple[int, int]


def misread(file: FileText, error: Any, quoted: LastQuoted | None) -> Misread:
    """Return the problem behind a parser's error, at the place where the writer should look."""
    return next(_causes(_Failure(file, error, quoted)))


def swallowed(file: FileText, line: int, column: int, first: int) -> Problem:
    """The problem of a quote that opens at *line* and *column* and takes in the line *first* (all from 0)."""
    cause = "a quote opens here and does not close where it should"
    length = len(file.lines[first].strip())
    indent = len(file.lines[first]) - len(file.lines[first].lstrip())
    related = ((Location(file.shown, first + 1, indent + 1, length), "this line is read as a part of the text"),)
    hint = "close it with the same mark; write an apostrophe inside '...' twice"
    return Problem(Location(file.shown, line + 1, column + 1), "Y014", cause, hint, related=related)


class _Failure:
    """A parser's error beside the lines it is about."""

    def __init__(self, file: FileText, error: Any, quoted: LastQuoted | None) -> None:
        self.file, self.quoted = file, quoted
        mark = error.problem_mark or error.context_mark
        self.line: int = min(mark.line, len(file.lines) - 1) if mark else 0
        self.column: int = mark.column if mark else 0
        self.said = str(error.problem or "")
        self.context = str(error.context or "")
        opened = error.context_mark
        self.opened: tuple[int, int] | None = (opened.line, opened.column) if opened else None

    @property
    def text(self) -> str:
        """The line that the parser stopped at."""
        return self.file.lines[self.line]

    def above(self) -> int | None:
        """The nearest line above that holds something; what stands on it may go on below."""
        return next((n for n in range(self.line - 1, -1, -1) if self.file.lines[n].split("#")[0].strip()), None)

    def at(
        self, line: int, column: int, cause: str, hint: str, mended: str | None = None, code: str = "Y014"
    ) -> Misread:
        problem = Problem(Location(self.file.shown, line + 1, column + 1), code, cause, hint)
        return Misread(problem, None if mended is None else (line, mended))

    def here(self, cause: str, hint: str, *, code: str = "Y014") -> Misread:
        return self.at(self.line, self.column, cause, hint, code=code)


def _causes(failure: _Failure) -> Iterator[Misread]:
    """Every cause that fits, the likeliest first; there is always one."""
    yield from _of_quotes(failure)
    above = failure.above()
    for line in [failure.line] if above is None else [failure.line, above]:
        yield from _of_line(failure, line)
    yield from _of_brackets(failure)
    yield from _of_indentation(failure)
    if "':'" in failure.said and failure.opened:
        line, column = failure.opened
        yield failure.at(
            line, column, "this line has no colon, and is not a part of the text above", "write 'key: value'"
        )
    if "mapping values" in failure.said:
        yield failure.here("a colon stands where none can be", _QUOTE_ALL)
    yield failure.here("this cannot be read", "look at this line and the one above, or put quotes around the text")


def _of_quotes(failure: _Failure) -> Iterator[Misread]:
    if "quoted" in failure.context and "escape" in failure.said:
        hint = "write it twice, or put the text in '...'"
        yield failure.at(failure.line, failure.column - 1, 'a backslash means something else inside "..."', hint)
    if "quoted" in failure.context and failure.opened:
        line, column = failure.opened
        first = next(
            (n for n in range(line + 1, len(failure.file.lines)) if _KEY_LINE.match(failure.file.lines[n])), None
        )
        if first is not None:
            yield Misread(swallowed(failure.file, line, column, first))
        hint = "close it with the same mark; write an apostrophe inside '...' twice"
        yield failure.at(line, column, "a quote opens here and never closes", hint)
    last = failure.quoted
    if last is None or last.end[0] != failure.line or failure.text[last.end[1] : failure.column].strip():
        return
    if last.start[0] < failure.line:
        lines = range(last.start[0] + 1, failure.line + 1)
        first = next((n for n in lines if _KEY_LINE.match(failure.file.lines[n])), failure.line)
        yield Misread(swallowed(failure.file, *last.start, first))
    elif (last.end[1] <= failure.column and "found" in failure.said) or "got '<" in failure.said:
        hint = f"{_QUOTE_ALL}; write an apostrophe inside '...' twice"
        mended = _without_value(failure.text)
        yield failure.at(failure.line, last.end[1], "the text goes on after its closing quote", hint, mended)


def _of_line(failure: _Failure, line: int) -> Iterator[Misread]:
    """What is wrong with one line by itself."""
    text = failure.file.lines[line]
    if match := _MISSING_SPACE.match(text):
        spaced = f"{text[: match.end()]} {text[match.end() :]}"
        if text[match.end()] == "\N{NO-BREAK SPACE}":
            cause, hint = "the space after this colon is a no-break space", "type an ordinary space instead"
            yield failure.at(line, match.end(), cause, hint, spaced, "Y003")
        yield failure.at(line, match.end() - 1, "a space is missing after the colon", "write 'key: value'", spaced)
    if match := _MISSING_SPACE_OF_ITEM.match(text):
        spaced = f"{text[: match.end()]} {text[match.end() :]}"
        yield failure.at(line, match.end() - 1, "a space is missing after the dash", "write '- item'", spaced)
    if (entry := _ENTRY.match(text)) and line == failure.line:
        yield from _of_value(failure, entry.start(2), entry[2], _without_value(text))


def _of_value(failure: _Failure, start: int, value: str, mended: str | None) -> Iterator[Misread]:
    """What is wrong with the value of a key, which begins at the column *start*."""

    def wrong(cause: str, hint: str = _QUOTE_ALL, column: int = start) -> Misread:
        return failure.at(failure.line, column, cause, hint, mended)

    if _CURLY.match(value):
        yield wrong("curly quotes are not quotes here", 'use straight quotes: "..."')
    if value.startswith("- "):
        hint = "write each item on a line of its own"
        yield failure.at(failure.line, start, "a list starts on the line below its key", hint)
    if _CANNOT_START.match(value) and start <= failure.column:
        yield wrong(f"text may not start with {value[0]}")
    if value[0] not in "\"'{[|>" and (colon := re.search(r":(?=\s|$)", value)):
        hint = f"{_QUOTE_ALL}, or write | after the first colon and the text on the next line"
        yield wrong("this text contains a colon and a space", hint, start + colon.start())


def _of_brackets(failure: _Failure) -> Iterator[Misread]:
    if "found character" in failure.said:
        letter = failure.text[failure.column : failure.column + 1]
        if letter == "\t":
            yield failure.here("a tab stands here", "use ordinary spaces, or none", code="Y003")
        yield failure.here(f"text may not start with {letter}", _QUOTE_ALL)
    if "flow" in failure.context and failure.opened:
        line, column = failure.opened
        for number in range(line, failure.line):
            if comment := _GLUED_COMMENT.search(failure.file.lines[number]):
                cause = "what follows this '#' is not read, and the bracket that opens before it is not closed"
                yield failure.at(number, comment.start(1), cause, f"{_QUOTE_ALL} that the '#' belongs to")
        if line < failure.line:
            yield Misread(_unclosed(failure, line, column))
        if "':'" in failure.said:
            yield failure.here("this text contains a colon and a space", _QUOTE_ALL)
        yield failure.here(
            "a comma or a closing bracket is missing before this", "look for a bracket that is not closed"
        )
    if match := re.search(r"found '([\]},])'", failure.said):
        cause = "this bracket closes nothing" if match[1] in "]}" else "text may not start with a comma"
        yield failure.here(cause, "delete it, or put quotes around the whole text")
    if failure.text[: failure.column].rstrip().endswith(("}", "]")):
        cause = "something stands behind the closing bracket"
        yield failure.here(cause, "delete it, or put quotes around the whole text")
    if failure.opened and any(what in failure.context for what in ("alias", "anchor", "tag", "block scalar")):
        line, column = failure.opened
        letter = failure.file.lines[line][column : column + 1]
        yield failure.at(
            line, column, f"nothing may start with {letter}", f"{_QUOTE_ALL}; items of a list start with '- '"
        )
    if "sequence entries" in failure.said:
        yield failure.here("a list cannot start here", "write each item on a line of its own, below its key")


def _unclosed(failure: _Failure, line: int, column: int) -> Problem:
    text = failure.text
    indent = len(text) - len(text.lstrip())
    end = Location(failure.file.shown, failure.line + 1, indent + 1, max(len(text.strip()), 1))
    related = ((end, "this line is read as a part of it"),) if text.strip() else ()
    place = Location(failure.file.shown, line + 1, column + 1)
    cause = "a bracket opens here and does not close where it should"
    hint = f"close it with {'}' if failure.file.lines[line][column : column + 1] == '{' else ']'}"
    return Problem(place, "Y014", cause, hint, related=related)


def _of_indentation(failure: _Failure) -> Iterator[Misread]:
    above = failure.above()
    indent = len(failure.text) - len(failure.text.lstrip())
    if above is None:
        return
    line_above = failure.file.lines[above]
    if (
        "mapping values" in failure.said
        and indent > len(line_above) - len(line_above.lstrip())
        and _ENTRY.match(line_above)
    ):
        cause = f"this line is indented below line {above + 1}, which has a value already"
        hint = "line it up with the line above, or put quotes around the text if it is one"
        yield failure.at(failure.line, indent, cause, hint, code="Y003")
    if "<document start>" in failure.said:
        yield Misread(_misfit(failure))
    if "<block end>" not in failure.said:
        return
    if "found '-'" in failure.said:
        yield failure.here("a list item stands among keys", "indent it below the key that it belongs to", code="Y003")
    if "found '?'" in failure.said and "collection" in failure.context:
        hint = "line it up with the keys of the item above, or start it with '- '"
        yield failure.here("a key stands among the items of a list", hint, code="Y003")
    if not failure.text[: failure.column].strip():
        cause = "this line does not line up with the lines above it"
        hint = "give lines that belong together the same number of spaces before them"
        yield failure.here(cause, hint, code="Y003")


def _misfit(failure: _Failure) -> Problem:
    """The problem of a line that cannot stand in a file that begins as this one does."""
    lines = enumerate(failure.file.lines)
    first = next(number for number, line in lines if line.split("#")[0].strip() or number == failure.line)
    begins = Location(failure.file.shown, first + 1, 1, len(failure.file.lines[first]))
    cause = f"this line does not fit what the file begins with in line {first + 1}"
    hint = "begin the file with a key and a colon, and line up the keys below it"
    place = Location(failure.file.shown, failure.line + 1, failure.column + 1)
    return Problem(place, "Y014", cause, hint, related=((begins, "the file begins here"),))


def _without_value(text: str) -> str | None:
    """A line ``key: value`` with some text in place of its value."""
    match = _ENTRY.match(text)
    return f"{match[1]}'-'" if match else None
