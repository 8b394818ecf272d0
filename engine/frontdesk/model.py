"""The checked model of a ruleset: what a practice's YAML says, with every name resolved.

Built by ``loading``, read by everything above. Knows neither YAML nor contacts. Each rule that decides something is a
``Table``; each rule that makes something follow is a row of ``Ruleset.consequences``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from frontdesk.effects import Effect
from frontdesk.events import EventKind
from frontdesk.names import (
    CampaignId,
    ChannelId,
    LineId,
    MessageId,
    MessageKind,
    OutcomeId,
    PhaseId,
    ReasonId,
    State,
    StatusId,
    StatusKind,
    StepId,
    TaskId,
    phase_of,
    status_of,
)
from frontdesk.problems import NOWHERE, FactError, FrontdeskError, Location, choices, did_you_mean
from frontdesk.tables import Condition, Domain, Parts, Table, Value


class Scope(StrEnum):
    """Where a table is asked, and so which facts exist there; each scope holds those of the one it widens.

    practice < contact < appointment < message < sending (a message whose channel is chosen);
    contact < task; appointment < event.
    """

    PRACTICE = "practice"
    CONTACT = "contact"
    APPOINTMENT = "appointment"
    MESSAGE = "message"
    SENDING = "sending"
    TASK = "task"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact: of what it is, the values it may have, and the value it has when nothing is recorded."""

    name: str
    of: Scope
    domain: Domain
    label: str = ""
    means: str = ""
    default: Value | None = None
    own: bool = False
    """Whether the practice declared it; the rest is the engine's catalogue."""
    where: Location = NOWHERE


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
    requires: frozenset[str] = frozenset()
    """Any of note, reason, date, appointment."""
    suggests_follow_up: timedelta | None = None
    labels: Mapping[PhaseId, str] = field(default_factory=dict)
    where: Location = NOWHERE


class Base(StrEnum):
    """What a campaign step counts its delay from (domain.md 7.2)."""

    START = "start"
    PREVIOUS = "previous"
    BEFORE_APPOINTMENT = "before_appointment"
    AFTER_APPOINTMENT = "after_appointment"


@dataclass(frozen=True, slots=True)
class Delay:
    """How long after (or before) its base a step falls; with ``at``, whole days are calendar days and then the clock."""

    base: Base
    length: timedelta
    at: time | None = None


@dataclass(frozen=True, slots=True)
class CampaignStep:
    """One step of a campaign: exactly one of a message to send, a task to open, or effects of its own."""

    id: StepId
    delay: Delay
    send: MessageId | None = None
    task: TaskId | None = None
    condition: Table[str] | None = None
    """A table of one row answering yes or no; ``None`` when the step has no condition."""
    where: Location = NOWHERE


class Again(StrEnum):
    """What happens when a contact meets a campaign's start a second time (domain.md 5, wish 17)."""

    RESTART = "restart"
    CONTINUE = "continue"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A sequence of steps; what starts and ends it are rows of ``Ruleset.consequences``."""

    id: CampaignId
    label: str
    steps: tuple[CampaignStep, ...]
    message_kind: MessageKind = MessageKind.AUTOMATION
    enabled: bool = True
    group: str = ""
    again: Again = Again.RESTART
    repeat: timedelta | None = None
    because: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Secret:
    """A reference to a secret: the name of an environment variable, never the secret itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people, the plugin that carries it, and what it sends to.

    ``reaches`` is ``phone``, ``email`` or ``fact``; with ``fact``, ``address_fact`` names the contact's own text fact.
    """

    id: ChannelId
    label: str
    plugin: str
    reaches: str
    address_fact: str = ""
    consent: bool = False
    """Whether consent is kept for it, per number and line."""
    settings: Mapping[str, str | Secret] = field(default_factory=dict)
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Line:
    """A number or address of the practice that messages leave from."""

    id: LineId
    label: str
    number: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Content:
    """What one channel carries of a message: ``{field}`` templates, checked when the ruleset is loaded."""

    body: str
    subject: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class MessageText:
    """A message: its purpose and its content per channel; a channel left out has no content."""

    id: MessageId
    purpose: str
    content: Mapping[ChannelId, Content]
    line: LineId | None = None
    label: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What can come of a call or visit to a contact: No Answer, Left Message, ..."""

    id: OutcomeId
    label: str
    means: str = ""
    follow_up_in: timedelta | None = None
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task; what opens and closes it are rows of ``Ruleset.consequences``.

    ``follow_ups`` are counted from the task's creation (domain.md 3.3).
    """

    id: TaskId
    label: str
    assign_to: str = ""
    follow_ups: tuple[timedelta, ...] = ()
    expires: timedelta | None = None
    stays_open: bool = False
    """Whether the task survives events that close every task."""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class LostReason:
    """Why a lead was lost; an archived reason keeps its history and is no longer offered."""

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
    """Keywords of replies and how far they reach (domain.md 4.3, 6.1)."""

    keywords: Mapping[str, str] = field(default_factory=dict)
    """Keyword in lower case to ``out``, ``in`` or ``help``."""
    practice_wide: bool = False
    shared_phones: bool = True
    """Whether a keyword counts for everyone on the number."""
    basis_default: str = "express"
    confirmations: Mapping[str, MessageId] = field(default_factory=dict)
    """``out``, ``in`` and ``help`` to the message that answers the keyword."""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class EmrValues:
    """What the words of an EMR's export mean here; words are compared in lower case."""

    method: Mapping[str, str] = field(default_factory=dict)
    number: Mapping[str, str] = field(default_factory=dict)
    do_not_contact: Mapping[str, str] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timer:
    """A trigger that fires by time: so long in a state, or so long before or after a contact's date.

    ``states`` is set for the first, ``date_fact`` for the second; ``offset`` is negative before the date.
    """

    id: str
    kind: EventKind
    offset: timedelta
    states: frozenset[State] = frozenset()
    date_fact: str = ""
    at: time | None = None
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Column:
    """One column or row of a printed truth table: its heading, and the facts that it stands for."""

    label: str
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class View:
    """How a truth table is laid out: facts fixed for the whole page, one page for each value of ``each``."""

    name: str
    label: str
    table: str
    given: Mapping[str, Value]
    each: Mapping[str, tuple[Value, ...]]
    rows: tuple[Column, ...]
    columns: tuple[Column, ...]
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Promise:
    """A law in the practice's words: no person for whom all of ``when`` holds may also have all of ``never``."""

    words: str
    never: tuple[Condition, ...]
    where: Location = NOWHERE


class UnknownName(FrontdeskError):
    """Somebody asked for something that the ruleset does not define."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        self.what, self.name = what, name
        hint = did_you_mean(name, known) or f"there is {choices(known)}"
        super().__init__(f"no {what} is called '{name}'; {hint}")


@dataclass(frozen=True, slots=True, eq=False)
class Ruleset:
    """Everything one practice decides, checked. Equal folders give equal ``hash`` values."""

    name: str
    label: str
    hash: str
    time_zone: str
    correction_window: timedelta
    initial: State
    phases: Mapping[PhaseId, Phase]
    statuses: Mapping[StatusId, Status]
    states: tuple[State, ...]
    facts: Mapping[str, Fact]
    scopes: Mapping[Scope, Mapping[str, Domain]]
    campaigns: Mapping[CampaignId, Campaign]
    channels: Mapping[ChannelId, Channel]
    lines: Mapping[LineId, Line]
    messages: Mapping[MessageId, MessageText]
    outcomes: Mapping[OutcomeId, ContactOutcome]
    tasks: Mapping[TaskId, TaskKind]
    reasons: Mapping[ReasonId, LostReason]
    asks_reason: frozenset[State]
    attempts: Attempts | None
    consent: ConsentRules
    emr: EmrValues
    preference_source: str
    preference_settings: Mapping[str, str | Secret]
    holidays: Mapping[date, str]
    timers: Mapping[str, Timer]
    offers: Table[tuple[str, ...]]
    """Hit policy ``every``; outcomes are states, or ``./status`` for one in the contact's own phase."""
    consequences: Table[tuple[Effect, ...]]
    """Hit policy ``every`` over the scope ``event``: all that starts, ends, opens, closes and reacts."""
    tables: Mapping[str, Table[Any]]
    """The tables that can be asked by name: delivery, windows, attempts, task_states, ..., and the practice's own."""
    views: tuple[View, ...] = ()
    promises: tuple[Promise, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where a single value that won stands, by dotted name: ``ruleset.correction_window``."""

    def table(self, name: str) -> Table[Any]:
        """Return the table called *name*. Raises UnknownName."""
        try:
            return self.tables[name]
        except KeyError:
            raise UnknownName("table", name, list(self.tables)) from None

    def choice(self, name: str) -> Table[str]:
        """Return a table whose outcomes are single words, such as ``delivery``. Raises UnknownName."""
        return self.table(name)

    def verdicts(self, name: str) -> Table[Parts]:
        """Return a table whose outcomes have several named parts, such as ``task_states``. Raises UnknownName."""
        return self.table(name)

    def status_label(self, state: State) -> str:
        """Return how a state is shown: the phase, a dash, the status (domain.md 1.2, "Cancelled - Free Screen")."""
        return f"{self.phases[phase_of(state)].label} - {self.status_name(state)}"

    def status_name(self, state: State) -> str:
        """Return the label of a state's status in its phase."""
        status = self.statuses[status_of(state)]
        return status.labels.get(phase_of(state), status.label)

    def state(self, name: str) -> State:
        """Return the state called *name* (``phase/status``, or a status that exists in one phase only).

        Raises UnknownName.
        """
        if name in self.states:
            return State(name)
        matching = [state for state in self.states if status_of(state) == name]
        if len(matching) == 1:
            return matching[0]
        raise UnknownName("status", name, [*matching] or [*self.states, *self.statuses])

    def parse_fact(self, table: Table[Any], name: str, text: str) -> Value:
        """Read the value of a fact as somebody typed it for *table*. Raises FactError."""
        domain = self.scopes[Scope(table.scope)].get(name)
        if domain is None:
            hint = did_you_mean(name, table.known) or f"table '{table.name}' reads {choices(table.inputs)}"
            raise FactError(f"no fact is called '{name}' here; {hint}")
        try:
            return domain.parse(text)
        except ValueError as error:
            raise FactError(f"fact '{name}': {error}") from None
