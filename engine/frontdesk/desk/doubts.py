"""Hours that are seldom meant: long past, years away, taken already. They are asked about before anything is done.

One place for all that a person says by hand: visits, follow-ups, dates chosen with a status. What comes from another
system is not asked about, since nobody is there to answer. What can never be (an hour that no clock shows, a date
without an hour for a visit) is refused where it is read, in ``tables.values``. Knows no rule.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdesk.desk.practice import Act
from frontdesk.problems import FrontdeskError

FAR = timedelta(days=2 * 365)
"""Further ahead than this nobody books: a year mistyped is likelier. A recall of 18 months is nearer."""


class DoubtfulError(FrontdeskError):
    """Something is asked before it is done; nothing was. Whoever means it says so (``Act.anyway``)."""

    def __init__(self, doubt: str) -> None:
        self.doubt = doubt
        super().__init__(f"{doubt}; nothing was done. If it is meant, say so with --anyway")


def ask(act: Act, doubt: str) -> None:
    """Ask about *doubt*, unless who acts was asked before. Raises DoubtfulError."""
    if not act.anyway:
        raise DoubtfulError(doubt)


def ask_about_hour(act: Act, at: datetime, what: str) -> None:
    """Ask whether *what* is meant to be at an hour that has passed, or years from now. Raises DoubtfulError."""
    local = f"{at.astimezone(act.ruleset.zone):%Y-%m-%d %H:%M}"
    if at < act.now:
        ask(act, f"{what} at {local} would be in the past")
    elif at > act.now + FAR:
        ask(act, f"{what} at {local} would be more than two years away")
