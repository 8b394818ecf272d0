"""Texts with ``{field}`` marks: which fields a text uses, and how they are filled in.

A closed form: a field is a name, nothing is computed inside a text; ``{{`` and ``}}`` write braces. Knows no contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

FIELDS = (
    *("first_name", "name", "practice", "status", "phase", "line_number"),
    *("appointment_date", "appointment_time"),
)
"""The fields that every message may use; a practice's own facts join them."""

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class TemplateError(ValueError):
    """A brace that opens or closes nothing; ``column`` counts characters of the text from 0."""

    def __init__(self, brace: str, column: int) -> None:
        self.brace, self.column = brace, column
        super().__init__(f"a '{brace}' stands alone; write '{brace}{brace}' for a brace, or {{field}} for a field")


def fields_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield each field that *text* uses and the column (from 0) of its brace. Raises TemplateError."""
    for piece in _PIECE.finditer(text):
        if piece[0] in ("{", "}"):
            raise TemplateError(piece[0], piece.start())
        if piece[1] is not None:
            yield piece[1].strip(), piece.start()


def fill(text: str, fields: Mapping[str, str]) -> str:
    """Return *text* with its fields filled in; *fields* holds every field that the loader let through."""

    def piece(match: re.Match[str]) -> str:
        return fields[match[1].strip()] if match[1] is not None else match[0][0]

    return _PIECE.sub(piece, text)
