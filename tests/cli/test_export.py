"""``frontdesk export``: files for who asked alone, that say what they are, and that the journal knows of."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.asking import Run, data
from frontdesk.file_words import ExportOf, TableForm
from frontdesk.files import open_rows

NOW = ["--now", "2026-03-02 10:00"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, where files go that no path is given for."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("what", ExportOf)
def test_each_table_is_a_new_file_in_this_folder_that_only_we_may_read(
    what: ExportOf, ana: Path, here: Path, run: Run
) -> None:
    run("contact", "book", "1", "2026-03-05 10:00", "-p", ana, *NOW)
    run("contact", "consent", "1", "opted_out", "--line", "desk", "-p", ana, *NOW)
    told = run("export", what, "-p", ana, *NOW).output
    path = here / f"{what}.csv"
    rows = table(path.read_text(encoding="utf-8-sig"))
    assert rows
    word = {ExportOf.JOURNAL: "entries"}.get(what, what if len(rows) > 1 else str(what)[:-1])
    assert told == f"{len(rows)} {word} in {what}.csv, which only you may read.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        f"exported: {what}, {len(rows)} row{'s' * (len(rows) > 1)}, as {what}.csv"
        in run("journal", "show", "-p", ana).output
    )


def test_a_file_that_is_there_stays_and_another_name_is_asked_for(ana: Path, here: Path, run: Run) -> None:
    (here / "contacts.csv").write_text("mine")
    refused = run("export", "contacts", "-p", ana, code=1).stderr
    assert "contacts.csv is there already, and no file is written over; name another one" in refused
    assert (here / "contacts.csv").read_text() == "mine"
    assert "exported" not in run("journal", "show", "-p", ana).output
    run("export", "contacts", "-p", ana, "--output", "others.csv")
    assert sorted(one.name for one in here.iterdir()) == ["contacts.csv", "others.csv"]


def test_a_workbook_is_asked_for_by_its_form_or_by_the_name_of_the_file(ana: Path, here: Path, run: Run) -> None:
    run("export", "contacts", "-p", ana, "--format", "xlsx")
    run("export", "contacts", "-p", ana, "--output", "people.XLSX")
    for name in ("contacts.xlsx", "people.XLSX"):
        with open_rows(here / name) as found:
            (row,) = (dict(zip(found.heading, one.cells, strict=False)) for one in found.rows)
        assert (row["name"], row["cell"]) == ("Ana Example", "+351555010101")
    differ = run("export", "contacts", "-p", ana, "--output", "a.xlsx", "--format", "csv", code=2).stderr
    assert "--format csv and a file that ends in .xlsx; which of them is meant?" in differ
    assert (
        "name a file with --output"
        in run("export", "contacts", "-p", ana, "--output", "-", "--format", "xlsx", code=2).stderr
    )


def test_another_program_gets_plain_csv_and_nothing_else(ana: Path, here: Path, run: Run) -> None:
    given = run("export", "contacts", "-p", ana, "--output", "-").stdout
    assert given.startswith("contact,name,")
    assert [(one["name"], one["cell"]) for one in table(given)] == [("Ana Example", "'+351555010101")]
    assert list(here.iterdir()) == []
    assert "exported: contacts, 1 row\n" in run("journal", "show", "-p", ana).output


def test_the_journal_goes_out_in_words_and_as_data(ana: Path, run: Run) -> None:
    shown = data(run("journal", "show", "-p", ana, "--format", "json"))
    rows = table(run("export", "journal", "-p", ana, "--output", "-").stdout)
    assert [(one["number"], one["what"], one["hash"]) for one in rows] == [
        (str(one["number"]), one["kind"], one["hash"]) for one in shown
    ]
    assert [json.loads(one["data"]) for one in rows] == [one["data"] for one in shown]
    imported = next(one for one in rows if one["what"] == "contact imported")
    assert imported["in words"] == "contact imported: reference P-1, state enquiry/new"
    assert (imported["contact"], imported["by"], imported["at"]) == ("1", "staff", "2026-03-02 10:00:00+00:00")


def test_a_table_can_begin_at_a_day_or_an_hour(ana: Path, run: Run) -> None:
    for day in ("03", "05"):
        run("contact", "book", "1", f"2026-03-{day} 10:00", "-p", ana, *NOW)

    def days(*since: str) -> list[str]:
        return [one["at"] for one in table(run("export", "visits", "-p", ana, "--output", "-", *since).stdout)]

    assert len(days()) == 2
    assert days("--since", "2026-03-05") == days("--since", "2026-03-05 10:00") == ["2026-03-05 10:00"]
    assert days("--since", "2026-03-05 10:01") == []
    journal = run("export", "journal", "-p", ana, "--output", "-", "--since", "2026-03-03", *NOW).stdout
    assert "appointment booked" not in journal
    refused = run("export", "visits", "-p", ana, "--since", "March", code=1).stderr
    assert "--since: 'March' is not a date; write it as year-month-day" in refused


def test_without_the_extra_a_workbook_says_what_to_install_and_text_goes_out(ana: Path, here: Path) -> None:
    without = "import sys; sys.modules['xlsxwriter'] = None; from frontdesk.cli import main; main()"
    words = [sys.executable, "-c", without, "export", "contacts", "-p", str(ana), "--format"]

    def export(form: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*words, form], capture_output=True, text=True, check=False, cwd=here)

    refused = export("xlsx")
    assert refused.returncode == 1
    assert "frontdesk: to write workbooks, install frontdesk[files]" in refused.stderr
    assert list(here.iterdir()) == []
    assert export("csv").returncode == 0


@pytest.mark.slow
def test_the_demos_practice_goes_out_and_comes_in_where_it_came_from_and_in_an_empty_one(here: Path, run: Run) -> None:
    run("demo", "--keep", "riverside")
    (here / "empty").mkdir()
    for rules in (here / "riverside").glob("*.yaml"):
        shutil.copy(rules, here / "empty")
    for what, number in (("consents", 2), ("contacts", 203)):
        for form in TableForm:
            run("export", what, "-p", "riverside", "--format", form)
            again = data(run("import", f"{what}.{form}", "-p", "riverside", "--format", "json"))
            assert (again["outcomes"]["unchanged"], again["rows"], again["remarks"]) == (number, [], [])
        elsewhere = data(run("import", f"{what}.csv", "-p", "empty", "--format", "json"))
        assert (elsewhere["outcomes"]["new"], elsewhere["rows"], elsewhere["remarks"]) == (number, [], [])
    contacts = [table(run("export", "contacts", "--output", "-", "-p", one).stdout) for one in ("riverside", "empty")]
    assert contacts[0] == contacts[1]
