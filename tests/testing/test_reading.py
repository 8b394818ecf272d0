"""Small readers for the text of examples."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from frontdesk.loading.tree.nodes import Items, Scalar
from frontdesk.problems import NOWHERE
from frontdesk.testing.reading import (
    EMPTY,
    MiswrittenError,
    after,
    entries,
    flag,
    instant,
    items,
    items_or_words,
    text,
    words,
    zone,
)
from support import MONDAY
from testing.telling import told


def a_word(said: str) -> Scalar:
    return Scalar(said, NOWHERE)


def test_what_is_not_there_is_nothing_of_its_kind() -> None:
    assert (text(None), text(None, "x"), flag(None), words(None), items(None)) == ("", "x", None, (), ())
    assert entries(None) is EMPTY


def test_a_word_alone_is_a_list_of_one() -> None:
    assert words(a_word("one")) == words(Items((a_word("one"),), NOWHERE)) == ("one",)
    assert [flag(a_word(said)) for said in ("yes", "no")] == [True, False]


def test_an_hour_is_read_on_the_clock_of_the_practice_or_refused_in_words() -> None:
    assert instant("2026-03-02 10:00", ZoneInfo("America/New_York")) == MONDAY
    with pytest.raises(MiswrittenError, match="tomorrow"):
        instant("tomorrow", ZoneInfo("America/New_York"))


@pytest.mark.parametrize("written", ["Europe/Berln", "Mars", "/etc/passwd", "America", "../UTC", "a\0b"])
def test_a_zone_that_does_not_exist_is_told_in_words(written: str) -> None:
    assert (zone("Europe/Berlin"), zone("")) == ("Europe/Berlin", "")
    with pytest.raises(MiswrittenError, match="no time zone is called"):
        zone(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("soon", "not a length|no length|not a duration"),
        ("9999 years", "a hundred years"),
        ("99 years", "later than calendars go"),
    ],
)
def test_a_length_of_time_that_leads_nowhere_is_told_in_words(written: str, words: str) -> None:
    late = MONDAY.replace(year=9_950)
    assert after(late, "1 day", ZoneInfo("America/New_York"), None).day == late.day + 1
    with pytest.raises(MiswrittenError, match=words):
        after(late, written, ZoneInfo("America/New_York"), None)


def test_business_days_of_a_practice_without_a_calendar_are_refused_in_words() -> None:
    with pytest.raises(MiswrittenError, match="'2 business days' is counted by the practice's calendar"):
        after(MONDAY, "2 business days", ZoneInfo("America/New_York"), None)


def test_a_word_beside_items_of_a_list_says_the_first_of_what_they_say() -> None:
    listed = items_or_words(told("notified: [Called., {text: Wrote., to: Ana}]").get("notified"), "text")
    assert [{key: text(one.get(key)) for key in one} for one in listed] == [
        {"text": "Called."},
        {"text": "Wrote.", "to": "Ana"},
    ]
    assert items_or_words(None, "text") == ()
