"""Running a ruleset's examples: given, when, expect, as docs/examples.md describes them.

A decision asks one table; a story plays steps on a practice in memory, with a clock of its own and channels that
accept everything and remember it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontdesk.facts import with_limit
from frontdesk.facts.comparisons import with_comparisons
from frontdesk.loading import load_ruleset, read_examples
from frontdesk.loading.building.states import read_fact
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.model import Ruleset
from frontdesk.problems import FrontdeskError
from frontdesk.tables import Explanation, Value, written
from frontdesk.testing import reading
from frontdesk.testing.comparing import differences
from frontdesk.testing.stories import play_story


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example ended: where it stands, and what was different from what it expects."""

    name: str
    file: str
    line: int
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Example:
    """One example as written, ready to be run."""

    name: str
    file: str
    line: int
    body: Entries


def examples_of(folder: str | Path) -> list[Example]:
    """Return every example of the ruleset at *folder*, in the order of its files. Raises RulesetError."""
    found = []
    for entries in read_examples(folder).values():
        for body in reading.items(entries.get("examples")):
            name = reading.text(body.get("name"))
            found.append(Example(name, body.where.file, body.where.line, body))
    return found


def run_examples(folder: str | Path) -> Iterator[ExampleResult]:
    """Run every example of the ruleset at *folder*. Raises RulesetError when the ruleset cannot be used."""
    ruleset = load_ruleset(folder)
    for example in examples_of(folder):
        yield run_example(ruleset, example)


def run_example(ruleset: Ruleset, example: Example) -> ExampleResult:
    """Run one example against *ruleset*; an error of the rules is a difference, told in its own words."""
    try:
        found = _decided(ruleset, example.body) if "decide" in example.body else _played(ruleset, example.body)
    except FrontdeskError as error:
        found = (str(error),)
    return ExampleResult(example.name, example.file, example.line, found)


def _played(ruleset: Ruleset, body: Entries) -> tuple[str, ...]:
    story = play_story(ruleset, body)
    return differences(story, reading.entries(body.get("expect")))


def _decided(ruleset: Ruleset, body: Entries) -> tuple[str, ...]:
    table = ruleset.table(reading.text(body.get("decide")))
    given = reading.entries(body.get("given"))
    facts: dict[str, Value] = {}
    for name in given:
        facts[name] = read_fact(ruleset, table, name, ", ".join(reading.words(given.get(name))))
    named = with_limit(ruleset, table, with_comparisons(ruleset, table.scope, facts))
    explanation = table.explain(ruleset.quietly(table, named))
    return tuple(_compare(explanation, reading.entries(body.get("expect"))))


def _compare(explanation: Explanation[object], expect: Entries) -> Iterator[str]:
    decision = explanation.decision
    if (wanted := expect.get("outcome")) is not None:
        got, expected = _shown(decision.outcome), _written(wanted)
        if got != expected:
            where = f"{decision.reason} ({decision.place.short})" if decision.row else "no row fits"
            yield f"outcome: expected {expected}, got {got}, because {where}"
    if (row := expect.get("row")) is not None and (decision.row is None or decision.row.id != reading.text(row)):
        yield f"row: expected {reading.text(row)}, got {decision.row.id if decision.row else 'none'}"


def _shown(outcome: object) -> str:
    if isinstance(outcome, dict):
        return "; ".join(f"{part}: {_shown(value)}" for part, value in sorted(outcome.items()))
    if isinstance(outcome, tuple):
        return ", ".join(_shown(one) for one in outcome)
    return written(outcome)  # type: ignore[arg-type]  # every outcome of a table is a value, parts or a list


def _written(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return ", ".join(_written(item) for item in node.items)
    return "; ".join(f"{key}: {_written(node.entries[key])}" for key in sorted(node.entries))
