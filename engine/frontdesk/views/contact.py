"""A contact as the front desk sees it: where it is, what may follow, how it is reached, what waits, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.desk.consents import recorded
from frontdesk.desk.practice import Act
from frontdesk.desk.timers import lasts_until
from frontdesk.interpreter.offers import Offer, offer_label
from frontdesk.interpreter.statuses import asked_for
from frontdesk.journal import Entry
from frontdesk.model import Campaign, Ruleset
from frontdesk.names import (
    CampaignId,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    LineId,
    LineType,
    MessageState,
    OutcomeId,
    PhoneKind,
    ReasonId,
    Recipient,
    Requirement,
    Source,
    State,
    status_of,
)
from frontdesk.records import Contact, DueKind, Enrolment, Note, Preference
from frontdesk.tables import written
from frontdesk.views.options import Options, options
from frontdesk.views.outbox import MessageView, outbox
from frontdesk.views.tasks import TaskView, tasks_of
from frontdesk.views.timeline import timeline
from frontdesk.views.visits import VisitView, visits
from frontdesk.views.ways import WayView, ways


@dataclass(frozen=True, slots=True)
class OfferView:
    """A status that may be chosen, what the offer (else the status) is called and means, and the row that offers it.

    ``asks``: what choosing it asks for, words of ``requires`` and the names of facts; ``reasons``: of the lost reasons
    those that hold, where one is asked for.
    """

    state: State
    label: str
    row: str
    place: str
    asks: tuple[str, ...] = ()
    reasons: tuple[ReasonId, ...] = ()
    means: str = ""
    """What the status means, in the words of the ruleset; empty where it says none."""


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """The status that the attempt limit suggests, the lost reason that goes with it, and why."""

    state: State
    label: str
    reason: ReasonId | None
    because: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent that is recorded for an address, who recorded it, when and in which words of the person."""

    channel: ChannelId
    line: LineId
    covers: Covers
    consent: Consent
    source: ConsentSource
    at: datetime
    until: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A number, what it can take, and the consent that is recorded for it."""

    number: str
    line_type: LineType
    consent: tuple[ConsentView, ...]


@dataclass(frozen=True, slots=True)
class CompanionView:
    """Somebody on file for a contact, and how they are reached."""

    name: str
    phones: Mapping[PhoneKind, PhoneView]
    email: str
    email_valid: bool
    email_consent: tuple[ConsentView, ...]


@dataclass(frozen=True, slots=True)
class RunningView:
    """A campaign that runs, since when, and for which visit if it is a campaign of visits."""

    campaign: CampaignId
    label: str
    since: datetime
    appointment: int | None


@dataclass(frozen=True, slots=True)
class DueView:
    """Something that will happen by itself, and when at the earliest."""

    kind: DueKind
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactView:
    """All that the front desk sees of a contact."""

    number: ContactId
    name: str
    reference: str
    """The contact's id in the EMR or lead source; empty when it has none."""
    status: State
    """What shows at once: a choice that can still be corrected, else what has settled."""
    label: str
    """What the status that shows is called."""
    since: datetime
    settled: State
    correctable_until: datetime | None
    """Until when the choice can be corrected, and nothing follows it; ``None`` when none is pending."""
    lasts_until: datetime | None
    """When what shows ends by itself; ``None`` where it has no end, or one that nobody knows yet."""
    offered: tuple[OfferView, ...]
    suggested: SuggestionView | None
    attempts: int
    last_outcome: OutcomeId | None
    lost_reason: ReasonId | None
    """The lost reason of the status that shows."""
    phones: Mapping[PhoneKind, PhoneView]
    email: str
    email_valid: bool
    email_consent: tuple[ConsentView, ...]
    """The consent that is recorded for the e-mail address."""
    companions: Mapping[Recipient, CompanionView]
    """Who else may get what the contact gets, and how each of them is reached."""
    known: Mapping[str, str]
    """The practice's own facts of the contact, as a ruleset would write them."""
    preferences: Mapping[Source, Preference]
    """How the contact wants to be reached, by who says so: ``facesheet`` (the staff) and ``emr``."""
    do_not_contact: bool
    """Whether either of them says that automations must leave the contact alone."""
    campaigns: tuple[RunningView, ...]
    messages: tuple[MessageView, ...]
    """Every message to the contact, in the order in which they were made."""
    due: tuple[DueView, ...]
    tasks: tuple[TaskView, ...]
    visits: tuple[VisitView, ...]
    notes: tuple[Note, ...]
    merged: tuple[ContactId, ...]
    """The numbers of the records that were merged into this one."""
    timeline: tuple[Entry, ...]
    given: str = ""
    family: str = ""
    salutation: str = ""
    """The parts of the name, as far as they were told or the name says them for certain; empty where it does not."""
    greeted: str = ""
    """How a message addresses them."""
    born: date | None = None
    language: str = ""
    region: str = ""
    """The state or province whose hours for sending count; empty where none is on file."""
    zone: str = ""
    """The zone (IANA) on whose clock the contact lives; empty where none is on file."""
    goes_to: tuple[WayView, ...] = ()
    """Where automations go, and about which visit elsewhere."""

    @property
    def waiting(self) -> tuple[MessageView, ...]:
        """The messages that wait to be sent."""
        return tuple(one for one in self.messages if one.state is MessageState.WAITING)


def contact(act: Act, number: ContactId) -> ContactView:
    """Everything about the contact with this number. Raises NoSuchContactError."""
    chosen = options(act, number)
    one = chosen.contact
    return ContactView(
        number=one.id,
        name=one.name,
        reference=one.reference,
        status=one.state,
        label=act.ruleset.status_label(one.state),
        since=one.state_since,
        settled=one.settled,
        correctable_until=chosen.correctable_until,
        lasts_until=lasts_until(act, one),
        offered=_offered(act, chosen),
        suggested=_suggested(act, chosen),
        attempts=one.attempts,
        last_outcome=one.last_outcome,
        lost_reason=one.shown_reason,
        phones=_phones(act, one),
        email=one.email,
        email_valid=one.email_valid,
        email_consent=_consents(act, one.email),
        companions=_companions(act, one),
        known={name: written(value) for name, value in one.facts.items()},
        preferences={Source.FACESHEET: one.facesheet, Source.EMR: one.emr},
        do_not_contact=one.facesheet.refuses or one.emr.refuses,
        campaigns=_running(act, number),
        messages=outbox(act, number),
        due=tuple(DueView(due.kind, due.at) for due in act.store.scheduled(number)),
        tasks=tasks_of(act, number),
        visits=visits(act, number),
        notes=_notes(act, number),
        merged=tuple(act.store.merged_with(number)),
        timeline=timeline(act, number),
        given=one.called.given,
        family=one.called.family,
        salutation=one.called.salutation,
        greeted=one.first_name,
        born=one.born,
        language=one.language,
        region=one.region,
        zone=one.zone,
        goes_to=ways(act, one),
    )


def _offered(act: Act, chosen: Options) -> tuple[OfferView, ...]:
    return tuple(offer_view(act.ruleset, one, chosen.reasons) for one in chosen.offers)


def offer_view(ruleset: Ruleset, offer: Offer, holding: tuple[ReasonId, ...]) -> OfferView:
    """An offer as it is seen by whom it is made to; *holding* are the lost reasons that hold of them."""
    asked = asked_for(ruleset, offer.state, offer.asks)
    return OfferView(
        offer.state,
        offer_label(ruleset, offer.state, offer.row),
        offer.row.id,
        offer.row.where.short,
        asked.words,
        holding if Requirement.REASON in asked.requires else (),
        ruleset.statuses[status_of(offer.state)].means,
    )


def _suggested(act: Act, chosen: Options) -> SuggestionView | None:
    if (one := chosen.suggested) is None:
        return None
    return SuggestionView(one.state, act.ruleset.status_label(one.state), one.reason, one.because)


def _phones(act: Act, one: Contact) -> dict[PhoneKind, PhoneView]:
    return {
        kind: PhoneView(phone.number, phone.line_type, _consents(act, phone.number))
        for kind, phone in one.phones.items()
    }


def _companions(act: Act, one: Contact) -> dict[Recipient, CompanionView]:
    return {
        of: CompanionView(
            other.name,
            {kind: PhoneView(at.number, at.line_type, _consents(act, at.number)) for kind, at in other.phones.items()},
            other.email,
            other.email_valid,
            _consents(act, other.email),
        )
        for of, other in one.companions.items()
    }


def _notes(act: Act, number: ContactId) -> tuple[Note, ...]:
    """The notes on a contact; those of a record that was merged into it come among them, by when they were written."""
    merged = [note for one in act.store.merged_with(number) for note in act.store.notes(one)]
    own = act.store.notes(number)
    return tuple(sorted([*own, *merged], key=lambda note: note.at) if merged else own)


def _consents(act: Act, address: str) -> tuple[ConsentView, ...]:
    """What is recorded for an address and has not run out, by line and channel."""
    return tuple(
        ConsentView(said.channel, said.line, said.covers, said.value, said.source, said.at, said.until, said.words)
        for said in recorded(act, address)
        if address and said.holds(act.now)
    )


def _running(act: Act, number: ContactId) -> tuple[RunningView, ...]:
    return tuple(_run(act.ruleset.campaigns[one.campaign], one) for one in act.store.enrolments(number))


def _run(campaign: Campaign, one: Enrolment) -> RunningView:
    return RunningView(campaign.id, campaign.label, one.started_at, one.appointment if campaign.of_a_visit else None)
