"""What is assumed of a fact and what may be said of it are one: its domain, for every kind of domain.

The values that the prover tries lie in the domain, every class of them meets the conditions that it is said to meet,
and ``unknown`` is among them where the domain has it, and only there.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from datetime import date, time

import pytest

from frontdesk.tables import (
    COUNT,
    NUMBER,
    UNKNOWN,
    YES_NO,
    Complement,
    Domain,
    HasAny,
    Listed,
    Members,
    Scale,
    ScaleKind,
    Text,
    Value,
)
from frontdesk.tables.classes import classes_of

ASKED = {
    ScaleKind.NUMBER: (">= 3", "< 3", "[3..5)", "5", "(3..9]", "-2..0.5"),
    ScaleKind.DATE: (">= 2026-03-02", "[2026-03-02..2026-03-04]", "2026-03-08"),
    ScaleKind.TIME: ("[08:00..21:00)", ">= 21:00", "00:00"),
    ScaleKind.DURATION: (">= 1 hour", "[1 hour..2 hours)", "0 minutes"),
}
DOMAINS: dict[str, Domain] = {
    "yes or no": YES_NO,
    "count": COUNT,
    "number": NUMBER,
    "days": Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True),
    **{f"{kind}, known": Scale(kind) for kind in ScaleKind},
    **{f"{kind}, unknown": Scale(kind, may_be_unknown=True) for kind in ScaleKind},
    "words": Listed(("red", "green", "blue")),
    "words, unknown": Listed(("red", "green", "blue"), may_be_unknown=True),
    "words, unknown listed": Listed(("red", UNKNOWN)),
    "sets": Members(("red", "green", "blue")),
    "sets, unknown": Members(("red", "green", "blue"), may_be_unknown=True),
    "sets, unknown listed": Members(("red", UNKNOWN), may_be_unknown=True),
    "text": Text(),
}


def words(domain: Domain) -> Sequence[str]:
    """What conditions on it may name."""
    if isinstance(domain, Scale):
        named: Sequence[str] = ASKED[domain.kind]
    elif isinstance(domain, (Listed, Members)):
        named = domain.values
    else:
        named = ("stop", "start")
    return (*named, UNKNOWN) if domain.may_be_unknown and UNKNOWN not in named else named


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


@pytest.mark.parametrize("name", DOMAINS)
def test_every_single_value_that_a_condition_may_name_is_read_as_a_value_of_the_domain(name: str) -> None:
    domain = DOMAINS[name]
    for word in words(domain):
        if not any(mark in word for mark in "[(<>.") or not isinstance(domain, Scale):
            value = domain.parse(word)
            assert value in domain
            assert value in domain.condition([word])


def test_a_set_that_nobody_recorded_is_not_an_empty_one() -> None:
    likes = Members(("dogs", "cats"), may_be_unknown=True)
    assert UNKNOWN in likes
    assert UNKNOWN not in likes.condition(["dogs"])
    assert UNKNOWN in likes.condition(["dogs", "unknown"])
    assert frozenset() not in likes.condition(["unknown"])
    assert frozenset({"cats"}) in likes.condition(["cats", "unknown"])
    assert likes.describe() == "any of 'dogs' or 'cats', or 'unknown'"


def test_a_set_that_is_always_recorded_cannot_be_unknown() -> None:
    been = Members(("lead", "patient"))
    assert UNKNOWN not in been
    assert "unknown" not in been.describe()
    with pytest.raises(ValueError, match="'unknown' is not one of 'lead' or 'patient'"):
        been.condition(["unknown"])


@pytest.mark.parametrize(
    ("kind", "sample"), [(ScaleKind.DATE, date(2026, 3, 2)), (ScaleKind.TIME, time(8)), (ScaleKind.NUMBER, 0)]
)
def test_a_scale_of_which_only_unknown_is_asked_has_a_value_of_its_own_kind(kind: ScaleKind, sample: Value) -> None:
    scale = Scale(kind, may_be_unknown=True)
    assert [one.sample for one, _ in classes_of(scale, [scale.condition([UNKNOWN])])] == [sample, UNKNOWN]


def test_a_sample_outside_its_domain_would_be_noticed() -> None:
    asked_of_another = HasAny(frozenset({"b"}))
    samples = [one.sample for one, _ in classes_of(Members(("a",)), [asked_of_another])]
    assert any(sample not in Members(("a",)) for sample in samples)
