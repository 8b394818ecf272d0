"""A telling says what was told, of what, and of whom."""

from __future__ import annotations

from frontdesk.names import ContactId
from frontdesk.records import Telling


def test_a_telling_differs_by_its_words_its_key_and_whom_it_is_about() -> None:
    one = Telling("P-1", "Y", ContactId(1))
    others = {Telling("P-2", "Y", ContactId(1)), Telling("P-1", "N", ContactId(1)), Telling("P-1", "Y", ContactId(2))}
    assert one == Telling("P-1", "Y", ContactId(1))
    assert one not in others
