"""Decision tables: the one mechanism that every rule of a practice is built on.

Knows rows, hit policies and how to explain itself; knows nothing of YAML, plugins or the database.
Hit policies are those of DMN 1.3 section 8.2.8, with ``every`` for its "collect".
"""

# Deciding takes one look-up a fact: for every value that was met, the rows that it lets live are remembered as the bits
# of one number (row 0 is the lowest bit). "And" over the facts leaves the rows that fit, and ``alive & -alive`` the
# first of them. It is the bit-vector scheme of packet classifiers (Lakshman and Stiliadis 1998), filled in as values
# are met. Nothing is remembered but what ``in`` has answered once; tests/tables/test_answers_remembered.py holds it
# against rows read one by one. Rows compiled to code would be a second evaluator, and whole answers remembered by all
# facts at once seldom hit (docs/decisions/0007).

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

from frontdesk.problems import NOWHERE, ConflictError, FactError, Location, choices, did_you_mean
from frontdesk.tables.domains import Domain, Scale, ScaleKind
from frontdesk.tables.values import UNKNOWN, Value, written

OutcomeT = TypeVar("OutcomeT")
_REMEMBERED = 4096


class HitPolicy(StrEnum):
    """What counts when several rows fit."""

    FIRST = "first"
    UNIQUE = "unique"
    ANY = "any"
    PRIORITY = "priority"
    EVERY = "every"


class Total(StrEnum):
    """What the outcomes of an ``every`` table add up to."""

    LIST = "list"
    SUM = "sum"
    COUNT = "count"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Condition:
    """What one row asks of one fact: the container of values that fit, and the words it was written in."""

    fact: str
    accepts: Container[Value]
    written: str
    where: Location = NOWHERE

    def __str__(self) -> str:
        return f"{self.fact}: {self.written}"


@dataclass(frozen=True, slots=True)
class Row(Generic[OutcomeT]):
    """One line of a table: what it asks, what it gives, why, and where it stands in the ruleset."""

    id: str
    when: tuple[Condition, ...]
    then: OutcomeT
    because: str = ""
    where: Location = NOWHERE
    priority: int = 0

    @property
    def reason(self) -> str:
        """Why, in the practice's words; its id where they gave none."""
        return self.because or self.id

    def fits(self, facts: Mapping[str, Value]) -> bool:
        """Whether every condition of the row holds; *facts* must be complete."""
        return all(facts[test.fact] in test.accepts for test in self.when)

    def lacks(self, facts: Mapping[str, Value]) -> tuple[Condition, ...]:
        """The conditions that do not hold for *facts*."""
        return tuple(test for test in self.when if facts[test.fact] not in test.accepts)


@dataclass(frozen=True, slots=True)
class Decision(Generic[OutcomeT]):
    """What a table answers: the outcome, and the rows that gave it (one, or all that fit under ``every``).

    ``row`` is ``None`` only where no row fits and the table has no ``otherwise``.
    """

    outcome: OutcomeT
    row: Row[Any] | None
    rows: tuple[Row[Any], ...] = ()

    @property
    def reason(self) -> str:
        """Why, in the practice's words; the row's id where it gave none."""
        return self.row.reason if self.row else "no row fits"

    @property
    def place(self) -> Location:
        """Where the deciding row stands."""
        return self.row.where if self.row else NOWHERE


@dataclass(frozen=True, slots=True)
class Step:
    """One row looked at while deciding, and what it lacked; a row that lacks nothing fits."""

    row: Row[Any]
    lacks: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Explanation(Generic[OutcomeT]):
    """A decision with everything it looked at: the facts as read, and every row up to the deciding one."""

    decision: Decision[OutcomeT]
    facts: Mapping[str, Value]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table(Generic[OutcomeT]):
    """A named decision table over declared facts.

    ``inputs`` are the facts that its rows read; ``known`` all facts of its scope, so that a misspelt fact is an
    error and not a silent no. ``upstream`` are the tables whose outcome this one reads as a fact.
    """

    name: str
    inputs: Mapping[str, Domain]
    rows: tuple[Row[OutcomeT], ...]
    otherwise: Row[OutcomeT] | None = None
    hit: HitPolicy = HitPolicy.FIRST
    total: Total = Total.LIST
    label: str = ""
    means: str = ""
    scope: str = ""
    known: frozenset[str] = frozenset()
    outcomes: tuple[str, ...] = ()
    upstream: tuple[Table[Any], ...] = ()
    where: Location = NOWHERE
    _living: dict[str, dict[Value, int]] = field(init=False, repr=False, default_factory=dict)
    """For each fact, by value, the rows that the value lets live, as bits: filled in as values are met."""
    _answers: dict[int, Decision[Any]] = field(init=False, repr=False, default_factory=dict)
    """What was decided, by the rows that fit (by the first of them where the first decides)."""

    def __post_init__(self) -> None:
        self._living.update((name, {}) for name in self.inputs)

    @property
    def every_row(self) -> tuple[Row[OutcomeT], ...]:
        """The rows in order, and ``otherwise`` where there is one."""
        return self.rows if self.otherwise is None else (*self.rows, self.otherwise)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that it answers in; a table that answers one value has the part named ''."""
        then = next((row.then for row in self.every_row), None)
        return tuple(then) if isinstance(then, Mapping) else ("",)

    @property
    def remembered(self) -> int:
        """How many values it remembers of the fact of which it has met most: bounded, whatever it is asked."""
        return max(map(len, self._living.values()), default=0)

    def only(self, rows: Iterable[Row[OutcomeT]]) -> Table[OutcomeT]:
        """Return the table with *rows* alone, and the facts that they read."""
        kept = tuple(rows)
        read = {test.fact for row in kept for test in row.when}
        inputs = {name: domain for name, domain in self.inputs.items() if name in read}
        return replace(self, rows=kept, inputs=inputs)

    def decide(self, facts: Mapping[str, Value]) -> Decision[OutcomeT]:
        """Answer for *facts*; a fact left out is ``unknown``, or the outcome of the upstream table of its name.

        Which rows a value lets live is remembered for each fact, so most answers take one look-up a fact.
        Raises FactError for a fact or value that does not exist here, ConflictError where the hit policy is broken.
        """
        # What is looked up here was checked when it was met: only ``complete`` leads to where ``_living`` and
        # ``_answers`` are filled. So a hit is a value of the domain, and no conflict, which raises and is not kept. All
        # inputs being there, as many facts as inputs are exactly the inputs; else a misspelt one must be looked for. -1
        # has every bit: every row of a table without inputs fits.
        alive = -1
        try:
            for name, living in self._living.items():
                alive &= living[facts[name]]
            if len(facts) == len(self.inputs) or self.known.issuperset(facts):
                return self._answers[alive & -alive if self.hit is HitPolicy.FIRST else alive]
        except (KeyError, TypeError):
            pass  # something is left out, cannot be a key, or was never met: take the careful way
        return self._carefully(self.complete(facts))

    def fitting(self, facts: Mapping[str, Value]) -> tuple[Row[OutcomeT], ...]:
        """All rows that fit *facts*, in order; for callers that act on each."""
        alive = self._alive(self.complete(facts))
        return tuple(row for number, row in enumerate(self.rows) if alive >> number & 1)

    def explain(self, facts: Mapping[str, Value]) -> Explanation[OutcomeT]:
        """Decide and say why: the facts as read, and what each row up to the deciding one lacked."""
        decision = self.decide(facts)
        complete = self.complete(facts)
        steps = []
        for row in self.rows:
            steps.append(Step(row, row.lacks(complete)))
            if self.hit is HitPolicy.FIRST and row is decision.row:
                break
        return Explanation(decision, complete, tuple(steps))

    def complete(self, facts: Mapping[str, Value]) -> dict[str, Value]:
        """Return the facts that the rows read, in the order of ``inputs``, checked and with nothing left out."""
        if self.known and not self.known.issuperset(facts):
            name = next(name for name in facts if name not in self.known)
            hint = did_you_mean(name, self.known) or f"it reads {choices(self.inputs)}"
            raise FactError(f"table '{self.name}' knows no fact called '{name}'; {hint}")
        complete: dict[str, Value] = {}
        for name, domain in self.inputs.items():
            value = facts.get(name)
            if value is None:
                value = self._derive(name, facts)
            if value not in domain:
                raise FactError(_not_in_domain(self.name, name, value, domain))
            complete[name] = value
        return complete

    def _derive(self, name: str, facts: Mapping[str, Value]) -> Value:
        whole, _, part = name.partition(".")
        table = next((one for one in self.upstream if one.name == whole), None)
        if table is None:
            return UNKNOWN
        outcome = table.decide({fact: value for fact, value in facts.items() if fact in table.known}).outcome
        return cast(Value, outcome[part] if part and isinstance(outcome, Mapping) else outcome)

    def _carefully(self, complete: Mapping[str, Value]) -> Decision[OutcomeT]:
        """Decide for facts that are checked, and remember what they let live."""
        alive = self._alive(complete)
        if self.hit is HitPolicy.FIRST:
            alive &= -alive
        decision: Decision[OutcomeT] | None = self._answers.get(alive)
        if decision is None:
            decision = self.answer(tuple(row for number, row in enumerate(self.rows) if alive >> number & 1))
            _make_room(self._answers)
            self._answers[alive] = decision
        return decision

    def _alive(self, complete: Mapping[str, Value]) -> int:
        alive = (1 << len(self.rows)) - 1
        for name, value in complete.items():
            alive &= self._lets_live(name, value)
        return alive

    def _lets_live(self, name: str, value: Value) -> int:
        known = self._living[name]
        if value not in known:
            _make_room(known)
            asking = ((number, test) for number, row in enumerate(self.rows) for test in row.when if test.fact == name)
            ended = {number for number, test in asking if value not in test.accepts}
            known[value] = sum(1 << number for number in range(len(self.rows)) if number not in ended)
        return known[value]

    def answer(self, fitting: tuple[Row[OutcomeT], ...]) -> Decision[OutcomeT]:
        """What the table answers when these rows fit, in their order. Raises ConflictError."""
        if self.hit is HitPolicy.EVERY:
            return self._total(fitting)
        if not fitting:
            return self._fallback()
        if self.hit is HitPolicy.FIRST:
            return Decision(fitting[0].then, fitting[0], fitting[:1])
        if self.hit is HitPolicy.PRIORITY:
            highest = max(row.priority for row in fitting)
            fitting = tuple(row for row in fitting if row.priority == highest)
        self._agree(fitting)
        return Decision(fitting[0].then, fitting[0], fitting)

    def _agree(self, fitting: Sequence[Row[OutcomeT]]) -> None:
        first = fitting[0]
        for other in fitting[1:]:
            if self.hit is HitPolicy.UNIQUE or other.then != first.then:
                raise ConflictError(
                    f"two rows of table '{self.name}' fit at once: '{first.id}' ({first.where.short}) and "
                    f"'{other.id}' ({other.where.short}); its hit policy is '{self.hit}'"
                )

    def _fallback(self) -> Decision[OutcomeT]:
        if self.otherwise is not None:
            return Decision(self.otherwise.then, self.otherwise, (self.otherwise,))
        return Decision(cast(OutcomeT, UNKNOWN), None)

    def _total(self, fitting: tuple[Row[OutcomeT], ...]) -> Decision[OutcomeT]:
        if not fitting:
            fallback = self._fallback()
            if fallback.row is None or self.total is Total.LIST:
                empty = {Total.LIST: (), Total.SUM: 0, Total.COUNT: 0}.get(self.total, UNKNOWN)
                then = (fallback.outcome,) if fallback.row and self.total is Total.LIST else empty
                return Decision(cast(OutcomeT, then), fallback.row, fallback.rows)
            return fallback
        outcome = _TOTALS[self.total]([row.then for row in fitting])
        return Decision(cast(OutcomeT, outcome), fitting[0], fitting)


def _make_room(remembered: dict[Any, Any]) -> None:
    # All at once, and not the oldest first: that would have to be noted at every hit, and what is needed often is back
    # after one careful decision. Only facts whose values have no end get here.
    if len(remembered) >= _REMEMBERED:
        remembered.clear()


def _not_in_domain(table: str, name: str, value: Value, domain: Domain) -> str:
    if value == UNKNOWN:
        return f"table '{table}' needs the fact '{name}': {domain.describe()}"
    if isinstance(domain, Scale):
        shown = f"'{written(value)}'" if isinstance(value, frozenset) else repr(value)
        return f"table '{table}': '{name}' cannot be {shown}; give {_GIVEN[domain.kind]}"
    return f"table '{table}': '{name}' cannot be '{written(value)}'; it is {domain.describe()}"


_GIVEN = {
    ScaleKind.NUMBER: "an int or a Decimal (a float is not exact)",
    ScaleKind.DATE: "a date without an hour",
    ScaleKind.MOMENT: "a date with an hour and without a zone",
    ScaleKind.TIME: "a time without a zone",
    ScaleKind.DURATION: "a timedelta",
}
"""The values of an order as Python has them: what people write is read before a table is asked."""


_TOTALS: Mapping[Total, Callable[[list[Any]], Any]] = {
    Total.LIST: tuple,
    Total.SUM: sum,
    Total.COUNT: len,
    Total.MIN: min,
    Total.MAX: max,
}
