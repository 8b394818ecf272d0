"""Texts of components, each between ``BEGIN`` and ``END`` (RFC 5545, RFC 6350): parted, so that each is read alone.

Knows the lines around a component and nothing of what is inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from frontdesk.files.lines import Lines

MOST_LINES = 20_000
"""So many lines a component has at most; a card with a picture has some thousand."""
_MEDIA = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


@dataclass(slots=True)
class Component:
    """A component as it stands, and the line on which it begins; ``fault`` is why it is none, empty for one that is."""

    line: int
    lines: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def text(self) -> str:
        """The component with line ends of one kind."""
        return "".join(f"{line}\n" for line in self.lines)


def components(lines: Lines, name: str, around: list[str] | None = None) -> Iterator[Component]:
    """The components of that *name*, without the pictures in them, and what is broken as components with a fault.

    Lines that belong to none go into *around*, where the text has such; else they are a fault too.
    """
    begin, end = f"BEGIN:{name}", f"END:{name}"
    inside: Component | None = None
    outside = Component(1, [], f"no line {begin} stands before it")
    is_media = False
    while (written := lines.at(0)) is not None:
        number, line = lines.number, written.rstrip("\r\n")
        lines.advance(1)
        word = line.strip().upper()
        if word == begin:
            if inside:
                yield Component(inside.line, inside.lines, f"the next one begins on line {number} before it ends")
            yield from _left_over(outside, around)
            inside, outside = Component(number, [line]), Component(number, [], outside.fault)
        elif inside is None:
            outside.line = outside.line if outside.lines else number
            outside.lines += [line] if word else []
            if word == end:
                yield outside
                outside = Component(number, [], outside.fault)
        elif word == end:
            inside.lines.append(line)
            yield inside
            inside = None
        else:
            is_media = bool(_MEDIA.match(line)) or (is_media and line.startswith((" ", "\t")))
            inside.lines += [] if is_media else [line]
            if len(inside.lines) > MOST_LINES:
                yield Component(inside.line, inside.lines, f"it has more than {MOST_LINES:,} lines")
                inside = None
    yield from _left_over(outside, around)
    if inside:
        yield Component(inside.line, inside.lines, "the file ends before it does")


def _left_over(outside: Component, around: list[str] | None) -> Iterator[Component]:
    if around is not None:
        around += outside.lines
    elif outside.lines:
        yield outside
