"""When the steps of a campaign fall: the delay arithmetic of the vendors, with its base named (domain.md 1.6, 7.2)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.model import Base, Campaign, CampaignStep, Delay
from frontdesk.records import Appointment, Enrolment

_DAY = timedelta(days=1)


def first_step_from(
    campaign: Campaign,
    enrolment: Enrolment,
    number: int,
    appointment: Appointment | None,
    zone: ZoneInfo,
    now: datetime,
) -> tuple[int, datetime] | None:
    """Return the first step at or after *number* that can still happen, and when; ``None`` when no step is left.

    A step before an appointment whose time has passed at *now*, or one without an appointment, is left out.
    """
    for index in range(number, len(campaign.steps)):
        due = step_due(campaign.steps[index], enrolment, appointment, zone)
        if due is not None and (campaign.steps[index].delay.base is not Base.BEFORE_APPOINTMENT or due >= now):
            return index, due
    return None


def step_due(
    step: CampaignStep, enrolment: Enrolment, appointment: Appointment | None, zone: ZoneInfo
) -> datetime | None:
    """Return the instant (UTC) at which *step* falls, or ``None`` when it needs an appointment and there is none."""
    delay = step.delay
    if delay.base in (Base.BEFORE_APPOINTMENT, Base.AFTER_APPOINTMENT):
        if appointment is None:
            return None
        sign = -1 if delay.base is Base.BEFORE_APPOINTMENT else 1
        return _shifted(appointment.at, Delay(delay.base, sign * delay.length, delay.at), zone)
    base = enrolment.previous_at if delay.base is Base.PREVIOUS and enrolment.previous_at else enrolment.started_at
    due = _shifted(base, delay, zone)
    return due if due >= base else _shifted(base, Delay(delay.base, delay.length + _DAY, delay.at), zone)


def _shifted(base: datetime, delay: Delay, zone: ZoneInfo) -> datetime:
    """Move *base* by the delay: elapsed time, or calendar days and then the clock when the step names one."""
    if delay.at is None:
        return base + delay.length
    days = timedelta(days=delay.length.days)
    clock = _on_clock(delay.at) + (delay.length - days)
    local = base.astimezone(zone)
    midnight = datetime.combine(local.date() + days, time())
    return (midnight + clock).replace(tzinfo=zone).astimezone(UTC)


def _on_clock(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
