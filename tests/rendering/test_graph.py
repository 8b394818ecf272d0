"""Drawings say what the machine says, no more and no less, in words that no label can break."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.checking.machine import machine_of
from frontdesk.effects import SetStatus
from frontdesk.model import Ruleset, UnknownNameError
from frontdesk.names import State, StatusKind, phase_of
from frontdesk.rendering.dot import dot
from frontdesk.rendering.graph import Arrow, Drawing, Role, drawing_of
from frontdesk.rendering.mermaid import mermaid
from frontdesk.tables import Condition, Row
from rendering.drawings import RULESETS
from support import HARBOUR, load_ruleset

Step = tuple[str, str, bool]


def steps(ruleset: Ruleset) -> set[Step]:
    """From where to where, and whether a rule does it."""
    return {
        (move.before, move.after, any(isinstance(effect, SetStatus) for effect in move.row.then))
        for moves in machine_of(ruleset).moves.values()
        for move in moves
    }


def taken_apart(drawing: Drawing, states: Iterable[State]) -> set[Step]:
    """What a reader takes from a drawing who knows the marks."""
    roles = {spot.id: spot.role for spot in drawing.spots}
    found: set[Step] = set()
    for arrow in drawing.arrows:
        if roles[arrow.after] is Role.JUNCTION or roles[arrow.before] is Role.BEGIN:
            continue
        befores = _befores(drawing, arrow, roles[arrow.before], states)
        found |= {(before, arrow.after, arrow.rule) for before in befores if before != arrow.after}
    return found


def _befores(drawing: Drawing, arrow: Arrow, role: Role, states: Iterable[State]) -> set[str]:
    if role is Role.ANY:
        phase = arrow.before.removeprefix("any.")
        return {str(state) for state in states if phase in ("", phase_of(state))} - set(arrow.but)
    if role is Role.JUNCTION:
        return {one.before for one in drawing.arrows if one.after == arrow.before}
    return {arrow.before}


@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_a_drawing_says_what_the_machine_says(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    assert taken_apart(drawing_of(ruleset), ruleset.states) == steps(ruleset)


@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_a_narrow_drawing_says_all_that_has_to_do_with_its_phases(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    for phase in ruleset.phases:
        touching = {step for step in steps(ruleset) if phase in (phase_of(State(step[0])), phase_of(State(step[1])))}
        assert taken_apart(drawing_of(ruleset, [phase]), ruleset.states) == touching
    assert taken_apart(drawing_of(ruleset, [*ruleset.phases]), ruleset.states) == steps(ruleset)


def test_machines_of_every_density_are_drawn_as_they_are() -> None:
    ruleset = load_ruleset("physical-therapy")
    chance = random.Random(1)
    for number in range(60):
        density = number / 59
        rows = tuple(
            _offer(state, [one for one in ruleset.states if chance.random() < density]) for state in ruleset.states
        )
        other = replace(ruleset, offers=replace(ruleset.offers, rows=rows))
        assert taken_apart(drawing_of(other), other.states) == steps(other)


def _offer(state: State, offered: list[State]) -> Row[tuple[str, ...]]:
    return Row(state, (Condition("state", frozenset({state}), state),), tuple(offered))


def test_an_arrow_that_is_missing_would_be_noticed() -> None:
    ruleset = load_ruleset("physical-therapy")
    drawing = drawing_of(ruleset)
    ways = Counter((arrow.before, arrow.after) for arrow in drawing.arrows)
    only = [arrow for arrow in drawing.arrows if ways[arrow.before, arrow.after] == 1]
    for arrow in (one for one in only if not one.before.startswith("begin.")):
        fewer = replace(drawing, arrows=tuple(one for one in drawing.arrows if one != arrow))
        assert taken_apart(fewer, ruleset.states) != steps(ruleset), arrow


def test_the_largest_machine_is_drawn_with_few_arrows() -> None:
    ruleset = load_ruleset("physical-therapy")
    drawing = drawing_of(ruleset)
    assert len(steps(ruleset)) > 230
    assert len(drawing.arrows) < 70
    assert max(len(drawing_of(ruleset, [phase]).arrows) for phase in ruleset.phases) < 40


def test_what_staff_choose_everywhere_leaves_one_spot() -> None:
    arrows = drawing_of(load_ruleset("physical-therapy")).arrows
    assert Arrow("any.", "no_phase/no_phase") in arrows
    but_cancel = "message received: out, if received: none of cancel, cancelar, annuler, annulla"
    assert Arrow("any.", "no_phase/no_phase", rule=True, label=but_cancel) in arrows


def test_exceptions_are_told_in_the_labels_of_the_practice() -> None:
    drawing = drawing_of(load_ruleset("physical-therapy"))
    said = {drawing.words(arrow) for arrow in drawing.arrows if arrow.after == "lead/canceled"}
    assert said == {"not from No Show, Showed - Didn't Schedule"}


def test_a_rule_is_told_by_its_event_without_the_status_in_which_it_begins() -> None:
    arrows = [arrow for arrow in drawing_of(load_ruleset("aesthetics")).arrows if arrow.rule]
    assert {arrow.label for arrow in arrows} == {"appointment booked"}


def test_a_limit_that_sets_a_status_by_itself_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: strict\nextends: aesthetics\n", encoding="utf-8")
    limit = "remove: at_limit.suggest\nat_limit: {automatic: lead/dead, reason: no_contact_after_max_attempts}\n"
    (tmp_path / "attempts.yaml").write_text(limit, encoding="utf-8")
    arrows = [arrow for arrow in drawing_of(load_ruleset(tmp_path)).arrows if arrow.after == "lead/dead" and arrow.rule]
    assert [arrow.before for arrow in arrows] == ["lead/created", "lead/contacted", "lead/transfer"]
    assert {arrow.label for arrow in arrows} == {"attempts reached, if attempts: >= 3"}


def test_begins_and_ends_are_marked() -> None:
    drawing = drawing_of(load_ruleset("physical-therapy"))
    begins = [arrow.after for arrow in drawing.arrows if arrow.before.startswith("begin.")]
    assert begins == ["no_phase/no_phase", "lead/registered"]
    assert {spot.id for spot in drawing.spots if spot.ends} == {"patient/scheduled_plan_of_care", "graduated/graduated"}
    lost = {spot.id for spot in drawing_of(load_ruleset("aesthetics")).spots if spot.ends}
    assert lost == {"lead/scheduled", "lead/invalid", "lead/dead"}


def test_a_phase_that_does_not_exist_suggests_one() -> None:
    with pytest.raises(UnknownNameError, match="no phase is called 'leed'; did you mean 'lead'"):
        drawing_of(load_ruleset("physical-therapy"), ["leed"])


def test_a_legend_says_only_what_is_drawn() -> None:
    dental = drawing_of(load_ruleset("dental"))
    assert dental.marks == ("double frame: the follow-up is over", "line: staff choose it")
    assert dental.kinds == (StatusKind.OPEN, StatusKind.LOST)


@pytest.mark.parametrize("write", [mermaid, dot])
def test_the_same_ruleset_gives_the_same_text(write: object) -> None:
    assert callable(write)
    ruleset = load_ruleset("physical-therapy")
    assert write(drawing_of(ruleset)) == write(drawing_of(ruleset))


def test_an_offer_with_a_label_of_its_own_has_it_at_its_arrow() -> None:
    drawn = drawing_of(load_ruleset(HARBOUR.with_name("vendors")))
    labelled = {(arrow.after, arrow.label) for arrow in drawn.arrows if not arrow.rule and arrow.label}
    assert labelled == {("patient/active", "Activate"), ("lead/vendor", "It was a vendor")}
