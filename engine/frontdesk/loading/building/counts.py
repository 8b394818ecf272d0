"""Counts of ``facts.yaml``: what is counted, what narrows it, and within, since or in a row of what.

The fact is declared before any rule is read; what it counts names messages, campaigns and events, and is read after.
"""

from __future__ import annotations

from frontdesk.facts import count_fact, narrowing
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols, read_condition
from frontdesk.loading.building.triggers import read_event
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Fact, OverTime
from frontdesk.model.counts import Count, Counts
from frontdesk.names import Counted, Period
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables import Condition, Length

_WHAT = tuple(map(str, Counted))
_BESIDE = ("values", "kind", "default", "listed")
"""What other facts say, and a count has no use for: it is a whole number from 0 on, which is taken when rules ask."""


def declared_count(name: str, section: Section) -> Fact:
    """The fact that tells how many; what it counts is read later, by ``read_counts``."""
    for key in _BESIDE:
        if section.has(key):
            hint = "a count is a whole number from 0 on; leave it out"
            section.diagnostics.error(section.place(key), "R011", f"{section.what} counts, and says '{key}'", hint)
    if section.text("of", "contact") != "contact":
        hint = "write of: contact, or leave it out"
        section.diagnostics.error(section.place("of"), "R011", f"{section.what} counts, which is of a contact", hint)
    label, over_time = section.text("label", title(name)), _over_time(section.section("count"))
    return count_fact(name, label, section.text("means"), section.where, over_time)


def _over_time(section: Section) -> OverTime:
    """What time alone does to it: a span ends for what has been, and visits ahead may come into one."""
    if not section.has("within"):
        return OverTime.STAYS
    return OverTime.RETURNS if section.has(Counted.VISITS) else OverTime.FALLS


def read_counts(symbols: Symbols, section: Section) -> Counts:
    """Read what every count of the file counts."""
    read = {
        name: _count(symbols, name, fact.section("count"))
        for name, fact in section.named("facts", "fact")
        if fact.has("count")
    }
    return Counts({name: count for name, count in read.items() if count is not None})


def _count(symbols: Symbols, name: str, section: Section) -> Count | None:
    named = [key for key in section.entries if key in _WHAT]
    if len(named) != 1:
        cause = f"{section.what} names {len(named)} things to count; it takes one"
        section.diagnostics.error(section.where, "R011", cause, f"write one of {choices(_WHAT)}")
        return None
    of, in_a_row = Counted(named[0]), section.yes_no("in_a_row")
    if in_a_row and of is Counted.EVENTS:
        cause = f"{section.what} counts events in a row, and any other event would break the row"
        section.diagnostics.error(section.place("in_a_row"), "R011", cause, "say since which event they count instead")
    only = read_event(symbols, section, of) if of is Counted.EVENTS else _only(symbols, section, of)
    return Count(name, of, only, _within(section), in_a_row, read_event(symbols, section, "since"), section.where)


def _only(symbols: Symbols, section: Section, of: Counted) -> tuple[Condition, ...]:
    node = section.node(of)
    if isinstance(node, Scalar) and node.text == ANY:
        return ()
    known, found = narrowing(symbols.words)[of], []
    for key, asked, place in section.pairs(of):
        if key not in known:
            hint = did_you_mean(key, known) or f"they can be narrowed by {choices(known)}"
            section.diagnostics.error(place, "R011", f"nothing is said of {of} that is called '{key}'", hint)
        elif condition := read_condition(key, asked, known[key], symbols.names.states, section.diagnostics):
            found.append(condition)
    return tuple(found)


def _within(section: Section) -> Length | Period | None:
    if not section.has("within"):
        return None
    node = section.node("within")
    if isinstance(node, Scalar) and node.text in tuple(Period):
        return Period(node.text)
    return section.length("within")
