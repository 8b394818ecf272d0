"""What happened to a contact, the whole journal, and whether it is still what was written."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk import views
from frontdesk.effects import EndCampaign
from frontdesk.journal import Entry, Happened
from frontdesk.names import ContactId
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


def test_the_journal_is_of_one_contact_or_of_all_and_goes_on_where_somebody_stopped(played: Played) -> None:
    everything = list(views.journal(played.act))
    assert [one.seq for one in views.journal(played.act, since=3, limit=2)] == [4, 5]
    of_ben = list(views.journal(played.act, ContactId(played.ben)))
    assert of_ben == [one for one in everything if one.contact == played.ben]


def test_an_audit_counts_what_was_checked_and_finds_an_end_that_is_gone(played: Played) -> None:
    found = views.audit(played.act)
    assert (found.entries, found.broken) == (len(list(views.journal(played.act))), ())
    assert found.decided_again > 10
    lost = views.audit(played.act, anchor="0" * 64)
    assert (len(lost.broken), lost.decided_again) == (1, 0)
