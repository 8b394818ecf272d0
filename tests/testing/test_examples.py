"""Examples are run as they say, and one that does not hold says what came instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.problems import RulesetError
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


@pytest.mark.parametrize(
    "expect",
    ["{}", "{offered: {}}", "{consent: {}}", "{consent: {main: {}}}", "{contacts: {}}", "{contacts: {ana: {}}}"],
)
def test_an_example_that_asserts_nothing_is_a_problem_with_its_place(expect: str, tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    example = f"examples:\n  - {{name: x, given: {{contact: {{name: Ana}}}}, expect: {expect}}}\n"
    (tmp_path / "examples" / "ours.yaml").write_text(example, encoding="utf-8")
    with pytest.raises(RulesetError, match=r"ours.yaml:2:\d+: Y012: .* is empty"):
        examples_of(tmp_path)


@pytest.mark.parametrize("skip", ["hello", "[hello]", "[hello, other]"])
def test_a_set_fact_of_the_practice_counts_in_a_story_as_a_word_and_as_a_list(skip: str, tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    files = {
        "ruleset": "name: ours\nextends: default\n",
        "facts": "facts:\n  skip: {of: practice, kind: set, values: [hello, other], default: []}\n",
        "delivery": "channel:\n  rows: [{id: skipped, before: email, when: {skip: hello}, then: none}]\n",
        "messages": "messages:\n  hello:\n    label: Hello\n    purpose: operations\n"
        "    accept: R002 because staff send it\n"
        "    content: {email: {subject: Hi, body: Hi}}\n",
        "examples/ours": "examples:\n  - name: x\n"
        f"    given: {{facts: {{skip: {skip}}}, contact: {{name: Ana, email: a@example.com}}}}\n"
        "    when: [{send: hello}, {wait: 1 minute}]\n    expect: {sent: []}\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (example,) = examples_of(tmp_path)
    assert run_example(load_ruleset(tmp_path), example).differences == ()
