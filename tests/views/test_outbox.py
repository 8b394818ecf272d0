"""The outbox: every message, to whom, where it is and why."""

from __future__ import annotations

from frontdesk import views
from frontdesk.names import MessageState
from views.looking import Played


def test_every_message_says_to_whom_where_it_is_and_why_it_did_not_leave(played: Played) -> None:
    found = views.outbox(played.act)
    assert [(one.message, one.name, one.state, one.channel, one.because) for one in found] == [
        ("thanks", "Ben Example", "skipped", None, "Nothing fits."),
        ("thanks", "Ana Example", "sent", "email", ""),
        ("reminder", "Ana Example", "sent", "text", ""),
        ("thanks", "Ana Example", "sent", "email", ""),
        ("stopped", "Ana Example", "waiting", "text", ""),
    ]
    assert found[0].place.endswith("delivery.yaml:11")
    assert [one.campaign for one in found] == [None, "yearly", "visit", "visit", None]
    assert (found[-1].ended, found[-1].at) == (None, found[-1].due)


def test_the_outbox_is_of_one_contact_or_of_those_in_one_state(played: Played) -> None:
    assert [one.number for one in views.outbox(played.act, played.ben)] == [1]
    waiting = views.outbox(played.act, states=[MessageState.WAITING, MessageState.SKIPPED])
    assert [one.state for one in waiting] == ["skipped", "waiting"]
