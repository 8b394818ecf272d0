"""Visits on paper: a line each, and one with its history. Each is told on the clock of where it takes place."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from frontdesk.model import Ruleset
from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.journal import entry_text, who_did
from frontdesk.views import VisitHistory, VisitView

_HEADINGS = ("number", "when", "contact", "name", "state", "type", "practitioner", "site", "reference")


def visits_text(ruleset: Ruleset, found: tuple[VisitView, ...]) -> str:
    """Visits below each other, a line each."""
    if not found:
        return "No visit is like that."
    return plain(Grid(_HEADINGS, tuple(_row(ruleset, one) for one in found)))


def visit_text(ruleset: Ruleset, seen: VisitHistory) -> str:
    """One visit, and what happened to it, on the clock of the practice."""
    one = seen.visit
    lines = [f"visit {one.number} of {one.name} (contact {one.contact})", f"  {visit_line(ruleset, one)}"]
    lines += [f"  {name.replace('_', ' ')} {value}" for name, value in one.known.items()]
    lines.append(f"  what happened, on the clock of {ruleset.time_zone}")
    lines += [
        f"    {clock(entry.at, ruleset.zone)}  {who_did(entry)}: {entry_text(ruleset, entry)}" for entry in seen.history
    ]
    return "\n".join(lines)


def visit_line(ruleset: Ruleset, one: VisitView) -> str:
    """A visit in a line, without whose it is and without its number."""
    details = "".join(f", {word}" for word in (one.type, one.practitioner, one.site) if word)
    reference = f", reference {one.reference}" if one.reference else ""
    return f"{_when(ruleset, one)}, {one.state}{details}{reference}"


def _when(ruleset: Ruleset, one: VisitView) -> str:
    zone = "" if one.zone == ruleset.time_zone else f" {one.zone}"
    return f"{clock(one.at, ZoneInfo(one.zone))}{zone}"


def _row(ruleset: Ruleset, one: VisitView) -> tuple[str, ...]:
    when, contact = _when(ruleset, one), str(one.contact)
    details = (one.type, one.practitioner, one.site, one.reference)
    return str(one.number), when, contact, one.name, str(one.state), *details
