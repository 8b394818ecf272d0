"""The staff's week: what they do, to whom, at which hour, read from ``week.csv`` and done through the desk."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from frontdesk import desk
from frontdesk.desk import Act, Answer, ContactLog, Extras
from frontdesk.names import ContactId, OutcomeId
from frontdesk.records import Contact
from frontdesk.tables.lengths import parse_duration

_FOLLOW_UP = "follow up in "
_CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that staff or a patient do: ``what`` and ``extra`` depend on ``do``."""

    at: datetime
    reference: str
    do: str
    what: str
    extra: str


def read_week(file: Path, zone: ZoneInfo) -> list[Action]:
    """Read the week, in the order of the file; hours are on the clock of *zone*."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [_action(row, zone) for row in csv.DictReader(rows)]


def take(act: Act, action: Action) -> Answer:
    """Do one action. Raises FrontdeskError when the rules refuse it."""
    contact = desk.find(act, action.reference)
    match action.do:
        case "set":
            return _set(act, contact, action)
        case "undo":
            return desk.undo(act, contact.id)
        case "log":
            follow_up = _follow_up(act, action)
            log = ContactLog(OutcomeId(action.what), follow_up, action.extra == _CLOSE)
            return desk.log_contact(act, contact.id, log)
        case "reply":
            return desk.receive(act, next(iter(contact.phones.values())).number, action.what)
    raise ValueError(f"nobody knows how to do '{action.do}'")


def _set(act: Act, contact: Contact, action: Action) -> Answer:
    follow_up = _follow_up(act, action)
    note = "" if follow_up else action.extra
    state = act.ruleset.state(action.what)
    return desk.set_status(act, ContactId(contact.id), state, Extras(note, follow_up_at=follow_up))


def _follow_up(act: Act, action: Action) -> datetime | None:
    if not action.extra.startswith(_FOLLOW_UP):
        return None
    return act.now + parse_duration(action.extra.removeprefix(_FOLLOW_UP))


def _action(row: dict[str, str], zone: ZoneInfo) -> Action:
    at = datetime.fromisoformat(row["at"]).replace(tzinfo=zone).astimezone(UTC)
    return Action(at, row["reference"], row["do"], row["what"], row["with"])
