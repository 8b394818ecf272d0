"""A store takes new rules over: whatever waits keeps its place, is moved where the rules say, or stops the change.

The one place that looks at two versions of a practice's rules at once; what they decide differently is not its matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from frontdesk.desk import campaigns, causes, messages, tasks, timers, visit_clocks, waiting
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act
from frontdesk.desk.redeciding import kept_rules
from frontdesk.facts import known_of_all, missing
from frontdesk.journal import RulesChanged
from frontdesk.keeping import Store
from frontdesk.model import Campaign, Delay, Renames, Ruleset, Scope
from frontdesk.model.calendars import Calendar, Calendars
from frontdesk.names import PLAIN_FOLLOW_UP, CampaignId, ContactId, StepId
from frontdesk.problems import NOWHERE, Problem, RulesetError, did_you_mean
from frontdesk.records import Contact
from frontdesk.tables import BusinessLength, written

_WAITS = {
    "campaigns": ("campaign", "runs for {} contacts", "runs for 1 contact"),
    "messages": ("message", "waits to be sent {} times", "waits to be sent once"),
    "tasks": ("task", "is open {} times", "is open once"),
}


@dataclass(frozen=True, slots=True)
class Upheld:
    """What a store holds under a name that new rules do not have, and whether they say where it goes.

    Of ``facts``: how many contacts there are of whom nothing is said, though new rules want it known of everybody.
    """

    kind: str
    name: str
    count: int
    moved: bool = False
    to: str | None = None


def adopt(act: Act) -> None:
    """Make the act's rules those of the store: what waits goes on, or is moved as ``moved`` in ruleset.yaml says.

    Raises RulesetError (U001, U002, T020) when somebody would be left behind; nothing is changed then.
    """
    ruleset, store = act.ruleset, act.store
    if store.rules_in_force() == ruleset.hash:
        return
    with act.noting():  # these rules are not in force yet: putting them there is what is done
        last = store.rules_in_force()  # somebody may have been faster
        held = upheld(ruleset, store)
        problems = left_behind(ruleset, held)
        if problems:
            raise RulesetError(problems)
        moved_along = _of_moved_statuses(act)
        _move(act, ruleset.moved)
        _replan(act, last_rules(store) if last else None, moved_along)
        store.put_in_force(ruleset.hash, ruleset.name, ruleset.text, act.now)
        if last:
            moved = {f"{one.kind} {one.name}": one.to or "ended" for one in held}
            act.record(None, RulesChanged(last[:12], ruleset.hash[:12], moved))


def are_others_in_force(act: Act) -> bool:
    """Whether the store still goes by other rules than the act's, which nothing has taken over yet."""
    return act.store.rules_in_force() not in (None, act.ruleset.hash)


def last_rules(store: Store) -> Ruleset | None:
    """The rules that ran last on *store*; ``None`` when it keeps none, or none that this engine can read."""
    return kept_rules(store, store.rules_in_force() or "")


def upheld(ruleset: Ruleset, store: Store) -> tuple[Upheld, ...]:
    """Everything in *store* that *ruleset* has no place for: under a name that it does not have, or without a fact."""
    found: list[Upheld] = []
    for kind, (known, heirs) in _names(ruleset).items():
        counted = store.contacts_by_state() if kind == "statuses" else store.going_on(kind)
        found += [
            Upheld(kind, name, count, name in heirs, heirs.get(name))
            for name, count in counted.items()
            if name not in known
        ]
    return (*found, *_of_whom_nothing_is_said(ruleset, store))


def _of_whom_nothing_is_said(ruleset: Ruleset, store: Store) -> Iterator[Upheld]:
    """Each fact that has to be known of everybody, with how many there are of whom it is not."""
    if known := known_of_all(ruleset):
        lacking = Counter(name for contact in store.all_contacts() for name in missing(known, contact.facts))
        yield from (Upheld("facts", name, count) for name, count in lacking.items())


def _names(ruleset: Ruleset) -> Mapping[str, tuple[Collection[str], Mapping[str, str | None]]]:
    """By kind: the names that *ruleset* has, and the heirs of those that it had."""
    moved = ruleset.moved
    return {
        "statuses": (ruleset.states, {str(old): new for old, new in moved.statuses.items()}),
        "campaigns": (ruleset.campaigns, {str(old): new for old, new in moved.campaigns.items()}),
        "messages": (ruleset.messages, {str(old): new for old, new in moved.messages.items()}),
        "tasks": ({*ruleset.tasks, PLAIN_FOLLOW_UP}, {str(old): new for old, new in moved.tasks.items()}),
    }


def left_behind(ruleset: Ruleset, held: Sequence[Upheld]) -> tuple[Problem, ...]:
    """What of *held* has no place under *ruleset*, and what to write so that it has (U001, U002, T020)."""
    return tuple(_problems(ruleset, held))


def none_of_its_values(ruleset: Ruleset, store: Store) -> tuple[Problem, ...]:
    """What is on file that an own fact of contacts does not take any more, and of whom (U004): rows read unknown."""
    found: dict[str, list[str]] = {}
    for contact in store.all_contacts():
        for name in _not_taken(ruleset, contact):
            found.setdefault(name, []).append(f"{written(contact.facts[name])} of {contact.name} ({contact.id})")
    return tuple(
        Problem(
            ruleset.facts[name].where,
            "U004",
            f"'{name}' takes {ruleset.facts[name].domain.describe()}, and on file is {_some(people)}",
            "note it of them anew, or let it take that; until then it is unknown",
        )
        for name, people in found.items()
    )


def _some(people: Sequence[str], most: int = 8) -> str:
    more = len(people) - most
    return ", ".join(people[:most]) + (f" and {more} more" if more > 0 else "")


def _not_taken(ruleset: Ruleset, contact: Contact) -> list[str]:
    """The own facts of which something is recorded of *contact* that they do not take; what must be known is T020's."""
    own = (ruleset.facts.get(name) for name in contact.facts)
    optional = [one for one in own if one and one.own and one.of is Scope.CONTACT and one.domain.may_be_unknown]
    return [one.name for one in optional if contact.facts[one.name] not in one.domain]


def _problems(ruleset: Ruleset, held: Sequence[Upheld]) -> Iterator[Problem]:
    where = ruleset.places.get("ruleset.name", NOWHERE)
    for one in held:
        if one.moved:
            continue
        if one.kind == "facts":
            people = f"{one.count} contacts are" if one.count > 1 else "1 contact is"
            takes = ruleset.facts[one.name].domain.describe()
            said = f"nothing is said of '{one.name}', or what it does not take ({takes})"
            cause = f"{people} on file of whom {said}, and it is to be known of everybody"
            yield Problem(ruleset.facts[one.name].where, "T020", cause, "note it of them first, or leave 'known' out")
            continue
        if one.kind == "statuses":
            people = f"{one.count} contacts are" if one.count > 1 else "1 contact is"
            cause = f"{people} in '{one.name}', which these rules do not have"
            near = did_you_mean(one.name, ruleset.states) or "say where they go"
            hint = f"{near}: write moved: {{statuses: {{{one.name}: PHASE/STATUS}}}}"
            yield Problem(where, "U001", cause, hint)
        else:
            what, several, once = _WAITS[one.kind]
            waits = several.format(one.count) if one.count > 1 else once
            cause = f"the {what} '{one.name}' {waits}, and these rules do not have it"
            yield Problem(where, "U002", cause, f"write moved: {{{one.kind}: {{{one.name}: NAME}}}}, or none to end it")


def _of_moved_statuses(act: Act) -> tuple[ContactId, ...]:
    moved = act.ruleset.moved.statuses
    return tuple(one.id for one in act.store.all_contacts() if moved and moved.keys() & {one.settled, one.state})


def _move(act: Act, moved: Renames) -> None:
    store = act.store
    for state, other in moved.statuses.items():
        store.move_state(state, other)
    for campaign, heir in moved.campaigns.items():
        if heir is None:
            for enrolment in [one for one in store.running() if one.campaign == campaign]:
                campaigns.end(act, enrolment.contact, campaign, "ended by new rules")
        else:
            store.rename("campaigns", campaign, heir)
    for message, text in moved.messages.items():
        if text is None:
            _withdraw(act, message)
        else:
            store.rename("messages", message, text)
    for task, kind in moved.tasks.items():
        if kind is None:
            for one in [one for one in store.tasks() if one.task == task]:
                tasks.close(act, one, "ended by new rules")
        else:
            store.rename("tasks", task, kind)


def _withdraw(act: Act, message: str) -> None:
    for one in act.store.messages(states=messages.MAY_LEAVE):
        if one.message == message:
            messages.take_back(act, one, "ended by new rules")


def _replan(act: Act, before: Ruleset | None, moved: Sequence[ContactId]) -> None:
    """Let every running enrolment go on in a campaign whose steps changed, and set the clocks that changed.

    Whoever was *moved* into another status comes under its clocks.
    """
    for enrolment in list(act.store.running()):
        known = _as_it_was(before, act.ruleset, enrolment.campaign)
        campaign = act.ruleset.campaigns[enrolment.campaign]
        if before is None or known is None or _plan(before, known) != _plan(act.ruleset, campaign):
            for event in campaigns.under_new_rules(act, enrolment, before, known):
                happen(act, enrolment.contact, event)
    if before is not None:
        if any(one.of_a_visit for rules in (before, act.ruleset) for one in rules.timers.values()):
            visit_clocks.replan(act)
        changed = {name for name in {*before.timers, *act.ruleset.timers} if _differs(before, act, name)}
        timers.replan(act, changed)
        waiting.replan(act, changed)
        _tell_of_no_end(act, changed, moved)
        _tell_of_no_value(act, before)
    for number in moved:
        timers.brought_back(act, act.store.contact(number))
    for contact in {task.contact for task in act.store.tasks()} if causes.kinds(act.ruleset) else ():
        tasks.let_go(act, contact)


def _tell_of_no_end(act: Act, changed: Collection[str], moved: Collection[ContactId]) -> None:
    """Tell of everybody whose status lasts until a date by the new rules, and of whom nobody knows one."""
    for contact in act.store.all_contacts():
        if timers.has_no_end(act, contact, act.ruleset.timers if contact.id in moved else changed):
            status = act.ruleset.status_label(contact.state)
            told = f"by new rules '{status}' lasts until a date, and none is known of {contact.name}"
            act.store.add_notice(contact.id, act.now, f"{told}: choose a status, or note the date")


def _tell_of_no_value(act: Act, before: Ruleset) -> None:
    """Tell of everybody of whom something is on file that its fact does not take any more."""
    for contact in act.store.all_contacts():
        known = frozenset(_not_taken(before, contact))
        for name in [one for one in _not_taken(act.ruleset, contact) if one not in known]:
            fact = act.ruleset.facts[name]
            takes, value = fact.domain.describe(), written(contact.facts[name])
            told = f"by new rules '{fact.label}' takes {takes}, and {value} is on file of {contact.name}"
            act.store.add_notice(contact.id, act.now, f"{told}: it is unknown until it is noted anew")


def _as_it_was(before: Ruleset | None, ruleset: Ruleset, name: CampaignId) -> Campaign | None:
    if before is None:
        return None
    earlier = next((old for old, new in ruleset.moved.campaigns.items() if new == name), name)
    return before.campaigns.get(name) or before.campaigns.get(earlier)


def _plan(rules: Ruleset, campaign: Campaign) -> tuple[list[tuple[StepId, Delay]], Calendar | None, Calendar | None]:
    """What decides when the steps of a campaign fall: their delays, and the calendars by which it counts."""
    steps = [(step.id, step.delay) for step in campaign.steps]
    counts_business = any(isinstance(delay.length, BusinessLength) for _, delay in steps)
    days = rules.part(Calendars).calendars.get(campaign.calendar)
    return steps, days, rules.open_hours if counts_business else None


def _differs(before: Ruleset, act: Act, name: str) -> bool:
    was, now = before.timers.get(name), act.ruleset.timers.get(name)
    if was is None or now is None or replace(was, where=NOWHERE) != replace(now, where=NOWHERE):
        return True
    known = [rules.facts.get(now.date_fact) for rules in (before, act.ruleset)]
    assumed, assumes = (fact.default if fact else None for fact in known)
    return assumed != assumes
