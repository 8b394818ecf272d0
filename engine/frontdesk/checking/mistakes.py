"""A wrong choice must be mended for everybody who can make it (M005), by choices and by rules that a status brings.

What people are stays as it is while staff put a mistake right; what acts and time change may come out either way.
"""

# Whether there is a way back depends on the person: offers that exclude each other lead nobody astray, and together
# they lead everybody back. So a pair of choices is judged for a person who has both, described by as few facts as tell:
# with what is known of them, the ways that are surely open and those that are perhaps open are followed. If the right
# status is among the first, nobody like that is lost; if it is not among the second, everybody is. Only in between a
# fact more is asked (``_lost``), value class by value class, so what decides nothing is never multiplied out. What
# changes by acts and by time (attempts, days, a visit ahead) is free at every step: a way that may be open counts.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.checking.circles import components
from frontdesk.checking.machine import Machine, Move, Standing
from frontdesk.effects import NoteFact
from frontdesk.event_traits import Origin
from frontdesk.events import EventKind, traits_of
from frontdesk.facts import state_facts
from frontdesk.model import Fact, OverTime, Scope
from frontdesk.names import State, status_of
from frontdesk.problems import Problem, choices
from frontdesk.tables import UNKNOWN, Condition, Row, Table, Value, written
from frontdesk.tables.classes import TooLargeError, classes_of
from frontdesk.tables.partial import possible

_OF_THE_PERSON = ("region", "language", "consent_basis", "has_guardian", "has_partner")
"""The engine's facts that say who somebody is, besides the practice's own."""
_MOST_ASKED = 5_000
"""So many questions about people are asked of one machine; beyond, nothing is proved."""

Known = Mapping[str, Value]


def check_mistakes(machine: Machine, most: int = _MOST_ASKED) -> Iterator[Problem]:
    """Find the choices after which staff can never bring somebody to what would have been right (domain.md 1.4).

    Where more than *most* questions about people have to be asked, that is said, and nothing is proved.
    """
    people = _People(machine, most)
    told_of: set[tuple[State, State]] = set()
    for standing, found in machine.onward.items():
        chosen = [(move, after) for move, after in found if move.event is None]
        lost: dict[tuple[State, str], list[State]] = {}
        for wrong, after in chosen:
            if machine.ruleset.statuses[status_of(after.state)].final:
                continue  # on purpose: what is final is corrected before it settles, or not at all
            for right, other in chosen:
                pair = (after.state, other.state)
                if after.state == other.state or pair in told_of or other.state in people.surely_within[after]:
                    continue
                try:
                    somebody = people.lost(standing, (wrong, after), right)
                except TooLargeError:
                    yield _not_proved(machine, after.state)
                    return
                if somebody is not None:
                    told_of.add(pair)
                    lost.setdefault((after.state, people.told(somebody, after)), []).append(other.state)
        for (wrong_state, who), rights in lost.items():
            never = f"can never be brought to {choices(dict.fromkeys(rights))}{who}"
            cause = f"who chooses '{wrong_state}' by mistake in '{standing.state}' {never}{machine.led(standing)}"
            hint = f"offer a way back from '{wrong_state}', or say final: yes if nothing may follow it"
            yield Problem(machine.ruleset.statuses[status_of(wrong_state)].where, "M005", cause, hint)


def _not_proved(machine: Machine, state: State) -> Problem:
    cause = "whether every wrong choice can be mended is not proved: the offers tell too many people apart"
    where = machine.ruleset.statuses[status_of(state)].where
    return Problem(where, "T016", cause, "ask for fewer facts under when: of the offers")


@dataclass(slots=True)
class _People:
    """Who can go where, by what stays true of them."""

    machine: Machine
    most: int
    surely_within: dict[Standing, frozenset[State]] = field(init=False)
    """Where everybody can be brought to from a standing, whatever they are; there may be more for some."""
    _same: Known = field(init=False)
    """The practice's own facts of itself: the same for everybody."""
    _domains: Mapping[str, Any] = field(init=False)
    _stays: frozenset[str] = field(init=False)
    _values: dict[str, tuple[Value, ...]] = field(init=False, default_factory=dict)
    _reached: dict[tuple[Standing, frozenset[tuple[str, Value]], bool], tuple[frozenset[State], tuple[str, ...]]] = (
        field(init=False, default_factory=dict)
    )
    _asked: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        facts = self.machine.ruleset.facts
        self._domains = self.machine.ruleset.scopes[Scope.EVENT]
        self._same = {
            name: UNKNOWN if fact.default is None else fact.default
            for name, fact in facts.items()
            if fact.own and fact.of is Scope.PRACTICE and fact.over_time is OverTime.STAYS
        }
        rules = self.machine.ruleset.consequences.rows
        noted = {effect.fact for row in rules for effect in row.then if isinstance(effect, NoteFact)}
        self._stays = frozenset(name for name, fact in facts.items() if name not in noted and _stays(fact))
        self.surely_within = self._surely_within()

    def lost(self, standing: Standing, wrong: tuple[Move, Standing], right: Move) -> Known | None:
        """Somebody in *standing* who may choose both, and after the *wrong* one never comes to the right; if anybody.

        Raises TooLargeError when too many people have to be told apart.
        """
        if not self._at_once(wrong[0].row, right.row):
            return None
        return self._lost(standing, wrong, right, {})

    def told(self, somebody: Known, after: Standing) -> str:
        """What the person is who is lost, and which ways back from *after* the practice itself keeps closed."""
        who = ", ".join(f"{name} {written(value)}" for name, value in somebody.items())
        closed = {
            test.fact: self._same[test.fact]
            for state in self._reach(after, somebody, True)[0]
            for move in self.machine.moves[state]
            for test in move.row.when
            if test.fact in self._same and self._same[test.fact] not in test.accepts
        }
        why = " and ".join(f"{name} is {written(value)}" for name, value in closed.items())
        return (f", with {who}" if who else "") + (f", while {why}" if why else "")

    def _lost(
        self, standing: Standing, wrong: tuple[Move, Standing], right: Move, person: dict[str, Value]
    ) -> Known | None:
        self._asked += 1
        if self._asked > self.most:
            raise TooLargeError(f"more than {self.most} questions")
        known = state_facts(self.machine.ruleset, standing.state)
        both = [self._fits(move.row, known, person) for move in (wrong[0], right)]
        surely, undecided = self._reach(wrong[1], person, False)
        if False in both or right.after in surely:
            return None
        perhaps, more = self._reach(wrong[1], person, True)
        asked = [one for one in both if isinstance(one, str)]
        if right.after not in perhaps and not asked:
            return person
        fact = next(iter([*asked, *undecided, *more]))
        for value in self._classes(fact):
            if (found := self._lost(standing, wrong, right, {**person, fact: value})) is not None:
                return found
        return None

    def _reach(self, start: Standing, person: Known, perhaps: bool) -> tuple[frozenset[State], tuple[str, ...]]:
        """The states that staff and time bring somebody to, surely or *perhaps*, and the facts that would tell."""
        key = (start, frozenset(person.items()), perhaps)
        if key not in self._reached:
            waiting, seen, undecided = [start], {start}, dict[str, None]()
            while waiting:
                for after, fact in self._onward(waiting.pop(), person, perhaps):
                    undecided.update({fact: None} if fact else {})
                    if after is not None and after not in seen:
                        seen.add(after)
                        waiting.append(after)
            self._reached[key] = frozenset(one.state for one in seen), tuple(undecided)
        return self._reached[key]

    def _onward(self, standing: Standing, person: Known, perhaps: bool) -> Iterator[tuple[Standing | None, str]]:
        """Where somebody goes from here, or the fact that would tell whether they do."""
        onward = self.machine.onward[standing]
        entering = [(self._led_on(move, standing, person), after) for move, after in onward]
        led = [after for verdict, after in entering if verdict is True]
        if led and not self._in_a_circle(standing, led, person):
            yield from ((after, "") for after in led)
            return  # a rule moves them on as soon as they enter, so nobody chooses anything here
        yield from ((after if perhaps else None, verdict) for verdict, after in entering if isinstance(verdict, str))
        if not perhaps and any(isinstance(verdict, str) for verdict, _ in entering):
            return
        known = state_facts(self.machine.ruleset, standing.state)
        for move, after in onward:
            if move.event is None or traits_of(move.event).origin is Origin.STATE:
                verdict = self._fits(move.row, known, person)
                if verdict is True or (perhaps and verdict):
                    yield after, verdict if isinstance(verdict, str) else ""
                elif verdict:
                    yield None, str(verdict)

    def _in_a_circle(self, standing: Standing, led: Sequence[Standing], person: Known) -> bool:
        """Whether rules lead back to where somebody is, at once and without end: another mistake than this (M003)."""
        waiting, seen = list(led), set(led)
        while waiting:
            one = waiting.pop()
            for move, after in self.machine.onward[one]:
                if after not in seen and self._led_on(move, one, person) is True:
                    seen.add(after)
                    waiting.append(after)
        return any(one.state == standing.state for one in seen)

    def _led_on(self, move: Move, standing: Standing, person: Known) -> bool | str:
        """Whether a rule moves whoever enters *standing* on at once, or the fact that would tell."""
        if move.event is not EventKind.STATUS_ENTERED:
            return False
        given = tuple(
            Condition(name, frozenset({value}), written(value)) for name, value in {**self._same, **person}.items()
        )
        verdict = self.machine.follows(move.row, move.event, standing, given)
        undecided = (test.fact for test in move.row.when if test.fact in self._stays and test.fact not in person)
        return verdict if verdict is not None else next(undecided, False)

    def _fits(self, row: Row[Any], known: Known, person: Known) -> bool | str:
        """Whether somebody can meet a row, now or later; or the name of a fact that would tell."""
        # What the state and the past say of the row was asked when the machine was explored, so they are not asked
        # again; a fact that is neither known nor of the person is free.
        facts = {**known, **self._same, **person}
        undecided = ""
        for test in row.when:
            if test.fact in facts:
                if facts[test.fact] not in test.accepts:
                    return False
            elif test.fact in self._stays:
                undecided = undecided or test.fact
            else:
                answers, inputs = self._answered(test, facts)
                if answers and not any(one in test.accepts for one in answers):
                    return False
                if answers and not all(one in test.accepts for one in answers):
                    undecided = undecided or next((name for name in inputs if name not in facts), "")
        return undecided or True

    def _answered(self, test: Condition, facts: Known) -> tuple[set[Value], tuple[str, ...]]:
        """What a table of the practice can answer, and the facts of the person that it reads."""
        ruleset = self.machine.ruleset
        table = ruleset.tables.get(test.fact.partition(".")[0])
        if table is None:
            return set(), ()
        return possible(table, facts).get(test.fact, set()), tuple(one for one in table.inputs if one in self._stays)

    def _at_once(self, one: Row[Any], other: Row[Any]) -> bool:
        """Whether two rows can fit at one moment, fact by fact."""
        for fact in {test.fact for test in one.when} & {test.fact for test in other.when} - {"has_been"}:
            asked = [test.accepts for test in (*one.when, *other.when) if test.fact == fact]
            if fact in self._domains and not any(
                bits == 2 ** len(asked) - 1 for _, bits in classes_of(self._domains[fact], asked)
            ):
                return False
        return True

    def _classes(self, fact: str) -> tuple[Value, ...]:
        """A value of each class that any row tells apart, or any table of the practice."""
        if fact not in self._values:
            ruleset = self.machine.ruleset
            tables: tuple[Table[Any], ...] = (ruleset.offers, ruleset.consequences, *ruleset.tables.values())
            rows = (row for table in tables for row in table.rows)
            asked = [test.accepts for row in rows for test in row.when if test.fact == fact]
            self._values[fact] = tuple(one.sample for one, _ in classes_of(self._domains[fact], asked))
        return self._values[fact]

    def _surely_within(self) -> dict[Standing, frozenset[State]]:
        onward = {
            one: [after for after, _ in self._onward(one, {}, False) if after is not None]
            for one in self.machine.onward
        }
        within: dict[Standing, frozenset[State]] = {}
        for members in components(onward):
            inside = {standing.state for standing in members}
            for after in (after for standing in members for after in onward[standing] if after in within):
                inside |= within[after]
            within.update(dict.fromkeys(members, frozenset(inside)))
        return within


def _stays(fact: Fact) -> bool:
    """Whether a fact says what somebody is, which no act that mends a choice changes."""
    own = fact.own and fact.of is Scope.CONTACT and fact.over_time is OverTime.STAYS
    return own or fact.name in _OF_THE_PERSON
