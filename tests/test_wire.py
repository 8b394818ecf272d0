"""Values under the names of the journal: written, and read back as they were."""

from __future__ import annotations

import json

import pytest

from frontdesk.events import DeliveryReported, Event, MessageReceived
from frontdesk.wire import data_of, read
from happenings import SAMPLES


@pytest.mark.parametrize("event", SAMPLES, ids=str)
def test_an_event_comes_back_from_the_journal_as_it_went_in(event: Event) -> None:
    assert read(type(event), json.loads(json.dumps(data_of(event)))) == event


def test_the_journal_keeps_of_an_event_what_is_set() -> None:
    skipped = DeliveryReported("skipped", message="hello", appointment=7)
    kept = {"kind": "delivery_reported", "report": "skipped", "message": "hello", "appointment": 7}
    assert data_of(skipped) == kept
    assert data_of(MessageReceived("", "other")) == {"kind": "message_received", "keyword": "other"}
