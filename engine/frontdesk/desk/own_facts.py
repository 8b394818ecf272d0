"""The practice's own facts of somebody: noted by staff or by a rule, of the contact or of one of their visits.

Runs inside the caller's transaction. That something is noted is no event; what counts on a date is set anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdesk import journal
from frontdesk.desk import timers
from frontdesk.desk.becoming import the_one_meant
from frontdesk.desk.practice import Act
from frontdesk.effects import TODAY, NoteFact
from frontdesk.facts import known_of_all, missing, said_of_all, zone_of
from frontdesk.model import Scope
from frontdesk.names import ContactId
from frontdesk.problems import FactError
from frontdesk.records import Appointment, Contact
from frontdesk.tables import UNKNOWN, Value, written


def noted(act: Act, before: Contact, facts: Mapping[str, Value]) -> Mapping[str, Value]:
    """Note what own facts say of a contact, and return those that are news; ``unknown`` forgets one.

    A date that is new or moved sets the clocks that count on it anew. Raises FactError where one is forgotten that has
    to be known of everybody.
    """
    changed = {name: value for name, value in facts.items() if before.facts.get(name, UNKNOWN) != value}
    if not changed:
        return {}
    after = replace(before, facts=_with(before.facts, changed))
    for name in missing(known_of_all(act.ruleset), after.facts):
        if name in changed:
            raise FactError(said_of_all(name))
    act.store.save_contact(after)
    act.store.forget_told(before.id)  # a file that says otherwise is looked at again, and told
    act.record(before.id, journal.FactsNoted({name: written(value) for name, value in changed.items()}))
    timers.dates_known(act, after, changed)
    return changed


def note_by_rule(act: Act, contact: ContactId, visit: int | None, effect: NoteFact, at: datetime) -> None:
    """The effect of a rule on a fact of the contact, or of *visit*, else of the only one ahead; *at* is the event's.

    A day that is none of the fact's values is not noted, and the staff are told: the rest of what follows happens.
    """
    fact, record = act.ruleset.facts[effect.fact], act.store.contact(contact)
    today = at.astimezone(zone_of(act.ruleset, record)).date()
    plain = effect.value == UNKNOWN
    value = today if effect.value == TODAY else UNKNOWN if plain else fact.domain.parse(effect.value)
    if value not in fact.domain and not plain:
        told = f"a rule wants '{fact.label}' to be {written(value)}, and it takes {fact.domain.describe()}"
        act.store.add_notice(contact, act.now, f"{told}: nothing was noted, please look")
        return
    if fact.of is Scope.CONTACT:
        noted(act, record, {fact.name: value})
        return
    meant = the_one_meant(act, contact, visit, f"'{fact.label}' of a visit noted")
    if meant is not None:
        noted_of_visit(act, meant, {fact.name: value})


def noted_of_visit(act: Act, visit: Appointment, facts: Mapping[str, Value]) -> Mapping[str, Value]:
    """Note what own facts say of *visit*, and return those that are news; ``unknown`` forgets one."""
    changed = {name: value for name, value in facts.items() if visit.facts.get(name, UNKNOWN) != value}
    if changed:
        act.store.save_appointment(replace(visit, facts=_with(visit.facts, changed)))
        what = tuple(f"{name} {written(value)}" for name, value in changed.items())
        act.record(visit.contact, journal.AppointmentNoted(visit.id, what))
    return changed


def put_back(act: Act, contact: ContactId, brought: journal.BroughtAbout, name: str) -> str:
    """Let the fact *name*, which *brought* noted, be again what it was before; says in words what came of it.

    What has changed since stays, and so does what the rules do not allow any more.
    """
    before, after = (facts.get(name, str(UNKNOWN)) for facts in (brought.facts_before, brought.facts_after))
    fact = act.ruleset.facts.get(name)
    if fact is None or not fact.own:
        return f"'{name}', which was noted by it as {after}, is no fact any more"
    visit = act.store.appointment(brought.appointment) if fact.of is Scope.APPOINTMENT else None
    record = act.store.contact(contact)
    now = written((visit or record).facts.get(name, UNKNOWN))
    if now != after:
        return f"'{fact.label}' was noted by it as {after} and is changed since: it stays {now}"
    try:
        value = {name: act.ruleset.parse_own_fact(fact.of, name, before)}
        if visit:
            noted_of_visit(act, visit, value)
        else:
            noted(act, record, value)
    except FactError as error:
        return f"'{fact.label}' stays {now}, which was noted by it: {error}"
    return f"'{fact.label}' is {before} again, not {after}"


def _with(facts: Mapping[str, Value], changed: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in {**facts, **changed}.items() if value != UNKNOWN}
