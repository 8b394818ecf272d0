"""Circles in what leads to what: the parts that come back to themselves, and the shortest way round one.

Works on any names joined by edges. Knows neither statuses nor campaigns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
Edge = TypeVar("Edge")


def components(edges: Mapping[Name, Iterable[Name]]) -> list[tuple[Name, ...]]:
    """Return the strongly connected components, each after those that it leads to (Tarjan 1972, without recursion)."""
    # Written with a stack of its own: a ruleset's states can be chained deeper than Python lets functions call each
    # other. Each entry is a name and the edges that it has not followed yet. ``order`` numbers names as they are met,
    # ``path`` is Tarjan's stack: the names that are met and in no component yet, as a dict, so that "is it on the path"
    # is one look-up. ``lowest`` is the earliest name still on the path that a name is known to lead to; where that is
    # the name itself, it and all above it on the path lead to each other and to nothing earlier. O(names + edges).
    order: dict[Name, int] = {}
    lowest: dict[Name, int] = {}
    path: dict[Name, None] = {}
    found: list[tuple[Name, ...]] = []
    for root in edges:
        if root in order:
            continue
        work = [_open(root, edges, order, lowest, path)]
        while work:
            name, rest = work[-1]
            after = next(rest, None)
            if after is None:
                # The step after a recursive call. It is harmless where *name* closes a component of its own: its lowest
                # is its own order then, and later than that of the name before it.
                work.pop()
                if work:
                    before = work[-1][0]
                    lowest[before] = min(lowest[before], lowest[name])
                if lowest[name] == order[name]:
                    found.append(_close(name, path))
            elif after not in order:
                work.append(_open(after, edges, order, lowest, path))
            elif after in path:  # else it is in a component already, and nothing of that leads back here
                lowest[name] = min(lowest[name], order[after])
    return found


def shortest_circle(start: Name, leaving: Callable[[Name], Iterable[tuple[Edge, Name]]]) -> tuple[Edge, ...]:
    """Return the edges of a shortest way from *start* back to it, or nothing when there is none."""
    # Breadth first, so the first way back is a shortest. Whole ways are kept, not who came from where: they are short,
    # and *start* is both ends, so it could not say of itself where it came from.
    ways: dict[Name, tuple[Edge, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for edge, after in leaving(name):
            if after == start:
                return (*ways[name], edge)
            if after not in ways:
                ways[after] = (*ways[name], edge)
                waiting.append(after)
    return ()


def _open(
    name: Name,
    edges: Mapping[Name, Iterable[Name]],
    order: dict[Name, int],
    lowest: dict[Name, int],
    path: dict[Name, None],
) -> tuple[Name, Iterator[Name]]:
    order[name] = lowest[name] = len(order)
    path[name] = None
    return name, iter(tuple(edges.get(name, ())))


def _close(name: Name, path: dict[Name, None]) -> tuple[Name, ...]:
    """Take the component that begins with *name* off the path."""
    members: list[Name] = []
    while not members or members[-1] != name:
        members.append(path.popitem()[0])
    return tuple(reversed(members))
