"""What a YAML parser complains of, in the words of somebody who writes an office handbook.

Looks at the line itself for the commonest causes; the parser's own terms never reach the reader.
"""

from __future__ import annotations

import re
from typing import Any

from frontdesk.loading.text import FileText
from frontdesk.problems import Location, Problem

_MISSING_SPACE = re.compile(r"^\s*(- )?[A-Za-z_]\w*:[^\s:/]")
_MISSING_SPACE_OF_ITEM = re.compile(r"^\s*-(?=[^\W\d])")
_STARTS_BADLY = re.compile(r"(?::|-)\s+([%@`*&!|>])")
_CURLY = re.compile("[\u201c\u201d\u2018\u2019]")
_VALUE_WITH_COLON = re.compile(r"^\s*(?:- )?[^:#\"'{\[]+:\s+[^\"'{\[|>].*:(\s|$)")


def syntax_problem(file: FileText, error: Any) -> Problem:
    """Return the problem behind a parser's error, at the place where the writer should look."""
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    for number in (line, line - 1):
        if problem := _recognised(file, number):
            return problem
    if error.context_mark is not None and "quoted" in str(error.context):
        opened = error.context_mark
        return Problem(
            Location(file.shown, opened.line + 1, opened.column + 1),
            "Y014",
            "a quote opens here and never closes",
            "close it with the same mark; write an apostrophe inside '...' twice",
        )
    column = mark.column if mark else 0
    place = Location(file.shown, min(line + 1, len(file.lines)), column + 1)
    return Problem(place, "Y014", _plain(str(error.problem or "")), "look at this line and the one above")


def _recognised(file: FileText, number: int) -> Problem | None:
    if not 0 <= number < len(file.lines):
        return None
    text = file.lines[number]
    if match := _MISSING_SPACE.match(text):
        return _at(file, number, match.end() - 1, "a space is missing after the colon", "write 'key: value'")
    if match := _MISSING_SPACE_OF_ITEM.match(text):
        return _at(file, number, match.end(), "a space is missing after the dash", "write '- item'")
    if match := _STARTS_BADLY.search(text):
        cause = f"text may not start with {match[1]}"
        return _at(file, number, match.start(1), cause, "put quotes around the whole text")
    if match := _CURLY.search(text):
        return _at(file, number, match.start(), "curly quotes are not quotes here", 'use straight quotes: "..."')
    if _VALUE_WITH_COLON.match(text):
        colon = text.rindex(":")
        return _at(file, number, colon, "this text contains a colon", "put quotes around the whole text")
    return None


def _at(file: FileText, number: int, column: int, cause: str, hint: str) -> Problem:
    return Problem(Location(file.shown, number + 1, column + 1), "Y014", cause, hint)


def _plain(problem: str) -> str:
    if "expected <block end>" in problem or "did not find expected" in problem:
        return "this line does not line up with the lines above it"
    if "expected ',' or" in problem:
        return "a comma or a closing bracket is missing before this"
    if "mapping values" in problem:
        return "a colon stands where none can be"
    if "could not find expected ':'" in problem:
        return "this line has no colon, and is not a part of the text above"
    return "this is not YAML as rulesets use it"
