"""Rules, events and effects in the words of a practice."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.checking.machine import events_of
from frontdesk.checking.paths import happening
from frontdesk.rendering.words import event_words
from happenings import TOLD, TOLD_OF_STAYS
from support import HARBOUR, STAYS, load_ruleset


@pytest.mark.parametrize(("folder", "id"), [*((HARBOUR, id) for id in TOLD), *((STAYS, id) for id in TOLD_OF_STAYS)])
def test_an_event_is_told_as_the_heading_of_a_rule_and_in_a_sentence(folder: Path, id: str) -> None:
    ruleset = load_ruleset(folder)
    row = next(row for row in ruleset.consequences.rows if row.id == id)
    (kind,) = events_of(row)
    assert (event_words(ruleset, row), happening(ruleset, row, kind)) == (TOLD | TOLD_OF_STAYS)[id]
