"""Trees held against the schemas: every key that does not fit, at its place."""

from __future__ import annotations

import pytest

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText
from frontdesk.loading.validating import plain, validate


def told(topic: str, text: str) -> list[tuple[int, str, str]]:
    """Line, code and cause of what the schema does not allow."""
    entries, problems = parse(FileText("x.yaml", text, tuple(text.split("\n"))))
    assert problems == []
    assert entries is not None
    return [(one.where.line, one.code, one.cause) for one in validate(topic, entries)]


def test_a_file_that_fits_has_no_problems() -> None:
    assert told("attempts", "limit: 3\ncounts: reached\n") == []


def test_a_key_that_nothing_reads_is_told_at_its_line() -> None:
    (problem,) = told("attempts", "limit: 3\ncuonts: reached\n")
    assert problem[:2] == (2, "Y012") or problem[0] == 2
    assert "cuonts" in problem[2]


def test_problems_come_in_the_order_of_the_file() -> None:
    lines = [line for line, _, _ in told("attempts", "limt: 3\nlimit: three\ncuonts: x\n")]
    assert lines == sorted(lines)
    assert len(lines) >= 3


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("'3'", "3"), ("no", "no"), ("true", True), ("[1, a]", [1, "a"])]
)
def test_a_schema_sees_what_an_editor_sees(text: str, value: object) -> None:
    entries, _ = parse(FileText("x.yaml", f"key: {text}", (f"key: {text}",)))
    assert entries is not None
    assert plain(entries) == {"key": value}
