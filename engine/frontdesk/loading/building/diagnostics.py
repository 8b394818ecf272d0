"""The problems found while a ruleset is built: collected, never raised, so that one run shows them all.

Knows nothing of what a ruleset says.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.problems import Location, Problem, Severity


class Diagnostics:
    """What is wrong so far, in the order in which it was found; the same thing at the same place is kept once.

    *removed* are the names that overlays took away, and where. *unread* are the topics whose files have mistakes of
    their own: what they define may exist and mean anything, so only names of other things are noted. *defined_in* says
    which topics define the things of a kind.
    """

    def __init__(
        self,
        removed: Mapping[str, Location] | None = None,
        unread: frozenset[str] = frozenset(),
        defined_in: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self.business: list[Location] = []
        """Where lengths are written in business days or hours, which a calendar has to count."""
        self._beside: list[Problem] = []
        self._removed = removed or {}
        self._unread = unread
        self._defined_in = defined_in or {}
        self._is_doubtful = any(unread & topics for topics in self._defined_in.values())

    @property
    def stops(self) -> bool:
        """Whether something of it keeps the ruleset from being used."""
        return any(one.severity is Severity.ERROR and one not in self._beside for one in self.problems)

    def error(
        self, where: Location, code: str, cause: str, hint: str = "", related: tuple[tuple[Location, str], ...] = ()
    ) -> None:
        """Note one problem; see ``problems.CODES`` for the codes."""
        if not self._is_doubtful:
            self._keep(Problem(where, code, cause, hint, related=related))

    def error_beside(self, where: Location, code: str, cause: str, hint: str) -> None:
        """Note one problem beside which the rules are whole, so that they are checked and all else is told too."""
        self.error(where, code, cause, hint)
        self._beside.append(Problem(where, code, cause, hint))

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
        if self._unread & self._defined_in.get(what, self._unread):
            return
        if removed := self._removal(name):
            hint, related = removed
        self._keep(Problem(where, code, f"no {what} is called '{name}'", hint, related=related))

    def unlisted(self, where: Location, code: str, cause: str, name: str) -> None:
        """Note that *name* is none of the values of a fact; where an overlay took away what is called so, say that."""
        hint, related = self._removal(name) or ("", ())
        self.error(where, code, cause, hint, related)

    def _removal(self, name: str) -> tuple[str, tuple[tuple[Location, str], ...]] | None:
        """What to do about a *name* that an overlay took away, and where it did; ``None`` where none did."""
        own = name.rpartition("/")[2]
        if (place := self._removed.get(own)) is None:
            return None
        return "remove what names it as well, or let it name another", ((place, f"'{own}' is removed here"),)

    def _keep(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
