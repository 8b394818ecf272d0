"""What happened to somebody, as a practice manager would tell it: labels instead of names, no numbers, no places.

The journal says more, and exactly (``rendering/journal.py``); what means nothing to a reader of a story is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from frontdesk.desk import Act
from frontdesk.effects import (
    CancelTask,
    CloseTask,
    CompleteTask,
    Effect,
    NoteFact,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    SendMessage,
)
from frontdesk.events import EventKind
from frontdesk.hookspecs import Outgoing
from frontdesk.journal import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentPutRight,
    AppointmentRescheduled,
    BroughtAbout,
    ChannelDecided,
    ConsentRecorded,
    ContactAdded,
    ContactCorrected,
    ContactImported,
    ContactLogged,
    DeliveryReported,
    Entry,
    FactsNoted,
    Happened,
    KeywordAnswered,
    MessageEnded,
    MessageMerged,
    MessageMoved,
    MessageQueued,
    MessageRefused,
    MessageSkipped,
    PreferencesSet,
    ReplyReceived,
    StatusChosen,
    StatusSettled,
    StatusUndone,
    StepLeftOut,
    TaskClosed,
    TaskGiven,
    TaskOpened,
)
from frontdesk.model import Ruleset
from frontdesk.names import NOT_SENT, ChannelId, ContactId, MessageId, MessageKind, MessageState, Next, ReasonId, State
from frontdesk.rendering.words import effect_words
from frontdesk.strangers import on_one_line
from frontdesk.views import contact, reason, tasks
from frontdesk.views.tasks import NoticeView

STAFF, CONTACT, RULES, EMR = "staff", "contact", "rules", "EMR"
"""Who does something in a story."""
_SAID_BEFORE = (
    *(EventKind.STATUS_ENTERED, EventKind.OUTCOME_LOGGED, EventKind.MESSAGE_RECEIVED, EventKind.CONTACT_ADDED),
    *(EventKind.APPOINTMENT_BOOKED, EventKind.APPOINTMENT_CONFIRMED, EventKind.APPOINTMENT_RESCHEDULED),
    *(EventKind.APPOINTMENT_CANCELLED, EventKind.APPOINTMENT_KEPT, EventKind.APPOINTMENT_MISSED),
)
"""Events that the line before has told already."""
_SENT: Mapping[str, str] = {
    MessageKind.MANUAL: "by hand",
    MessageKind.BULK: "to many",
    MessageKind.CAMPAIGN: "as a campaign",
}
"""How staff send a message."""
_LONGEST_TEXT = 120
_BESIDE_LABEL = re.compile(r" \(([a-z_/]+|[^()]+\.yaml:\d+)\)")
"""A name, or the place of a rule, in brackets."""
_ELSEWHERE = re.compile(r"; [^;()]*\.yaml(?=\))")
_NAME = re.compile(r"[a-z]_[a-z]|[a-z]/[a-z]")
"""What only a ruleset calls so, such as what a refusal offers instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: when (UTC), who did it, and what."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How a practice's stories are told: what left, and whether it is said by which rule it left."""

    act: Act
    left: Mapping[str, Outgoing]
    reasons: bool = False
    notices: tuple[NoticeView, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Ask once for what the staff were told."""
        object.__setattr__(self, "notices", tasks(self.act, hidden=True).notices)

    @property
    def ruleset(self) -> Ruleset:
        """The practice's rules, which have the labels."""
        return self.act.practice.ruleset

    def of(self, number: ContactId) -> tuple[Line, ...]:
        """What happened to a contact, oldest first."""
        seen = contact(self.act, number)
        lines = [Line(one.at, _who(one), words) for one in seen.timeline for words in self.words(one)]
        lines += [Line(one.at, STAFF if one.by == STAFF else RULES, f'note: "{one.text}"') for one in seen.notes]
        return tuple(sorted(lines, key=lambda line: line.at))

    def left_to_do(self, number: ContactId) -> Iterator[str]:
        """The open tasks of a contact, when each is to be taken up, and by whom."""
        for task in contact(self.act, number).tasks:
            on = f", {self.clock(task.follow_up)}" if task.follow_up else ""
            yield f"left to do: {task.label}{on}{f', {task.assigned_to}' if task.assigned_to else ''}"

    def words(self, entry: Entry) -> Iterator[str]:
        """What one entry says; nothing where it means nothing to a reader."""
        match entry.said:
            case Happened(event, _, effects):
                what = "" if event.kind in _SAID_BEFORE else f"{event.kind.replace('_', ' ')}; "
                told = [self._follows(one.done, entry) for one in effects]
                if told := [one for one in told if one]:
                    yield f"{what}so: {', '.join(told)}"
            case ContactImported(state):
                yield f"comes with the list, {self._label(state)}"
            case ContactAdded(state):
                yield f"added, {self._label(state)}"
            case StatusChosen(state, _, why):
                yield f"{self._label(state)} is chosen{self._because(why)}"
            case StatusSettled(state):
                yield f"{self._label(state)} stands"
            case StatusUndone(_, back_to):
                yield f"the choice is taken back: {self._label(back_to)} again"
            case PreferencesSet(number, method, do_not_contact):
                yield f"noted: {self._preference(number, method, do_not_contact)}"
            case FactsNoted(facts):
                yield f"noted: {', '.join(self._fact(name, value) for name, value in facts.items())}"
            case ContactCorrected(columns):
                yield f"corrected: {', '.join(_plain(one) for one in columns)}"
            case ReplyReceived() | ConsentRecorded() as said:
                yield self._heard(said)
            case _:
                yield from self._of_a_message(entry)
                yield from self._of_work(entry)

    def _of_a_message(self, entry: Entry) -> Iterator[str]:
        match entry.said:
            case MessageEnded(number, state=MessageState.SENT, channel=channel):
                if left := self._left(number):  # what is told along with another visit leaves in that one's message
                    yield f"{self._channel(channel)} leaves: {_said_in(left)}"
                    yield from self._why(number)
            case MessageEnded(name=name, state=state, reason=why):
                yield f"'{self._message(name)}' is {state}" + (f": {_small(why)}" if why else "")
            case MessageSkipped(name=name, reason=why):
                yield f"'{self._message(name)}' does not leave: {_small(why)}"
            case MessageRefused(name=name, reason=why):
                yield f"'{self._message(name)}' is not taken: {_small(why)}"
            case MessageMoved(name=name, until=until, because=why):
                yield f"'{self._message(name)}' waits until {self.clock(until)}: {_small(why)}"
            case MessageMerged(name=name):
                yield f"'{self._message(name)}' is told with the other visit of the day"
            case DeliveryReported(report=report):
                yield f"the provider reports: {_plain(report)}"
            case MessageQueued(message=name, because="", kind=kind) if kind in _SENT:
                yield f"'{self._message(name)}' is sent {_SENT[kind]}"

    def _of_work(self, entry: Entry) -> Iterator[str]:
        match entry.said:
            case ContactLogged(outcome, following, attempts):
                known = self.ruleset.outcomes.get(outcome)
                then = {Next.FOLLOW_UP: ", to be taken up again", Next.CLOSE: ", and closed"}.get(following, "")
                tried = f" (attempt {attempts})" if attempts else ""
                yield f"logged: {known.label if known else _plain(outcome)}{then}{tried}"
            case TaskOpened(name=kind, to=to):
                yield f"a task is opened: {self.ruleset.task_label(kind)}{f', for {to}' if to else ''}"
            case TaskClosed(name=kind, progress=progress):
                yield f"the task '{self.ruleset.task_label(kind)}' is closed, {_plain(progress)}"
            case TaskGiven(name=kind, to=to):
                yield f"the task '{self.ruleset.task_label(kind)}' is given to {to}"
            case AppointmentBooked(at=at):
                yield f"a visit is booked for {self.clock(at)}"
            case AppointmentRescheduled(at=at):
                yield f"the visit is moved to {self.clock(at)}"
            case AppointmentBecame(state=state):
                yield f"the visit is {state}"
            case AppointmentPutRight(back_to=back_to):
                yield f"that was a mistake: the visit is {back_to} again"
            case _ if not isinstance(entry.said, _TOLD_ELSEWHERE):
                yield entry.kind

    def clock(self, at: datetime) -> str:
        """An instant on the practice's clock, as people say it."""
        on = at.astimezone(self.ruleset.zone)
        return f"{on:%a} {on.day:>2} {on:%b %H:%M}"

    def _follows(self, effect: Effect, entry: Entry) -> str:
        """What follows, in words; nothing of what tells itself: a message, consent, a fact, a closed task."""
        match effect:
            case SendMessage() | OptIn() | OptOut() | NoteFact() | CloseTask() | CompleteTask() | CancelTask():
                return ""
            case OpenTask(to=to) | ReassignTask(to=to) if to and "{" in to:  # a field: who has it is told at the end
                return f"a task for somebody: {self.ruleset.task_label(effect.task)}"
            case NotifyStaff():
                found = (one for one in self.notices if (one.contact, one.at) == (entry.contact, entry.at))
                told = next(found, None)
                to = f" ({told.addressee})" if told and told.addressee else ""
                return f"staff are told{to}: {told.text}" if told else "staff are told"
        return effect_words(self.ruleset, effect)

    def _heard(self, said: ReplyReceived | ConsentRecorded) -> str:
        if isinstance(said, ReplyReceived):
            return f'writes "{on_one_line(said.text or said.received).strip()}"'
        where = ", ".join(self.ruleset.lines[one].label for one in said.lines if one in self.ruleset.lines)
        by = " and ".join(self._channel(one).lower() for one in said.channels)
        return f"{_plain(said.consent)}: {by} from {where}"

    def _left(self, number: int) -> Outgoing | None:
        return next((one for key, one in self.left.items() if key.rpartition("-")[2] == str(number)), None)

    def _why(self, number: int) -> Iterator[str]:
        """Why it went this way, in the words of the row that chose it."""
        found = reason(self.act, number) if self.reasons else None
        if found and " " in found.because:
            yield f"because: {_small(found.because)}"

    def _because(self, why: ReasonId | None) -> str:
        known = self.ruleset.reasons.get(why) if why else None
        return f", because: {known.label}" if known else ""

    def _label(self, state: State) -> str:
        return self.ruleset.status_label(state) if state in self.ruleset.states else _plain(state)

    def _message(self, name: MessageId) -> str:
        known = self.ruleset.messages.get(name)
        return known.label if known and known.label else _plain(name).capitalize()

    def _channel(self, channel: ChannelId | None) -> str:
        known = self.ruleset.channels.get(channel) if channel else None
        return known.label if known else "Message"

    def _fact(self, name: str, value: str) -> str:
        known = self.ruleset.facts.get(name)
        return f"{known.label if known and known.label else _plain(name)} {_plain(value)}"

    def _preference(self, number: str, method: str, do_not_contact: bool) -> str:
        said = [f"{what} {_plain(word)}" for what, word in (("number", number), ("method", method)) if word != NOT_SENT]
        return ", ".join([*(["Do Not Contact"] if do_not_contact else []), *said]) or "no preference"


_TOLD_ELSEWHERE = (
    *(MessageEnded, MessageSkipped, MessageRefused, MessageMoved, MessageMerged, MessageQueued, DeliveryReported),
    *(ChannelDecided, KeywordAnswered, BroughtAbout, StepLeftOut),
)


def _who(entry: Entry) -> str:
    """Who did it, as a story says it."""
    match entry.said:
        case ReplyReceived():
            return CONTACT
        case Happened() | ConsentRecorded() | MessageQueued():
            return RULES
    return {STAFF: STAFF, "worker": RULES}.get(entry.by, EMR)


def _said_in(left: Outgoing) -> str:
    """What a message said: the subject of an e-mail, else its text, cut where it is long."""
    said = on_one_line(left.subject or left.body)
    return f'"{said}"' if len(said) <= _LONGEST_TEXT else f'"{said[:_LONGEST_TEXT].rstrip()} ..."'


def _plain(name: str) -> str:
    """A name without the underscores that data need."""
    return name.replace("_", " ")


def _small(words: str) -> str:
    """A reason behind a colon, without the file that it sends whoever reads the rules to."""
    return _ELSEWHERE.sub("", words).rstrip(".")


def refused(words: str) -> str:
    """What the rules refused, as far as it is told in labels: what might be done instead is told in names."""
    told = list(takewhile(lambda part: not _NAME.search(part), re.split(r"(?<=[:;]) ", _BESIDE_LABEL.sub("", words))))
    return f"refused: {' '.join(told).rstrip(':;')}"
