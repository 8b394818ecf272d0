"""What answers people who write: can the answer go back (R017), and does somebody say when a line is open (R018)?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.effects import AnswerReply
from frontdesk.facts import OPEN_LINE
from frontdesk.model import Ruleset
from frontdesk.model.calendars import Calendars
from frontdesk.problems import Problem, choices
from frontdesk.tables import Condition, Table


def check_answering(ruleset: Ruleset) -> Iterator[Problem]:
    """Check each message that answers a reply, and each row that asks whether a line is open."""
    yield from _answers(ruleset)
    yield from _hours(ruleset)


def _answers(ruleset: Ruleset) -> Iterator[Problem]:
    """A reply is answered by a channel for which keywords count: that is how it came in."""
    ways = ruleset.consent.counts_for
    for row in ruleset.consequences.rows:
        for effect in row.then:
            if isinstance(effect, AnswerReply) and not set(ways) & set(ruleset.messages[effect.message].content):
                cause = f"'{effect.message}' says nothing by the channel that people write by, so nobody gets it"
                hint = f"give it content for {choices(ways)}" if ways else "name a channel under counts_for: of consent"
                where = ruleset.messages[effect.message].where
                yield Problem(row.where, "R017", cause, hint, ((where, "the message is here"),))


def _hours(ruleset: Ruleset) -> Iterator[Problem]:
    calendars = ruleset.part(Calendars)
    unsaid = [line for line in ruleset.lines if not calendars.of_line(line)]
    for test in _asked(ruleset) if unsaid else ():
        cause = f"no calendar says when {choices(unsaid)} is open, and '{test.fact}' asks for it"
        hint = f"write a calendar called practice in calendars.yaml, or one with line: {unsaid[0]}"
        yield Problem(test.where, "R018", cause, hint)


def _asked(ruleset: Ruleset) -> Iterator[Condition]:
    """What rows ask of the hours of lines."""
    conditions = [step.condition for campaign in ruleset.campaigns.values() for step in campaign.steps]
    tables: list[Table[Any]] = [*ruleset.tables.values(), ruleset.consequences, *filter(None, conditions)]
    return (test for one in tables for row in one.rows for test in row.when if test.fact in OPEN_LINE)
