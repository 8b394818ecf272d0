"""Sentences on one field of a row: said with our word for the field, or with the heading that a file has for it.

Whoever reads a row knows fields and no file; whoever tells of it to the one who has the file in hand says its headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class OfField(str):
    """A sentence that begins with our word for a *field*, and remembers which field that is.

    It is a text like any other for whoever knows no file.
    """

    __slots__ = ("_rest", "field")

    field: str
    _rest: str

    def __new__(cls, field: str, words: str, join: str = " ", shown: str = "") -> Self:
        """*words* are the rest of the sentence, *join* what stands before; *shown* is our word, if not the field's."""
        one = super().__new__(cls, f"{shown or field}{join}{words}")
        one.field, one._rest = field, f"{join}{words}"
        return one

    def under(self, heading: str) -> str:
        """The same sentence, with the *heading* of a file for the field."""
        return f"{heading}{self._rest}"


def with_headings(sentences: tuple[str, ...], called: Mapping[str, str]) -> tuple[str, ...]:
    """The *sentences* as somebody reads them who has the file in hand; *called* are its headings, by field."""
    return tuple(
        one.under(called[one.field]) if isinstance(one, OfField) and one.field in called else one for one in sentences
    )
