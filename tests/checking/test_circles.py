"""Circles among arrows, against trying every way."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from frontdesk.checking.circles import components, shortest_circle

pytestmark = pytest.mark.exhaustive


def _arrows(seed: int) -> dict[int, list[int]]:
    chance = random.Random(seed)
    return {one: [other for other in range(8) if chance.random() < 0.2] for one in range(8)}


def _beyond(arrows: dict[int, list[int]], start: int) -> dict[int, int]:
    """Everything that *start* leads to by one arrow or more, and by how many: all of them are tried again and again."""
    far = dict.fromkeys(arrows[start], 1)
    for number in range(2, len(arrows) + 1):
        for one in [one for one, count in far.items() if count == number - 1]:
            for other in arrows[one]:
                far.setdefault(other, number)
    return far


def test_components_are_what_leads_there_and_back_and_come_after_what_they_lead_to() -> None:
    for seed in range(300):
        arrows = _arrows(seed)
        beyond = {one: _beyond(arrows, one) for one in arrows}
        found = [frozenset(members) for members in components(arrows)]
        plain = {frozenset({one, *(other for other in beyond[one] if one in beyond[other])}) for one in arrows}
        assert len(found) == len(plain)
        assert set(found) == plain, f"seed {seed}"
        for number, members in enumerate(found):
            later = frozenset().union(*found[number + 1 :])
            assert not later & {other for one in members for other in beyond[one]}, f"seed {seed}"


def test_a_shortest_circle_is_the_shortest_and_closes() -> None:
    for seed in range(300):
        arrows = _arrows(seed)
        pairs = {one: [((one, other), other) for other in after] for one, after in arrows.items()}
        for start in arrows:
            circle = shortest_circle(start, pairs.__getitem__)
            assert len(circle) == _beyond(arrows, start).get(start, 0), f"seed {seed}"
            assert all(one[1] == other[0] for one, other in pairwise(circle))
            assert not circle or circle[0][0] == circle[-1][1] == start


def test_ten_thousand_things_in_a_row_are_no_problem() -> None:
    assert len(components({one: [one + 1] if one < 9_999 else [] for one in range(10_000)})) == 10_000
