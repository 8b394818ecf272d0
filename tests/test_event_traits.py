"""What holds of all events of a kind follows from what brings them about, and from what names them."""

from __future__ import annotations

import pytest

from frontdesk.event_traits import Origin, Traits


@pytest.mark.parametrize("origin", [None, *Origin])
def test_what_no_person_brings_about_happens_by_itself(origin: Origin | None) -> None:
    assert Traits("something", origin=origin).by_itself is (origin is not None)


def test_a_clock_names_what_happens_at_its_time_and_a_state_what_is_about_it() -> None:
    assert [Traits("", by=fact).timed for fact in ("timer", "event_task", "")] == [True, False, False]
    assert Traits("", origin=Origin.STATE).about_the_state
    assert Traits("", by="event_state").about_the_state
    assert not Traits("", origin=Origin.DATE).about_the_state
