"""What is kept of people tells what shows of them."""

from __future__ import annotations

from datetime import UTC, datetime

from frontdesk.names import ContactId, PhoneKind, State
from frontdesk.records import Choice, Contact, Phone

_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_ANA = Contact(
    ContactId(1),
    "Ana Example",
    State("lead/new"),
    _NOW,
    phones={PhoneKind.CELL: Phone("+12025550101"), PhoneKind.HOME: Phone("+12025550102")},
)


def test_a_contact_has_the_numbers_of_all_its_phones_and_is_addressed_by_the_first_name() -> None:
    assert _ANA.numbers == ("+12025550101", "+12025550102")
    assert _ANA.first_name == "Ana"


def test_a_choice_shows_before_it_settles() -> None:
    chosen = Contact(_ANA.id, _ANA.name, _ANA.settled, _NOW, Choice(State("lead/lost"), _NOW.replace(hour=10)))
    assert (_ANA.state, _ANA.state_since) == ("lead/new", _NOW)
    assert (chosen.state, chosen.state_since) == ("lead/lost", _NOW.replace(hour=10))
