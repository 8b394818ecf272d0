"""What is seen, as plain data for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from frontdesk import views
from frontdesk.names import Lifecycle
from frontdesk.views import as_json
from views.looking import Played


@dataclass(frozen=True, slots=True)
class Cup:
    """A record of any kind."""

    filled: datetime | None
    state: Lifecycle
    sips: tuple[int, ...]


def test_a_record_is_an_object_an_instant_is_text_with_its_offset_and_a_word_is_text() -> None:
    cups = {Lifecycle.OPEN: Cup(datetime(2026, 3, 2, 15, tzinfo=UTC), Lifecycle.OPEN, (1, 2))}
    written = as_json(cups)
    assert written == {"open": {"filled": "2026-03-02T15:00:00+00:00", "state": "open", "sips": [1, 2]}}
    assert isinstance(written, dict)
    assert {type(name) for name in written} == {str}
    assert as_json([None, True, "so"]) == [None, True, "so"]


def test_what_nobody_said_how_to_write_is_an_error_and_no_guess() -> None:
    with pytest.raises(TypeError, match="nobody said how a complex is written"):
        as_json({"cup": 1j})


def test_every_view_can_be_written_and_read_back_by_a_program(played: Played) -> None:
    act = played.act
    seen = [views.contact(act, played.ana), views.tasks(act), views.outbox(act), views.reason(act, 1), views.audit(act)]
    for one in (*seen, views.contacts(act), views.timeline(act, played.ana), views.visits(act, played.ana)):
        assert json.loads(json.dumps(as_json(one))) == as_json(one)


def test_an_entry_of_the_journal_is_written_under_the_journal_s_own_names(played: Played) -> None:
    (first, *_) = views.journal(played.act, played.ana)
    written = as_json(first)
    assert isinstance(written, dict)
    assert (written["kind"], written["data"]) == ("contact added", {"state": "enquiry/new", "reference": "P-1"})
