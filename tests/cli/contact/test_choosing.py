"""``frontdesk contact set`` and ``undo``: a choice, its correction, and its settling."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data


def test_a_contact_from_choosing_to_settling(run: Run, ana: Path) -> None:
    at = ["-p", str(ana), "--now"]
    said = run("contact", "set", "ana", "enquiry/waiting", "--follow-up", "2 days", *at, "2026-03-02 10:00").output
    assert "Ana Example is now Enquiry - Waiting; it can be corrected until 10:02:00." in said
    assert "back in Enquiry - New" in run("contact", "undo", "1", *at, "2026-03-02 10:01").output
    assert "nothing can be undone" in run("contact", "undo", "1", *at, "2026-03-02 10:02", code=1).stderr
    run("contact", "set", "1", "enquiry/waiting", "--follow-up", "2026-03-09", *at, "2026-03-02 11:00")
    assert "Done: 1 status choice." in run("work", *at, "2026-03-02 11:03").output
    assert "follow up" in run("tasks", *at, "2026-03-02 11:04").output.lower()
    shown = run("contact", "show", "ana", *at, "2026-03-02 11:05").output
    assert "status settled: Enquiry - Waiting, was Enquiry - New" in shown
    assert data(run("contact", "show", "1", "--format", "json", *at, "2026-03-02 11:05"))["status"] == "enquiry/waiting"


def test_a_status_that_is_not_offered_is_refused_in_words(run: Run, ana: Path) -> None:
    words = run("contact", "set", "1", "client/waiting", "-p", str(ana), code=1).stderr
    assert "is not offered after 'Enquiry - New'; offered: 'client/visiting'" in words
