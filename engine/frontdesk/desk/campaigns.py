"""Enrolments: starting, stepping, finishing and ending the campaigns of a contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from frontdesk.desk import messages, tasks
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import at_hand, situation
from frontdesk.events import CampaignFinished, Event
from frontdesk.facts import zone_of
from frontdesk.interpreter.campaigns import first_step_from
from frontdesk.interpreter.delivery import message_facts
from frontdesk.journal import StepLeftOut
from frontdesk.model import Again, Base, Campaign, CampaignStep, MessageText
from frontdesk.names import AHEAD, CampaignId, ContactId, MessageId, Purpose, Timing
from frontdesk.records import Appointment, Due, DueKind, Enrolment, Message

_SOON = timedelta()
_FINISHED = "finished"


def start(
    act: Act, contact: ContactId, campaign_id: CampaignId, at: datetime, appointment: int | None = None
) -> list[Event]:
    """Enrol *contact* from *at* on; what happens to one who is or was enrolled is the campaign's ``again``."""
    campaign = act.ruleset.campaigns[campaign_id]
    earlier = act.store.enrolments(contact, running=False)
    running = [one for one in earlier if one.ended_at is None]
    same = [one for one in running if one.campaign == campaign_id]
    if not campaign.enabled or (same and campaign.again is Again.CONTINUE):
        return []
    if campaign.again is Again.ONCE and any(one.campaign == campaign_id for one in earlier):
        return []
    for other in running:
        if other in same or (campaign.group and act.ruleset.campaigns[other.campaign].group == campaign.group):
            _end(act, other, f"replaced by {campaign.label}")
    visit = at_hand(act, contact, appointment)
    enrolment = Enrolment(0, contact, campaign_id, at, appointment=visit.id if visit else None)
    number = act.store.add_enrolment(enrolment)
    return schedule_from(act, replace(enrolment, id=number), 0)


def end(act: Act, contact: ContactId, campaign: CampaignId | None, because: str) -> None:
    """End one running campaign of *contact*, or all; what they have waiting is withdrawn.

    So is the last message of a run that has no more steps: it was queued for the same reasons.
    """
    for enrolment in act.store.enrolments(contact):
        if campaign is None or enrolment.campaign == campaign:
            _end(act, enrolment, because)
    messages.withdraw_campaign(act, contact, campaign, because)


def take_step(act: Act, enrolment: Enrolment, due_at: datetime) -> list[Event]:
    """Do the step that fell due at *due_at*, if its conditions hold, and schedule the next."""
    step = act.ruleset.campaigns[enrolment.campaign].steps[enrolment.next_step]
    if not _passed(act, step, enrolment.appointment) and _holds(act, step, enrolment):
        if step.send:
            messages.queue(act, _message(act, step, step.send, enrolment, due_at))
        if step.task:
            tasks.open_task(act, enrolment.contact, step.task, due_at)
    else:
        act.record(enrolment.contact, StepLeftOut(enrolment.campaign, step.id, step.where.short))
    return schedule_from(act, replace(enrolment, previous_at=due_at), enrolment.next_step + 1)


def schedule_from(act: Act, enrolment: Enrolment, number: int) -> list[Event]:
    """Schedule the first step from *number* on that can still happen; finish or repeat when there is none."""
    campaign = act.ruleset.campaigns[enrolment.campaign]
    contact = act.store.contact(enrolment.contact)
    found = first_step_from(campaign, enrolment, number, _visit(act, enrolment), zone_of(act.ruleset, contact), act.now)
    if found is None:
        return _finish(act, campaign, enrolment)
    step, due = found
    act.store.save_enrolment(replace(enrolment, next_step=step))
    act.store.schedule(Due(due, DueKind.STEP, enrolment.contact, enrolment.id))
    return []


def rescheduled(act: Act, contact: ContactId, appointment: int) -> list[Event]:
    """Move the steps of the campaigns that go with an appointment to its new time.

    Where every step counts on the appointment (reminders), all of them count anew, also those that were taken for the
    old time, unless the contact has gone on to another status since.
    """
    entered, events = act.store.contact(contact).settled_at, list[Event]()
    for enrolment in act.store.enrolments(contact, running=False):
        campaign = act.ruleset.campaigns.get(enrolment.campaign)
        if campaign is None or not campaign.enabled or enrolment.appointment != appointment:
            continue
        if campaign.steps and all(map(_is_bound, campaign.steps)) and _may_go_on(enrolment, entered):
            messages.withdraw(act, contact, enrolment.id, "the appointment was moved")
            again = replace(enrolment, cycle=enrolment.cycle + 1, ended_at=None, ended_because="")
            events += schedule_from(act, again, 0)
        elif enrolment.ended_at is None:
            events += schedule_from(act, enrolment, enrolment.next_step)
    return events


def comes_too_late(act: Act, message: Message) -> bool:
    """Whether *message* is a step that counts back from an appointment, and the time of that has come."""
    campaign = act.ruleset.campaigns.get(message.campaign) if message.campaign else None
    step = next((one for one in campaign.steps if one.id == message.step), None) if campaign else None
    return step is not None and _passed(act, step, message.appointment)


def _passed(act: Act, step: CampaignStep, appointment: int | None) -> bool:
    if step.delay.base is not Base.BEFORE_APPOINTMENT or appointment is None:
        return False
    visit = act.store.appointment(appointment)
    return visit.at <= act.now or visit.state not in AHEAD


def _may_go_on(enrolment: Enrolment, entered: datetime) -> bool:
    """Whether an enrolment runs, or would if it had more steps: the contact is in the same state since *entered*."""
    return enrolment.ended_at is None or (enrolment.ended_because == _FINISHED and entered <= enrolment.ended_at)


def end_with_appointment(act: Act, contact: ContactId, appointment: int, because: str) -> None:
    """End what counts on an appointment that will not take place."""
    for enrolment in act.store.enrolments(contact):
        steps = act.ruleset.campaigns[enrolment.campaign].steps
        if enrolment.appointment == appointment and any(map(_is_bound, steps)):
            _end(act, enrolment, because)


def _end(act: Act, enrolment: Enrolment, because: str) -> None:
    act.store.save_enrolment(replace(enrolment, ended_at=act.now, ended_because=because))
    act.store.unschedule(DueKind.STEP, enrolment.contact, enrolment.id)
    messages.withdraw(act, enrolment.contact, enrolment.id, because)


def _is_bound(step: CampaignStep) -> bool:
    """Whether the time of *step* counts on an appointment."""
    return step.delay.base in (Base.BEFORE_APPOINTMENT, Base.AFTER_APPOINTMENT)


def _finish(act: Act, campaign: Campaign, enrolment: Enrolment) -> list[Event]:
    if campaign.repeat:
        again = replace(
            enrolment, started_at=enrolment.started_at + campaign.repeat, previous_at=None, cycle=enrolment.cycle + 1
        )
        return schedule_from(act, again, 0)
    act.store.save_enrolment(replace(enrolment, ended_at=act.now, ended_because=_FINISHED))
    return [CampaignFinished(campaign.id, enrolment.appointment)]


def _visit(act: Act, enrolment: Enrolment) -> Appointment | None:
    return None if enrolment.appointment is None else act.store.appointment(enrolment.appointment)


def _holds(act: Act, step: CampaignStep, enrolment: Enrolment) -> bool:
    if step.condition is None:
        return True
    text = act.ruleset.messages[step.send] if step.send else MessageText(MessageId(""), Purpose.OPERATIONS, {})
    contact = act.store.contact(enrolment.contact)
    kind = act.ruleset.campaigns[enrolment.campaign].message_kind
    about = situation(act, contact, text, kind, Timing.SCHEDULED, _visit(act, enrolment), enrolment.campaign)
    return step.condition.decide(message_facts(act.ruleset, about)).outcome == "yes"


def _message(act: Act, step: CampaignStep, send: MessageId, enrolment: Enrolment, due_at: datetime) -> Message:
    at_once = step.delay.base is Base.START and step.delay.length == _SOON and step.delay.at is None
    return Message(
        id=0,
        contact=enrolment.contact,
        message=send,
        run=f"enrolment {enrolment.id} cycle {enrolment.cycle} {step.id}",
        kind=act.ruleset.campaigns[enrolment.campaign].message_kind,
        timing=Timing.INSTANT if at_once else Timing.SCHEDULED,
        due_at=due_at,
        enrolment=enrolment.id,
        campaign=enrolment.campaign,
        step=step.id,
        appointment=enrolment.appointment,
    )
