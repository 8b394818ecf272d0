"""What a provider posts is read by the plugin alone; only what is proved and proper counts, told to nobody else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from frontdesk import Accepted, Channel, NotGenuineError, PluginError, Posted, Replied, Reported, Setting, receive
from plugins.posting import NOON, POSTED, REPLY

REPORT = Reported("e2", "f1", "delivered")
Read = Callable[[Posted], object]


def a_channel(read: Read, *settings: Setting) -> Channel:
    return Channel("fax", lambda outgoing: Accepted("1"), settings, inbound=read)  # type: ignore[arg-type]  # proper or not


def raising(error: BaseException) -> Read:
    def read(posted: Posted) -> object:
        raise error

    return read


def for_ever(posted: Posted) -> Iterator[Replied]:
    number = 0
    while True:
        number += 1
        yield replace(REPLY, event=f"e{number}")


def breaking_off(posted: Posted) -> Iterator[Replied]:
    yield REPLY
    raise ValueError("STOP, please")


def test_replies_and_reports_come_in_the_order_of_the_provider() -> None:
    assert receive(a_channel(lambda posted: [REPLY, REPORT]), POSTED) == (REPLY, REPORT)
    assert receive(a_channel(lambda posted: iter([REPORT])), POSTED) == (REPORT,)
    assert receive(a_channel(lambda posted: ()), POSTED) == ()


def test_an_hour_of_another_zone_is_told_in_utc() -> None:
    later = replace(REPORT, at=NOON.astimezone(timezone(timedelta(hours=-5))))
    (report,) = receive(a_channel(lambda posted: [later]), POSTED)
    assert report.at == NOON
    assert report.at.tzinfo is UTC


def test_the_settings_that_were_left_out_have_their_defaults() -> None:
    seen: list[Posted] = []

    def read(posted: Posted) -> object:
        seen.append(posted)
        return ()

    receive(a_channel(read, Setting("tolerance", "int", default=300)), POSTED)
    assert seen[0].settings == {"tolerance": 300}


def test_what_is_not_genuine_is_told_without_what_it_says() -> None:
    with pytest.raises(NotGenuineError) as error:
        receive(a_channel(raising(NotGenuineError("+15550100 is no provider"))), POSTED)
    told = "what was posted to the channel plugin 'fax' is not signed by its provider; nothing of it was taken in"
    assert str(error.value) == told


FAULTS: dict[str, tuple[Read, str]] = {
    "raises": (raising(ValueError("STOP, please")), "stopped with ValueError while reading what was posted"),
    "exits": (lambda posted: sys.exit(1), "stopped with SystemExit"),
    "hangs": (lambda posted: threading.Event().wait(), "took longer than 0.2 seconds"),
    "breaks off in the middle": (breaking_off, "stopped with ValueError"),
    "goes on for ever": (for_ever, "it has more than 1,000 records"),
    "answers nothing": (lambda posted: None, "it is nothing, not a list of Replied or Reported"),
    "answers one record": (lambda posted: REPLY, "it is a Replied, not a list"),
    "answers words": (lambda posted: "STOP", "it is a str, not a list"),
    "gives what was posted": (lambda posted: [posted], "it is a Posted, not a Replied or Reported"),
    "knows another word": (
        lambda posted: [replace(REPORT, report="opened")],  # type: ignore[arg-type]  # wrong on purpose
        "the report is not 'sent', 'delivered', 'undelivered' or 'failed'",
    ),
    "has no event": (lambda posted: [replace(REPLY, event="")], "the event is empty"),
    "has a number for an event": (lambda posted: [replace(REPLY, event=7)], "the event is an int, not a text"),  # type: ignore[arg-type]  # wrong on purpose
    "has a blank reference": (lambda posted: [replace(REPORT, reference=" ")], "the reference is empty"),
    "has a number of two lines": (
        lambda posted: [replace(REPLY, number="+15550100\nX: 1")],
        "the number is no line of at most 200 letters",
    ),
    "has no line that it came to": (lambda posted: [replace(REPLY, to=None)], "the to is nothing, not a text"),  # type: ignore[arg-type]  # wrong on purpose
    "has half a letter": (lambda posted: [replace(REPLY, text="\ud800")], "the text is no text of at most 20,000"),
    "has a book": (lambda posted: [replace(REPLY, text="x" * 20_001)], "the text is no text of at most 20,000"),
    "has no zone": (lambda posted: [replace(REPLY, at=datetime(2026, 3, 2))], "the 'at' is not a datetime with its"),
    "has an hour in words": (lambda posted: [replace(REPLY, at="noon")], "the 'at' is not a datetime with its zone"),  # type: ignore[arg-type]  # wrong on purpose
    "has two of one event": (
        lambda posted: [REPLY, replace(REPORT, event="e1")],
        "one would be taken for a repeat of the other",
    ),
}


@pytest.mark.parametrize(("read", "told"), FAULTS.values(), ids=FAULTS)
def test_a_channel_that_gives_no_records_is_an_error_that_names_nobody(read: Read, told: str) -> None:
    with pytest.raises(PluginError) as error:
        receive(a_channel(read), POSTED, timeout=0.2)
    assert told in str(error.value)
    assert not [private for private in ("+15550100", "STOP, please", "s3cret") if private in str(error.value)]


@pytest.mark.parametrize("reason", ["no answer at +1 (555) 010-0100", "mail to ana@example.com came back"])
def test_a_reason_that_names_the_patient_is_not_kept(reason: str) -> None:
    (report,) = receive(a_channel(lambda posted: [replace(REPORT, reason=reason)]), POSTED)
    assert report == replace(REPORT, reason="the channel gave a reason that names the patient, so it is not kept")


def test_a_code_of_the_provider_is_a_reason() -> None:
    told = replace(REPORT, report="failed", reason="error 30007: filtered as spam")
    assert receive(a_channel(lambda posted: [told]), POSTED) == (told,)


def test_a_channel_that_takes_nothing_in_says_so() -> None:
    with pytest.raises(PluginError, match="the channel plugin 'fax' takes nothing in"):
        receive(Channel("fax", lambda outgoing: Accepted("1")), POSTED)


def test_a_channel_without_its_required_setting_is_not_called() -> None:
    with pytest.raises(PluginError, match="'fax' has no value for its setting 'key'"):
        receive(a_channel(raising(SystemExit()), Setting("key", required=True)), POSTED)
