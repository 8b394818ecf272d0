"""Visits on paper: a line each, on the clock of where they take place."""

from __future__ import annotations

from frontdesk import desk, views
from frontdesk.rendering.visits import visit_line, visit_text, visits_text
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act
from views.looking import DAY, a_played_practice


def test_visits_are_listed_a_line_each_and_an_empty_list_is_told() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    lines = visits_text(rules, views.calendar(played.act, every=True)).splitlines()
    assert lines[0].split()[:3] == ["number", "when", "contact"]
    assert lines[-1].split() == ["2", "2026-03-11", "15:00", "1", "Ana", "Example", "confirmed"]
    assert visits_text(rules, ()) == "No visit is like that."


def test_a_clock_is_named_where_it_is_not_the_practices() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    details = desk.VisitDetails("Dr. Example", "island", "check-up")
    desk.book(an_act(practice), ana, MONDAY + DAY, reference="V-1", details=details)
    seen = views.visit(an_act(practice), 1)
    told = "2026-03-03 09:00 America/Chicago, booked, check-up, Dr. Example, island, reference V-1"
    assert visit_line(practice.ruleset, seen) == told


def test_one_is_told_with_what_is_known_and_its_history_on_one_named_clock() -> None:
    played = a_played_practice()
    text = visit_text(played.practice.ruleset, views.visit_history(played.act, 1))
    assert text.startswith(
        "visit 1 of Ana Example (contact 1)\n  2026-03-06 15:00, booked, reference V-1\n  surgery yes\n"
    )
    assert "\n  what happened, on the clock of Europe/Lisbon\n    2026-03-02 15:00  staff: appointment booked: " in text
    assert "appointment rescheduled: appointment 1, 2026-03-06 15:00" in text
