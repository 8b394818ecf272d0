"""Every command as its users type it: what it prints, what it returns, and that no traceback ever appears."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from support import HARBOUR

Run = Callable[..., Result]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    folder = tmp_path / "practice"
    shutil.copytree(HARBOUR, folder)
    return folder


@pytest.fixture
def run() -> Run:
    def invoke(*words: str, code: int = 0) -> Result:
        result = CliRunner(env={"HARBOUR_TEXT_KEY": "fictional"}).invoke(main, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output + result.stderr
        return result

    return invoke


@pytest.fixture
def ana(practice: Path, run: Run, tmp_path: Path) -> Path:
    """The practice with one contact, number 1."""
    file = tmp_path / "people.csv"
    heading = "name,cell,cell_type,email,status,reference"
    row = "Ana Example,555-0101,text_enabled,ana@example.com,enquiry/new,P-1"
    file.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    assert "1 contact imported." in run("import", str(file), "-p", str(practice), "--now", "2026-03-02 10:00").output
    return practice


def data(result: Result) -> Any:
    return json.loads(result.stdout)


def test_help_lists_every_command_and_what_it_does(run: Run) -> None:
    text = run("--help").output
    for command in ("check", "test", "table", "decide", "offers", "explain", "facts", "demo", "init", "import", "sync"):
        assert f"  {command} " in text
        assert "Usage:" in run(command, "--help").output


def test_a_command_that_does_not_exist_suggests_one(run: Run) -> None:
    assert "did you mean 'check'" in run("chek", code=2).stderr


def test_check_says_what_is_there(run: Run) -> None:
    assert run("check", "dental").output.startswith("dental: no problems. 2 states, 4 campaigns")


def test_check_prints_problems_and_returns_1(run: Run, practice: Path) -> None:
    (practice / "attempts.yaml").write_text("limit: 3\ncounts: nobody\n", encoding="utf-8")
    text = run("check", str(practice), code=1).output
    assert "attempts.yaml:2:9: R001: no outcome is called 'nobody'" in text
    assert "1 problem in 1 file. The ruleset cannot be used yet." in text


def test_check_as_json_has_places(run: Run, practice: Path) -> None:
    (practice / "attempts.yaml").write_text("limit: 3\ncounts: nobody\n", encoding="utf-8")
    found = data(run("check", str(practice), "--format", "json", code=1))
    assert found["usable"] is False
    assert [(one["code"], one["line"], one["column"]) for one in found["problems"]] == [("R001", 2, 9)]


def test_a_ruleset_that_is_not_there_is_told_by_every_command(run: Run) -> None:
    for words in (["check", "dentel"], ["table", "-p", "dentel"], ["decide", "-p", "dentel", "delivery"]):
        assert "did you mean 'dental'" in run(*words, code=1).stderr


def test_test_runs_the_examples(run: Run, practice: Path) -> None:
    assert "All 5 examples hold." in run("test", str(practice)).output
    file = practice / "examples" / "harbour.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("outcome: 165", "outcome: 166"), encoding="utf-8")
    text = run("test", str(practice), code=1).output
    assert "E001: Fees add up" in text
    assert "outcome: expected 166, got 165" in text
    assert "4 of 5 examples hold, 1 do not." in text
    assert [one["holds"] for one in data(run("test", str(practice), "--format", "json", code=1))].count(False) == 1
    assert "no example" in run("test", str(practice), "--only", "nothing like it", code=1).stderr


def test_table_lists_and_prints(run: Run) -> None:
    assert "not_synced" in run("table", "-p", "health-system").output
    assert "| Text + Call + Email |" in run("table", "-p", "health-system", "not_synced").output
    assert "Text + Call + Email,text" in run("table", "-p", "health-system", "not_synced", "--format", "csv").output
    page = data(run("table", "-p", "health-system", "not_synced", "--format", "json"))
    assert len(page["grids"]) == 2
    assert "did you mean 'not_synced'" in run("table", "-p", "health-system", "notsynced", code=1).stderr


def test_decide_answers_with_the_row_its_reason_and_its_place(run: Run) -> None:
    words = ["decide", "-p", "default", "delivery", "has_call=yes", "destination=landline"]
    text = run(*words).output
    assert "delivery: call" in text
    assert "row call (rulesets/default/delivery.yaml:15)" in text
    assert data(run(*words, "--format", "json"))["row"] == "call"


@pytest.mark.parametrize(
    ("words", "code", "cause"),
    [
        (["delivery", "destinaton=landline"], 1, "did you mean 'destination'"),
        (["delivery", "destination=landlin"], 1, "did you mean 'landline'"),
        (["delivery", "landline"], 2, "write it as fact=value"),
        (["delivry"], 1, "did you mean 'delivery'"),
    ],
)
def test_decide_refuses_what_it_does_not_know(words: list[str], code: int, cause: str, run: Run) -> None:
    assert cause in run("decide", "-p", "default", *words, code=code).stderr


def test_explain_says_what_the_rows_before_lacked(run: Run) -> None:
    words = ["explain", "-p", "default", "delivery", "has_call=yes", "destination=landline"]
    text = run(*words).output
    assert "text (rulesets/default/delivery.yaml:11): has_text is no, not yes" in text
    found = data(run(*words, "--format", "json"))
    assert [row["fits"] for row in found["rows"]] == [False, False, True]


def test_explain_names_the_overlays_line_and_the_meaning_of_a_code(run: Run) -> None:
    assert (
        "rulesets/example-practice/attempts.yaml:2" in run("explain", "-p", "example-practice", "attempts.limit").output
    )
    assert "a name that is not defined" in run("explain", "r001").output


def test_offers_prints_one_drop_down_or_all(run: Run) -> None:
    one = run("offers", "-p", "physical-therapy", "free_screen/scheduled").output
    assert "After Free Screen - Scheduled:" in one
    assert "free_screen/no_show" in one
    assert "| Lead - Workshop" in run("offers", "-p", "physical-therapy").output
    named = data(run("offers", "-p", "physical-therapy", "patient/scheduled_plan_of_care", "--format", "json"))
    assert "graduated/graduated" in [one["state"] for one in named]


def test_facts_lists_the_practices_own_among_the_engines(run: Run, practice: Path) -> None:
    text = run("facts", "-p", str(practice), "contact").output
    assert "days_until_vaccination_due" in text
    assert "has_been" in text
    assert "has_text" not in text
    own = [one["name"] for one in data(run("facts", "-p", str(practice), "--format", "json")) if one["own"]]
    assert own[0] == "reading"


def test_init_makes_a_practice_that_checks_and_tests(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Our Practice"
    run("init", str(folder), "--extends", "dental")
    assert "our-practice: no problems." in run("check", str(folder)).output
    assert "The one example holds." in run("test", str(folder)).output
    assert (folder / "schemas" / "statuses.schema.json").is_file()
    assert "is not empty" in run("init", str(folder), code=1).stderr
    assert "did you mean 'dental'" in run("init", str(tmp_path / "other"), "--extends", "dentel", code=2).stderr


@pytest.mark.parametrize(
    ("folder", "name"),
    [("Zahn\u00e4rzte am See", "zahnarzte-am-see"), ("\u6b6f\u79d1", "practice"), ("7 Oaks", "practice-7-oaks")],
)
def test_a_folder_may_be_called_anything(run: Run, tmp_path: Path, folder: str, name: str) -> None:
    run("init", str(tmp_path / folder))
    assert f"{name}: no problems." in run("check", str(tmp_path / folder)).output


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


def test_contacts_are_listed_a_line_each(run: Run, ana: Path) -> None:
    here = ["-p", str(ana)]
    listed = run("contact", "list", *here).output
    assert [line.split() for line in listed.splitlines()[-1:]] == [
        ["1", "Ana", "Example", "P-1", "Enquiry", "-", "New", "5550101", "ana@example.com"]
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


def test_a_status_that_is_not_offered_is_refused_in_words(run: Run, ana: Path) -> None:
    words = run("contact", "set", "1", "client/waiting", "-p", str(ana), code=1).stderr
    assert "is not offered after 'Enquiry - New'; offered: 'client/visiting'" in words


def test_calls_appointments_preferences_consent_and_replies(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    assert "Logged 'Not reached'" in run("contact", "log", "1", "not_reached", *here).output
    assert "appointment 1 booked" in run("contact", "book", "1", "2026-03-04 10:00", *here).output.lower()
    assert "moved" in run("contact", "reschedule", "1", "2026-03-05 10:00", *here).output
    assert "is confirmed" in run("contact", "appointment", "1", "confirmed", *here).output
    assert "noted" in run("contact", "prefs", "1", "--method", "text", "--do-not-contact", *here).output
    assert "opted out on desk" in run("contact", "consent", "1", "opted_out", "--line", "desk", *here).output
    assert "taken in" in run("contact", "reply", "555-0101", "PARAR", *here).output
    text = run("journal", "show", "ana", *here).output
    assert "contact logged: Not reached, attempts 1" in text
    assert "the chain is whole" in run("journal", "verify", *here).output


def test_somebody_is_added_by_hand_as_a_row_of_an_import_would_add_them(run: Run, practice: Path) -> None:
    here = ["-p", str(practice), "--now", "2026-03-02 10:00"]
    said = run("contact", "add", "Bo Example", "cell=555-0102", "status=enquiry/new", "weight=8", *here).output
    assert said == "Bo Example is contact 1 now: Enquiry - New.\n"
    text = run("contact", "show", "bo", *here).output
    assert "  cell        5550102, unknown\n" in text
    assert "  known       weight 8\n" in text
    assert "contact added: state enquiry/new" in text
    again = run("contact", "add", "Bo Example", "cell=555-0102", *here, code=1).stderr
    assert "'Bo Example' with this number or e-mail is on file already" in again
    assert "did you mean 'cell'" in run("contact", "add", "Cy Example", "cel=555-0103", *here, code=1).stderr
    assert "the name is missing" in run("contact", "add", " ", *here, code=1).stderr


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


def test_work_writes_a_readable_file_a_message(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    text = run("work", *here, "--until", "2026-03-06 10:00").output
    assert "2 campaign steps, 2 messages" in text
    files = sorted((ana / "outbox").glob("*.txt"))
    assert any("See you on Wednesday, March 4 at 10:00." in file.read_text(encoding="utf-8") for file in files)


TEXT_BY = "text: {label: Text, plugin: %s, reaches: phone, consent: yes, settings: %s}"


@pytest.mark.parametrize(
    ("plugin", "settings", "told"),
    [
        ("outboks", "{folder: outbox}", "R007: no plugin offers a channel called 'outboks' (did you mean 'outbox'?)"),
        ("outbox", "{foldr: outbox}", "R006: 'outbox' has no setting 'foldr' (did you mean 'folder'?)"),
        ("outbox", "{key: {secret: NOT_SET}}", "the environment variable 'NOT_SET' is not set"),
        ("smtp", "{host: mail, sender: a@example.com, port: many}", "the setting 'port' of 'smtp' cannot be 'many'"),
    ],
)
def test_what_cannot_be_carried_waits_and_leaves_when_it_can(
    run: Run, ana: Path, plugin: str, settings: str, told: str
) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    channels = ana / "channels.yaml"
    as_it_was = channels.read_text(encoding="utf-8")
    (text,) = [line.strip() for line in as_it_was.splitlines() if line.startswith("  text:")]
    channels.write_text(as_it_was.replace(text, TEXT_BY % (plugin, settings)), encoding="utf-8")
    refused = run("work", *here, "--until", "2026-03-06 10:00", code=1)
    assert refused.stdout == ""
    assert "nothing was done, and everything that is due waits" in refused.stderr
    assert "channels.yaml:5:" in refused.stderr
    assert told in refused.stderr
    assert not (ana / "outbox").exists()
    assert "could not be done" not in run("tasks", *here).output
    channels.write_text(as_it_was, encoding="utf-8")
    assert "2 campaign steps, 2 messages" in run("work", *here, "--until", "2026-03-06 10:00").output
    assert len(list((ana / "outbox").glob("*.txt"))) == 2


def test_sync_reads_the_emrs_export(run: Run, ana: Path) -> None:
    (ana / "emr.csv").write_text("patient,preferred_method\nP-1,SMS\nP-9,LETTER\n", encoding="utf-8")
    text = run("sync", "-p", str(ana)).output
    assert "1 changed, 0 unchanged, 1 not understood." in text
    assert "patient P-9: not on file here" in text
    assert "0 changed, 0 unchanged, 0 not understood." in run("sync", "-p", str(ana)).output
    assert "'emr_csv' has no setting 'fil' (did you mean 'file'?)" in (
        run("sync", "-p", str(ana), "--set", "fil=b.csv", code=1).stderr
    )
    (ana / "emr.csv").unlink()
    assert "emr.csv: the export cannot be read" in run("sync", "-p", str(ana), code=1).stderr


def test_a_tampered_journal_is_told_and_returns_1(run: Run, ana: Path) -> None:
    import sqlite3

    with sqlite3.connect(ana / "frontdesk.db") as store:
        store.executescript("DROP TRIGGER journal_keeps; UPDATE journal SET by = 'me' WHERE seq = 1;")
    assert "entry 1 was changed after it was written" in run("journal", "verify", "-p", str(ana), code=1).output


def test_a_notice_can_be_ticked_off(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    run("contact", "reschedule", "1", "2026-03-05 10:00", *here)
    assert "Ana Example moved the visit" in run("tasks", *here).output
    assert "moved the visit" not in run("tasks", *here, "--tick", "1").output
    assert "there is no notice number 9" in run("tasks", *here, "--tick", "9", code=1).stderr


def test_a_shipped_ruleset_is_not_a_practice_to_work_in(run: Run) -> None:
    assert "make one with 'frontdesk init FOLDER'" in run("tasks", "-p", "dental", code=2).stderr


def test_plugins_lists_what_is_installed(run: Run) -> None:
    names = [one["name"] for one in data(run("plugins", "--format", "json"))]
    assert names == ["console", "emr_csv", "outbox", "smtp"]
    assert "outbox" in run("plugins").output


def test_completion_prints_a_script(run: Run) -> None:
    assert "_FRONTDESK_COMPLETE" in run("completion", "bash").output


def test_the_demo_plays_a_week(run: Run, tmp_path: Path) -> None:
    text = run("demo", "--keep", str(tmp_path / "kept")).output
    assert "200 contacts imported" in text
    assert "Friday 6 March: staff did" in text
    assert "status undone" in text or "status chosen" in text
    assert "Try next" in text
    assert "refused" not in text
    assert len(list((tmp_path / "kept" / "outbox").glob("*.txt"))) > 50
    assert "is whole" in run("journal", "verify", "-p", str(tmp_path / "kept")).output
    assert "is not empty" in run("demo", "--keep", str(tmp_path / "kept"), code=1).stderr


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("tomorrow", "'tomorrow' is neither a date nor a length of time"),
        ("3 moons", "'3 moons' is neither a date nor a length of time"),
        ("2026-13-01", "'2026-13-01' is not a date"),
        ("2026-03-02 25:00", "'2026-03-02 25:00' is not a date and time"),
        ("0001-01-01", "is in the year 1; is that a slip of the keyboard?"),
        ("9999-12-31 23:59", "is in the year 9999; is that a slip of the keyboard?"),
    ],
)
def test_an_hour_that_cannot_be_read_is_told(when: str, told: str, run: Run, ana: Path) -> None:
    assert told in run("contact", "book", "1", when, "-p", str(ana), code=1).stderr
    assert told in run("contact", "show", "1", "--now", when, "-p", str(ana), code=1).stderr


def test_looking_back_makes_no_store(practice: Path, run: Run) -> None:
    for command in (["verify"], ["show"]):
        assert "there is no store at" in run("journal", *command, "-p", str(practice), code=1).stderr
    assert not (practice / "frontdesk.db").exists()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET data = '{}'",
        "UPDATE journal SET data = 'no JSON'",
        "UPDATE journal SET data = '[1]', kind = 'event'",
        "UPDATE journal SET at = 'never'",
        "DROP TABLE journal",
    ],
)
def test_a_damaged_journal_is_told_without_a_traceback(damage: str, ana: Path, run: Run) -> None:
    with closing(sqlite3.connect(ana / "frontdesk.db", isolation_level=None)) as store:
        store.executescript("DROP TRIGGER journal_keeps; DROP TRIGGER journal_stays;")
        store.execute(damage)
    shown = run("journal", "verify", "-p", str(ana), code=1)
    assert "was changed" in shown.stdout or "is not as a store should be" in shown.stderr


@pytest.mark.parametrize("damage", ["data = 'no JSON'", "data = '[1]', kind = 'event'", "kind = 'moon full'"])
def test_an_entry_that_cannot_be_read_is_shown_as_it_stands(damage: str, ana: Path, run: Run) -> None:
    with closing(sqlite3.connect(ana / "frontdesk.db", isolation_level=None)) as store:
        store.executescript(f"DROP TRIGGER journal_keeps; UPDATE journal SET {damage};")
    assert run("journal", "show", "-p", str(ana)).stdout
    assert run("contact", "show", "1", "-p", str(ana)).stdout


def test_what_is_typed_in_another_encoding_is_refused(ana: Path, run: Run) -> None:
    shown = run("contact", "log", "1", "not_reached", "--note", "caf\udce9", "-p", str(ana), code=2)
    assert "is not text in UTF-8" in shown.stderr


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
    file.write_text('name,cell,email\n"=HYPERLINK(1)",+12025550188,bad\n', encoding="utf-8")
    run("import", str(file), "--skip-bad", "-p", str(ana))
    kept = rejects.read_text(encoding="utf-8")
    assert "'=HYPERLINK(1),'+12025550188,bad" in kept
    rejects.write_text(kept.replace(",bad,", ",ben@example.com,"), encoding="utf-8")
    run("import", str(rejects), "-p", str(ana))
    found = data(run("contact", "show", "2025550188", "-p", str(ana), "--format", "json"))
    assert found["name"] == "=HYPERLINK(1)"


def test_the_same_request_is_known_again_though_its_date_was_relative(ana: Path, run: Run) -> None:
    words = ("contact", "log", "1", "not_reached", "--follow-up", "2 days", "--request", "r-1", "-p", str(ana))
    first = run(*words, "--now", "2026-03-02 10:00").output
    assert run(*words, "--now", "2026-03-02 10:05").output == first
    other = run(*(word.replace("2 days", "3 days") for word in words), "--now", "2026-03-02 10:05", code=1)
    assert "was used before, for something else" in other.stderr


def test_who_said_stop_is_opted_in_by_nobody_else(ana: Path, run: Run) -> None:
    run("contact", "reply", "555-0101", "STOP", "-p", str(ana))
    told = run("contact", "consent", "1", "opted_in", "-p", str(ana), code=1)
    assert "Ana Example said stop; only they can take that back: ask them to text START" in told.stderr
    run("contact", "reply", "555-0101", "START", "-p", str(ana))
    run("contact", "consent", "1", "opted_in", "-p", str(ana))
