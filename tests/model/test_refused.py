"""What a practice refuses is told with where it says so."""

from __future__ import annotations

from frontdesk.model.refused import RefusedProblems
from frontdesk.problems import NOWHERE, Location

HERE = Location("ours/ruleset.yaml", 3, 10)


def test_the_place_of_a_refusal_is_that_of_its_code() -> None:
    refused = RefusedProblems(("C005",), {"C005": HERE})
    assert (refused.place("C005"), refused.place("C006")) == (HERE, NOWHERE)
