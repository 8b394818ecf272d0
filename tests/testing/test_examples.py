"""Examples are run as they say, and one that does not hold says what came instead."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.testing.examples import examples_of, run_example
from rulesets.shipped import ALL
from support import HARBOUR, load_ruleset


def test_an_example_that_expects_something_else_fails() -> None:
    (held,) = (one for _, one in ALL if one.name == "A landline is called")
    other = examples_of(HARBOUR)[0].body.entries["expect"]
    planted = replace(held, body=replace(held.body, entries={**held.body.entries, "expect": other}))
    assert run_example(load_ruleset("default"), planted).differences == (
        "outcome: expected text, got call, because The number cannot be texted, or there is nothing to text, so the "
        "message is spoken. (rulesets/default/delivery.yaml:15)",
        "row: expected text, got call",
    )
