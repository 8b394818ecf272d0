"""Texts that are filled in when they leave: every field they name must exist.

Nothing but declared fields can get into a message, so no text can carry what it should not.
"""

from __future__ import annotations

from dataclasses import replace

from frontdesk.loading.building.ground import Ground
from frontdesk.loading.nodes import Scalar
from frontdesk.model import Scope
from frontdesk.model.templates import FIELDS, TemplateError, fields_of
from frontdesk.problems import Location, choices, did_you_mean


def check_fields(ground: Ground, written: Scalar) -> None:
    """Note every field of a text that does not exist, and braces that stand alone."""
    own = [fact.name for fact in ground.facts.values() if fact.own and fact.of in (Scope.CONTACT, Scope.APPOINTMENT)]
    known = (*FIELDS, *own)
    try:
        used = list(fields_of(written.text))
    except TemplateError as error:
        hint = f"write '{error.brace}{error.brace}' for a brace, or {{field}} for a field"
        ground.notes.error(_at(written, error.column), "R004", f"a '{error.brace}' stands alone in this text", hint)
        return
    for name, column in used:
        if name not in known:
            hint = did_you_mean(name, known) or f"fields are {choices(known, most=20)}"
            place = replace(_at(written, column), length=len(name) + 2)
            ground.notes.error(place, "R004", f"no field is called '{{{name}}}'", hint)


def _at(written: Scalar, column: int) -> Location:
    """The place of a character; only one-line text without quotes tells it exactly, else the text's own place."""
    if written.plain and "\n" not in written.text and written.where.length == len(written.text):
        return replace(written.where, column=written.where.column + column, length=1)
    return written.where
