"""A page of the handbook of problems as a terminal shows it: the same words without the marks of Markdown.

Knows the few marks that those pages use; nothing of problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_FENCE = "```"


def page_text(markdown: str, heading: Callable[[str], str] = str) -> str:
    """Write a page: what stands between fences is indented, links are their words; *heading* styles headings."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(markdown, heading))).rstrip()


def without_links(markdown: str) -> str:
    """The same page for a place from which its links lead nowhere: each is its words."""
    return _LINK.sub(r"\1", markdown)


def _lines(markdown: str, heading: Callable[[str], str]) -> Iterator[str]:
    inside = False
    for line in markdown.split("\n"):
        if line.startswith(_FENCE):
            inside = not inside
            yield ""
        elif inside:
            yield f"    {line}".rstrip()
        elif line.startswith("#"):
            yield heading(line.lstrip("# "))
        else:
            yield without_links(line)
