"""The problems found while a ruleset is built: collected, never raised, so that one run shows them all.

Knows nothing of what a ruleset says.
"""

from __future__ import annotations

from frontdesk.problems import Location, Problem


class Notes:
    """What is wrong so far, in the order in which it was found; the same thing at the same place is kept once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(
        self, where: Location, code: str, cause: str, hint: str = "", related: tuple[tuple[Location, str], ...] = ()
    ) -> None:
        """Note one problem; see ``problems.CODES`` for the codes."""
        problem = Problem(where, code, cause, hint, related=related)
        if problem not in self.problems:
            self.problems.append(problem)
