"""``facts.yaml``: what the practice itself knows of contacts, appointments and itself, with the values of each."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.facts import own_fact, with_days_until
from frontdesk.loading.building.counts import declared_count, read_counts
from frontdesk.loading.building.declared import read_domain
from frontdesk.loading.building.sections import Section, texts, title
from frontdesk.loading.building.symbols import read_value
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Items, Scalar
from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.tables import Domain, Value


def own_facts(section: Section) -> Iterator[Fact]:
    """Read the facts that the practice declares; of each date comes another one, the days until it."""
    for name, fact in section.named("facts", "fact"):
        if fact.has("count"):
            yield declared_count(name, fact)
            continue
        of = Scope(fact.word("of", ("practice", "contact", "appointment"), "contact"))
        domain = read_domain(fact, may_be_unknown=not fact.has("default"))
        if domain is None:
            continue
        label, means = fact.text("label", title(name)), fact.text("means")
        own = own_fact(name, of, domain, label, means, _default(fact, domain), fact.place(name))
        yield from with_days_until(own, fact.where)


def _default(fact: Section, domain: Domain) -> Value | None:
    node = fact.node("default")
    if isinstance(node, Items):
        words = ", ".join(one.text for one in texts(node, f"'default' of {fact.what}", fact.diagnostics))
        node = Scalar(words, node.where)
    return read_value(node, domain, f"'default' of {fact.what}", fact.diagnostics) if isinstance(node, Scalar) else None


TOPIC = Topic("facts", defines=defined(Ruleset, "facts"), facts=own_facts, part=read_counts)
