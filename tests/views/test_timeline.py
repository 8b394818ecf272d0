"""What happened to a contact, without what changed nothing."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk import views
from frontdesk.effects import EndCampaign
from frontdesk.journal import Entry, Happened
from views.looking import Played


def test_what_changed_nothing_is_not_told(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ana)]
    whole = [one.kind for one in views.journal(played.act, played.ana)]
    assert "reply received" in whole
    assert "reply received" not in told
    assert {"channel decided", "message sent", "event"} <= {*told}


def test_of_a_message_that_was_not_sent_only_that_and_why_is_told(played: Played) -> None:
    told = [one.kind for one in views.timeline(played.act, played.ben)]
    assert told == ["contact added", "message queued", "message skipped", "status chosen"]


def test_a_rule_that_ended_what_did_not_run_is_not_told_and_one_that_ended_something_is(played: Played) -> None:
    def ending(entries: Iterable[Entry]) -> list[str]:
        effects = [one for entry in entries if isinstance(entry.said, Happened) for one in entry.said.effects]
        return [one.row for one in effects if isinstance(one.effect, EndCampaign)]

    assert ending(views.journal(played.act, played.ana)) == ["changed", "welcome.end.answered"]
    assert ending(views.timeline(played.act, played.ana)) == ["changed"]
