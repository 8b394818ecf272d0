"""What is written and never leaves: a step, or a message of a rule, that the tables refuse to everybody (C017).

Whether somebody could get it is proved over all combinations of what is not known of them; when it would leave is a
matter of ``moments``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.checking.proofs import decider, diagram, leaf, outcome
from frontdesk.effects import SendMessage
from frontdesk.facts import CLOCK, Planned, planned_facts
from frontdesk.model import Ruleset, Scope
from frontdesk.names import NO_CHANNEL, ChannelId, MessageId, MessageKind, Timing, Verdict
from frontdesk.problems import Location, Problem, choices
from frontdesk.tables import Condition, HitPolicy, Table
from frontdesk.tables.classes import TooLargeError
from frontdesk.tables.linked import standing_on

_SOME_HOUR = datetime(2026, 3, 2, 12)
"""Any instant: nothing that a message says of itself depends on when it is."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A message that the rules would send: from where, how, and what is asked besides when it is due."""

    where: Location
    what: str
    message: MessageId
    kind: MessageKind
    timing: Timing
    campaign: str = ""
    step: str = ""
    asked: tuple[Condition, ...] = ()


@dataclass(slots=True)
class _Answers:
    """What tables can answer under conditions; the same is asked once, since many steps differ in their text alone."""

    ruleset: Ruleset
    known: dict[tuple[str, str, frozenset[tuple[str, str]]], bool] = field(default_factory=dict)

    def can(self, table: Table[Any], given: Iterable[Condition], answer: str) -> bool:
        """Whether *table* answers so to somebody for whom *given* holds, or that is too much to find out."""
        asked = _read(table, given)
        key = (table.name, answer, frozenset((test.fact, test.written) for test in asked))
        if key not in self.known:
            drawn = diagram(self.ruleset, table, given=asked)
            # Anybody will do, and is found without looking for the plainest of all.
            found = drawn.somebody if table.hit is HitPolicy.FIRST else drawn.smallest
            try:
                self.known[key] = found(lambda alive: outcome(table, leaf(alive)) == answer) is not None
            except TooLargeError:
                self.known[key] = True
        return self.known[key]

    def deciding(self, table: Table[Any], given: Iterable[Condition]) -> tuple[str, ...]:
        """The rows that decide for whom *given* holds; none where nobody is like that, or there are too many to say."""
        try:
            ends = diagram(self.ruleset, table, given=_read(table, given)).ends()
        except TooLargeError:
            return ()
        deciding = {getattr(decider(table, leaf(alive)), "id", "") for alive in ends}
        return tuple(row.id for row in table.every_row if row.id in deciding)


def _read(table: Table[Any], given: Iterable[Condition]) -> tuple[Condition, ...]:
    """Those of the conditions that the table, or one that it stands on, could be told apart by."""
    read = {name for one in standing_on(table) for name in one.inputs}
    return tuple(test for test in given if test.fact in read)


def check_unsent(ruleset: Ruleset) -> Iterator[Problem]:
    """Check every message that a campaign or a rule would send."""
    if ruleset.table("delivery").hit is HitPolicy.EVERY:
        return  # D001 says that such a table chooses no channel
    answers = _Answers(ruleset)
    for one in _written(ruleset):
        if reason := _why_never(answers, one):
            cause = f"{one.what} is never sent: {reason}"
            hint = "mend what is asked here, or the row that refuses it; else take it out"
            yield Problem(one.where, "C017", cause, hint)


def _written(ruleset: Ruleset) -> Iterator[_Written]:
    for campaign in ruleset.campaigns.values():
        for step in campaign.steps if campaign.enabled else ():
            if step.send:
                asked = step.condition.rows[0].when if step.condition else ()
                what, kind = f"the step '{step.id}'", campaign.message_kind
                yield _Written(step.where, what, step.send, kind, Timing.SCHEDULED, campaign.id, step.id, asked)
    for row in ruleset.consequences.rows:
        for effect in row.then:
            if isinstance(effect, SendMessage):
                what = f"the message '{effect.message}' of '{row.id}'"
                yield _Written(row.where, what, effect.message, MessageKind.AUTOMATION, Timing.INSTANT)


def _why_never(answers: _Answers, one: _Written) -> str:
    """Why nobody can get it, as the end of a sentence; empty where somebody can, or where nobody could be it."""
    ruleset, text = answers.ruleset, answers.ruleset.messages[one.message]
    planned = Planned(
        ruleset=ruleset,
        local=_SOME_HOUR,
        message=text,
        kind=one.kind,
        timing=one.timing,
        campaign=one.campaign,
        step=one.step,
        channel=ChannelId(NO_CHANNEL),
    )
    of_the_clock = {name for name, _ in (*CLOCK, *ruleset.computations[Scope.SENDING])}
    facts = {name: value for name, value in planned_facts(planned).items() if name not in of_the_clock}
    given = [*(Condition(name, frozenset({value}), str(value)) for name, value in facts.items()), *one.asked]
    delivery, windows = ruleset.table("delivery"), ruleset.table("windows")
    refused = ""
    for name in (str(one) for one in delivery.outcomes if one != NO_CHANNEL):
        if answers.can(delivery, given, name):
            by_channel = [*given, Condition("channel", frozenset({name}), name)]
            if answers.can(windows, by_channel, Verdict.SEND):
                return ""
            refused = _by(windows, answers.deciding(windows, by_channel), Verdict.DROP)
    if refused:
        return refused
    rows = answers.deciding(delivery, given)
    return _by(delivery, rows, NO_CHANNEL) if rows else ""


def _by(table: Table[Any], rows: tuple[str, ...], answer: str) -> str:
    by = f", by {choices(rows)}" if rows else ""
    return f"whoever it is for, {table.name}.yaml answers '{answer}'{by}"
