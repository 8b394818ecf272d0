"""What the contact's clock shows: a fact of everything that is decided about somebody, at the instant of deciding.

A message that waits for its hour is asked on each clock that may be the contact's (``sending``). The practice's own day
is a fact of the practice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from frontdesk.facts.declaring import fact
from frontdesk.facts.words import WEEKDAYS, yes_no
from frontdesk.model import Fact, OverTime, Ruleset, Scope, computations
from frontdesk.tables import YES_NO, Domain, Listed, Scale, ScaleKind, Value


class _OnTheClock(Protocol):
    """What there is to know of an instant, whoever it is about: what a clock shows then."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def local(self) -> datetime: ...


def _fact(name: str, domain: Domain, means: str, compute: Callable[[_OnTheClock], Value]) -> Fact:
    return fact(name, Scope.CONTACT, domain, means, compute=compute, over_time=OverTime.RETURNS)


def of_clock() -> list[Fact]:
    """Declare the facts of the contact's clock."""
    return [
        _fact(
            "local_time",
            Scale(ScaleKind.TIME, whole=True),
            "the clock where the contact is, to the minute",
            lambda at: at.local.time().replace(second=0, microsecond=0),
        ),
        _fact(
            "weekday",
            Listed(WEEKDAYS),
            "the day of the week where the contact is",
            lambda at: WEEKDAYS[at.local.weekday()],
        ),
        _fact(
            "holiday",
            YES_NO,
            "the practice keeps a holiday that day",
            lambda at: yes_no(at.ruleset.is_holiday(at.local.date())),
        ),
    ]


CLOCK = computations(of_clock())
"""How the facts are computed that the clock alone decides."""
