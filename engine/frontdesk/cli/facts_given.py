"""Facts as people type them after a command: ``destination=landline``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from frontdesk.loading.building.states import read_fact
from frontdesk.model import Ruleset
from frontdesk.model.parts import Scope
from frontdesk.tables import Table, Value


def read_cells(given: Sequence[str]) -> dict[str, str]:
    """Read ``column=value`` words as a row of an import would say them. Raises UsageError."""
    return dict(_split(given))


def read_facts(ruleset: Ruleset, table: Table[Any], given: Sequence[str]) -> dict[str, Value]:
    """Read ``fact=value`` words for *table*. Raises FactError, UsageError."""
    return {name: read_fact(ruleset, table, name, value) for name, value in _split(given)}


def read_own_facts(ruleset: Ruleset, of: Scope, given: Sequence[str]) -> dict[str, Value]:
    """Read ``fact=value`` words about a contact or an appointment. Raises FactError, UsageError."""
    return {name: ruleset.parse_own_fact(of, name, value) for name, value in _split(given)}


def read_facts_noted(ruleset: Ruleset, given: Sequence[str]) -> dict[str, Value]:
    """Read ``fact=value`` words about a contact and one of their visits. Raises FactError, UsageError."""
    return {name: ruleset.parse_own_fact(ruleset.noted_of(name), name, value) for name, value in _split(given)}


def _split(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in given:
        name, equals, value = word.partition("=")
        if not equals:
            raise click.UsageError(f"'{word}' is not a fact; write it as fact=value, such as destination=landline")
        yield name.strip(), value.strip()
