"""The status machine as it is drawn: few arrows that say the same as the many moves.

In a practice nearly every status of a phase may follow nearly every other, so that drawing each move draws nothing.
What may come from any status leaves a spot called "any status"; what may come from each of several statuses to each of
several others meets in a junction. No move is lost and none is added (the tests take a drawing apart again). Knows no
format; conditions on other facts than the status are left out, ``frontdesk offers`` tells them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from frontdesk.checking.machine import Move, machine_of
from frontdesk.effects import SetStatus
from frontdesk.model import OfferLabels, Ruleset, UnknownNameError
from frontdesk.names import PhaseId, State, StatusKind, phase_of, status_of
from frontdesk.rendering.words import event_words

_OF_THE_STATE = frozenset({"state", "status", "phase", "status_kind"})
"""Facts that the start of an arrow says already."""
_WORTH_A_SPOT = 3
"""A spot or junction is drawn where it saves at least as many arrows."""
_MOST_EXCEPTIONS = 2


class Role(StrEnum):
    """What a spot of a drawing stands for."""

    STATUS = "status"
    ANY = "any"
    JUNCTION = "junction"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that arrows lead from and to; *phase* is empty outside of every phase, *kind* is that of a status."""

    id: str
    role: Role
    label: str = ""
    phase: str = ""
    kind: StatusKind | None = None

    @property
    def ends(self) -> bool:
        """Whether the follow-up is over there."""
        return self.kind in (StatusKind.WON, StatusKind.LOST, StatusKind.INVALID)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from a spot to another; *rule* is false when staff choose it. Into a junction there is no head.

    *but* holds the statuses from which it does not lead, where it comes from "any status".
    """

    before: str
    after: str
    rule: bool = False
    label: str = ""
    but: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A status machine, ready to be written in some format; *phases* maps those that are drawn to their labels."""

    title: str
    phases: Mapping[str, str]
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]

    @property
    def kinds(self) -> tuple[StatusKind, ...]:
        """The kinds of statuses that are drawn."""
        found = {spot.kind for spot in self.spots}
        return tuple(kind for kind in StatusKind if kind in found)

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must know, whatever the format."""
        roles = {spot.role for spot in self.spots}
        said = {
            "double frame: the follow-up is over": any(spot.ends for spot in self.spots),
            "line: staff choose it": True,
            "broken line: a rule does it": any(arrow.rule for arrow in self.arrows),
            "small dot: from each before it to each after it": Role.JUNCTION in roles,
        }
        return tuple(words for words, needed in said.items() if needed)

    def words(self, arrow: Arrow) -> str:
        """What stands at an arrow: the event of its rule, and the statuses from which it does not lead."""
        labels = {spot.id: spot.label for spot in self.spots}
        but = "not from " + ", ".join(labels[state] for state in arrow.but) if arrow.but else ""
        return "; ".join(filter(None, (arrow.label, but)))


@dataclass(frozen=True, slots=True)
class _Flow:
    """Moves of one sort: who makes them (staff, or the rule that *label* tells), and from where to where."""

    rule: bool
    label: str
    befores: Mapping[State, frozenset[State]]


def drawing_of(ruleset: Ruleset, phases: Sequence[str] = ()) -> Drawing:
    """Draw the machine of *ruleset*, or what leads into, out of and through some *phases*. Raises UnknownNameError."""
    for name in phases:
        if name not in ruleset.phases:
            raise UnknownNameError("phase", name, list(ruleset.phases))
    pen = _Pen(ruleset, frozenset(phases))
    arrows = tuple(arrow for flow in _flows(ruleset) for arrow in pen.arrows(flow))
    begins = tuple(Arrow(f"begin.{state}", state) for state in _begins(ruleset) if pen.draws(phase_of(state)))
    touched = {end for arrow in arrows for end in (arrow.before, arrow.after)}
    states = [state for state in ruleset.states if pen.draws(phase_of(state)) or state in touched]
    spots = [_status(ruleset, state) for state in states]
    spots += [spot for id, spot in pen.extra.items() if id in touched]
    spots += [Spot(arrow.before, Role.BEGIN, "new contacts", phase_of(State(arrow.after))) for arrow in begins]
    drawn = {spot.phase for spot in spots}
    boxes = {str(phase.id): phase.label for phase in ruleset.phases.values() if phase.id in drawn}
    return Drawing(f"{ruleset.label}: statuses", boxes, tuple(spots), (*begins, *arrows))


def _status(ruleset: Ruleset, state: State) -> Spot:
    kind = ruleset.statuses[status_of(state)].kind
    return Spot(state, Role.STATUS, ruleset.status_name(state), phase_of(state), kind)


def _begins(ruleset: Ruleset) -> list[State]:
    entries = [state for state in ruleset.states if ruleset.statuses[status_of(state)].entry]
    return list(dict.fromkeys([ruleset.initial, *entries]))


def _flows(ruleset: Ruleset) -> Iterator[_Flow]:
    """The moves by who makes them: those of the staff first, then those of each event that sets a status."""
    sorts: dict[tuple[bool, str], dict[State, set[State]]] = {(False, ""): {}}
    for moves in machine_of(ruleset).moves.values():
        for move in moves:
            befores = sorts.setdefault(_sort(ruleset, move), {})
            befores.setdefault(move.after, set()).add(move.before)
    for (rule, label), befores in sorts.items():
        yield _Flow(rule, label, {state: frozenset(befores[state]) for state in ruleset.states if state in befores})


def _sort(ruleset: Ruleset, move: Move) -> tuple[bool, str]:
    """Whether a rule makes the move, and what stands at its arrow: the rule's event, or the label of the offer."""
    if not any(isinstance(effect, SetStatus) for effect in move.row.then):
        return False, ruleset.part(OfferLabels).offer_labels.get(move.row.id, "")
    asked = tuple(test for test in move.row.when if test.fact not in _OF_THE_STATE)
    return True, event_words(ruleset, replace(move.row, when=asked))


class _Pen:
    """Turns moves into arrows, and remembers the spots that it needed besides the statuses."""

    def __init__(self, ruleset: Ruleset, chosen: Collection[str]) -> None:
        self.extra: dict[str, Spot] = {}
        self._all = frozenset(ruleset.states)
        self._order = {state: number for number, state in enumerate(ruleset.states)}
        self._phases = {phase: frozenset(self._of(phase)) for phase in ruleset.phases}
        self._chosen = chosen

    def draws(self, *phases: str) -> bool:
        """Whether something of these phases is wanted."""
        return not self._chosen or any(phase in self._chosen for phase in phases)

    def arrows(self, flow: _Flow) -> Iterator[Arrow]:
        """The arrows that say what *flow* says."""
        befores = dict(flow.befores)
        if len(self._phases) > 1 and not self._chosen:
            for state in [one for one in befores if befores[one] == self._all - {one}]:
                del befores[state]
                yield Arrow(self._any(""), state, flow.rule, flow.label)
        for phase, members in self._phases.items():
            parts = {
                state: befores[state] & members
                for state in befores
                if befores[state] & members and self.draws(phase, phase_of(state))
            }
            yield from self._of_phase(phase, parts, flow)

    def _of(self, phase: PhaseId) -> Iterator[State]:
        return (state for state in self._order if phase_of(state) == phase)

    def _of_phase(self, phase: PhaseId, befores: dict[State, frozenset[State]], flow: _Flow) -> Iterator[Arrow]:
        but = {state: self._phases[phase] - {state} - befores[state] for state in befores}
        wide = [state for state in befores if _nearly_all(befores[state], but[state])]
        if sum(len(befores[state]) - 1 for state in wide) >= _WORTH_A_SPOT:
            for state in wide:
                del befores[state]
                yield Arrow(self._any(phase), state, flow.rule, flow.label, self._sorted(but[state]))
        while found := _junction(befores, self._order):
            sources, targets = found
            spot = f"junction.{len(self.extra)}"
            self.extra[spot] = Spot(spot, Role.JUNCTION, "", phase)
            yield from (Arrow(state, spot, flow.rule) for state in self._sorted(sources))
            yield from (Arrow(spot, state, flow.rule, flow.label) for state in targets)
            befores = {state: befores[state] for state in befores if state not in targets}
        for state, sources in befores.items():
            yield from (Arrow(before, state, flow.rule, flow.label) for before in self._sorted(sources))

    def _any(self, phase: str) -> str:
        spot = f"any.{phase}"
        words = "any status of the phase" if phase else "any status"
        self.extra.setdefault(spot, Spot(spot, Role.ANY, words, phase))
        return spot

    def _sorted(self, states: Iterable[State]) -> tuple[State, ...]:
        return tuple(sorted(states, key=self._order.__getitem__))


def _nearly_all(befores: Collection[State], but: Collection[State]) -> bool:
    """Whether an arrow from "any status" says it well: there are no exceptions, or few against many."""
    return len(but) <= _MOST_EXCEPTIONS and len(befores) >= (4 * len(but) if but else 2)


def _junction(
    befores: Mapping[State, frozenset[State]], order: Mapping[State, int]
) -> tuple[frozenset[State], tuple[State, ...]] | None:
    """The statuses of which each leads to each of some others, where a junction saves most; ``None`` if nowhere.

    No status leads to itself, so one that is on both sides counts as leading there.
    """
    best: tuple[int, frozenset[State], tuple[State, ...]] | None = None
    for state, plain in befores.items():
        for sources in (plain, plain | {state}):
            targets = tuple(one for one in befores if befores[one] == sources - {one})
            saved = sum(len(befores[one]) for one in targets) - len(sources) - len(targets)
            if saved >= _WORTH_A_SPOT and (best is None or saved > best[0]):
                best = saved, sources, targets
    return (best[1], best[2]) if best else None
