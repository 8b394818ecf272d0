"""What is true of a contact: where they are in the follow-up, since when, and what was last heard of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from frontdesk.addresses import RegionError, read_region
from frontdesk.facts.computing import computed
from frontdesk.facts.declaring import fact, maybe
from frontdesk.facts.history import NO_HISTORY, History
from frontdesk.facts.moments import NOTHING_UNDER_WAY, ContactMoment, UnderWay
from frontdesk.facts.own import DAYS_UNTIL, YEARS, days_to, years_to
from frontdesk.facts.words import CONSENT_BASES, NO_WORDS, Vocabulary, known, yes_no
from frontdesk.model import Fact, OverTime, Ruleset, Scope, computations
from frontdesk.names import (
    COMPANIONS,
    PLAIN_FOLLOW_UP,
    LimitVerdict,
    Recipient,
    State,
    StatusKind,
    phase_of,
    status_of,
)
from frontdesk.records import Contact
from frontdesk.tables import COUNT, UNKNOWN, YES_NO, Domain, Listed, Members, Scale, ScaleKind, Table, Text, Value

PREVIOUS_STATE = "previous_state"
HAS_APPOINTMENT = "has_appointment"
BORN = "born"
"""The date of birth as a fact: of dates it is the one that is no fact of the practice's own."""

_WITH_REGIONS = "US"
"""Any country whose regions are listed reads them alike."""

LIMIT_VERDICT = "attempts.verdict"
"""What the table of the limit answers, as a fact: nothing else of it is one."""


class _InState(Protocol):
    """What the facts that a state alone decides are computed from."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def state(self) -> State: ...


class _State(NamedTuple):
    """Anybody in a state; a tuple, since the prover asks for very many of them."""

    ruleset: Ruleset
    state: State


def _by_state(name: str, domain: Domain, means: str, compute: Callable[[_InState], Value]) -> Fact:
    return fact(name, Scope.CONTACT, domain, means, compute=compute)


def _fact(
    name: str,
    domain: Domain,
    means: str,
    compute: Callable[[ContactMoment], Value],
    default: Value | None = None,
    over_time: OverTime = OverTime.STAYS,
) -> Fact:
    return fact(name, Scope.CONTACT, domain, means, default, compute, over_time=over_time)


def in_state(words: Vocabulary) -> list[Fact]:
    """The facts that a state alone decides."""
    return [
        _by_state("phase", Listed(tuple(words.phases)), "the phase of the contact", lambda at: phase_of(at.state)),
        _by_state(
            "status",
            Listed(tuple(words.statuses)),
            "the status of the contact, in whichever phase",
            lambda at: status_of(at.state),
        ),
        _by_state(
            "state",
            Listed(tuple(words.states)),
            "phase and status together, written phase/status",
            lambda at: at.state,
        ),
        _by_state(
            "status_kind",
            Listed(tuple(StatusKind)),
            "what the status means for the follow-up",
            lambda at: at.ruleset.statuses[status_of(at.state)].kind,
        ),
    ]


def of_contact(words: Vocabulary) -> list[Fact]:
    """Declare the facts of a contact."""
    return [
        *in_state(words),
        *_of_the_past(words),
        _fact("attempts", COUNT, "contact attempts counted since the last reset", lambda at: at.contact.attempts),
        fact(
            LIMIT_VERDICT,
            Scope.CONTACT,
            Listed(tuple(LimitVerdict)),
            "what the limit on contact attempts says",
            compute=lambda at: limit_verdict(at.ruleset, at.known),
            decided=True,
        ),
        _fact(
            "last_outcome",
            maybe(words.outcomes),
            "the outcome logged last",
            lambda at: known(at.contact.last_outcome, at.ruleset.outcomes),
        ),
        _fact(
            "lost_reason",
            maybe(words.reasons),
            "why the lead was lost",
            lambda at: known(at.contact.lost_reason, at.ruleset.reasons),
        ),
        _fact(HAS_APPOINTMENT, YES_NO, "an appointment lies ahead", lambda at: yes_no(at.has_appointment)),
        *_under_way(words),
        *(_on_file(companion) for companion in COMPANIONS),
        _fact(
            "consent_basis",
            Listed(CONSENT_BASES),
            "on what consent messages rest",
            lambda at: at.contact.consent_basis or at.ruleset.consent.basis_default,
            "express",
        ),
        _fact(
            "region",
            Regions(tuple(words.regions), may_be_unknown=True) if words.regions else Text(),
            "the state or province of the contact's address, such as FL",
            _region,
        ),
        *_of_birth(),
        _fact(
            "language",
            Text(),
            "the language that the contact is addressed in, such as es",
            lambda at: at.contact.language or UNKNOWN,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Regions(Listed):
    """States and provinces by code; a name is read as its code, so that a law of Florida finds ``Florida`` too."""

    def parse(self, text: str) -> Value:
        """Return the code that *text* names or is."""
        if text == UNKNOWN:
            return UNKNOWN
        try:
            return read_region(text, _WITH_REGIONS)
        except RegionError as error:
            raise ValueError(str(error)) from None


def contact_facts(
    ruleset: Ruleset,
    contact: Contact,
    now: datetime,
    *,
    has_appointment: bool = False,
    under_way: UnderWay = NOTHING_UNDER_WAY,
    history: History = NO_HISTORY,
) -> dict[str, Value]:
    """What is true of a contact at *now*, over the scope ``contact``; names that the rules do not have are unknown."""
    moment = ContactMoment(
        ruleset=ruleset,
        now=now,
        contact=contact,
        has_appointment=has_appointment,
        under_way=under_way,
        history=history,
    )
    return computed(moment, Scope.CONTACT)


_BY_STATE = computations(in_state(NO_WORDS))
BY_STATE = tuple(name for name, _ in _BY_STATE)
"""The names of the facts that a state alone decides."""


def state_facts(ruleset: Ruleset, state: State) -> dict[str, Value]:
    """The facts that a state alone decides."""
    at = _State(ruleset, state)
    return {name: compute(at) for name, compute in _BY_STATE}


def _of_the_past(words: Vocabulary) -> list[Fact]:
    """Where the contact was before, and since when they are where they are."""
    return [
        _fact("has_been", Members((*words.phases, *words.states)), "the phases and states ever settled in", _been),
        _fact(
            "days_in_status",
            COUNT,
            "whole days since the status was entered",
            lambda at: max((at.now - at.contact.state_since).days, 0),
            over_time=OverTime.GROWS,
        ),
        _fact(
            PREVIOUS_STATE,
            maybe(words.states),
            "the settled state before the one that shows",
            lambda at: known(at.contact.previous_state, at.ruleset.states),
        ),
    ]


def _of_birth() -> list[Fact]:
    """When somebody was born, and how old that makes them."""
    day = Scale(ScaleKind.DATE, may_be_unknown=True)
    return [
        _fact(BORN, day, "the date of birth", lambda at: at.contact.born or UNKNOWN),
        _fact("age", YEARS, "the age in whole years, on the contact's calendar", _age, over_time=OverTime.GROWS),
    ]


def _under_way(words: Vocabulary) -> list[Fact]:
    """What goes on for the contact: what runs, what staff have to do, and how far away the next of it is."""
    return [
        _fact("in_campaign", Members(tuple(words.campaigns)), "the campaigns that run for the contact", _running),
        _fact(
            "open_tasks",
            Members((*words.tasks, PLAIN_FOLLOW_UP)),
            "the kinds of the contact's open tasks; follow_up is the plain follow-up",
            _open_tasks,
        ),
        _fact(
            "days_until_follow_up",
            DAYS_UNTIL,
            "whole days until the nearest follow-up date of the contact's open tasks; negative once it has passed",
            _days_until_follow_up,
            over_time=OverTime.FALLS,
        ),
    ]


def _running(at: ContactMoment) -> Value:
    return frozenset(map(str, at.under_way.campaigns & at.ruleset.campaigns.keys()))


def _open_tasks(at: ContactMoment) -> Value:
    known_kinds = (*at.ruleset.tasks, PLAIN_FOLLOW_UP)
    return frozenset(str(one.task) for one in at.under_way.tasks if one.task in known_kinds)


def _days_until_follow_up(at: ContactMoment) -> Value:
    dates = [one.follow_up_at for one in at.under_way.tasks if one.follow_up_at is not None]
    return days_to(min(dates, default=None), at.now, at.zone)


UNDER_WAY = frozenset(fact.name for fact in _under_way(NO_WORDS))
"""The names of the facts on what goes on, for which the store is asked where a rule reads one."""


def _on_file(companion: Recipient) -> Fact:
    return _fact(
        f"has_{companion}",
        YES_NO,
        f"a {companion} of the contact is on file",
        lambda at: yes_no(companion in at.contact.companions),
    )


def _age(at: ContactMoment) -> Value:
    return UNKNOWN if at.contact.born is None else years_to(at.contact.born, at.now, at.zone)


def limit_verdict(ruleset: Ruleset, facts: Mapping[str, Value]) -> Value:
    """What the limit on contact attempts says of somebody with these facts; below it where there is none."""
    if ruleset.attempts is None:
        return LimitVerdict.BELOW
    table = ruleset.verdicts("attempts")
    return table.decide({name: facts[name] for name in table.inputs}).outcome["verdict"]


def with_limit(ruleset: Ruleset, table: Table[Any], given: Mapping[str, Value]) -> dict[str, Value]:
    """The facts *given*, and what the limit says of them where *table* reads it; below it where no attempts are given.

    Raises FactError where the limit goes by something that is not given, such as the state.
    """
    if LIMIT_VERDICT not in table.inputs or LIMIT_VERDICT in given:
        return dict(given)
    if ruleset.attempts is None or "attempts" not in given:
        return {**given, LIMIT_VERDICT: LimitVerdict.BELOW}
    limit = ruleset.table("attempts")
    return {**given, LIMIT_VERDICT: limit_verdict(ruleset, limit.complete(ruleset.quietly(limit, given)))}


def _region(at: ContactMoment) -> Value:
    """The region that is on file; one that is none is not known, and so bound by the strictest rules."""
    try:
        return read_region(at.contact.region, at.ruleset.country) or UNKNOWN
    except RegionError:
        return UNKNOWN


def _been(at: ContactMoment) -> Value:
    been = [state for state in at.contact.been | {at.contact.settled} if state in at.ruleset.states]
    return frozenset({*been, *(phase_of(state) for state in been)})
