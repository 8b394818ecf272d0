"""The problems found while a ruleset is built: collected, never raised, so that one run shows them all.

Knows nothing of what a ruleset says.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.problems import Location, Problem


class Notes:
    """What is wrong so far, in the order in which it was found; the same thing at the same place is kept once.

    *removed* are the names that overlays took away, and where.
    """

    def __init__(self, removed: Mapping[str, Location] | None = None) -> None:
        self.problems: list[Problem] = []
        self._removed = removed or {}

    def error(
        self, where: Location, code: str, cause: str, hint: str = "", related: tuple[tuple[Location, str], ...] = ()
    ) -> None:
        """Note one problem; see ``problems.CODES`` for the codes."""
        problem = Problem(where, code, cause, hint, related=related)
        if problem not in self.problems:
            self.problems.append(problem)

    def unknown(
        self,
        where: Location,
        what: str,
        name: str,
        hint: str,
        *,
        code: str = "R001",
        related: tuple[tuple[Location, str], ...] = (),
    ) -> None:
        """Note that nothing of a kind is called *name*; where an overlay took it away, that is what to say."""
        own = name.rpartition("/")[2]
        if place := self._removed.get(own):
            hint = "remove what names it as well, or let it name another"
            related = ((place, f"'{own}' is removed here"),)
        self.error(where, code, f"no {what} is called '{name}'", hint, related)
