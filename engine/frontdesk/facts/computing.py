"""Computing facts: everything that is declared for a scope, from one moment. Knows no fact by name."""

from __future__ import annotations

from frontdesk.facts.moments import PracticeMoment
from frontdesk.facts.scopes import REACH
from frontdesk.model import Scope
from frontdesk.tables import Value


def computed(moment: PracticeMoment, scope: Scope) -> dict[str, Value]:
    """Every fact of *scope*, which *moment* is one of; what the practice's own tables answer is left to them."""
    known = moment.known
    for one in REACH[scope]:
        for name, compute in moment.ruleset.computations[one]:
            known[name] = compute(moment)
    return known
