"""``frontdesk replay``: what would have been different under other rules, and what cannot be told."""

from __future__ import annotations

import json
from pathlib import Path

from cli.week import NO_ORDER, typed, written


def test_replay_under_the_same_rules_is_all_the_same(played: Path) -> None:
    result = typed("replay", played, "-p", played)
    assert result.exit_code == 0
    assert result.output.rstrip().endswith("decisions taken again under 'demo': all the same.")


def test_replay_tells_who_would_have_been_treated_differently(new: Path, played: Path) -> None:
    result = typed("replay", new, "-p", played)
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert "would have been different, for " in first
    assert any("'visit_booked' by text" in line for line in rest)
    assert any(line.strip() == "by email" for line in rest)


def test_replay_of_a_period_looks_at_no_other_day(new: Path, played: Path) -> None:
    whole = json.loads(typed("replay", new, "-p", played, "--format", "json").output)
    day = ("--since", "2026-03-03", "--until", "2026-03-04")
    tuesday = json.loads(typed("replay", new, "-p", played, "--format", "json", *day).output)
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
    result = typed("replay", asking, "-p", played)
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
    result = typed("replay", strict, "-p", played)
    assert "status initial_evaluation/scheduled chosen" in result.output
    assert "it would not have been offered" in result.output


def test_replay_in_markdown_is_a_table(new: Path, played: Path) -> None:
    result = typed("replay", new, "-p", played, "--format", "markdown")
    assert "| when             | contact | what happened" in result.output
