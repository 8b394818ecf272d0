"""Records to keep, of fictional people: plain ones, and one of each kind in which every field says something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from frontdesk.names import (
    AppointmentState,
    CampaignId,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    Handover,
    Lifecycle,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    MessageState,
    OutcomeId,
    PhoneKind,
    Priority,
    Progress,
    ReasonId,
    Recipient,
    State,
    StepId,
    TaskId,
    TaskType,
    Timing,
)
from frontdesk.records import (
    Appointment,
    Choice,
    Companion,
    ConsentRecord,
    Contact,
    Enrolment,
    Message,
    Phone,
    Preference,
    Task,
)
from frontdesk.tables import Value

RecordT = TypeVar("RecordT")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NEW, LOST = State("enquiry/new"), State("enquiry/lost")
TEXT, MAIL = ChannelId("text"), ChannelId("email")
MAIN = LineId("main")
NUMBER = "+12025550101"
OTHER_NUMBERS = ("12025550101", "2025550101", "+442079460101")
"""Numbers that are compared as they are, so none of these is the other's, nor ``NUMBER``."""
LETTERS = "Año 日本語 Ünal 👩‍⚕️ 'quoted' \"twice\" \\ 100% _ \t\n€ İı ß"
"""Letters that a careless store trips over."""
LONG = "Good morning. " * 7_143
"""A little over 100,000 letters."""
INSTANTS = (
    datetime(2026, 3, 2, 15, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 3, 2, 15, 0, 0, 999_999, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(1800, 1, 1, tzinfo=UTC),
    datetime(2299, 12, 31, 23, 59, 59, 123_456, tzinfo=UTC),
)
"""The ends of what the language reads as a date, and the smallest part of a second."""
NEW_YORK = ZoneInfo("America/New_York")
ELSEWHERE = (
    datetime(2026, 3, 2, 10, 0, 0, 7, tzinfo=NEW_YORK),
    datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK),
    datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK),
    datetime(2026, 7, 1, 4, 45, tzinfo=ZoneInfo("Asia/Kathmandu")),
)
"""Instants on other clocks, two of them in the hour that comes twice in autumn."""
VALUES: Mapping[str, Value] = MappingProxyType(
    {
        "text": LETTERS,
        "number in words": "12",
        "nobody_knows": "unknown",
        "yes": "yes",
        "empty": "",
        "count": 12,
        "no_count": 0,
        "debt": -3,
        "large": 10**18,
        "price": Decimal("12.50"),
        "tiny": Decimal("0.000000000000001"),
        "day": date(2026, 2, 28),
        "moment": datetime(2026, 3, 8, 2, 30),
        "moment_to_the_second": datetime(2026, 2, 28, 14, 30, 15),
        "hour": time(8, 30),
        "second": time(8, 0, 30),
        "end_of_day": time.max,
        "length": timedelta(days=400, seconds=3, microseconds=7),
        "back": timedelta(days=-1, microseconds=-5),
        "several": frozenset({"a", "b,c", LETTERS}),
        "none": frozenset(),
    }
)
"""A fact of every kind, and of every kind the ones that are easily mistaken for something else."""


def a_contact(name: str = "Ana Example", state: State = NEW, **more: Any) -> Contact:
    """Somebody of whom little is known."""
    return Contact(ContactId(0), name, state, NOW, **more)


def a_number(last: int) -> str:
    """A fictional number of the North American plan, as carriers write it."""
    return f"+1202555{last:04}"


def on_number(*numbers: str, name: str = "Ana Example") -> Contact:
    """Somebody who has these numbers, at most three."""
    return a_contact(name, phones={kind: Phone(number) for kind, number in zip(PhoneKind, numbers, strict=False)})


def full_contact() -> Contact:
    """Somebody of whom every field says something."""
    return Contact(
        ContactId(0),
        f"Ana {LETTERS}",
        State("client/waiting"),
        INSTANTS[0],
        Choice(LOST, INSTANTS[1], "Ben", LETTERS, ReasonId("moved_away"), INSTANTS[2], OutcomeId("rang"), 3),
        frozenset({NEW, State("client/waiting")}),
        {
            PhoneKind.WORK: Phone("+442079460100", LineType.LANDLINE),
            PhoneKind.CELL: Phone(a_number(101), LineType.TEXT_ENABLED),
            PhoneKind.HOME: Phone("5550102", LineType.INVALID),
        },
        "ana@example.com",
        False,
        "America/New_York",
        "NY",
        3,
        OutcomeId("left_message"),
        ReasonId("too_far"),
        "written",
        Preference("home", "do_not_contact", True, True),
        Preference("cell", "text"),
        VALUES,
        "P-1",
        f"Ana {LETTERS}",
        "Example-Sample",
        "Dr.",
        date(1931, 2, 28),
        "pt-BR",
        {
            Recipient.GUARDIAN: Companion(
                f"Mia {LETTERS}",
                {PhoneKind.WORK: Phone(a_number(103), LineType.LANDLINE), PhoneKind.CELL: Phone(a_number(104))},
                "mia@example.com",
                False,
            ),
            Recipient.PARTNER: Companion("Per"),
        },
        NEW,
        INSTANTS[3],
    )


def a_consent(address: str, value: Consent = Consent.OPTED_OUT, **more: Any) -> ConsentRecord:
    """What somebody said by text of texts from the main line."""
    plain = {"line": MAIN, "channel": TEXT, "source": ConsentSource.REPLY, "at": NOW}
    return ConsentRecord(address, value=value, **{**plain, **more})


def full_consent(address: str) -> ConsentRecord:
    """A consent of which every field says something."""
    return a_consent(
        address,
        Consent.OPTED_IN,
        line=LineId("after hours"),
        channel=MAIL,
        source=ConsentSource.HEARD,
        at=INSTANTS[0],
        covers=Covers.MARKETING,
        until=INSTANTS[4],
        words=LETTERS,
    )


def full_appointment(contact: ContactId) -> Appointment:
    """An appointment of which every field says something."""
    preference = Preference("work", "call", True, True)
    state, reference = AppointmentState.CONFIRMED, f"V-1 {LETTERS}"
    return Appointment(
        0,
        contact,
        INSTANTS[1],
        state,
        preference,
        VALUES,
        reference,
        "Dr. Example",
        "north",
        "cleaning",
        told_at=INSTANTS[0],
        told_state=AppointmentState.BOOKED,
    )


def a_visit(contact: ContactId, at: datetime, state: AppointmentState = AppointmentState.BOOKED) -> Appointment:
    """A plain appointment."""
    return Appointment(0, contact, at, state)


def a_message(contact: ContactId, run: str, **more: Any) -> Message:
    """A message that waits."""
    plain = {"kind": MessageKind.MANUAL, "timing": Timing.INSTANT, "due_at": NOW}
    return Message(0, contact, MessageId("hello"), run, **{**plain, **more})


def full_message(contact: ContactId) -> Message:
    """A message of which every field says something."""
    return Message(
        0,
        contact,
        MessageId("hello"),
        f"run {LETTERS}",
        MessageKind.CAMPAIGN,
        Timing.SCHEDULED,
        INSTANTS[0],
        MessageState.UNKNOWN,
        7,
        CampaignId("recall"),
        StepId("first"),
        8,
        MAIN,
        TEXT,
        a_number(101),
        LETTERS,
        "delivery.yaml:12",
        "R-1",
        INSTANTS[1],
        True,
        "delivered",
        3,
        Handover.ENDED,
        LETTERS,
        1,
    )


def an_enrolment(contact: ContactId, campaign: str = "recall", **more: Any) -> Enrolment:
    """A run of a campaign."""
    return Enrolment(0, contact, CampaignId(campaign), NOW, **more)


def full_enrolment(contact: ContactId) -> Enrolment:
    """A run of a campaign of which every field says something."""
    done = {StepId("text"): INSTANTS[0], StepId("0"): INSTANTS[1]}
    return Enrolment(0, contact, CampaignId("recall"), INSTANTS[0], done, 3, 9, INSTANTS[2], LETTERS)


def a_task(contact: ContactId, task: str = "call_back", **more: Any) -> Task:
    """An open task."""
    return Task(0, contact, TaskId(task), NOW, **more)


def full_task(contact: ContactId) -> Task:
    """A task of which every field says something."""
    return Task(
        0,
        contact,
        TaskId("call_back"),
        INSTANTS[0],
        "Ben",
        Lifecycle.CLOSED,
        Progress.DONE,
        INSTANTS[1],
        INSTANTS[2],
        4,
        OutcomeId("left_message"),
        LETTERS,
        INSTANTS[3],
        "expired",
        TaskType.LETTER,
        Priority.HIGH,
        INSTANTS[4],
    )


def instants_of(record: object) -> list[str]:
    """The names of the fields of *record* that hold an instant."""
    assert is_dataclass(record)
    return [one.name for one in fields(record) if isinstance(getattr(record, one.name), datetime)]


def every_field_says_something(record: object) -> bool:
    """Whether no field of *record* is as it would be if nothing had been said of it, but for its id."""
    assert is_dataclass(record)
    return all(getattr(record, one.name) != one.default for one in fields(record) if one.name != "id")
