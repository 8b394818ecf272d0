"""Campaigns end, stop where they must, and leave when they can."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, found, overlay, rows
from frontdesk.checking.campaigns import check_campaigns
from frontdesk.names import CampaignId
from support import HARBOUR, SHIPPED, read_ruleset

AWAY = "statuses:\n  away: {phases: [enquiry], kind: %s}\n" + rows("offers", "from: enquiry/new, offer: enquiry/away")


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_every_campaign_that_is_shipped_is_in_order(name: str) -> None:
    assert list(check_campaigns(read_ruleset(name))) == []


# --- C001: a campaign that never ends ---

LETTERS = """
overlay: replace
{more}
campaigns:
  letters:
    label: Letters
    {repeat}
    start: [{{on: {{status_entered: any}}}}]
    steps:
      - {{send: hello, after_start: 1 day}}
      - {{send: reminder, after_previous: 1 week}}
      - {{send: hello, after_previous: 1 week}}
"""
NO_THANKS, NO_OPEN_HOUSE = "remove: messages.thanks\n", "remove: facts.open_house\n"
"""Harbour's thanks say that each visit has its own, which is no matter of the letters; nor is its open house."""
KEPT = "overlay: replace\nreactions: [{on: appointment_kept, do: [{set_status: client/waiting}]}]\n"


def letters(folder: Path, more: str = "", repeat: str = "repeat: 8 weeks", reactions: str = KEPT) -> Path:
    campaigns = LETTERS.format(more=more, repeat=repeat)
    return overlay(folder, campaigns=campaigns, reactions=reactions, messages=NO_THANKS, facts=NO_OPEN_HOUSE)


def test_a_campaign_that_starts_over_and_that_nothing_ends_is_found(tmp_path: Path) -> None:
    assert causes(letters(tmp_path)) == [
        "C001: the campaign 'Letters' starts over for ever, and nothing ends it for somebody in 'client/visiting'; "
        "the shortest way there: enquiry/new -> client/visiting (chosen; 'Letters' starts)"
    ]


def test_a_campaign_that_does_not_start_over_ends_with_its_last_step(tmp_path: Path) -> None:
    assert causes(letters(tmp_path, repeat="again: restart")) == []


@pytest.mark.parametrize(
    "files",
    [
        {"more": "ended_by: any/moved"},
        {"more": "ended_by: [{on: {message_received: out}}]"},
        {"reactions": KEPT.replace("]}]", "]}, {on: preferences_changed, do: [{end_campaign: any}]}]")},
    ],
    ids=["a status", "a reply", "a rule"],
)
def test_a_campaign_that_something_can_still_end_is_in_order(tmp_path: Path, files: dict[str, str]) -> None:
    assert causes(letters(tmp_path, **files)) == []


@pytest.mark.parametrize(
    "end", ["enquiry/wrong", "[{on: message_received, when: {phase: [enquiry, client]}}]"], ids=["a status", "a reply"]
)
def test_an_end_that_can_come_only_before_is_none_for_who_is_past_it(tmp_path: Path, end: str) -> None:
    archive = "phases:\n  archive: {label: Archive}\nstatuses:\n  filed: {phases: [archive], kind: won}\n"
    into = "{on: {time_in_status: {status: client/moved, for: 8 weeks}}, do: [{set_status: archive/filed}]}"
    kept = "{on: appointment_kept, when: {phase: client}, do: [{set_status: client/waiting}]}"
    ours = overlay(
        tmp_path,
        statuses=archive,
        campaigns=LETTERS.format(more=f"ended_by: {end}", repeat="repeat: 8 weeks"),
        messages=NO_THANKS,
        facts=NO_OPEN_HOUSE,
        reactions=f"overlay: replace\nreactions: [{into}, {kept}]\n",
    )
    assert causes(ours) == [
        "C001: the campaign 'Letters' starts over for ever, and nothing ends it for somebody in 'archive/filed'; "
        "the shortest way there: enquiry/new -> client/visiting (chosen) -> client/moved (chosen) -> "
        "archive/filed (after 8 weeks; 'Letters' starts)"
    ]


# --- C002: a campaign that runs where all must stop ---


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("paused", {"C002"}), ("lost", {"C002"}), ("invalid", {"C002"}), ("open", set()), ("won", set())],
)
def test_a_campaign_must_stop_where_a_status_is_paused_lost_or_invalid(
    tmp_path: Path, kind: str, codes: set[str]
) -> None:
    assert {one.code for one in found(overlay(tmp_path, statuses=AWAY % kind))} == codes


def test_the_way_is_told_from_the_first_contact_over_the_start_to_where_it_should_have_stopped(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=AWAY % "paused")) == [
        "C002: the campaign 'Welcome' still runs in 'enquiry/away', which is paused: enquiry/new -> "
        "client/visiting (chosen) -> enquiry/new (chosen; 'Welcome' starts) -> enquiry/away (chosen)",
        "C002: the campaign 'Yearly' still runs in 'enquiry/away', which is paused: enquiry/new -> "
        "'Yearly' starts (2 weeks before vaccination due) -> enquiry/away (chosen)",
    ]


@pytest.mark.parametrize(
    "more",
    [
        "ended_by: [any/moved, enquiry/wrong, any/waiting, enquiry/away]",
        "ended_by: [{id: x, last: yes, on: {status_entered: any}, when: {status_kind: paused}}]",
        "ended_by: [{id: x, last: yes, on: {status_entered: any}, when: {has_been: enquiry/away}}]",
    ],
    ids=["by its name", "by its kind", "by the past"],
)
def test_an_end_on_entering_is_enough(tmp_path: Path, more: str) -> None:
    assert causes(overlay(tmp_path, statuses=AWAY % "paused", campaigns=f"{more}\n")) == []


@pytest.mark.parametrize(
    "end",
    [
        "{id: x, last: yes, on: {status_entered: enquiry/away}, when: {weight: '>= 40'}}",
        "{id: x, last: yes, on: {status_entered: enquiry/away}, when: {has_been: {not: enquiry/new}}}",
        "{id: x, last: yes, on: {time_in_status: {status: enquiry/away, for: 1 day}}}",
    ],
    ids=["for some", "for nobody", "a day later"],
)
def test_an_end_that_does_not_surely_follow_is_not_enough(tmp_path: Path, end: str) -> None:
    ours = overlay(tmp_path, statuses=AWAY % "paused", campaigns=f"ended_by: [{end}]\n")
    assert {one.code for one in found(ours)} == {"C002"}


def test_words_of_an_overlay_take_the_place_of_the_words_below_and_leave_the_rows(tmp_path: Path) -> None:
    ruleset = built(overlay(tmp_path, campaigns="ended_by: [any/moved]\n"))
    ends = {row.id: row for row in ruleset.consequences.rows if row.id.startswith("campaigns.ended_by")}
    assert set(ends) == {"campaigns.ended_by", "campaigns.ended_by.said_no"}
    assert ends["campaigns.ended_by"].because == "any/moved ends every campaign"


SENT_AWAY = "statuses:\n  away: {phases: [enquiry], kind: lost}\n"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("on: appointment_missed, do: [{set_status: enquiry/away}]", {"C002"}),
        ("on: appointment_missed, do: [{end_campaign: any}, {set_status: enquiry/away}]", set()),
        ("on: {outcome_logged: refused}, do: [{set_status: enquiry/away}]", set()),
        ("on: {outcome_logged: any}, do: [{set_status: enquiry/away}]", {"C002"}),
    ],
    ids=["moves only", "ends and moves", "what logs it ends it", "only one of what logs it ends it"],
)
def test_an_end_by_the_event_that_moves_somebody_counts(tmp_path: Path, row: str, codes: set[str]) -> None:
    ours = overlay(tmp_path, statuses=SENT_AWAY, reactions=rows("reactions", row))
    assert {one.code for one in found(ours, "C002")} == codes


_FROM_A_DRAFT = """
statuses:
  draft: {phases: [enquiry], entry: yes}
  spam: {phases: [enquiry], kind: invalid}
  away: {phases: [client], kind: lost}
  resting: {phases: [client], kind: lost}
offers:
  - {id: sorted_out, last: yes, from: enquiry/draft, offer: enquiry/spam}
"""


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ("on: appointment_rescheduled, do: [{set_status: client/visiting}]", []),
        ("on: appointment_rescheduled, do: [{set_status: client/resting}]", []),
        ("on: appointment_rescheduled, do: [{set_status: client/away}]", ["client/away"]),
        ("on: appointment_rescheduled, when: {weight: '>= 40'}, do: [{set_status: client/visiting}]", ["enquiry/spam"]),
        ("on: appointment_missed, do: [{set_status: client/visiting}]", ["enquiry/spam"]),
    ],
    ids=["sets another", "sets one that ends it", "sets one that does not", "for some only", "on another event"],
)
def test_whom_the_event_that_starts_a_campaign_moves_is_in_it_where_they_come_to(
    tmp_path: Path, row: str, states: list[str]
) -> None:
    ends = "ended_by: [any/moved, any/waiting, enquiry/wrong, any/resting]\n"
    step = "steps: [{send: thanks, after_start: 3 days}]"
    ours = f"campaigns:\n  ours: {{label: Ours, start: [{{on: appointment_rescheduled}}], {step}}}\n"
    folder = overlay(tmp_path, statuses=_FROM_A_DRAFT, campaigns=ends + ours, reactions=rows("reactions", row))
    told = "".join(one for one in causes(folder, "C002") if "'Ours'" in one)
    assert [state for state in ("client/away", "enquiry/spam") if f"'{state}'" in told] == states


def test_every_status_in_which_a_campaign_runs_on_is_told_at_once(tmp_path: Path) -> None:
    statuses = _FROM_A_DRAFT.replace("enquiry/draft, ", "enquiry/any, ")
    folder = overlay(tmp_path, statuses=statuses, campaigns=a_campaign("on: appointment_rescheduled"))
    (problem,) = [one for one in found(folder, "C002") if "'Ours'" in one.cause]
    assert problem.cause == (
        "the campaign 'Ours' still runs in 'enquiry/waiting', which is paused, in 'enquiry/spam', which is invalid, "
        "and in 'client/waiting', which is paused: enquiry/new -> 'Ours' starts (an appointment is rescheduled) -> "
        "enquiry/waiting (chosen)"
    )
    assert problem.hint == "end it on status_entered: [enquiry/waiting, enquiry/spam, client/waiting]"


def a_campaign(start: str, step: str = "after_start: 3 days", more: str = "label: Ours") -> str:
    steps = f"[{{send: thanks, {step}}}]"
    return (
        f"ended_by: [enquiry/wrong, any/moved]\ncampaigns:\n  ours: {{{more}, start: [{{{start}}}], steps: {steps}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        (a_campaign("on: {status_entered: any/waiting}"), False),
        (a_campaign("on: {status_entered: any}"), False),
        (a_campaign("on: appointment_kept", "after_start: 1 day"), False),
        (a_campaign("on: appointment_kept"), True),
        (a_campaign("on: appointment_booked", "before_appointment: 3 days"), False),
        (a_campaign("on: appointment_cancelled"), True),
        (a_campaign("on: appointment_cancelled", "after_appointment: 1 day"), False),
        (a_campaign("on: {outcome_logged: reached}"), True),
        (a_campaign("on: {outcome_logged: reached}", more="label: Ours, enabled: no"), False),
    ],
    ids=[
        "meant",
        "meant for all",
        "about a visit",
        "days after it",
        "before it",
        "not about a visit",
        "counted on it",
        "by a call",
        "switched off",
    ],
)
def test_a_campaign_that_is_meant_there_or_goes_with_a_visit_may_run(
    tmp_path: Path, text: str, found_there: bool
) -> None:
    told = [cause for cause in causes(overlay(tmp_path, campaigns=text), "C002") if "'Ours'" in cause]
    assert [cause.split(":")[0] for cause in told] == ["C002"] * found_there


def test_a_campaign_that_another_of_its_group_takes_the_place_of_has_stopped(tmp_path: Path) -> None:
    steps = "steps: [{send: thanks, after_start: 1 day}]"
    other = f"  other: {{group: first, AGAIN start: [{{on: {{status_entered: enquiry/away}}}}], {steps}}}\n"
    replaced = overlay(tmp_path, statuses=AWAY % "paused", campaigns="campaigns:\n" + other.replace("AGAIN", ""))
    assert not [cause for cause in causes(replaced, "C002") if "'Welcome'" in cause]
    once = overlay(
        tmp_path, statuses=AWAY % "paused", campaigns="campaigns:\n" + other.replace("AGAIN", "again: once,")
    )
    assert [cause for cause in causes(once, "C002") if "'Welcome'" in cause]


# --- C007, C008: a campaign of a visit ---

VISITS = """
campaigns:
  prepare:
    {more}
    start: [{{id: came, on: {on}, when: {{{when}}}}}]
    steps: [{{id: before, send: reminder, before_appointment: 3 days}}]
"""


@pytest.mark.parametrize("word", ["again: continue", "again: once", "repeat: 1 week"])
def test_a_second_round_says_nothing_of_a_campaign_of_a_visit(tmp_path: Path, word: str) -> None:
    ours = overlay(tmp_path, campaigns=VISITS.format(more=word, on="appointment_booked", when=""))
    (problem,) = found(ours)
    name = word.partition(":")[0]
    told = f"'Prepare' runs once for each appointment, so its {name}: says nothing"
    assert (problem.code, problem.cause, problem.where.line) == ("C007", told, 3)
    campaign = read_ruleset(ours).campaigns[CampaignId("prepare")]
    assert (campaign.starts_once, campaign.starts_over) == (True, None)


@pytest.mark.parametrize(
    ("on", "when", "codes"),
    [
        ("{status_entered: client/visiting}", "", ["C008"]),
        ("{status_entered: client/visiting}", "has_appointment: no", ["C008"]),
        ("{status_entered: client/visiting}", "has_appointment: yes", []),
        ("message_received", "", ["C008"]),
        ("{delivery_reported: failed}", "", ["C008"]),
        ("appointment_booked", "", []),
        ("appointment_missed", "", []),
    ],
)
def test_a_campaign_of_a_visit_that_may_start_without_one_is_noted(
    tmp_path: Path, on: str, when: str, codes: list[str]
) -> None:
    ruleset = built(overlay(tmp_path, campaigns=VISITS.format(more="label: Prepare", on=on, when=when)))
    assert [one.code for one in check_campaigns(ruleset) if one.code == "C008"] == codes


def test_a_booking_that_starts_it_too_is_enough(tmp_path: Path) -> None:
    also = VISITS.format(more="", on="{status_entered: client/visiting}", when="")
    also = also.replace("start: [", "start: [{id: booked, on: appointment_booked, when: {status: visiting}}, ")
    assert list(check_campaigns(built(overlay(tmp_path, campaigns=also)))) == []


MISSED = rows("reactions", "on: appointment_missed, do: [{set_status: enquiry/away}]")


@pytest.mark.parametrize(
    ("step", "end", "codes"),
    [
        ("before_appointment: 3 days", "appointment_missed", {"C002"}),
        ("before_appointment: 3 days", "{status_entered: enquiry/away}", set()),
        ("after_start: 3 days", "appointment_missed", set()),
    ],
    ids=["of a visit, by a visit", "of a visit, by the contact", "of the contact"],
)
def test_an_end_by_one_visit_is_none_for_the_run_of_another(
    tmp_path: Path, step: str, end: str, codes: set[str]
) -> None:
    steps = f"[{{send: hello, after_start: 3 weeks}}, {{send: thanks, {step}}}]"
    start = "start: [{id: booked, on: appointment_booked}]"
    text = f"campaigns:\n  ours: {{{start}, end: [{{id: over, on: {end}}}], steps: {steps}}}\n"
    told = causes(overlay(tmp_path, statuses=SENT_AWAY, campaigns=text, reactions=MISSED), "C002")
    assert {one.split(":")[0] for one in told if "'Ours'" in one and "'enquiry/away'" in one} == codes


@pytest.mark.parametrize(
    ("monthly", "steps", "told"),
    [
        (
            "1",
            "{send: hello, after_start: 0 days, at: '09:30'}, {send: thanks, after_previous: 27 days, at: '09:30'}",
            [],
        ),
        # from 1 February to 1 March it is 28 days
        (
            "1",
            "{send: hello, after_start: 0 days, at: '09:30'}, {send: thanks, after_previous: 28 days, at: '09:30'}",
            ["lasts 4 weeks, and days of 'news' come 4 weeks after one another"],
        ),
        (
            "[first tuesday, third tuesday]",
            "{send: hello, after_start: 14 days, at: '09:30'}",
            ["lasts 2 weeks, and days of 'news' come 2 weeks after one another"],
        ),
        ("first tuesday", "{send: hello, after_start: 27 days, at: '09:30'}", []),
    ],
)
def test_a_round_that_lasts_longer_than_to_the_next_day_of_its_calendar_is_told(
    tmp_path: Path, monthly: str, steps: str, told: list[str]
) -> None:
    news = f"calendars: {{news: {{hours: {{}}, days: [{{id: one, monthly: {monthly}, hours: '08:00..20:00'}}]}}}}\n"
    starts, ends = (
        "{on: {status_entered: client/visiting}}",
        "{on: {status_entered: any}, when: {phase: {not: client}}}",
    )
    ours = f"campaigns: {{ours: {{repeat: {{calendar: news}}, start: [{starts}], end: [{ends}], steps: [{steps}]}}}}\n"
    found = causes(overlay(tmp_path, calendars=news, campaigns=ours), "C019")
    assert found == [f"C019: a round of 'Ours' {one}, so on some of them none begins" for one in told]
