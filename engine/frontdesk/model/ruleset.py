"""A whole ruleset, checked: what a practice's YAML says, with every name resolved.

Built by ``loading``, read by everything above. Each rule that decides something is a ``Table``; each rule that makes
something follow is a row of ``Ruleset.consequences``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from frontdesk.effects import Effect
from frontdesk.model.calendars import Calendar, Calendars
from frontdesk.model.campaigns import Campaign
from frontdesk.model.named import SETTING, named
from frontdesk.model.parts import (
    Attempts,
    Computation,
    ConsentRules,
    ContactOutcome,
    EmrValues,
    Fact,
    GivenSetting,
    Line,
    LostReason,
    MessageText,
    Phase,
    PracticeChannel,
    Renames,
    Scope,
    Status,
    TaskKind,
    Timer,
    computations,
)
from frontdesk.model.printed import Column, View
from frontdesk.model.promises import Promise
from frontdesk.model.spoken import called_so, listed, spoken_names
from frontdesk.model.wording import comparable
from frontdesk.names import (
    CampaignId,
    ChannelId,
    LineId,
    MessageId,
    OutcomeId,
    PhaseId,
    ReasonId,
    State,
    StatusId,
    TaskId,
    phase_of,
    status_of,
)
from frontdesk.problems import FactError, FrontdeskError, Location, choices, did_you_mean
from frontdesk.strangers import OddTextError, kept
from frontdesk.tables import UNKNOWN, Decision, Domain, Parts, Table, Text, Value

P = TypeVar("P")
_NOTED_ELSEWHERE: Mapping[Scope, str] = {
    Scope.APPOINTMENT: "it is one of visits: note it once the visit is booked, with 'contact facts' and its --visit",
    Scope.CONTACT: "it is one of contacts: note it with 'contact facts'",
    Scope.PRACTICE: "it is one of the practice, whose value is its default in facts.yaml",
}
"""What to do with one of the practice's own facts that is said of something else."""
_QUIET: tuple[Value, ...] = ("no", "not_sent", "none", "missing", UNKNOWN, 0, frozenset[str]())
"""Values that say that nothing is there, the plainest first."""


class UnknownNameError(FrontdeskError):
    """Somebody asked for something that the ruleset does not define."""

    def __init__(self, what: str, name: str, known: Sequence[str], labels: Mapping[Any, str] | None = None) -> None:
        """*labels* are what people call the known things, by which they are listed then."""
        self.what, self.name = what, name
        words = [*known, *labels.values()] if labels else known
        hint = did_you_mean(name, words) or f"there is {listed(labels) if labels else choices(known)}"
        super().__init__(f"no {what} is called '{name}'; {hint}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a truth table: its page, row and column, the facts that it stands for, and the decision."""

    page: Mapping[str, Value]
    row: Column
    column: Column
    facts: Mapping[str, Value]
    decision: Decision[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Ruleset:
    """Everything one practice decides, checked. Equal folders give equal ``hash`` values."""

    name: str
    label: str = field(metadata=SETTING)
    hash: str
    address: str = field(metadata=SETTING)
    """The postal address, in messages as ``{practice_address}``; empty where none is written."""
    country: str = field(metadata=SETTING)
    """The country in two letters, in which a number without a country's code is."""
    time_zone: str = field(metadata=SETTING)
    correction_window: timedelta = field(metadata=SETTING)
    initial: State = field(metadata=SETTING)
    phases: Mapping[PhaseId, Phase] = field(metadata=named("phase"))
    statuses: Mapping[StatusId, Status] = field(metadata=named("status"))
    states: tuple[State, ...]
    aliases: Mapping[str, State] = field(metadata=SETTING)
    """Other names by which people know a state, as they write them."""
    facts: Mapping[str, Fact] = field(metadata=named("fact"))
    scopes: Mapping[Scope, Mapping[str, Domain]]
    campaigns: Mapping[CampaignId, Campaign] = field(metadata=named("campaign"))
    channels: Mapping[ChannelId, PracticeChannel] = field(metadata=named("channel"))
    lines: Mapping[LineId, Line] = field(metadata=named("line"))
    messages: Mapping[MessageId, MessageText] = field(metadata=named("message"))
    outcomes: Mapping[OutcomeId, ContactOutcome] = field(metadata=named("outcome"))
    tasks: Mapping[TaskId, TaskKind] = field(metadata=named("task"))
    reasons: Mapping[ReasonId, LostReason] = field(metadata=named("lost reason"))
    asks_reason: frozenset[State] = field(metadata=SETTING)
    attempts: Attempts | None = field(metadata=SETTING)
    consent: ConsentRules = field(metadata=SETTING)
    emr: EmrValues = field(metadata=SETTING)
    preference_source: str = field(metadata=SETTING)
    preference_settings: Mapping[str, GivenSetting] = field(metadata=SETTING)
    timers: Mapping[str, Timer] = field(metadata=named("clock"))
    offers: Table[tuple[str, ...]]
    """Hit policy ``every``; outcomes are states, or ``./status`` for one in the contact's own phase."""
    consequences: Table[tuple[Effect, ...]]
    """Hit policy ``every`` over the scope ``event``: all that starts, ends, opens, closes and reacts."""
    tables: Mapping[str, Table[Any]] = field(metadata=named("table"))
    """The tables that can be asked by name: delivery, windows, attempts, task_states, ..., and the practice's own."""
    holidays: Mapping[date, str] = field(metadata=named("holiday"))
    views: tuple[View, ...] = ()
    promises: tuple[Promise, ...] = ()
    accepted: frozenset[tuple[Location, str]] = frozenset()
    """Warnings that the practice accepts: the place of what it accepts them for, and the code."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where a single value that won stands, by dotted name: ``ruleset.correction_window``."""
    parts: Mapping[type, object] = field(default_factory=dict)
    """What the other topics say, by the class of each part; see ``part``."""
    moved: Renames = field(default_factory=Renames)
    """What takes the place of what an earlier version had."""
    text: str = field(default="", repr=False)
    """All that it was built from, as one text from which ``loading.rebuild`` makes it again."""
    computations: Mapping[Scope, tuple[tuple[str, Computation], ...]] = field(init=False, repr=False)
    """For each scope the facts of its own that the engine computes, with how: prepared once, asked all the time."""
    read: frozenset[str] = field(init=False, repr=False)
    """The facts that some rule reads, so that nobody looks for what none asks."""

    def __post_init__(self) -> None:
        by_scope = {of: computations(fact for fact in self.facts.values() if fact.of is of) for of in Scope}
        object.__setattr__(self, "computations", by_scope)
        steps = [step.condition for one in self.campaigns.values() for step in one.steps if step.condition]
        causes = [kind.cause for kind in self.tasks.values() if kind.cause]
        tables = (*self.tables.values(), self.offers, self.consequences, *steps, *causes)
        object.__setattr__(self, "read", frozenset(name for table in tables for name in table.inputs))

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the practice's clock."""
        return ZoneInfo(self.time_zone)

    @property
    def open_hours(self) -> Calendar | None:
        """The calendar by which business days and hours are counted; ``None`` where the practice keeps none."""
        return self.part(Calendars).practice

    def is_holiday(self, day: date) -> bool:
        """Whether the practice keeps a holiday on *day*: one that it lists, or a public one of its calendar."""
        return day in self.holidays or (self.open_hours is not None and self.open_hours.is_holiday(day))

    def part(self, kind: type[P]) -> P:
        """Return what the topic says whose part is of the class *kind*. Raises LookupError when no topic builds one."""
        found = self.parts.get(kind)
        if not isinstance(found, kind):
            raise LookupError(f"no topic builds a {kind.__name__}")
        return found

    @property
    def row_count(self) -> int:
        """How many rows there are, of all tables."""
        return sum(len(table.rows) for table in (*self.tables.values(), self.offers, self.consequences))

    def table(self, name: str) -> Table[Any]:
        """Return the table called *name*. Raises UnknownNameError."""
        try:
            return self.tables[name]
        except KeyError:
            raise UnknownNameError("table", name, list(self.tables)) from None

    def choice(self, name: str) -> Table[str]:
        """Return a table whose outcomes are single words, such as ``delivery``. Raises UnknownNameError."""
        return self.table(name)

    def verdicts(self, name: str) -> Table[Parts]:
        """Return a table whose outcomes have several named parts, such as ``task_states``. Raises UnknownNameError."""
        return self.table(name)

    def channel(self, name: str) -> PracticeChannel:
        """Return the channel called *name*. Raises UnknownNameError."""
        try:
            return self.channels[ChannelId(name)]
        except KeyError:
            raise UnknownNameError("channel", name, list(self.channels)) from None

    @property
    def hidden(self) -> tuple[State, ...]:
        """The states of which lists leave out who is in them, unless asked for."""
        return tuple(state for state in self.states if self.statuses[status_of(state)].hidden)

    def status_label(self, state: State) -> str:
        """Return how a state is shown: the phase, a dash, the status (domain.md 1.2, "Cancelled - Free Screen")."""
        return f"{self.phases[phase_of(state)].label} - {self.status_name(state)}"

    def status_name(self, state: State) -> str:
        """Return the label of a state's status in its phase."""
        status = self.statuses[status_of(state)]
        return status.labels.get(phase_of(state), status.label)

    def task_label(self, kind: TaskId) -> str:
        """Return what people call tasks of a kind: a plain follow-up has a name without being declared."""
        declared = self.tasks.get(kind)
        return declared.label if declared else kind.replace("_", " ").capitalize()

    def state(self, name: str, phase: str = "", among: Collection[State] = ()) -> State:
        """Return the state called *name*: ``phase/status``, a status that exists in one phase only, or as people say.

        That is its label or an alias, in any case. *phase*, by its name or label, says which of several is meant; so
        does *among*, those that can be meant of somebody, where one of them alone is called so.
        Raises UnknownNameError where it is no state, or may be several.
        """
        if name in self.states:
            return State(name)
        matching = [state for state in self.states if status_of(state) == name] or self._states_spoken_of(name)
        if phase:
            name, matching = f"{phase}/{name}", [state for state in matching if self._is_in(phase, state)]
        if len(matching) > 1:
            matching = [state for state in matching if state in among] or matching
        if len(matching) == 1:
            return matching[0]
        raise UnknownNameError("status", name, matching or [*self.states, *self.statuses, *self.aliases])

    def outcome(self, name: str) -> OutcomeId:
        """Return the outcome called *name*, or by its label however it is written. Raises UnknownNameError.

        It is asked about where several have that label.
        """
        labels = {one: outcome.label for one, outcome in self.outcomes.items()}
        found = called_so(name, labels)
        if len(found) != 1:
            raise UnknownNameError("outcome", name, found or list(labels), None if found else labels)
        return found[0]

    def reason(self, name: str) -> ReasonId:
        """Return the lost reason called *name*, or by its label however it is written. Raises UnknownNameError.

        It is asked about where several are called so; one that is archived is meant where none in use is.
        """
        labels = {one: reason.label for one, reason in self.reasons.items()}
        in_use = {one: label for one, label in labels.items() if not self.reasons[one].archived}
        found = [ReasonId(name)] if name in labels else called_so(name, in_use) or called_so(name, labels)
        if len(found) != 1:
            raise UnknownNameError("lost reason", name, found or list(in_use), None if found else in_use)
        return found[0]

    def _is_in(self, phase: str, state: State) -> bool:
        one = self.phases[phase_of(state)]
        return phase.casefold() in (one.id.casefold(), one.label.casefold())

    def _states_spoken_of(self, name: str) -> list[State]:
        words = comparable(name)
        aliases = {comparable(alias): (state,) for alias, state in self.aliases.items()}
        return list((spoken_names(self.phases, self.statuses) | aliases).get(words, ()))

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

    def noted_of(self, name: str) -> Scope:
        """Of what staff note the fact *name*: of a visit if it is one of visits, else of a contact."""
        fact = self.facts.get(name)
        return Scope.APPOINTMENT if fact and fact.own and fact.of is Scope.APPOINTMENT else Scope.CONTACT

    def parse_own_fact(self, of: Scope, name: str, text: str) -> Value:
        """Read the value of one of the practice's own facts about a contact or an appointment. Raises FactError."""
        own = [fact.name for fact in self.facts.values() if fact.own and fact.of is of]
        if name not in own:
            known = (
                f"the practice's own facts of one are {choices(own)}" if own else "the practice has no own facts of one"
            )
            fact = self.facts.get(name)
            instead = _NOTED_ELSEWHERE.get(fact.of, "") if fact and fact.own else did_you_mean(name, own)
            raise FactError(f"'{name}' is no fact of the {of}; {instead or known}")
        if text == UNKNOWN:
            return UNKNOWN
        try:
            return self.facts[name].domain.parse(kept("what is said", text))
        except (ValueError, OddTextError) as error:
            raise FactError(f"fact '{name}': {error}") from None

    def quietly(self, table: Table[Any], facts: Mapping[str, Value]) -> dict[str, Value]:
        """Return *facts* with every other fact that *table* reads as quiet as its values allow.

        That is its default, else no, not_sent, none, missing, unknown, 0 or an empty set; what an own table decides
        is left to that table. Used where people think of a case and name only what matters to it.
        """
        derived = {upstream.name for upstream in table.upstream}
        needed = {name: domain for one in (table, *table.upstream) for name, domain in one.inputs.items()}
        left_out = {name: self._quiet(name, domain) for name, domain in needed.items() if name not in facts}
        quiet = {name: value for name, value in left_out.items() if name.partition(".")[0] not in derived}
        return {**quiet, **facts}

    def cells(self, view: View) -> Iterator[Cell]:
        """Decide every cell of *view*, page by page, row by row. Raises FactError, ConflictError."""
        table = self.table(view.table)
        for values in product(*view.each.values()):
            page = dict(zip(view.each, values, strict=True))
            for row in view.rows:
                for column in view.columns:
                    facts = {**view.given, **page, **row.facts, **column.facts}
                    yield Cell(page, row, column, facts, table.decide(self.quietly(table, facts)))

    def _quiet(self, name: str, domain: Domain) -> Value:
        fact = self.facts.get(name)
        if fact is not None and fact.default is not None:
            return fact.default
        if isinstance(domain, Text):
            return UNKNOWN
        return next((value for value in _QUIET if value in domain), UNKNOWN)
