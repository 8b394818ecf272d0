"""A practice whose rules ask what goes on, note what they learn, and whose statuses last a while."""

from __future__ import annotations

import pytest

from frontdesk.testing.examples import Example, examples_of, run_example
from support import HARBOUR, check_ruleset, load_ruleset

STAYS = HARBOUR.with_name("stays")
EXAMPLES = examples_of(STAYS)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_the_example_holds(example: Example) -> None:
    assert run_example(load_ruleset(STAYS), example).differences == ()


def test_there_is_no_problem_with_it() -> None:
    assert check_ruleset(STAYS).problems == ()
