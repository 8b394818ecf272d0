"""Playing a story: people, a clock, and steps that staff, patients and time take on a practice in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from frontdesk import desk
from frontdesk.desk import import_consents, timers
from frontdesk.desk.opening import open_practice
from frontdesk.desk.practice import Act, Practice
from frontdesk.facts import site_zone
from frontdesk.file_words import PARTLY_OPTED_OUT
from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt
from frontdesk.loading.tree.nodes import Entries
from frontdesk.model import PracticeChannel, Ruleset, Scope, UnknownNameError
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    ContactSource,
    Covers,
    LineId,
    MessageId,
    MessageKind,
    OutcomeId,
    Priority,
    Progress,
    ReasonId,
    Recipient,
    TaskId,
    TaskType,
)
from frontdesk.plugins.settings import Carrier
from frontdesk.problems import FactError, FrontdeskError, choices
from frontdesk.records import ConsentRecord
from frontdesk.tables import Value
from frontdesk.testing import reading
from frontdesk.testing.given import consents_given, contact_given, facts_noted, own_facts_given, preference_given
from frontdesk.worker import Carriers, play

_START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_ONE = "contact"
_CONSENTS = (Consent.OPTED_IN, Consent.OPTED_OUT, PARTLY_OPTED_OUT)
_ADD = "add"
"""The one step that is about nobody who is there before."""
_MISWRITTEN = (UnknownNameError, FactError, desk.NoSuchVisitError, reading.MiswrittenError)
"""A step that names what does not exist is a mistake of the story: the rules have refused nothing."""


class Witness(Carriers, Protocol):
    """Channel plugins that remember what left through them, so that a story can tell what was said."""

    @property
    def left(self) -> Mapping[str, Outgoing]:
        """What left, by the id of the message."""


@dataclass(frozen=True, slots=True)
class AcceptsEverything:
    """Channel plugins that take every message: what an example's messages leave through."""

    left: dict[str, Outgoing] = field(default_factory=dict)
    """What left, by the id of the message."""

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Return a plugin which accepts, and keeps what it was given."""
        return Carrier(Channel(name=channel.plugin, send=self._accept))

    def _accept(self, outgoing: Outgoing) -> Receipt:
        self.left[outgoing.message_id] = outgoing
        return Accepted(outgoing.message_id)


@dataclass(slots=True)
class Story:
    """A story being played: the practice, the hour, people and visits by name, and the last refusal."""

    practice: Practice
    now: datetime
    people: dict[str, ContactId] = field(default_factory=dict)
    visits: dict[tuple[ContactId, str], int] = field(default_factory=dict)
    """The visits that the story has names of its own for, by whose they are."""
    carriers: Witness = field(default_factory=AcceptsEverything)
    refused: str = ""
    anyway: bool = False
    """Whether the step that is taken says that an unlikely hour is meant."""

    @property
    def act(self) -> Act:
        """Staff acting at the story's hour."""
        return Act(self.practice, self.now, anyway=self.anyway)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the practice."""
        return self.practice.ruleset.zone


def play_story(ruleset: Ruleset, body: Entries) -> Story:
    """Play *body*'s steps. Only the last step may be refused; its words are kept.

    Raises FrontdeskError, also where a step names what does not exist: that is never the refusal which a story expects.
    """
    given = reading.entries(body.get("given"))
    ruleset = _with_practice_facts(ruleset, reading.entries(given.get("facts")))
    zone = ruleset.zone
    now = reading.instant(reading.text(given.get("now")), zone) if "now" in given else _START
    story = Story(open_practice(ruleset, ":memory:"), now)
    if "contact" in given:
        _add(story, _ONE, reading.entries(given.get("contact")))
    several = reading.entries(given.get("contacts"))
    for name in several:
        _add(story, name, reading.entries(several.get(name)))
    for step in reading.items(body.get("when")):
        if story.refused:
            raise FrontdeskError(f"a step was refused: {story.refused}")
        take(story, step)
    return story


def _with_practice_facts(ruleset: Ruleset, given: Entries) -> Ruleset:
    facts = dict(ruleset.facts)
    for name, value in own_facts_given(ruleset, Scope.PRACTICE, given).items():
        facts[name] = replace(facts[name], default=value)
    return replace(ruleset, facts=facts)


def _add(story: Story, name: str, given: Entries) -> None:
    ruleset = story.practice.ruleset
    contact = contact_given(ruleset, name, given, story.now)
    said = consents_given(ruleset, contact, reading.entries(given.get("consent")))
    act = story.act
    with act.deciding():
        (number,) = act.store.add_contacts([contact])
        story.people[name] = number
        timers.state_entered(act, number, contact.settled, act.now)
        timers.dates_known(act, replace(contact, id=number))
        for (address, channel), line, value in said:
            act.store.record_consent(
                ConsentRecord(address, line, channel, Consent(value), ConsentSource.STAFF, story.now)
            )


def _facts(story: Story, of: Scope, given: Entries) -> dict[str, Value]:
    return own_facts_given(story.practice.ruleset, of, given)


def take(story: Story, step: Entries) -> None:
    """Take *step* at the story's hour, and do what is due then; the words of a refusal are kept in the story.

    Raises FrontdeskError where the step names what does not exist, or what is due could not be done.
    """
    kind = next((key for key in step if key in (_ADD, *_STEPS)), None)
    if kind is None:
        raise FrontdeskError(f"a step is one of {choices((_ADD, *_STEPS), most=20)}")
    name = reading.text(step.get("contact"), next(iter(story.people), _ONE))
    if name not in story.people and kind != _ADD:
        there = f"there is {choices(story.people)}" if story.people else "say given: {contact: ...}, or add: somebody"
        raise FrontdeskError(f"nobody is called '{name}' in this story; {there}")
    story.anyway = reading.flag(step.get("anyway")) or False
    began = story.now
    try:
        if kind == _ADD:
            _arrive(story, name, step)
        else:
            _STEPS[kind](story, story.people[name], step)
    except _MISWRITTEN:
        raise
    except FrontdeskError as error:
        story.refused = str(error)
    worked = play(story.practice, story.carriers, story.now, since=began)
    if worked.failures:
        raise FrontdeskError("; ".join(worked.failures))


def _arrive(story: Story, name: str, step: Entries) -> None:
    if name in story.people:
        raise FrontdeskError(f"somebody is called '{name}' in this story already; say contact: with another name")
    row = reading.entries(step.get(_ADD))
    cells = {column: reading.text(row.get(column)) for column in row}
    said = {column: cells.pop(column) for column in import_consents.columns(story.practice.ruleset) if column in cells}
    for column, word in said.items():
        if word not in _CONSENTS:
            raise reading.MiswrittenError(f"{column}: '{word}' is not one of {choices(_CONSENTS)}")
    source = ContactSource(reading.text(step.get("source"), ContactSource.BY_HAND))
    added = desk.add_contact(story.act, cells, source)
    with story.act.deciding():
        person = story.practice.store.contact(ContactId(added.number or 0))
        import_consents.agree(story.act, person, said, before=None, keep=True)
        import_consents.refuse(story.act, person, said)
    story.people[name] = person.id


def _wait(story: Story, contact: ContactId, step: Entries) -> None:
    story.now = reading.after(story.now, reading.text(step.get("wait")), story.zone, story.practice.ruleset.open_hours)


def _set_status(story: Story, contact: ContactId, step: Entries) -> None:
    extras = desk.Extras(
        reading.text(step.get("note")),
        ReasonId(reading.text(step.get("reason"))) if "reason" in step else None,
        _follow_up(story, step),
    )
    state = desk.state_meant(story.act, contact, reading.text(step.get("set_status")))
    if "appointment" in step:
        given = step.get("appointment")
        at = reading.text(given) or reading.text(reading.entries(given).get("at"))
        desk.book_and_choose(story.act, contact, reading.instant(at, story.zone), state, extras)
    else:
        desk.set_status(story.act, contact, state, extras)


def _follow_up(story: Story, step: Entries) -> datetime | None:
    """When to take it up again: so long from now, or on a day (at nine, as at the desk) or at an hour of one."""
    written = reading.text(step.get("follow_up"))
    if not written:
        return None
    if not written[:4].isdecimal() or "-" not in written:
        return reading.after(story.now, written, story.zone, story.practice.ruleset.open_hours)
    return reading.instant(written if ":" in written else f"{written} 09:00", story.zone)


def _undo(story: Story, contact: ContactId, step: Entries) -> None:
    desk.undo(story.act, contact)


def _log(story: Story, contact: ContactId, step: Entries) -> None:
    log = desk.ContactLog(
        OutcomeId(reading.text(step.get("log"))),
        _follow_up(story, step),
        reading.flag(step.get("close")) or False,
        reading.text(step.get("note")),
        TaskId(named) if (named := reading.text(step.get("task"))) else None,
        desk.state_meant(story.act, contact, status) if (status := reading.text(step.get("status"))) else None,
        ReasonId(reason) if (reason := reading.text(step.get("reason"))) else None,
    )
    try:
        desk.log_contact(story.act, contact, log)
    except desk.WhichTaskError as several:
        kinds = choices([task.task for task in several.tasks])
        raise FrontdeskError(f"several tasks can be meant: {kinds}; say which with task:") from None


def _open_task(story: Story, contact: ContactId, step: Entries) -> None:
    type_, priority = reading.text(step.get("type")), reading.text(step.get("priority"))
    wanted = desk.Wanted(
        reading.text(step.get("to")), TaskType(type_) if type_ else None, Priority(priority) if priority else None
    )
    kind, note = TaskId(reading.text(step.get("open_task"))), reading.text(step.get("note"))
    desk.open_by_hand(story.act, contact, desk.NewTask(kind, wanted, _follow_up(story, step), note))


def _end_task(key: str, progress: Progress) -> Callable[[Story, ContactId, Entries], None]:
    def take(story: Story, contact: ContactId, step: Entries) -> None:
        number = desk.open_task_named(story.act, contact, reading.text(step.get(key)))
        desk.end_by_hand(story.act, number, progress, reading.text(step.get("note")))

    return take


def _give_task(story: Story, contact: ContactId, step: Entries) -> None:
    number = desk.open_task_named(story.act, contact, reading.text(step.get("give_task")))
    desk.give(story.act, number, reading.text(step.get("to")))


def _book(story: Story, contact: ContactId, step: Entries) -> None:
    booked = reading.entries(step.get("book"))
    facts = _facts(story, Scope.APPOINTMENT, reading.entries(booked.get("facts")))
    details = desk.VisitDetails(*(reading.text(booked.get(name)) for name in ("practitioner", "site", "type")))
    at = reading.instant(reading.text(booked.get("at")), site_zone(story.practice.ruleset, details.site))
    preference, reference = preference_given(booked, "number", "method"), reading.text(booked.get("reference"))
    made = desk.book(story.act, contact, at, facts, preference, reference, details)
    if "as" in booked and made.number is not None:
        story.visits[contact, reading.text(booked.get("as"))] = made.number


def _of_visit(story: Story, contact: ContactId, step: Entries, say: Callable[[str], object]) -> None:
    """Say something of the visit that a step names: by what the story calls it, else as staff would.

    Where it names none and several can be meant, it is about the earliest: at the desk it would be asked.
    """
    named = reading.text(step.get("visit"))
    try:
        say(str(story.visits.get((contact, named), named)))
    except desk.WhichVisitError as several:
        if named:
            raise
        say(str(several.visits[0].id))


def _reschedule(story: Story, contact: ContactId, step: Entries) -> None:
    written = reading.text(reading.entries(step.get("reschedule")).get("at"))

    def move(named: str) -> None:
        at = reading.instant(written, desk.clock_of(story.act, contact, named))
        desk.reschedule(story.act, contact, at, named)

    _of_visit(story, contact, step, move)


def _become(state: AppointmentState) -> Callable[[Story, ContactId, Entries], None]:
    def take(story: Story, contact: ContactId, step: Entries) -> None:
        _of_visit(story, contact, step, lambda named: desk.become(story.act, contact, state, named))

    return take


def _put_right(story: Story, contact: ContactId, step: Entries) -> None:
    _of_visit(story, contact, step, lambda named: desk.put_right(story.act, contact, named))


def _receive(story: Story, contact: ContactId, step: Entries) -> None:
    of, sender = _of(step), story.practice.store.contact(contact)
    if of is not None and of in sender.companions:
        sender = replace(sender.reached_through(of), name=sender.companions[of].name, companions={})
    elif of is not None:
        raise FrontdeskError(f"{sender.name} has no {of} on file")
    if not sender.numbers:
        raise FrontdeskError(f"{sender.name} has no phone number that a reply could come from")
    line = LineId(reading.text(step.get("line"))) if "line" in step else None
    desk.receive(story.act, sender.numbers[0], reading.text(step.get("receive")), line)


def _consent(story: Story, contact: ContactId, step: Entries) -> None:
    heard = reading.text(step.get("heard"))
    said = desk.ConsentSaid(
        Consent(reading.text(step.get("consent"))),
        ConsentSource.HEARD if "heard" in step else ConsentSource.STAFF,
        Covers(reading.text(step.get("only"), Covers.ALL)),
        words=heard,
    )
    line = LineId(reading.text(step.get("line"))) if "line" in step else None
    channel = ChannelId(reading.text(step.get("channel"))) if "channel" in step else None
    desk.set_consent(story.act, contact, said, line, channel, _of(step))


def _of(step: Entries) -> Recipient | None:
    """Whose words a step tells, where they are not the contact's own."""
    return Recipient(reading.text(step.get("of"))) if "of" in step else None


def _note_facts(story: Story, contact: ContactId, step: Entries) -> None:
    known = facts_noted(story.practice.ruleset, reading.entries(step.get("facts")))
    _of_visit(story, contact, step, lambda named: desk.note_facts(story.act, contact, known, named))


def _preferences(story: Story, contact: ContactId, step: Entries) -> None:
    wanted = reading.entries(step.get("preferences"))
    desk.set_preferences(
        story.act,
        contact,
        number=reading.text(wanted.get("number")) or None,
        method=reading.text(wanted.get("method")) or None,
        do_not_contact=reading.flag(wanted.get("do_not_contact")),
    )


def _send(story: Story, contact: ContactId, step: Entries) -> None:
    kind = MessageKind(reading.text(step.get("kind"), MessageKind.MANUAL))
    desk.send(story.act, contact, MessageId(reading.text(step.get("send"))), kind)


def _report(story: Story, contact: ContactId, step: Entries) -> None:
    last = max(story.practice.store.messages(contact), key=lambda message: message.id, default=None)
    if last is None:
        raise FrontdeskError("no message was sent that a provider could report on")
    desk.report(story.act, last.id, reading.text(step.get("report")))


_STEPS: dict[str, Callable[[Story, ContactId, Entries], None]] = {
    "wait": _wait,
    "set_status": _set_status,
    "undo": _undo,
    "log": _log,
    "open_task": _open_task,
    "complete_task": _end_task("complete_task", Progress.DONE),
    "cancel_task": _end_task("cancel_task", Progress.CANCELLED),
    "give_task": _give_task,
    "book": _book,
    "confirm": _become(AppointmentState.CONFIRMED),
    "reschedule": _reschedule,
    "cancel": _become(AppointmentState.CANCELLED),
    "keep": _become(AppointmentState.KEPT),
    "miss": _become(AppointmentState.MISSED),
    "put_right": _put_right,
    "receive": _receive,
    "preferences": _preferences,
    "consent": _consent,
    "facts": _note_facts,
    "send": _send,
    "report": _report,
}
