"""The outbox as the desk uses it: a text is about the visit at hand, and goes when its campaign goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk.messages import filled
from frontdesk.names import ContactId, MessageKind, MessageState, State
from frontdesk.records import Contact
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act
from worker.sending import REMINDER


def test_a_text_sent_by_hand_is_about_the_next_appointment() -> None:
    practice, carrier = a_practice("aesthetics"), Carrier()
    contact = a_contact(practice, "lead/contacted")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=10))
    desk.send(an_act(practice), contact, REMINDER, MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    assert [one.body.partition(",")[0] for one in carrier.carried] == [f"{practice.ruleset.label}: see you on Thursday"]


def test_a_message_that_a_campaign_has_waiting_is_withdrawn_with_it() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"))
    play(practice, carrier, MONDAY + timedelta(hours=24))
    desk.set_status(an_act(practice, timedelta(hours=25)), contact, State("free_screen/pending"))
    play(practice, carrier, MONDAY + timedelta(days=20))
    assert all(one.state is not MessageState.WAITING for one in practice.store.messages(contact))
    assert [one.body[:40] for one in carrier.carried][1:] == []


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ({"name": "Fern, Ada"}, "Dear Ada / Ada Fern / you / Fern"),
        ({"name": "Dr. Ada Fern"}, "Dear Ada / Ada Fern / Dr. / Fern"),
        ({"name": "Mary Ann"}, "Dear Mary Ann / Mary Ann / you / all"),
        ({"name": "Bob Fern", "given": "Robert", "family": "Fern"}, "Dear Robert / Bob Fern / you / Fern"),
        ({"name": "https://evil.example/pay?id=1"}, "Dear  /  / you / all"),
        ({"name": "Pay Evil.Com", "given": "Pay", "family": "Evil.Com"}, "Dear  /  / you / all"),
    ],
)
def test_a_text_greets_by_what_is_certain_and_never_carries_a_link(contact: dict[str, str], said: str) -> None:
    practice = a_practice()
    with practice.store.transaction():
        plain = Contact(ContactId(0), "", practice.ruleset.initial, MONDAY)
        (number,) = practice.store.add_contacts([replace(plain, **contact)])  # type: ignore[arg-type]
    text = "Dear {first_name} / {name} / {salutation|you} / {last_name|all}"
    assert filled(an_act(practice), number, text) == said


@pytest.mark.parametrize(
    ("zone", "site", "told"),
    [
        ("", "", "Tuesday, March 3 at 15:00"),
        ("Europe/Lisbon", "", "Tuesday, March 3 at 15:00"),
        ("Europe/London", "", "Tuesday, March 3 at 15:00"),
        ("America/Phoenix", "", "Tuesday, March 3 at 15:00 Lisbon time"),
        ("", "island", "Tuesday, March 3 at 09:00 Chicago time"),
        ("America/Chicago", "island", "Tuesday, March 3 at 09:00"),
        ("Asia/Tokyo", "quay", "Tuesday, March 3 at 15:00 Lisbon time"),
    ],
)
def test_a_text_tells_a_visit_on_the_clock_of_where_it_is_and_names_it_to_who_lives_by_another(
    zone: str, site: str, told: str
) -> None:
    practice = a_practice(HARBOUR)
    ana = ContactId(desk.add_contact(an_act(practice), {"name": "Ana Example", "zone": zone}).number or 0)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=1), details=desk.VisitDetails(site=site))
    assert filled(an_act(practice), ana, "{appointment_date} at {appointment_time}") == told


def test_a_text_tells_who_sees_somebody_where_and_what_for_or_the_words_that_stand_in() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    text = "{practitioner|we} see you {site|here} ({site_address|-}) for {appointment_type|a visit}"
    assert filled(an_act(practice), ana, text) == "we see you here (-) for a visit"
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=1))
    assert filled(an_act(practice), ana, text) == "we see you here (-) for a visit"
    details = desk.VisitDetails("Dr. Example", "quay", "a check-up")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=2), details=details)
    told = filled(an_act(practice), ana, text, 2)
    assert told == "Dr. Example see you On the quay (1 Example Quay) for a check-up"
