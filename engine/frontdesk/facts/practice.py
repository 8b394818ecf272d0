"""What is true of the practice itself: its own facts as it says them in ``facts.yaml``, and its calendar's day."""

from __future__ import annotations

from datetime import date

from frontdesk.facts.declaring import fact
from frontdesk.facts.moments import PracticeMoment
from frontdesk.facts.words import MONTHS
from frontdesk.model import Fact, OverTime, Ruleset, Scope
from frontdesk.tables import UNKNOWN, Listed, Scale, ScaleKind, Value


def of_practice() -> list[Fact]:
    """Declare the facts of the practice that the engine computes: they change while only time passes."""
    today = Scale(ScaleKind.DATE)
    return [
        fact(
            "today",
            Scope.PRACTICE,
            today,
            "the day where the practice is",
            compute=_today,
            over_time=OverTime.GROWS,
        ),
        fact(
            "month",
            Scope.PRACTICE,
            Listed(MONTHS),
            "the month where the practice is",
            compute=lambda at: MONTHS[_today(at).month - 1],
            over_time=OverTime.RETURNS,
        ),
    ]


def _today(at: PracticeMoment) -> date:
    return at.now.astimezone(at.ruleset.zone).date()


def practice_facts(ruleset: Ruleset) -> dict[str, Value]:
    """The practice's own facts about itself, at any instant."""
    return {
        fact.name: UNKNOWN if fact.default is None else fact.default
        for fact in ruleset.facts.values()
        if fact.own and fact.of is Scope.PRACTICE
    }
