"""Rows of a file as a mapping says them, for the tests of whoever takes them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from frontdesk.desk import Act, Practice
from frontdesk.desk.taking import SaidLine, Taken, Taker
from frontdesk.mapping import SaidRow
from support import an_act


def take(
    practice: Practice, taker: Callable[[Act], Taker], *rows: dict[str, str] | SaidRow, after: timedelta = timedelta()
) -> list[Taken]:
    """What becomes of the rows of one file, so long after Monday 10:00."""
    said = [row if isinstance(row, SaidRow) else SaidRow(row) for row in rows]
    act = an_act(practice, after)
    with act.deciding():
        taking = taker(act)
        taken = taking.take([SaidLine(line, row) for line, row in enumerate(said, 2)])
        taking.end()
    return list(taken)
