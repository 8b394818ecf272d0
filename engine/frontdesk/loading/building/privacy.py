"""``privacy`` of ``delivery.yaml``: by which channel a text may go that tells so much of somebody.

It is read as a table of the practice's own, so that what it answers is a fact for each channel, linked and proved as
any other. A channel that no row names is held back by none, and has no such fact. Knows no channel's plugin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import Answer, read_table
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.model import Fact, Scope
from frontdesk.model.engine_tables import PRIVACY
from frontdesk.tables import YES_NO, Row, Table


def privacy_facts(section: Section) -> Iterator[Fact]:
    """Declare what the table answers: one fact for each channel that a row names."""
    table = section.section(PRIVACY)
    for channel in _channels(table):
        means = f"whether a text that tells so much may go by {channel}"
        yield Fact(f"{PRIVACY}.{channel}", Scope.MESSAGE, YES_NO, "How private it is", means, where=table.where)


def read_privacy(symbols: Symbols, table: Section) -> Table[object]:
    """Read the table; a row holds back no channel that it does not name."""
    channels = _channels(table)
    for written in channels.values():
        symbols.names.channels.find(written, symbols.diagnostics)
    free = dict.fromkeys(channels, "yes")
    answer = Answer(parts=dict.fromkeys(channels, YES_NO), defaults=free)
    read = read_table(symbols, table, PRIVACY, Scope.MESSAGE, answer)
    return replace(read, otherwise=Row("otherwise", (), free, "no row holds it back"))


def _channels(table: Section) -> dict[str, Scalar]:
    """The channels that its rows name, each where it is named first."""
    answers = [row.node("then") for _, row in table.rows("rows", "row")]
    named = [(key, place) for one in answers if isinstance(one, Entries) for key, place in one.keys.items()]
    return {key: Scalar(key, place) for key, place in reversed(named)}
