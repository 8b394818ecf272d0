"""Contact attempts: which outcomes count, and what is suggested or done at the limit (domain.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.model import Ruleset
from frontdesk.names import LimitVerdict, OutcomeId, ReasonId, State
from frontdesk.tables import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A status that the attempt limit suggests, the lost reason that goes with it, and why."""

    state: State
    reason: ReasonId | None
    because: str


def counts(ruleset: Ruleset, outcome: OutcomeId) -> bool:
    """Whether logging *outcome* is a contact attempt."""
    return ruleset.attempts is not None and outcome in ruleset.attempts.counts


def suggestion(ruleset: Ruleset, facts: Mapping[str, Value]) -> Suggestion | None:
    """Return what the table ``attempts`` suggests for *facts* (scope ``contact``), if anything."""
    if ruleset.attempts is None:
        return None
    decision = ruleset.verdicts("attempts").decide(facts)
    if decision.outcome["verdict"] != LimitVerdict.SUGGEST:
        return None
    reason = str(decision.outcome.get("reason", UNKNOWN))
    named = ReasonId(reason) if reason in ruleset.reasons else None
    return Suggestion(State(str(decision.outcome["status"])), named, decision.reason)
