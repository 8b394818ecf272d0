"""What is proved over lies in its domain, tells apart what rows ask, and has an example of each."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from frontdesk.tables import UNKNOWN, Complement, Domain, HasAny, Members, Scale, ScaleKind, Value
from frontdesk.tables.classes import classes_of, holes_of
from tables.kinds import DOMAINS, words


def conditions(domain: Domain, seed: int) -> Iterator[list[Container[Value]]]:
    """Random conditions on it, some of them turned round."""
    dice = random.Random(seed)
    for many in (0, 1, 1, 2, 3, 4):
        asked = []
        for _ in range(many):
            one = domain.condition(dice.sample(list(words(domain)), dice.randint(1, 2)))
            asked.append(Complement(one) if dice.random() < 0.3 else one)
        yield asked


@pytest.mark.parametrize("name", DOMAINS)
def test_what_is_proved_over_lies_in_the_domain_and_meets_what_it_is_said_to_meet(name: str) -> None:
    domain = DOMAINS[name]
    for seed in range(40):
        for asked in conditions(domain, seed):
            found = classes_of(domain, asked)
            assert found, asked
            for one, bits in found:
                assert one.sample in domain
                assert bits == sum(1 << number for number, accepts in enumerate(asked) if one.sample in accepts)


@pytest.mark.parametrize("name", DOMAINS)
def test_unknown_is_told_apart_where_the_domain_has_it(name: str) -> None:
    domain = DOMAINS[name]
    known = UNKNOWN in domain
    assert known is (domain.may_be_unknown or UNKNOWN in words(domain))
    if known and UNKNOWN in words(domain):
        samples = [one.sample for one, bits in classes_of(domain, [domain.condition([UNKNOWN])]) if bits]
        assert UNKNOWN in samples or samples == [frozenset({UNKNOWN})]
        assert domain.parse(UNKNOWN) in domain
    elif not known:
        with pytest.raises(ValueError, match="unknown"):
            domain.parse(UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "sample"), [(ScaleKind.DATE, date(2026, 3, 2)), (ScaleKind.TIME, time(8)), (ScaleKind.NUMBER, 0)]
)
def test_a_scale_of_which_only_unknown_is_asked_has_a_value_of_its_own_kind(kind: ScaleKind, sample: Value) -> None:
    scale = Scale(kind, may_be_unknown=True)
    assert [one.sample for one, _ in classes_of(scale, [scale.condition([UNKNOWN])])] == [sample, UNKNOWN]


@pytest.mark.parametrize(
    ("domain", "ranges", "value"),
    [
        (Scale(ScaleKind.TIME), ("08:00..08:59", "09:00..10:00"), time(8, 59, 1)),
        (Scale(ScaleKind.TIME), ("08:00..08:59:59", "09:00..10:00"), None),
        (Scale(ScaleKind.TIME, whole=True), ("08:00..08:59", "09:00..10:00"), None),
        (Scale(ScaleKind.TIME, whole=True), ("08:00..08:58", "09:00..10:00"), time(8, 59)),
        (Scale(ScaleKind.MOMENT), ("< 2026-03-02 09:00", "> 2026-03-02 09:00"), datetime(2026, 3, 2, 9)),
        (Scale(ScaleKind.NUMBER, least=0, most=10), ("0..5", "6..10"), Decimal("5.5")),
        (Scale(ScaleKind.NUMBER, whole=True, least=0, most=10), ("0..5", "6..10"), None),
    ],
)
def test_a_hole_between_two_ranges_holds_a_value_that_there_is(
    domain: Scale, ranges: Sequence[str], value: Value | None
) -> None:
    holes = list(holes_of(domain, [domain.condition([one]) for one in ranges]))
    assert [one.value for one in holes] == ([] if value is None else [value])
    assert all(one.value in domain for one in holes)


def test_every_value_of_a_range_is_in_a_class() -> None:
    scale = DOMAINS["whole, in a range"]
    for seed in range(40):
        for asked in conditions(scale, seed):
            classes = {bits for _, bits in classes_of(scale, asked)}
            meets = [sum(1 << place for place, accepts in enumerate(asked) if value in accepts) for value in range(7)]
            assert classes == set(meets), asked


def test_a_sample_outside_its_domain_would_be_noticed() -> None:
    asked_of_another = HasAny(frozenset({"b"}))
    samples = [one.sample for one, _ in classes_of(Members(("a",)), [asked_of_another])]
    assert any(sample not in Members(("a",)) for sample in samples)
