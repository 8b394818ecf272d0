"""What can be read and was probably meant otherwise: letters that look like others, a list that is one text.

Looks at values and their places; what cannot be used is for the schemas and the builder to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontdesk.loading.text.letters import odd_letter
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import Location, Problem

_GLUED = re.compile(r"[-\u2013\u2014\u2022\u00b7](?=[^\s\d-])|[\u2013\u2014\u2022\u00b7]\s")
_GLUED_LINE = re.compile(r"\s*(-[^\W\d]\S*)")
NO_LIST = "this is one text, not a list"
WRITE_A_LIST = "write each item on its own line, with '- ' (a dash and a space) before it"


def is_glued_list(scalar: Scalar) -> bool:
    """Whether text begins as the item of a list would, but for the space after its dash."""
    return scalar.plain and _GLUED.match(scalar.text) is not None


def glued_lines(lines: Sequence[str], where: Location, last: int) -> Iterator[Problem]:
    """The first line of a text without quotes, from *where* to the line *last*, that seems to be the item of a list."""
    for number in range(where.line, last + 1):
        match = _GLUED_LINE.match(lines[number - 1])
        if match and (number > where.line or match.start(1) == where.column - 1):
            place = Location(where.file, number, match.start(1) + 1, len(match[1]))
            yield Problem(place, "Y009", NO_LIST, WRITE_A_LIST)
            return


def doubts(node: Node) -> Iterator[Problem]:
    """Everything in *node* and below it that deserves a second look."""
    if isinstance(node, Entries):
        for key, value in node.entries.items():
            yield from _odd(Scalar(key, node.keys[key]))
            yield from doubts(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from doubts(item)
    else:
        yield from _odd(node)


def _odd(scalar: Scalar) -> Iterator[Problem]:
    if found := odd_letter(scalar.text):
        hint = "type the word again yourself"
        yield Problem(place_in(scalar, found.index), "Y008", found.said, hint)


def place_in(scalar: Scalar, index: int, length: int = 1) -> Location:
    """The place of a part of a text; text over several lines, or with backslashes, tells only where it begins."""
    where = scalar.where
    if "\n" in scalar.text or where.length not in (len(scalar.text), len(scalar.text) + 2):
        return where
    quote = 1 if where.length > len(scalar.text) else 0
    return replace(where, column=where.column + quote + index, length=length)
