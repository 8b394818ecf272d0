"""Days, hours and visits are said as the language of a text says them, in figures where its words are not known."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.model.speech import SPOKEN_IN_WORDS, speech_of
from frontdesk.names import Language

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (None, "Thursday, March 12 at 10:00 New York time (no. 3) and at 14:00 (no. 4)"),
        ("en", "Thursday, March 12 at 10:00 New York time (no. 3) and at 14:00 (no. 4)"),
        ("es-MX", "jueves 12 de marzo a las 10:00, hora de New York (no. 3) y a las 14:00 (no. 4)"),
        ("fr", "jeudi 12 mars à 10:00, heure de New York (no. 3) et à 14:00 (no. 4)"),
        ("vi", "2026-03-12 10:00 New York (#3), 14:00 (#4)"),
    ],
)
def test_visits_are_told_in_the_words_of_a_language(language: str | None, told: str) -> None:
    speech = speech_of(Language(language) if language else None)
    first = speech.moment(speech.date(DAY), speech.hour("10:00", "New York"))
    second = speech.moment("", speech.hour("14:00"))
    assert speech.listed([speech.number(first, 3), speech.number(second, 4)]) == told


def test_one_visit_is_told_alone_and_a_clock_without_a_city_by_its_name() -> None:
    assert speech_of(Language("es")).listed(["hoy"]) == "hoy"
    assert speech_of(Language("es")).listed([]) == ""
    assert speech_of(Language("es")).hour("10:00", "UTC") == "10:00 UTC"


@pytest.mark.parametrize("language", SPOKEN_IN_WORDS)
def test_every_day_and_month_of_a_language_has_a_word_of_its_own(language: str) -> None:
    speech = speech_of(Language(language))
    assert (len(set(speech.weekdays)), len(set(speech.months))) == (7, 12)
