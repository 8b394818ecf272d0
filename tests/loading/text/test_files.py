"""Files of a ruleset: not opened when too large, and text that a parser may see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frontdesk.loading.text.files import LONGEST_LINE, MOST_BYTES, read_text, safe_text


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.touch()
    os.truncate(file, 50_000_000_000)
    found = read_text(file, "facts.yaml")
    assert (found.text, found.raw) == (None, b"")
    assert [(one.code, str(one.where)) for one in found.problems] == [("Y006", "facts.yaml:1:1")]
    assert file.stat().st_size > MOST_BYTES


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert [one.code for one in read_text(tmp_path, "facts.yaml").problems] == ["Y010"]


@pytest.mark.parametrize("raw", [b"a: x\x00y\n", b"a:\n\tb: 1\n", b"a: " + b"x" * (LONGEST_LINE + 1)])
def test_what_a_parser_may_not_see_is_told_with_its_lines(raw: bytes) -> None:
    found = safe_text(raw, "x.yaml")
    assert found.problems
    assert found.lines


def test_text_in_order_is_the_text_that_was_written() -> None:
    found = safe_text("a: caf\u00e9\n".encode(), "x.yaml")
    assert found.problems == ()
    assert found.text is not None
    assert found.text.lines[0] == "a: caf\u00e9"
