"""A text comes to as many segments as carriers cut it into, by the alphabet that its letters need."""

from __future__ import annotations

import pytest

from frontdesk.model.segments import Measured, measured


@pytest.mark.parametrize(
    ("text", "segments", "outside"),
    [
        ("", 1, ""),
        ("a" * 160, 1, ""),
        ("a" * 161, 2, ""),
        ("a" * 306, 2, ""),
        ("a" * 307, 3, ""),
        ("é" * 160, 1, ""),
        ("€" * 80, 1, ""),
        ("€" * 81, 2, ""),
        ("a" * 152 + "€" + "a" * 151, 2, ""),  # the euro is not cut in two: it opens the second segment
        ("a" * 152 + "€" + "a" * 152, 3, ""),
        ("á" * 70, 1, "á"),
        ("a" * 70 + "á", 2, "á"),
        ("á" * 134, 2, "á"),
        ("á" * 135, 3, "á"),
        ("🙂" * 35, 1, "🙂"),
        ("🙂" * 36, 2, "🙂"),
        ("a" * 40 + "\u2019s" + "a" * 40, 2, "\u2019"),
    ],
)
def test_a_text_is_cut_as_carriers_cut_it(text: str, segments: int, outside: str) -> None:
    assert measured(text) == Measured(len(text), segments, outside)


def test_one_letter_outside_of_the_alphabet_makes_every_segment_short() -> None:
    assert (measured("a").in_one, measured("á").in_one) == (160, 70)
