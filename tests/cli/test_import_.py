"""``frontdesk import``: bad rows by their line, and a file of those that were left out."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data


def test_import_lists_bad_rows_by_line(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,status\nAna Example,enquiry/new\nBen Example,enquiry/gone\n", encoding="utf-8")
    refused = run("import", str(file), "-p", str(practice), code=1)
    assert "people.csv:3: no status is called 'enquiry/gone'" in refused.stderr
    assert "nothing was imported" in refused.stderr
    found = run("import", str(file), "-p", str(practice), "--skip-bad")
    assert "1 contact imported." in found.output
    assert (tmp_path / "people.rejected.csv").is_file()
    as_data = data(run("import", str(file), "-p", str(practice), "--format", "json", code=1))
    assert as_data["rows"][0]["line"] == 3


def test_the_rows_left_out_never_replace_the_file(ana: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("name,cell\nBen Example,1\n", encoding="utf-8")
    told = run("import", str(file), "--skip-bad", "--rejects", str(file), "-p", str(ana), code=2)
    assert "would be lost" in told.stderr
    assert "Ben Example" in file.read_text(encoding="utf-8")


def test_the_rows_left_out_run_nothing_in_a_spreadsheet_and_can_be_imported(
    ana: Path, run: Run, tmp_path: Path
) -> None:
    file, rejects = tmp_path / "more.csv", tmp_path / "more.rejected.csv"
    file.write_text('note,cell,email,name\n"=HYPERLINK(1)",+12025550188,bad,Ben Example\n', encoding="utf-8")
    run("import", str(file), "--skip-bad", "-p", str(ana))
    kept = rejects.read_text(encoding="utf-8")
    assert "'=HYPERLINK(1),'+12025550188,bad" in kept
    rejects.write_text(kept.replace(",bad,", ",ben@example.com,"), encoding="utf-8")
    run("import", str(rejects), "-p", str(ana))
    found = data(run("contact", "show", "2025550188", "-p", str(ana), "--format", "json"))
    assert [note["text"] for note in found["notes"]] == ["=HYPERLINK(1)"]
