"""Texts that are filled in when they leave: every field they name must exist.

Nothing but declared fields can get into a message, so no text can carry what it should not.
"""

from __future__ import annotations

import re

from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.tree.doubts import place_in
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Scope
from frontdesk.model.templates import FIELDS, NAME_FIELDS, REPLY_FIELDS, VISIT_DETAILS, TemplateError, fields_of
from frontdesk.problems import choices, did_you_mean

_DOUBLED = re.compile(r"\{\{\s*[a-z_]\w*(?:\.\w+)*\s*(?:\|[^{}]*)?\}\}")
"""A field as other programs write it."""


def check_fields(symbols: Symbols, written: Scalar, *, for_contacts: bool = False, quotes_reply: bool = False) -> None:
    """Note every field of a text that does not exist, and braces that stand alone.

    In a text *for_contacts* a fact that may be unknown needs words that stand in for it. Only a rule on a reply
    *quotes_reply*.
    """
    facts = [fact for fact in symbols.facts.values() if fact.own and fact.of in (Scope.CONTACT, Scope.APPOINTMENT)]
    named = [fact.name for fact in facts]
    unsure = [fact.name for fact in facts if fact.default is None and fact.domain.may_be_unknown]
    unsure += [name for name in VISIT_DETAILS if name not in named]
    # The practice's own come first: where a list is cut, they are what is written nowhere else.
    known = tuple(dict.fromkeys((*named, *FIELDS, *(REPLY_FIELDS if quotes_reply else ()))))
    for twice in _DOUBLED.finditer(written.text):
        place = place_in(written, twice.start(), len(twice[0]))
        cause = f"'{twice[0]}' is not filled in: two braces write one brace"
        symbols.diagnostics.error(place, "R004", cause, "write one brace on each side: {first_name}")
    try:
        used = list(fields_of(written.text))
    except TemplateError as error:
        hint = f"write '{error.brace}{error.brace}' for a brace, or {{field}} for a field"
        symbols.diagnostics.error(
            place_in(written, error.column), "R004", f"a '{error.brace}' stands alone in this text", hint
        )
        return
    for mark in used:
        place = place_in(written, mark.column, len(mark.name) + 2)
        if mark.name not in known:
            hint = did_you_mean(mark.name, known) or f"fields are {choices(known, most=20)}"
            if mark.name in REPLY_FIELDS:
                hint = "only what a rule on: message_received tells the staff can quote the reply"
            symbols.diagnostics.error(place, "R004", f"no field is called '{{{mark.name}}}'", hint)
        elif for_contacts and mark.name in NAME_FIELDS and not mark.instead:
            cause = f"the field '{{{mark.name}}}' may have nothing to say: not every name says it"
            hint = f"write {{{mark.name}|words to use then}}"
            symbols.diagnostics.error(place, "R004", cause, hint)
        elif for_contacts and mark.name in unsure and not mark.instead:
            of_visit = mark.name in VISIT_DETAILS and mark.name not in named
            why = "a visit need not say it" if of_visit else f"the fact '{mark.name}' can be unknown"
            cause = f"the field '{{{mark.name}}}' may have nothing to say: {why}"
            more = "" if of_visit else ", or give the fact a default"
            hint = f"write {{{mark.name}|words to use then}}{more}"
            symbols.diagnostics.error(place, "R004", cause, hint)
