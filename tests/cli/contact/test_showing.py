"""``frontdesk contact list`` and ``show``: a line each, and all of one."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data
from support import HARBOUR


def test_contacts_are_listed_a_line_each(run: Run, ana: Path) -> None:
    here = ["-p", str(ana)]
    listed = run("contact", "list", *here).output
    assert [line.split() for line in listed.splitlines()[-1:]] == [
        ["1", "Ana", "Example", "P-1", "Enquiry", "-", "New", "2026-03-02", "+351", "555010101", "ana@example.com"]
    ]
    assert run("contact", "list", "P-1", "--status", "enquiry/new", *here).output == listed
    assert run("contact", "list", "--status", "enquiry/waiting", *here).output == "No contact is like that.\n"
    assert data(run("contact", "list", "--format", "json", *here))[0]["status"] == "enquiry/new"
    assert "Ana Example (contact 1, reference P-1)" in run("contact", "show", "p-1", *here).output


def test_a_long_list_says_that_there_are_more(run: Run, ana: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("name,status\nBen Example,enquiry/new\n", encoding="utf-8")
    run("import", str(file), "-p", str(ana))
    assert "There are more" not in run("contact", "list", "--most", "2", "-p", str(ana)).output
    listed = run("contact", "list", "--most", "1", "-p", str(ana)).output
    assert "Ben" not in listed
    assert listed.endswith("There are more; say a part of the name, or --most.\n")


def test_a_list_of_nobody_says_how_to_begin(run: Run, practice: Path) -> None:
    said = run("contact", "list", "-p", str(practice)).output
    assert said == "There is no contact yet; try 'frontdesk import FILE'.\n"


def test_what_is_certain_of_a_name_is_shown_and_how_it_is_greeted(run: Run, practice: Path) -> None:
    here = ["-p", str(practice)]
    run("contact", "add", "Fern, Dr. Ada", "born=1990-03-02", "language=es", *here)
    run("contact", "add", "Mary Ann", *here)
    shown = run("contact", "show", "1", *here).output
    assert shown.startswith("Ada Fern (contact 1)\n")
    assert "  person      Dr., born 1990-03-02, es\n" in shown
    assert "greeted as" not in shown
    assert "  greeted as  Mary Ann\n" in run("contact", "show", "2", *here).output
    as_data = data(run("contact", "show", "1", "--format", "json", *here))
    assert [as_data[key] for key in ("given", "family", "salutation", "greeted")] == ["Ada", "Fern", "Dr.", "Ada"]
    assert (as_data["born"], as_data["language"]) == ("1990-03-02", "es")


def test_every_list_can_be_asked_for_those_in_a_hidden_status_too(run: Run, tmp_path: Path) -> None:
    here = ["-p", str(HARBOUR.with_name("vendors")), "--store", str(tmp_path / "vendors.db")]
    run("contact", "add", "Ana Example", "status=lead/vendor", *here)
    left_out = "No contact is like that.\nWho is in a hidden status is left out; --hidden lists them too.\n"
    assert run("contact", "list", *here).output == left_out
    assert "Ana Example" in run("contact", "list", "--hidden", *here).output
    assert "Ana Example" in run("contact", "list", "ana", *here).output
    for command in ("tasks", "visits"):
        assert run(command, "--hidden", *here).exit_code == 0
