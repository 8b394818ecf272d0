"""A group of keys, read key by key: every topic's module reads its part of the tree through a ``Section``.

Notes what is missing or of the wrong shape, in the words of the writer; refuses to know what the keys mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import time, timedelta
from enum import StrEnum
from typing import TypeVar

from frontdesk.loading.building import scalars
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Length

WordT = TypeVar("WordT", bound=StrEnum)
_NOTHING: Entries = Entries({}, {}, NOWHERE)


class Section:
    """The keys of one thing. ``what`` names it for problems ("status 'no_show'"); ``where`` is its place."""

    def __init__(self, entries: Entries | None, what: str, where: Location, diagnostics: Diagnostics) -> None:
        self.entries = entries if entries is not None else _NOTHING
        self.exists = entries is not None
        self.what, self.where, self.diagnostics = what, where, diagnostics

    def node(self, key: str) -> Node | None:
        """Return what stands under *key*, whatever it is."""
        return self.entries.get(key)

    def has(self, key: str) -> bool:
        """Whether *key* is written."""
        return self.entries.get(key) is not None

    def place(self, key: str) -> Location:
        """Where *key* stands; the place of the section when it is not written."""
        return self.entries.keys.get(key, self.where)

    def missing(self, key: str, hint: str = "") -> None:
        """Note that *key* is needed and not there."""
        self.diagnostics.error(self.where, "Y012", f"{self.what} needs the key '{key}'", hint)

    def text(self, key: str, default: str = "") -> str:
        """Read a text."""
        node = self.node(key)
        text = None if node is None else scalars.read_text(node, self._names(key), self.diagnostics)
        return default if text is None else text

    def needed(self, key: str, hint: str = "") -> str:
        """Read a text that has to be there; empty when it is not."""
        if not self.has(key):
            self.missing(key, hint)
        return self.text(key)

    def word(self, key: str, words: Collection[str], default: str) -> str:
        """Read one of a closed list of words."""
        node = self.node(key)
        word = None if node is None else scalars.read_word(node, self._names(key), words, self.diagnostics)
        return default if word is None else word

    def one_of(self, key: str, words: Iterable[WordT], default: WordT) -> WordT:
        """Read one of the words that the engine closes."""
        by_word = {str(word): word for word in words}
        return by_word.get(self.word(key, by_word, ""), default)

    def yes_no(self, key: str, default: bool = False) -> bool:
        """Read yes or no."""
        node = self.node(key)
        answer = None if node is None else scalars.read_yes_no(node, self._names(key), self.diagnostics)
        return default if answer is None else answer

    def length(self, key: str) -> Length | None:
        """Read a length of time, months and years among them."""
        node = self.node(key)
        return None if node is None else scalars.read_length(node, self._names(key), self.diagnostics)

    def duration(self, key: str) -> timedelta | None:
        """Read a length of time that is always as long."""
        node = self.node(key)
        return None if node is None else scalars.read_duration(node, self._names(key), self.diagnostics)

    def clock(self, key: str) -> time | None:
        """Read a time of day."""
        node = self.node(key)
        return None if node is None else scalars.read_clock(node, self._names(key), self.diagnostics)

    def count(self, key: str) -> int | None:
        """Read a whole number from 1."""
        node = self.node(key)
        return None if node is None else scalars.read_count(node, self._names(key), self.diagnostics)

    def words(self, key: str) -> list[Scalar]:
        """Read one text or a list of texts."""
        node = self.node(key)
        return [] if node is None else texts(node, self._names(key), self.diagnostics)

    def section(self, key: str, what: str = "") -> Section:
        """Return the group of keys under *key*; an empty one when it is not there."""
        node = self.node(key)
        return section_of(node, what or f"'{key}' of {self.what}", self.place(key), self.diagnostics)

    def named(self, key: str, what: str) -> Iterator[tuple[str, Section]]:
        """Return each named thing under *key*, as ``what 'name'``."""
        group = self.section(key)
        for name, node in group.entries.entries.items():
            yield name, section_of(node, f"{what} '{name}'", group.entries.keys[name], self.diagnostics)

    def pairs(self, key: str) -> Iterator[tuple[str, Node, Location]]:
        """Return each name under *key*, what stands under it, and the place of the name."""
        group = self.section(key)
        for name, node in group.entries.entries.items():
            yield name, node, group.entries.keys[name]

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list under *key*."""
        node = self.node(key)
        if node is None or isinstance(node, Items):
            return node.items if node else ()
        self.diagnostics.error(node.where, "Y011", f"{self._names(key)} should be a list, not {scalars.shape(node)}")
        return ()

    def rows(self, key: str, what: str) -> Iterator[tuple[int, Section]]:
        """Return the items of a list of rows with their numbers from 1."""
        for number, node in enumerate(self.items(key), start=1):
            yield number, section_of(node, f"{what} {number} of {self.what}", node.where, self.diagnostics)

    def _names(self, key: str) -> str:
        return f"'{key}' of {self.what}" if self.what else f"'{key}'"


def section_of(node: Node | None, what: str, where: Location, diagnostics: Diagnostics) -> Section:
    """Read *node* as a group of keys called *what* in problems."""
    if node is None or isinstance(node, Entries):
        return Section(node, what, where, diagnostics)
    diagnostics.error(node.where, "Y011", f"{what} should be a group of keys, not {scalars.shape(node)}")
    return Section(_NOTHING, what, where, diagnostics)


def texts(node: Node, wanted: str, diagnostics: Diagnostics) -> list[Scalar]:
    """Read one text or a list of texts."""
    found = []
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Scalar):
            found.append(item)
        else:
            diagnostics.error(
                item.where, "Y011", f"{wanted} should be one value or a list of values, not {scalars.shape(item)}"
            )
    return found


def title(name: str) -> str:
    """How a name is shown when it has no label: ``no_show`` as "No show"."""
    return name.replace("_", " ").capitalize()
