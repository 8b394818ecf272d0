"""Relations: which facts nobody has together, by the practice's word. Knows neither YAML nor how they are proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import named
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Condition

__all__ = ["NeverTogether", "Relations"]


@dataclass(frozen=True, slots=True)
class NeverTogether:
    """Facts that nobody has all of, and why: with them the prover leaves out people who cannot exist.

    ``facts`` are as they are written, ``tests`` as they are read.
    """

    id: str
    facts: Mapping[str, str]
    because: str = ""
    tests: tuple[Condition, ...] = field(default=(), compare=False)
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Relations:
    """All that is never together, by name."""

    never_together: Mapping[str, NeverTogether] = field(metadata=named("impossible combination"))
