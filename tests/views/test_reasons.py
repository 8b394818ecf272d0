"""Why a message is where it is: the row, the facts that it read, and what the provider said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk, views
from frontdesk.desk import Act, Practice
from frontdesk.hookspecs import Refused
from frontdesk.journal import ChannelDecided, MessageMoved
from frontdesk.loading import load_ruleset
from frontdesk.names import MessageId, MessageKind
from frontdesk.records import NoSuchRecordError
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act
from views.looking import DAY, Played


def test_a_message_that_left_says_by_which_row_and_from_which_facts(played: Played) -> None:
    found = views.reason(played.act, 3)
    assert (found.outcome, found.because) == ("text", "Texts are read first.")
    assert found.place.endswith("delivery.yaml:7")
    assert (found.facts["destination"], found.facts["has_text"]) == ("text_enabled", "yes")
    assert [one.kind for one in found.entries] == ["channel decided", "message sent"]


def test_a_message_that_was_skipped_says_the_row_that_stopped_it(played: Played) -> None:
    found = views.reason(played.act, 1)
    assert (found.outcome, found.because, found.message.state) == ("none", "Nothing fits.", "skipped")
    assert [one.kind for one in found.entries] == ["channel decided", "message skipped"]


def test_a_message_of_which_nothing_was_decided_yet_has_no_reason(played: Played) -> None:
    found = views.reason(played.act, 5)
    assert (found.outcome, found.because, found.place, found.facts, found.entries) == ("", "", "", {}, ())


def test_a_message_that_waits_for_the_morning_says_so_and_one_that_was_refused_what_the_provider_said() -> None:
    practice = a_practice(HARBOUR)
    act = Act(practice, MONDAY + timedelta(hours=7))
    number = desk.send(act, a_contact(practice, "enquiry/new"), MessageId("hello"), MessageKind.AUTOMATION).number
    assert number is not None
    work(practice, Carrier(), act.now)
    moved = views.reason(act, number)
    assert (moved.outcome, moved.message.state) == ("text", "waiting")
    said = [one.said for one in moved.entries]
    assert [type(one) for one in said] == [ChannelDecided, MessageMoved]
    assert isinstance(said[-1], MessageMoved)
    assert (moved.because, moved.place) == (said[-1].because, said[-1].place)
    morning = Act(practice, MONDAY + DAY)
    work(practice, Carrier(lambda _: Refused("busy", retry=True)), morning.now)
    assert views.reason(morning, number).because == "busy"


def test_where_other_rules_are_in_force_a_line_says_nothing_of_the_row_that_stood_there(played: Played) -> None:
    other = Act(Practice(load_ruleset("dental"), played.practice.store), played.act.now)
    found = views.reason(other, 3)
    assert (found.because, found.place.endswith("delivery.yaml:7")) == ("", True)


def test_a_message_that_does_not_exist_is_told(played: Played) -> None:
    with pytest.raises(NoSuchRecordError, match="there is no message number 99"):
        views.reason(an_act(played.practice), 99)
