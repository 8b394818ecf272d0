"""Records as plain data: what each type of value is written as, and that nothing else is ever read or guessed at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

import pytest

from frontdesk.events import DeliveryReported, Event, MessageReceived
from frontdesk.names import DeliveryReport, Keyword
from frontdesk.wire import Plain, codec_of, data_of, merged, plain, read, wire
from happenings import SAMPLES


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Dog:
    wire: ClassVar = wire("dog", "called", called="name", age="age")
    called: str
    age: int = 1


@dataclass(frozen=True, slots=True)
class Cat:
    wire: ClassVar = wire("cat", lives="lives")
    lives: int


@dataclass(frozen=True, slots=True)
class House:
    wire: ClassVar = wire(
        "house",
        "words",
        pet="pet",
        colours="colours",
        since="since",
        lease="lease",
        words="words",
        sold="sold",
        cat="cat",
    )
    pet: Dog | Cat
    colours: tuple[Colour, ...]
    since: datetime
    lease: timedelta
    words: Mapping[str, str]
    sold: bool = False
    cat: Cat | None = None


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUSE = House(Dog("Rex", 3), (Colour.RED,), NOON, timedelta(days=2), {"on the door": "no hawkers"}, True, Cat(9))
WRITTEN: dict[str, Plain] = {
    "pet": {"kind": "dog", "name": "Rex", "age": 3},
    "colours": ["red"],
    "since": "2026-03-02T12:00:00+00:00",
    "lease": "2 days",
    "words": {"on the door": "no hawkers"},
    "sold": True,
    "cat": {"lives": 9},
}


def test_a_record_is_written_by_the_names_of_its_wire_and_comes_back() -> None:
    assert plain(HOUSE) == WRITTEN
    assert data_of(HOUSE) == {"kind": "house", **WRITTEN}
    assert read(House, WRITTEN) == HOUSE


def test_what_is_personal_is_written_apart_also_inside_of_another_record() -> None:
    hashed, beside = plain(HOUSE, personal=False), plain(HOUSE, personal=True)
    assert (hashed["pet"], "words" in hashed) == ({"kind": "dog", "age": 3}, False)
    assert beside == {"pet": {"name": "Rex"}, "words": {"on the door": "no hawkers"}}
    assert merged(hashed, beside) == WRITTEN


def test_what_was_erased_reads_as_empty() -> None:
    house = read(House, plain(HOUSE, personal=False))
    assert (house.pet, house.words) == (Dog("", 3), {})


REFUSED: dict[str, tuple[Any, str]] = {
    "a name that nobody knows": ({**WRITTEN, "roof": "flat"}, "'house' has nothing called 'roof'"),
    "a name inside that nobody knows": (
        {**WRITTEN, "pet": {"kind": "dog", "name": "Rex", "tail": "long"}},
        "'house', pet: 'dog' has nothing called 'tail'",
    ),
    "nothing where something belongs": (
        {name: WRITTEN[name] for name in WRITTEN if name not in ("colours", "lease")},
        "'house' does not say its 'colours' or 'lease'",
    ),
    "a kind that nobody knows": (
        {**WRITTEN, "pet": {"kind": "newt"}},
        "'house', pet: 'newt' is of no kind that is known here",
    ),
    "no kind": ({**WRITTEN, "pet": {"name": "Rex"}}, "'house', pet: 'None' is of no kind that is known here"),
    "a word that nobody knows": ({**WRITTEN, "colours": ["blue"]}, "'house', colours: 'blue' is not a valid Colour"),
    "text for a list": ({**WRITTEN, "colours": "red"}, "'house', colours: a list belongs here"),
    "a list for an object": ({**WRITTEN, "words": ["x"]}, "'house', words: an object belongs here"),
    "a number for text": ({**WRITTEN, "words": {"on the door": 7}}, "'house', words: text belongs here"),
    "yes for a number": ({**WRITTEN, "cat": {"lives": True}}, "'house', cat: 'cat', lives: a number belongs here"),
    "a number for yes": ({**WRITTEN, "sold": 1}, "'house', sold: yes or no belongs here"),
    "an hour without its zone": (
        {**WRITTEN, "since": "2026-03-02T12:00:00"},
        "'house', since: '2026-03-02T12:00:00' names no zone",
    ),
    "no hour": ({**WRITTEN, "since": 7}, "'house', since: text belongs here"),
    "a length in another form": ({**WRITTEN, "lease": "P2D"}, "'house', lease: 'P2D' is not a duration"),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_data_of_something_else_is_an_error_in_words(data: dict[str, Plain], told: str) -> None:
    with pytest.raises(ValueError) as error:
        read(House, data)
    assert told in str(error.value)


@pytest.mark.parametrize("declared", [float, Decimal, object, set[str], dict[int, str], tuple[str, str], str | int])
def test_a_type_that_nobody_said_how_to_write_is_refused_when_it_is_first_used(declared: Any) -> None:
    with pytest.raises(TypeError, match="nobody said how a"):
        codec_of(declared)


def test_a_field_without_a_name_in_the_wire_and_a_name_without_a_field_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Forgetful:
        wire: ClassVar = wire("forgetful", named="named")
        named: str
        forgotten: str = ""

    with pytest.raises(TypeError, match=r"its wire names \['named'\], its fields are \['forgotten', 'named'\]"):
        plain(Forgetful("a"))


def test_what_is_personal_has_to_have_a_name() -> None:
    with pytest.raises(ValueError, match=r"dog: \['breed'\] is personal and has no name"):
        wire("dog", "breed", called="name")


@pytest.mark.parametrize("event", SAMPLES, ids=str)
def test_an_event_comes_back_from_the_journal_as_it_went_in(event: Event) -> None:
    assert codec_of(Event).read(json.loads(json.dumps(data_of(event)))) == event


def test_the_journal_keeps_of_an_event_what_is_set() -> None:
    skipped = DeliveryReported(DeliveryReport.SKIPPED, message="hello", appointment=7)
    kept = {"kind": "delivery_reported", "report": "skipped", "message": "hello", "appointment": 7}
    assert data_of(skipped) == kept
    assert data_of(MessageReceived("", Keyword.OTHER)) == {"kind": "message_received", "keyword": "other"}
