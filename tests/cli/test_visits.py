"""``frontdesk visits``: the list, a day, a contact, and one with its history."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data


def test_visits_are_listed_by_day_by_contact_and_one_is_shown_with_its_history(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    assert run("visits", *here).output == "No visit is like that.\n"
    run("contact", "book", "1", "2026-03-04 10:00", "--reference", "V-1", "--practitioner", "Dr. Example", *here)
    run("contact", "book", "1", "2026-03-05 10:00", "--type", "check-up", "--site", "quay", *here)
    run("contact", "appointment", "1", "cancelled", "--visit", "V-1", *here)
    listed = run("visits", *here).output
    assert "2026-03-05 10:00" in listed
    assert "V-1" not in listed
    assert "V-1" in run("visits", "--all", *here).output
    assert "cancelled" in run("visits", "--day", "2026-03-04", "--contact", "ana", *here).output
    assert [one["number"] for one in data(run("visits", "--all", "--format", "json", *here))] == [1, 2]
    assert "appointment cancelled: appointment 1" in run("visits", "1", *here).output
    shown = run("contact", "show", "1", *here).output
    assert "  visit       1: 2026-03-04 10:00, cancelled, Dr. Example, reference V-1\n" in shown
    assert "  visit       2: 2026-03-05 10:00, booked, check-up, quay\n" in shown


def test_a_day_that_is_none_and_a_visit_that_is_not_there_are_told(run: Run, ana: Path) -> None:
    here = ["-p", str(ana)]
    assert "is not a date; write it as year-month-day" in run("visits", "--day", "tomorrow", *here, code=1).stderr
    assert "there is no appointment number 9" in run("visits", "9", *here, code=1).stderr
    assert "is not in the range" in run("visits", "9" * 30, *here, code=2).stderr
