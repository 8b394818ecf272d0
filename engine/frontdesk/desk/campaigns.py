"""Enrolments: starting, stepping, finishing and ending the campaigns of a contact, and of each of their visits.

A campaign whose steps count on an appointment runs once for each: what happens to one visit touches the runs of that
visit and those of the contact, never the run of another. When steps fall is the interpreter's; here they are done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from frontdesk.desk import messages, tasks
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import at_hand, situation
from frontdesk.events import CampaignFinished, Event
from frontdesk.facts import zone_of
from frontdesk.interpreter.campaigns import (
    Run,
    begun,
    came_too_late,
    moved,
    next_round,
    taken_over,
    to_come,
    visited,
    with_done,
)
from frontdesk.interpreter.delivery import message_facts
from frontdesk.journal import StepLeftOut
from frontdesk.model import Again, Base, Campaign, CampaignStep, MessageText, Ruleset
from frontdesk.model.calendars import Calendars
from frontdesk.names import AHEAD, CampaignId, ContactId, MessageId, MessageState, Purpose, Timing
from frontdesk.records import Appointment, Due, DueKind, Enrolment, Message

_SOON = timedelta()
_FINISHED = "finished"
_CANCELLED = "the appointment was cancelled"
_MOVED = "the appointment was moved"
_NOTHING_LEFT = "the new rules have no further step"


def start(
    act: Act, contact: ContactId, campaign_id: CampaignId, at: datetime, appointment: int | None = None
) -> list[Event]:
    """Enrol *contact* from *at* on, for *appointment* or else for the next one where the campaign is of a visit.

    What happens to one who is or was enrolled is the campaign's ``again``. A campaign of a visit runs once for each:
    its run goes on, or, where a rule had ended it, does what it has not done yet; without a visit there is none.
    """
    campaign, visit = act.ruleset.campaigns[campaign_id], at_hand(act, contact, appointment)
    earlier = [one for one in act.store.enrolments(contact, running=False) if one.campaign == campaign_id]
    enrolment = Enrolment(0, contact, campaign_id, at, appointment=visit.id if visit else None)
    if not campaign.enabled:
        return []
    if campaign.of_a_visit:
        earlier = [one for one in earlier if one.appointment == enrolment.appointment]
        if visit is None or any(one.ended_at is None for one in earlier):
            return []
        if earlier:
            last = earlier[-1]
            enrolment = replace(last, started_at=at, cycle=last.cycle + 1, ended_at=None, ended_because="")
    elif (earlier and campaign.again is Again.ONCE) or _goes_on(campaign, earlier):
        return []
    counted = begun(_run(act, enrolment), act.now)
    if enrolment.id and not to_come(_run(act, counted)):
        return []
    about = enrolment.appointment if campaign.of_a_visit else appointment
    for other in act.store.enrolments(contact):
        if _gives_way(act, other, campaign) and not _of_another_visit(act, other, about):
            _end(act, other, f"replaced by {campaign.label}")
    return go_on(act, counted if counted.id else replace(counted, id=act.store.add_enrolment(counted)))


def end(
    act: Act, contact: ContactId, campaign: CampaignId | None, because: str, appointment: int | None = None
) -> None:
    """End one running campaign of *contact*, or all; what they have waiting is withdrawn.

    So is the last message of a run that has no more steps: it was queued for the same reasons. What happened to an
    *appointment* leaves the runs of other visits alone.
    """
    for enrolment in act.store.enrolments(contact):
        if campaign in (None, enrolment.campaign) and not _of_another_visit(act, enrolment, appointment):
            _end(act, enrolment, because)
    messages.withdraw_campaign(act, contact, campaign, because, appointment)


def take_step(act: Act, enrolment: Enrolment, due_at: datetime) -> list[Event]:
    """Do the step that fell due at *due_at*, if its conditions hold, and schedule the next."""
    run = _run(act, enrolment)
    falls = to_come(run)
    if not falls or falls[0].due > act.now:
        return go_on(act, enrolment)
    step, at = falls[0].step, max(falls[0].due, due_at)
    if came_too_late(falls, act.now) or _passed(step, run.visit, act.now) or not _holds(act, step, run):
        about = enrolment.appointment if run.campaign.of_a_visit else None
        act.record(enrolment.contact, StepLeftOut(enrolment.campaign, step.id, step.where.short, about))
    else:
        if step.send:
            messages.queue(act, _message(act, step, step.send, enrolment, at))
        if step.task:
            tasks.open_task(act, enrolment.contact, step.task, at)
    return go_on(act, with_done(run, step, at))


def told_early(act: Act, visit: Appointment, like: Message) -> Iterator[tuple[Enrolment, Message]]:
    """The runs of *visit* whose next step before it is the one that queued *like*, and what that would queue.

    Nothing is done yet (``tell_early``): each could be told now, by the text that tells *like*.
    """
    for enrolment in _running(act, visit.contact, visit.id):
        falls = to_come(run := _run(act, enrolment))
        step = falls[0].step if falls and enrolment.campaign == like.campaign else None
        if step and step.id == like.step and step.send and _is_before(step) and _holds(act, step, run):
            yield enrolment, _message(act, step, step.send, enrolment, falls[0].due)


def tell_early(act: Act, enrolment: Enrolment, early: Message) -> int | None:
    """Do the step of a run that ``told_early`` found; return the number of its message, which waits."""
    number = messages.queue(act, early)
    run = _run(act, enrolment)
    step = next(one.step for one in to_come(run) if one.step.id == early.step)
    if step.task:
        tasks.open_task(act, enrolment.contact, step.task, act.now)
    act.store.save_enrolment(with_done(run, step, early.due_at))
    # Its next step, or its end, comes by itself: what that brings about is of another contact, perhaps.
    act.store.schedule(Due(act.now, DueKind.STEP, enrolment.contact, enrolment.id))
    return number


def rescheduled(act: Act, contact: ContactId, appointment: int, because: str = _MOVED) -> list[Event]:
    """Count the steps anew that count on an appointment, since it has another time or is to come after all.

    Also those that were done for the old time, and where the run had ended with its last step, unless the contact has
    gone on to another status since.
    """
    entered, events = act.store.contact(contact).settled_at, list[Event]()
    for enrolment in _last_runs(act, contact, appointment):
        if not _maygo_on(enrolment, entered):
            continue
        again = moved(_run(act, enrolment), act.now, finished=enrolment.ended_because == _FINISHED)
        if enrolment.ended_at is None or to_come(_run(act, again)):
            campaign = act.ruleset.campaigns[enrolment.campaign]
            anew = {step.id for step in campaign.steps if step.id not in again.done or _is_before(step)}
            messages.withdraw(act, contact, enrolment.id, because, anew)
            events += go_on(act, again)
    return events


def cancelled(act: Act, contact: ContactId, appointment: int, because: str = _CANCELLED) -> None:
    """End the runs of an appointment that will not take place, with all their steps."""
    for enrolment in _running(act, contact, appointment):
        _end(act, enrolment, because)


def is_over(act: Act, contact: ContactId, appointment: int) -> list[Event]:
    """Take back what was to come before an appointment that is over, kept or missed; what comes after it goes on."""
    events = list[Event]()
    for enrolment in _running(act, contact, appointment):
        before = {step.id for step in act.ruleset.campaigns[enrolment.campaign].steps if _is_before(step)}
        messages.withdraw(act, contact, enrolment.id, "the appointment is over", before)
        events += go_on(act, visited(_run(act, enrolment)))
    return events


def under_new_rules(act: Act, enrolment: Enrolment, before: Ruleset | None, known: Campaign | None) -> list[Event]:
    """Let a running enrolment go on under the act's rules; *known* is the campaign as it was in those *before* them.

    A round of which nothing is left is over, and where it starts over, the next one comes.
    """
    was = run_of(act, before, known, enrolment) if before and known else None
    going_on = taken_over(_run(act, enrolment), was, act.now)
    run = _run(act, going_on)
    if to_come(run) or run.campaign.starts_over:
        return go_on(act, going_on)
    _end(act, enrolment, _NOTHING_LEFT)
    return []


def comes_too_late(act: Act, message: Message) -> bool:
    """Whether *message* is a step that counts back from an appointment, and the time of that has come."""
    campaign = act.ruleset.campaigns.get(message.campaign) if message.campaign else None
    step = next((one for one in campaign.steps if one.id == message.step), None) if campaign else None
    visit = None if message.appointment is None else act.store.appointment(message.appointment)
    return step is not None and _passed(step, visit, act.now)


def _goes_on(campaign: Campaign, earlier: Collection[Enrolment]) -> bool:
    return campaign.again is Again.CONTINUE and any(one.ended_at is None for one in earlier)


def _gives_way(act: Act, other: Enrolment, campaign: Campaign) -> bool:
    """Whether a running enrolment ends when *campaign* starts: one of the same campaign, or of its group."""
    same = other.campaign == campaign.id and not campaign.of_a_visit
    grouped = bool(campaign.group) and act.ruleset.campaigns[other.campaign].group == campaign.group
    return same or (grouped and other.campaign != campaign.id)


def _of_another_visit(act: Act, enrolment: Enrolment, appointment: int | None) -> bool:
    """Whether what happened to *appointment* is no matter of this run."""
    elsewhere = appointment is not None and enrolment.appointment not in (None, appointment)
    return elsewhere and act.ruleset.campaigns[enrolment.campaign].of_a_visit


def _last_runs(act: Act, contact: ContactId, appointment: int) -> Iterator[Enrolment]:
    """The last run for an appointment of each campaign of a visit that the rules have, if it runs or could."""
    last = {one.campaign: one for one in act.store.enrolments(contact, running=False) if one.appointment == appointment}
    for enrolment in last.values():
        campaign = act.ruleset.campaigns.get(enrolment.campaign)
        if campaign and campaign.of_a_visit and (campaign.enabled or enrolment.ended_at is None):
            yield enrolment


def _running(act: Act, contact: ContactId, appointment: int) -> list[Enrolment]:
    """The runs for one appointment of campaigns of a visit."""
    own = (one for one in act.store.enrolments(contact) if one.appointment == appointment)
    return [one for one in own if act.ruleset.campaigns[one.campaign].of_a_visit]


def _passed(step: CampaignStep, visit: Appointment | None, now: datetime) -> bool:
    return _is_before(step) and visit is not None and (visit.at <= now or visit.state not in AHEAD)


def _maygo_on(enrolment: Enrolment, entered: datetime) -> bool:
    """Whether an enrolment runs, or would if it had more steps: the contact is in the same state since *entered*."""
    return enrolment.ended_at is None or (enrolment.ended_because == _FINISHED and entered <= enrolment.ended_at)


def end_run(act: Act, enrolment: Enrolment, because: str) -> None:
    """End one run, and no other of its campaign; what it has waiting is withdrawn."""
    _end(act, enrolment, because)


def can_resume(act: Act, enrolment: Enrolment, withdrawn: Collection[int]) -> bool:
    """Whether a run that has ended could go on: its campaign is in use, something is to come, and none took its place.

    *withdrawn* are the numbers of messages that its end withdrew.
    """
    campaign = act.ruleset.campaigns.get(enrolment.campaign)
    if campaign is None or not campaign.enabled:
        return False
    again = replace(enrolment, ended_at=None, ended_because="")
    if not _back(act, enrolment, withdrawn) and not to_come(_run(act, begun(_run(act, again), act.now))):
        return False
    about = enrolment.appointment if campaign.of_a_visit else None
    others = (one for one in act.store.enrolments(enrolment.contact) if not _of_another_visit(act, one, about))
    return not any(one.campaign == campaign.id or _gives_way(act, one, campaign) for one in others)


def resume(act: Act, enrolment: Enrolment, withdrawn: Collection[int]) -> list[Event]:
    """Let a run go on that something ended or held back by mistake; its *withdrawn* messages wait again."""
    back = _back(act, enrolment, withdrawn)
    for message in back:
        messages.wait_again(act, message)
    done = {**enrolment.done, **{one.step: one.due_at for one in back if one.step}}
    again = replace(enrolment, done=done, cycle=enrolment.cycle + 1, ended_at=None, ended_because="")
    return go_on(act, begun(_run(act, again), act.now))


def _back(act: Act, enrolment: Enrolment, withdrawn: Collection[int]) -> list[Message]:
    gone = act.store.messages(enrolment.contact, states=(MessageState.WITHDRAWN,))
    return [one for one in gone if one.id in withdrawn and one.enrolment == enrolment.id]


def _end(act: Act, enrolment: Enrolment, because: str) -> None:
    act.store.unschedule(DueKind.STEP, enrolment.contact, enrolment.id)
    withdrawn = messages.withdraw(act, enrolment.contact, enrolment.id, because)
    done = {name: at for name, at in enrolment.done.items() if name not in withdrawn}
    act.store.save_enrolment(replace(enrolment, done=done, ended_at=act.now, ended_because=because))


def _is_before(step: CampaignStep) -> bool:
    return step.delay.base is Base.BEFORE_APPOINTMENT


def go_on(act: Act, enrolment: Enrolment) -> list[Event]:
    """Keep where a run stands and schedule its next step; finish or repeat it when there is none."""
    run = _run(act, enrolment)
    if falls := to_come(run):
        act.store.save_enrolment(enrolment)
        act.store.schedule(Due(falls[0].due, DueKind.STEP, enrolment.contact, enrolment.id))
        return []
    if (again := next_round(run, act.now)) is not None:
        return go_on(act, again)
    act.store.save_enrolment(replace(enrolment, ended_at=act.now, ended_because=_FINISHED))
    act.store.unschedule(DueKind.STEP, enrolment.contact, enrolment.id)
    return [CampaignFinished(enrolment.campaign, enrolment.appointment)]


def _run(act: Act, enrolment: Enrolment) -> Run:
    return run_of(act, act.ruleset, act.ruleset.campaigns[enrolment.campaign], enrolment)


def run_of(act: Act, rules: Ruleset, campaign: Campaign, enrolment: Enrolment) -> Run:
    """A run as it stands under *rules*, where it is one of *campaign*."""
    visit = None if enrolment.appointment is None else act.store.appointment(enrolment.appointment)
    zone = zone_of(rules, act.store.contact(enrolment.contact))
    days = rules.part(Calendars).calendars.get(campaign.calendar)
    return Run(campaign, enrolment, visit, zone, rules.open_hours, days)


def _holds(act: Act, step: CampaignStep, run: Run) -> bool:
    if step.condition is None:
        return True
    text = act.ruleset.messages[step.send] if step.send else MessageText(MessageId(""), Purpose.OPERATIONS, {})
    contact = act.store.contact(run.enrolment.contact)
    kind, campaign = run.campaign.message_kind, run.campaign.id
    about = situation(act, contact, text, kind, Timing.SCHEDULED, run.visit, campaign, step=step.id)
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
