"""Lost reasons: which may be given of somebody, and why another one may not (domain.md 2).

Knows neither where somebody is on file nor who asks: what is true of them is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontdesk.interpreter.offers import asked, told
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import REASONS
from frontdesk.names import ReasonId, Requirement, State, status_of
from frontdesk.tables import Value

Standings = Sequence[Mapping[str, Value]]
"""What is true of somebody (scope ``contact``), by each state from which a choice is judged: settled, and shown."""


def in_use(ruleset: Ruleset) -> tuple[ReasonId, ...]:
    """The reasons that are not archived, in their order."""
    return tuple(name for name, reason in ruleset.reasons.items() if not reason.archived)


def are_asked_by(ruleset: Ruleset, state: State) -> bool:
    """Whether whoever comes into *state* by choice, or by a list, is asked for a reason."""
    return state in ruleset.asks_reason or Requirement.REASON in ruleset.statuses[status_of(state)].requires


def may_be_given(ruleset: Ruleset, standings: Standings) -> tuple[ReasonId, ...]:
    """The reasons in use for which all that they ask holds by one of *standings*, in their order."""
    table = ruleset.tables.get(REASONS)
    if table is None:
        return in_use(ruleset)
    holding = {row.then for facts in standings for row in table.fitting(facts)}
    return tuple(name for name in in_use(ruleset) if name in holding)


def why_not(ruleset: Ruleset, reason: ReasonId, standings: Standings) -> str:
    """Why *reason*, which is in use, may not be given by the first of *standings*: the practice's words for it.

    Where the rules say none, what it asks for and what is so instead.
    """
    explained = ruleset.table(REASONS).explain(standings[0] if standings else {})
    (step,) = (step for step in explained.steps if step.row.id == reason)
    if step.row.because:
        return step.row.because.rstrip(".")
    return f"it asks for {asked(ruleset, step.lacks)}, and {told(ruleset, explained.facts, step.lacks)}"
