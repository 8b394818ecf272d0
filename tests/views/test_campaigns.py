"""Campaigns as they stand: who is in them and what comes next, what they say and to whom, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdesk import views
from frontdesk.desk import Act, Practice
from frontdesk.model import Base
from frontdesk.model.ruleset import UnknownNameError
from frontdesk.names import ContactId
from frontdesk.worker import play
from support import HARBOUR, MONDAY, PRACTICES, Carrier, a_practice
from views.looking import DAY, Played, added

NEWSLETTER = next(one for one in PRACTICES if one.name == "newsletter")
AFTER = MONDAY + 70 * DAY


@pytest.fixture(scope="module")
def mailed() -> Practice:
    """A newsletter after ten weeks: Ana was reached, Ben has no e-mail address, Cleo lives in Honolulu."""
    practice = a_practice(NEWSLETTER)
    monday = Act(practice, MONDAY + 3 * DAY)
    added(monday, name="Ana Example", email="ana@example.com", status="lead/contacted")
    added(monday, name="Ben Example", cell="202-555-0101")
    added(monday, name="Cleo Example", email="cleo@example.com", zone="Pacific/Honolulu")
    play(practice, Carrier(), AFTER)
    return practice


def local(practice: Practice, at: datetime | None) -> str:
    return f"{at.astimezone(practice.ruleset.zone):%m-%d %H:%M}" if at else ""


def test_a_campaign_says_who_is_in_it_what_left_and_what_comes_next(mailed: Practice) -> None:
    (seen,) = views.campaigns(Act(mailed, AFTER))
    assert (seen.campaign, seen.label, seen.enabled, seen.enrolled) == ("newsletter", "Newsletter", True, 3)
    assert (seen.sent, seen.not_sent, seen.waiting, seen.unknown) == (4, 2, 0, 0)
    assert (local(mailed, seen.last_sent), local(mailed, seen.next)) == ("05-05 14:00", "06-02 08:00")


def test_who_is_in_it_is_told_by_what_comes_first(mailed: Practice) -> None:
    page = views.campaign(Act(mailed, AFTER), "newsletter")
    assert [(one.name, one.next_step, local(mailed, one.next), one.appointment) for one in page.enrolled] == [
        ("Ana Example", "news", "06-02 08:00", None),
        ("Ben Example", "news", "06-02 08:00", None),
        ("Cleo Example", "news", "06-02 14:00", None),
    ]


def test_what_became_of_each_step_is_told_newest_first_and_why(mailed: Practice) -> None:
    page = views.campaign(Act(mailed, AFTER), "newsletter")
    april = [one for one in page.done if local(mailed, one.at) < "04-20"]
    assert [(one.name, one.step, one.state, one.channel) for one in april] == [
        ("Cleo Example", "call", "left_out", None),
        ("Ben Example", "call", "left_out", None),
        ("Cleo Example", "news", "sent", "email"),
        ("Ben Example", "news", "skipped", None),
        ("Ana Example", "news", "sent", "email"),
    ]
    assert april[0].because == "state: lead/contacted"
    assert april[3].because.startswith("There is no channel that the message has content for")
    assert [one.message is None for one in april] == [True, True, False, False, False]


def test_of_many_only_so_many_are_told_and_how_many_more_there_are(mailed: Practice) -> None:
    page = views.campaign(Act(mailed, AFTER), "newsletter", most=2)
    assert (len(page.enrolled), page.more_enrolled) == (2, 1)
    assert (len(page.done), page.more_done) == (2, 8)


@pytest.mark.parametrize(
    ("who", "shown_to", "body", "goes_by"),
    [
        (None, "Ana Example", "Hello Ana, this is new.", ""),
        (3, "Cleo Example", "Hello Cleo, this is new.", "email"),
        (2, "Ben Example", "Hello Ben, this is new.", "none"),
    ],
)
def test_the_texts_are_those_that_somebody_would_get(
    mailed: Practice, who: int | None, shown_to: str, body: str, goes_by: str
) -> None:
    page = views.campaign(Act(mailed, AFTER), "newsletter", ContactId(who) if who else None)
    news, call = page.steps
    assert (page.shown_to, news.goes_by, bool(news.because)) == (shown_to, goes_by, bool(goes_by))
    (text,) = news.texts
    assert (text.channel, text.subject) == ("email", "News of Birch Lane Physical Therapy")
    assert text.body.startswith(body)
    assert (news.base, news.length, news.at, news.asks) == (Base.START, "0 minutes", "08:00", "")
    assert (call.task, call.texts, call.asks) == ("ask_what_they_read", (), "state: lead/contacted")


def test_what_starts_ends_and_repeats_a_campaign_is_said(mailed: Practice) -> None:
    page = views.campaign(Act(mailed, AFTER), "newsletter")
    assert [one.row for one in page.starts] == ["newsletter.start.on_file", "newsletter.start.back"]
    assert [one.row for one in page.ends] == ["newsletter.end.left"]
    assert page.repeats == "newsletter_days"


def test_a_campaign_of_visits_tells_which_visit_and_one_that_is_off_that_it_is(played: Played) -> None:
    seen = {one.campaign: one for one in views.campaigns(played.act)}
    assert [name for name, one in seen.items() if not one.enabled] == ["old"]
    page = views.campaign(played.act, "visit")
    visits = [one.id for one in played.practice.store.appointments(played.ana)]
    assert {one.appointment for one in page.enrolled} <= set(visits)
    assert page.enrolled
    assert views.campaign(played.act, "yearly").repeats == "52 weeks"


def test_a_text_about_a_visit_tells_one_that_is_made_up_and_who_has_none_would_not_get_it() -> None:
    practice = a_practice(HARBOUR)
    ana = added(Act(practice, MONDAY), name="Ana Example", cell="+351 555 010 101", status="enquiry/new")
    act = Act(practice, MONDAY + timedelta(hours=1))
    made_up = {str(one.channel): one for one in views.campaign(act, "visit").steps[0].texts}
    assert made_up["text"].body == "See you on Thursday, March 5 at 10:00."
    assert made_up["text"].lacks == ""
    hers = {str(one.channel): one for one in views.campaign(act, "visit", ana).steps[0].texts}
    assert hers["text"].lacks == "the text names an appointment, and there is none"


def test_a_campaign_that_the_rules_do_not_have_is_no_page(mailed: Practice) -> None:
    with pytest.raises(UnknownNameError, match="no campaign is called 'newslettr'; did you mean 'newsletter'"):
        views.campaign(Act(mailed, AFTER), "newslettr")


def test_nothing_is_changed_by_looking(mailed: Practice) -> None:
    before = len(list(mailed.store.journal()))
    views.campaign(Act(mailed, AFTER), "newsletter", ContactId(1))
    assert len(list(mailed.store.journal())) == before
