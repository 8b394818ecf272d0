"""What is the same reply, however it is written, and what is another one."""

from __future__ import annotations

import pytest

from frontdesk.model import comparable, readable, words_of

SAME = [
    ("STOP", " stop ", "Stop!", '"STOP"', "stop.", "ＳＴＯＰ", "STOP 🛑", "ST\u200bOP", "S-T-O-P", "stop\x07"),
    ("stop all", "STOPALL", "Stop-All", "stop‑all!", "stop\nall"),
    ("opt out", "Opt-out", "OPTOUT", "opt  out", "ｏｐｔ－ｏｕｔ"),
    ("arret", "ARRÊT", "arre\u0302t", "Arrêt."),
    ("iptal", "İPTAL", "iptal"),
    ("رد", "\u200fرد", "رد."),
    ("👍", "👍🏽", "👍👍", "👍\ufe0f", " 👍 "),
    ("1", "1️⃣", "①", "１"),
]
OTHER = [
    ("रोको", "रुको"),
    ("й", "и"),
    ("stop", "stop by at five"),
    ("stop", "please stop"),
    ("👍", "👎"),
    ("no", "now"),
    ("yes", "yes, but later"),
]


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ascii(ways[0]))
def test_however_a_word_is_written_it_is_the_same(ways: tuple[str, ...]) -> None:
    assert {comparable(one) for one in ways} == {comparable(ways[0])}
    assert comparable(ways[0])


@pytest.mark.parametrize(("one", "other"), OTHER, ids=ascii)
def test_another_word_is_another_word(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\x00\x07", "\ufe0f"])
def test_what_nobody_can_see_is_no_word(text: str) -> None:
    assert comparable(text) == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Can Dr. Li call me at 3 PM?", "can dr. li call me at 3 pm"),
        ("¿Puedo cambiar la cita?", "puedo cambiar la cita"),
        ("Line one\nLine two", "line one line two"),
        ("👍", "👍"),
        ("???", "???"),
        ("रोको!", "रोको"),
    ],
)
def test_rules_read_one_line_in_lower_case_and_an_emoji_alone_is_kept(text: str, read: str) -> None:
    assert readable(text) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please, STOP!", ("please", "stop")),
        ("opt-out\nnow", ("opt", "out", "now")),
        ("don't stop", ("don", "t", "stop")),
        ("रोको 👍", ("रोको",)),
        ("👍", ()),
        ("", ()),
    ],
)
def test_words_are_what_is_said_between_spaces_and_marks(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
