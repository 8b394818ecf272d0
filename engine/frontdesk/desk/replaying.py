"""The journal played against other rules: who would have been treated differently, and how.

Only what the journal keeps is used. Where other rules ask for what it does not keep, nothing is claimed: it cannot be
told. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.desk.redeciding import facts_kept
from frontdesk.effects import Effect, SetStatus
from frontdesk.events import StatusEntered
from frontdesk.facts import event_facts, practice_facts
from frontdesk.interpreter.offers import in_phase, offering
from frontdesk.journal import (
    ChannelDecided,
    ContactAdded,
    ContactImported,
    Entry,
    Happened,
    Said,
    StatusChosen,
    StatusSettled,
)
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, State
from frontdesk.tables import Table, Value
from frontdesk.tables.partial import holds, possible


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that would read differently: what happened, what then did not, and what instead."""

    entry: Entry
    happened: str
    instead: str
    lost: tuple[Effect, ...] = ()
    gained: tuple[Effect, ...] = ()


@dataclass(slots=True)
class Replayed:
    """What came of playing a part of the journal against other rules."""

    entries: int = 0
    """How many decisions were taken again."""
    differences: list[Difference] = field(default_factory=list)
    cannot_tell: Counter[str] = field(default_factory=Counter)
    """How many decisions hang on a fact that the journal does not keep, by the fact."""

    @property
    def contacts(self) -> frozenset[ContactId]:
        """Who would have been treated differently."""
        return frozenset(one.entry.contact for one in self.differences if one.entry.contact is not None)


def replay(
    entries: Iterable[Entry], ruleset: Ruleset, since: datetime | None = None, until: datetime | None = None
) -> Replayed:
    """Take every decision among *entries*, made from *since* on and before *until*, again under *ruleset*."""
    played, settled = Replayed(), dict[ContactId, State]()
    for entry in entries:
        if (since is None or entry.at >= since) and (until is None or entry.at < until):
            played.differences += _again(played, ruleset, entry, settled)
        if entry.contact is not None and (state := _settled(entry.said)):
            settled[entry.contact] = state
    return played


def _settled(said: Said) -> State | None:
    """Where an entry of the journal leaves a contact, if it moves them: staff did, an import did, or a rule."""
    match said:
        case StatusSettled() | ContactImported() | ContactAdded():
            return said.state
        case Happened(event=StatusEntered() as entered):
            return entered.state
        case Happened():
            moves = [one.effect.state for one in said.effects if isinstance(one.effect, SetStatus)]
            return moves[-1] if moves else None
    return None


def _again(
    played: Replayed, ruleset: Ruleset, entry: Entry, settled: Mapping[ContactId, State]
) -> Iterator[Difference]:
    match entry.said:
        case Happened() as happened:
            played.entries += 1
            yield from _event(played, ruleset, entry, happened)
        case ChannelDecided() as decided:
            played.entries += 1
            yield from _channel(played, ruleset, entry, decided)
        case StatusChosen(state, shown):
            played.entries += 1
            yield from _choice(ruleset, entry, state, {shown, settled.get(entry.contact or ContactId(0), shown)})


def _event(played: Replayed, ruleset: Ruleset, entry: Entry, said: Happened) -> Iterator[Difference]:
    """What follows an event: the effects kept in the journal against those of the other rules."""
    table = ruleset.consequences
    known = _known(ruleset, table, {**facts_kept(said.facts, table.inputs), **event_facts(said.event)})
    rows, open_facts = [], set[str]()
    for row in table.rows:
        verdicts = [(test, holds(test, known, {})) for test in row.when]
        if any(verdict is False for _, verdict in verdicts):
            continue
        open_facts |= {test.fact for test, verdict in verdicts if verdict is None}
        rows.append(row)
    if open_facts:
        played.cannot_tell.update(open_facts)
        return
    before = [one.effect for one in said.effects]
    after = [effect for row in rows for effect in row.then]
    lost, gained = _minus(before, after), _minus(after, before)
    if lost or gained:
        yield Difference(entry, "event", "", lost, gained)


def _channel(played: Replayed, ruleset: Ruleset, entry: Entry, said: ChannelDecided) -> Iterator[Difference]:
    """By which channel a message went."""
    table = ruleset.table("delivery")
    known = _known(ruleset, table, facts_kept(said.facts, table.inputs))
    answers = possible(table, known).get(table.name, set())
    if len(answers) != 1:
        played.cannot_tell.update(name for name in table.inputs if name not in known)
        return
    answer = str(answers.pop())
    if answer != said.outcome:
        yield Difference(entry, f"'{said.name}' by {said.outcome}", f"by {answer}")


def _choice(ruleset: Ruleset, entry: Entry, chosen: State, states: set[State]) -> Iterator[Difference]:
    """Whether a status that was chosen would have been offered, from what showed or from what had settled."""
    heirs = ruleset.moved.statuses
    now = heirs.get(chosen, chosen)
    froms = {heirs.get(state, state) for state in states} & set(ruleset.states)
    offered = {
        in_phase(state, written) for state in froms for row, _ in offering(ruleset, state) for written in row.then
    }
    if now not in offered and now not in froms:
        yield Difference(entry, f"status {chosen} chosen", "it would not have been offered")


def _known(ruleset: Ruleset, table: Table[Any], facts: Mapping[str, Value]) -> dict[str, Value]:
    """*facts* with what the other rules say of the practice, and what their own tables answer where that is certain."""
    known = {**facts, **{name: value for name, value in practice_facts(ruleset).items() if name in table.inputs}}
    for upstream in table.upstream:
        for name, answers in possible(upstream, known).items():
            if len(answers) == 1:
                known[name] = next(iter(answers))
    return known


def _minus(some: Sequence[Effect], others: Sequence[Effect]) -> tuple[Effect, ...]:
    """What is in *some* more often than in *others*."""
    rest, found = list(others), []
    for one in some:
        if one in rest:
            rest.remove(one)
        else:
            found.append(one)
    return tuple(found)
