"""Texts with ``{field}`` marks: which fields a text uses, and how they are filled in.

A closed form: a field is a name, and after a bar the words that stand in for nothing: ``{breed|your pet}``.
Nothing is computed inside a text; ``{{`` and ``}}`` write braces. Knows no contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from frontdesk.names import Privacy
from frontdesk.tables import UNKNOWN

NUMBER_FIELD = "visit_number"
"""The field by which a text names the number of its visit, so that an answer can."""
VISITS = "visits"
"""The field that tells every visit that a message is about: one, or all that were merged into it."""
VISIT_FIELDS = ("appointment_date", "appointment_time", NUMBER_FIELD, VISITS)
"""The fields that have nothing to say without an appointment."""
NAME_FIELDS = ("salutation", "last_name")
"""The parts of a name that not everybody's says."""
PRACTICE_ADDRESS = "practice_address"
"""The field that tells the postal address of the practice."""
VISIT_DETAILS = ("practitioner", "site", "site_address", "appointment_type")
"""The fields of an appointment that it may say nothing of: a message needs words that stand in for them."""
_WHAT_FOR = ("status", "phase", "appointment_type")
"""The fields that tell what somebody comes for, or how far they have come."""
_WHO_AND_WHERE = ("practitioner", "site", "site_address")
"""The fields that tell who is visited and where; of some practices that alone says what for."""
FIELDS = (
    *("first_name", "name", *NAME_FIELDS),
    *("practice", PRACTICE_ADDRESS, "status", "phase", "line_number"),
    *(*VISIT_FIELDS, *VISIT_DETAILS),
)
"""The fields that every message may use; a practice's own facts join them."""

REPLY_FIELDS = ("reply", "open_questions")
"""What a rule on a reply may quote for the staff besides: what was written, and the visits that were asked about."""

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class TemplateError(ValueError):
    """A brace that opens or closes nothing; ``column`` counts characters of the text from 0."""

    def __init__(self, brace: str, column: int) -> None:
        self.brace, self.column = brace, column
        super().__init__(f"a '{brace}' stands alone; write '{brace}{brace}' for a brace, or {{field}} for a field")


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A field that a text uses, the column (from 0) of its brace, and the words that stand in for nothing."""

    name: str
    column: int
    instead: str | None = None


def fields_of(text: str) -> Iterator[FieldMark]:
    """Yield each field that *text* uses. Raises TemplateError."""
    for piece in _PIECE.finditer(text):
        if piece[0] in ("{", "}"):
            raise TemplateError(piece[0], piece.start())
        if piece[1] is not None:
            name, instead = _parts(piece[1])
            yield FieldMark(name, piece.start(), instead)


def told_by(texts: Iterable[str]) -> Privacy:
    """How much *texts* tell by their fields alone; their words nobody reads here. Raises TemplateError.

    A name, a date, a time and a number to call are what may be left on a voicemail (domain.md 6.4). What a practice
    notes itself tells something of the person.
    """
    used = {mark.name for text in texts for mark in fields_of(text)}
    if used & set(_WHAT_FOR):
        return Privacy.DETAILED
    return Privacy.MINIMAL if used - set(FIELDS) or used & set(_WHO_AND_WHERE) else Privacy.NONE


def fill(text: str, fields: Mapping[str, str]) -> str:
    """Return *text* with its fields filled in; *fields* holds every field that the loader let through.

    A field that is empty or ``unknown`` gives way to the words after its bar, when there are any.
    """

    def piece(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        name, instead = _parts(match[1])
        return fields[name] if instead is None or fields[name] not in ("", UNKNOWN) else instead

    return _PIECE.sub(piece, text)


def _parts(mark: str) -> tuple[str, str | None]:
    name, bar, instead = mark.partition("|")
    return name.strip(), instead.strip() if bar else None
