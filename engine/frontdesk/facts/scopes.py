"""Scopes: where a fact exists. Each scope holds its own facts and those of the scope that it widens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frontdesk.model import Fact, Scope
from frontdesk.tables import Domain

WIDENS: Mapping[Scope, Scope | None] = {
    Scope.PRACTICE: None,
    Scope.CONTACT: Scope.PRACTICE,
    Scope.APPOINTMENT: Scope.CONTACT,
    Scope.TASK: Scope.CONTACT,
    Scope.MESSAGE: Scope.APPOINTMENT,
    Scope.SENDING: Scope.MESSAGE,
    Scope.CONSENT: Scope.MESSAGE,
    Scope.REFUSAL: Scope.PRACTICE,
    Scope.EVENT: Scope.APPOINTMENT,
}
"""Each scope holds its own facts and those of the scope it widens."""


def _reach(scope: Scope) -> tuple[Scope, ...]:
    widened = WIDENS[scope]
    return (scope,) if widened is None else (*_reach(widened), scope)


REACH: Mapping[Scope, tuple[Scope, ...]] = {scope: _reach(scope) for scope in Scope}
"""For each scope all that it widens, the practice first, and itself."""


def scopes_of(facts: Iterable[Fact]) -> dict[Scope, dict[str, Domain]]:
    """Return, for each scope, every fact that exists there."""
    declared = list(facts)
    return {scope: {fact.name: fact.domain for fact in declared if fact.of in REACH[scope]} for scope in Scope}
