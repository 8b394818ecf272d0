"""What waits to be done."""

from __future__ import annotations

from frontdesk.names import ContactId
from frontdesk.records import Due, DueKind
from support import MONDAY


def test_what_is_due_of_a_thing_with_a_number_says_the_number() -> None:
    assert Due(MONDAY, DueKind.SEND, ContactId(1), 7).number == 7
