"""What goes on by itself: rules that set each other off, and messages that go out in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, found, overlay, rows

HOLD = "on: {status_entered: client/visiting}, do: [{set_status: client/waiting}]"


def test_rules_that_set_each_other_off_are_found(tmp_path: Path) -> None:
    release = "on: {status_entered: client/waiting}, do: [{set_status: client/visiting}]"
    assert causes(overlay(tmp_path, reactions=rows("reactions", HOLD, release))) == [
        "M003: these rules set each other off without end: "
        "client/waiting -> client/visiting (on entering client/waiting) "
        "-> client/waiting (on entering client/visiting); "
        "the shortest way there: enquiry/new -> client/visiting (chosen)"
    ]


def test_rules_that_may_not_always_follow_are_not_said_to_set_each_other_off(tmp_path: Path) -> None:
    asks = "on: {status_entered: client/waiting}, when: {has_appointment: yes}, do: [{set_status: client/visiting}]"
    assert causes(overlay(tmp_path, reactions=rows("reactions", HOLD, asks)), "M003", "M004") == []


# --- M004: rules that send in a circle by themselves ---

TO_WAIT = "on: {time_in_status: {status: enquiry/new, for: 1 week}}"


TO_NEW = "on: {time_in_status: {status: enquiry/waiting, for: 2 weeks}}, do: [{set_status: enquiry/new}]"


LETTER = "campaigns:\n  letter: {steps: [{send: hello, after_start: 1 day}]}\n"
"""A campaign of the contact, for rules that start it."""
SENDING = {
    "a failed message is sent again": ["on: {delivery_reported: failed}, do: [{send: hello}]"],
    "two messages answer each other": [
        "on: {delivery_reported: sent}, when: {event_message: hello}, do: [{send: thanks}]",
        "on: {delivery_reported: delivered}, when: {event_message: thanks}, do: [{send: hello}]",
    ],
    "two statuses, and a rule that moves sends": [
        f"{TO_WAIT}, do: [{{send: hello}}, {{set_status: enquiry/waiting}}]",
        TO_NEW,
    ],
    "two statuses, and entering one of them sends": [
        f"{TO_WAIT}, do: [{{set_status: enquiry/waiting}}]",
        TO_NEW,
        "on: {status_entered: enquiry/waiting}, do: [{send: hello}]",
    ],
    "two statuses, and one of them starts a campaign": [
        f"{TO_WAIT}, do: [{{set_status: enquiry/waiting}}]",
        TO_NEW,
        "on: {status_entered: enquiry/new}, do: [{start_campaign: letter}]",
    ],
    "a campaign's own end starts it": ["on: {campaign_finished: letter}, do: [{start_campaign: letter}]"],
    "a follow-up asks for the next": [
        "on: {follow_up_overdue: ring}, do: [{send: hello}, {follow_up: {in: 1 day, task: ring}}]"
    ],
    "a plain follow-up asks for the next": [
        "on: {follow_up_overdue: follow_up}, do: [{send: hello}, {follow_up: 1 day}]"
    ],
    "a task that waits is asked for again": [
        "on: {task_waits: {task: ring, for: 1 day}}, do: [{send: hello}, {follow_up: {in: 1 day, task: ring}}]"
    ],
    "a task opens itself again": ["on: {task_expired: ring}, do: [{send: hello}, {open_task: ring}]"],
    "a follow-up closes its task and opens it again": [
        "on: {follow_up_overdue: ring}, do: [{send: hello}, {close_task: ring}, {open_task: ring}]"
    ],
}


@pytest.mark.parametrize("written", SENDING.values(), ids=SENDING)
def test_a_circle_that_sends_by_itself_is_found(tmp_path: Path, written: list[str]) -> None:
    more = {"campaigns": LETTER} if "letter" in str(written) else {}
    ours = overlay(tmp_path, reactions=rows("reactions", *written), **more)
    assert [one.code for one in found(ours) if one.code.startswith("M")] == ["M004"]


HARMLESS = {
    "a person logs an outcome": ["on: {outcome_logged: not_reached}, do: [{send: hello}, {follow_up: 1 day}]"],
    "somebody replies": ["on: {message_received: other}, do: [{send: hello}]"],
    "it does not come back": ["on: {delivery_reported: failed}, when: {event_message: hello}, do: [{send: thanks}]"],
    "the campaign runs once": ["on: {campaign_finished: welcome}, do: [{start_campaign: welcome}]"],
    "it runs once for each visit": ["on: {campaign_finished: visit}, do: [{start_campaign: visit}]"],
    "it runs once for each visit, whatever starts it": [
        f"{TO_WAIT}, do: [{{set_status: enquiry/waiting}}]",
        TO_NEW,
        "on: {status_entered: enquiry/new}, do: [{start_campaign: visit}]",
    ],
    "the campaign is switched off": ["on: {campaign_finished: visit}, do: [{start_campaign: old}]"],
    "nothing is sent": [f"{TO_WAIT}, do: [{{set_status: enquiry/waiting}}]", TO_NEW],
    "a status is entered once": [
        "on: {delivery_reported: failed}, when: {event_message: hello}, do: [{set_status: client/moved}]",
        "on: {status_entered: client/moved}, do: [{send: hello}]",
    ],
    "who has been there is left alone": [
        f"{TO_WAIT}, when: {{has_been: {{not: enquiry/waiting}}}}, "
        "do: [{send: hello}, {set_status: enquiry/waiting}]",
        TO_NEW,
    ],
    "the task that waits is handed over": [
        "on: {task_waits: {task: ring, for: 1 day}}, do: [{send: hello}, {reassign_task: {task: ring, to: Vet}}]"
    ],
    "the task is open already": ["on: {follow_up_overdue: ring}, do: [{send: hello}, {open_task: ring}]"],
    "a date comes once": ["on: {date_reached: {date: vaccination_due}}, do: [{send: hello}]"],
}


@pytest.mark.parametrize("written", HARMLESS.values(), ids=HARMLESS)
def test_a_circle_with_a_person_or_a_limit_in_it_is_in_order(tmp_path: Path, written: list[str]) -> None:
    assert causes(overlay(tmp_path, reactions=rows("reactions", *written)), "M004") == []


def test_the_circle_is_told_with_what_leads_round_it(tmp_path: Path) -> None:
    written = SENDING["two statuses, and a rule that moves sends"]
    assert causes(overlay(tmp_path, reactions=rows("reactions", *written))) == [
        "M004: messages go out in a circle, without anybody doing anything: "
        "enquiry/new -> enquiry/waiting (after 1 week) -> enquiry/new (after 2 weeks)"
    ]


@pytest.mark.parametrize(
    ("repeat", "step", "codes"),
    [
        ("1 week", "after_start: 1 day", []),
        ("1 week", "after_previous: 1 day", []),
        ("0 minutes", "after_start: 1 day", ["M004"]),
        # a campaign of a visit never starts over, whatever it says
        ("0 minutes", "before_appointment: 1 day", []),
        ("0 minutes", "after_appointment: 1 day", []),
    ],
)
def test_a_campaign_that_starts_over_needs_time_between(
    tmp_path: Path, repeat: str, step: str, codes: list[str]
) -> None:
    steps = f"[{{remove: after}}, {{replace: before, send: reminder, {step}}}]"
    text = f"campaigns:\n  visit: {{repeat: {repeat}, steps: {steps}}}\n"
    assert [one.code for one in found(overlay(tmp_path, campaigns=text), "M004")] == codes


def test_a_rule_that_notes_the_date_on_which_it_waits_sends_in_a_circle(tmp_path: Path) -> None:
    on = "on: {date_reached: {date: vaccination_due, after: 360 days}}"
    again = f"{on}, do: [{{send: hello}}, {{note_fact: {{vaccination_due: today}}}}]"
    once = again.replace("today", "unknown")
    assert causes(overlay(tmp_path / "again", reactions=rows("reactions", again)), "M004") == [
        "M004: messages go out in a circle, without anybody doing anything: date 'vaccination_due' "
        "-> date 'vaccination_due' (360 days after vaccination due)"
    ]
    assert causes(overlay(tmp_path / "once", reactions=rows("reactions", once)), "M004") == []


def test_a_limit_of_the_past_that_a_rule_lets_be_forgotten_is_none(tmp_path: Path) -> None:
    once = "when: {has_been: {not: enquiry/waiting}}, do: [{send: hello}, {set_status: enquiry/waiting}]"
    forgets = "on: appointment_booked, do: [{reset_has_been: enquiry/any}]"
    rules = [f"{TO_WAIT}, {once}", TO_NEW]
    assert causes(overlay(tmp_path, reactions=rows("reactions", *rules)), "M004") == []
    assert len(causes(overlay(tmp_path, reactions=rows("reactions", *rules, forgets)), "M004")) == 1
