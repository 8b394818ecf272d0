"""The holidays of a country and the days of a calendar file become part of the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontdesk.comparing import compare
from frontdesk.loading import load_ruleset, rebuild
from frontdesk.model import Ruleset
from frontdesk.model.calendars import Calendars
from support import check_ruleset, read_ruleset

EVENT = "BEGIN:VEVENT\nUID:{number}\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT\n"


def a_practice(folder: Path, row: str, *events: str) -> Path:
    (folder / "ruleset.yaml").write_text(
        "name: ours\nlabel: Ours\nlanguage: 1\nextends: default\ntime_zone: America/New_York\n"
    )
    (folder / "calendars.yaml").write_text(
        f"calendars:\n  practice:\n    hours: {{monday..sunday: '08:00..18:00'}}\n    days:\n      - {row}\n"
    )
    if events:
        body = "".join(EVENT.format(number=number, lines=lines) for number, lines in enumerate(events))
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n{body}END:VCALENDAR\n"
        (folder / "closed.ics").write_text(text.replace("\n", "\r\n"))
    return folder


def hours(ruleset: Ruleset, day: str) -> str:
    practice = ruleset.part(Calendars).practice
    assert practice is not None
    return " ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in practice.spans(date.fromisoformat(day)))


FILE = "{id: closed, file: closed.ics}"


def test_the_holidays_of_a_country_and_of_a_region_close_the_practice_and_are_holidays(tmp_path: Path) -> None:
    rules = read_ruleset(a_practice(tmp_path, "{id: public, holidays: US, region: TX}"))
    assert hours(rules, "2026-12-25") == hours(rules, "2049-12-25") == ""
    practice = rules.part(Calendars).practice
    assert practice is not None
    assert practice.days[0].found[date(2026, 4, 3)] == "Good Friday"  # of Texas, not of the United States
    assert rules.is_holiday(date(2026, 4, 3))
    assert hours(rules, "2026-12-28") == hours(rules, "2050-12-25") == "08:00-18:00"


@pytest.mark.parametrize(
    ("event", "closed", "open_on"),
    [
        ("DTSTART;VALUE=DATE:20260309\nSUMMARY:One day", ["2026-03-09"], ["2026-03-10"]),
        ("DTSTART;VALUE=DATE:20260309\nDTEND;VALUE=DATE:20260311", ["2026-03-09", "2026-03-10"], ["2026-03-11"]),
        ("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=YEARLY", ["2026-03-01", "2049-03-01"], ["2025-03-01", "2050-03-01"]),
        (
            "DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;UNTIL=20260316\nEXDATE;VALUE=DATE:20260309",
            ["2026-03-02", "2026-03-16"],
            ["2026-03-09", "2026-03-23"],
        ),
        ("DTSTART;VALUE=DATE:20260302\nSTATUS:CANCELLED", [], ["2026-03-02"]),
    ],
)
def test_whole_days_of_a_file_are_closed(event: str, closed: list[str], open_on: list[str], tmp_path: Path) -> None:
    rules = read_ruleset(a_practice(tmp_path, FILE, event))
    assert [hours(rules, day) for day in closed] == [""] * len(closed)
    assert [hours(rules, day) for day in open_on] == ["08:00-18:00"] * len(open_on)


@pytest.mark.parametrize(
    ("event", "day", "left"),
    [
        ("DTSTART:20260302T120000\nDTEND:20260302T130000", "2026-03-02", "08:00-12:00 13:00-18:00"),
        ("DTSTART:20260302T170000Z\nDTEND:20260302T180000Z", "2026-03-02", "08:00-12:00 13:00-18:00"),
        ("DTSTART;TZID=America/Chicago:20260302T110000\nDURATION:PT1H", "2026-03-02", "08:00-12:00 13:00-18:00"),
        ("DTSTART:20260302T120000\nDTEND:20260303T100000", "2026-03-02", "08:00-12:00"),
        ("DTSTART:20260302T120000\nDTEND:20260303T100000", "2026-03-03", "10:00-18:00"),
        (
            "DTSTART;TZID=America/New_York:20260302T120000\nDURATION:PT6H\nRRULE:FREQ=MONTHLY;BYDAY=1MO"
            ";UNTIL=20260706T160000Z",
            "2026-07-06",
            "08:00-12:00",
        ),
    ],
)
def test_an_event_with_hours_takes_them_off_on_the_clock_of_the_practice(
    event: str, day: str, left: str, tmp_path: Path
) -> None:
    assert hours(read_ruleset(a_practice(tmp_path, FILE, event)), day) == left


def test_what_was_found_stays_with_the_rules_and_a_changed_file_changes_them(tmp_path: Path) -> None:
    rules = read_ruleset(a_practice(tmp_path, FILE, "DTSTART;VALUE=DATE:20260309"))
    changed = read_ruleset(a_practice(tmp_path, FILE, "DTSTART;VALUE=DATE:20260310"))
    assert rules.hash != changed.hash
    assert [one.what for one in compare(rules, changed).parts] == ["days closed says"]
    (tmp_path / "closed.ics").unlink()
    assert rebuild(rules.text).part(Calendars) == rules.part(Calendars)


def test_what_is_remembered_of_rules_counts_no_more_where_their_file_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "ours"
    folder.mkdir()
    for day in ("20260309", "20260310"):
        rules = load_ruleset(a_practice(folder, FILE, f"DTSTART;VALUE=DATE:{day}"))
        again = load_ruleset(folder)
        assert hours(rules, day) == hours(again, day) == ""
        assert (rules.hash, rules.text) == (again.hash, again.text)


@pytest.mark.parametrize(
    ("row", "events", "cause"),
    [
        ("{id: public, holidays: XX}", [], "no holidays of the country 'XX' are known"),
        ("{id: public, holidays: US, region: Texas}", [], "no holidays of the region 'Texas' of US are known"),
        (FILE, [], "'closed.ics' cannot be read: No such file or directory"),
        (FILE, ["SUMMARY:Never"], "when the event 'Never' of 'closed.ics' takes place cannot be told"),
        (
            FILE,
            ["DTSTART;VALUE=DATE:20260309\nRECURRENCE-ID;VALUE=DATE:20260310\nSUMMARY:Moved"],
            "when the event 'Moved' of 'closed.ics' takes place cannot be told",
        ),
        (FILE, ["DTSTART:20200101T000000\nRRULE:FREQ=MINUTELY"], "'closed.ics' has more than 20,000 days"),
    ],
)
def test_what_cannot_be_found_is_an_error(row: str, events: list[str], cause: str, tmp_path: Path) -> None:
    report = check_ruleset(a_practice(tmp_path, row, *events))
    assert [(one.code, one.cause) for one in report.problems] == [("R014", cause)]


def test_a_file_that_is_no_calendar_is_an_error(tmp_path: Path) -> None:
    (a_practice(tmp_path, FILE) / "closed.ics").write_text("Closed on Monday\n")
    (problem,) = check_ruleset(tmp_path).problems
    assert problem.code == "R014"
    assert problem.cause.startswith("'closed.ics' is no calendar file")


def test_an_event_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (problem,) = check_ruleset(a_practice(tmp_path, FILE, "DTSTART:soon\nSUMMARY:Soon")).problems
    assert problem.code == "R014"
    assert problem.cause.startswith("the event 'Soon' of 'closed.ics' cannot be read: ")
