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
from frontdesk.facts import Planned, planned_facts
from frontdesk.model import Ruleset, Scope
from frontdesk.names import NO_CHANNEL, ChannelId, MessageId, MessageKind, Timing, Verdict
from frontdesk.problems import Location, Problem, choices
from frontdesk.tables import Condition, Table
from frontdesk.tables.linked import standing_on

_SOME_HOUR = datetime(2026, 3, 2, 12)
"""Any instant: nothing that a message says of itself depends on when it is."""
_FIRST = 0


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
    """What a table can answer under conditions; the same is asked once, since many steps differ in their text alone."""

    ruleset: Ruleset
    known: dict[tuple[str, frozenset[tuple[str, str]]], tuple[frozenset[object], tuple[str, ...]]] = field(
        default_factory=dict
    )

    def of(self, table: Table[Any], given: Iterable[Condition]) -> tuple[frozenset[object], tuple[str, ...]]:
        """All that *table* can answer where *given* holds, and the rows that decide then."""
        read = {name for one in standing_on(table) for name in one.inputs}
        asked = tuple(test for test in given if test.fact in read)
        key = (table.name, frozenset((test.fact, test.written) for test in asked))
        if key not in self.known:
            ends = diagram(self.ruleset, table, given=asked).ends()
            deciding = {getattr(decider(table, leaf(alive)), "id", "") for alive in ends}
            rows = tuple(row.id for row in table.every_row if row.id in deciding)
            self.known[key] = frozenset(outcome(table, leaf(alive)) for alive in ends), rows
        return self.known[key]


def check_unsent(ruleset: Ruleset) -> Iterator[Problem]:
    """Check every message that a campaign or a rule would send."""
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
                asked = step.condition.rows[_FIRST].when if step.condition else ()
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
    of_the_clock = {name for name, _ in ruleset.computations[Scope.SENDING]}
    facts = {name: value for name, value in planned_facts(planned).items() if name not in of_the_clock}
    given = [*(Condition(name, frozenset({value}), str(value)) for name, value in facts.items()), *one.asked]
    delivery, windows = ruleset.table("delivery"), ruleset.table("windows")
    channels, refusing = answers.of(delivery, given)
    if not channels - {NO_CHANNEL, None}:
        return _by(delivery, refusing, NO_CHANNEL) if channels else ""
    refused = ""
    for channel in sorted(str(one) for one in channels - {NO_CHANNEL, None}):
        verdicts, refusing = answers.of(windows, [*given, Condition("channel", frozenset({channel}), channel)])
        if Verdict.SEND in verdicts or not verdicts:
            return ""
        refused = _by(windows, refusing, Verdict.DROP)
    return refused


def _by(table: Table[Any], rows: tuple[str, ...], answer: str) -> str:
    by = f", by {choices(rows)}" if rows else ""
    return f"whoever it is for, {table.name}.yaml answers '{answer}'{by}"
