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
    assert "taken in" in run("contact", "reply", "555-0101", "PARAR", *here).output
    text = run("journal", "show", "ana", *here).output
    assert "contact logged: Not reached, attempts 1" in text
    assert "the chain is whole" in run("journal", "verify", *here).output
