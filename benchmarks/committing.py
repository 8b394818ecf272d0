"""One durable status change, beside what the disk itself can do: an append that is flushed before it returns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.measuring import Area, Figure, Line, figure, seconds
from frontdesk import load_ruleset
from frontdesk.desk import Act, Practice, open_practice, set_status
from frontdesk.names import ContactId, LineType, PhoneKind, State
from frontdesk.records import Contact, Phone
from frontdesk.views import options

_LEAST = 0.6
"""The goal: at least so much of the disk's own rate."""
_PAGE = 4096
_NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
_BEGIN = State("free_screen/scheduled")


@dataclass(slots=True)
class _Desk:
    """A practice whose staff change the status of one contact after another."""

    practice: Practice
    requests: count[int]

    @classmethod
    def at(cls, file: Path | str) -> _Desk:
        ruleset = load_ruleset("physical-therapy")
        return cls(open_practice(ruleset, file), count(1))

    def newcomers(self, number: int) -> list[ContactId]:
        phones = {PhoneKind.CELL: Phone("+15550100", LineType.TEXT_ENABLED)}
        one = Contact(ContactId(0), "Ana Example", _BEGIN, _NOON, been=frozenset({_BEGIN}), phones=phones)
        with self.practice.store.transaction():
            return self.practice.store.add_contacts([one] * number)

    def choose(self, contacts: Sequence[ContactId], state: State) -> None:
        for contact in contacts:
            set_status(Act(self.practice, _NOON, request=f"request {next(self.requests)}"), contact, state)


def measure(quick: bool, folder: Path) -> Area:
    """Measure status changes, the disk's appends, SQLite's own commits and the same changes without a disk."""
    rounds, number = (1, 10) if quick else (31, 100)
    desk, in_memory = _Desk.at(folder / "practice.db"), _Desk.at(":memory:")
    state = options(Act(desk.practice, _NOON), desk.newcomers(1)[0]).offers[0].state
    changes, appends, commits, computing = [], [], [], []
    with closing(_one_table(folder / "one_table.db")) as one_table, (folder / "appended").open("ab") as appended:
        for _ in range(rounds):
            waiting, thinking = desk.newcomers(number), in_memory.newcomers(number)
            appends.append(seconds(lambda: _append(appended.fileno(), number)))
            changes.append(seconds(lambda: desk.choose(waiting, state)))  # noqa: B023 - called at once
            commits.append(seconds(lambda: _commit(one_table, number)))
            computing.append(seconds(lambda: in_memory.choose(thinking, state)))  # noqa: B023 - called at once
    pages = _pages(desk, folder / "practice.db", state)
    for one in (desk, in_memory):
        one.practice.store.close()
    return _area(_rates(changes, number), _of(appends, changes), _of(commits, changes), _of(computing, changes), pages)


def _area(rate: Figure, of_disk: Figure, of_sqlite: Figure, computed: Figure, pages: float) -> Area:
    return Area(
        "One durable status change",
        "How many status changes happen for every append to a file in the same folder, each change and each append "
        "flushed to the disk before the next.",
        (
            Line("status changes, of appends", f"{of_disk:.2f}", f"{_LEAST} or more", of_disk.middle >= _LEAST),
            Line("status changes, of commits of one row", f"{of_sqlite:.2f}"),
            Line("of the time, computing and not the disk", f"{computed:.2f}"),
            Line("status changes a second", f"{rate:.0f}"),
        ),
        (
            f"An append is {_PAGE:,} bytes and fdatasync. A commit of one row is SQLite with the same settings and one "
            "table without an index.",
            "A change is one transaction: the contact, the journal's entry, the work that falls due and the answer to "
            f"the request; it writes {pages:.1f} pages and waits for the disk once.",
            "Computing is the same changes in a store in memory.",
        ),
    )


def _append(file: int, number: int) -> None:
    for _ in range(number):
        os.write(file, bytes(_PAGE))
        getattr(os, "fdatasync", os.fsync)(file)


def _one_table(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE one (number INTEGER PRIMARY KEY, words TEXT NOT NULL)")
    return connection


def _commit(connection: sqlite3.Connection, number: int) -> None:
    for _ in range(number):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO one (words) VALUES (?)", ("w" * 200,))
        connection.execute("COMMIT")


def _pages(desk: _Desk, file: Path, state: State) -> float:
    """How many pages one change writes, by the length of SQLite's write-ahead log."""
    few = 20
    waiting = desk.newcomers(few)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.choose(waiting, state)
        written: int = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    return written / few


def _rates(times: Sequence[float], number: int) -> Figure:
    return figure([number / time for time in times])


def _of(some: Sequence[float], whole: Sequence[float]) -> Figure:
    return figure([one / other for one, other in zip(some, whole, strict=True)])
