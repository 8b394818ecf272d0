"""The values that a fact may have, or that a practice's own table may answer, as a ruleset declares them.

Knows no name and no rule.
"""

from __future__ import annotations

from dataclasses import replace

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.glossary import note_lookalikes
from frontdesk.loading.building.sections import Section
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.tables import COUNT, NUMBER, UNKNOWN, Domain, Interval, Listed, Members, Scale, ScaleKind, Text

_SCALES = {str(kind): kind for kind in ScaleKind}
_KINDS = ("yes_no", *_SCALES, "text", "set")


def read_domain(section: Section, *, may_be_unknown: bool) -> Domain | None:
    """Read ``values`` or ``kind``: what a fact may be, or what a table may answer."""
    words = section.words("values")
    note_lookalikes({word.text: word.where for word in words if word.text != "none"}, "value", section.diagnostics)
    values = tuple(dict.fromkeys(word.text for word in words))
    kind = section.word("kind", _KINDS, "") if section.has("kind") else ""
    if kind == "set":
        if not values:
            section.missing("values", "a set needs the list of what it may hold")
        return Members(values, may_be_unknown)
    if bool(values) == bool(kind):
        cause = f"{section.what} needs either 'values' or 'kind'"
        section.diagnostics.error(
            section.where, "Y012", cause, "write values: [...], or kind: yes_no, number, date, ..."
        )
        return None
    if kind not in _SCALES:
        for key in ("range", "whole"):
            if section.has(key):
                cause = f"{section.what} is not a number, date, moment, time or duration, so it has no '{key}'"
                section.diagnostics.error(section.place(key), "T019", cause, "leave it out")
    if values:
        return Listed(values, may_be_unknown)
    if kind in _SCALES:
        return _scale(section, Scale(_SCALES[kind], may_be_unknown))
    return Text() if kind == "text" else Listed(("yes", "no"), may_be_unknown)


def _scale(section: Section, scale: Scale) -> Scale:
    """The scale that is declared: of whole numbers, or with a range outside of which it has no value."""
    if whole := section.yes_no("whole"):
        if scale.kind is not ScaleKind.NUMBER:
            section.diagnostics.error(section.place("whole"), "T019", "only numbers are whole", "leave 'whole' out")
        scale = replace(scale, whole=whole)
    node = section.node("range")
    if not isinstance(node, Scalar):
        return scale
    try:
        accepts = replace(scale, may_be_unknown=False).condition([node.text])
    except ValueError as error:
        section.diagnostics.error(node.where, "T019", f"the range of {section.what}: {error}")
        return scale
    if not (isinstance(accepts, Interval) and accepts.low_closed and accepts.high_closed):
        cause = f"'{node.text}' is not a range with its ends in it"
        section.diagnostics.error(node.where, "T019", cause, "write it as '0..120', '>= 0' or '<= 120'")
        return scale
    return replace(scale, least=accepts.low, most=accepts.high)


def outcome_domains(table: Section) -> dict[str, Domain]:
    """The domain of each part of what an own table answers as a fact; a single value is the part named ''."""
    if table.text("hit") == "every":
        return _total_domain(table)
    quiet = _quietly(table)
    outcome = quiet.section("outcome")
    if outcome.has("parts"):
        parts = {
            name: read_domain(part, may_be_unknown=_may_answer_unknown(quiet, name))
            for name, part in outcome.named("parts", "part")
        }
        return {name: domain for name, domain in parts.items() if domain is not None}
    domain = read_domain(outcome, may_be_unknown=_may_answer_unknown(quiet, ""))
    return {} if domain is None else {"": domain}


def _total_domain(table: Section) -> dict[str, Domain]:
    """What the outcomes of an ``every`` table add up to, where that is one value and no list."""
    total = table.text("total", "list")
    if total in ("sum", "count"):
        return {"": COUNT if total == "count" else NUMBER}
    quiet = _quietly(table)
    domain = read_domain(quiet.section("outcome"), may_be_unknown=_may_answer_unknown(quiet, ""))
    return {"": domain} if total in ("min", "max") and domain is not None else {}


def _quietly(table: Section) -> Section:
    """The same section, read without a word: what is wrong with it is told when the table itself is read."""
    return Section(table.entries, table.what, table.where, Diagnostics())


def _may_answer_unknown(table: Section, part: str) -> bool:
    """Whether an own table answers ``unknown`` to somebody: no row need fit, or one says so itself."""
    otherwise = table.node("otherwise")
    if otherwise is None:
        return True
    whole = otherwise.get("then") if isinstance(otherwise, Entries) else None
    answers = [*(row.node("then") for _, row in table.rows("rows", "row")), whole or otherwise]
    said = [one.get(part) if isinstance(one, Entries) and part else one for one in answers]
    return any(isinstance(one, Scalar) and one.text == UNKNOWN for one in said)
