"""Formats of numbers in a workbook that fill up with zeros: a reference 12 that is shown as 000012 is 000012.

Only formats of zeros and words between them are read; of any other that fills up with zeros what it shows is not known.
Knows no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

_PLACE = "\0"
_TOKEN = re.compile(
    r"""
    (?P<place>0)
    | (?P<word>"(?P<quoted>[^"]*)" | \\(?P<escaped>.) | [ $()/:!^&'~{}<>=+-])
    | (?P<unseen>_. | \*. | \[(?:\$-|black|blue|cyan|green|magenta|red|white|yellow|color)[^\]<>=]*\])
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_DECIMALS = frozenset(".eE")


@dataclass(frozen=True, slots=True)
class Mask:
    """A format that shows as many digits as it has ``zeros``, or more; ``text`` is empty where nobody can say how."""

    code: str
    zeros: int
    text: str

    def shows(self, value: float) -> str | None:
        """What a cell shows that holds *value*; ``None`` where the value alone says it. Raises ValueError."""
        if value < 0 or not float(value).is_integer():
            return None
        digits = str(int(value))
        if not self.text:
            if len(digits) >= self.zeros:
                return None
            raise ValueError(f"holds {digits} and shows it in the format {self.code}; format that column as text")
        filled = digits.zfill(self.zeros)
        more = len(filled) - self.zeros
        places = iter([filled[: more + 1], *filled[more + 1 :]])
        return "".join(next(places) if letter == _PLACE else letter for letter in self.text)


def mask_of(code: str) -> Mask | None:
    """The mask of a format (ISO/IEC 29500-1, 18.8.31); ``None`` for one that fills up with no zeros."""
    zeros, text, is_known, is_whole = 0, "", True, True
    for token in _TOKEN.finditer(code):
        if token["end"]:
            break
        if token["place"]:
            zeros += is_whole
            text += _PLACE
        elif token["word"]:
            quoted, escaped = token["quoted"], token["escaped"]
            text += token["word"] if quoted is escaped is None else (quoted or "") + (escaped or "")
        elif token["other"]:
            is_known, is_whole = False, is_whole and token["other"] not in _DECIMALS
    return Mask(code, zeros, text if is_known else "") if zeros > 1 else None


def masks_of(styles: ElementTree.Element) -> Mapping[bytes, Mask]:
    """The masks by the style of a cell that has one, from what a workbook says of its styles (18.8.10, 18.8.31)."""
    codes = {one.get("numFmtId"): mask_of(one.get("formatCode", "")) for one in _each(styles, "numFmt")}
    formats = [one.get("numFmtId") for group in _each(styles, "cellXfs") for one in _each(group, "xf")]
    masks = {str(style).encode(): codes.get(number) for style, number in enumerate(formats)}
    return {style: mask for style, mask in masks.items() if mask is not None}


def _each(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in element.iter() if one.tag.rpartition("}")[2] == name]
