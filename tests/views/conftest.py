"""What the tests of views look at."""

from __future__ import annotations

import pytest

from views.looking import Played, a_played_practice


@pytest.fixture
def played() -> Played:
    """A practice that has been at work for a week, made anew for each test."""
    return a_played_practice()
