"""An overlay is laid over the ruleset that it extends: what it removes goes, keys merge, rows say where they go.

Every piece keeps the place that it was read from, so an answer can name the overlay's line when the overlay won.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frontdesk.loading.tree.nodes import Entries, Folder, Items, Node, Scalar
from frontdesk.problems import Location, Problem, choices, did_you_mean

PLACES = ("before", "after", "replace", "remove")
ENDS = ("first", "last")
_REMOVE = "remove"
_ONLY_OVERLAYS = frozenset(("overlay", _REMOVE))
_ADDRESSES = frozenset((*PLACES, *ENDS))


@dataclass(slots=True)
class _Merge:
    """One laying of an overlay over a base, collecting what is wrong."""

    problems: list[Problem] = field(default_factory=list)
    removed: dict[str, Location] = field(default_factory=dict)

    def file(self, base: Entries, over: Entries) -> Entries:
        """Lay one file over another: what it removes goes first, so that what it writes anew starts from nothing."""
        for name in _names(over.get(_REMOVE)):
            base = self._without_named(base, name.text, name)
        return self.entries(base, _without(over, frozenset({_REMOVE})))

    def _without_named(self, base: Entries, path: str, written: Scalar) -> Entries:
        """Take away what *path* leads to, key by key; a key may hold dots of its own."""
        key = max((one for one in base if path == one or path.startswith(f"{one}.")), key=len, default=None)
        if key is None:
            hint = did_you_mean(path, base) or (f"there is {choices(base)}" if base.entries else "there is nothing")
            self.problems.append(Problem(written.where, "R001", f"the ruleset below has nothing called '{path}'", hint))
            return base
        if path == key:
            self.removed[key] = written.where
            return _without(base, frozenset({key}))
        inner = base.entries[key]
        if isinstance(inner, Entries):
            rest = self._without_named(inner, path.removeprefix(f"{key}."), written)
            return Entries({**base.entries, key: rest}, base.keys, base.where)
        hint = "a row is removed where it stands, by {remove: ID}" if isinstance(inner, Items) else f"remove '{key}'"
        self.problems.append(Problem(written.where, "R001", f"'{key}' holds nothing that has a name", hint))
        return base

    def entries(self, base: Entries, over: Entries) -> Entries:
        entries, keys = dict(base.entries), dict(base.keys)
        for key, node in over.entries.items():
            below = entries.get(key)
            entries[key] = node if below is None else self.node(below, node)
            keys[key] = over.keys[key]
        return Entries(entries, keys, over.where)

    def node(self, base: Node, over: Node) -> Node:
        if isinstance(base, Entries) and isinstance(over, Entries):
            return self.entries(base, over)
        if isinstance(base, Items) and isinstance(over, Items) and any(isinstance(one, Entries) for one in base.items):
            return self.rows(base, over)
        return over

    def rows(self, base: Items, over: Items) -> Items:
        """Rows go where they say; words beside them (``ended_by``) take the place of the words below."""
        words = [one for one in over.items if not isinstance(one, Entries)]
        rows = [*words, *(one for one in base.items if isinstance(one, Entries))] if words else list(base.items)
        last_placed: dict[str, str] = {}
        for row in over.items:
            if isinstance(row, Entries):
                self._place(rows, row, last_placed)
        return Items(tuple(rows), over.where)

    def _place(self, rows: list[Node], row: Entries, last_placed: dict[str, str]) -> None:
        found = [key for key in (*PLACES, *ENDS) if key in row]
        if len(found) != 1:
            self._unplaced(row, found)
            return
        kind = found[0]
        bare = _without_address(row)
        if kind in ENDS:
            rows.insert(0 if kind == "first" else len(rows), bare)
            return
        target = row.entries[kind]
        name = target.text if isinstance(target, Scalar) else ""
        index = next((number for number, one in enumerate(rows) if _id(one) == name), None)
        if index is None:
            ids = [one for one in map(_id, rows) if one]
            hint = did_you_mean(name, ids) or (
                f"rows with a name are {choices(ids, most=20)}" if ids else "no row has a name"
            )
            self.problems.append(Problem(target.where, "R001", f"no row below is called '{name}'", hint))
        elif kind == "remove":
            del rows[index]
        elif kind == "replace":
            rows[index] = _named(bare, _called(rows[index])[0], name, target.where)
        elif kind == "before":
            rows.insert(index, bare)
        else:
            previous = _id_index(rows, last_placed.get(name))
            rows.insert((index if previous is None else previous) + 1, bare)
            last_placed[name] = _id(bare)

    def _unplaced(self, row: Entries, found: list[str]) -> None:
        if found:
            cause = f"this row says {' and '.join(found)} at once"
            self.problems.append(Problem(row.where, "Y013", cause, "keep one of them"))
        else:
            cause = "this row does not say where it goes among the rows below"
            hint = "add before: ID, after: ID, replace: ID, first: yes or last: yes"
            self.problems.append(Problem(row.where, "Y013", cause, hint))


def extend(base: Folder, overlay: Folder) -> tuple[Folder, list[Problem]]:
    """Lay *overlay* over *base*. Returns the whole, and what could not be placed.

    Its examples stay its own; a mapping of it takes the place of the base's of that name, even if it cannot be read.
    """
    merge = _Merge()
    topics = dict(base.topics)
    for topic, over in overlay.topics.items():
        below = topics.get(topic)
        alone = Entries({}, {}, over.where)
        topics[topic] = merge.file(alone if below is None or _replaces(over) else below, over)
    if "ruleset" in overlay.topics:
        topics["ruleset"] = _own_name(topics["ruleset"], overlay.topics["ruleset"])
    digest = hashlib.sha256(f"{base.digest}\0{overlay.digest}".encode()).hexdigest()
    sources = {**base.sources, **overlay.sources}
    removed = {**base.removed, **merge.removed}
    imports = {name: one for name, one in base.imports.items() if name not in overlay.unread} | {**overlay.imports}
    unread = {name: told for name, told in base.unread.items() if name not in overlay.imports} | {**overlay.unread}
    whole = Folder(overlay.name, topics, sources, digest, overlay.examples, removed, imports, unread)
    return whole, merge.problems


def stripped(folder: Folder) -> tuple[Folder, list[Problem]]:
    """Return *folder* without the keys that only overlays use; in a ruleset that extends nothing they are problems."""
    problems: list[Problem] = []
    topics = {topic: _strip(entries, problems) for topic, entries in folder.topics.items()}
    return replace(folder, topics=topics), problems


def _strip(entries: Entries, problems: list[Problem]) -> Entries:
    if _REMOVE in entries:
        cause = "'remove' takes away what a ruleset below says, and there is none here"
        problems.append(Problem(entries.keys[_REMOVE], "Y013", cause, "delete the key, or let the ruleset extend one"))
    kept = _without(entries, _ONLY_OVERLAYS)
    return Entries({key: _strip_node(node, problems) for key, node in kept.entries.items()}, kept.keys, kept.where)


def _strip_node(node: Node, problems: list[Problem]) -> Node:
    if isinstance(node, Entries):
        return Entries({key: _strip_node(one, problems) for key, one in node.entries.items()}, node.keys, node.where)
    if isinstance(node, Items):
        return Items(tuple(_strip_row(one, problems) for one in node.items), node.where)
    return node


def _strip_row(node: Node, problems: list[Problem]) -> Node:
    if isinstance(node, Entries):
        for key in sorted(_ADDRESSES & set(node.entries)):
            if key in PLACES:
                cause = f"'{key}' places a row among the rows of a ruleset below, and there are none here"
                problems.append(Problem(node.keys[key], "Y013", cause, "delete the key, or let the ruleset extend one"))
        node = _without_address(node)
    return _strip_node(node, problems)


def _without_address(row: Entries) -> Entries:
    return _without(row, _ADDRESSES)


def _without(entries: Entries, keys: frozenset[str]) -> Entries:
    kept: Mapping[str, Node] = {key: one for key, one in entries.entries.items() if key not in keys}
    return Entries(kept, {key: entries.keys[key] for key in kept}, entries.where)


def _names(node: Node | None) -> list[Scalar]:
    """The names under a key that takes one or a list of them; the schema refuses anything else."""
    written = node.items if isinstance(node, Items) else (node,)
    return [one for one in written if isinstance(one, Scalar)]


def _named(row: Entries, key: str, name: str, where: Location) -> Entries:
    """A row that replaces another keeps its id, unless it brings one; a view keeps its name."""
    if "id" in row or "name" in row:
        return row
    return Entries({key: Scalar(name, where), **row.entries}, {key: where, **row.keys}, row.where)


def _own_name(merged: Entries, overlay: Entries) -> Entries:
    """A ruleset is never called what its base is called."""
    inherited = frozenset({"name", "label"}) - set(overlay.entries)
    return _without(merged, inherited | {"extends"})


def _replaces(entries: Entries) -> bool:
    written = entries.get("overlay")
    return isinstance(written, Scalar) and written.text == "replace"


def _id(node: Node) -> str:
    return _called(node)[1]


def _called(node: Node) -> tuple[str, str]:
    """Under which key a row has its name, and the name: rows have an ``id``, and views, which are asked for, a name."""
    named = [(key, node.get(key)) for key in ("id", "name")] if isinstance(node, Entries) else []
    return next(((key, name.text) for key, name in named if isinstance(name, Scalar)), ("id", ""))


def _id_index(rows: list[Node], name: str | None) -> int | None:
    return next((number for number, one in enumerate(rows) if name and _id(one) == name), None)
