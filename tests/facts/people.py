"""Random moments of every scope, for any ruleset: contacts, appointments, messages, sendings, tasks and events.

Seeded, so that a failure comes again. What they hold is what the store can hold: also what an earlier version of the
rules knew, and the emptiest possible of everything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from frontdesk.events import EVENTS, Event, EventKind, PreferencesChanged
from frontdesk.facts import (
    ConsentMoment,
    Lately,
    OutcomeSaid,
    RefusalMoment,
    SendingMoment,
    UnderWay,
    appointment_facts,
    computed,
    consent_facts,
    event_facts,
    known_of_all,
    task_facts,
    zone_of,
)
from frontdesk.facts import clock_facts as clock_facts_of
from frontdesk.facts.moments import MessageMoment, PracticeMoment
from frontdesk.interpreter.delivery import Situation, message_facts, moment_of
from frontdesk.model import Content, MessageText, Ruleset, Scope
from frontdesk.names import (
    AppointmentState,
    CampaignId,
    Consent,
    ConsentSource,
    ContactId,
    ContactSource,
    Covers,
    DeliveryReport,
    Keyword,
    LineType,
    MessageId,
    MessageKind,
    Next,
    OpenQuestions,
    PhoneKind,
    Purpose,
    ReplyAnswer,
    State,
    TaskId,
    Timing,
)
from frontdesk.records import BY_KEYWORD, Appointment, Choice, ConsentRecord, Contact, Phone, Preference, Sent, Task
from frontdesk.tables import Domain, Listed, Members, Scale, ScaleKind, Value
from frontdesk.tables.classes import classes_of
from support import MONDAY

ZONES = ("", "America/New_York", "Pacific/Honolulu", "Asia/Kolkata")


@dataclass(slots=True)
class People:
    """Somebody at random, again and again, under one ruleset."""

    ruleset: Ruleset
    dice: random.Random

    def facts(self, scope: Scope) -> dict[str, Value]:
        """What the engine computes of something random in *scope*."""
        rules, now = self.ruleset, MONDAY + timedelta(minutes=self.dice.randint(-600_000, 600_000))
        contact, ahead = self.contact(now), self.maybe()
        appointment = self.appointment(now) if self.maybe() else None
        if scope is Scope.PRACTICE:
            return computed(PracticeMoment(ruleset=rules, now=now), scope)
        if scope in (Scope.CONTACT, Scope.APPOINTMENT, Scope.EVENT):
            going_on = self.under_way(now)
            facts = appointment_facts(rules, contact, appointment, now, has_appointment=ahead, under_way=going_on)
            names = rules.scopes[scope]
            known = {name: value for name, value in facts.items() if name in names}
            return known | (event_facts(self.event()) if scope is Scope.EVENT else {})
        if scope is Scope.TASK:
            task = self.task(now) if self.maybe() else None
            following = self.dice.choice(tuple(Next))
            day = now + timedelta(days=self.dice.randint(-9, 99)) if following is Next.FOLLOW_UP else None
            logged = OutcomeSaid(self.dice.choice(list(rules.outcomes)), following, day)
            return task_facts(rules, contact, task, logged, now, has_appointment=ahead, under_way=self.under_way(now))
        if scope is Scope.REFUSAL:
            said = self.dice.choice(list(ConsentSource)), self.dice.choice(list(ConsentSource))
            return computed(RefusalMoment(ruleset=rules, now=now, refused_by=said[0], agreed_by=said[1]), scope)
        situation = self.situation(contact, appointment, ahead, now)
        if scope is Scope.MESSAGE:
            return message_facts(rules, situation)
        if scope is Scope.CONSENT:
            return self.unrecorded(situation)
        return {**message_facts(rules, situation), **self.clock(moment_of(rules, situation), situation)}

    def unrecorded(self, situation: Situation) -> dict[str, Value]:
        """The facts of asking what counts where no consent to some channel is recorded."""
        about = moment_of(self.ruleset, situation)
        computed(about, Scope.MESSAGE)
        keep = [one.id for one in self.ruleset.channels.values() if one.consent]
        return consent_facts(ConsentMoment(about=about, channel=self.dice.choice(keep)))

    def clock(self, about: MessageMoment, situation: Situation) -> dict[str, Value]:
        """The facts of the sending, some time after the channel was chosen."""
        local = (about.now + timedelta(minutes=self.dice.randint(0, 10_000))).astimezone(about.zone)
        lately = Lately.of(situation.sent, local, about.zone)
        channel = self.dice.choice(list(self.ruleset.channels))
        moment = SendingMoment(about=about, channel=channel, local=local, lately=lately)
        return clock_facts_of(moment, self.ruleset.scopes[Scope.SENDING])

    def contact(self, now: datetime) -> Contact:
        """Somebody."""
        dice, rules = self.dice, self.ruleset
        state = dice.choice(rules.states)
        if self.maybe(0.15):
            return Contact(ContactId(1), "", state, now, facts=known_of(self.ruleset))
        chosen = Choice(dice.choice(rules.states), now - timedelta(minutes=3)) if self.maybe(0.3) else None
        return Contact(
            ContactId(1),
            "Ana Example",
            state,
            now - timedelta(minutes=dice.randint(-60, 900_000)),
            chosen,
            frozenset(dice.sample([*rules.states, State("gone/for_ever")], dice.randint(0, 2))),
            {kind: Phone(f"555010{number}", dice.choice(list(LineType))) for number, kind in enumerate(self.some())},
            dice.choice(("", "ana@example.com")),
            self.maybe(),
            dice.choice(ZONES),
            dice.choice(("", "FL", "TX")),
            dice.randint(0, 9),
            dice.choice([None, *rules.outcomes, "gone"]),  # type: ignore[arg-type]  # names that other rules knew
            dice.choice([None, *rules.reasons, "gone"]),  # type: ignore[arg-type]  # likewise
            dice.choice(("", "none", "express", "written")),
            self.preference(),
            self.preference(),
            self.recorded(Scope.CONTACT),
            born=(now - timedelta(days=dice.randint(-400, 36_500))).date() if self.maybe() else None,
            language=dice.choice(("", "es", "pt-BR")),
            settled_before=dice.choice([None, *rules.states, State("gone/for_ever")]),
            lasts_until=dice.choice((None, MONDAY)),
        )

    def some(self) -> list[PhoneKind]:
        """Some kinds of numbers."""
        return self.dice.sample(list(PhoneKind), self.dice.randint(0, 3))

    def preference(self) -> Preference:
        """What some source says."""
        if self.maybe():
            return Preference()
        methods = ("not_sent", "do_not_contact", "a_channel_that_is_gone", *self.ruleset.channels)
        return Preference(
            self.dice.choice(("not_sent", *PhoneKind)), self.dice.choice(methods), do_not_contact=self.maybe()
        )

    def appointment(self, now: datetime) -> Appointment:
        """A visit, past or to come."""
        at = now + timedelta(hours=self.dice.randint(-900, 900))
        state = self.dice.choice(list(AppointmentState))
        return Appointment(1, ContactId(1), at, state, self.preference(), self.recorded(Scope.APPOINTMENT))

    def situation(self, contact: Contact, appointment: Appointment | None, ahead: bool, now: datetime) -> Situation:
        """A message to somebody."""
        dice, rules = self.dice, self.ruleset
        content = {name: Content("Hello") for name in rules.channels if self.maybe()}
        made_up = MessageText(MessageId(""), dice.choice(tuple(Purpose)), content)
        numbers = [phone.number for phone in contact.phones.values()]
        return Situation(
            contact,
            dice.choice([made_up, *rules.messages.values()]),
            dice.choice(list(MessageKind)),
            dice.choice(list(Timing)),
            now,
            appointment,
            dice.choice(["", "gone", *rules.campaigns]),
            dice.choice([None, *rules.lines]),
            [self.consent(address, now) for address in (*numbers, contact.email) for _ in range(3)],
            self.maybe(),
            ahead,
            [Sent(now - timedelta(hours=dice.randint(0, 190)), self.maybe()) for _ in range(dice.choice((0, 0, 3, 9)))],
            dice.choice(["", "gone", *(step.id for one in rules.campaigns.values() for step in one.steps)]),
            self.under_way(now),
        )

    def under_way(self, now: datetime) -> UnderWay:
        """What goes on for somebody: campaigns and tasks, also such as the rules do not have any more."""
        campaigns = [CampaignId("gone"), *self.ruleset.campaigns]
        running = frozenset(self.dice.sample(campaigns, self.dice.randint(0, min(2, len(campaigns)))))
        tasks = [self.task(now) for _ in range(self.dice.randint(0, 2))]
        visits = [self.appointment(now) for _ in range(self.dice.randint(0, 3))]
        lost = replace(self.appointment(now), type=self.dice.choice(("", "cleaning"))) if self.maybe() else None
        return UnderWay(running, [*tasks, replace(self.task(now), task=TaskId("gone"))], visits, lost)

    def consent(self, address: str, now: datetime) -> ConsentRecord:
        """What somebody said of being written to."""
        dice, rules = self.dice, self.ruleset
        return ConsentRecord(
            address,
            dice.choice(list(rules.lines)),
            dice.choice([*rules.channels, BY_KEYWORD]),
            dice.choice(list(Consent)),
            dice.choice(list(ConsentSource)),
            now,
            dice.choice(list(Covers)),
            dice.choice([None, now, now + timedelta(days=1)]),
        )

    def task(self, now: datetime) -> Task:
        """A task for the staff."""
        kind = self.dice.choice([*self.ruleset.tasks, TaskId("follow_up")])
        day = now + timedelta(days=self.dice.randint(-9, 99)) if self.maybe() else None
        return Task(1, ContactId(1), kind, now, follow_up_at=day)

    def event(self) -> Event:
        """Something that happened, with whatever it may say; what the rules name of nothing stays out."""
        dice, rules = self.dice, self.ruleset
        said: dict[str, Sequence[object]] = {
            "source": tuple(ContactSource),
            "state": rules.states,
            "previous": rules.states,
            "outcome": list(rules.outcomes),
            "attempts": range(1, 6),
            "until": (None, MONDAY),
            "timer": [name for name, one in rules.timers.items() if one.kind is not EventKind.STATUS_EXPIRED],
            "received": ("", "stop", "see you"),
            "reply_length": (None, 0, 31),
            "line_open": (None, True, False),
            "entry": (None, 7),
            "keyword": tuple(Keyword),
            "answer": tuple(ReplyAnswer),
            "open_questions": tuple(OpenQuestions),
            "follow_up_chosen": (True, False),
            "line": list(rules.lines),
            "number": ["", "5550101"],
            "report": tuple(DeliveryReport),
            "stopped_by": ("", "refused"),
            "sent_by": ("", "texted"),
            "message": ["", *rules.messages],
            "campaign": list(rules.campaigns),
            "task": [*rules.tasks, TaskId("follow_up")],
            "appointment": (1, 2),
            "hours_to_visit": (None, -3, 23),
        }
        made = dice.choice([one for one in EVENTS.values() if all(said[field.name] for field in fields(one))])
        some: dict[str, Any] = {field.name: dice.choice(said[field.name]) for field in fields(made)}
        happened: Event = made(**some)
        return happened

    def recorded(self, of: Scope) -> Mapping[str, Value]:
        """Values of the practice's own facts, some of them such as the rules do not know any more."""
        own = [fact for fact in self.ruleset.facts.values() if fact.own and fact.of is of]
        said = {fact.name: self.value(fact.domain) for fact in own if self.maybe(0.7)} | {"gone": "yes"}
        return said | (known_of(self.ruleset) if of is Scope.CONTACT else {})

    def value(self, domain: Domain) -> Value:
        """Something that was recorded once."""
        dice = self.dice
        if isinstance(domain, Listed):
            words: list[Value] = [*domain.values, "gone", frozenset({"gone"}), 3]
            return dice.choice(words)
        if isinstance(domain, Members):
            sets: list[Value] = [frozenset(domain.values[:1]), frozenset[str](), frozenset({"gone"}), "gone"]
            return dice.choice(sets)
        if isinstance(domain, Scale):
            right: dict[ScaleKind, Value] = {
                ScaleKind.NUMBER: dice.randint(-5, 500),
                ScaleKind.DATE: date(2026, 1, 1) + timedelta(days=dice.randint(-900, 900)),
                ScaleKind.MOMENT: datetime(2026, 1, 1, 14, 30) + timedelta(days=dice.randint(-900, 900)),
                ScaleKind.TIME: time(dice.randint(0, 23)),
                ScaleKind.DURATION: timedelta(hours=dice.randint(0, 90)),
            }
            return dice.choice((right[domain.kind], "gone"))
        return dice.choice(("", "words"))

    def maybe(self, chance: float = 0.5) -> bool:
        """Yes or no."""
        return self.dice.random() < chance


def people(ruleset: Ruleset, scope: Scope, many: int, seed: int = 21) -> Iterator[dict[str, Value]]:
    """What the engine computes of *many* random things of *scope*, the emptiest possible first."""
    yield from _emptiest(ruleset, scope)
    somebody = People(ruleset, random.Random(seed))
    for _ in range(many):
        yield somebody.facts(scope)


def known_of(ruleset: Ruleset) -> dict[str, Value]:
    """What is said of everybody, whoever they are: the rules let nobody in without it."""
    return {fact.name: classes_of(fact.domain, [])[0][0].sample for fact in known_of_all(ruleset)}


def _emptiest(ruleset: Ruleset, scope: Scope) -> Iterator[dict[str, Value]]:
    """Of whom and what as little as possible is known."""
    nobody = Contact(ContactId(1), "", ruleset.initial, MONDAY, facts=known_of(ruleset))
    nothing = MessageText(MessageId(""), Purpose.OPERATIONS, {})
    if scope in (Scope.MESSAGE, Scope.SENDING):
        situation = Situation(nobody, nothing, MessageKind.MANUAL, Timing.INSTANT, MONDAY)
        facts = message_facts(ruleset, situation)
        if scope is Scope.SENDING:
            about = moment_of(ruleset, situation)
            local = MONDAY.astimezone(zone_of(ruleset, nobody))
            moment = SendingMoment(about=about, channel=next(iter(ruleset.channels)), local=local, lately=Lately())
            facts |= clock_facts_of(moment, ruleset.scopes[scope])
        yield facts
    if scope is Scope.APPOINTMENT:
        yield appointment_facts(ruleset, nobody, None, MONDAY)
    if scope is Scope.EVENT:
        yield {**appointment_facts(ruleset, nobody, None, MONDAY), **event_facts(PreferencesChanged())}
    if scope is Scope.TASK:
        yield task_facts(ruleset, nobody, None, OutcomeSaid(next(iter(ruleset.outcomes))), MONDAY)
