"""How truth tables are laid out on paper: the pages, rows and columns that a ruleset asks for.

Knows no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Value


@dataclass(frozen=True, slots=True)
class Column:
    """One column or row of a printed truth table: its heading, and the facts that it stands for."""

    label: str
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class View:
    """How a truth table is laid out: facts fixed for the whole page, one page for each value of ``each``."""

    name: str
    label: str
    table: str
    given: Mapping[str, Value]
    each: Mapping[str, tuple[Value, ...]]
    rows: tuple[Column, ...]
    columns: tuple[Column, ...]
    where: Location = NOWHERE
