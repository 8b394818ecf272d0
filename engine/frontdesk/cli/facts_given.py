"""Facts as people type them after a command: ``destination=landline``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from frontdesk.model import Ruleset
from frontdesk.tables import Table, Value


def read_facts(ruleset: Ruleset, table: Table[Any], given: Sequence[str]) -> dict[str, Value]:
    """Read ``fact=value`` words for *table*; what nobody gave is taken as quiet. Raises FactError, UsageError."""
    facts: dict[str, Value] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals:
            raise click.UsageError(f"'{word}' is not a fact; write it as fact=value, such as destination=landline")
        facts[name.strip()] = ruleset.parse_fact(table, name.strip(), value.strip())
    return facts
