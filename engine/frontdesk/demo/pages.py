"""The demo on paper: the days of a week, its stories, what left and what did not, and what is left to do."""

from __future__ import annotations

import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from frontdesk.demo.playing import Playing, open_week
from frontdesk.demo.telling import STAFF, Line, Telling, refused
from frontdesk.demo.weeks import WeekStory, practices, read_week, rules_of
from frontdesk.loading import check_ruleset
from frontdesk.model import Ruleset
from frontdesk.names import MessageState
from frontdesk.problems import FrontdeskError, RulesetError, counted
from frontdesk.rendering.grids import Grid, plain
from frontdesk.testing.stories import Story
from frontdesk.views import outbox, tasks

_MOST_TASKS = 6
_WIDTH = 116


def play_demo(keep: str | None = None, practice: str = "") -> Iterator[str]:
    """Play the week of *practice* (else of the first that has one), and yield what to print, line by line.

    The practice stays in the folder *keep*, if named. Raises FrontdeskError when that is not an empty folder.
    """
    name = practice or practices()[0]
    if keep is not None:
        folder = Path(keep)
        if folder.exists() and any(folder.iterdir()):
            raise FrontdeskError(f"the folder '{folder}' is not empty; choose a new one, nothing was written")
        folder.mkdir(parents=True, exist_ok=True)
        for file in rules_of(name).glob("*.yaml"):
            (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
        yield from _played(name, folder)
        return
    with tempfile.TemporaryDirectory(prefix="frontdesk-demo-") as temporary:
        yield from _played(name, Path(temporary))


def _played(name: str, folder: Path) -> Iterator[str]:
    report = check_ruleset(rules_of(name))
    ruleset = report.ruleset
    if ruleset is None:
        raise RulesetError(report.problems, report.sources)
    yield f"{ruleset.label}: the ruleset '{name}', {counted(len(report.problems), 'problem')}"
    yield f"  {_size(ruleset)}"
    with open_week(ruleset, read_week(name, ruleset.zone), folder) as playing:
        yield from _days(playing)
        yield from _stories(playing)
        yield from _counts(playing)
        yield from _tasks(playing)
        yield from _unexpected(playing)
        yield "\nTry next"
        yield from (f"  {command}" for command in playing.week.next)


def _size(ruleset: Ruleset) -> str:
    parts = (
        counted(len(ruleset.states), "state"),
        counted(len(ruleset.campaigns), "campaign"),
        counted(len(ruleset.messages), "message"),
        counted(ruleset.row_count, "row"),
    )
    return ", ".join(parts)


def _days(playing: Playing) -> Iterator[str]:
    yield f"\n{counted(playing.imported.added, 'contact')} imported"
    sent = 0
    for day in playing.days():
        sent += day.sent
        busy = f"staff did {counted(day.done, 'thing')}, {counted(day.sent, 'message')} left"
        yield f"  {day.at:%A} {day.at.day} {day.at:%B}: {busy}"
    later = sum(one.state is MessageState.SENT for one in outbox(playing.over)) - sent
    if later:
        until = playing.on_clock(playing.week.until)
        yield f"  then, until {until:%A} {until.day} {until:%B}, by itself: {counted(later, 'message')} left"


def _stories(playing: Playing) -> Iterator[str]:
    """Each story: what it shows, which article says so, what to look at, and what happened to its people."""
    count = counted(len(playing.stories), "story", "stories")
    yield f"\n{count} of the week, from the help pages of {playing.week.vendor}"
    for number, (told, story) in enumerate(playing.stories, 1):
        yield f"\n{number}. {told.title}"
        yield f"   {'; '.join(map(playing.week.titled, told.articles))}"
        yield from textwrap.wrap(f"Look at: {told.look}", _WIDTH, initial_indent="   ", subsequent_indent="   ")
        yield from _timelines(playing, told, story)


def _timelines(playing: Playing, told: WeekStory, story: Story) -> Iterator[str]:
    telling = Telling(playing.over, playing.carriers.left, told.reasons)
    for name in told.people:
        lines = [*telling.of(story.people[name])]
        lines += [
            Line(one.at, STAFF, refused(one.words)) for one in playing.refusals.get(told.title, []) if one.whom == name
        ]
        yield f"   {name}"
        for line in sorted(lines, key=lambda one: one.at):
            begin = f"     {telling.clock(line.at)}  {line.who:<7}  "
            yield from textwrap.wrap(line.words, _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin))
        yield from (f"     {one}" for one in telling.left_to_do(story.people[name]))


def _counts(playing: Playing) -> Iterator[str]:
    """How many messages left by each channel, and why the others did not."""
    channels = playing.ruleset.channels
    everything = outbox(playing.over)
    sent = Counter(one.channel for one in everything if one.state is MessageState.SENT and one.channel)
    kept = Counter((str(one.state), one.because, one.place) for one in everything if one.state is not MessageState.SENT)
    yield "\nMessages"
    rows = [(str(count), "sent", channels[channel].label.lower(), "") for channel, count in sent.most_common()]
    rows += [(str(count), state, reason, place) for (state, reason, place), count in kept.most_common()]
    yield from (
        f"  {line}" for line in plain(Grid(("count", "state", "by or because", "rule"), tuple(rows))).split("\n")
    )


def _tasks(playing: Playing) -> Iterator[str]:
    """The open tasks that come first."""
    found = tasks(playing.over).tasks
    yield f"\nOpen tasks: {len(found)}"
    for task in found[:_MOST_TASKS]:
        at = f"{playing.on_clock(task.follow_up):%a %d %b %H:%M}" if task.follow_up else "no date"
        yield f"  {at}  {task.label}: {task.name}"
    if len(found) > _MOST_TASKS:
        yield f"  and {len(found) - _MOST_TASKS} more"


def _unexpected(playing: Playing) -> Iterator[str]:
    if playing.unexpected:
        yield f"\nThe rules refused {len(playing.unexpected)} of the staff's actions"
        yield from (f"  {one.whom}: {one.words}" for one in playing.unexpected)
