"""The list of contacts."""

from __future__ import annotations

from frontdesk import views
from frontdesk.names import State
from support import HARBOUR, a_contact, a_practice, an_act
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
    a_contact(practice, "lead/new", name="Ana Example")
    a_contact(practice, "lead/vendor", name="Ben Example")
    act = an_act(practice)

    def named(found: views.Contacts) -> list[str]:
        return [one.name for one in found.contacts]

    everybody = views.contacts(act)
    assert (named(everybody), everybody.left_out) == (["Ana Example"], True)
    assert named(views.contacts(act, hidden=True)) == ["Ana Example", "Ben Example"]
    assert named(views.contacts(act, "ben")) == ["Ben Example"]
    assert named(views.contacts(act, state=State("lead/vendor"))) == ["Ben Example"]
    assert not views.contacts(act, hidden=True).left_out
