"""Importing contacts with ``frontdesk import``: the memory it needs at its peak, and how fast it goes."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Area, Line, ratios

_MOST = 150
"""The goal: at most so many MB."""
_HEADING = ("name", "cell", "cell_type", "email", "status", "reference")
_CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between, so that what this one has in memory is not counted as the import's."""


def measure(quick: bool, folder: Path) -> Area:
    """Measure an import in a process of its own beside the least that reads and keeps the same rows."""
    rounds, number = (1, 300) if quick else (3, 100_000)
    file = folder / "people.csv"
    _write(file, number)
    peaks: list[float] = []
    ratio, took = ratios(lambda: peaks.append(_import(file)), lambda: _plainly(file), rounds)
    peak = max(peaks)
    return Area(
        f"An import of {number:,} rows",
        "How many times as long `frontdesk import` takes as csv.reader and one executemany into one table.",
        (
            Line("memory at the peak", f"{peak:.0f} MB", f"under {_MOST} MB", peak < _MOST),
            Line("time", f"{ratio:.1f} x, {took:.1f} s"),
            Line("rows a second", f"{number / took.middle:,.0f}"),
        ),
        (
            "The import checks each row, looks its reference up, keeps the contact and its numbers, and writes an "
            "entry of the journal, hashed with the one before; all in one transaction.",
            "The time is that of the whole command, start and reading of the ruleset included.",
        ),
    )


def _people(number: int) -> Iterator[tuple[str, ...]]:
    for one in range(number):
        cell, email = f"+1 202 555 01{one % 100:02}", f"person{one}@example.com"
        yield f"Person {one}", cell, "text_enabled", email, "free_screen/scheduled", f"P-{one}"


def _write(file: Path, number: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADING)
        writer.writerows(_people(number))


def _import(file: Path) -> float:
    """Import into a new store; the peak in MB."""
    store = file.with_name("imported.db")
    store.unlink(missing_ok=True)
    words = ("import", str(file), "-p", "physical-therapy", "--store", str(store))
    command = [sys.executable, "-c", _CHILD, sys.executable, "-m", "frontdesk", *words]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def _plainly(file: Path) -> None:
    store = file.with_name("plain.db")
    store.unlink(missing_ok=True)
    with closing(sqlite3.connect(store)) as connection, file.open(encoding="utf-8", newline="") as opened:
        connection.execute(f"CREATE TABLE person ({', '.join(_HEADING)})")
        rows = csv.reader(opened)
        next(rows)
        with connection:
            connection.executemany(f"INSERT INTO person VALUES ({', '.join('?' * len(_HEADING))})", rows)
