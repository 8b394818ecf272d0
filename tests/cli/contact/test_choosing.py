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
    assert "is not offered after 'Enquiry - New': it is offered after 'client/visiting' or 'client/moved'; " in words
    assert "; offered: 'client/visiting'" in words


def test_what_a_status_was_called_before_is_understood(run: Run, practice: Path) -> None:
    """Old names of statuses are aliases: of the choice, of a list, and of a file that is imported."""
    rules = practice / "statuses.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "aliases: {Walked away: enquiry/moved}\n", encoding="utf-8")
    (practice / "list.csv").write_text("name,status,reason\nAna,,\nBen Example,walked away,silent\n", encoding="utf-8")
    at = ["-p", str(practice), "--now", "2026-03-02 10:00"]
    run("import", str(practice / "list.csv"), *at)
    said = run("contact", "set", "ana", "walked-away", "--reason", "silent", *at).output
    assert said.startswith("Ana is now Enquiry - Moved away;")
    listed = run("contact", "list", "--status", "WALKED AWAY", *at).output
    assert "Ana  " in listed
    assert "Ben Example" in listed


def test_a_visit_is_booked_along_with_the_status_that_asks_for_one(run: Run, ana: Path) -> None:
    at = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    said = run("contact", "set", "1", "client/visiting", "--appointment", "2026-03-05 10:00", *at).output
    assert said.startswith("Appointment 1 booked: 2026-03-05 10:00; Ana Example is now Client - Visiting;")
    wrong = run("contact", "set", "1", "client/visiting", "--appointment", "2026-03-05", *at, code=1).stderr
    assert "names no hour" in wrong


def test_a_follow_up_in_the_past_is_asked_about_and_refused_where_the_status_asks_for_one(run: Run, ana: Path) -> None:
    at = ["-p", str(ana), "--now", "2026-03-02 10:00", "--follow-up", "2001-01-01"]
    asked = run("contact", "set", "1", "enquiry/wrong", "--note", "a vendor", *at, code=1).stderr
    assert "a follow-up at 2001-01-01 09:00 would be in the past" in asked
    for words in ([], ["--anyway"]):
        refused = run("contact", "set", "1", "enquiry/waiting", *words, *at, code=1).stderr
        assert "asks for a follow-up date that lies ahead, and 2001-01-01 09:00 has passed" in refused
    run("contact", "set", "1", "enquiry/wrong", "--note", "a vendor", "--anyway", *at)
