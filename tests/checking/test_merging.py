"""Messages about visits of one day: each by itself is told, and a merged text tells all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay

STEP = """
campaigns:
  tomorrow:
    label: Tomorrow
    enabled: {enabled}
    start: [{{id: booked, on: appointment_booked}}]
    steps: [{{id: step, send: tomorrow, {when}}}]
"""
BEFORE = "before_appointment: 1 day, at: '16:00'"


def told(folder: Path, message: str, when: str = BEFORE, enabled: str = "yes", more: str = "") -> list[str]:
    messages = f"messages:\n  tomorrow: {{label: Tomorrow, purpose: treatment, {message}}}\n{more}"
    folder = overlay(folder, campaigns=STEP.format(when=when, enabled=enabled), messages=messages)
    return [cause for cause in causes(folder) if cause.startswith(("C010", "R010"))]


ALONE = "content: {text: 'See you at {appointment_time}.'}"
TOGETHER = "content: {text: 'See you on {visits}.'}"
TWICE = "C010: whoever has two visits on one day gets 'Tomorrow' twice, one message for each"


@pytest.mark.parametrize("when", [BEFORE, "after_appointment: 1 day, at: '16:00'"])
def test_a_message_that_counts_on_a_visit_and_says_nothing_of_a_second_one_is_told(tmp_path: Path, when: str) -> None:
    assert told(tmp_path, ALONE, when) == [TWICE]


def test_what_does_not_count_on_a_visit_or_is_switched_off_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, "content: {text: 'Hello.'}", "after_start: 2 days, at: '16:00'") == []
    assert told(tmp_path, f"accept: R002 because it rests, {ALONE}", enabled="no") == []


def test_a_message_that_is_merged_or_accepted_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, f"merge: {{for: contact}}, {TOGETHER}") == []
    assert told(tmp_path, f"merge: {{for: phone}}, {TOGETHER}") == []
    assert told(tmp_path, f"accept: C010 because each is wanted, {ALONE}") == []


@pytest.mark.parametrize(
    ("message", "more", "cause"),
    [
        (
            f"merge: {{for: contact}}, {ALONE}",
            "",
            "{appointment_time} tells one visit of several in the text of 'Tomorrow'",
        ),
        (
            f"merge: {{for: contact, into: both}}, {ALONE}",
            "  both: {label: Both, purpose: treatment, content: {text: 'Soon.'}}\n",
            "no visit is told by the text of 'Both'",
        ),
        (
            "merge: {for: phone}, content: {text: '{first_name}, see you on {visits}.'}",
            "",
            "{first_name} greets one of those who share the phone in the text of 'Tomorrow'",
        ),
        (
            f"merge: {{for: contact, into: both}}, {ALONE}",
            "  both: {label: Both, purpose: treatment, content: {email: {subject: Both, body: '{visits}'}}}\n",
            "nothing is said for 'text' by 'Both'",
        ),
    ],
)
def test_a_merged_text_that_leaves_a_visit_out_is_an_error(tmp_path: Path, message: str, more: str, cause: str) -> None:
    assert told(tmp_path, message, more=more) == [f"R010: {cause}, which 'Tomorrow' is merged into"]


def test_where_one_visit_is_told_without_details_several_are_too(tmp_path: Path) -> None:
    assert (
        told(tmp_path, "merge: {for: phone}, content: {text: 'See you on {visits}.', call: 'Call {practice}.'}") == []
    )
    both = (
        "  both: {label: Both, purpose: treatment, content: {text: 'On {visits}.', call: 'At {appointment_time}.'}}\n"
    )
    message = "merge: {for: phone, into: both}, content: {text: 'On {visits}.', call: 'Call us, {first_name}.'}"
    cause = "{appointment_time} tells one visit of several in the call of 'Both', which 'Tomorrow' is merged into"
    assert told(tmp_path, message, more=both) == [f"R010: {cause}"]


def test_a_text_of_its_own_for_several_visits_is_used_and_may_greet_the_one_contact(tmp_path: Path) -> None:
    both = "  both: {label: Both, purpose: treatment, content: {text: '{first_name}, see you on {visits}.'}}\n"
    assert told(tmp_path, f"merge: {{for: contact, into: both}}, {ALONE}", more=both) == []
