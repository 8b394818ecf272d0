"""What happened to a contact, without what changed nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontdesk import desk, views
from frontdesk.effects import EndCampaign
from frontdesk.journal import Entry, Happened, ReplyReceived
from views.looking import Played


def test_a_reply_is_told_by_what_followed_it_and_itself_where_nothing_did(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ana)]
    assert {"channel decided", "message sent", "event"} <= {*told}
    replies = [one.said for one in views.journal(played.act, played.ana) if isinstance(one.said, ReplyReceived)]
    alone = [one.said for one in views.timeline(played.act, played.ana) if isinstance(one.said, ReplyReceived)]
    assert (len(replies), len(alone)) == (1, 0)
    desk.receive(replace(played.act, request=""), replies[0].number, "When do you open?")
    (asked,) = [one.said for one in views.timeline(played.act, played.ana) if isinstance(one.said, ReplyReceived)]
    assert asked.received == "when do you open"


def test_of_a_message_that_was_not_sent_only_that_and_why_is_told(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ben)]
    assert told == ["contact added", "message queued", "message skipped", "status chosen"]


def test_a_rule_that_ended_what_did_not_run_is_not_told_and_one_that_ended_something_is(played: Played) -> None:
    def ending(entries: Iterable[Entry]) -> list[str]:
        effects = [one for entry in entries if isinstance(entry.said, Happened) for one in entry.said.effects]
        return [one.row for one in effects if isinstance(one.effect, EndCampaign)]

    assert ending(views.journal(played.act, played.ana)) == ["changed", "welcome.end.answered"]
    assert ending(views.timeline(played.act, played.ana)) == ["changed"]
