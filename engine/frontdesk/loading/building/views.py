"""Views: how a truth table is laid out on paper, as the ruleset asks.

Knows which facts a view fixes and varies; how it is printed is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from frontdesk.loading.building.glossary import note_repeated
from frontdesk.loading.building.scalars import shape
from frontdesk.loading.building.sections import Section, texts
from frontdesk.loading.building.symbols import Symbols, read_value
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Column, Scope, View
from frontdesk.problems import Location
from frontdesk.tables import Value

_CONTENT = "content"
"""The word that stands for every combination of channels that a message may have content for."""


def read_views(symbols: Symbols, section: Section, table: str, scope: Scope) -> Iterator[View]:
    """Read the views of the table called *table*."""
    taken: dict[str, Location] = {}
    for _, view in section.rows("views", "view"):
        name = view.needed("name", "a view needs a name to be asked for")
        if name in taken:
            note_repeated(view.place("name"), name, "view", taken, view.diagnostics)
        taken.setdefault(name, view.place("name"))
        yield View(
            name,
            view.text("label", name.replace("_", " ").capitalize()),
            table,
            symbols.values(view, "given", scope),
            _each(symbols, view, scope),
            tuple(_rows(symbols, view, scope)),
            tuple(_cells(symbols, view, "columns", scope)),
            view.where,
        )


def _each(symbols: Symbols, view: Section, scope: Scope) -> dict[str, tuple[Value, ...]]:
    pages: dict[str, tuple[Value, ...]] = {}
    for fact, node, place in view.pairs("each"):
        domain = symbols.scopes[scope].get(fact)
        if domain is None:
            symbols.note_unknown_fact(fact, place, scope)
            continue
        words = texts(node, f"'each' of {view.what}", view.diagnostics)
        words = symbols.names.states.spelled_out(words, domain, view.diagnostics)
        values = (read_value(word, domain, f"the fact '{fact}'", view.diagnostics) for word in words)
        pages[fact] = tuple(value for value in values if value is not None)
    return pages


def _rows(symbols: Symbols, view: Section, scope: Scope) -> Iterator[Column]:
    node = view.node("rows")
    if not isinstance(node, Scalar):
        yield from _cells(symbols, view, "rows", scope)
    elif node.text == _CONTENT:
        yield from _every_content(symbols)
    else:
        hint = "write 'content', or a list of {label, given}"
        view.diagnostics.error(node.where, "T014", f"rows of a view cannot be {shape(node)}", hint)


def _cells(symbols: Symbols, view: Section, key: str, scope: Scope) -> Iterator[Column]:
    for _, cell in view.rows(key, "cell"):
        yield Column(cell.needed("label"), symbols.values(cell, "given", scope))


def _every_content(symbols: Symbols) -> Iterator[Column]:
    """Every non-empty set of channels, the smaller first, in the order of ``channels.yaml``."""
    channels = list(symbols.names.channels.names)
    for size in range(1, len(channels) + 1):
        for chosen in combinations(channels, size):
            facts: dict[str, Value] = {f"has_{name}": "yes" if name in chosen else "no" for name in channels}
            yield Column(" + ".join(symbols.names.labels[name] for name in chosen), facts)
