"""Rules, events and effects in the words of a practice."""

from __future__ import annotations

import pytest

from frontdesk.checking.machine import events_of
from frontdesk.checking.paths import happening
from frontdesk.rendering.words import event_words
from happenings import TOLD
from support import HARBOUR, load_ruleset


@pytest.mark.parametrize("id", TOLD)
def test_an_event_is_told_as_the_heading_of_a_rule_and_in_a_sentence(id: str) -> None:
    ruleset = load_ruleset(HARBOUR)
    row = next(row for row in ruleset.consequences.rows if row.id == id)
    (kind,) = events_of(row)
    assert (event_words(ruleset, row), happening(ruleset, row, kind)) == TOLD[id]
