"""What no example of the physical therapy rules can show: what commands print of them, and switches that are off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontdesk.cli import main
from frontdesk.testing.examples import examples_of, run_example, run_examples
from support import PRACTICES, check_ruleset, read_ruleset

ON_FILE = ("-p", "physical-therapy", "--now", "2026-06-01 09:00")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A practice of these rules, with Ana, who registered for a workshop on 12 June; its letters go to its folder."""
    monkeypatch.chdir(tmp_path)
    here = (*ON_FILE, "--store", str(tmp_path / "practice.db"))
    typed("contact", "add", "Ana Example", "status=lead/workshop", "workshop_on=2026-06-12", *here)
    return here


def typed(*words: str, code: int = 0) -> str:
    """What a command prints."""
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output
    return result.output


PAIRS = [
    "free_screen_scheduled",
    "free_screen_did_not_schedule",
    "free_screen_no_show",
    "free_screen_rescheduled",
    "initial_evaluation_scheduled",
    "initial_evaluation_did_not_schedule",
    "initial_evaluation_no_show",
    "initial_evaluation_rescheduled",
    "plan_of_care",
    "graduated",
]


@pytest.mark.parametrize("off", PAIRS)
def test_each_of_the_ten_pairs_has_a_switch_of_its_own(tmp_path: Path, off: str) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: other\nextends: physical-therapy\n", encoding="utf-8")
    text = f"campaigns: {{{off}: {{enabled: no}}}}\n"
    (tmp_path / "campaigns.yaml").write_text(text, encoding="utf-8")
    name = "Each of the ten pairs of phase and status has a campaign of its own"
    example = next(one for one in examples_of("physical-therapy") if one.name == name)
    result = run_example(read_ruleset(tmp_path), example)
    assert not result.passed
    assert [one for one in PAIRS if f"{one}:" in str(result.differences)] == [off]


CHOSEN = {
    "lead/workshop": "no_phase/no_phase",
    "free_screen/scheduled": "lead/workshop",
    "lead/reschedule_appt": "lead/workshop",
    "initial_evaluation/no_show": "initial_evaluation/scheduled",
    "free_screen/showed_did_not_schedule": "free_screen/scheduled",
    "patient/scheduled_plan_of_care": "initial_evaluation/scheduled",
    "graduated/graduated": "patient/scheduled_plan_of_care",
    "lead/quick_confirm": "lead/workshop",
    "lead/power_confirm": "lead/quick_confirm",
    "lead/unresponsive": "lead/registered",
    "free_screen/sent_message": "free_screen/scheduled",
    "initial_evaluation/canceled": "initial_evaluation/scheduled",
    "no_phase/no_phase": "lead/workshop",
    "lead/pending": "lead/workshop",
}


@pytest.mark.parametrize(("chosen", "before"), CHOSEN.items())
def test_a_note_is_kept_with_every_status(tmp_path: Path, chosen: str, before: str) -> None:
    here = (*ON_FILE, "--store", str(tmp_path / "practice.db"))
    typed("contact", "add", "Flo Example", f"status={before}", *here)
    typed("contact", "set", "flo", chosen, "--note", "Asks for Thursday.", *here)
    typed("work", "--until", "2026-06-01 09:10", *here)
    assert "Asks for Thursday." in typed("contact", "show", "flo", *here)


def test_the_row_of_a_contact_shows_its_phase_and_status(here: tuple[str, ...]) -> None:
    assert "Lead - Workshop" in typed("contact", "list", *here)


def test_a_status_is_chosen_on_the_page_of_a_contact(here: tuple[str, ...]) -> None:
    assert "Free Screen - Scheduled" in typed("contact", "show", "ana", *here)
    typed("contact", "set", "ana", "free_screen/scheduled", *here)
    assert "status      Free Screen - Scheduled" in typed("contact", "show", "ana", *here)


def test_a_status_is_chosen_with_its_phase_and_no_command_sets_a_phase_alone(here: tuple[str, ...]) -> None:
    said = typed("contact", "set", "ana", "scheduled", *here, code=1)
    assert "free_screen/scheduled" in said
    assert "initial_evaluation/scheduled" in said
    typed("contact", "set", "ana", "patient", *here, code=1)


CORRECTED = [
    "A status corrected after 4 minutes 59 seconds sends nothing",
    "A correction at exactly 5 minutes is in time",
    "After 5 minutes 1 second the campaign has started and stays",
    "No Phase chosen by mistake and corrected in time ends nothing",
]


@pytest.mark.parametrize(("window", "failing"), [("5 minutes", []), ("6 minutes", CORRECTED[2:3])])
def test_the_five_minutes_after_a_choice_are_a_line_of_the_rules(
    tmp_path: Path, window: str, failing: list[str]
) -> None:
    text = f"name: other\nextends: physical-therapy\ncorrection_window: {window}\n"
    (tmp_path / "ruleset.yaml").write_text(text, encoding="utf-8")
    rules = read_ruleset(tmp_path)
    tried = [one for one in examples_of("physical-therapy") if one.name in CORRECTED]
    assert len(tried) == len(CORRECTED)
    assert [one.name for one in tried if not run_example(rules, one).passed] == failing


def test_what_happens_after_each_update_can_be_looked_up() -> None:
    page = typed("table", "-p", "physical-therapy", "consequences")
    assert "free_screen/no_show" in page
    assert "start campaign" in page


def test_a_campaign_has_a_switch_a_preview_a_list_of_people_and_a_log(here: tuple[str, ...]) -> None:
    switches = {line.split()[0]: " no " in line for line in typed("campaigns", *here).splitlines()}
    assert (switches["automated_reactivation"], switches["free_screen_no_show"]) == (True, False)
    typed("contact", "add", "Ben Example", "status=lead/workshop", "email=ben@example.com", *here)
    typed("work", "--until", "2026-06-02 09:00", *here)
    page = typed("campaigns", "workshop", *here)
    assert "thank you for registering for our workshop" in page
    assert "Ben Example" in page
    assert "1 sent" in page


def test_the_day_of_the_graduation_is_noted_and_shown_beside_that_of_the_workshop(here: tuple[str, ...]) -> None:
    for state in ("patient/scheduled_plan_of_care", "graduated/graduated"):
        typed("contact", "set", "ana", state, *here)
        typed("work", "--until", "2026-06-01 09:10", *here)
    heading, row = typed("contact", "list", *here).splitlines()[:2]
    assert [one in heading for one in ("since", "Workshop on", "Graduated on")] == [True, True, True]
    assert "2026-06-12" in row
    assert row.count("2026-06-01") >= 2
    assert "graduated on 2026-06-01" in typed("contact", "show", "ana", *here)


def test_whoever_is_put_on_hold_for_longer_than_two_weeks_is_told_what_is_usual(here: tuple[str, ...]) -> None:
    late = typed("contact", "set", "ana", "lead/pending", "--follow-up", "8 weeks", *here)
    assert "2 weeks" in late


def test_the_rules_of_the_phases_can_be_looked_at() -> None:
    assert "Initial Evaluation - Scheduled" in typed("offers", "-p", "physical-therapy", "free_screen/scheduled")


def test_reactivations_do_as_their_articles_say_once_they_are_on() -> None:
    practice = next(folder for folder in PRACTICES if folder.name == "reactivation")
    results = list(run_examples(practice))
    assert len(results) >= 5
    assert [one.name for one in results if not one.passed] == []


def test_a_contact_list_with_the_columns_of_the_article_comes_in(here: tuple[str, ...], tmp_path: Path) -> None:
    row = "Ben,Example,202-555-0102,202-555-0103,ben@example.com,Patient,Came by a friend"
    assert "1 contact imported" in typed("import", contact_list(tmp_path, [row]), *here)
    shown = typed("contact", "show", "ben", *here)
    assert "Patient - Scheduled Plan of Care" in shown
    assert "Came by a friend" in shown


OLD_PHASES = [
    ("Workshop", "Lead - "),
    ("Current Patient", "Patient - Scheduled Plan of Care"),
    ("Graduated Patient", "Graduated - Graduated"),
    ("No Phase", "No Phase"),
    ("", "No Phase"),
]


@pytest.mark.parametrize(("phase", "shown"), OLD_PHASES)
def test_a_contact_list_may_name_a_phase_as_before(
    here: tuple[str, ...], tmp_path: Path, phase: str, shown: str
) -> None:
    typed("import", contact_list(tmp_path, [f"Ben,Example,202-555-0102,,ben@example.com,{phase},"]), *here)
    assert shown in typed("contact", "show", "ben", *here)


def test_a_contact_list_of_more_than_ten_thousand_rows_is_refused_as_a_whole(
    here: tuple[str, ...], tmp_path: Path
) -> None:
    rows = (f"Ben{number},Example,,,ben{number}@example.com,," for number in range(10_001))
    assert "10,000" in typed("import", contact_list(tmp_path, rows), *here, code=1)
    assert "Ben1" not in typed("contact", "list", *here)


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        (
            "campaigns",
            "campaigns: {graduated: {steps: [{replace: referral, send: graduated_referral, after_start: 7 days, "
            'at: "21:30"}]}}',
            "C005",
        ),
        (
            "messages",
            f"messages: {{patient_welcome: {{content: {{email: {{subject: {'W' * 101}}}}}}}}}",
            "C020",
        ),
    ],
)
def test_a_start_time_or_a_subject_that_the_article_does_not_allow_is_refused(
    tmp_path: Path, file: str, text: str, code: str
) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: other\nextends: physical-therapy\n", encoding="utf-8")
    (tmp_path / f"{file}.yaml").write_text(f"{text}\n", encoding="utf-8")
    assert code in [one.code for one in check_ruleset(tmp_path).errors]


def contact_list(folder: Path, rows: Iterable[str]) -> str:
    """The file that the article describes."""
    file = folder / "list.csv"
    heading = "First Name,Last Name,Phone (Mobile),Home Phone,Email,Phase,Notes"
    file.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    return str(file)
