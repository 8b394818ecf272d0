"""``facts.yaml``: what the practice itself knows of contacts, appointments and itself, with the values of each.

And which facts nobody has together, be they the practice's or the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.facts import own_fact, with_its_dates, years_since
from frontdesk.loading.building.counts import declared_count, read_counts
from frontdesk.loading.building.declared import read_domain
from frontdesk.loading.building.sections import Section, texts, title
from frontdesk.loading.building.symbols import Symbols, read_value
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Entries, Items, Scalar
from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.model.relations import NeverTogether, Relations
from frontdesk.tables import Domain, Value

_ONE = "impossible combination"


def own_facts(section: Section) -> Iterator[Fact]:
    """Read the facts that the practice declares; of each date come two more, the days until it and the years since.

    The latter gives way to a fact that the practice had before of its name. What compares two facts is read when all
    of them are known (``comparisons``).
    """
    declared = section.node("facts")
    names = set(declared) if isinstance(declared, Entries) else set()
    for name, fact in section.named("facts", "fact"):
        if fact.has("compare"):
            continue
        if fact.has("count"):
            yield declared_count(name, fact)
            continue
        of = Scope(fact.word("of", ("practice", "contact", "appointment"), "contact"))
        domain = read_domain(fact, may_be_unknown=not (_is_known(fact, of) or fact.has("default")))
        if domain is None:
            continue
        label, means = fact.text("label", title(name)), fact.text("means")
        own = own_fact(name, of, domain, label, means, _default(fact, domain), fact.place(name))
        own = replace(own, listed=_is_listed(fact, of))
        of_dates = years_since(name)
        yield from (one for one in with_its_dates(own, fact.where) if one.name != of_dates or of_dates not in names)


def _is_known(fact: Section, of: Scope) -> bool:
    """Whether the fact is declared as one that is never missing: nobody comes in of whom it is not said."""
    if not fact.yes_no("known"):
        return False
    if of is not Scope.CONTACT:
        cause = "only what is asked of every contact can be known of all"
        fact.diagnostics.error(fact.place("known"), "T020", cause, "write a default, or rows for 'unknown'")
        return False
    if fact.has("default"):
        cause = f"{fact.what} is known of everybody, so nothing stands in for it"
        fact.diagnostics.error(fact.place("default"), "T020", cause, "keep 'known' or 'default'")
    return not fact.has("default")


def _is_listed(fact: Section, of: Scope) -> bool:
    """Whether lists of contacts show the fact, which is one of contacts then."""
    listed = fact.yes_no("listed")
    if listed and of is not Scope.CONTACT:
        cause = f"lists of contacts show facts of contacts, and {fact.what} is one of the {of}"
        fact.diagnostics.error(fact.place("listed"), "T013", cause, "leave 'listed' out")
    return listed and of is Scope.CONTACT


def _default(fact: Section, domain: Domain) -> Value | None:
    node = fact.node("default")
    if isinstance(node, Items):
        words = ", ".join(one.text for one in texts(node, f"'default' of {fact.what}", fact.diagnostics))
        node = Scalar(words, node.where)
    return read_value(node, domain, f"'default' of {fact.what}", fact.diagnostics) if isinstance(node, Scalar) else None


def _relations(symbols: Symbols, section: Section) -> Relations:
    for _, fact in section.named("facts", "fact"):
        symbols.accept(fact)
    return Relations({name: _never_together(symbols, name, one) for name, one in section.named("never_together", _ONE)})


def _never_together(symbols: Symbols, name: str, section: Section) -> NeverTogether:
    named = {fact: place for fact, _, place in section.pairs("facts")}
    reaches = max(Scope, key=lambda scope: sum(fact in symbols.scopes[scope] for fact in named))
    tests = symbols.when(section, "facts", reaches)
    if not named:
        section.missing("facts", "name the facts that nobody has together")
    written = {one.fact: one.written for one in tests}
    return NeverTogether(name, written, section.text("because"), tests, section.where)


TOPIC = Topic("facts", defines=defined(Ruleset, "facts"), facts=own_facts, part=read_counts, parts=(_relations,))
