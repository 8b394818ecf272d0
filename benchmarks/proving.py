"""The prover: random tables far larger than a practice's, and the promises of every shipped ruleset."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10, prod
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.measuring import Area, Line, figure, seconds
from frontdesk import Ruleset, load_ruleset
from frontdesk.checking.promises import prove
from frontdesk.checking.proofs import diagram
from frontdesk.loading import shipped
from frontdesk.tables import Condition, Listed, Row, Table
from frontdesk.tables.diagrams import BUDGET, Diagram, TooLargeError

_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of random tables ask: every second fact by chance, or a few; one value of each, or some."""

    words: str
    one_value: bool = False
    few: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """How large random tables are, and the goal in seconds."""

    exponent: int
    facts: int
    goal: float


HALF_ONE = Shape("half of the facts, one value each", one_value=True)
HALF_SEVERAL = Shape("half of the facts, some values each")
FEW_SEVERAL = Shape("2 to 5 facts, some values each", few=(2, 5))
_SHAPES = (HALF_ONE, HALF_SEVERAL, FEW_SEVERAL)
_SIZES = (Size(9, 15, 1.0), Size(13, 20, 0.5))


def measure(quick: bool, folder: Path) -> Area:
    """Measure random tables of several shapes, and then what practices really write."""
    sizes = (Size(5, 8, 1.0),) if quick else _SIZES
    lines = [_random(size, shape, 1 if quick else 11, 20 if quick else 100) for size in sizes for shape in _SHAPES]
    rulesets = [_promises(load_ruleset(name), 1 if quick else 5) for name in shipped()]
    return Area(
        "Proving",
        "How long counting every outcome over all combinations takes, and how many times faster that is than asking "
        "the table for each combination.",
        (*lines, *rulesets),
        (
            "A position is what one or more combinations come down to when some facts are known: the rows that can "
            f"still decide. Beyond {BUDGET:,} nothing is claimed, and the check says 'not proved'.",
            "In the random tables the first row that fits decides; every round has a table of its own.",
            "The promises of a ruleset are proved together with the laws that every practice owes.",
        ),
    )


def a_random_table(size: Size, shape: Shape, rows: int, seed: int) -> Table[str]:
    """A table with as many combinations as *size* says, or up to a few times more."""
    random = Random(seed)
    values = [2] * size.facts
    while prod(values) < 10**size.exponent:
        values[random.randrange(size.facts)] += 1
    inputs = {
        f"fact {number}": Listed(tuple(f"value {value}" for value in range(values[number])))
        for number in range(size.facts)
    }
    written = tuple(Row(f"row {number}", _when(random, inputs, shape), random.choice("abc")) for number in range(rows))
    return Table("random", inputs, written, Row("otherwise", (), "none"))


def _when(random: Random, inputs: dict[str, Listed], shape: Shape) -> tuple[Condition, ...]:
    if shape.few is None:
        asked = [name for name in inputs if random.random() < 0.5]
    else:
        asked = random.sample(list(inputs), random.randint(*shape.few))
    return tuple(Condition(name, _some(random, inputs[name].values, shape.one_value), "") for name in asked)


def _some(random: Random, values: tuple[str, ...], one_value: bool) -> frozenset[str]:
    return frozenset(random.sample(values, 1 if one_value else random.randint(1, len(values) - 1)))


def _random(size: Size, shape: Shape, seeds: int, rows: int) -> Line:
    tables = [a_random_table(size, shape, rows, seed) for seed in range(seeds)]
    proofs = [_prove(table, seed) for seed, table in enumerate(tables)]
    times, positions = figure([one.took for one in proofs]), figure([one.positions for one in proofs])
    proved = [log10(one.faster) for one in proofs if one.faster]
    speed = f", 10^{figure(proved).middle:.0f} times faster" if proved else ""
    left = f"; {seeds - len(proved)} of {seeds} not proved" if len(proved) < seeds else ""
    measured = f"{times:.2f} s, {positions.middle:,.0f} positions{speed}{left}"
    met = times.middle < size.goal and not left
    return Line(f"10^{size.exponent} x {rows} rows of {shape.words}", measured, f"under {size.goal} s", met)


@dataclass(frozen=True, slots=True)
class _Proof:
    """How long it took, how many positions it made, and how much faster that was; 0 when it was given up."""

    took: float
    positions: int
    faster: float


def _prove(table: Table[str], seed: int) -> _Proof:
    random = Random(seed)
    people = [
        {name: random.choice(domain.values) for name, domain in table.inputs.items() if isinstance(domain, Listed)}
        for _ in range(_SAMPLE)
    ]
    each = seconds(lambda: [table.decide(one) for one in people]) / _SAMPLE
    begun = perf_counter()
    drawn = Diagram((table,))
    try:
        drawn.outcomes()
    except TooLargeError:
        return _Proof(perf_counter() - begun, drawn.positions, 0)
    took = perf_counter() - begun
    return _Proof(took, drawn.positions, each * drawn.size / took)


def _promises(ruleset: Ruleset, rounds: int) -> Line:
    proved, problems = prove(ruleset)
    times = figure([seconds(lambda: prove(ruleset)) for _ in range(rounds)])
    tables = [table for table in ruleset.tables.values() if table.rows]
    drawn = [diagram(ruleset, table) for table in tables]
    for one in drawn:
        one.outcomes()
    combinations, positions = sum(one.combinations for one in proved), sum(one.drawn.positions for one in drawn)
    held = f"{len(proved)} of {len(ruleset.promises)} promises" if problems else f"{len(proved)} promises"
    measured = f"{times:.3f} s, {combinations:,} combinations, all its tables {positions:,} positions"
    return Line(f"{ruleset.name}: {held}", measured)
