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
from frontdesk.interpreter import reasons
from frontdesk.interpreter.consequences import may_follow
from frontdesk.interpreter.offers import Offer
from frontdesk.interpreter.reasons import Standings
from frontdesk.model import ASKS_NOTHING, Asked, Ruleset, UnknownNameError, listed
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
    standings: Standings,
    why_not: str = "",
) -> Contact:
    """Return *contact* with *choice* pending; choosing the settled state again takes a pending choice back.

    *standings* are what is true of them, by which a lost reason is judged; *why_not* is what to say where the state is
    not among *offers*. Raises NotOfferedError, ChoiceError (a note, reason, date, appointment or fact is asked for, or
    a reason does not hold), UnknownNameError (reason).
    """
    if contact.choice and choice.state == contact.settled:
        return replace(contact, choice=None)
    taken = next((offer for offer in offers if offer.state == choice.state), None)
    if taken is None:
        raise NotOfferedError(ruleset, contact, choice.state, offers, why_not)
    _ask(ruleset, contact, choice, Known(contact.facts, has_appointment, standings), taken.asks)
    return replace(contact, choice=choice)


def _ask(ruleset: Ruleset, contact: Contact, choice: Choice, known: Known, besides: Asked) -> None:
    """Refuse a choice that does not say what its status, and *besides* the offer of it, asks for."""
    for lack in lacks(ruleset, choice, known, besides):
        raise ChoiceError(lack.said)
    asks_date = Requirement.DATE in asked_for(ruleset, choice.state, besides).requires
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
    ruleset: Ruleset, contact: Contact, choice: Choice, *, has_appointment: bool, standings: Standings
) -> tuple[Contact, StatusChosenAgain]:
    """Return *contact*, who stays settled, with what *choice* says, and the event to follow. Raises ChoiceError.

    Nothing is offered to them, so no offer asks for anything besides what the status does.
    """
    _ask(ruleset, contact, choice, Known(contact.facts, has_appointment, standings), ASKS_NOTHING)
    until = choice.follow_up_at if lasts_until_a_date(ruleset, choice.state) else None
    after = replace(contact, lost_reason=choice.reason or contact.lost_reason, lasts_until=until)
    return after, StatusChosenAgain(choice.state, until)


def suggested_follow_up(ruleset: Ruleset, choice: Choice) -> str:
    """In how long a follow-up is usual after *choice*, in words; empty where none is, or one is set."""
    usual = ruleset.statuses[status_of(choice.state)].suggests_follow_up
    return usual.words if usual and choice.follow_up_at is None else ""


def unusual_follow_up(ruleset: Ruleset, choice: Choice, zone: ZoneInfo) -> str:
    """What is to be told of the follow-up that was set with *choice*, where it is sooner or later than usual.

    Days count, on the clock of *zone*; of what has one end alone, and where none is set, there is nothing to tell.
    """
    usual = ruleset.statuses[status_of(choice.state)].suggests_follow_up
    if usual is None or usual.at_latest is None or choice.follow_up_at is None:
        return ""
    day = choice.follow_up_at.astimezone(zone).date()
    if day > later(choice.at, usual.at_latest, zone, ruleset.open_hours).astimezone(zone).date():
        return f"that is later than usual, which is in {usual.words}"
    if day < later(choice.at, usual.at_soonest, zone, ruleset.open_hours).astimezone(zone).date():
        return f"that is sooner than usual, which is in {usual.words}"
    return ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of whoever comes into a status: their own facts, whether a visit lies ahead, where they stand.

    ``facts`` are the practice's own that are recorded. By ``standings`` it is judged whether a lost reason holds.
    """

    facts: Mapping[str, Value]
    has_appointment: bool
    standings: Standings


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a status asks for and that was not said: what, and the sentence that tells it.

    What it asks for beside the words of ``requires`` is one of the practice's own facts, by its name.
    """

    requirement: Requirement | str
    said: str


def asked_for(ruleset: Ruleset, state: State, besides: Asked = ASKS_NOTHING) -> Asked:
    """All that choosing *state* asks for, with what the offer of it asks for *besides* (domain.md 1.4)."""
    status = ruleset.statuses[status_of(state)]
    reason = frozenset({Requirement.REASON} if reasons.are_asked_by(ruleset, state) else ())
    return Asked(status.requires | reason, status.requires_facts) | besides


def lacks(ruleset: Ruleset, choice: Choice, known: Known, besides: Asked = ASKS_NOTHING) -> Iterator[Lack]:
    """Yield all that the chosen status, and the offer of it *besides*, asks for and *choice* does not say.

    The same is asked of whoever chooses a status and of a list in which somebody comes with it, but for what an offer
    asks, since nothing is offered to a list. Raises UnknownNameError for a reason that the rules do not have.
    """
    asked = asked_for(ruleset, choice.state, besides)
    if not asked.words:
        return
    label = ruleset.status_label(choice.state)
    if Requirement.REASON in asked.requires:
        yield from _lacking_reason(ruleset, choice, label, known.standings)
    if Requirement.NOTE in asked.requires and not choice.note.strip():
        yield Lack(Requirement.NOTE, f"'{label}' asks for a note: say in a few words why")
    if Requirement.DATE in asked.requires and choice.follow_up_at is None:
        usual = suggested_follow_up(ruleset, choice)
        date = "the date until which it lasts" if lasts_until_a_date(ruleset, choice.state) else "a follow-up date"
        yield Lack(Requirement.DATE, f"'{label}' asks for {date}{f'; usual is one in {usual}' if usual else ''}")
    if Requirement.APPOINTMENT in asked.requires and not known.has_appointment:
        yield Lack(Requirement.APPOINTMENT, f"'{label}' asks for an appointment: book it first")
    for name in asked.facts:
        fact = ruleset.facts[name]
        if name not in known.facts or known.facts[name] not in fact.domain or known.facts[name] == UNKNOWN:
            yield Lack(name, f"'{label}' asks for '{fact.label}' ({name}): note it first, as {name}=VALUE")


def _lacking_reason(ruleset: Ruleset, choice: Choice, label: str, standings: Standings) -> Iterator[Lack]:
    holding = reasons.may_be_given(ruleset, standings)
    labels = {one: ruleset.reasons[one].label for one in holding}
    if choice.reason is None:
        yield Lack(Requirement.REASON, f"'{label}' asks for a reason: {listed(labels)}")
        return
    reason = ruleset.reasons.get(choice.reason)
    if reason is None:
        in_use = {one: ruleset.reasons[one].label for one in reasons.in_use(ruleset)}
        raise UnknownNameError("lost reason", choice.reason, list(in_use), in_use)
    if reason.archived:
        archived = f"the reason '{reason.label}' is archived"
        yield Lack(Requirement.REASON, f"{archived}; give one that is in use: {listed(labels)}")
        return
    if choice.reason not in holding:
        why = reasons.why_not(ruleset, choice.reason, standings)
        instead = f"; give one that does: {listed(labels)}" if holding else ""
        yield Lack(Requirement.REASON, f"the reason '{reason.label}' does not hold: {why}{instead}")
        return
    if reason.note_required and not choice.note.strip():
        yield Lack(Requirement.NOTE, f"the reason '{reason.label}' asks for a note: say in a few words why")
