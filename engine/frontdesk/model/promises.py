"""The laws that a practice writes down, which the checks prove or refute.

Knows no proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from frontdesk.effects import Effect
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Condition, Value


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changes from any of some values to another."""

    fact: str
    before: tuple[Value, ...]
    after: Value


@dataclass(frozen=True, slots=True)
class Promise:
    """A law in the practice's words: nobody for whom ``when`` holds has all of ``never``.

    With a ``change``, nobody who does not have it before gets it by that change. With ``follows``, these effects follow
    whenever the event in ``when`` happens. With ``correctable_for``, nothing follows a choice sooner than that.
    """

    id: str
    words: str
    never: tuple[Condition, ...]
    when: tuple[Condition, ...] = ()
    change: Change | None = None
    follows: tuple[Effect, ...] = ()
    correctable_for: timedelta | None = None
    where: Location = NOWHERE
