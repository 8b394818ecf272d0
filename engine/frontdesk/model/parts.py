"""The things that a ruleset defines: facts, statuses, campaigns, channels, messages, tasks, each with its place.

Plain frozen records. Knows neither YAML nor contacts; rules that decide or make something follow are tables, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from frontdesk.events import EventKind
from frontdesk.model.lasting import Lasts, UsualFollowUp
from frontdesk.names import (
    AppointmentState,
    CampaignId,
    ChannelId,
    ConsentBasis,
    EmrPeople,
    Keyword,
    Language,
    LineId,
    MergedFor,
    MessageId,
    OutcomeId,
    PhaseId,
    Priority,
    Privacy,
    Purpose,
    Question,
    Reach,
    ReasonId,
    ReplyAnswer,
    Requirement,
    State,
    StatusId,
    StatusKind,
    TaskId,
    TaskType,
)
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Domain, Length, Table, Value


class Scope(StrEnum):
    """Where a table is asked, and so which facts exist there; each scope holds those of the one it widens.

    practice < contact < appointment < message < sending (a message whose channel is chosen);
    message < consent (to one channel, where none is recorded); contact < task; appointment < event;
    practice < refusal (which somebody says is over).
    """

    PRACTICE = "practice"
    CONTACT = "contact"
    APPOINTMENT = "appointment"
    MESSAGE = "message"
    SENDING = "sending"
    CONSENT = "consent"
    REFUSAL = "refusal"
    TASK = "task"
    EVENT = "event"


class OverTime(StrEnum):
    """What becomes of a fact while nothing happens but that time passes; a wait for an hour goes by it.

    ``RETURNS``: it can come back to any of its values, as a clock or a weekday does. A count of a span falls, as
    nothing comes to it by time alone. The words of a list that goes one way come in their order, or against it.
    """

    STAYS = "stays"
    RETURNS = "returns"
    GROWS = "grows"
    FALLS = "falls"


Computation: TypeAlias = Callable[[Any], Value]
"""How a fact is computed from the moment of its scope; ``facts`` has a type for each, which models do not know."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact: of what it is, the values it may have, and the value it has when nothing is recorded.

    ``compute`` says how it comes about; what an own table answers has none: the table is asked when it is read.
    """

    name: str
    of: Scope
    domain: Domain
    label: str = ""
    means: str = ""
    default: Value | None = None
    own: bool = False
    """Whether the practice declared it; the rest is the engine's catalogue."""
    where: Location = NOWHERE
    compute: Computation | None = field(default=None, compare=False, repr=False)
    decided: bool = field(default=False, compare=False, repr=False)
    """Whether tables of the ruleset decide it, from the facts of its scope that none decides."""
    over_time: OverTime = field(default=OverTime.STAYS, compare=False, repr=False)
    compares: tuple[str, ...] = ()
    """The two facts of which it says what the first is to the second, where it does."""
    listed: bool = False
    """Whether lists of contacts show it."""


def computations(facts: Iterable[Fact]) -> tuple[tuple[str, Computation], ...]:
    """How each of *facts* is computed, by name and in their order; those that tables decide come last."""
    computed = [fact for fact in facts if fact.compute is not None]
    return tuple((fact.name, fact.compute) for fact in sorted(computed, key=lambda one: one.decided) if fact.compute)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the follow-up, such as Lead or Patient."""

    id: PhaseId
    label: str
    means: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Status:
    """A status, the phases in which it exists, and what choosing it asks for."""

    id: StatusId
    label: str
    phases: tuple[PhaseId, ...]
    kind: StatusKind
    means: str = ""
    requires: frozenset[Requirement] = frozenset()
    requires_facts: tuple[str, ...] = ()
    """The practice's own facts of the contact that must be known of whoever comes into it."""
    lasts: Lasts | None = None
    """How long it lasts; ``None`` for as long as nobody and no rule ends it."""
    suggests_follow_up: UsualFollowUp | None = None
    labels: Mapping[PhaseId, str] = field(default_factory=dict)
    entry: bool = False
    """Whether contacts come into it from outside, by an import or from the EMR."""
    where: Location = NOWHERE
    final: bool = False
    """Whether nothing may follow it, by choice or by a rule."""
    hidden: bool = False
    """Whether lists leave out who is in it, unless asked for."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A reference to a secret: the name of an environment variable, never the secret itself."""

    name: str


@dataclass(frozen=True, slots=True)
class GivenSetting:
    """What a ruleset says of one setting of a plugin, as written there: only the plugin knows what it means."""

    said: str | Secret
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class PracticeChannel:
    """A way to reach people, the plugin that carries it, and what it sends to.

    Where it reaches what a fact says, ``address_fact`` names that fact: a text of the contact's own.
    """

    id: ChannelId
    label: str
    plugin: str
    reaches: Reach
    address_fact: str = ""
    consent: bool = False
    """Whether consent is kept for it, per address and line."""
    settings: Mapping[str, GivenSetting] = field(default_factory=dict)
    where: Location = NOWHERE
    plugin_where: Location = NOWHERE
    most_segments: int | None = None
    """How many segments a text may come to, and ``most_letters`` how many letters; ``None`` where nothing limits it."""
    most_letters: int | None = None
    most_subject: int | None = None
    """How many letters its subject may come to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number or address of the practice that messages leave from."""

    id: LineId
    label: str
    number: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Content:
    """What one channel carries of a message: ``{field}`` templates, checked when the ruleset is loaded.

    ``language`` is that of these words, ``None`` where they are for everybody; ``others`` are those of other languages.
    """

    body: str
    subject: str = ""
    where: Location = NOWHERE
    language: Language | None = None
    others: Mapping[Language, Content] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[Content, ...]:
        """What it says in each language: these words first, which stand in for a language that is not there."""
        return (self, *self.others.values())

    def said_in(self, language: Language | None) -> Content:
        """What is said to somebody who is addressed in *language*."""
        return self.others.get(language, self) if language else self


@dataclass(frozen=True, slots=True)
class Merging:
    """That a message about visits of one day goes out once for all of them: for whom, and with which text."""

    merged_for: MergedFor
    into: MessageId
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message: its purpose and its content per channel; a channel left out has no content."""

    id: MessageId
    purpose: Purpose
    content: Mapping[ChannelId, Content]
    line: LineId | None = None
    label: str = ""
    asks: Question | None = None
    """What a reply can answer; open from when it leaves."""
    where: Location = NOWHERE
    merge: Merging | None = None
    private: Privacy = Privacy.NONE
    """How much its texts tell of the contact, as they say or as their fields do."""


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What can come of a call or visit to a contact: No Answer, Left Message, ..."""

    id: OutcomeId
    label: str
    means: str = ""
    follow_up_in: Length | None = None
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task, whose ``follow_ups`` count from its creation (domain.md 3.3); rules open and close it."""

    id: TaskId
    label: str
    assign_to: str = ""
    follow_ups: tuple[Length, ...] = ()
    expires: Length | None = None
    stays_open: bool = False
    """Whether the task survives events that close every task."""
    where: Location = NOWHERE
    type: TaskType = TaskType.OTHER
    priority: Priority = Priority.NORMAL
    cause: Table[str] | None = None
    """What has to hold of the contact while it is open, ``yes`` or ``no``; ``None`` where nothing has to."""


@dataclass(frozen=True, slots=True)
class LostReason:
    """Why a lead was lost; an archived reason keeps its history and is no longer offered.

    When one may be given is a row of the table ``lost_reasons``, where some reason says it.
    """

    id: ReasonId
    label: str
    note_required: bool = False
    archived: bool = False
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Attempts:
    """How contact attempts are counted; what happens at the limit is the table ``attempts``."""

    limit: int
    counts: frozenset[OutcomeId]
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class ConsentRules:
    """What whole replies mean and how far they reach (domain.md 4.3, 6.1)."""

    keywords: Mapping[str, Keyword] = field(default_factory=dict)
    """What each word means, in the form in which replies are compared (``comparable``)."""
    answers: Mapping[str, ReplyAnswer] = field(default_factory=dict)
    """What each word answers where a question is open, in the same form."""
    fillers: frozenset[str] = frozenset()
    """The words that change nothing beside one that opts out, in the same form."""
    open_for: timedelta = timedelta(days=7)
    """How long a question that is about no visit waits for its answer."""
    practice_wide: bool = False
    counts_for: tuple[ChannelId, ...] = ()
    """The channels that keep consent for which a keyword counts; and the EMR's word, and staff's by default."""
    basis_default: ConsentBasis = ConsentBasis.EXPRESS
    confirmations: Mapping[Keyword, MessageId] = field(default_factory=dict)
    """The message that answers each kind of keyword."""
    staff_out: MessageId | None = None
    """The message that asks whoever staff opted out to confirm it; ``None`` where nobody is asked."""
    spoken: Mapping[str, frozenset[Language]] = field(default_factory=dict)
    """The languages whose lists have a keyword, in the same form; none where one list is for all."""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class EmrValues:
    """What the words of an EMR's export mean here, and whether people who are only there are added.

    Words are compared in lower case.
    """

    method: Mapping[str, str] = field(default_factory=dict)
    number: Mapping[str, str] = field(default_factory=dict)
    do_not_contact: Mapping[str, str] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)
    appointment_state: Mapping[str, AppointmentState] = field(default_factory=dict)
    people: EmrPeople = EmrPeople.KNOWN


@dataclass(frozen=True, slots=True)
class Timer:
    """A trigger that fires by time: so long in a state, from a date or a visit, when a state ends, while a task waits.

    ``states`` is set for the first, ``date_fact`` for the second, neither for a visit; ``offset`` is negative before
    the date or the visit. A state that lasts has ``states``, and ``date_fact`` where it lasts until that; ``chosen``
    where until the date chosen with it.
    ``at_most_late``: of a date, or a visit, that becomes known when this has passed, how late it may still be; ``None``
    for however late. ``tasks`` are the kinds of which one waits. ``yearly``: on the same day of each year
    from the date on; 29 February is the last day of a shorter one.
    """

    id: str
    kind: EventKind
    offset: Length
    states: frozenset[State] = frozenset()
    date_fact: str = ""
    at: time | None = None
    where: Location = NOWHERE
    at_most_late: Length | None = None
    chosen: bool = False
    yearly: bool = False
    tasks: frozenset[TaskId] = frozenset()

    @property
    def of_a_visit(self) -> bool:
        """Whether it fires by the time of each visit."""
        return self.kind is EventKind.APPOINTMENT_REACHED


@dataclass(frozen=True, slots=True)
class Renames:
    """What takes the place of what an earlier version had, old name to new; ``None``: nothing does, it ends."""

    statuses: Mapping[State, State] = field(default_factory=dict)
    campaigns: Mapping[CampaignId, CampaignId | None] = field(default_factory=dict)
    messages: Mapping[MessageId, MessageId | None] = field(default_factory=dict)
    tasks: Mapping[TaskId, TaskId | None] = field(default_factory=dict)
