"""The page of the language leaves no word out: every file, every event, every effect stands on it."""

from __future__ import annotations

import re

import pytest

from frontdesk.effects import WRITTEN
from frontdesk.events import EventKind
from frontdesk.file_words import FileOf
from frontdesk.loading.building.topics import TOPICS
from frontdesk.mapping import fields_of
from support import ROOT

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")


_VISITS = next(line for line in PAGE.splitlines() if line.startswith("| `visits` | "))


def quoted(text: str) -> set[str]:
    """The words in backquotes."""
    return set(re.findall(r"`([^`]+)`", text))


def words(page: str, heading: str) -> set[str]:
    """The words that begin a code of the first column in the table under the row *heading*."""
    _, _, table = page.partition(f"| {heading} |\n|---|---|\n")
    rows = table.split("\n\n")[0].splitlines()
    return {word for row in rows for word in re.findall(r"`\{?(\w+)", row.split("|")[1])}


def test_every_event_has_a_row() -> None:
    assert set(EventKind) <= words(PAGE, "`on:` | happens")


def test_every_effect_that_a_rule_may_name_has_a_row() -> None:
    assert set(WRITTEN) <= words(PAGE, "effect | does")


@pytest.mark.parametrize("of", FileOf)
def test_every_field_of_a_file_has_its_word_in_its_row(of: FileOf) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{of}` | "))
    told = quoted(row.partition("|")[2])
    whose = quoted(_VISITS.partition("the visit:")[0]) if "as for visits" in row else set()
    assert set(fields_of(of)) <= told | whose


def test_every_file_has_a_section_in_the_order_in_which_the_files_are_read() -> None:
    sections = re.findall(r"^### .*$", PAGE, re.MULTILINE)
    found = [name for section in sections for name in re.findall(r"`(?:\w+/)?(\w+)\.yaml`", section)]
    assert [name for name in found if name != "examples"] == [topic.name for topic in TOPICS]


def test_a_word_without_a_row_would_be_noticed() -> None:
    page = "| effect | does |\n|---|---|\n| `send: MESSAGE`, `{note: TEXT}` | `x` |\n\n`forgotten: TEXT`"
    assert words(page, "effect | does") == {"send", "note"}
    assert words("no table", "effect | does") == set()
