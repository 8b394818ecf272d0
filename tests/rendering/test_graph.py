"""Drawings say what the machine says, no more and no less, in words that no label can break."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
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
from support import HARBOUR, SHIPPED, load_ruleset

RULESETS = [*SHIPPED, HARBOUR]
Step = tuple[str, str, bool]
NASTY = 'A "quoted" <b>label</b> & #35; `x` | y; \\N ; end\n}'


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
    ways = [arrow for arrow in drawing.arrows if not arrow.before.startswith("begin.")]
    for arrow in ways:
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
    assert (
        Arrow("any.", "no_phase/no_phase", rule=True, label="message received: out, if received: not cancel") in arrows
    )


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


def spoilt(ruleset: Ruleset) -> Drawing:
    """A drawing whose every label holds letters that mean something in some format."""
    phases = {name: replace(phase, label=NASTY) for name, phase in ruleset.phases.items()}
    statuses = {name: replace(status, label=NASTY, labels={}) for name, status in ruleset.statuses.items()}
    drawing = drawing_of(replace(ruleset, label=NASTY, phases=phases, statuses=statuses))
    return replace(drawing, arrows=tuple(replace(one, label=NASTY) if one.label else one for one in drawing.arrows))


_NAME = r"[a-z][a-z_0-9]*"
_WORDS = r'"(?:[^"#<>&`\\]|#\w+;|<br/?>|</?(?:i|small)>)*"'
_MERMAID = re.compile(
    rf"flowchart LR|    accTitle: [^;\n]+| +direction LR|    end|    subgraph {_NAME}\[{_WORDS}\]"
    rf"| +{_NAME}(?:\({_WORDS}\)|\[\[{_WORDS}\]\]|\(\[{_WORDS}\]\)|\(\({_WORDS}\)\)|\[{_WORDS}\]):::{_NAME}"
    rf"|    {_NAME} (?:-->|---|-\.->|-\.-)(?:\|{_WORDS}\|)? {_NAME}"
    rf"|    (?:classDef|style) {_NAME} [-a-z:#0-9, ]+"
)
"""The little of Mermaid that we write, a line each."""


def mermaid_mistakes(text: str) -> list[str]:
    lines = text.splitlines()
    strange = [line for line in lines if not _MERMAID.fullmatch(line)]
    defined = {match[1] for line in lines if (match := re.match(rf" +({_NAME})[(\[]", line))}
    used = {name for line in lines if re.match(rf"    {_NAME} -", line) for name in (line.split()[0], line.split()[-1])}
    return strange + sorted(used - defined)


@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_mermaid_is_in_order(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    for phases in ([], [next(iter(ruleset.phases))]):
        text = mermaid(drawing_of(ruleset, phases))
        assert mermaid_mistakes(text) == []
        assert text.count("subgraph ") == text.count("\n    end\n")


def test_labels_cannot_break_mermaid() -> None:
    text = mermaid(spoilt(load_ruleset("physical-therapy")))
    assert mermaid_mistakes(text) == []
    assert "A #quot;quoted#quot; #lt;b#gt;label" in text


def test_the_look_at_mermaid_notices_mistakes() -> None:
    text = mermaid(drawing_of(load_ruleset("dental")))
    assert mermaid_mistakes(text.replace('("Active")', '("Act"ive")'))
    assert mermaid_mistakes(text.replace("patient__active(", "patient__gone("))
    assert mermaid_mistakes(text.replace("-->", "->"))


graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def plain(text: str) -> list[list[str]]:
    """What Graphviz itself reads, as lines of words."""
    done = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [re.findall(r'"[^"]*"|\S+', line) for line in done.stdout.splitlines()]


@graphviz
@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_graphviz_reads_what_we_draw(name: str | Path) -> None:
    drawing = drawing_of(load_ruleset(name))
    lines = plain(dot(drawing))
    assert {words[1].strip('"') for words in lines if words[0] == "node"} == {spot.id for spot in drawing.spots}
    drawn = sorted((words[1].strip('"'), words[2].strip('"')) for words in lines if words[0] == "edge")
    assert drawn == sorted((arrow.before, arrow.after) for arrow in drawing.arrows)


@graphviz
def test_labels_cannot_break_dot() -> None:
    drawing = spoilt(load_ruleset("physical-therapy"))
    done = subprocess.run(["dot", "-Tsvg"], input=dot(drawing), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('<g id="node') == len(drawing.spots)
    assert "A &quot;quoted&quot; &lt;b&gt;label" in done.stdout
    assert "\\N ; end" in done.stdout, "a backslash is a backslash"


def test_labels_in_dot_stay_between_their_quotes() -> None:
    text = dot(spoilt(load_ruleset("physical-therapy")))
    without = re.sub(r'"(?:[^"\\]|\\.)*"|<(?:[^<>]|<[^<>]*>)*>(?=[,\];])', "", text)
    assert "quoted" not in without
    assert without.count("{") == without.count("}")
