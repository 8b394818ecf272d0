"""The status machine worked out in another way: machines made by chance, and a walk without any cleverness."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise, product
from pathlib import Path

import pytest

from checking.small import built, practice
from frontdesk.checking.machine import machine_of
from frontdesk.checking.states import check_states
from frontdesk.model import Ruleset

pytestmark = pytest.mark.exhaustive
STATES = ("p/a", "p/b", "p/c", "q/d", "q/e", "q/f")
EVENTS = ("appointment_kept", "appointment_missed", "{task_expired: ring}", "{follow_up_overdue: ring}")
OF_THE_STATE = ("time", "entered")
"""A rule that a status brings by itself: after a week in it, or at once."""
SIZES = ("small", "large", "unknown")
"""What people are: it stays as it is, whatever is chosen for them."""
FACTS = """
facts:
  size: {label: Size, of: contact, values: [small, large]}
  again: {label: Whether people come again, of: practice, kind: yes_no, default: no}
"""
TASKS = "tasks: {ring: {expires: 1 week, opens: [{on: appointment_booked}]}}\n"
MACHINES = 250


Place = tuple[str, frozenset[str]]
"""A state, and everything that somebody has been."""


@dataclass(frozen=True)
class Step:
    """One row of a made-up machine: from these states, if the past allows, to that one; an event makes it a rule."""

    begins: frozenset[str]
    after: str
    has_been: str = ""
    never_been: str = ""
    event: str = ""
    size: str = ""
    again: str = ""

    def written(self) -> str:
        begins = ", ".join(sorted(self.begins))
        asked = [f"has_been: {self.has_been}"] if self.has_been else []
        asked += [f"has_been: {{not: {self.never_been}}}"] if self.never_been else []
        asked += [f"size: {self.size}"] if self.size else []
        asked += [f"again: {self.again}"] if self.again else []
        if self.event in OF_THE_STATE:
            on = f"status_entered: [{begins}]"
            on = f"time_in_status: {{status: [{begins}], for: 1 week}}" if self.event == "time" else on
            return f"  - {{on: {{{on}}}, when: {{{', '.join(asked)}}}, do: [{{set_status: {self.after}}}]}}\n"
        when = ", ".join(asked or ["attempts: '>= 0'"])
        if self.event:
            return (
                f"  - {{on: {self.event}, when: {{state: [{begins}], {when}}}, do: [{{set_status: {self.after}}}]}}\n"
            )
        return f"  - {{from: [{begins}], when: {{{when}}}, offer: {self.after}}}\n"

    def meets(self, size: str) -> bool:
        """Whether somebody of this *size* is meant."""
        fits = self.size != f"{{not: {size}}}" if self.size.startswith("{") else self.size in ("", size)
        return fits and self.again != "yes"

    def fits(self, place: Place) -> bool:
        state, past = place
        fits = state in self.begins and self.after != state
        return fits and (not self.has_been or self.has_been in past) and self.never_been not in past


@dataclass(frozen=True)
class Made:
    """A made-up machine."""

    kinds: dict[str, str]
    steps: tuple[Step, ...]

    def write(self, folder: Path) -> Path:
        statuses = "".join(f"  {one[2]}: {{phases: [{one[0]}], kind: {self.kinds[one]}}}\n" for one in STATES)
        offers = "".join(step.written() for step in self.steps if not step.event)
        rules = "".join(step.written() for step in self.steps if step.event)
        head = f"initial: p/a\nphases: {{p: {{label: P}}, q: {{label: Q}}}}\nstatuses:\n{statuses}"
        lists = {"statuses": head + (f"offers:\n{offers}" if offers else ""), "tasks": TASKS, "facts": FACTS}
        return practice(folder, **lists, **({"reactions": f"reactions:\n{rules}"} if rules else {}))

    def onward(self, place: Place) -> list[tuple[Step, Place]]:
        """Where somebody can go: every step asked of everybody."""
        fitting = [step for step in self.steps if step.fits(place)]
        return [(step, (step.after, place[1] | {step.after, step.after[0]})) for step in fitting]

    def levels(self) -> list[set[Place]]:
        """Everybody who can be anywhere, by the number of moves that it takes at least."""
        found: list[set[Place]] = [{("p/a", frozenset({"p/a", "p"}))}]
        seen = set(found[0])
        while found[-1]:
            found.append({after for place in found[-1] for _, after in self.onward(place)} - seen)
            seen |= found[-1]
        return found

    def reach(self, place: Place, follow: Callable[[Step], bool]) -> set[str]:
        """Every state that *place* leads to by the steps to follow, its own included."""
        return self._spread(place, lambda one: [after for step, after in self.onward(one) if follow(step)])

    def brought(self, place: Place, size: str) -> set[str]:
        """Every state that staff and time can bring somebody of this *size* to."""

        def onward(one: Place) -> list[Place]:
            steps = [(step, after) for step, after in self.onward(one) if step.meets(size)]
            at_once = [after for step, after in steps if step.event == "entered"]
            return at_once or [after for step, after in steps if step.event in ("", "time")]

        return self._spread(place, onward)

    def _spread(self, place: Place, onward: Callable[[Place], list[Place]]) -> set[str]:
        reached = {place}
        while more := {after for one in reached for after in onward(one)} - reached:
            reached |= more
        return {state for state, _ in reached}


@dataclass(frozen=True)
class Plainly:
    """What a plain walk finds."""

    far: dict[str, int]
    """The states that can be reached, and by how many moves at least."""
    endless: set[str]
    """The states from which somebody cannot get to an end."""
    lost: set[tuple[str, str]]
    """A wrong choice, and what staff can never bring somebody to who could have been given it."""


def plainly(model: Made) -> Plainly:
    levels = model.levels()
    far: dict[str, int] = {}
    for number, places in enumerate(levels):
        for state, _ in places:
            far.setdefault(state, number)
    everybody = [place for places in levels for place in places]
    ends = {state for state, kind in model.kinds.items() if kind in ("won", "lost")}
    endless = {place[0] for place in everybody if not model.reach(place, lambda _: True) & ends}
    lost = set()
    for place, size in product(everybody, SIZES):
        chosen = [after for step, after in model.onward(place) if not step.event and step.meets(size)]
        for wrong in chosen:
            within = model.brought(wrong, size)
            lost |= {(wrong[0], right[0]) for right in chosen if right[0] not in within}
    return Plainly(far, endless, lost)


def made(seed: int, followed: int = 5) -> Made:
    """A machine by chance, whose rules ask about so many phases and states of the past; mostly something is wrong."""
    chance = random.Random(seed)
    past = (*[""] * 8, *chance.sample([*STATES, "p", "q"], followed))

    def step(event: str) -> Step:
        asked, never = chance.choice(past), chance.choice(past)
        begins = frozenset(chance.sample(STATES, chance.randint(1, 3)))
        size = chance.choice((*[""] * 5, "small", "large", "{not: small}"))
        again = chance.choice((*[""] * 7, "yes", "no"))
        made = Step(begins, chance.choice(STATES), asked, "" if asked else never, event, size, again)
        # Rules that a status brings by itself only go on: in a circle they would be another mistake.
        ahead = frozenset(one for one in begins if one < made.after)
        return replace(made, begins=ahead) if event in OF_THE_STATE else made

    steps = [step("") for _ in range(chance.randint(5, 13))]
    steps += [step(chance.choice(EVENTS)) for _ in range(chance.randint(0, 3))]
    steps += [one for one in (step(chance.choice(OF_THE_STATE)) for _ in range(chance.randint(0, 3))) if one.begins]
    kinds = {state: chance.choice(("open", "open", "paused", "won", "lost")) for state in STATES}
    return Made(kinds, tuple(steps))


def differences(walked: Plainly, ruleset: Ruleset) -> list[str]:
    """Where the engine and the plain walk disagree."""
    machine = machine_of(ruleset)
    far: dict[str, int] = {}
    for standing in machine.onward:
        way = machine.way(standing)
        if any(one.after != other.before for one, other in pairwise(way)):
            return [f"this is no way: {way}"]
        far.setdefault(standing.state, len(way))
    named = [(one.code, one.cause.split("'")) for one in check_states(ruleset)]
    stuck = {words[1] for code, words in named if code in ("M002", "M003")}
    wrong = {(words[1], right) for code, words in named if code == "M005" for right in words[5::2]}
    agreed = {
        f"reached {far}, plainly {walked.far}": far == walked.far,
        "out of reach": {words[1] for code, words in named if code == "M001"} == set(STATES) - walked.far.keys(),
        f"stuck {stuck}, plainly {walked.endless}": stuck <= walked.endless and bool(stuck) == bool(walked.endless),
        f"wrong {wrong}, plainly {walked.lost}": wrong == walked.lost,
    }
    return [what for what, equal in agreed.items() if not equal]


def test_the_engine_agrees_with_a_plain_walk_on_machines_made_by_chance(tmp_path: Path) -> None:
    counts = [0, 0, 0]
    for seed in range(MACHINES):
        model = made(seed)
        walked = plainly(model)
        assert differences(walked, built(model.write(tmp_path / "made"))) == [], f"seed {seed}"
        wrong = (len(walked.far) < len(STATES), walked.endless, walked.lost)
        counts = [count + bool(one) for count, one in zip(counts, wrong, strict=True)]
    assert all(20 < count < MACHINES - 10 for count in counts), f"too much of a kind to tell anything: {counts}"


def test_an_engine_that_left_a_rule_out_would_be_noticed(tmp_path: Path) -> None:
    noticed = 0
    for seed in range(40):
        model = made(seed)
        noticed += bool(
            differences(plainly(model), built(replace(model, steps=model.steps[1:]).write(tmp_path / "made")))
        )
    assert noticed > 5


def test_an_engine_that_forgot_the_past_would_be_noticed(tmp_path: Path) -> None:
    noticed = 0
    for seed in range(40):
        model = made(seed)
        steps = tuple(replace(step, has_been="", never_been="") for step in model.steps)
        noticed += bool(differences(plainly(model), built(replace(model, steps=steps).write(tmp_path / "made"))))
    assert noticed > 10


def test_of_a_past_that_is_too_long_to_follow_nothing_is_called_impossible(tmp_path: Path) -> None:
    for seed in range(60):
        model = made(seed, followed=8)
        reached = {standing.state for standing in machine_of(built(model.write(tmp_path / "made"))).onward}
        assert reached >= plainly(model).far.keys(), f"seed {seed}"


FORGOTTEN: dict[str, Callable[[Step], Step]] = {
    "who people are": lambda step: replace(step, size=""),
    "what the practice switched off": lambda step: replace(step, again=""),
    "that a rule leads on at once": lambda step: replace(step, event="time") if step.event == "entered" else step,
}


@pytest.mark.parametrize("forgotten", FORGOTTEN)
def test_an_engine_that_forgot_something_of_the_way_back_would_be_noticed(tmp_path: Path, forgotten: str) -> None:
    noticed = 0
    for seed in range(120):
        model = made(seed)
        steps = tuple(map(FORGOTTEN[forgotten], model.steps))
        noticed += bool(differences(plainly(model), built(replace(model, steps=steps).write(tmp_path / "made"))))
    assert noticed > 1
