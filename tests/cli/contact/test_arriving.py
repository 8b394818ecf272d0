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
