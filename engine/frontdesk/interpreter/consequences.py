"""What follows an event: the rows of the table ``consequences`` that fit, and their effects in order.

One table holds what every topic file says of starting, ending, opening, closing and reacting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.effects import Effect
from frontdesk.events import Event
from frontdesk.facts import LIMIT_VERDICT, event_facts, limit_verdict
from frontdesk.model import Ruleset
from frontdesk.problems import FrontdeskError
from frontdesk.tables import Domain, Row, Value

LONGEST_CHAIN = 20
"""How many events one event may bring about before it counts as a loop (docs/language.md, reactions.yaml)."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One effect, and the row that asks for it."""

    effect: Effect
    row: Row[Any]


class ReactionLoopError(FrontdeskError):
    """Rules that set each other off without end."""

    def __init__(self, rows: tuple[Row[Any], ...]) -> None:
        self.rows = rows
        names = " -> ".join(dict.fromkeys(f"'{row.id}' ({row.where.short})" for row in rows))
        super().__init__(
            f"these rules set each other off without end: {names}; "
            f"stopped after {LONGEST_CHAIN} events, nothing was done"
        )


def consequences(ruleset: Ruleset, facts: Mapping[str, Value], event: Event) -> tuple[Consequence, ...]:
    """Return what follows *event* for *facts* (scopes contact and appointment), stops before starts."""
    happened = event_facts(event)
    everything = {**facts, **happened}
    if "attempts" in happened and _counts_anew(ruleset, everything):  # as they were counted then
        everything[LIMIT_VERDICT] = limit_verdict(ruleset, everything)
    return tuple(Consequence(effect, row) for row in ruleset.consequences.fitting(everything) for effect in row.then)


def read_for_consequences(ruleset: Ruleset) -> Mapping[str, Domain]:
    """Every fact by which it is decided what follows an event, also those that only the limit on attempts goes by."""
    read = ruleset.consequences.inputs
    return {**read, **ruleset.verdicts("attempts").inputs} if _reads_limit(ruleset) else read


def _reads_limit(ruleset: Ruleset) -> bool:
    return ruleset.attempts is not None and LIMIT_VERDICT in ruleset.consequences.inputs


def _counts_anew(ruleset: Ruleset, facts: Mapping[str, Value]) -> bool:
    """Whether what the limit says is read and can be asked; a journal of an earlier day kept the answer alone."""
    return _reads_limit(ruleset) and all(name in facts for name in ruleset.verdicts("attempts").inputs)


def may_follow(ruleset: Ruleset, event: Event) -> bool:
    """Whether anything can follow *event*, whoever it happens to: some row fits all that is true of it alone."""
    known = event_facts(event)
    rows = ruleset.consequences.rows
    return any(all(test.fact not in known or known[test.fact] in test.accepts for test in row.when) for row in rows)
