"""Every damaged file that is tried, what an import makes of it, and the page that tells it.

``PYTHONPATH=engine:plugins:tests python -m mapping.trying > tests/mapping/damaged.md`` writes the page.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from frontdesk.keeping import Store
from frontdesk.model.mappings import FileMapping
from frontdesk.testing import Memory, MemoryStore
from mapping.bringing import a_new_practice, bring, shipped
from mapping.damaging import KINDS, Kind
from mapping.drafting import Damaged
from mapping.judging import Became, Brought, became, faults, refusals_ended, taken_away
from mapping.known import NAMES, export

SEED = int(os.environ.get("FRONTDESK_SEED", "20260302"))
TIMES = 3
"""So many files of each kind of damage to each export."""
PAGE = Path(__file__).with_name("damaged.md")
_PAGE = """# What becomes of damaged exports

Twelve exports, damaged in {ways} ways, make {files} files. In each it is known who stands on which line. Nobody is
lost, doubled or glued to somebody else, and nobody is on file who is in no list: everybody is on file with exactly what
the file says, or left out by a row that is named with its line; or the whole file is refused, and nothing is kept.

Damage that makes something else as good as the truth, such as a cell that is empty or another number that can be
dialled, can be seen by nobody; then the file is taken at its word.

`PYTHONPATH=engine:plugins:tests python -m mapping.trying > tests/mapping/damaged.md` writes this page; a test compares
the two.
"""


@dataclass(frozen=True)
class Case:
    """One damaged file: which export, which damage, and how often it happened to it before."""

    export: str
    kind: Kind
    time: int

    def __str__(self) -> str:
        return f"{self.export}, {self.kind.words}, time {self.time}"


@dataclass(frozen=True)
class Tried:
    """What an import made of a damaged file, and all that is wrong with that."""

    case: Case
    became: Became
    faults: list[str]


@dataclass(frozen=True)
class Way:
    """How files are brought in; what is planted here is a fault of whoever reads, maps or keeps."""

    read: Callable[[Path], Path] = lambda file: file
    mapped: Callable[[FileMapping], FileMapping] = lambda mapping: mapping
    store: Callable[[], Store] = lambda: MemoryStore(Memory())
    told: Callable[[Brought], Brought] = lambda brought: brought
    update: bool = False
    """Whether whoever asks for no change gets one."""


@cache
def cases() -> tuple[Case, ...]:
    """Every damaged file that is tried: each kind of damage some times to each export that it can happen to."""
    found = ((name, kind) for kind in KINDS for name in NAMES if kind.happens_to(export(name)))
    return tuple(Case(name, kind, time) for name, kind in found for time in range(TIMES))


def tried(case: Case, folder: Path, way: Way = Way()) -> Tried:
    """Damage a file, import it into a practice in which nobody of it is on file, and look at what came of it."""
    file, path = _written(case, folder)
    practice = a_new_practice(way.store)
    if file.export.after:
        bring(practice, export(file.export.after), file.export.file)
    brought = way.told(bring(practice, file.export, way.read(path), way.mapped(shipped(file.export.mapping))))
    return Tried(case, became(file, brought), faults(file, brought))


def tried_again(case: Case, folder: Path, *, update: bool, way: Way = Way()) -> list[str]:
    """Damage a file that came in before, import it again, and tell what it took from anybody, or ended of a refusal."""
    file, path = _written(case, folder)
    practice = a_new_practice(way.store)
    before = bring(practice, file.export, file.export.file).on_file
    after = bring(practice, file.export, path, update=update or way.update).on_file
    return refusals_ended(file, before, after) if update else taken_away(file, before, after)


def _written(case: Case, folder: Path) -> tuple[Damaged, Path]:
    said = export(case.export)
    file = case.kind.damaged(said, Random(f"{SEED} {case}"))
    path = folder / f"{said.name}{file.suffix}"
    path.write_bytes(file.raw)
    return file, path


def page(found: Iterable[Tried]) -> str:
    """What became of each kind of damage, as Markdown."""
    counts: dict[str, Counter[Became]] = defaultdict(Counter)
    for one in found:
        counts[one.case.kind.words][one.became] += 1
    lines = [f"| {words} | {' | '.join(str(count[one] or '') for one in Became)} |" for words, count in counts.items()]
    total = sum((sum(count.values()) for count in counts.values()), 0)
    head = f"| damage | {' | '.join(Became)} |\n| --- |{' --- |' * len(Became)}"
    return "\n".join([_PAGE.format(ways=len(counts), files=f"{total:,}"), head, *lines, ""])


def main() -> None:
    """Print the page."""
    with tempfile.TemporaryDirectory() as folder:
        print(page(tried(case, Path(folder)) for case in cases()), end="")


if __name__ == "__main__":
    main()
