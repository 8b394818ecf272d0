"""The journal as people read it, and whether it is still what was written."""

from __future__ import annotations

from frontdesk import views
from frontdesk.names import ContactId
from views.looking import Played


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
