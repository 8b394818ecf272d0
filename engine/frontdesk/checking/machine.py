"""The status machine of a ruleset: every move from state to state, by staff or by itself, and what can be reached.

What a state and the past of a contact do not decide is taken as possible, so nothing that can happen is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from frontdesk.checking.paths import CHOSEN, happening, told
from frontdesk.effects import ResetHasBeen, SetStatus
from frontdesk.events import EventKind, traits_of
from frontdesk.facts import PREVIOUS_STATE, state_facts
from frontdesk.interpreter.offers import in_phase, offering
from frontdesk.model import Ruleset
from frontdesk.names import State, phase_of, status_of
from frontdesk.tables import UNKNOWN, Condition, Row, Value
from frontdesk.tables.partial import holds, possible

# Rules may ask what a contact has been, so a state alone does not say where somebody can go: what is explored are pairs
# of a state and the part of the past that some rule asks about (``Standing``). That multiplies states by at most ``2 **
# _MOST_BEEN``. Everything undecided, by a fact of the contact or by a past that is not followed, counts as possible:
# the machine reaches too much rather than too little. So "nobody can get into it" is proved, and a way that is shown
# may need facts that the ruleset leaves open.

_MOST_BEEN = 6
"""So many phases and states are followed through a contact's past; what a rule asks beyond them counts as possible."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to another, and the row that allows or makes it; without an event, staff choose it."""

    before: State
    after: State
    row: Row[Any]
    event: EventKind | None = None
    back: bool = False
    """Whether it leads to the state before, whichever that was."""

    @property
    def automatic(self) -> bool:
        """Whether it happens without any person."""
        return self.event is not None and traits_of(self.event).by_itself


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A state and as much of a contact's past as some rule asks about; a machine has one of each."""

    state: State
    been: frozenset[str] = frozenset()
    previous: State | None = None
    """The state before, where some rule asks for it; ``None`` for who begins there."""


Onward = tuple[tuple[Move, Standing], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Machine:
    """Every move of a ruleset, and everything that a new contact can come to by them."""

    ruleset: Ruleset
    moves: Mapping[State, tuple[Move, ...]]
    """By the state in which a move begins, whatever the contact has been."""
    named: frozenset[str]
    """The phases and states that are followed through a contact's past."""
    remembers: bool = False
    """Whether the state before is followed, since some rule asks for it."""
    onward: dict[Standing, Onward] = field(default_factory=dict)
    """What can be reached, nearest first, and where each leads."""
    _came: dict[Standing, tuple[Standing, Move]] = field(default_factory=dict)
    _standings: dict[tuple[State, frozenset[str], State | None], Standing] = field(default_factory=dict)
    _verdicts: dict[tuple[int, EventKind, Standing], bool | None] = field(default_factory=dict)
    _derived: dict[State, dict[str, set[Value]]] = field(default_factory=dict)

    @property
    def begins(self) -> tuple[Standing, ...]:
        """Where contacts come from: the state of a new one, and those in which others arrive."""
        entries = [one for one in self.ruleset.states if self.ruleset.statuses[status_of(one)].entry]
        return tuple(self.standing(state) for state in dict.fromkeys([self.ruleset.initial, *entries]))

    def standing(self, state: State, been: frozenset[str] = frozenset(), previous: State | None = None) -> Standing:
        """Somebody who comes into *state* from *previous*, having been where *been* says."""
        # One object for each (hash-consing): they are keys in every map of the exploration, and are compared by
        # identity, which costs the same however long a past is.
        key = (state, been | (self.named & {state, phase_of(state)}), previous if self.remembers else None)
        return self._standings.setdefault(key, Standing(*key))

    def way(self, standing: Standing) -> tuple[Move, ...]:
        """A shortest way to *standing*."""
        moves: list[Move] = []
        while standing in self._came:
            standing, move = self._came[standing]
            moves.append(move)
        return tuple(reversed(moves))

    def told(self, standing: Standing) -> str:
        """A shortest way to *standing* in words, with what leads from one state to the next."""
        moves = self.way(standing)
        begin = moves[0].before if moves else standing.state
        return told(begin, [(move.after, self.happens(move)) for move in moves])

    def happens(self, move: Move) -> str:
        """What makes somebody move."""
        return happening(self.ruleset, move.row, move.event) if move.event else CHOSEN

    def led(self, standing: Standing) -> str:
        """The end of a sentence on *standing*: the shortest way there, or nothing where contacts begin."""
        return f"; the shortest way there: {self.told(standing)}" if standing in self._came else ""

    def follows(
        self, row: Row[Any], kind: EventKind, standing: Standing, given: tuple[Condition, ...] = ()
    ) -> bool | None:
        """Whether *row* follows an event of *kind* that happens to somebody in *standing*; ``None``: perhaps.

        *given* holds of the event as well.
        """
        if given:
            return self._follows(row, kind, standing, given)
        # By the row's id, as a row whose outcome has parts cannot be hashed; ``ruleset`` keeps it alive, so no other
        # row gets its id.
        key = (id(row), kind, standing)
        if key not in self._verdicts:
            self._verdicts[key] = self._follows(row, kind, standing, ())
        return self._verdicts[key]

    def explore(self) -> None:
        """Find everything that can be reached, and the shortest way to it."""
        # Breadth first from all beginnings at once, so whoever is met first is met by a shortest way (``way``).
        waiting = deque(self.begins)
        seen = set(waiting)
        while waiting:
            standing = waiting.popleft()
            self.onward[standing] = tuple(self._onward(standing))
            for move, after in self.onward[standing]:
                if after not in seen:
                    seen.add(after)
                    self._came[after] = (standing, move)
                    waiting.append(after)

    def targets(self, state: State | None, begin: str | None) -> Collection[State]:
        """Where a rule that sets *state* leads somebody in the state *begin*; ``None`` is the state before, or any."""
        if state is not None:
            return (state,)
        return dict.fromkeys(
            move.before for found in self.onward.values() for move, after in found if begin in (None, after.state)
        )

    def _onward(self, standing: Standing) -> Iterator[tuple[Move, Standing]]:
        for move in self.moves[standing.state]:
            if move.event is None:
                goes = all(self._was(standing, test) for test in move.row.when)
            else:
                goes = self.follows(move.row, move.event, standing) is not False
            if goes and (move.after == standing.previous or not move.back):
                yield move, self.standing(move.after, standing.been, standing.state)

    def _was(self, standing: Standing, test: Condition) -> bool:
        """Whether what a condition asks of the past holds, or is not followed."""
        if test.fact == "has_been" and self._is_followed(test):
            return standing.been in test.accepts
        return test.fact != PREVIOUS_STATE or not self.remembers or (standing.previous or UNKNOWN) in test.accepts

    def _follows(self, row: Row[Any], kind: EventKind, standing: Standing, given: tuple[Condition, ...]) -> bool | None:
        state = standing.state
        if not _timer_runs(self.ruleset, row, state) or (kind is EventKind.STATUS_EXPIRED and not self._ends(state)):
            return False
        known: dict[str, Value] = {**state_facts(self.ruleset, state), "event": kind, "has_been": standing.been}
        if self.remembers:
            known[PREVIOUS_STATE] = standing.previous or UNKNOWN
        known["event_state"] = state if traits_of(kind).about_the_state else UNKNOWN
        verdicts: set[bool | None] = set()
        for test in row.when:
            if test.fact == "has_been" and not self._is_followed(test):
                verdicts.add(None)
            else:
                verdict = holds(test, known, self._answers(state))
                verdicts.add(_implied(test, given) if verdict is None else verdict)
        return False if False in verdicts else None if None in verdicts else True

    def _answers(self, state: State) -> dict[str, set[Value]]:
        if state not in self._derived:
            facts = state_facts(self.ruleset, state)
            upstream = self.ruleset.consequences.upstream
            answers = {fact: found for table in upstream for fact, found in possible(table, facts).items()}
            self._derived[state] = answers
        return self._derived[state]

    def _ends(self, state: State) -> bool:
        return self.ruleset.statuses[status_of(state)].lasts is not None

    def _is_followed(self, test: Condition) -> bool:
        return _asked_past(self.ruleset, test) <= self.named


@lru_cache(maxsize=1)
def machine_of(ruleset: Ruleset) -> Machine:
    """Gather the moves of *ruleset*, and find what can be reached by them."""
    rows: list[Row[Any]] = [*ruleset.offers.rows, *ruleset.consequences.rows]
    asked = {
        name for row in rows for test in row.when if test.fact == "has_been" for name in _asked_past(ruleset, test)
    } - forgotten(ruleset)
    remembers = SetStatus(None) in (effect for row in ruleset.consequences.rows for effect in row.then) or any(
        test.fact == PREVIOUS_STATE for row in rows for test in row.when
    )
    # Which moves there are from a state is asked of a machine that follows no past, so that none rules a move out;
    # which of them a standing has, ``explore`` asks again.
    whatever_past = Machine(ruleset, {}, frozenset())
    moves = {state: tuple(_moves(whatever_past, state)) for state in ruleset.states}
    moves = _with_ways_back(whatever_past, moves)
    machine = Machine(ruleset, moves, frozenset(sorted(asked)[:_MOST_BEEN]), remembers)
    machine.explore()
    return machine


def forgotten(ruleset: Ruleset) -> frozenset[str]:
    """The phases and states of which rules let it be forgotten that a contact has been there."""
    resets = [one for row in ruleset.consequences.rows for one in row.then if isinstance(one, ResetHasBeen)]
    states = {state for one in resets for state in (ruleset.states if one.states is None else one.states)}
    return frozenset(name for state in states for name in (str(state), str(phase_of(state))))


def events_of(row: Row[Any]) -> Collection[EventKind]:
    """The kinds of events that a row of ``consequences`` follows."""
    return [kind for test in row.when if test.fact == "event" for kind in EventKind if kind in test.accepts]


def is_about_the_state(row: Row[Any]) -> bool:
    """Whether a row follows only events about the state in which the contact is: ``event_state`` is that state then."""
    kinds = events_of(row)
    return bool(kinds) and all(traits_of(kind).about_the_state for kind in kinds)


def together(first: Iterable[Condition], second: Iterable[Condition], domains: Mapping[str, object]) -> bool:
    """Whether two lists of conditions can hold at once, as far as facts with listed values tell."""
    by_fact: dict[str, list[Condition]] = {}
    for test in (*first, *second):
        by_fact.setdefault(test.fact, []).append(test)
    for fact, tests in by_fact.items():
        values = getattr(domains.get(fact), "every_value", None)
        if values is not None and not any(all(value in test.accepts for test in tests) for value in values):
            return False
    return True


def _moves(machine: Machine, state: State) -> Iterator[Move]:
    ruleset = machine.ruleset
    for row, _ in offering(ruleset, state):
        for written in row.then:
            after = in_phase(state, written)
            if after in ruleset.states and after != state:
                yield Move(state, after, row)
    for rule in ruleset.consequences.rows:
        wanted = [effect.state for effect in rule.then if isinstance(effect, SetStatus)]
        targets = [target for target in wanted if target is not None and target != state]
        for kind in events_of(rule) if targets else ():
            if machine.follows(rule, kind, Standing(state)) is not False:
                yield from (Move(state, target, rule, kind) for target in targets)


def _with_ways_back(machine: Machine, moves: Mapping[State, tuple[Move, ...]]) -> dict[State, tuple[Move, ...]]:
    """*moves*, and besides them those of rules that set the state before: to each state from which one can come."""
    ways: dict[State, dict[tuple[int, EventKind, State], Move]] = {state: {} for state in moves}
    back = [row for row in machine.ruleset.consequences.rows for one in row.then if one == SetStatus(None)]
    found = True
    while found:
        found = False
        every = [
            *(move for some in moves.values() for move in some),
            *(one for some in ways.values() for one in some.values()),
        ]
        for row, came in product(back, every):
            state = came.after
            for kind in events_of(row):
                key = (id(row), kind, came.before)
                if key not in ways[state] and machine.follows(row, kind, Standing(state)) is not False:
                    ways[state][key] = Move(state, came.before, row, kind, back=True)
                    found = True
    return {state: (*some, *ways[state].values()) for state, some in moves.items()}


def _implied(test: Condition, given: Iterable[Condition]) -> bool | None:
    """What conditions that hold say of another one."""
    for one in given:
        if one.fact == test.fact and one.accepts == test.accepts:
            return True
        if one.fact == test.fact and isinstance(one.accepts, frozenset):
            answers = {value in test.accepts for value in one.accepts}
            return answers.pop() if len(answers) == 1 else None
    return None


def _timer_runs(ruleset: Ruleset, row: Row[Any], state: State) -> bool:
    """A clock on the time in a status runs only there."""
    for test in row.when:
        timer = ruleset.timers.get(test.written) if test.fact == "timer" else None
        if timer and timer.states and state not in timer.states:
            return False
    return True


def _asked_past(ruleset: Ruleset, test: Condition) -> frozenset[str]:
    """The phases and states that a condition on ``has_been`` asks about."""
    nothing = frozenset[str]() in test.accepts
    names = (*ruleset.phases, *ruleset.states)
    return frozenset(str(name) for name in names if (frozenset({str(name)}) in test.accepts) != nothing)
