"""``promises.yaml``: the laws that the practice wants proved.

Reads what is promised; whether it holds is for the checks to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from frontdesk.loading.building.effects import read_effects
from frontdesk.loading.building.sections import Section, section_of, texts
from frontdesk.loading.building.symbols import Symbols, read_condition, read_value
from frontdesk.loading.building.table_rows import row_id
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.building.triggers import read_trigger
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.model import Change, Promise, Scope
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.problems import NOWHERE, Location, choices, did_you_mean
from frontdesk.tables import Condition, Domain, Listed, Members

_EACH = "each"
"""The key that names a fact, and in conditions the word for its value at hand."""
_KINDS = {"never": ("when", "change", _EACH), "follows": ("on", "when"), "correctable_for": ()}
"""What a promise can be about, and the keys that go with it; each promise is about one of them."""

_LAWS = ("never", "when", "change")
"""The keys with conditions in them."""


def read_promises(symbols: Symbols, section: Section) -> tuple[Promise, ...]:
    """Read the laws."""
    domains = _everything(symbols)
    taken: dict[str, Location] = {}
    found = []
    for number, row in section.rows("promises", "promise"):
        name = row_id(row, number, "promise", taken)
        words = row.needed("promise", "say the law in your own words")
        kinds = [kind for kind in _KINDS if row.has(kind)]
        if len(kinds) != 1:
            written = f"has {' and '.join(kinds)}" if kinds else "does not say what is promised"
            row.diagnostics.error(row.where, "T014", f"the promise {written}", f"write one of {choices(_KINDS)}")
            continue
        for key in ("on", "when", "change", _EACH):
            if row.has(key) and key not in _KINDS[kinds[0]]:
                row.diagnostics.error(row.place(key), "T014", f"'{key}' does not go with '{kinds[0]}'", "leave it out")
        if kinds[0] == "follows":
            found += _followed(symbols, row, name, words)
        else:
            found += [
                _law(symbols, one, name, f"{words}{said}", domains) for one, said in _for_each(symbols, row, domains)
            ]
    return tuple(found)


def _law(symbols: Symbols, row: Section, name: str, words: str, domains: Mapping[str, Domain]) -> Promise:
    never, when = _asked(symbols, row, "never", domains), _asked(symbols, row, "when", domains)
    change, window = _change(symbols, row, domains), row.duration("correctable_for")
    return Promise(name, words, never, when, change, correctable_for=window, where=row.place("promise"))


def _for_each(symbols: Symbols, row: Section, domains: Mapping[str, Domain]) -> Iterator[tuple[Section, str]]:
    """The promise once for every value of the fact under ``each``, and how that is told; as it is without one."""
    if not row.has(_EACH):
        yield row, ""
        return
    node, place = row.node(_EACH), row.place(_EACH)
    whole = Entries({node.text: node}, {node.text: place}, place) if isinstance(node, Scalar) else node
    named = whole.entries if isinstance(whole, Entries) else {}
    if len(named) != 1:
        row.diagnostics.error(place, "T014", "'each' names one fact", "write each: FACT, or each: {FACT: VALUES}")
        return
    ((fact, asked),) = named.items()
    domain = _known(row, fact, place, domains)
    states = symbols.names.states
    test = None if domain is None or asked is node else read_condition(fact, asked, domain, states, row.diagnostics)
    if isinstance(domain, Listed | Members):
        for value in domain.every_value if isinstance(domain, Listed) else domain.values:
            if test is None or (value if isinstance(domain, Listed) else frozenset({value})) in test.accepts:
                keys = {key: _with(one, value) if key in _LAWS else one for key, one in row.entries.entries.items()}
                said = f" ({fact.replace('_', ' ')} {value})"
                yield Section(replace(row.entries, entries=keys), row.what, row.where, row.diagnostics), said
    elif domain is not None:
        cause = f"'{fact}' has no list of values, so a promise cannot be about each of them"
        row.diagnostics.error(place, "T014", cause, "name a fact with values:, or of kind: yes_no or set")


def _with(node: Node, value: str) -> Node:
    """The node with *value* where it says ``each``."""
    if isinstance(node, Entries):
        return replace(node, entries={key: _with(one, value) for key, one in node.entries.items()})
    if isinstance(node, Items):
        return replace(node, items=tuple(_with(one, value) for one in node.items))
    return replace(node, text=value) if node.text == _EACH else node


def _followed(symbols: Symbols, row: Section, name: str, words: str) -> list[Promise]:
    trigger = read_trigger(symbols, row, name)
    effects = read_effects(symbols, row, "follows", quotes_reply=trigger is not None and trigger.is_a_reply)
    if trigger is None or not effects:
        return []
    if trigger.timer is not None:
        hint = "promise what follows another event"
        row.diagnostics.error(row.place("on"), "T014", "a promise has no clock of its own", hint)
    return [Promise(name, words, (), trigger.when, follows=effects, where=row.place("promise"))]


def _asked(symbols: Symbols, row: Section, key: str, domains: Mapping[str, Domain]) -> tuple[Condition, ...]:
    asked: list[Condition] = []
    for fact, node, place in row.pairs(key):
        domain = _known(row, fact, place, domains)
        condition = read_condition(fact, node, domain, symbols.names.states, row.diagnostics) if domain else None
        asked += [condition] if condition else []
    return tuple(asked)


def _change(symbols: Symbols, row: Section, domains: Mapping[str, Domain]) -> Change | None:
    for fact, node, place in row.pairs("change"):
        domain = _known(row, fact, place, domains)
        values = section_of(node, f"the change of '{fact}'", place, row.diagnostics)
        before, after = values.node("from"), values.node("to")
        if domain is None or before is None or not isinstance(after, Scalar):
            return None
        froms = texts(before, f"'from' of the change of '{fact}'", row.diagnostics)
        into = symbols.names.states.only(after, domain, row.diagnostics)
        ends = symbols.names.states.spelled_out(froms, domain, row.diagnostics) + ([into] if into else [])
        read = [read_value(end, domain, f"'{fact}'", row.diagnostics) for end in ends]
        known = [value for value in read if value is not None]
        return Change(fact, tuple(known[:-1]), known[-1]) if into and len(known) == len(ends) > 1 else None
    return None


def _known(row: Section, fact: str, place: Location, domains: Mapping[str, Domain]) -> Domain | None:
    domain = domains.get(fact)
    if domain is None:
        hint = did_you_mean(fact, domains) or "'frontdesk facts' lists the facts there are"
        row.diagnostics.unknown(place, "fact", fact, hint, code="T013")
    return domain


def _everything(symbols: Symbols) -> dict[str, Domain]:
    """Every fact of every scope, and every answer that a promise may speak of."""
    domains = {name: domain for scope in Scope for name, domain in symbols.scopes[scope].items()}
    answers = _answers(symbols)
    for fact in symbols.facts.values():
        if fact.where != NOWHERE and fact.name in answers:
            cause = f"the name '{fact.name}' is taken: promises call an answer so"
            symbols.diagnostics.error(fact.where, "R003", cause, "take another name")
    return {**domains, **answers}


def _answers(symbols: Symbols) -> dict[str, Domain]:
    """What a promise may say of an answer, besides those of the practice's own tables, which are facts."""
    return {name: one for table in ENGINE_TABLES.values() for name, one in table.promises(symbols.words).items()}


TOPIC = Topic("promises")
