"""The language that somebody is addressed in is one that the practice writes in; where none is known, the first."""

from __future__ import annotations

import pytest

from frontdesk.model.languages import Languages
from frontdesk.names import Language


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-TW", "en"),
        ("fr", "en"),
        ("esperanto", "en"),
        ("unknown", "en"),
        ("", "en"),
    ],
)
def test_a_tag_finds_the_nearest_language_and_what_is_not_written_in_the_first(said: str, spoken: str) -> None:
    ours = Languages(tuple(map(Language, ("en", "es", "zh-Hant"))))
    assert ours.spoken(said) == spoken


def test_without_languages_a_text_is_for_everybody() -> None:
    assert Languages().spoken("es") is None
