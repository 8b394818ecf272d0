"""What an entry of the journal says of a visit: booked, moved, what became of it, what came of that, and put right.

A visit is known here by its number, so none of it is personal but the practice's own facts. Knows no store and no
rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from frontdesk.names import AppointmentState, Progress, ReasonId, State
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class AppointmentBooked:
    """An appointment was booked."""

    wire: ClassVar = wire("appointment booked", appointment="appointment", at="at")
    appointment: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AppointmentRescheduled:
    """An appointment was moved."""

    wire: ClassVar = wire("appointment rescheduled", appointment="appointment", at="at")
    appointment: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AppointmentNoted:
    """Something else of an appointment is known now: the names of what, such as practitioner; it brings about nothing.

    Also the time of one that is over, or that does not take place.
    """

    wire: ClassVar = wire("appointment noted", appointment="appointment", what="what")
    appointment: int
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppointmentBecame:
    """What became of an appointment: confirmed, cancelled, kept or missed."""

    wire: ClassVar = wire("appointment became", appointment="appointment", state="state")
    appointment: int
    state: AppointmentState


@dataclass(frozen=True, slots=True)
class Stood:
    """All that goes with the state in which a contact was: since when, after which, until when, why they were lost.

    ``first`` says that they had never been in the one that took its place.
    """

    wire: ClassVar = wire("stood", since="since", earlier="after", until="until", reason="reason", first="first")
    since: datetime
    earlier: State | None = None
    until: datetime | None = None
    reason: ReasonId | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class BroughtAbout:
    """What came of what an appointment became: the numbers of what is there since, or goes on no more.

    Runs of campaigns, tasks and messages; ``progress`` is how far each task of ``closed`` was. ``before`` and ``after``
    are the state where it changed, and ``stood`` is what went with the one before. ``facts_before`` and
    ``facts_after`` are the practice's own facts, of the contact and of the appointment, that it noted.
    """

    wire: ClassVar = wire(
        "brought about",
        "facts_before",
        "facts_after",
        appointment="appointment",
        said="said",
        started="started",
        ended="ended",
        opened="opened",
        closed="closed",
        queued="queued",
        withdrawn="withdrawn",
        before="from",
        after="to",
        progress="progress",
        stood="stood",
        facts_before="facts from",
        facts_after="facts to",
    )
    appointment: int
    said: AppointmentState
    started: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    queued: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    before: State | None = None
    after: State | None = None
    progress: tuple[Progress, ...] = ()
    stood: Stood | None = None
    facts_before: Mapping[str, str] = field(default_factory=dict)
    facts_after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppointmentPutRight:
    """What an appointment became was a mistake: it is ``back_to`` what it was, and what came of it is taken back.

    ``tasks`` are those that it opened and that nobody took up: they count no more.
    """

    wire: ClassVar = wire(
        "appointment put right", appointment="appointment", state="state", back_to="back to", tasks="tasks"
    )
    appointment: int
    state: AppointmentState
    back_to: AppointmentState
    tasks: tuple[int, ...] = ()
