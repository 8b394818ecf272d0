"""``tables.yaml``: a practice's own decision tables.

Tables that read each other's outcome are built in that order; a circle is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.loading.building.declared import outcome_domains, read_domain
from frontdesk.loading.building.privacy import read_privacy
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import Answer, read_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Entries
from frontdesk.model import Fact, Scope
from frontdesk.model.engine_tables import ENGINE_TABLES, PRIVACY
from frontdesk.problems import choices

_OF_NUMBERS = ("sum", "min", "max")
"""Totals that nothing unknown can be part of."""


def table_facts(section: Section) -> Iterator[Fact]:
    """The outcome of a practice's own table is a fact: one for a single value, one a part otherwise."""
    for name, table in section.named("tables", "table"):
        where = table.where
        if name in ENGINE_TABLES:
            hint = "give yours another name"
            section.diagnostics.error(where, "R003", f"the name '{name}' is taken by a table of the other files", hint)
            continue
        scope = Scope(table.word("scope", tuple(map(str, Scope)), "contact"))
        label, means = table.text("label", title(name)), table.text("means")
        for part, domain in outcome_domains(table).items():
            whole = f"{name}.{part}" if part else name
            yield Fact(whole, scope, domain, label, means or f"what the table '{name}' answers", where=where)


def read_own_tables(symbols: Symbols, section: Section, delivery: Section) -> None:
    """Read the practice's own tables into ``symbols.own_tables``, those that others read first.

    How private a text may be, which *delivery* says, is one of them.
    """
    answering = _answering(symbols, section)
    waiting = {name: table for name, table in section.named("tables", "table") if name in answering}
    if delivery.has(PRIVACY):
        waiting[PRIVACY] = delivery.section(PRIVACY)
    reads = {name: _reads(table) & waiting.keys() for name, table in waiting.items()}
    while waiting:
        ready = [name for name in waiting if not reads[name] & waiting.keys()]
        if not ready:
            _note_circle(waiting, reads)
            return
        for name in ready:
            table = waiting.pop(name)
            if name == PRIVACY and table.where == delivery.section(PRIVACY).where:
                symbols.own_tables[name] = read_privacy(symbols, table)
            else:
                _read_one(symbols, name, table)


def _answering(symbols: Symbols, section: Section) -> set[str]:
    """The tables whose name is free: the others are noted already."""
    return {
        name
        for name, table in section.named("tables", "table")
        if not outcome_domains(table)
        or any(fact.where == table.where for fact in symbols.facts.values() if fact.name.partition(".")[0] == name)
    }


def _read_one(symbols: Symbols, name: str, table: Section) -> None:
    scope = Scope(table.word("scope", tuple(map(str, Scope)), "contact"))
    outcome = table.section("outcome")
    if not outcome.exists:
        hint = "say what the table answers: outcome: {values: [...]} or outcome: {kind: yes_no}"
        table.missing("outcome", hint)
        return
    if outcome.has("parts"):
        parts = {part: read_domain(one, may_be_unknown=True) for part, one in outcome.named("parts", "part")}
        answer = Answer(parts={part: domain for part, domain in parts.items() if domain is not None})
    else:
        counted_up = table.text("hit") == "every" and table.text("total") in _OF_NUMBERS
        answer = Answer(read_domain(outcome, may_be_unknown=not counted_up))
    symbols.own_tables[name] = read_table(symbols, table, name, scope, answer)


def _reads(table: Section) -> set[str]:
    found: set[str] = set()
    for _, row in table.rows("rows", "row"):
        when = row.node("when")
        if isinstance(when, Entries):
            found |= {fact.partition(".")[0] for fact in when}
    return found


def _note_circle(waiting: dict[str, Section], reads: dict[str, set[str]]) -> None:
    ring = [min(waiting)]
    while (following := min(reads[ring[-1]] & waiting.keys())) not in ring:
        ring.append(following)
    ring = ring[ring.index(following) :]
    first = waiting[ring[0]]
    names = " -> ".join([*ring, ring[0]])
    cause = f"these tables read each other in a circle: {names}"
    first.diagnostics.error(first.where, "T012", cause, f"let one of {choices(ring)} answer without the others")


TOPIC = Topic("tables", facts=table_facts)
