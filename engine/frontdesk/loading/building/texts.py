"""Texts that are filled in when they leave: every field they name must exist.

Nothing but declared fields can get into a message, so no text can carry what it should not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.loading.building.ground import Ground
from frontdesk.loading.doubts import place_in
from frontdesk.loading.nodes import Scalar
from frontdesk.model import Scope
from frontdesk.model.templates import FIELDS, TemplateError, fields_of
from frontdesk.problems import choices, did_you_mean

_DOUBLED = re.compile(r"\{\{\s*[a-z_]\w*(?:\.\w+)*\s*(?:\|[^{}]*)?\}\}")
"""A field as other programs write it."""


def check_fields(ground: Ground, written: Scalar) -> None:
    """Note every field of a text that does not exist, and braces that stand alone."""
    own = [fact.name for fact in ground.facts.values() if fact.own and fact.of in (Scope.CONTACT, Scope.APPOINTMENT)]
    known = (*FIELDS, *own)
    for twice in _DOUBLED.finditer(written.text):
        place = replace(place_in(written, twice.start()), length=len(twice[0]))
        cause = f"'{twice[0]}' is not filled in: two braces write one brace"
        ground.notes.error(place, "R004", cause, "write one brace on each side: {first_name}")
    try:
        used = list(fields_of(written.text))
    except TemplateError as error:
        hint = f"write '{error.brace}{error.brace}' for a brace, or {{field}} for a field"
        ground.notes.error(
            place_in(written, error.column), "R004", f"a '{error.brace}' stands alone in this text", hint
        )
        return
    for name, column in used:
        if name not in known:
            hint = did_you_mean(name, known) or f"fields are {choices(known, most=20)}"
            place = replace(place_in(written, column), length=len(name) + 2)
            ground.notes.error(place, "R004", f"no field is called '{{{name}}}'", hint)
