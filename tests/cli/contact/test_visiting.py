"""``frontdesk contact book``, ``reschedule`` and ``appointment``, and the rest of a day at the desk."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_calls_appointments_preferences_consent_and_replies(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    assert "Logged 'Not reached'" in run("contact", "log", "1", "not_reached", *here).output
    assert "appointment 1 booked" in run("contact", "book", "1", "2026-03-04 10:00", *here).output.lower()
    assert "moved" in run("contact", "reschedule", "1", "2026-03-05 10:00", *here).output
    assert "is confirmed" in run("contact", "appointment", "1", "confirmed", *here).output
    assert "noted" in run("contact", "prefs", "1", "--method", "text", "--do-not-contact", *here).output
    assert "opted out of text on desk" in run("contact", "consent", "1", "opted_out", "--line", "desk", *here).output
    assert "taken in" in run("contact", "reply", "+351 555 010 101", "PARAR", *here).output
    text = run("journal", "show", "ana", *here).output
    assert "contact logged on task 1: Not reached, attempts 1" in text
    assert "the chain is whole" in run("journal", "verify", *here).output


def test_of_two_visits_it_is_asked_which_and_each_can_be_named(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    booked = run("contact", "book", "1", "2026-03-12 10:00", "--reference", "A-1", *here).output
    assert booked == "Appointment 1 booked for Ana Example: 2026-03-12 10:00.\n"
    run("contact", "book", "1", "2026-03-19 10:00", "--reference", "A-2", *here)
    asked = run("contact", "appointment", "1", "cancelled", *here, code=1).stderr
    assert "1: 2026-03-12 10:00 (A-1); 2: 2026-03-19 10:00 (A-2); nothing was done. Say which" in asked
    moved = run("contact", "reschedule", "1", "2026-03-20 10:00", "--visit", "2026-03-19", *here).output
    assert moved == "Appointment 2 moved to 2026-03-20 10:00.\n"
    assert (
        "Appointment 2 is cancelled" in run("contact", "appointment", "1", "cancelled", "--visit", "A-2", *here).output
    )
    assert "Appointment 1 is confirmed" in run("contact", "appointment", "1", "confirmed", *here).output


def test_a_slip_of_the_tongue_is_put_right(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-02 11:00", *here)
    run("contact", "appointment", "1", "missed", *here)
    said = run("contact", "put-right", "1", *here).output
    assert said.startswith("Appointment 1 is booked again, not missed; task 1 was closed")
    assert "what was said last is put right already" in run("contact", "put-right", "1", *here, code=1).stderr
    told = run("contact", "show", "1", *here).output
    assert "appointment put right: appointment 1 is booked again, not missed" in told
    assert "brought about" not in told


def test_a_doubtful_hour_is_asked_about_and_done_anyway_if_it_is_meant(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00", "--request", "r1"]
    asked = run("contact", "book", "1", "2026-03-01 10:00", *here, code=1).stderr
    assert "a visit at 2026-03-01 10:00 would be in the past; nothing was done. If it is meant" in asked
    run("contact", "book", "1", "2026-03-01 10:00", "--anyway", *here)
    assert (
        "would be more than two years away" in run("contact", "book", "1", "2062-03-01 10:00", *here[:4], code=1).stderr
    )
    twice = run("contact", "book", "1", "2026-03-01 10:00", *here[:4], code=1).stderr
    assert "would be in the past" in twice
    assert "'2026-03-05' names no hour" in run("contact", "book", "1", "2026-03-05", *here[:4], code=1).stderr
    late = run("contact", "log", "1", "reached", "--follow-up", "2001-03-01", *here[:4], code=1).stderr
    assert "a follow-up at 2001-03-01 09:00 would be in the past" in late


def test_an_hour_that_no_clock_shows_is_refused_with_those_beside_it(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    gone = run("contact", "book", "1", "2026-03-29 01:30", "--anyway", *here, code=1).stderr
    assert (
        "'2026-03-29 01:30' does not exist, as the clocks are set forward then: 00:30 and 02:30 are beside it" in gone
    )
    there = run("contact", "book", "1", "2026-03-08 02:30", "--site", "island", *here, code=1).stderr
    assert "does not exist" in there, "the hour is on the clock of the site"
    told = run("contact", "book", "1", "2026-03-09 09:00", "--site", "island", *here).output
    assert told == "Appointment 1 booked for Ana Example: 2026-03-09 09:00 America/Chicago.\n"
