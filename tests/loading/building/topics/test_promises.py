"""Promises as they are written: read, or one clear problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.promising import promising
from checking.small import causes, overlay

ILL_FORMED = {
    "never: {state: enquiry/new}": "T014: a promise is about the answer of one table",
    "never: {offered: moved, entered: moved}": "T014: a promise is about the answer of one table",
    "never: {channel: text, outcome: reached}": (
        "T013: the table 'delivery' is asked where the fact 'outcome' does not exist"
    ),
    "never: {channel: none}, change: {outcome: {from: reached, to: refused}}": (
        "T013: the table 'delivery' is asked where the fact 'outcome' does not exist"
    ),
    "never: {chanel: text}": "T013: no fact is called 'chanel'",
    "never: {channel: fax}": "T010: the fact 'channel': 'fax' is not one of 'text', 'call', 'email', 'postcard' "
    "or 'none'",
    "never: {channels_used: many}": "T014: the fact 'channels_used': 'many' is not a number",
    "never: {channel: text}, correctable_for: 1 minute": "T014: the promise has never and correctable_for",
    "when: {phase: client}": "T014: the promise does not say what is promised",
    "on: {status_entered: client/moved}, never: {channel: text}": "T014: 'on' does not go with 'never'",
    "on: {time_in_status: {status: client/moved, for: 1 day}}, follows: [{end_campaign: any}]": (
        "T014: a promise has no clock of its own"
    ),
    "follows: [{end_campaign: any}]": "Y012: promise 4 of promises.yaml needs the key 'on'",
    "never: {channel: none}, change: {text_consent: {from: maybe, to: opted_in}}": (
        "T010: 'text_consent': 'maybe' is not one of 'opted_in', 'opted_out' or 'unknown'"
    ),
    "correctable_for: 1 minute, when: {phase: client}": "T014: 'when' does not go with 'correctable_for'",
    "correctable_for: five minutes": "Y011: 'correctable_for' cannot be 'five minutes'",
}


@pytest.mark.parametrize("written", ILL_FORMED)
def test_a_promise_that_cannot_be_read_is_one_clear_problem(tmp_path: Path, written: str) -> None:
    (told,) = promising(tmp_path, written)
    assert told.startswith(ILL_FORMED[written])


def test_a_fact_of_ones_own_cannot_be_called_what_promises_call_an_answer(tmp_path: Path) -> None:
    told = causes(overlay(tmp_path, facts="facts: {entered: {of: contact, kind: yes_no}}"), "R003")
    assert told == ["R003: the name 'entered' is taken: promises call an answer so"]


def test_two_promises_of_one_id_are_told(tmp_path: Path) -> None:
    told = causes(
        overlay(tmp_path, promises="promises: [{id: correctable, last: yes, promise: Ours, correctable_for: 1 minute}]")
    )
    assert told == ["R003: two promises are called 'correctable'"]
