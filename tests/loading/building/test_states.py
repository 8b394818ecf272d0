"""A pattern names states wherever a state may be named, and one that names none is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checking.small import built, found, overlay, rows
from frontdesk.tables import Condition

ENQUIRIES = ("enquiry/new", "enquiry/waiting", "enquiry/moved", "enquiry/wrong")
CLIENTS = ("client/waiting", "client/visiting", "client/moved")

Where = Callable[[Path, str], Condition]


def _offer(folder: Path, written: str) -> Condition:
    ours = built(overlay(folder, statuses=rows("offers", f"from: any, when: {{{written}}}, offer: client/moved")))
    return _last(ours.offers.rows[-1].when)


def _reaction(folder: Path, written: str) -> Condition:
    ours = built(overlay(folder, reactions=_kept(written)))
    return _last(ours.consequences.rows[-1].when)


def _kept(written: str) -> str:
    return rows("reactions", f"on: appointment_kept, when: {{{written}}}, do: [{{note: x}}]")


def _promise(folder: Path, written: str) -> Condition:
    never = f"promise: Ours, never: {{channel: text, {written}}}"
    ours = built(overlay(folder, promises=rows("promises", never)))
    return _last(ours.promises[-1].never)


def _last(conditions: tuple[Condition, ...]) -> Condition:
    return next(test for test in reversed(conditions) if test.fact in ("state", "has_been"))


@pytest.mark.parametrize("where", [_reaction, _promise], ids=["when", "never"])
@pytest.mark.parametrize(
    ("written", "states"),
    [
        ("state: client/any", CLIENTS),
        ("state: any/waiting", ("enquiry/waiting", "client/waiting")),
        ('state: "client/[moved, waiting]"', ("client/moved", "client/waiting")),
        ("state: [enquiry/any, client/moved]", (*ENQUIRIES, "client/moved")),
        ("state: {not: client/any}", ENQUIRIES),
        ("state: visiting", ("client/visiting",)),
        ("state: any", (*ENQUIRIES, *CLIENTS)),
    ],
)
def test_a_pattern_stands_for_its_states_in_every_condition(
    tmp_path: Path, where: Where, written: str, states: tuple[str, ...]
) -> None:
    test = where(tmp_path, written)
    assert {state for state in (*ENQUIRIES, *CLIENTS) if state in test.accepts} == set(states)


def test_a_condition_is_shown_as_it_was_written(tmp_path: Path) -> None:
    assert str(_reaction(tmp_path, "state: [enquiry/any, client/moved]")) == "state: enquiry/any or client/moved"


def test_what_somebody_has_been_in_any_status_of_a_phase_is_the_phase(tmp_path: Path) -> None:
    assert frozenset({"client", "client/moved"}) in _offer(tmp_path, "has_been: client/any").accepts
    assert frozenset({"enquiry", "enquiry/new"}) not in _offer(tmp_path, "has_been: client/any").accepts
    assert frozenset({"client", "client/moved"}) in _offer(tmp_path, "has_been: any/moved").accepts
    assert frozenset({"client", "client/waiting"}) not in _offer(tmp_path, "has_been: any/moved").accepts


def _viewed(folder: Path, given: str, each: str) -> Path:
    cells = "rows: [{label: x, given: {}}], columns: [{label: y, given: {}}]"
    return overlay(
        folder,
        tables=f"""
tables:
  ours:
    scope: contact
    outcome: {{values: [a, b]}}
    rows: [{{id: p, when: {{state: client/any}}, then: a}}]
    otherwise: b
    views: [{{name: ours, given: {{{given}}}, each: {{{each}}}, {cells}}}]
""",
    )


def test_a_page_of_a_truth_table_is_laid_out_for_each_state_of_a_pattern(tmp_path: Path) -> None:
    ours = built(_viewed(tmp_path, "", "state: [client/any]"))
    assert [one.each["state"] for one in ours.views if one.name == "ours"] == [CLIENTS]


def test_what_takes_a_single_state_takes_a_pattern_of_one_only(tmp_path: Path) -> None:
    (several,) = found(_viewed(tmp_path, "state: any/waiting", ""), "T014")
    assert several.cause == "'any/waiting' names 2 states, not one"
    given = [one.given for one in built(_viewed(tmp_path, "state: any/visiting", "")).views if one.name == "ours"]
    assert given == [{"state": "client/visiting"}]


@pytest.mark.parametrize(
    ("written", "code", "cause"),
    [
        ("state: client/any_of_them", "T010", "'client/any_of_them' is not one of"),
        ("state: any/gone", "R001", "no status is called 'gone'"),
        ("state: waiting", "Y001", "'waiting' is a status of more than one phase"),
        ('state: "client/[moved, wrong]"', "R001", "the status 'wrong' does not exist in 'client'"),
    ],
)
def test_a_pattern_that_names_no_state_is_a_problem_where_it_stands(
    tmp_path: Path, written: str, code: str, cause: str
) -> None:
    ours = overlay(tmp_path, reactions=_kept(written))
    (problem,) = found(ours)
    assert (problem.code, cause in problem.cause) == (code, True), problem
