"""Playing a week through the real store, worker and outbox: what anybody does, each at its hour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from frontdesk.demo.weeks import CONTACTS, Doing, Week, WeekStory
from frontdesk.desk import Act, Imported, Practice, adopt, find, import_file, open_practice, sync
from frontdesk.desk.finding import NotOneContactError
from frontdesk.hookspecs import Outgoing, Receipt
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import MessageState
from frontdesk.plugins import find_plugins
from frontdesk.plugins.settings import Carrier, carriers_of, source_of
from frontdesk.problems import FrontdeskError
from frontdesk.testing import reading
from frontdesk.testing.comparing import differences
from frontdesk.testing.stories import Story, take
from frontdesk.views import outbox
from frontdesk.worker import Carriers, play

_STORE = "frontdesk.db"
_BEFORE = timedelta(hours=1)
_CLOSING_HOUR = 21
_ADD, _SYNC = "add", "sync"


@dataclass(frozen=True, slots=True)
class Remembering:
    """The practice's own channels, and what left through each of them."""

    carriers: Carriers
    left: dict[str, Outgoing] = field(default_factory=dict)
    """By the id of the message."""

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Return what carries *channel*, which keeps a copy. Raises PluginError."""
        real = self.carriers.carrier(channel)

        def send(outgoing: Outgoing) -> Receipt:
            self.left[outgoing.message_id] = outgoing
            return real.channel.send(outgoing)

        return Carrier(replace(real.channel, send=send), real.settings)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the rules refused at an hour, in their words."""

    at: datetime
    whom: str
    words: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week on the practice's clock: how much was done, and how many messages left."""

    at: datetime
    done: int
    sent: int


@dataclass(slots=True)
class Playing:
    """A week that is played: its practice, each of its stories as it goes, and what nobody expected to be refused."""

    practice: Practice
    week: Week
    home: Path
    carriers: Remembering
    stories: tuple[tuple[WeekStory, Story], ...]
    routine: Story
    imported: Imported
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)
    """What was refused, and should be, by the title of the story."""
    unexpected: list[Refusal] = field(default_factory=list)
    """What was refused, or not refused, against what the data say."""

    @property
    def ruleset(self) -> Ruleset:
        """The practice's rules."""
        return self.practice.ruleset

    @property
    def over(self) -> Act:
        """Somebody who looks around when the week is over."""
        return Act(self.practice, self.week.until)

    def days(self) -> Iterator[Day]:
        """Play the week day by day, and then until its end."""
        doings = [(one, "", self.routine) for one in self.week.routine]
        doings += [(one, told.title, story) for told, story in self.stories for one in told.doings]
        doings.sort(key=lambda each: each[0].at)
        for day, of_the_day in groupby(doings, key=lambda each: self.on_clock(each[0].at).date()):
            done = 0
            for each in of_the_day:
                self._do(*each)
                done += 1
            evening = datetime(day.year, day.month, day.day, _CLOSING_HOUR, tzinfo=self.ruleset.zone)
            play(self.practice, self.carriers, evening)
            yield Day(self.on_clock(evening), done, self._sent_on(evening))
        play(self.practice, self.carriers, self.week.until)
        for _, story in self.stories:
            story.now, story.refused = self.week.until, ""

    def on_clock(self, at: datetime) -> datetime:
        """An instant on the practice's clock."""
        return at.astimezone(self.ruleset.zone)

    def differences(self) -> Iterator[str]:
        """Everything that did not end as its story expects."""
        for told, story in self.stories:
            yield from (f"{told.title}: {one}" for one in differences(story, told.expect))
        yield from (f"{one.whom}, {self.on_clock(one.at):%Y-%m-%d %H:%M}: {one.words}" for one in self.unexpected)

    def _sent_on(self, evening: datetime) -> int:
        messages = outbox(Act(self.practice, evening), states=(MessageState.SENT,))
        return sum(self.on_clock(one.at).date() == evening.date() for one in messages)

    def _do(self, doing: Doing, title: str, story: Story) -> None:
        play(self.practice, self.carriers, doing.at)
        story.now, story.refused = doing.at, ""
        whom = reading.text(doing.step.get("contact"), next(iter(story.people), ""))
        if _SYNC in doing.step:
            self._sync(doing)
        else:
            if _ADD not in doing.step and whom not in story.people:
                story.people[whom] = find(story.act, whom).id
            take(story, doing.step)
        said = Refusal(doing.at, whom, story.refused)
        if story.refused and doing.refused and doing.refused.casefold() in story.refused.casefold():
            self.refusals.setdefault(title, []).append(said)
        elif story.refused or doing.refused:
            expected = f"expected '{doing.refused}'" if doing.refused else "expected to be taken"
            self.unexpected.append(replace(said, words=f"{story.refused or 'nothing was refused'} ({expected})"))

    def _sync(self, doing: Doing) -> None:
        file = self.week.folder / reading.text(doing.step.get(_SYNC))
        source = source_of(self.ruleset, find_plugins(), self.home, os.environ, {"file": str(file)})
        told = sync(Act(self.practice, doing.at), *source)
        if told.not_understood:
            raise FrontdeskError("; ".join(told.not_understood))


@contextmanager
def open_week(ruleset: Ruleset, week: Week, folder: Path) -> Iterator[Playing]:
    """Open the practice in *folder*, with its people on file, an hour before the first thing is done.

    Raises FrontdeskError, PluginError.
    """
    practice = open_practice(ruleset, folder / _STORE)
    with closing(practice.store):
        carriers = Remembering(carriers_of(ruleset.channels.values(), find_plugins(), folder, os.environ))
        first = min(one.at for one in (*week.routine, *(one for told in week.stories for one in told.doings)))
        opened = Act(practice, first - _BEFORE)
        adopt(opened)
        imported = import_file(opened, week.folder / CONTACTS)
        stories = tuple((told, _told(opened, carriers, told)) for told in week.stories)
        routine = Story(practice, opened.now, carriers=carriers)
        yield Playing(practice, week, folder, carriers, stories, routine, imported)


def _told(opened: Act, carriers: Remembering, told: WeekStory) -> Story:
    """A story before it begins: of its people those who are on file by then."""
    story = Story(opened.practice, opened.now, carriers=carriers)
    for name in told.people:
        try:
            story.people[name] = find(opened, name).id
        except NotOneContactError:
            if not any(_ADD in one.step or _SYNC in one.step for one in told.doings):
                raise
    return story
