"""People who cannot exist are left out of checks, promises and counterexamples, and are told as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.promising import promising
from checking.small import built, causes, overlay, rows
from frontdesk.checking.people import numbers, why_nobody
from frontdesk.loading import load_ruleset
from frontdesk.tables import Condition

NEVER_ALONE = "never_together:\n  pups: {facts: {weight: '< 1', surgery: yes}, because: They are too small.}\n"
TABLES = (
    "tables:\n  bed:\n    scope: appointment\n    outcome: {values: [small, large, none]}\n    hit: unique\n    rows:\n"
    "      - {id: pup, when: {weight: '< 1'}, then: small}\n"
    "      - {id: surgery, when: {surgery: yes}, then: large}\n"
    "    otherwise: none\n"
)
REFUSED = (
    "overlay: replace\n"
    "do_not_contact:\n  rows:\n    - {id: moved, when: {status: moved}, then: yes, because: They left us.}\n"
    "    - {id: asked, when: {facesheet_do_not_contact: yes}, then: yes}\n  otherwise: no\n"
)


def test_rows_that_contradict_each_other_for_nobody_are_no_problem(tmp_path: Path) -> None:
    (told,) = causes(overlay(tmp_path, tables=TABLES), "T002")
    assert "both fit weight 0, surgery yes" in told
    assert causes(overlay(tmp_path, tables=TABLES, facts=NEVER_ALONE), "T002") == []


def test_a_row_that_fits_only_who_cannot_exist_never_fits(tmp_path: Path) -> None:
    tables = TABLES.replace("rows:\n", "rows:\n      - {id: both, when: {weight: 0.5, surgery: yes}, then: small}\n")
    told = causes(overlay(tmp_path, tables=tables.replace("unique", "first"), facts=NEVER_ALONE), "T004")
    assert told == ["T004: the row 'both' can never fit"]


def test_what_never_goes_with_an_answer_of_an_own_table_is_left_out(tmp_path: Path) -> None:
    facts = "never_together:\n  theatre: {facts: {room: theatre, species: bird}}\n"
    broken = promising(tmp_path, "never: {room: theatre, species: bird}")
    assert any(one.startswith("D003") for one in broken)
    assert promising(tmp_path, "never: {room: theatre, species: bird}", facts=facts) == []


def test_a_status_brings_what_a_table_of_the_practice_makes_of_it(tmp_path: Path) -> None:
    law = "never: {status: moved, message: automation, has_text: yes, channel: text}"
    assert promising(tmp_path, law, preferences=REFUSED) == []
    (broken, *_) = promising(tmp_path, law)
    assert broken.startswith("D003")


def test_a_number_to_send_to_that_no_number_on_file_gives_is_not_shown(tmp_path: Path) -> None:
    law = "never: {destination: text_enabled, cell: missing, home: missing, work: missing, channel: text}"
    assert [one.partition(":")[0] for one in promising(tmp_path, law)] == ["D006"]


def test_the_combinations_of_numbers_are_those_that_the_order_of_numbers_gives() -> None:
    ruleset = load_ruleset("default")
    asked = [Condition(name, frozenset({"missing"}), "") for name in ("cell", "destination", "home", "work")]
    (gone,) = [one for one in numbers(ruleset, asked) if [one["cell"], one["home"], one["work"]] == ["missing"] * 3]
    assert gone["destination"] == "missing"
    assert numbers(ruleset, asked[1:2]) == ()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"cell": "missing", "home": "missing", "work": "missing", "destination": "landline"}, "follows from the numb"),
        ({"phase": "lead", "state": "patient/active"}, "no state has phase lead and state patient/active"),
        ({"emr_do_not_contact": "yes", "do_not_contact": "no"}, "never go together ('emr': The EMR says so.)"),
        ({"attempts": 1, "attempts.verdict": "suggest"}, "never go together"),
        ({"cell": "missing", "destination": "landline"}, ""),
        ({"attempts": 3, "attempts.verdict": "suggest"}, ""),
        ({}, ""),
    ],
)
def test_why_nobody_has_certain_facts_is_told(facts: dict[str, str | int], why: str) -> None:
    told = why_nobody(load_ruleset("default"), facts)
    assert why in told
    assert bool(told) == bool(why)


def test_what_the_practice_says_is_never_together_is_told_with_its_reason(tmp_path: Path) -> None:
    ruleset = built(overlay(tmp_path, facts=NEVER_ALONE))
    assert why_nobody(ruleset, {"weight": 0, "surgery": "yes"}) == (
        "weight 0 and surgery yes never go together ('pups': They are too small.)"
    )
    assert why_nobody(ruleset, {"weight": 2, "surgery": "yes"}) == ""


def test_the_limit_on_attempts_is_asked_as_a_fact(tmp_path: Path) -> None:
    asked = "id: a, on: {outcome_logged: any}, when: {attempts.verdict: suggest%s}, do: [{notify_staff: Enough.}]"
    never = rows("reactions", (asked % ", attempts: 1").replace("id: a, ", ""))
    assert causes(overlay(tmp_path, reactions=never), "T004") == ["T004: the row 'x0' can never fit"]
    fits = rows("reactions", (asked % ", attempts: 9").replace("id: a, ", ""))
    assert causes(overlay(tmp_path, reactions=fits), "T004") == []
