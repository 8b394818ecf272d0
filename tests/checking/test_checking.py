"""All checks together: what a practice accepts is silent, and an error never is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checking.small import built, causes, found, overlay
from checking.states import REFERRED
from frontdesk.checking import check
from frontdesk.names import StatusId


def test_an_error_is_never_accepted_and_hides_nothing(tmp_path: Path) -> None:
    text = "statuses:\n  referred: {phases: [enquiry], accept: M001 because we may need it}\n"
    assert causes(overlay(tmp_path, statuses=text)) == [
        "M001: nobody can get into 'enquiry/referred'",
        "T014: M001 is an error, and errors cannot be accepted",
    ]


def test_an_error_is_told_though_its_place_is_accepted(tmp_path: Path) -> None:
    ruleset = built(overlay(tmp_path, statuses=REFERRED))
    accepted = ruleset.accepted | {(ruleset.statuses[StatusId("referred")].where, "M001")}
    assert [one.code for one in check(replace(ruleset, accepted=accepted)).problems] == ["M001"]


@pytest.mark.parametrize("written", ["T005", "T005 because", "because it is fine", "T005 it is fine"])
def test_an_accept_without_a_code_and_a_reason_is_a_problem(tmp_path: Path, written: str) -> None:
    [problem] = found(overlay(tmp_path, statuses=f"statuses:\n  new: {{accept: {written}}}\n"))
    assert problem.code == "Y011"
    assert problem.hint == "write a code and a reason, like 'T005 because it says the rule out loud'"


def test_an_accept_of_an_unknown_code_is_a_problem(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses="statuses:\n  new: {accept: T999 because of that}\n")) == [
        "R001: no problem has the code 'T999'"
    ]


def test_an_accept_of_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses="statuses:\n  new: {accept: T005 because of that}\n")) == [
        "R002: T005 is accepted here, and there is nothing of the kind"
    ]


def test_an_accept_silences_its_own_code_only(tmp_path: Path) -> None:
    row = "{id: x, before: card, when: {reading: strict}, then: none, accept: %s because of that}"
    text = f"channel:\n  rows:\n    - {row}\n"
    assert causes(overlay(tmp_path, delivery=text % "D004")) == []
    assert sorted(one.code for one in found(overlay(tmp_path, delivery=text % "T005"))) == ["D004", "R002"]
