"""A plugin at work may do anything: what comes of it is a receipt, and never more than one message."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from frontdesk import (
    Accepted,
    AppointmentChange,
    Changes,
    Outgoing,
    PatientChange,
    PluginError,
    PreferenceChange,
    PreferenceSource,
    Receipt,
    Refused,
    Setting,
    SourceError,
    Uncertain,
    Unreachable,
    deliver,
)
from frontdesk.plugins import look_up, read_changes
from frontdesk.testing import an_outgoing
from plugins.planted import a_channel


def raising(error: BaseException) -> Callable[[Outgoing], object]:
    def send(outgoing: Outgoing) -> object:
        raise error

    return send


FAULTS: dict[str, tuple[Callable[[Outgoing], object], str]] = {
    "raises": (raising(ValueError("+15550100 is odd")), "stopped with ValueError while sending"),
    "exits": (lambda outgoing: sys.exit(1), "stopped with SystemExit while sending"),
    "is interrupted": (raising(KeyboardInterrupt()), "stopped with KeyboardInterrupt while sending"),
    "hangs": (lambda outgoing: threading.Event().wait(), "took longer than 0.2 seconds while sending"),
    "answers nothing": (lambda outgoing: None, "gave no proper answer: it is nothing"),
    "answers yes": (lambda outgoing: True, "gave no proper answer: it is a bool"),
    "answers with the message": (lambda outgoing: outgoing, "gave no proper answer: it is an Outgoing"),
    "answers with a class": (lambda outgoing: Accepted, "gave no proper answer: it is a type"),
    "gives a number as reference": (lambda outgoing: Accepted(7), "the reference is an int"),  # type: ignore[arg-type]  # wrong on purpose
    "refuses without a reason": (lambda outgoing: Refused(""), "the reason is not a text that says why"),
    "may want a retry": (
        lambda outgoing: Refused("busy", retry="later"),  # type: ignore[arg-type]  # wrong on purpose
        "whether to retry is a str, not True or False",
    ),
    "waits for no length of time": (
        lambda outgoing: Refused("busy", retry=True, after=90),  # type: ignore[arg-type]  # wrong on purpose
        "how long to wait is an int, not a timedelta",
    ),
    "waits for ever": (
        lambda outgoing: Refused("busy", retry=True, after=timedelta(days=2)),
        "how long to wait is not more than nothing and at most a day",
    ),
    "does not wait at all": (
        lambda outgoing: Refused("busy", retry=True, after=timedelta()),
        "how long to wait is not more than nothing and at most a day",
    ),
    "waits for nothing": (
        lambda outgoing: Refused("no", after=timedelta(minutes=1)),
        "it says how long to wait, and not to retry",
    ),
    "finds a new fault": (
        lambda outgoing: Unreachable("gone", "moved"),  # type: ignore[arg-type]  # wrong on purpose
        "the fact is not 'landline', 'invalid' or 'opted_out'",
    ),
}


@pytest.mark.parametrize(("send", "told"), FAULTS.values(), ids=FAULTS)
def test_a_channel_that_does_not_answer_leaves_the_message_uncertain(
    send: Callable[[Outgoing], object], told: str
) -> None:
    receipt = deliver(a_channel(send), an_outgoing(), timeout=0.2)
    assert isinstance(receipt, Uncertain)
    assert receipt.reason.startswith("the channel plugin 'fax' ")
    assert told in receipt.reason
    assert "+15550100" not in receipt.reason
    assert deliver(a_channel(), an_outgoing()) == Accepted("1")


PROPER: tuple[Receipt, ...] = (
    Accepted("7"),
    Refused("no", retry=True),
    Refused("no", retry=True, after=timedelta(days=1)),
    Unreachable("a landline", "landline"),
    Uncertain("silence"),
)


def test_every_kind_of_answer_is_among_the_proper_ones() -> None:
    assert {type(receipt) for receipt in PROPER} == set(get_args(Receipt))


@pytest.mark.parametrize("receipt", PROPER, ids=str)
def test_a_proper_answer_is_passed_on_as_it_is(receipt: Receipt) -> None:
    assert deliver(a_channel(lambda outgoing: receipt), an_outgoing()) == receipt


@pytest.mark.parametrize(
    "reason",
    ["no such user: ana@example.com", "rejected: your appointment is on Friday", "+1 (555) 010-0 is not in service"],
)
def test_a_reason_that_names_the_patient_is_not_kept(reason: str) -> None:
    message = an_outgoing(to="ana@example.com", body="Hello Ana,\nyour appointment is on Friday")
    to_phone = replace(message, to="+15550100")
    receipt = deliver(a_channel(lambda outgoing: Refused(reason)), to_phone if "555" in reason else message)
    assert receipt == Refused("the channel gave a reason that names the patient, so it is not kept")


class _Wilful(Accepted):
    """A receipt that behaves only as long as somebody looks."""

    def __getattribute__(self, name: str) -> object:
        if threading.current_thread() is threading.main_thread():
            raise RuntimeError(name)
        return super().__getattribute__(name)


def test_a_receipt_with_a_will_of_its_own_cannot_stop_the_worker() -> None:
    assert deliver(a_channel(lambda outgoing: _Wilful("7")), an_outgoing()) == Accepted("7")


@pytest.mark.parametrize("receipt", [Accepted("\ud800"), Refused("\udcff"), Uncertain("\ud8ff")])
def test_an_answer_that_no_file_can_hold_is_no_answer(receipt: Receipt) -> None:
    assert isinstance(deliver(a_channel(lambda outgoing: receipt), an_outgoing()), Uncertain)


def test_a_missing_setting_is_refused_for_now_and_the_plugin_is_not_called() -> None:
    called: list[Outgoing] = []
    channel = replace(a_channel(called.append), settings=(Setting("key", required=True), Setting("url")))
    for settings in ({}, {"key": ""}):
        assert deliver(channel, an_outgoing(settings=settings)) == Refused(
            "the channel 'fax' has no value for its setting 'key'", retry=True
        )
    assert called == []


@pytest.mark.parametrize("field", ["to", "subject", "sender", "practice"])
@pytest.mark.parametrize("broken", ["a\r\nBcc: b@example.com", "a\nb", "a\x00b", "a\u2028b", "a\x85b", "a\x1b[2J"])
def test_a_smuggled_header_never_reaches_a_plugin(field: str, broken: str) -> None:
    called: list[Outgoing] = []
    receipt = deliver(a_channel(called.append), an_outgoing(**{field: broken}))
    assert isinstance(receipt, Refused)
    assert not receipt.retry
    assert called == []


@pytest.mark.parametrize("to", ["", "  "])
def test_a_message_to_nobody_never_reaches_a_plugin(to: str) -> None:
    called: list[Outgoing] = []
    assert deliver(a_channel(called.append), an_outgoing(to=to)) == Refused("there is no address to send it to")
    assert called == []


def test_what_was_left_out_arrives_with_its_default() -> None:
    called: list[Outgoing] = []
    settings = (Setting("pages", "int", default=3), Setting("colour", "yes_no", default=False), Setting("note"))
    deliver(replace(a_channel(called.append), settings=settings), an_outgoing(settings={"colour": True}))
    assert called[0].settings == {"pages": 3, "colour": True}


def test_the_body_may_have_lines() -> None:
    assert deliver(a_channel(), an_outgoing(body="Hello,\n\nAna")) == Accepted("1")


@pytest.mark.parametrize("ask", [raising(OSError()), lambda outgoing: "yes", lambda outgoing: sys.exit(0)])
def test_a_look_up_that_fails_cannot_tell(ask: Callable[[Outgoing], Receipt | None]) -> None:
    assert look_up(replace(a_channel(), look_up=ask), an_outgoing()) is None


def test_a_look_up_tells_what_the_provider_says() -> None:
    assert look_up(replace(a_channel(), look_up=lambda outgoing: Accepted("7")), an_outgoing()) == Accepted("7")
    assert look_up(a_channel(), an_outgoing()) is None


def a_source(changes: Callable[[str], object]) -> PreferenceSource:
    def read(settings: object, cursor: str) -> Changes:
        return changes(cursor)  # type: ignore[return-value]  # proper or not

    return PreferenceSource("acme", read, (Setting("file", required=True),))


def complain(cursor: str) -> object:
    raise SourceError("emr.csv, line 7: there are 2 values for 3 columns")


SOURCE_FAULTS: dict[str, tuple[Callable[[str], object], str]] = {
    "complains": (complain, "emr.csv, line 7: there are 2 values for 3 columns"),
    "exits": (lambda cursor: sys.exit(1), "the preference source 'acme' stopped with SystemExit while reading"),
    "hangs": (lambda cursor: threading.Event().wait(), "took longer than 0.2 seconds"),
    "answers nothing": (lambda cursor: None, "gave no proper answer: it is nothing, not Changes"),
    "gives a list": (
        lambda cursor: Changes([], "1"),  # type: ignore[arg-type]  # wrong on purpose
        "the changes are a list, not a tuple",
    ),
    "tells in one text what it did not understand": (
        lambda cursor: Changes((), "1", "line 7"),  # type: ignore[arg-type]  # wrong on purpose
        "what was not understood is not a tuple of texts",
    ),
    "gives rows": (
        lambda cursor: Changes(({"patient": "P-1"},), "1"),  # type: ignore[arg-type]  # wrong on purpose
        "one of the changes is a dict, not a PatientChange, AppointmentChange or PreferenceChange",
    ),
    "gives a patient a number for a name": (
        lambda cursor: Changes((PatientChange("P-1", name=7),), "1"),  # type: ignore[arg-type]  # wrong on purpose
        "the name of a change is an int, not a text",
    ),
    "says yes of a patient": (
        lambda cursor: Changes((PatientChange("P-1", active="yes"),), "1"),  # type: ignore[arg-type]  # wrong on purpose
        "whether a patient is active is a str, not True or False",
    ),
    "leaves a patient out": (
        lambda cursor: Changes((AppointmentChange("A-1", None),), "1"),  # type: ignore[arg-type]  # wrong on purpose
        "the patient of a change is nothing, not a text",
    ),
    "counts": (lambda cursor: Changes((), 4), "the cursor is an int, not a text"),  # type: ignore[arg-type]  # wrong on purpose
}


@pytest.mark.parametrize(("changes", "told"), SOURCE_FAULTS.values(), ids=SOURCE_FAULTS)
def test_a_source_that_fails_is_an_error_with_its_name_or_its_own_words(
    changes: Callable[[str], object], told: str
) -> None:
    with pytest.raises(PluginError) as error:
        read_changes(a_source(changes), {"file": "emr.csv"}, "", timeout=0.2)
    assert told in str(error.value)


def test_a_source_gets_the_cursor_of_the_last_time() -> None:
    read = read_changes(a_source(lambda cursor: Changes((), f"{cursor}+")), {"file": "emr.csv"}, "4")
    assert read == Changes((), "4+")


def test_a_source_may_know_patients_and_appointments_too() -> None:
    known = Changes(
        (
            PatientChange("P-1", name="Ana Example", cell="+15550100", email="", active=True),
            AppointmentChange("A-1", "P-1", at="2026-03-05 10:00", state="booked"),
            PreferenceChange("P-1", method="SMS"),
        ),
        "3",
    )
    assert read_changes(a_source(lambda cursor: known), {"file": "emr.csv"}, "") == known


def test_a_source_without_its_required_setting_is_not_called() -> None:
    with pytest.raises(PluginError, match="'acme' has no value for its setting 'file'"):
        read_changes(a_source(lambda cursor: sys.exit(1)), {}, "")


def test_what_a_terminal_would_obey_is_no_part_of_a_reason() -> None:
    busy = a_channel(lambda outgoing: Refused("busy\x1b[2J\nat noon"))
    assert deliver(busy, an_outgoing()) == Refused("busy [2J at noon")
