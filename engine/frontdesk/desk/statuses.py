"""The front desk picks a status: choosing what is offered, taking it back, and settling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import causes, timers
from frontdesk.desk.doubts import ask_about_hour
from frontdesk.desk.following import happen, let_happen_alone
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.situations import contact_facts_of, has_appointment
from frontdesk.desk.tasks import ask_follow_up, keep_chosen
from frontdesk.facts import zone_of
from frontdesk.interpreter import statuses
from frontdesk.interpreter.offers import Offer, offered, why_not
from frontdesk.interpreter.reasons import Standings
from frontdesk.journal import StatusChosen, StatusSettled, StatusUndone
from frontdesk.names import ContactId, Lifecycle, OutcomeId, ReasonId, State
from frontdesk.records import Choice, Contact, Task
from frontdesk.strangers import MOST_IN_A_NOTE, kept


@dataclass(frozen=True, slots=True)
class Extras:
    """What a status choice may bring along."""

    note: str = ""
    reason: ReasonId | None = None
    follow_up_at: datetime | None = None


def set_status(act: Act, contact: ContactId, state: State, extras: Extras | None = None) -> Answer:
    """Choose *state* for *contact*; it shows at once and settles when the correction window has passed.

    The reason may be said by its label. Raises NotOfferedError, ChoiceError, UnknownNameError, NoSuchContactError,
    OddTextError (the note), DoubtfulError (the date of the follow-up).
    """
    note = kept("the note", (extras or Extras()).note, MOST_IN_A_NOTE)
    extra = replace(extras or Extras(), note=note, reason=reason_meant(act, extras))
    return once(act, ("set", contact, state, extra), lambda: choose(act, contact, state, extra))


def state_meant(act: Act, contact: ContactId, name: str) -> State:
    """The state that somebody means who says *name* of *contact*.

    Of several that are called so it is the one that is offered to them or that they are in. Raises UnknownNameError.
    """
    record = act.store.contact(contact)
    offers = (offer.state for offer in offered_to(act, record))
    return act.ruleset.state(name, among={*offers, record.state, record.settled})


def reason_meant(act: Act, extras: Extras | None) -> ReasonId | None:
    """The lost reason that was said by its name or its label, if one was. Raises UnknownNameError."""
    return act.ruleset.reason(extras.reason) if extras and extras.reason else None


def choose(
    act: Act,
    contact: ContactId,
    state: State,
    extra: Extras,
    logged: tuple[OutcomeId | None, int | None] = (None, None),
) -> Answer:
    """Choose a status inside the caller's transaction; see ``set_status``.

    *logged* is the outcome that was logged in the same act, and the task on which: the note and the date are there.
    """
    before = settled_if_due(act, contact)
    choice = Choice(state, act.now, act.by, extra.note, extra.reason, extra.follow_up_at, *logged)
    ahead, standings = has_appointment(act, contact), standings_of(act, before)
    if statuses.again(act.ruleset, before, state):
        return _chosen_again(act, before, choice, ahead, standings)
    offers = _offered(act, standings)
    lacking = "" if state in {offer.state for offer in offers} else why_not(act.ruleset, standings[0], state)
    after = statuses.choose(
        act.ruleset, before, choice, offers, has_appointment=ahead, standings=standings, why_not=lacking
    )
    _ask_about(act, choice)
    act.store.save_choice(after)
    timers.settle_later(act, after)
    act.record(contact, StatusChosen(state, before.state, extra.reason, extra.note))
    label = act.ruleset.status_label(state)
    if after.choice is None:
        return Answer(contact, f"{after.name} is back in {label}; nothing else happened")
    usual = statuses.suggested_follow_up(act.ruleset, after.choice)
    unusual = statuses.unusual_follow_up(act.ruleset, after.choice, zone_of(act.ruleset, after))
    more = f"; a follow-up in {usual} is usual" if usual else ""
    if unusual and choice.follow_up_at:
        more = f"; follow-up {_day(act, choice.follow_up_at)}: {unusual}"
    if choice.follow_up_at and statuses.lasts_until_a_date(act.ruleset, state):
        label = f"{label}, until {_day(act, choice.follow_up_at)}"
    return Answer(contact, f"{after.name} is now {label}; it can be corrected until {_until(act, after)}{more}")


def _chosen_again(act: Act, before: Contact, choice: Choice, ahead: bool, standings: Standings) -> Answer:
    """What is settled is chosen once more: nothing changes but what is said with it, and rules on that follow."""
    after, event = statuses.chosen_again(act.ruleset, before, choice, has_appointment=ahead, standings=standings)
    _ask_about(act, choice)
    act.store.save_contact(after)
    _note(act, before.id, choice)
    if choice.follow_up_at and event.until is None and choice.logged is None:
        ask_follow_up(act, before.id, None, choice.follow_up_at)
    timers.state_lasts(act, after)
    happen(act, before.id, event)
    until = f", until {_day(act, event.until)}" if event.until else ""
    return Answer(before.id, f"{after.name} stays {act.ruleset.status_label(choice.state)}{until}: it was chosen again")


def _ask_about(act: Act, choice: Choice) -> None:
    """Ask about a date that is seldom meant, once nothing else forbids the choice: what is refused is no question."""
    if choice.follow_up_at:
        ask_about_hour(act, choice.follow_up_at, "a follow-up")


def undo(act: Act, contact: ContactId) -> Answer:
    """Take the pending choice back. Raises ChoiceError when there is none, or it has settled."""

    def do() -> Answer:
        before = act.store.contact(contact)
        after = statuses.undo(act.ruleset, before, act.now)
        act.store.save_choice(after)
        timers.forget_settling(act, contact)
        act.record(contact, StatusUndone(before.state, after.state))
        label, logged = act.ruleset.status_label(after.state), before.choice and before.choice.logged
        outcome = act.ruleset.outcomes.get(logged) if logged else None
        rest = f"'{outcome.label if outcome else logged}' stays logged" if logged else "nothing else happened"
        return Answer(contact, f"{after.name} is back in {label}; {rest}")

    return once(act, ("undo", contact), do)


def settled_if_due(act: Act, contact: ContactId) -> Contact:
    """Return the contact, its pending choice settled first if its window has passed: no command outruns the worker."""
    record = act.store.contact(contact)
    if record.choice and statuses.is_settled(act.ruleset, record, act.now):
        settle(act, contact)
        return act.store.contact(contact)
    return record


def held_until(act: Act, contact: ContactId) -> datetime | None:
    """Until when everything waits that would happen to *contact* by itself; ``None`` when nothing is pending.

    A choice whose window has passed holds nothing back, even if it could not be settled.
    """
    record = act.store.contact(contact)
    if record.choice is None or statuses.is_settled(act.ruleset, record, act.now):
        return None
    return statuses.settles_at(act.ruleset, record.choice)


def settle(act: Act, contact: ContactId, *, alone: bool = False) -> None:
    """Let the pending choice take effect, with all that follows, counted from when it was made.

    What it triggers is judged from the last settled state (design, section 4). A follow-up that was chosen with it is
    set after that, so that it wins over what rules plan: on the task that they open, where it is one, else on a plain
    follow-up; what stands on the task of a log in the same act stays. *alone*: no rule follows, as what would follow
    cannot be carried out; a choice that is made stays made, and nobody is held by it. Raises ReactionLoopError.
    """
    before = act.store.contact(contact)
    choice = before.choice
    if choice is None or not statuses.is_settled(act.ruleset, before, act.now):
        return
    after, event = statuses.settle(act.ruleset, before)
    act.store.save_contact(after)
    timers.forget_settling(act, contact)
    by_chooser = replace(act, by=choice.by or act.by)
    _note(by_chooser, contact, choice)
    act.record(contact, StatusSettled(after.settled, before.settled, after.lost_reason))
    follows = let_happen_alone if alone else happen
    worked_on = _worked_on(act, choice)
    opened = follows(act, contact, event, choice.at) if event else frozenset()
    if worked_on and worked_on.follow_up_at:
        keep_chosen(act, worked_on.id, worked_on.follow_up_at)
    if choice.follow_up_at and after.lasts_until is None and not _worked_on(act, choice):
        stay = [kind for kind in opened if not causes.gone(act, contact, [kind])]
        ask_follow_up(by_chooser, contact, stay[0] if len(opened) == len(stay) == 1 else None, choice.follow_up_at)


def _note(act: Act, contact: ContactId, choice: Choice) -> None:
    """Keep the note of a choice, unless it was kept with the call that was logged in the same act."""
    if choice.note and choice.logged is None:
        act.store.add_note(contact, choice.at, choice.by or act.by, choice.note)


def _worked_on(act: Act, choice: Choice) -> Task | None:
    """The task on which the follow-up was set with a log, while it stays open, so that it needs no other.

    One whose cause is gone by the status that settles is closed before the act ends.
    """
    task = act.store.task(choice.task) if choice.follow_up_at and choice.task is not None else None
    if task is None or task.lifecycle is not Lifecycle.OPEN or causes.gone(act, task.contact, [task.task]):
        return None
    return task


def offered_to(act: Act, contact: Contact) -> tuple[Offer, ...]:
    """What may be chosen for *contact*.

    Judged from the settled state, so that a wrong choice can be corrected to any other. What is offered from the state
    that shows may be chosen too (domain.md 7.5, case 1).
    """
    return _offered(act, standings_of(act, contact))


def standings_of(act: Act, contact: Contact) -> Standings:
    """What is true of *contact* as they have settled, and as they show where a choice is pending."""
    settled = contact_facts_of(act, replace(contact, choice=None))
    return (settled,) if contact.choice is None else (settled, contact_facts_of(act, contact))


def _offered(act: Act, standings: Standings) -> tuple[Offer, ...]:
    return tuple({offer.state: offer for facts in standings for offer in offered(act.ruleset, facts)}.values())


def _day(act: Act, at: datetime) -> str:
    return f"{at.astimezone(zone_of(act.ruleset, None)):%Y-%m-%d %H:%M}"


def _until(act: Act, contact: Contact) -> str:
    moment = (contact.choice.at if contact.choice else act.now) + act.ruleset.correction_window
    return f"{moment.astimezone(zone_of(act.ruleset, None)):%H:%M:%S}"
