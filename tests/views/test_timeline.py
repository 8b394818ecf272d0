"""What happened to a contact, without what changed nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontdesk import desk, views
from frontdesk.effects import EndCampaign
from frontdesk.journal import Entry, Happened, ReplyReceived
from frontdesk.names import ContactId
from views.looking import Played


def test_a_reply_is_told_as_it_was_written_whether_something_followed_it_or_not(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ana)]
    assert {"channel decided", "message sent", "event", "reply received"} <= {*told}
    (stop,) = [one.said for one in views.timeline(played.act, played.ana) if isinstance(one.said, ReplyReceived)]
    desk.receive(replace(played.act, request=""), stop.number, "When do you OPEN?")
    _, asked = [one.said for one in views.timeline(played.act, played.ana) if isinstance(one.said, ReplyReceived)]
    assert (asked.text, asked.received) == ("When do you OPEN?", "when do you open")


def test_what_a_number_wrote_before_anybody_had_it_is_told_of_whoever_has_it_now(played: Played) -> None:
    act = replace(played.act, request="")
    desk.receive(act, "202-555-0199", "Do you take new patients?")
    mia = desk.add_contact(act, {"name": "Mia Example", "cell": "+1 202 555 0199"}).contact
    assert mia is not None
    first, second = views.timeline(act, ContactId(mia))[:2]
    assert isinstance(first.said, ReplyReceived)
    assert (first.said.text, first.contact, second.kind) == ("Do you take new patients?", None, "contact added")


def test_of_a_message_that_was_not_sent_only_that_and_why_is_told(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ben)]
    assert told == ["contact added", "message queued", "message skipped", "status chosen"]


def test_a_rule_that_ended_what_did_not_run_is_not_told_and_one_that_ended_something_is(played: Played) -> None:
    def ending(entries: Iterable[Entry]) -> list[str]:
        effects = [one for entry in entries if isinstance(entry.said, Happened) for one in entry.said.effects]
        return [one.row for one in effects if isinstance(one.effect, EndCampaign)]

    assert ending(views.journal(played.act, played.ana)) == ["changed", "welcome.end.answered"]
    assert ending(views.timeline(played.act, played.ana)) == ["changed"]
