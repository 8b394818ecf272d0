"""Importing contacts with ``frontdesk import``: clean and messy lists, the same list again, and the memory it needs."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.measuring import Area, Line, ratios
from frontdesk.store.sqlite import SqliteStore

_MOST_TIME, _LEAST_AGAIN = 2.5, 3.0
"""The goals: at most so many times bare SQLite, and a second import at least so many times faster than the first."""
_MOST_MB, _MOST_MB_OF_A_MILLION = 100, 150
_MILLION = 1_000_000
_HEADING = ("name", "cell", "cell_type", "email", "status", "reference")
_AREAS = (201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231)
_WAYS = ("+1 {0} 555 {1:04}", "({0}) 555-{1:04}", "{0}.555.{1:04}", "1-{0}-555-{1:04}", "{0}555{1:04}")
"""Ways in which people write a number; in a large list there are fewer numbers than people, as in families."""
_STARTS = ("Ben", "Car", "Dor", "Fen", "Hol", "Jan", "Kel", "Lor", "Mar", "Nor", "Per", "Ros", "Sel", "Tam", "Vin")
_ENDS = ("ver", "don", "ley", "ris", "ton", "win", "mer", "sey", "dal", "gan", "lock", "ner", "sted", "ward", "ham")
_NAMES = tuple(start + end for start, end in product(_STARTS, _ENDS))
_BAD_EACH, _CHANGED_EACH = 20, 100
"""One row in so many cannot be imported, and one in so many is another the second time."""
_CHILD = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if done.returncode not in (0, 1):
    sys.exit(done.stderr.decode())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between, so that what this one has in memory is not counted as the import's."""


@dataclass(slots=True)
class _Practice:
    """A store into which lists are imported, each import a command of its own; the highest peak of them in MB."""

    store: Path
    peak: float = 0

    def import_new(self, file: Path, people: int) -> None:
        """Import into a new store, in which are so many people then."""
        for end in ("", "-wal", "-shm"):
            self.store.with_name(f"{self.store.name}{end}").unlink(missing_ok=True)
        self.import_more(file, people)

    def import_more(self, file: Path, people: int) -> None:
        """Import into the store as it is. Raises AssertionError unless so many people are in it then."""
        words = ("import", str(file), "-p", "physical-therapy", "--store", str(self.store), "--update")
        command = [sys.executable, "-c", _CHILD, sys.executable, "-m", "frontdesk", *words]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        self.peak = max(self.peak, int(told.stdout) / (1e6 if sys.platform == "darwin" else 1e3))
        for left in file.parent.glob(f"{file.stem}.rejected*"):
            left.unlink()
        with closing(sqlite3.connect(self.store)) as connection:
            (found,) = connection.execute("SELECT count(*) FROM contact").fetchone()
        if found != people:
            raise AssertionError(
                f"{found} people are in the practice after the import of {file.name}, and not {people}"
            )


def measure(quick: bool, folder: Path) -> Area:
    """Measure imports, each in a process of its own, beside the least that keeps the same rows in the same tables."""
    rounds, number, most = (1, 300, 600) if quick else (3, 100_000, _MILLION)
    clean, messy, changed, large = (folder / f"{name}.csv" for name in ("clean", "messy", "changed", "large"))
    _write(clean, map(_clean, range(number)))
    _write(messy, map(_messy, range(number)))
    _write(changed, map(_changed, range(number)))
    _write(large, map(_clean, range(most)))
    practice, bare = _Practice(folder / "imported.db"), folder / "bare.db"

    def first() -> None:
        practice.import_new(clean, number)

    first()
    ratio, took = ratios(first, lambda: _barely(practice.store, clean, bare), rounds)
    peak = practice.peak
    faster, _ = ratios(first, lambda: practice.import_more(changed, number), rounds)
    slower, _ = ratios(lambda: practice.import_new(messy, number - number // _BAD_EACH), first, rounds)
    of_many = _Practice(folder / "large.db")
    of_many.import_new(large, most)
    return Area(
        f"An import of {number:,} rows",
        "How many times as long `frontdesk import` takes as bare SQLite: csv.reader, and an executemany for each table "
        "of a store, with the same rows, indexes and triggers; nothing is looked up, and nothing hashed.",
        (
            Line("clean rows", f"{ratio:.1f} x, {took:.1f} s", f"{_MOST_TIME} x at most", ratio.middle <= _MOST_TIME),
            Line("rows a second", f"{number / took.middle:,.0f}"),
            Line("messy rows, of clean ones", f"{slower:.1f} x"),
            Line(
                "a second time, 1 % changed",
                f"{faster:.1f} times faster",
                f"{_LEAST_AGAIN} times or more",
                faster.middle >= _LEAST_AGAIN,
            ),
            Line("memory at the peak", f"{peak:.0f} MB", f"under {_MOST_MB} MB", peak < _MOST_MB),
            Line(
                f"memory at the peak, {most:,} rows",
                f"{of_many.peak:.0f} MB",
                f"under {_MOST_MB_OF_A_MILLION} MB",
                of_many.peak < _MOST_MB_OF_A_MILLION,
            ),
        ),
        (
            "The import reads each row by its mapping, looks for who it is, keeps the contact and its numbers, and "
            "writes an entry of the journal, hashed with the one before; all in one transaction.",
            "The time is that of the whole command, start and reading of the ruleset included.",
            f"Of the messy rows one in {_BAD_EACH} cannot be imported; the others hold quotes, commas and line breaks, "
            f"and numbers in {len(_WAYS)} forms.",
        ),
    )


def _clean(number: int) -> tuple[str, ...]:
    """Somebody of whom everything is plain."""
    return (*_person(number, _WAYS[0]), "free_screen/scheduled", f"P-{number}")


def _messy(number: int) -> tuple[str, ...]:
    """Somebody as a list from elsewhere has them; one in so many has a number that is none."""
    name, cell, *rest = _person(number, _WAYS[number % len(_WAYS)])
    given, family = name.split()
    called = (f"{family}, {given}", f"Dr. {given} {family}", f'{given} "{given[:3]}" {family}', f" {given}\n{family} ")
    bad = number % _BAD_EACH == _BAD_EACH - 1
    return (
        called[number % len(called)],
        f"{cell[:-2]}" if bad else cell,
        *rest,
        "free_screen/scheduled",
        f"P-{number}",
    )


def _changed(number: int) -> tuple[str, ...]:
    """The same as the clean one, or, of one in so many, with another mailbox."""
    name, cell, kind, email, *rest = _clean(number)
    return (name, cell, kind, f"new-{email}" if number % _CHANGED_EACH == 0 else email, *rest)


def _person(number: int, way: str) -> tuple[str, ...]:
    family, given = divmod(number, len(_NAMES))
    name = f"{_NAMES[given]} {_NAMES[family % len(_NAMES)]}{'-'.join(['', *_NAMES[: family // len(_NAMES)]])}"
    area, last = divmod(number % (10_000 * len(_AREAS)), 10_000)
    return name, way.format(_AREAS[area], last), "text_enabled", f"person{number}@example.com"


def _write(file: Path, rows: Iterator[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADING)
        writer.writerows(rows)


def _barely(imported: Path, file: Path, store: Path) -> None:
    """Read *file*, and put what *imported* keeps into a new store, table by table."""
    store.unlink(missing_ok=True)
    SqliteStore.open(store).close()
    with file.open(encoding="utf-8", newline="") as opened:
        for _ in csv.reader(opened):
            pass
    with closing(sqlite3.connect(imported)) as source, closing(sqlite3.connect(store)) as connection, connection:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*sqlite_*'"
        for (table,) in source.execute(tables).fetchall():
            rows = source.execute(f"SELECT * FROM {table}")
            marks = ", ".join("?" * len(rows.description))
            connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)
