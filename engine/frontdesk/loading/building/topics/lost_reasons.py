"""``lost_reasons.yaml``: why a lead was lost, and which states ask for it."""

from __future__ import annotations

from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.model import LostReason, Ruleset
from frontdesk.names import ReasonId, State


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


TOPIC = Topic("lost_reasons", defines=defined(Ruleset, "reasons"))
