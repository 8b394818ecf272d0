"""``frontdesk contact log``, ``prefs``, ``consent`` and ``facts``: what staff note."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_staff_note_what_the_practice_s_own_facts_say(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    noted = run("contact", "facts", "1", "weight=12.5", "species=dog, cat", *here).output
    assert noted == "Noted of Ana Example: weight 12.5, species cat, dog.\n"
    assert "  known       weight 12.5, species cat, dog\n" in run("contact", "show", "1", *here).output
    assert "facts noted: species cat, dog, weight 12.5" in run("journal", "show", "ana", *here).output
    run("contact", "facts", "1", "weight=unknown", *here)
    assert "  known       species cat, dog\n" in run("contact", "show", "1", *here).output
    assert "did you mean 'weight'" in run("contact", "facts", "1", "wieght=3", *here, code=1).stderr
    assert "'heavy' is not" in run("contact", "facts", "1", "weight=heavy", *here, code=1).stderr
    assert "write it as fact=value" in run("contact", "facts", "1", "weight", *here, code=2).stderr


def test_who_said_stop_is_opted_in_by_nobody_else(ana: Path, run: Run) -> None:
    run("contact", "reply", "+351 555 010 101", "STOP", "-p", str(ana))
    told = run("contact", "consent", "1", "opted_in", "-p", str(ana), code=1)
    assert "Ana Example said stop; only they can take that back: ask them to text START" in told.stderr
    run("contact", "reply", "+351 555 010 101", "START", "-p", str(ana))
    run("contact", "consent", "1", "opted_in", "-p", str(ana))
