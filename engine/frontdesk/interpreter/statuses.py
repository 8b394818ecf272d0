"""Status choices: what they ask for, how long they can be corrected, and what settling them means.

A choice is provisional for the correction window: it shows at once, and everything it triggers waits
(domain.md 1.6; design, section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk.events import StatusChosenAgain, StatusEntered
from frontdesk.interpreter.consequences import may_follow
from frontdesk.interpreter.offers import Offer
from frontdesk.model import Ruleset, UnknownNameError, UsualFollowUp
from frontdesk.names import Requirement, State, status_of
from frontdesk.problems import FrontdeskError, choices
from frontdesk.records import Choice, Contact
from frontdesk.tables import UNKNOWN, Value, later, written_length

_MOMENT = timedelta(microseconds=1)


class NotOfferedError(FrontdeskError):
    """The status asked for may not follow the one that the contact is in; *why* says what would have to be so."""

    def __init__(
        self, ruleset: Ruleset, contact: Contact, wanted: State, offers: tuple[Offer, ...], why: str = ""
    ) -> None:
        self.wanted, self.offers = wanted, tuple(offer.state for offer in offers)
        super().__init__(
            f"'{ruleset.status_label(wanted)}' ({wanted}) is not offered after "
            f"'{ruleset.status_label(contact.state)}'{f': {why}' if why else ''}; "
            f"offered: {choices(self.offers, most=20)}"
        )


class ChoiceError(FrontdeskError):
    """A status choice lacks something that the ruleset asks for, or cannot be corrected any more."""


def settles_at(ruleset: Ruleset, choice: Choice) -> datetime:
    """The first instant at which *choice* is settled.

    A correction at exactly the end of the window is in time (domain.md 7.5, case 1), so this is a moment later.
    """
    return choice.at + ruleset.correction_window + _MOMENT


def is_settled(ruleset: Ruleset, contact: Contact, now: datetime) -> bool:
    """Whether nothing of *contact* can be corrected at *now*."""
    return contact.choice is None or now >= settles_at(ruleset, contact.choice)


def choose(
    ruleset: Ruleset,
    contact: Contact,
    choice: Choice,
    offers: tuple[Offer, ...],
    *,
    has_appointment: bool,
    why_not: str = "",
) -> Contact:
    """Return *contact* with *choice* pending; choosing the settled state again takes a pending choice back.

    *why_not* is what to say where the state is not among *offers*. Raises NotOfferedError, ChoiceError (a note, reason,
    date or appointment is asked for), UnknownNameError (reason).
    """
    if contact.choice and choice.state == contact.settled:
        return replace(contact, choice=None)
    if choice.state not in {offer.state for offer in offers}:
        raise NotOfferedError(ruleset, contact, choice.state, offers, why_not)
    _ask(ruleset, contact, choice, has_appointment)
    return replace(contact, choice=choice)


def _ask(ruleset: Ruleset, contact: Contact, choice: Choice, has_appointment: bool) -> None:
    """Refuse a choice that does not say what its status asks for."""
    for lack in lacks(ruleset, choice, contact.facts, has_appointment=has_appointment):
        raise ChoiceError(lack.said)
    asks_date = Requirement.DATE in ruleset.statuses[status_of(choice.state)].requires
    if asks_date and choice.follow_up_at is not None and choice.follow_up_at < choice.at:
        # Only of whoever chooses: in a list that is imported it is an overdue follow-up, which is due at once.
        passed = f"{choice.follow_up_at.astimezone(ruleset.zone):%Y-%m-%d %H:%M} has passed"
        label = ruleset.status_label(choice.state)
        raise ChoiceError(f"'{label}' asks for a follow-up date that lies ahead, and {passed}")


def undo(ruleset: Ruleset, contact: Contact, now: datetime) -> Contact:
    """Return *contact* as it was before the pending choice. Raises ChoiceError when the window has passed."""
    if contact.choice is None or is_settled(ruleset, contact, now):
        raise ChoiceError(
            f"nothing can be undone: the choice settled {written_length(ruleset.correction_window)} after it was made"
            if contact.choice
            else "nothing can be undone: no choice is waiting to settle"
        )
    return replace(contact, choice=None)


def settle(ruleset: Ruleset, contact: Contact) -> tuple[Contact, StatusEntered | None]:
    """Return *contact* with its pending choice in effect, and the event to follow; none if nothing changed."""
    choice = contact.choice
    if choice is None:
        return contact, None
    told = replace(contact, lost_reason=choice.reason or contact.lost_reason)
    after, event = enter(ruleset, told, choice.state, choice.at, choice.follow_up_at)
    return after, event and replace(event, follow_up_chosen=choice.follow_up_at is not None)


def enter(
    ruleset: Ruleset, contact: Contact, state: State, at: datetime, until: datetime | None = None
) -> tuple[Contact, StatusEntered | None]:
    """Return *contact* settled in *state* since *at*, and the event to follow; none when it is there already.

    *until* is the date that was chosen with it.
    """
    if state == contact.settled:
        return replace(contact, choice=None), None
    entered = replace(
        contact,
        choice=None,
        settled=state,
        settled_at=at,
        been=contact.been | {contact.settled, state},
        settled_before=contact.settled,
        lasts_until=until if lasts_until_a_date(ruleset, state) else None,
        lost_reason=contact.lost_reason if state in ruleset.asks_reason else None,
    )
    return entered, StatusEntered(state, contact.settled)


def lasts_until_a_date(ruleset: Ruleset, state: State) -> bool:
    """Whether *state* lasts until a date that is chosen with it."""
    lasts = ruleset.statuses[status_of(state)].lasts
    return lasts is not None and lasts.until_a_chosen_date


def again(ruleset: Ruleset, contact: Contact, state: State) -> bool:
    """Whether *state*, in which *contact* has settled, can be chosen once more, while nothing is pending.

    Where it lasts until another date from now on, or rules ask for it.
    """
    if contact.choice is not None or state != contact.settled:
        return False
    return lasts_until_a_date(ruleset, state) or may_follow(ruleset, StatusChosenAgain(state))


def chosen_again(
    ruleset: Ruleset, contact: Contact, choice: Choice, *, has_appointment: bool
) -> tuple[Contact, StatusChosenAgain]:
    """Return *contact*, who stays settled, with what *choice* says, and the event to follow. Raises ChoiceError."""
    _ask(ruleset, contact, choice, has_appointment)
    until = choice.follow_up_at if lasts_until_a_date(ruleset, choice.state) else None
    after = replace(contact, lost_reason=choice.reason or contact.lost_reason, lasts_until=until)
    return after, StatusChosenAgain(choice.state, until)


def suggested_follow_up(ruleset: Ruleset, choice: Choice) -> str:
    """In how long a follow-up is usual after *choice*, in words; empty where none is, or one is set."""
    usual = ruleset.statuses[status_of(choice.state)].suggests_follow_up
    return _length_of(usual) if usual and choice.follow_up_at is None else ""


def unusual_follow_up(ruleset: Ruleset, choice: Choice, zone: ZoneInfo) -> str:
    """What is to be told of the follow-up that was set with *choice*, where it is sooner or later than usual.

    Days count, on the clock of *zone*; of what has one end alone, and where none is set, there is nothing to tell.
    """
    usual = ruleset.statuses[status_of(choice.state)].suggests_follow_up
    if usual is None or usual.at_latest is None or choice.follow_up_at is None:
        return ""
    day = choice.follow_up_at.astimezone(zone).date()
    if day > later(choice.at, usual.at_latest, zone, ruleset.open_hours).astimezone(zone).date():
        return f"that is later than usual, which is in {_length_of(usual)}"
    if day < later(choice.at, usual.at_soonest, zone, ruleset.open_hours).astimezone(zone).date():
        return f"that is sooner than usual, which is in {_length_of(usual)}"
    return ""


def _length_of(usual: UsualFollowUp) -> str:
    soonest = written_length(usual.at_soonest)
    return f"{soonest} to {written_length(usual.at_latest)}" if usual.at_latest else soonest


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a status asks for and that was not said: what, and the sentence that tells it.

    What it asks for beside the words of ``requires`` is one of the practice's own facts, by its name.
    """

    requirement: Requirement | str
    said: str


def lacks(ruleset: Ruleset, choice: Choice, known: Mapping[str, Value], *, has_appointment: bool) -> Iterator[Lack]:
    """Yield all that the chosen status asks for and *choice* does not say (domain.md 1.4).

    *known* are the practice's own facts that are recorded. The same is asked of whoever chooses it and of a list in
    which somebody comes with it. Raises UnknownNameError for a reason that the rules do not have.
    """
    status = ruleset.statuses[status_of(choice.state)]
    requires = status.requires
    if not requires and not status.requires_facts and choice.state not in ruleset.asks_reason:
        return
    label = ruleset.status_label(choice.state)
    if choice.state in ruleset.asks_reason or Requirement.REASON in requires:
        yield from _lacking_reason(ruleset, choice, label)
    if Requirement.NOTE in requires and not choice.note.strip():
        yield Lack(Requirement.NOTE, f"'{label}' asks for a note: say in a few words why")
    if Requirement.DATE in requires and choice.follow_up_at is None:
        usual = suggested_follow_up(ruleset, choice)
        date = "the date until which it lasts" if lasts_until_a_date(ruleset, choice.state) else "a follow-up date"
        yield Lack(Requirement.DATE, f"'{label}' asks for {date}{f'; usual is one in {usual}' if usual else ''}")
    if Requirement.APPOINTMENT in requires and not has_appointment:
        yield Lack(Requirement.APPOINTMENT, f"'{label}' asks for an appointment: book it first")
    for name in status.requires_facts:
        fact = ruleset.facts[name]
        if name not in known or known[name] not in fact.domain or known[name] == UNKNOWN:
            yield Lack(name, f"'{label}' asks for '{fact.label}' ({name}): note it first, as {name}=VALUE")


def _lacking_reason(ruleset: Ruleset, choice: Choice, label: str) -> Iterator[Lack]:
    current = [name for name, reason in ruleset.reasons.items() if not reason.archived]
    if choice.reason is None:
        yield Lack(Requirement.REASON, f"'{label}' asks for a reason: {choices(current, most=20)}")
        return
    if choice.reason in ruleset.reasons and choice.reason not in current:
        archived = f"the reason '{ruleset.reasons[choice.reason].label}' is archived"
        yield Lack(Requirement.REASON, f"{archived}; give one that is in use: {choices(current, most=20)}")
        return
    if choice.reason not in current:
        raise UnknownNameError("lost reason", choice.reason, current)
    reason = ruleset.reasons[choice.reason]
    if reason.note_required and not choice.note.strip():
        yield Lack(Requirement.NOTE, f"the reason '{reason.label}' asks for a note: say in a few words why")
