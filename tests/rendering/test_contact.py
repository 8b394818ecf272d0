"""A contact on paper, and the list of contacts."""

from __future__ import annotations

from datetime import date, timedelta

from frontdesk import desk, views
from frontdesk.desk import Extras
from frontdesk.names import ReasonId, State
from frontdesk.rendering.contact import contact_text, contacts_text
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act
from views.looking import a_played_practice


def test_everything_that_is_seen_of_a_contact_stands_on_a_line_of_its_own() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    text = contact_text(rules, views.contact(played.act, played.ana))
    assert text.startswith("Ana Example (contact 1, reference P-1)\n  status      ")
    assert "  cell        +351 555010101, text enabled\n              opted out of text on desk (reply, " in text
    assert "  e-mail      ana@example.com\n" in text
    assert "  known       weight 8\n" in text
    assert "\n  what happened, on the clock of Europe/Lisbon\n    2026-03-0" in text


def test_what_is_due_is_called_as_the_front_desk_says() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), ana, State("enquiry/wrong"), Extras(note="A fax"))
    text = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "  due         status choice at 2026-03-02 " in text


def test_the_region_and_the_zone_whose_hours_count_stand_there_where_they_are_on_file() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    before = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "\n  region " not in before
    assert "\n  zone " not in before
    desk.edit(an_act(practice), ana, {"region": "florida", "zone": "America/Chicago"})
    after = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "\n  region      FL\n  zone        America/Chicago\n" in after


def test_a_run_for_a_visit_says_for_which() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    for days in (3, 5):
        desk.book(an_act(practice), ana, MONDAY + timedelta(days=days))
    text = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "\n  campaigns   Visit for appointment 1, Visit for appointment 2\n" in text


def test_the_list_is_a_line_each_and_says_how_to_begin_where_nobody_is() -> None:
    played = a_played_practice()
    lines = contacts_text(views.contacts(played.act), played.practice.ruleset.zone).splitlines()
    assert [line.split()[0] for line in lines[-2:]] == ["1", "2"]
    nobody = contacts_text(views.contacts(an_act(a_practice(HARBOUR))), played.practice.ruleset.zone)
    assert nobody == "There is no contact yet; try 'frontdesk import FILE'."


def test_the_list_has_a_column_for_what_somebody_has_to_say() -> None:
    practice = a_practice(HARBOUR)
    ana, zone = a_contact(practice, "client/visiting"), practice.ruleset.zone
    heading, told = contacts_text(views.contacts(an_act(practice)), zone).splitlines()
    assert heading.split() == ["number", "name", "reference", "status", "since", "phone", "e-mail"]
    assert "Client - Visiting  2026-03-02  " in told
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    desk.note_facts(an_act(practice), ana, {"vaccination_due": date(2026, 4, 1)})
    heading, told = contacts_text(views.contacts(an_act(practice)), zone).splitlines()
    assert "since       next visit        Vaccination due  phone" in heading
    assert "  2026-03-02  2026-03-05 15:00  2026-04-01       " in told


def test_what_is_offered_is_told_with_what_it_means_and_who_is_lost_with_the_reason() -> None:
    practice = a_practice("default")
    ana = a_contact(practice, "lead/new")
    extras = desk.Extras(reason=ReasonId("price"))
    before = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "\n  offered     Lead - Contacted: Reached; no appointment yet.\n" in before
    assert "\n              Lead - Invalid: Never was a lead: a vendor, a wrong number.\n" in before
    assert "\n  reason " not in before
    desk.set_status(an_act(practice), ana, State("lead/lost"), extras)
    after = contact_text(practice.ruleset, views.contact(an_act(practice), ana))
    assert "\n  reason      Price\n" in after
    assert "status chosen: Lead - Lost, was Lead - New, reason: Price\n" in f"{after}\n"


def test_a_list_says_that_it_leaves_somebody_out() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    a_contact(practice, "lead/vendor")
    told = contacts_text(views.contacts(an_act(practice)), practice.ruleset.zone)
    assert told == "No contact is like that.\nWho is in a hidden status is left out; --hidden lists them too."
