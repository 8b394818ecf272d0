"""Counts the places that a new word of each kind touches: ``make places``, or ``python -m places`` beside ``tests``.

Prints a row as soon as a kind is counted. Ends with 1 if a word touches more than CONTRIBUTING.md promises, if a place
can be forgotten without a tool that names it, or if a planted word no longer fits the files that it is added to.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from places.counting import Count, count, out_of_order, without
from places.planting import Copy
from places.words import Word, misfits, promised, read_words
from support import ROOT

_CONTRIBUTING = ROOT / "CONTRIBUTING.md"


def main() -> int:
    """Count, print, and say what is wrong."""
    known = {word.name: word for word in read_words()}
    parser = argparse.ArgumentParser(prog="python -m places", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of {', '.join(known)}; all when left out")
    parser.add_argument("--without", metavar="FILE", help="forget the mend of FILE, to see that it is missed")
    asked = parser.parse_args()
    if unknown := set(asked.kinds) - known.keys():
        parser.error(f"no kind is called {', '.join(sorted(unknown))}")
    words = tuple(known[kind] for kind in asked.kinds or known)
    if asked.without:
        words = tuple(without(word, asked.without) for word in words)
    if faults := tuple(misfits(words, ROOT)):
        return _told(faults)
    with tempfile.TemporaryDirectory(prefix="frontdesk-places-") as folder:
        return _counted(words, Copy.of(ROOT, Path(folder)))


def _counted(words: tuple[Word, ...], copy: Copy) -> int:
    if fault := out_of_order(words, copy):
        return _told((fault,))
    most = promised(_CONTRIBUTING.read_text(encoding="utf-8"))
    print(f"{'word':<20}{'engine':>7}{'goal':>6}{'before':>8}{'beside':>8}{'tests':>7}{'seconds':>9}")
    faults: list[str] = []
    for word in words:
        started = time.monotonic()
        counted = count(word, copy, each_forgotten=True)
        faults += counted.faults or _broken(counted, most)
        _print(counted, time.monotonic() - started)
    return _told(tuple(faults))


def _broken(counted: Count, most: dict[str, int]) -> tuple[str, ...]:
    """What CONTRIBUTING.md promises and is not so."""
    kind, number = counted.word.kind, counted.in_engine
    if kind not in most:
        return (f"{kind}: CONTRIBUTING.md does not say how many places it touches",)
    return (f"{kind}: {number} places of the engine, {most[kind]} promised",) if number > most[kind] else ()


def _print(counted: Count, seconds: float) -> None:
    word = counted.word
    beside = sum(file.startswith(("schemas/", "docs/")) for file in counted.touched)
    tests = len(counted.touched) - counted.in_engine - beside
    numbers = f"{counted.in_engine:>7}{word.goal:>6}{word.before:>8}{beside:>8}{tests:>7}{seconds:>9.0f}"
    print(f"{word.kind:<20}{numbers}")
    for file in counted.touched:
        print(f"    {file}")
    sys.stdout.flush()


def _told(faults: tuple[str, ...]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
