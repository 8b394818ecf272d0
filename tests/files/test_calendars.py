"""Events of a calendar, as rows under the headings of our own fields of a visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from files.opened import read_text

ZONE = (
    *("BEGIN:VTIMEZONE", "TZID:Riverside", "BEGIN:STANDARD", "DTSTART:20070101T000000", "TZOFFSETFROM:-0600"),
    *("TZOFFSETTO:-0600", "END:STANDARD", "END:VTIMEZONE"),
)


def calendar(*events: tuple[str, ...], above: tuple[str, ...] = ()) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *above]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "".join(f"{line}\r\n" for line in (*lines, "END:VCALENDAR"))


def says(folder: Path, *event: str, above: tuple[str, ...] = ()) -> dict[str, str]:
    """What one event says, by heading, without what it does not say."""
    found = read_text(folder, calendar(event, above=above), name="visits.ics")
    assert found.faults == {}
    ((_, row),) = found.rows.items()
    return {heading: cell for heading, cell in zip(found.heading, row, strict=True) if cell}


def test_an_event_is_a_visit_of_whoever_it_is_called_after(tmp_path: Path) -> None:
    assert says(tmp_path, "UID:A-1", "DTSTART;TZID=America/New_York:20260305T143000", "SUMMARY:Ada\\, Fern") == {
        "reference": "A-1",
        "at": "2026-03-05 14:30-05:00",
        "name": "Ada, Fern",
    }


def test_an_event_with_an_attendee_is_theirs_and_its_summary_is_what_for(tmp_path: Path) -> None:
    event = (
        *("UID:A-2", "DTSTART:20260305T143000Z", "SUMMARY:First visit", "STATUS:CONFIRMED", "LOCATION:Main St\\, 2"),
        *("ORGANIZER;CN=Dr. Lee:mailto:lee@example.com", 'ATTENDEE;CN="Ada Fern":MAILTO:ada@example.com'),
        *("ATTENDEE;CN=Bob:mailto:bob@example.com", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM"),
    )
    assert says(tmp_path, *event) == {
        "reference": "A-2",
        "at": "2026-03-05 14:30+00:00",
        "state": "booked",
        "type": "First visit",
        "provider": "Dr. Lee",
        "place": "Main St, 2",
        "name": "Ada Fern",
        "email": "ada@example.com",
    }


@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("DTSTART:20260305T143000", "2026-03-05 14:30"),
        ("DTSTART;VALUE=DATE:20260305", "2026-03-05"),
        ("DTSTART;TZID=Eastern Standard Time:20260705T143000", "2026-07-05 14:30-04:00"),
        ("DTSTART;TZID=/example.com/America/New_York:20260705T143000", "2026-07-05 14:30-04:00"),
        ("DTSTART;TZID=Riverside:20260305T143000", "2026-03-05 14:30-06:00"),
    ],
)
def test_an_hour_is_told_with_the_zone_that_it_names_and_else_is_the_practices_own(
    start: str, at: str, tmp_path: Path
) -> None:
    assert says(tmp_path, "UID:A-1", start, above=ZONE)["at"] == at


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((), ""),
        (("STATUS:TENTATIVE",), "booked"),
        (("STATUS:CONFIRMED",), "booked"),
        (("STATUS:cancelled",), "cancelled"),
        (("STATUS:CONFIRMED", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.com"), "confirmed"),
        (("STATUS:CANCELLED", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.com"), "cancelled"),
        (("STATUS:WHATEVER",), ""),
        (("STATUS:CONFIRMED", "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.com"), "cancelled"),
        (("ATTENDEE;PARTSTAT=declined:mailto:ada@example.com", "ATTENDEE:mailto:bob@example.com"), "cancelled"),
        (("ATTENDEE:mailto:ada@example.com", "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com"), ""),
        (("SUMMARY:Canceled: Ada Fern",), "cancelled"),
    ],
)
def test_an_event_that_takes_place_is_booked_and_confirmed_only_by_who_comes(
    lines: tuple[str, ...], state: str, tmp_path: Path
) -> None:
    assert says(tmp_path, "UID:A-1", "DTSTART:20260305T143000", *lines).get("state", "") == state


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["ATTENDEE:mailto:DR@example.com", "ATTENDEE:mailto:ada@example.com"], ("", "ada@example.com")),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:dr@example.com"], ("cancelled", "dr@example.com")),
        (
            ["ATTENDEE;CUTYPE=ROOM;PARTSTAT=DECLINED:mailto:room@example.com", "ATTENDEE:mailto:ada@example.com"],
            ("", "ada@example.com"),
        ),
        (["ATTENDEE;CUTYPE=RESOURCE:mailto:chair@example.com"], ("", "")),
    ],
)
def test_whose_calendar_it_is_and_a_room_are_not_who_comes(
    lines: list[str], told: tuple[str, str], tmp_path: Path
) -> None:
    event = ("UID:A-1", "DTSTART:20260305T143000", "ORGANIZER:mailto:dr@example.com", *lines)
    said = says(tmp_path, *event)
    assert (said.get("state", ""), said.get("email", "")) == told


@pytest.mark.parametrize("method", ["METHOD:CANCEL", "method:cancel ", "METHOD;X-A=1:CANCEL"])
def test_a_calendar_that_cancels_takes_back_its_events_whatever_their_status(method: str, tmp_path: Path) -> None:
    event = ("UID:A-1", "DTSTART:20260305T143000", "STATUS:CONFIRMED", "SUMMARY:Ada Fern")
    assert says(tmp_path, *event, above=(method,))["state"] == "cancelled"
    both = calendar(event, above=(method,)) + calendar(("UID:A-2", *event[1:]))
    assert [row[2] for row in read_text(tmp_path, both, name="visits.ics").rows.values()] == ["cancelled", "booked"]


@pytest.mark.parametrize("method", ["COUNTER", "DECLINECOUNTER", "REFRESH"])
def test_an_answer_to_an_invitation_is_no_visit(method: str, tmp_path: Path) -> None:
    text = calendar(("UID:A-1", "DTSTART:20260305T143000"), above=(f"METHOD:{method}",))
    (told,) = read_text(tmp_path, text, name="visits.ics").faults.values()
    assert told == (
        f"this event cannot be read: its calendar answers an invitation (METHOD:{method}), "
        "and says of no visit that it takes place"
    )


def test_what_outlook_writes_before_a_summary_is_no_part_of_a_name(tmp_path: Path) -> None:
    assert says(tmp_path, "UID:A-1", "DTSTART:20260305T143000", "SUMMARY:Cancelled: Ada Fern")["name"] == "Ada Fern"


@pytest.mark.parametrize(
    ("start", "again"),
    [
        ("DTSTART:20260305T143000", "RECURRENCE-ID:20260305T143000"),
        ("DTSTART;TZID=America/New_York:20260305T143000", "RECURRENCE-ID:20260305T193000Z"),
        ("DTSTART;TZID=America/New_York:20260305T143000", "RECURRENCE-ID:20260305T143000"),
        ("DTSTART:20260305T143000", "RECURRENCE-ID;VALUE=DATE:20260305"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_event_that_is_told_anew_by_its_day_is_that_event_and_no_second_one(
    start: str, again: str, is_first: bool, tmp_path: Path
) -> None:
    moved = ("UID:A-1", again, "DTSTART:20260306T100000", "SUMMARY:Ada Fern")
    events = [("UID:A-1", start, "SUMMARY:Ada Fern"), moved]
    text = calendar(*(events if is_first else reversed(events)), ("UID:A-2", "DTSTART:20260305T143000"))
    found = list(read_text(tmp_path, text, name="visits.ics").rows.values())
    assert [row[:2] for row in found] == [("A-1", "2026-03-06 10:00"), ("A-2", "2026-03-05 14:30")]


def test_another_day_beside_an_event_is_a_visit_of_its_own(tmp_path: Path) -> None:
    events = [("UID:A-1", "DTSTART:20260305T143000"), ("UID:A-1", "RECURRENCE-ID:20260312T143000", "DTSTART:20260313")]
    found = read_text(tmp_path, calendar(*events), name="visits.ics").rows.values()
    assert [row[0] for row in found] == ["A-1", "A-1/2026-03-12T14:30:00"]


def test_one_of_a_series_that_was_moved_is_a_visit_of_its_own(tmp_path: Path) -> None:
    told = says(tmp_path, "UID:A-1", "DTSTART:20260305T143000", "RECURRENCE-ID:20260304T143000")
    assert told["reference"] == "A-1/2026-03-04T14:30:00"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            ("DTSTART:20260305T143000", "RRULE:FREQ=WEEKLY"),
            "it repeats; export each time that somebody comes as an event",
        ),
        (("DTSTART:20260305T143000", "RDATE:20260306T143000"), "it repeats"),
        (("SUMMARY:Ada Fern",), "it does not say when"),
        (("DTSTART:tomorrow",), "DTSTART: "),
        (("DTSTART;TZID=Nowhere/Zone:20260305T143000",), "nobody knows the time zone 'Nowhere/Zone'"),
        (("DTSTART:20260305T143000", "no colon here"), ""),
    ],
)
def test_an_event_that_is_no_visit_costs_itself(lines: tuple[str, ...], why: str, tmp_path: Path) -> None:
    text = calendar(("UID:A-1", *lines), ("UID:A-2", "DTSTART:20260305T143000"))
    found = read_text(tmp_path, text, name="visits.ics")
    assert found.faults[3].startswith(f"this event cannot be read: {why}")
    assert [row[0] for row in found.rows.values()] == ["A-2"]
    assert "UID:A-1" in found.all[0].cells[0]


def test_an_event_whose_beginning_is_lost_is_told(tmp_path: Path) -> None:
    text = calendar(("UID:A-1", "DTSTART:20260305T143000")).replace("BEGIN:VEVENT", "BEGIN:VEVNT")
    assert list(read_text(tmp_path, text, name="visits.ics").faults.values()) == [
        "this event cannot be read: no line BEGIN:VEVENT stands before it"
    ]


def test_a_zone_is_known_in_its_own_calendar_only_and_a_broken_one_in_none(tmp_path: Path) -> None:
    event = ("UID:A-1", "DTSTART;TZID=Riverside:20260305T143000")
    assert says(tmp_path, *event, above=ZONE)["at"] == "2026-03-05 14:30-06:00"
    other = tuple(line.replace("-0600", "-0300") for line in ZONE)
    assert says(tmp_path, *event, above=other)["at"] == "2026-03-05 14:30-03:00"
    broken = tuple(line.replace("-0600", "minus six") for line in ZONE)
    for above in ((), broken):
        faults = read_text(tmp_path, calendar(event, above=above), name="visits.ics").faults
        assert list(faults.values()) == ["this event cannot be read: nobody knows the time zone 'Riverside'"]
