"""Playing the week through the real store, worker and outbox, and telling what happened."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from frontdesk.demo.week import Action, read_week, take
from frontdesk.desk import Act, Practice, adopt, find, import_file, open_practice
from frontdesk.loading import check_ruleset
from frontdesk.model import Ruleset
from frontdesk.names import MessageState
from frontdesk.plugins import find_plugins
from frontdesk.plugins.settings import carriers_of
from frontdesk.problems import FrontdeskError, RulesetError, counted
from frontdesk.records import Contact
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.journal import entry_text
from frontdesk.views import outbox, tasks, timeline
from frontdesk.worker import Carriers, play

RULESET = "physical-therapy"
_DATA = Path(__file__).parent
_MOST_TASKS = 6


@dataclass(slots=True)
class _Week:
    """The practice being played, and what the staff were refused."""

    practice: Practice
    carriers: Carriers
    zone: ZoneInfo
    refused: list[str] = field(default_factory=list)

    def on_clock(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def play_demo(keep: str | None = None) -> Iterator[str]:
    """Play the week and yield what to print, line by line; the practice stays in the folder *keep*, if named.

    Raises FrontdeskError when *keep* is not an empty folder.
    """
    if keep is not None:
        folder = Path(keep)
        if folder.exists() and any(folder.iterdir()):
            raise FrontdeskError(f"the folder '{folder}' is not empty; choose a new one, nothing was written")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ruleset.yaml").write_text(f"name: demo\nlanguage: 1\nextends: {RULESET}\n", encoding="utf-8")
        yield from _played(folder)
        return
    with tempfile.TemporaryDirectory(prefix="frontdesk-demo-") as temporary:
        yield from _played(Path(temporary))


def _played(folder: Path) -> Iterator[str]:
    report = check_ruleset(RULESET)
    ruleset = report.ruleset
    if ruleset is None:
        raise RulesetError(report.problems, report.sources)
    yield f"{ruleset.label}: the ruleset '{RULESET}', {counted(len(report.problems), 'problem')}"
    yield f"  {_size(ruleset)}"
    practice = open_practice(ruleset, folder / "frontdesk.db")
    with closing(practice.store):
        carriers = carriers_of(ruleset.channels.values(), find_plugins(), folder, os.environ)
        week = _Week(practice, carriers, ruleset.zone)
        yield from _days(week, read_week(_DATA / "week.csv", week.zone))


def _size(ruleset: Ruleset) -> str:
    parts = (
        counted(len(ruleset.states), "state"),
        counted(len(ruleset.campaigns), "campaign"),
        counted(len(ruleset.messages), "message"),
        counted(ruleset.row_count, "row"),
    )
    return ", ".join(parts)


def _days(week: _Week, actions: list[Action]) -> Iterator[str]:
    opened = Act(week.practice, actions[0].at - timedelta(hours=1))
    adopt(opened)
    imported = import_file(opened, _DATA / "contacts.csv")
    yield f"\n{counted(imported.added, 'contact')} imported"
    for day, doings in groupby(actions, key=lambda action: week.on_clock(action.at).date()):
        done = [_act(week, action) for action in doings]
        evening = datetime(day.year, day.month, day.day, 21, tzinfo=week.zone)
        play(week.practice, week.carriers, evening)
        messages = outbox(Act(week.practice, evening), states=(MessageState.SENT,))
        sent = [one for one in messages if week.on_clock(one.at).date() == day]
        busy = f"staff did {counted(len(done), 'thing')}, {counted(len(sent), 'message')} left"
        yield f"  {day:%A} {day.day} {day:%B}: {busy}"
    yield from _timeline(week, find(opened, actions[0].reference))
    yield from _counts(week, opened)
    yield from _tasks(week, opened)
    yield from _refusals(week)
    yield from _next()


def _act(week: _Week, action: Action) -> bool:
    play(week.practice, week.carriers, action.at)
    try:
        take(Act(week.practice, action.at), action)
    except FrontdeskError as error:
        week.refused.append(f"{action.reference} {action.do} {action.what}: {error}")
        return False
    return True


def _timeline(week: _Week, contact: Contact) -> Iterator[str]:
    """What happened to somebody, and why."""
    yield f"\nWhat happened to {contact.name}"
    ruleset = week.practice.ruleset
    for entry in timeline(Act(week.practice, contact.settled_at), contact.id):
        yield f"  {week.on_clock(entry.at):%a %H:%M}  {entry.by:<6}  {entry_text(ruleset, entry)}"


def _counts(week: _Week, act: Act) -> Iterator[str]:
    """How many messages left by each channel, and why the others did not."""
    ruleset = week.practice.ruleset
    everything = outbox(act)
    sent = Counter(one.channel for one in everything if one.state is MessageState.SENT and one.channel)
    kept = Counter((str(one.state), one.because, one.place) for one in everything if one.state is not MessageState.SENT)
    yield "\nMessages"
    rows = [(str(count), "sent", ruleset.channels[channel].label.lower(), "") for channel, count in sent.most_common()]
    rows += [(str(count), state, reason, place) for (state, reason, place), count in kept.most_common()]
    yield from (
        f"  {line}" for line in plain(Grid(("count", "state", "by or because", "rule"), tuple(rows))).split("\n")
    )


def _tasks(week: _Week, act: Act) -> Iterator[str]:
    """The open tasks that come first."""
    found = tasks(act).tasks
    yield f"\nOpen tasks: {len(found)}"
    for task in found[:_MOST_TASKS]:
        at = f"{week.on_clock(task.follow_up):%a %d %b %H:%M}" if task.follow_up else "no date"
        yield f"  {at}  {task.task.replace('_', ' ')}: {task.name}"
    if len(found) > _MOST_TASKS:
        yield f"  and {len(found) - _MOST_TASKS} more"


def _refusals(week: _Week) -> Iterator[str]:
    if week.refused:
        yield f"\nThe rules refused {len(week.refused)} of the staff's actions"
        yield from (f"  {one}" for one in week.refused)


def _next() -> Iterator[str]:
    yield "\nTry next"
    yield f"  frontdesk offers -p {RULESET} free_screen/no_show"
    yield f"  frontdesk explain -p {RULESET} delivery has_text=yes has_email=yes destination=landline email=on_file"
    yield f"  frontdesk init my-practice --extends {RULESET}"
