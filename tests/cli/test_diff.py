"""``frontdesk diff`` and ``frontdesk replay``: what a practice reads before it changes its rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main

NO_ORDER = "promises:\n  - {remove: text_first}\n  - {remove: call_before_email}\n"
NEW = {
    "promises": NO_ORDER,
    "ruleset": "name: new\nextends: physical-therapy\n",
    "delivery": """
channel:
  rows:
    - before: text
      id: write_first
      when: {do_not_contact: no, has_email: yes, email: on_file, marketing_email: yes}
      then: email
""",
    "campaigns": """
campaigns:
  free_screen_scheduled:
    steps:
      - {replace: prepare, send: visit_prepare, after_previous: 3 days, at: "08:00"}
""",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice of the demo after its week."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    result = CliRunner().invoke(main, ["demo", "--keep", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Changed rules for that practice."""
    return written(tmp_path / "new", NEW)


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for topic, text in files.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert "Traceback" not in result.output
    return result


def test_no_difference_is_one_line() -> None:
    result = run("diff", "dental", "dental")
    assert (result.exit_code, result.output) == (0, "dental, changed: nothing changes.\n")


def test_text_tells_counts_examples_rows_and_places(new: Path) -> None:
    result = run("diff", "physical-therapy", new)
    assert result.exit_code == 0
    assert "From physical-therapy to new: 320 of 23,040 combinations are answered differently (U003)." in result.output
    assert "  call -> email\n      combinations: 256\n" in result.output
    assert "is decided by: write_first (" in result.output
    assert (
        "campaign free_screen_scheduled, steps prepare delay length\n      was: 2 days\n      is: 3 days"
        in result.output
    )
    assert "Contacts touched" not in result.output


def test_markdown_is_a_page_for_a_pull_request(new: Path) -> None:
    result = run("diff", "physical-therapy", new, "--format", "markdown")
    assert result.output.startswith("# From physical-therapy to new\n\n320 of 23,040 combinations")
    assert "| call -> email | 256          |" in result.output


def test_json_says_the_same(new: Path) -> None:
    found = json.loads(run("diff", "physical-therapy", new, "--format", "json").output)
    assert (found["changed"], found["touched"]) == (320, None)
    assert found["tables"][0]["changes"][0]["row_after"]["row"] == "write_first"


def test_with_a_database_it_names_whom_the_change_touches_today(new: Path, played: Path) -> None:
    result = run("diff", "physical-therapy", new, "--store", played / "frontdesk.db", "--format", "json")
    touched = {one["contact"]: one["how"] for one in json.loads(result.output)["touched"]}
    said = [how for several in touched.values() for how in several]
    assert any("the step 'prepare' of 'free_screen_scheduled' falls on" in how for how in said)
    assert any("goes by email, was text" in how for how in said)
    assert not any("@" in how for how in said), "a report may leave the practice, addresses may not"


def test_a_database_alone_is_compared_by_the_rules_that_it_ran_last(new: Path, played: Path) -> None:
    result = run("diff", new, "--store", played / "frontdesk.db")
    assert result.exit_code == 0
    assert " to new: 320 of 23,040 combinations are answered differently, " in result.output


def test_somebody_left_behind_is_told_and_is_exit_code_1(tmp_path: Path, played: Path) -> None:
    small = written(tmp_path / "small", {"ruleset": "name: small\nextends: aesthetics\n"})
    result = run("diff", small, "--store", played / "frontdesk.db")
    assert result.exit_code == 1
    assert "U001: " in result.output
    assert "moved: {statuses: {" in result.output
    assert "U002: the campaign '" in result.output


def test_the_desk_refuses_rules_that_leave_somebody_behind_in_the_same_words(tmp_path: Path, played: Path) -> None:
    small = written(tmp_path / "small", {"ruleset": "name: small\nextends: aesthetics\n"})
    result = run("tasks", "-p", small, "--store", played / "frontdesk.db")
    assert result.exit_code == 1
    assert "U001: " in result.output
    assert run("journal", "verify", "-p", played).exit_code == 0


def test_one_ruleset_without_a_database_is_wrong_usage() -> None:
    result = run("diff", "dental")
    assert result.exit_code == 2
    assert "name two rulesets, or one and a --store" in result.output


def test_replay_under_the_same_rules_is_all_the_same(played: Path) -> None:
    result = run("replay", played, "-p", played)
    assert result.exit_code == 0
    assert result.output.rstrip().endswith("decisions taken again under 'demo': all the same.")


def test_replay_tells_who_would_have_been_treated_differently(new: Path, played: Path) -> None:
    result = run("replay", new, "-p", played)
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert "would have been different, for " in first
    assert any("'visit_booked' by text" in line for line in rest)
    assert any(line.strip() == "by email" for line in rest)


def test_replay_of_a_period_looks_at_no_other_day(new: Path, played: Path) -> None:
    whole = json.loads(run("replay", new, "-p", played, "--format", "json").output)
    day = ("--since", "2026-03-03", "--until", "2026-03-04")
    tuesday = json.loads(run("replay", new, "-p", played, "--format", "json", *day).output)
    assert 0 < tuesday["decisions"] < whole["decisions"]
    assert {one["at"][:10] for one in tuesday["differences"]} <= {"2026-03-03", "2026-03-04"}
    assert set(tuesday["contacts"]) < set(whole["contacts"])


def test_replay_never_claims_what_the_journal_does_not_keep(tmp_path: Path, played: Path) -> None:
    asking = written(
        tmp_path / "asking",
        {
            "ruleset": "name: asking\nextends: physical-therapy\n",
            "promises": NO_ORDER,
            "facts": "facts: {language: {of: contact, values: [english, spanish]}}\n",
            "delivery": "channel:\n  rows:\n    - {first: yes, id: spanish, when: {language: spanish}, then: none,"
            " because: Nobody speaks it.}\n",
        },
    )
    result = run("replay", asking, "-p", played)
    assert "all the same" in result.output
    assert "cannot be told: these rules ask for 'language', which the journal does not keep." in result.output


def test_replay_notices_a_status_that_would_not_have_been_offered(tmp_path: Path, played: Path) -> None:
    strict = written(
        tmp_path / "strict",
        {
            "ruleset": "name: strict\nextends: physical-therapy\n",
            "statuses": """
offers:
  - replace: other_lead
    from: lead/[registered, unresponsive, sent_message, canceled, pending]
    when: {workshop_lead: no}
    offer: [free_screen/scheduled, patient/scheduled_plan_of_care, "lead/[unresponsive, sent_message]", lead/canceled]
""",
        },
    )
    result = run("replay", strict, "-p", played)
    assert "status initial_evaluation/scheduled chosen" in result.output
    assert "it would not have been offered" in result.output


def test_replay_in_markdown_is_a_table(new: Path, played: Path) -> None:
    result = run("replay", new, "-p", played, "--format", "markdown")
    assert "| when             | contact | what happened" in result.output
