"""How many segments a text message comes to, and which letter makes them short.

Source: 3GPP TS 23.038, sections 6.2.1 and 6.2.3, and TS 23.040, section 9.2.3.24: a segment holds 160 letters of GSM-7,
or 70 of UCS-2 where one letter is none of GSM-7; of several, each holds 153 or 67. Knows no message and no carrier.
"""

from __future__ import annotations

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""Letters that take the place of two; they are never cut in two by the end of a segment."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a text comes to. ``outside`` is its first letter that is none of GSM-7; empty where all are."""

    letters: int
    segments: int
    outside: str

    @property
    def in_one(self) -> int:
        """How many letters a single segment holds of a text like this."""
        return 70 if self.outside else 160


def measured(text: str) -> Measured:
    """Return what *text* comes to; nothing is one segment, as a message without letters is a message."""
    outside = next((letter for letter in text if letter not in _BASIC and letter not in _EXTENDED), "")
    sizes = [_units(letter) if outside else 1 + (letter in _EXTENDED) for letter in text]
    alone, each = (70, 67) if outside else (160, 153)
    return Measured(len(text), 1 if sum(sizes) <= alone else _packed(sizes, each), outside)


def _units(letter: str) -> int:
    """How many units of UTF-16 a letter takes: two for an emoji."""
    return len(letter.encode("utf-16-le")) // 2


def _packed(sizes: list[int], each: int) -> int:
    segments, room = 1, each
    for size in sizes:
        if size > room:
            segments, room = segments + 1, each
        room -= size
    return segments
