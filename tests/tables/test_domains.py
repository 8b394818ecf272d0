"""What is assumed of a fact and what may be said of it are one: its domain, for every kind of domain.

The values that the prover tries lie in the domain, every class of them meets the conditions that it is said to meet,
and ``unknown`` is among them where the domain has it, and only there.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from frontdesk.tables import NUMBER, UNKNOWN, YES_NO, Complement, Listed, Members, Scale, ScaleKind, Value
from frontdesk.tables.values import parse_number
from tables.kinds import DOMAINS, words


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


CLOCK = Scale(ScaleKind.TIME)
LENGTH = Scale(ScaleKind.DURATION, may_be_unknown=True)


@pytest.mark.parametrize(
    ("asked", "value", "fits"),
    [
        (">= 3", 3, True),
        (">= 3", 2, False),
        ("> 3", 3, False),
        ("<= 3", 3, True),
        ("< 3", 3, False),
        ("3", 3, True),
        ("[18..21)", 18, True),
        ("[18..21)", 21, False),
        ("(18..21]", 18, False),
        ("(18..21]", 21, True),
        ("18..21", 21, True),
        ("2.5..3", 2, False),
    ],
)
def test_a_number_fits_an_interval_as_its_brackets_say(asked: str, value: Value, fits: bool) -> None:
    assert (value in NUMBER.condition([asked])) is fits


def test_durations_and_clock_times_have_intervals_too() -> None:
    assert timedelta(days=3) in LENGTH.condition(["2 days..1 week"])
    assert timedelta(days=8) not in LENGTH.condition(["2 days..1 week"])
    assert time(8, 0) in CLOCK.condition(["[08:00..21:00)"])
    assert time(21, 0) not in CLOCK.condition(["[08:00..21:00)"])


def test_a_list_of_intervals_fits_what_any_of_them_fits() -> None:
    either = NUMBER.condition(["< 2", ">= 5"])
    assert 1 in either
    assert 3 not in either
    assert 5 in either


def test_unknown_fits_no_interval_but_fits_the_opposite_of_one() -> None:
    interval = LENGTH.condition([">= 2 days"])
    assert UNKNOWN not in interval
    assert UNKNOWN in Complement(interval)
    assert UNKNOWN in LENGTH.condition(["unknown"])


def test_a_set_fits_when_it_holds_any_of_the_words() -> None:
    been = Members(("lead", "patient", "graduated")).condition(["patient", "graduated"])
    assert frozenset({"lead", "patient"}) in been
    assert frozenset({"lead"}) not in been


@pytest.mark.parametrize(
    ("domain", "text", "words"),
    [
        (YES_NO, "maybe", "'maybe' is not one of 'yes' or 'no'"),
        (Listed(("landline", "cell")), "landlin", "did you mean 'landline'?"),
        (NUMBER, "three", "'three' is not a number"),
        (NUMBER, "[21..18)", "ends before it begins; write the smaller end first"),
        (
            Scale(ScaleKind.TIME),
            "[21:00..08:00)",
            'write {not: "[08:00..21:00)"}, or ["[21:00..24:00)", "[00:00..08:00)"]',
        ),
        (
            Scale(ScaleKind.TIME),
            "(21:00..08:00]",
            'write {not: "(08:00..21:00]"}, or ["(21:00..24:00)", "[00:00..08:00]"]',
        ),
        (CLOCK, "25:00", "not a clock time"),
        (LENGTH, "2 months", "not always as long"),
        (LENGTH, "5:00", "not a duration"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_writers_words(domain: Listed | Scale, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        domain.condition([text])


PAIN = Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True, least=0, most=10)


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("10", 10), ("unknown", "unknown")])
def test_what_lies_in_its_range_is_read(text: str, value: Value) -> None:
    assert PAIN.parse(text) == value
    assert value in PAIN


@pytest.mark.parametrize("text", ["11", "-1", "3.5"])
def test_what_lies_outside_of_its_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is none of its values: whole numbers from 0 to 10"):
        PAIN.parse(text)
    assert parse_number(text) not in PAIN


@pytest.mark.parametrize("text", ["> 10", "< 0", "11", "11..12", "(10..12)", "2.5"])
def test_a_condition_that_no_value_of_the_range_meets_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="there are whole numbers from 0 to 10"):
        PAIN.condition([text])


@pytest.mark.parametrize("text", [">= 10", "<= 0", "[10..12)", "(-5..5)", "0..10", ">= -3"])
def test_a_condition_may_reach_over_the_end_of_the_range(text: str) -> None:
    assert PAIN.condition([text])


BY_THE_MINUTE = Scale(ScaleKind.TIME, whole=True)


@pytest.mark.parametrize("text", ["08:00:30", ">= 08:00:30", "[08:00..20:00:01)"])
def test_a_clock_of_whole_minutes_is_not_asked_for_seconds(text: str) -> None:
    with pytest.raises(ValueError, match="whole minutes"):
        BY_THE_MINUTE.condition([text])
    assert CLOCK.condition([text])


def test_a_clock_of_whole_minutes_shows_no_second() -> None:
    assert time(8, 1) in BY_THE_MINUTE
    assert time(8, 0, 30) not in BY_THE_MINUTE
    assert time(23, 59) in BY_THE_MINUTE.condition(["[21:00..24:00)"])


def test_a_moment_lies_in_a_range_of_moments() -> None:
    moments = Scale(ScaleKind.MOMENT, may_be_unknown=True)
    morning = moments.condition(["[2026-03-02 09:00..2026-03-02 12:30)"])
    assert datetime(2026, 3, 2, 12, 29, 59) in morning
    assert datetime(2026, 3, 2, 12, 30) not in morning
    assert UNKNOWN not in morning


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ScaleKind.NUMBER, True),
        (ScaleKind.NUMBER, 0.5),
        (ScaleKind.NUMBER, Decimal("NaN")),
        (ScaleKind.NUMBER, Decimal("Infinity")),
        (ScaleKind.DATE, datetime(2026, 3, 2, 8, 0)),
        (ScaleKind.DATE, datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
        (ScaleKind.TIME, time(8, tzinfo=UTC)),
        (ScaleKind.MOMENT, date(2026, 3, 2)),
        (ScaleKind.MOMENT, datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
    ],
)
def test_what_only_looks_like_a_value_of_an_order_is_none(kind: ScaleKind, value: object) -> None:
    assert value not in Scale(kind)
    assert value not in Scale(kind, may_be_unknown=True)


@pytest.mark.parametrize("scale", [Scale(kind) for kind in ScaleKind], ids=list(ScaleKind))
def test_the_range_that_shows_how_one_is_written_holds_something(scale: Scale) -> None:
    value, above, between = re.findall(r"'(.+?)'", scale.describe())
    assert scale.parse(value) in scale.condition([above])
    assert scale.parse(value) in scale.condition([between])


@pytest.mark.parametrize(
    ("text", "words"), [("true", "write 'yes'"), ("false", "write 'no'"), ("yess", "did you mean")]
)
def test_another_word_for_yes_or_no_is_refused_with_the_word_to_write(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        YES_NO.parse(text)
    with pytest.raises(ValueError, match="is not one of 'red'") as refused:
        Listed(("red", "green")).parse("true")
    assert "write" not in str(refused.value)


@pytest.mark.parametrize("text", ["[18..65)", "(18..65]", "< 3", "<= 3", "> 3", ">= 0.5"])
def test_a_range_is_written_as_it_is_read(text: str) -> None:
    assert str(NUMBER.condition([text])) == text
