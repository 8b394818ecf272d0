"""``compare`` in ``facts.yaml``: a fact that says what two others are to each other.

Read when every other fact is known, since any of them can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontdesk.facts import REACH
from frontdesk.facts.comparisons import can_be_compared, compared
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Fact, Scope
from frontdesk.problems import did_you_mean
from frontdesk.tables import Scale


def comparisons(section: Section, facts: Mapping[str, Fact]) -> Iterator[Fact]:
    """Read the facts that compare two of *facts*."""
    for name, fact in section.named("facts", "fact"):
        if not fact.has("compare"):
            continue
        of = Scope(fact.word("of", ("practice", "contact", "appointment"), "contact"))
        asked = fact.words("compare")
        for key in ("values", "kind", "default", "known", "range", "whole"):
            if fact.has(key):
                fact.diagnostics.error(fact.place(key), "T018", f"a comparison has no '{key}'", "leave it out")
        if len(asked) != 2:
            fact.diagnostics.error(
                fact.place("compare"), "T018", f"{fact.what} compares two facts", "write [ONE, THE_OTHER]"
            )
            continue
        found = [one for word in asked if (one := _found(word, of, fact, facts)) is not None]
        if len(found) == 2 and _note(fact, found):
            pair = (found[0], found[1])
            yield compared(name, of, pair, fact.text("label", title(name)), fact.text("means"), fact.place(name))


def _found(word: Scalar, of: Scope, section: Section, facts: Mapping[str, Fact]) -> Fact | None:
    here = {name: one for name, one in facts.items() if one.of in REACH[of]}
    if word.text in here:
        return here[word.text]
    if word.text in facts:
        cause = f"the fact '{word.text}' does not exist in the scope '{of}'"
        section.diagnostics.error(word.where, "T013", cause, f"write of: {facts[word.text].of}, if it can be")
        return None
    ordered = [name for name, one in here.items() if isinstance(one.domain, Scale)]
    hint = did_you_mean(word.text, ordered) or "'frontdesk facts' lists the facts there are"
    section.diagnostics.unknown(word.where, "fact", word.text, hint, code="T013")
    return None


def _note(section: Section, found: list[Fact]) -> bool:
    """Whether the two can be compared; it is noted where they cannot."""
    one, other = found
    if can_be_compared(one, other):
        return True
    cause = f"'{one.name}' and '{other.name}' cannot be compared"
    hint = "compare two numbers, dates, moments, times or durations; what a table answers can be asked in a row"
    section.diagnostics.error(section.place("compare"), "T018", cause, hint)
    return False
