"""When steps fall: two at one moment, inside the correction window, at an hour at which nothing leaves (C003-C005)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checking.small import built, causes, found, overlay, practice, rows
from frontdesk.checking.moments import moments
from frontdesk.interpreter.campaigns import Run, step_due, to_come
from frontdesk.interpreter.statuses import settles_at
from frontdesk.model import Campaign
from frontdesk.names import CampaignId, ContactId, State
from frontdesk.records import Appointment, Choice, Enrolment
from support import MONDAY

# --- C003: two campaigns that write at the same moment ---


def invitation(steps: str, start: str = "on: {status_entered: enquiry/new}", more: str = "") -> str:
    return f"campaigns:\n  invitation: {{label: Invitation, {more} start: [{{{start}}}], steps: [{steps}]}}\n"


@pytest.mark.parametrize(
    "steps",
    [
        "{id: x, send: thanks, after_start: 1 hour}",
        "{id: x, send: thanks, after_previous: 60 minutes}",
        "{task: ring, after_start: 20 minutes}, {id: x, send: thanks, after_previous: 40 minutes}",
        "{send: thanks, after_start: 10 minutes}, {id: x, send: thanks, after_start: 1 hour}",
    ],
)
def test_two_campaigns_of_one_event_that_write_at_the_same_moment_are_found(tmp_path: Path, steps: str) -> None:
    assert causes(overlay(tmp_path, campaigns=invitation(steps)), "C003") == [
        "C003: one event makes 'Welcome' and 'Invitation' write at the same moment: steps 'hello' and 'x'"
    ]


@pytest.mark.parametrize(
    ("reactions", "which"),
    [
        (["on: {task_expired: any}, do: [{send: thanks}]", "on: {task_expired: any}, do: [{send: hello}]"], ""),
        (["on: {task_expired: any}, do: [{send: thanks}]", "on: preferences_changed, do: [{send: hello}]"], None),
        (["on: {task_expired: any}, do: [{send: thanks}, {send: hello}]"], None),
        (["on: {task_expired: any}, do: [{send: thanks}, {start_campaign: ours}]"], ": step 'x'"),
    ],
    ids=["two rules", "two events", "one rule that means both", "a rule and a campaign"],
)
def test_two_messages_of_one_event_at_the_same_moment_are_found(
    tmp_path: Path, reactions: list[str], which: str | None
) -> None:
    ours = "campaigns:\n  ours: {label: Ours, steps: [{id: x, send: hello, after_start: 0 minutes}]}\n"
    folder = overlay(tmp_path, campaigns=ours, reactions=rows("reactions", *reactions))
    told = causes(folder, "C003")
    assert [cause.partition("moment")[2] for cause in told] == ([] if which is None else [which])


@pytest.mark.parametrize(
    "text",
    [
        invitation("{send: thanks, after_start: 61 minutes}"),
        invitation("{task: ring, after_start: 1 hour}"),
        invitation("{send: thanks, after_start: 1 hour}", more="group: first,"),
        invitation("{send: thanks, after_start: 1 hour}", more="enabled: no,"),
        invitation("{send: thanks, after_start: 1 hour}", "on: {status_entered: client/visiting}"),
        invitation("{send: thanks, after_start: 1 hour}", "on: {status_entered: enquiry/new}, when: {open_house: yes}"),
        invitation("{send: thanks, after_start: 1 hour}", "on: {status_entered: any}, when: {phase: client}"),
        invitation("{send: thanks, after_start: 1 hour}", "on: appointment_kept"),
    ],
    ids=[
        "later",
        "no message",
        "a group",
        "switched off",
        "other status",
        "other people",
        "other phase",
        "other event",
    ],
)
def test_campaigns_that_write_apart_or_to_others_are_in_order(tmp_path: Path, text: str) -> None:
    assert causes(overlay(tmp_path, campaigns=text), "C003") == []


def test_steps_whose_conditions_exclude_each_other_do_not_write_to_the_same_person(tmp_path: Path) -> None:
    mail = "{{send: thanks, after_start: 2 hours, when: {{email: {}}}}}"
    first = f"one: {{start: [{{on: appointment_kept}}], steps: [{mail.format('on_file')}]}}"
    second = f"two: {{start: [{{on: appointment_kept}}], steps: [{mail.format('invalid')}]}}"
    assert causes(overlay(tmp_path, campaigns=f"campaigns:\n  {first}\n  {second}\n"), "C003") == []
    both = second.replace("invalid", "on_file")
    ours = overlay(tmp_path, campaigns=f"campaigns:\n  {first}\n  {both}\n")
    assert [one.code for one in found(ours, "C003")] == ["C003"]


_HEAVY = ("weight: '> 40'", "weight: '<= 40'", "weight: '< 50'")


@pytest.mark.parametrize(
    ("asked", "asked_too", "codes"),
    [
        (*_HEAVY[:2], []),
        (_HEAVY[0], _HEAVY[2], ["C003"]),
        ("weight: '> 40'", "weight: unknown", []),
        ("days_until_vaccination_due: '< 3'", "days_until_vaccination_due: '[3..9]'", []),
        ("days_in_status: '< 3'", "days_in_status: '>= 3'", []),
        ("attempts: '0'", "attempts: '>= 1'", []),
        ("size.class: large", "weight: '< 1'", []),
        ("size.class: large", "weight: '> 1'", ["C003"]),
    ],
)
@pytest.mark.parametrize("place", ["reactions", "starts", "steps"])
def test_what_is_asked_of_one_person_can_hold_at_once_or_not(
    tmp_path: Path, place: str, asked: str, asked_too: str, codes: list[str]
) -> None:
    when = [f"when: {{{one}}}" for one in (asked, asked_too)]
    if place == "reactions":
        text = ""
        ours = rows("reactions", *(f"on: preferences_changed, {one}, do: [{{send: hello}}]" for one in when))
    else:
        starts, steps = (when, ["", ""]) if place == "starts" else (["", ""], when)
        step = "send: hello, after_start: 3 days"
        listed = [
            f"  c{number}: {{start: [{{on: preferences_changed, {first}}}], steps: [{{{step}, {then}}}]}}"
            for number, (first, then) in enumerate(zip(starts, steps, strict=True))
        ]
        text = "\n".join(["campaigns:", *listed, ""])
        ours = ""
    folder = overlay(tmp_path, campaigns=text or "{}", reactions=ours or "reactions: []\n")
    assert [one.code for one in found(folder, "C003")] == codes


@pytest.mark.parametrize(("at", "codes"), [("07:30", ["C003"]), ("07:31", [])])
def test_two_clocks_that_run_alike_are_one_event(tmp_path: Path, at: str, codes: list[str]) -> None:
    start = f"on: {{date_reached: {{date: vaccination_due, before: 14 days, at: '{at}'}}}}"
    ours = overlay(tmp_path, campaigns=invitation("{send: thanks, after_start: 0 minutes}", start))
    assert [one.code for one in found(ours, "C003")] == codes


# --- C004: a message inside the correction window ---


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ("{send: hello, after_start: 0 minutes}", ["C004"]),
        ("{send: hello, after_start: 1 minute 59 seconds}", ["C004"]),
        ("{send: hello, after_start: 2 minutes}", []),
        ("{send: hello, after_previous: 1 minute}", ["C004"]),
        ("{task: ring, after_start: 0 minutes}", []),
        ("{task: ring, after_start: 1 minute}, {send: hello, after_previous: 59 seconds}", ["C004"]),
        ("{task: ring, after_start: 1 minute}, {send: hello, after_previous: 1 minute}", []),
        ("{send: hello, after_start: 0 minutes, at: '09:00'}", []),
    ],
)
def test_a_message_waits_for_the_end_of_the_window_and_may_leave_exactly_then(
    tmp_path: Path, steps: str, codes: list[str]
) -> None:
    text = f"campaigns:\n  ours: {{start: [{{on: {{status_entered: client/visiting}}}}], steps: [{steps}]}}\n"
    assert [one.code for one in found(overlay(tmp_path, campaigns=text))] == codes


def test_what_a_rule_sets_cannot_be_corrected_so_a_message_may_leave_at_once(tmp_path: Path) -> None:
    at_once = "steps: [{send: hello, after_start: 0 minutes}]"
    ours = overlay(
        tmp_path,
        statuses="statuses:\n  kept: {phases: [client], kind: won}\n",
        reactions=rows("reactions", "on: appointment_confirmed, do: [{set_status: client/kept}]"),
        campaigns=f"campaigns:\n  ours: {{start: [{{on: {{status_entered: client/kept}}}}], {at_once}}}\n",
    )
    assert causes(ours, "C004") == []
    chosen = overlay(
        tmp_path,
        statuses="statuses:\n  kept: {phases: [client], kind: won}\n" + rows("offers", "from: any, offer: client/kept"),
        campaigns=f"campaigns:\n  ours: {{start: [{{on: {{status_entered: client/kept}}}}], {at_once}}}\n",
    )
    assert [one.code for one in found(chosen, "C004")] == ["C004"]


NEWS_DAYS = "calendars: {news: {hours: {}, days: [{id: first, monthly: first tuesday, hours: '08:00..20:00'}]}}\n"


def on_days(steps: str, name: str = "ours", calendar: str = "news") -> str:
    """A campaign of a file that says ``campaigns:``, on days of a calendar."""
    start, end = (
        "[{on: {status_entered: client/visiting}}]",
        "[{on: {status_entered: any/any}, when: {phase: {not: client}}}]",
    )
    repeat = f"repeat: {{calendar: {calendar}}}"
    return f"  {name}: {{label: {name.capitalize()}, {repeat}, start: {start}, end: {end}, steps: [{steps}]}}\n"


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ("{send: hello, after_start: 0 days, at: '09:00'}", []),
        ("{send: hello, after_start: 9 hours}", []),
        # the start is midnight, and no status that could be corrected
        ("{send: hello, after_start: 0 minutes}", ["C005"]),
        ("{task: ring, after_start: 1 hour}, {send: hello, after_previous: 90 minutes}", ["C005"]),
    ],
)
def test_a_campaign_on_days_of_a_calendar_counts_from_midnight(tmp_path: Path, steps: str, codes: list[str]) -> None:
    ours = overlay(tmp_path, calendars=NEWS_DAYS, campaigns=f"campaigns:\n{on_days(steps)}")
    assert [one.code for one in found(ours, "C004", "C005")] == codes


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        (on_days("{send: thanks, after_start: 0 days, at: '09:00'}", "other"), ["C003"]),
        (on_days("{send: thanks, after_start: 0 days, at: '10:00'}", "other"), []),
        (on_days("{send: thanks, after_start: 0 days, at: '09:00'}", "other", "island"), []),
        (
            on_days("{send: thanks, after_start: 0 days, at: '09:00'}", "other").replace("{calendar: news}", "30 days"),
            [],
        ),
    ],
    ids=["the same days", "another hour", "other days", "no days"],
)
def test_campaigns_on_the_same_days_write_at_the_same_moment(tmp_path: Path, other: str, codes: list[str]) -> None:
    ours = on_days("{send: hello, after_start: 0 days, at: '09:00'}")
    folder = overlay(tmp_path, calendars=NEWS_DAYS, campaigns=f"campaigns:\n{ours}{other}")
    assert [one.code for one in found(folder, "C003")] == codes


# --- C005: a step at an hour at which nothing leaves ---


def at_hour(at: str, delay: str = "after_previous: 2 days") -> str:
    return f"campaigns:\n  welcome: {{steps: [{{replace: again, send: hello, {delay}, at: '{at}'}}]}}\n"


@pytest.mark.parametrize(
    ("at", "delay", "codes"),
    [
        ("09:00", "after_previous: 2 days", []),
        ("08:59", "after_previous: 2 days", ["C005"]),
        ("18:59", "after_previous: 2 days", []),
        ("19:00", "after_previous: 2 days", ["C005"]),
        ("08:00", "after_previous: 2 days 1 hour", []),
        ("18:00", "after_previous: 2 days 1 hour", ["C005"]),
    ],
)
def test_a_step_outside_the_sending_hours_of_every_weekday_is_found(
    tmp_path: Path, at: str, delay: str, codes: list[str]
) -> None:
    assert [one.code for one in found(overlay(tmp_path, campaigns=at_hour(at, delay)))] == codes


def test_a_step_that_counts_on_from_a_clock_has_an_hour_too(tmp_path: Path) -> None:
    text = "campaigns:\n  welcome: {steps: [{id: x, after: again, send: hello, after_previous: %s}]}\n"
    assert [one.code for one in found(overlay(tmp_path, campaigns=text % "9 hours"))] == []
    assert [one.code for one in found(overlay(tmp_path, campaigns=text % "10 hours"))] == ["C005"]


def test_hours_before_an_appointment_are_counted_back_from_the_clock(tmp_path: Path) -> None:
    step = "{replace: before, send: reminder, before_appointment: 1 day 2 hours, at: '%s'}"
    text = f"campaigns:\n  visit: {{steps: [{step}]}}\n"
    assert causes(overlay(tmp_path, campaigns=text % "11:00")) == []
    assert [one.code for one in found(overlay(tmp_path, campaigns=text % "10:00"))] == ["C005"]
    assert causes(overlay(tmp_path, campaigns=text % "20:00")) == []


SHIPPED_HOURS = [
    ("default", "07:59", "08:00", "20:59", "21:00"),
    ("dental", "07:59", "08:00", "20:00", "20:01"),
    ("health-system", "07:59", "08:00", "20:59", "21:00"),
    ("physical-therapy", "07:59", "08:00", "20:00", "20:01"),
]


@pytest.mark.parametrize("purpose", ["treatment", "marketing"])
@pytest.mark.parametrize(("shipped", "night", "first", "last", "evening"), SHIPPED_HOURS)
def test_a_step_outside_the_hours_of_a_shipped_ruleset_is_found(
    tmp_path: Path, shipped: str, night: str, first: str, last: str, evening: str, purpose: str
) -> None:
    """The states that have hours of their own are not asked of; whoever lives in none of them is ordinary."""

    def codes(at: str) -> list[str]:
        step = f"{{send: note, after_start: 2 days, at: '{at}'}}"
        start = "{on: appointment_booked}"
        ours = practice(
            tmp_path / "ours",
            ruleset=f"name: ours\nextends: {shipped}\n",
            messages=f"messages: {{note: {{purpose: {purpose}, content: {{text: Hello}}}}}}\n",
            campaigns=f"campaigns: {{ours: {{label: Ours, start: [{start}], steps: [{step}]}}}}\n",
        )
        return [one.code for one in found(ours, "C005")]

    assert [codes(at) for at in (night, first, last, evening)] == [["C005"], [], [], ["C005"]]


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("TX", []),
        ("[TX, FL]", []),
        ("{not: TX}", ["C005"]),
        ("{not: unknown}", ["C005"]),
        ("unknown", []),
    ],
)
def test_hours_of_single_states_leave_most_people_alone(tmp_path: Path, region: str, codes: list[str]) -> None:
    kept = f"{{id: kept, when: {{region: {region}, local_time: {{not: '[10:00..12:00)'}}}}, then: move}}"
    always = f"overlay: replace\nsending: {{rows: [{kept}], otherwise: send}}\n"
    assert [one.code for one in found(overlay(tmp_path, campaigns=at_hour("13:00"), windows=always), "C005")] == codes


def test_where_regions_are_free_text_hours_of_a_named_one_leave_most_people_alone(tmp_path: Path) -> None:
    for region, codes in (("Kent", []), ("{not: Kent}", ["C005"])):
        kept = f"{{id: kept, when: {{region: {region}, local_time: {{not: '[10:00..12:00)'}}}}, then: move}}"
        always = f"overlay: replace\nsending: {{rows: [{kept}], otherwise: send}}\n"
        ours = overlay(tmp_path, ruleset="country: GB\n", campaigns=at_hour("13:00"), windows=always)
        assert [one.code for one in found(ours, "C005")] == codes


@pytest.mark.parametrize(
    ("zone", "at", "codes"),
    [
        ("Europe/Lisbon", "00:59", []),
        ("Europe/Lisbon", "01:00", ["C005"]),
        ("Europe/Lisbon", "01:59", ["C005"]),
        ("Europe/Lisbon", "02:00", []),
        ("America/New_York", "01:30", ["C005"]),
        ("America/New_York", "02:30", ["C005"]),
        ("America/New_York", "03:00", []),
        ("America/Havana", "00:30", ["C005"]),
        ("America/Phoenix", "02:30", []),
        ("Asia/Tokyo", "02:30", []),
    ],
)
def test_an_hour_that_some_night_leaves_out_or_has_twice_is_found(
    tmp_path: Path, zone: str, at: str, codes: list[str]
) -> None:
    always = "overlay: replace\nsending: {rows: [{when: {weekday: sunday}, then: move}], otherwise: send}\n"
    ours = overlay(tmp_path, ruleset=f"time_zone: {zone}\n", campaigns=at_hour(at), windows=always)
    assert [one.code for one in found(ours, "C005")] == codes


@pytest.mark.parametrize(
    ("delay", "codes"),
    [
        ("before_appointment: 0 days, at: '09:30'", []),
        ("before_appointment: 0 days, at: '11:59'", []),
        ("before_appointment: 0 days, at: '12:00'", ["C005"]),
        ("before_appointment: 2 hours, at: '15:00'", ["C005"]),
        ("before_appointment: 1 day, at: '15:00'", []),
        ("before_appointment: 2 hours", []),
        ("after_appointment: 0 days, at: '15:00'", []),
    ],
)
def test_a_reminder_late_on_the_day_of_the_visit_is_found(tmp_path: Path, delay: str, codes: list[str]) -> None:
    text = f"campaigns:\n  visit: {{steps: [{{replace: before, send: reminder, {delay}}}]}}\n"
    assert [one.code for one in found(overlay(tmp_path, campaigns=text), "C005")] == codes


def test_a_step_that_is_accepted_is_silent(tmp_path: Path) -> None:
    text = at_hour("21:00").replace("send:", "accept: C005 because the night shift reads it, send:")
    assert causes(overlay(tmp_path, campaigns=text)) == []


# --- the moments of the checks are those of the engine ---

NEW_YORK = ZoneInfo("America/New_York")
NOTES = {
    "statuses": "initial: p/a\nphases: {p: {label: P}}\nstatuses: {a: {phases: [p]}}\n",
    "channels": "channels: {text: {plugin: outbox, reaches: phone}}\n",
    "messages": "messages: {note: {purpose: operations, content: {text: Hello}}}\n",
}
BASES = ("after_start", "after_previous", "before_appointment", "after_appointment")


def by_chance(seed: int) -> str:
    """Steps by chance: bases, lengths and clocks as they come."""
    chance = random.Random(seed)
    steps = []
    for _ in range(4):
        length = chance.choice(("0 minutes", "1 minute", "90 minutes", "1 day", "2 days 3 hours", "26 hours"))
        at = chance.choice(("", "", ", at: '08:00'", ", at: '22:15'"))
        steps.append(f"{{send: note, {chance.choice(BASES)}: {length}{at}}}")
    return f"campaigns:\n  ours: {{start: [{{on: appointment_booked}}], steps: [{', '.join(steps)}]}}\n"


def falls(campaign: Campaign, started: datetime, visit: datetime) -> list[datetime]:
    """When the engine takes each step, for somebody who starts then and has an appointment in a month."""
    enrolment = Enrolment(1, ContactId(1), campaign.id, started, appointment=1)
    coming = to_come(Run(campaign, enrolment, Appointment(1, ContactId(1), visit), NEW_YORK))
    dues = {fall.step.id: fall.due for fall in coming}
    return [dues[step.id] for step in campaign.steps]


def test_the_moments_of_the_checks_are_those_at_which_the_engine_takes_the_steps(tmp_path: Path) -> None:
    clocks = waits = 0
    for seed in range(150):
        chance = random.Random(seed)
        ours = practice(tmp_path / "made", **NOTES, campaigns=by_chance(seed))
        campaign = built(ours).campaigns[CampaignId("ours")]
        started = datetime(2026, 1, 5, chance.randrange(24), chance.randrange(60), tzinfo=UTC)
        dues = falls(campaign, started, started + timedelta(days=30, hours=chance.randrange(24)))
        known = [moment for _, moment in moments(campaign)]
        for due, moment in zip(dues, known, strict=True):
            if moment.clock is not None:
                clocks += 1
                assert due.astimezone(NEW_YORK).time() == moment.clock, f"seed {seed}"
            if moment.waited is not None:
                waits += 1
                assert due - started == moment.waited, f"seed {seed}"
            assert all(due == other for other, same in zip(dues, known, strict=True) if same == moment), f"seed {seed}"
    assert min(clocks, waits) > 80


def test_a_step_at_the_end_of_the_window_falls_when_the_choice_settles(tmp_path: Path) -> None:
    # A correction at the very last moment is in time, and nothing has left before it.
    ruleset = built(overlay(tmp_path))
    choice = Choice(State("client/visiting"), MONDAY)
    step = next(step for step, moment in moments(ruleset.campaigns[CampaignId("welcome")]) if moment.waited)
    at_the_end = replace(step, delay=replace(step.delay, length=ruleset.correction_window))
    due = step_due(at_the_end, MONDAY, MONDAY, None, NEW_YORK)
    assert due == MONDAY + ruleset.correction_window
    assert timedelta() < settles_at(ruleset, choice) - due < timedelta(seconds=1)
