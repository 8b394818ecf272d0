"""What comes in through a channel: replies and reports that its plugin proved and read, each taken in on its own.

The provider's id of an event is the request id, so an event that is posted again is known. Whatever could not be taken
in is told, and so is not acknowledged. Knows no web server and calls no plugin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from frontdesk.addresses import same_address
from frontdesk.desk.practice import Act, Answer, RulesChangedError
from frontdesk.desk.replies import receive
from frontdesk.desk.reports import report_by_reference
from frontdesk.hookspecs import Replied, Reported
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import LineId
from frontdesk.problems import FrontdeskError
from frontdesk.records import StoreError


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of what came in: an answer for each record that was taken in, and why others were not, in words."""

    answers: tuple[Answer, ...]
    refused: tuple[str, ...]


def take_in(act: Act, channel: PracticeChannel, records: Iterable[Replied | Reported]) -> TakenIn:
    """Take in what came through *channel*, one record after the other; one that cannot be costs the others nothing.

    Raises StoreError, RulesChangedError: what came after that was not looked at, and all may be posted again.
    """
    answers, refused = list[Answer](), list[str]()
    for record in records:
        try:
            answers.append(_taken(act, channel, record))
        except (StoreError, RulesChangedError):
            raise
        except FrontdeskError as error:
            refused.append(f"event '{record.event}': {error}")
    return TakenIn(tuple(answers), tuple(refused))


def _taken(act: Act, channel: PracticeChannel, record: Replied | Reported) -> Answer:
    own = replace(act, by=channel.plugin, request=f"{channel.plugin} {record.event}", asked="")
    match record:
        case Replied():
            line = _line(act.ruleset, record.to)
            return receive(own, record.number, record.text, line, anywhere=line is None, said_at=record.at)
        case Reported():
            carried = [one.id for one in act.ruleset.channels.values() if one.plugin == channel.plugin]
            return report_by_reference(own, record.reference, carried, record.report)


def _line(ruleset: Ruleset, to: str) -> LineId | None:
    """The line that *to* is a number of; ``None`` for one that the practice does not name."""
    wanted = same_address(to, ruleset.country)
    lines = ruleset.lines.values()
    return next((line.id for line in lines if same_address(line.number, ruleset.country) == wanted), None)
