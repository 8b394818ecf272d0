"""``frontdesk contact add``: somebody by hand as a row of an import."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_somebody_is_added_by_hand_as_a_row_of_an_import_would_add_them(run: Run, practice: Path) -> None:
    here = ["-p", str(practice), "--now", "2026-03-02 10:00"]
    said = run("contact", "add", "Bo Example", "cell=+351 555 010 102", "status=enquiry/new", "weight=8", *here).output
    assert said == "Bo Example is contact 1 now: Enquiry - New.\n"
    text = run("contact", "show", "bo", *here).output
    assert "  cell        +351 555010102, unknown\n" in text
    assert "  known       weight 8\n" in text
    assert "contact added: state enquiry/new" in text
    again = run("contact", "add", "Bo Example", "cell=+351 555 010 102", *here, code=1).stderr
    assert "'Bo Example' with this number or e-mail is on file already" in again
    assert "did you mean 'cell'" in run("contact", "add", "Cy Example", "cel=+351 555 010 103", *here, code=1).stderr
    assert "the name is missing" in run("contact", "add", " ", *here, code=1).stderr


def test_where_somebody_came_from_is_said_with_source(run: Run, practice: Path) -> None:
    here = ["-p", str(practice), "--now", "2026-03-02 10:00"]
    run("contact", "add", "Bo Example", *here)
    assert run("tasks", *here).output == "No task is open.\n"
    run("contact", "add", "Cy Example", "--source", "inbound", *here)
    assert "Cy Example" in run("tasks", *here).output
    assert "inbound; so: open task ring" in run("journal", "show", *here).output
    assert "by_hand" in run("contact", "add", "Di Example", "--source", "phone", *here, code=2).stderr


def test_a_name_that_a_terminal_would_obey_is_refused_and_not_printed(run: Run, practice: Path) -> None:
    eve = "Eve\x1b[31mRED\x1b]0;owned\x07"
    refused = run("contact", "add", eve, "-p", str(practice), code=1).stderr
    assert refused == "frontdesk: name holds a character that a terminal would obey (U+001B)\n"
    told = run("contact", "add", "Bo Example", "--by", eve, "-p", str(practice), code=1).stderr
    assert told.startswith("frontdesk: whoever acts holds a character that a terminal would obey (U+001B)")
    assert run("contact", "list", "-p", str(practice)).output.startswith("There is no contact yet")
