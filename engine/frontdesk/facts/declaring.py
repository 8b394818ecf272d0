"""How a fact of the engine is declared: once, with how it is computed from the moment in which it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk.model import Computation, Fact, OverTime, Scope
from frontdesk.tables import Domain, Listed, Value


def fact(
    name: str,
    of: Scope,
    domain: Domain,
    means: str,
    default: Value | None = None,
    compute: Computation | None = None,
    *,
    decided: bool = False,
    over_time: OverTime = OverTime.STAYS,
) -> Fact:
    """Declare a fact; each module of a scope calls this for its own kind of moment, so that *compute* is checked."""
    label = name.replace("_", " ")
    return Fact(name, of, domain, label, means, default, compute=compute, decided=decided, over_time=over_time)


def maybe(values: Iterable[str]) -> Listed:
    """The words, or ``unknown``."""
    return Listed(tuple(values), may_be_unknown=True)
