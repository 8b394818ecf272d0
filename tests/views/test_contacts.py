"""The list of contacts."""

from __future__ import annotations

from datetime import date, timedelta

from frontdesk import desk, views
from frontdesk.desk import ContactLog, Extras, Practice
from frontdesk.names import OutcomeId, ReasonId, State
from frontdesk.views.contacts import ContactLine
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_practice, an_act
from support import a_contact as added
from views.looking import Played


def test_each_contact_is_a_line_with_the_label_of_what_shows(played: Played) -> None:
    found = views.contacts(played.act)
    assert [(one.name, one.label, one.phone, one.email) for one in found.contacts] == [
        ("Ana Example", "Enquiry - New", "+351555010101", "ana@example.com"),
        ("Ben Example", "Enquiry - Waiting", "+351555010102", ""),
    ]


def test_a_list_is_of_those_who_were_asked_for_and_says_whether_there_are_more(played: Played) -> None:
    assert [one.name for one in views.contacts(played.act, "P-1").contacts] == ["Ana Example"]
    assert [one.name for one in views.contacts(played.act, state=played.chosen).contacts] == ["Ben Example"]
    first = views.contacts(played.act, most=1)
    assert ([one.name for one in first.contacts], first.more) == (["Ana Example"], True)
    assert not views.contacts(played.act, most=2).more


def test_nobody_like_that_and_nobody_at_all_are_told_apart(played: Played) -> None:
    nobody = views.contacts(played.act, state=State("client/moved"))
    assert (nobody.contacts, nobody.anybody) == ((), True)
    assert not views.contacts(an_act(a_practice(HARBOUR))).anybody


def test_who_is_in_a_hidden_status_is_listed_only_where_somebody_asks_for_them() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    added(practice, "lead/new", name="Ana Example")
    added(practice, "lead/vendor", name="Ben Example")
    act = an_act(practice)

    def named(found: views.Contacts) -> list[str]:
        return [one.name for one in found.contacts]

    everybody = views.contacts(act)
    assert (named(everybody), everybody.left_out) == (["Ana Example"], True)
    assert named(views.contacts(act, hidden=True)) == ["Ana Example", "Ben Example"]
    assert named(views.contacts(act, "ben")) == ["Ben Example"]
    assert named(views.contacts(act, state=State("lead/vendor"))) == ["Ben Example"]
    assert not views.contacts(act, hidden=True).left_out


DAY = timedelta(days=1)


def line(practice: Practice, after: timedelta) -> ContactLine:
    (one,) = views.contacts(an_act(practice, after)).contacts
    return one


def chosen(practice: Practice, after: timedelta, state: str, extras: Extras | None = None) -> None:
    """Staff choose a status so long after Monday, and it settles."""
    number = line(practice, after).number
    desk.set_status(an_act(practice, after), number, State(state), extras)
    play(practice, Carrier(), MONDAY + after + timedelta(minutes=10))


def test_each_says_since_when_they_are_in_their_status_and_since_when_in_its_phase() -> None:
    practice = a_practice("default")
    desk.add_contact(an_act(practice), {"name": "Ana Example"})
    chosen(practice, DAY, "lead/contacted")
    here = line(practice, 2 * DAY)
    assert (here.since, here.phase_since) == (MONDAY + DAY, MONDAY), "they came in the phase"
    chosen(practice, 2 * DAY, "lead/scheduled")
    assert line(practice, 3 * DAY).phase_since == MONDAY
    chosen(practice, 3 * DAY, "patient/active")
    chosen(practice, 5 * DAY, "patient/on_hold")
    there = line(practice, 6 * DAY)
    assert (there.since, there.phase_since.date()) == (MONDAY + 5 * DAY, (MONDAY + 3 * DAY).date())
    desk.set_status(an_act(practice, 7 * DAY), there.number, State("lead/contacted"))
    assert line(practice, 7 * DAY).phase_since == MONDAY + 7 * DAY, "what shows counts, before it settles"


def test_who_is_lost_says_why_from_the_choice_on() -> None:
    practice = a_practice("default")
    ana = added(practice, "lead/contacted")
    desk.set_status(an_act(practice), ana, State("lead/lost"), Extras(reason=ReasonId("price")))
    pending = line(practice, timedelta())
    assert (pending.lost_reason, pending.reason_label) == ("price", "Price")
    assert views.contact(an_act(practice), ana).lost_reason == "price"
    play(practice, Carrier(), MONDAY + DAY)
    assert line(practice, DAY).reason_label == "Price"
    desk.log_contact(an_act(practice, DAY), ana, ContactLog(OutcomeId("no_answer"), MONDAY + 2 * DAY))
    desk.log_contact(an_act(practice, DAY), ana, ContactLog(OutcomeId("left_message"), close=True))
    (closed,) = views.closed_tasks(an_act(practice, DAY))
    assert (closed.outcome_label, closed.reason_label) == ("Left Message", "Price")


def test_each_says_the_next_visit_and_the_facts_that_are_listed() -> None:
    practice = a_practice(HARBOUR)
    ana = added(practice, "client/visiting")
    assert (line(practice, DAY).next_visit, line(practice, DAY).listed) == (None, {})
    desk.book(an_act(practice), ana, MONDAY + 3 * DAY)
    desk.note_facts(an_act(practice), ana, {"vaccination_due": date(2026, 4, 1), "weight": 12})
    seen = line(practice, DAY)
    assert (seen.next_visit, seen.listed) == (MONDAY + 3 * DAY, {"vaccination_due": "2026-04-01"})
    assert views.contacts(an_act(practice)).columns == {"vaccination_due": "Vaccination due"}
    assert line(practice, 4 * DAY).next_visit is None, "it lies behind"
