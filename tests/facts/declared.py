"""Where what is computed of a fact is not what is declared of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.tables import Value
from support import PRACTICES, SHIPPED

RULESETS = [*SHIPPED, *PRACTICES]


def faults(ruleset: Ruleset, scope: Scope, found: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Where what is computed in *scope* is not what is declared there."""
    declared = {fact.name: fact for fact in ruleset.facts.values() if fact.name in ruleset.scopes[scope]}
    own_tables = {name for name in declared if name.partition(".")[0] in ruleset.tables and not declared[name].compute}
    for facts in found:
        for name in declared.keys() - own_tables - facts.keys():
            yield f"{name} is declared and not computed"
        for name, value in facts.items():
            if name not in declared:
                yield f"{name} is computed and not declared"
            elif not lies_in(declared[name], value):
                yield f"{name} cannot be {value!r}"


def lies_in(fact: Fact, value: Value) -> bool:
    """Whether the prover thinks of *value*, too."""
    return value in fact.domain
