"""What a text is warned of, and where."""

from __future__ import annotations

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText


def found(text: str) -> list[tuple[str, int, int, int]]:
    """Code, line, column and length of what is wrong with a text."""
    _, problems = parse(FileText("x.yaml", text, tuple(text.split("\n"))))
    return [(one.code, one.where.line, one.where.column, one.where.length) for one in problems]
