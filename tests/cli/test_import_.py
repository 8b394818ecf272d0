"""``frontdesk import``: what is taken in, what is set aside and why, and an exit code that says whether all is in."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from cli.asking import Run, data

PEOPLE = "name,cell,reference\nAna Example,202-555-0101,P-1\nBen Example,1,P-2\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    return file


def test_rows_that_cannot_be_imported_are_told_by_line_and_set_aside(run: Run, practice: Path, people: Path) -> None:
    told = run("import", str(people), "-p", str(practice), code=1).stdout
    left = people.with_name("people.rejected.csv")
    assert told.splitlines() == [
        "people.csv:3: cell '1' is one digit over and over, which stands for no number; leave it empty",
        "1 contact imported.",
        "1 row cannot be imported.",
        f"The rows set aside are in {left}; mend them there and import that file.",
    ]
    left.write_text(left.read_text(encoding="utf-8").replace(",1,", ",202-555-0102,"), encoding="utf-8")
    assert run("import", str(left), "-p", str(practice)).stdout == "1 contact imported.\n"


def test_preferences_that_count_for_nothing_are_left_out_in_one_line(run: Run, practice: Path, people: Path) -> None:
    with (practice / "preferences.yaml").open("a", encoding="utf-8") as preferences:
        preferences.write("by_hand: {method: [call], because: Nobody is texted for wishing it.}\n")
    people.write_text("name,preferred_method\nAna Example,text\nBen Example,text\n", encoding="utf-8")
    why = "preferred_method 'text' is left out: Nobody is texted for wishing it"
    told = run("import", str(people), "--dry-run", "--format", "json", "-p", str(practice))
    assert data(told)["preferences_left_out"] == {why: 2}
    printed = run("import", str(people), "-p", str(practice)).stdout
    assert printed.splitlines() == ["2 contacts imported.", f"Of 2 rows, {why}."]


def test_all_rows_or_none(run: Run, practice: Path, people: Path) -> None:
    refused = run("import", str(people), "--whole", "-p", str(practice), code=1)
    assert "people.csv:3: cell '1'" in refused.stderr
    assert "1 of 2 rows cannot be imported, so nothing was; without --whole the others are" in refused.stderr
    assert not people.with_name("people.rejected.csv").exists()
    assert data(run("contact", "list", "-p", str(practice), "--format", "json")) == []


def test_what_is_on_file_and_differs_waits_for_update(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    for last, words, code in (
        ("0101", [], 0),
        ("0102", [], 1),
        ("0102", ["--update"], 0),
    ):
        file.write_text(f"name,cell,reference\nAna Example,202-555-{last},P-1\n", encoding="utf-8")
        told = run("import", str(file), *words, "-p", str(practice), code=code).stdout
        if code:
            assert "cell is +1 202-555-0101 here, and +1 202-555-0102 in the file" in told
            assert "on file: --update takes over what staff did not correct." in told
    assert told.splitlines() == [
        "people.csv:2: changed: #1 Ana Example: cell +1 202-555-0102, was +1 202-555-0101",
        "0 contacts imported, 1 changed.",
    ]


def test_what_staff_corrected_stays_with_update_too_and_the_command_that_ends_it_is_told(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,cell,reference\nAna Example,202-555-0101,P-1\n", encoding="utf-8")
    run("import", str(file), "-p", str(practice))
    run("contact", "edit", "1", "cell=202-555-0195", "-p", str(practice))
    file.write_text("name,cell,reference\nAna Example,202-555-0180,P-1\n", encoding="utf-8")
    told = run("import", str(file), "--update", "-p", str(practice), code=1).stdout
    assert "cell stays +1 202-555-0195, corrected here on " in told
    assert "; the file has +1 202-555-0180 ('frontdesk contact edit 1 cell=+1-202-555-0180' takes that over)" in told
    assert "1 row with other things than what staff corrected: that stays." in told
    run("contact", "edit", "1", "cell=+1-202-555-0180", "-p", str(practice))
    assert run("import", str(file), "--update", "-p", str(practice)).stdout == "0 contacts imported, 1 unchanged.\n"


REFUSED = "name,cell,text_consent,reference\nHana Price,202-555-0107,opted_out,5008\n"
AGREED = "name,cell,text_consent\nRolf Price,202-555-0107,opted_in\n"


def test_a_refusal_of_one_is_not_lifted_by_a_row_of_another_and_both_are_named(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    told = ""
    for words in (REFUSED, AGREED):
        file = tmp_path / "people.csv"
        file.write_text(words, encoding="utf-8")
        told = run("import", str(file), "--update", "-p", str(practice)).stdout
    assert told.splitlines() == [
        "1 contact imported.",
        "1 contact with a number or e-mail address that opted out; that stands: Rolf Price (shared with Hana Price).",
    ]
    assert "opted out" in run("contact", "show", "1", "-p", str(practice)).stdout


def test_a_dry_run_shows_what_each_column_becomes_and_examples_and_keeps_nothing(
    run: Run, practice: Path, people: Path
) -> None:
    told = run("import", str(people), "--dry-run", "-p", str(practice), code=1).stdout.splitlines()
    assert {"  name -> name", "  cell -> cell", "  reference -> reference"} <= {*told}
    assert told[-5:] == [
        "people.csv:2: new: Ana Example",
        "people.csv:3: cell '1' is one digit over and over, which stands for no number; leave it empty",
        "1 contact would be imported.",
        "1 row cannot be imported.",
        "Nothing was kept.",
    ]
    assert not people.with_name("people.rejected.csv").exists()
    assert data(run("contact", "list", "-p", str(practice), "--format", "json")) == []


def test_programs_read_all_of_it(run: Run, practice: Path, people: Path) -> None:
    told = data(run("import", str(people), "-p", str(practice), "--format", "json", code=1))
    assert (told["added"], told["bad"], told["outcomes"]["refused"], told["cause"]) == (1, 1, 1, "")
    assert [(row["line"], row["outcome"]) for row in told["rows"]] == [(3, "refused")]
    assert told["examples"] == [{"line": 2, "outcome": "new", "who": "", "said": ["Ana Example"]}]
    assert told["rejects"] == str(people.with_name("people.rejected.csv"))
    assert json.loads(json.dumps(told)) == told


def test_nothing_that_exists_is_written_over_not_even_the_store(run: Run, ana: Path, people: Path) -> None:
    store, rules = ana / "frontdesk.db", ana / "ruleset.yaml"
    earlier = people.with_name("people.rejected.csv")
    earlier.write_text("half mended", encoding="utf-8")
    kept = {file: file.read_bytes() for file in (people, store, rules)}
    for file, before in kept.items():
        told = run("import", str(people), "--rejects", str(file), "-p", str(ana), code=1)
        assert "exists already, and nothing is written over it" in told.stderr
        assert file is store or file.read_bytes() == before
    assert run("journal", "verify", "-p", str(ana)).exit_code == 0
    run("import", str(people), "-p", str(ana), code=1)
    assert earlier.read_text(encoding="utf-8") == "half mended"
    assert people.with_name("people.rejected-2.csv").exists()


def test_who_is_in_the_practice_is_for_its_owner_alone(run: Run, practice: Path, people: Path) -> None:
    run("import", str(people), "-p", str(practice), code=1)
    for file in (people.with_name("people.rejected.csv"), practice / "frontdesk.db"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_staff_find_a_notice_of_what_was_left_out(run: Run, practice: Path, people: Path) -> None:
    run("import", str(people), "-p", str(practice), code=1)
    assert "1 row set aside (1 refused)" in run("tasks", "-p", str(practice)).stdout


def test_rows_that_were_mended_before_are_counted_apart(run: Run, practice: Path, people: Path) -> None:
    run("import", str(people), "-p", str(practice), code=1)
    left = people.with_name("people.rejected.csv")
    left.write_text(left.read_text(encoding="utf-8").replace(",1,", ",202-555-0102,"), encoding="utf-8")
    run("import", str(left), "-p", str(practice))
    told = run("import", str(people), "-p", str(practice)).stdout
    assert told == "0 contacts imported, 1 unchanged.\n1 row says what was mended here already.\n"
    outcomes = data(run("import", str(people), "-p", str(practice), "--format", "json"))["outcomes"]
    assert {name: number for name, number in outcomes.items() if number} == {"unchanged": 1, "mended": 1}


def test_whoever_looks_like_somebody_on_file_is_told(run: Run, practice: Path, people: Path) -> None:
    people.write_text(PEOPLE.replace("Ben Example,1,", "Ana Example,202-555-0101,"), encoding="utf-8")
    told = run("import", str(people), "--dry-run", "-p", str(practice)).stdout.splitlines()
    assert told[-2:] == [
        "1 looks like somebody on file: 'frontdesk contact duplicates' lists them.",
        "Nothing was kept.",
    ]
    assert data(run("import", str(people), "-p", str(practice), "--format", "json"))["resembling"] == 1
    assert "1 looks like somebody on file" in run("tasks", "-p", str(practice)).stdout
    assert "Ana Example" in run("contact", "duplicates", "-p", str(practice)).stdout


def test_a_mapping_is_named_or_none_is_known(run: Run, practice: Path, people: Path) -> None:
    told = run("import", str(people), "--mapping", "nobodys", "-p", str(practice), code=1)
    assert "nobodys" in told.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"First Name;Last Name;Mobile\nAda;Fern;202-555-0110\n", "1 contact imported."),
        (b"sep=;\nFirst Name;Last Name;Mobile\nAda;Fern;202-555-0110\n", "1 contact imported."),
        (b"First Name\tLast Name\tMobile\nAda\tFern\t202-555-0110\n", "1 contact imported."),
    ],
    ids=["semicolons", "sep=", "tabs"],
)
def test_a_list_as_a_spreadsheet_saves_it_comes_in(
    content: bytes, words: str, run: Run, practice: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    said, counts = run("import", str(file), "-p", str(practice)).stdout.splitlines()
    assert said.startswith("list.csv: ")
    assert counts == words


def test_a_list_in_another_encoding_is_asked_and_then_read(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("name,cell\nJosé Núñez,202-555-0110\n".encode("cp1252"))
    asked = run("import", str(file), "-p", str(practice), code=1)
    assert "--encoding windows-1252" in asked.stderr
    run("import", str(file), "--encoding", "windows-1252", "-p", str(practice))
    assert [one["name"] for one in data(run("contact", "list", "-p", str(practice), "--format", "json"))] == [
        "José Núñez"
    ]


def test_what_asked_for_the_good_rows_in_earlier_days_is_still_taken(run: Run, practice: Path, people: Path) -> None:
    told = run("import", str(people), "--skip-bad", "-p", str(practice), code=1).stdout
    assert "1 contact imported." in told
    assert "--skip-bad" not in run("import", "--help").stdout
    run("import", str(people), "--skip-bad", "--whole", "-p", str(practice), code=2)


LIST = """\
label: A list
of: contacts
columns: {No: reference, Name: name, Cell: cell, Quiet: do_not_contact}
leave_out: {Gone: ["y"]}
"""


def test_whoever_is_on_file_and_left_out_is_told_with_what_to_do(run: Run, practice: Path, tmp_path: Path) -> None:
    (practice / "imports").mkdir(exist_ok=True)
    (practice / "imports" / "list.yaml").write_text(LIST, encoding="utf-8")
    file = tmp_path / "list.csv"
    command = ("import", str(file), "-p", str(practice))
    for row in ("1,Ana Example,202-555-0101,,", "2,Ben Example,202-555-0102,,"):
        file.write_text(f"No,Name,Cell,Quiet,Gone\n{row}\n", encoding="utf-8")
        run(*command)
    rows = "1,Ana Example,202-555-0101,Y,Y", "2,Ben Example,202-555-0102,,Y", "3,Cy Example,202-555-0103,,Y"
    file.write_text("\n".join(("No,Name,Cell,Quiet,Gone", *rows, "")), encoding="utf-8")
    (one, _) = data(run(*command, "--dry-run", "--format", "json", code=1))["left_out_here"]
    assert (one["line"], one["who"]) == (2, "#1 Ana Example (Gone is Y)")
    assert run(*command, code=1).stdout.splitlines() == [
        "list.csv: read by the mapping 'list'",
        "list.csv:4: left out: Gone is Y",
        "list.csv:2: left out: #1 Ana Example is on file, and the list leaves them out: Gone is Y; do not contact",
        "list.csv:3: left out: #2 Ben Example is on file, and the list leaves them out: Gone is Y",
        "list.csv has no rows but those that are left out.",
        "0 contacts imported, 3 left out.",
        "2 rows left out, of somebody on file: 'frontdesk contact prefs' says whom to write to no more.",
    ]


def test_a_file_of_a_heading_alone_is_said_to_have_no_rows(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,cell\n", encoding="utf-8")
    told = run("import", str(file), "-p", str(practice)).stdout
    assert told == "list.csv has no rows: nothing stands below its heading.\n0 contacts imported.\n"


def test_the_rows_set_aside_hold_nothing_that_a_terminal_obeys(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,note\nAna Example,\x1b[2Jcalm\n", encoding="utf-8")
    command = ("import", "-p", str(practice))
    run(*command, str(file), code=1)
    left = tmp_path / "list.rejected.csv"
    text = left.read_text(encoding="utf-8-sig")
    assert "\nAna Example,<U+001B>[2Jcalm,," in text
    run(*command, str(left), code=1)
    left.write_text(text.replace("<U+001B>[2J", ""), encoding="utf-8")
    assert run(*command, str(left)).stdout == "1 contact imported.\n"


def test_days_that_a_spreadsheet_wrote_anew_are_asked_and_read_as_somebody_says(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    file = tmp_path / "saved.csv"
    file.write_text("name,cell,born\nAna Example,202-555-0101,11/3/1975\n", encoding="utf-8")
    told = run("import", str(file), "-p", str(practice), code=1).stdout
    assert "--dates month/day/year if it is 3 November 1975, or --dates day/month/year if it is 11 March 1975" in told
    run("import", str(file), "--dates", "month/day/year", "-p", str(practice))
    file.write_text("name,cell,born\nAna Example,202-555-0101,1975-11-03\n", encoding="utf-8")
    assert run("import", str(file), "-p", str(practice)).stdout == "0 contacts imported, 1 unchanged.\n"
    assert "1975-11-03" in run("contact", "show", "#1", "-p", str(practice)).stdout


def test_a_total_below_the_list_is_told_and_comes_in_as_nobody(run: Run, practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "recall.csv"
    rows = ["reference,name,cell", "1001,Ada Fern,202-555-0111", "Total,16 patients,", "1002,Ben Lake,202-555-0112"]
    file.write_text("\n".join([*rows, "Total,16 patients,\n"]), encoding="utf-8")
    told = run("import", str(file), "-p", str(practice), code=1).stdout
    assert "recall.csv:5: left out: it stands below the table, and is nobody's row" in told
    assert "recall.csv:3: name '16 patients' says how many there are, as below a list, and is nobody's name" in told
    assert "2 contacts imported, 1 left out." in told


def test_the_first_twenty_rows_that_change_something_say_whose_and_what_and_who_is_in_another_status(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    for status, cell in (("enquiry/new", "2025550101"), ("enquiry/waiting", "2025550102")):
        rows = [f"Ana {chr(65 + number)}ample,{cell},P-{number},{status}\n" for number in range(22)]
        file.write_text("name,cell,reference,status\n" + "".join(rows), encoding="utf-8")
        dry, told = (
            run("import", str(file), "--update", *words, "-p", str(practice)).stdout.splitlines()
            for words in (["--dry-run"], [])
        )
    changed = [f"people.csv:{line}: changed: #{line - 1} Ana " for line in range(2, 22)]
    assert [line[: len(start)] for line, start in zip(told, changed, strict=False)] == changed
    assert told[0].endswith("cell +1 202-555-0102, was +1 202-555-0101")
    assert told[20:] == [
        "and 2 more changed rows",
        "0 contacts imported, 22 changed.",
        "22 are in another status here (#1 Ana Aample, #2 Ana Bample, #3 Ana Cample and 19 more); "
        "a status is chosen, and a file changes none.",
    ]
    assert {*told[:21]} < {*dry}


def test_a_dry_run_says_what_would_become_of_each_visit(run: Run, practice: Path, people: Path) -> None:
    run("import", str(people), "-p", str(practice), code=1)
    file = people.with_name("v.csv")
    for day in ("12", "13"):
        file.write_text(f"patient,reference,at\nP-1,A-1,2027-03-{day} 10:00\n", encoding="utf-8")
        dry = run("import", str(file), "--dry-run", "-p", str(practice)).stdout
        told = run("import", str(file), "-p", str(practice)).stdout
        if day == "12":
            assert "v.csv:2: new: #1 Ana Example, 2027-03-12 10:00" in dry
    moved = "v.csv:2: changed: #1 Ana Example, 2027-03-12 10:00: moved to 2027-03-13 10:00"
    assert moved in dry
    assert told.splitlines() == [moved, "0 visits imported, 1 changed."]


def test_nothing_is_told_to_be_changed_of_a_file_that_is_refused_as_a_whole(
    run: Run, practice: Path, people: Path
) -> None:
    run("import", str(people), "-p", str(practice), code=1)
    people.write_text(PEOPLE.replace("0101", "0109"), encoding="utf-8")
    told = run("import", str(people), "--update", "--whole", "-p", str(practice), code=1)
    assert "changed" not in told.stdout + told.stderr


BEGUN = "BEGIN:VCARD\nFN:Fay Moss\nTEL;TYPE=CELL:202-555-0116\n"
GROUP = "BEGIN:VCARD\nKIND:group\nFN:Friends\nEND:VCARD\n"
EVENTS = "BEGIN:VEVENT\nUID:1\nSUMMARY:Fay Moss\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
THERE = "mend them there and import that file"
WHOLE = "what stands there whole, on one line, mend in the file that it came from, and import that again"


@pytest.mark.parametrize(
    ("name", "text", "told", "left"),
    [
        ("f.vcf", BEGUN + GROUP, f"{THERE}; {WHOLE}", ["this card is a group of others, and nobody"]),
        ("f.vcf", BEGUN + "END:VCARD\n" + GROUP, WHOLE, ["this card is a group of others, and nobody"]),
        ("f.vcf", BEGUN, THERE, []),
        (
            "f.ics",
            f"BEGIN:VCALENDAR\n{EVENTS}END:VCALENDAR\n",
            WHOLE,
            [
                "this event cannot be read: it does not say when",
                "this event cannot be read: it repeats; export each time that somebody comes as an event of its own",
            ],
        ),
    ],
    ids=["some can be mended there", "none can", "all can", "events"],
)
def test_cards_and_events_that_were_set_aside_whole_are_mended_where_they_come_from(
    name: str, text: str, told: str, left: list[str], run: Run, practice: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    for number in ("", "-2"):
        said = run("import", str(file), "-p", str(practice), code=1).stdout.splitlines()
        aside = tmp_path / f"f.rejected{number}.csv"
        assert said[-1] == f"The rows set aside are in {aside}; {told}."
        file, told = aside, WHOLE
        if not left:
            break
    again = run("import", str(file), "-p", str(practice), code=1 if left else 0).stdout.splitlines()
    assert [line.split(": ", 1)[1] for line in again if line.startswith(f"{file.name}:")] == left
