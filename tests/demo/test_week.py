"""The staff's week, read from its file."""

from __future__ import annotations

from pathlib import Path

from frontdesk import desk
from frontdesk.demo.week import Action, read_week, take
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act, load_ruleset


def test_an_hour_is_read_on_the_clock_of_the_practice_and_the_order_of_the_file_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "week.csv"
    rows = "at,reference,do,what,with\n2026-03-02 10:00,P-1,log,reached,close\n2026-03-02 09:00,P-2,undo,,\n"
    file.write_text(rows, encoding="utf-8")
    first, second = read_week(file, load_ruleset("physical-therapy").zone)
    assert (first.at, first.do, first.extra) == (MONDAY, "log", "close")
    assert second.reference == "P-2"


def test_an_action_is_done_through_the_desk() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new", reference="P-1")
    answer = take(an_act(practice), Action(MONDAY, "P-1", "log", "not_reached", "follow up in 2 days"))
    assert answer.contact == ana
    assert desk.find(an_act(practice), "P-1").last_outcome == "not_reached"
