"""``lost_reasons.yaml``: why a lead was lost, which states ask for it, and when each reason may be given.

Conditions of reasons become rows of one table over the scope ``contact`` (hit policy ``every``: they add up).
"""

from __future__ import annotations

from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.model import LostReason, Ruleset, Scope
from frontdesk.model.engine_tables import REASONS
from frontdesk.names import ReasonId, State
from frontdesk.tables import HitPolicy, Row, Table


def read_reasons(section: Section) -> dict[ReasonId, LostReason]:
    """Read the lost reasons."""
    return {
        ReasonId(name): LostReason(
            ReasonId(name),
            reason.text("label", title(name)),
            reason.word("note", ("required", "optional"), "optional") == "required",
            reason.yes_no("archived"),
            reason.where,
        )
        for name, reason in section.named("reasons", "lost reason")
    }


def read_asking(symbols: Symbols, section: Section, reasons: dict[ReasonId, LostReason]) -> frozenset[State]:
    """Read which states ask for a lost reason."""
    asking = frozenset(symbols.names.states.matching(section.words("asked_by"), symbols.diagnostics))
    if asking and not any(not reason.archived for reason in reasons.values()):
        cause = "a reason is asked for, and there is none to choose"
        symbols.diagnostics.error(section.place("asked_by"), "Y012", cause, "define one under reasons:")
    return asking


def read_holding(symbols: Symbols, section: Section) -> Table[ReasonId] | None:
    """Read when each reason may be given; ``None`` where none asks for anything, so that all always may."""
    reasons = list(section.named("reasons", "lost reason"))
    if not any(reason.has("when") for _, reason in reasons):
        return None
    asked = [(name, reason, symbols.when(reason, "when", Scope.CONTACT)) for name, reason in reasons]
    rows = tuple(
        Row(name, when, ReasonId(name), reason.text("because"), reason.where)
        for name, reason, when in asked
        if not reason.yes_no("archived")
    )
    return make_engine_table(symbols, REASONS, rows, None, hit=HitPolicy.EVERY)


TOPIC = Topic("lost_reasons", defines=defined(Ruleset, "reasons"), tables={REASONS: read_holding})
