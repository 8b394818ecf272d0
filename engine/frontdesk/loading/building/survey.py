"""What a ruleset declares: its names, and the facts of every scope with the values they may have.

Comes first, since every rule is read against it. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.addresses import REGIONS, has_regions
from frontdesk.facts import GIVES_WAY, Vocabulary, catalogue, scopes_of
from frontdesk.loading.building.comparisons import comparisons
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.glossary import declared
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Names, Symbols
from frontdesk.loading.building.topics import TOPICS
from frontdesk.loading.building.topics.campaigns import steps_of
from frontdesk.loading.building.topics.channels import ONLY_LINE, consented, labels
from frontdesk.loading.building.topics.ruleset import read_country
from frontdesk.loading.building.topics.statuses import read_states
from frontdesk.loading.building.triggers import TriggerList, timers_of
from frontdesk.loading.tree.nodes import Entries
from frontdesk.model import Fact
from frontdesk.problems import Location


def sections(folder_topics: Mapping[str, Entries], diagnostics: Diagnostics, shown: str) -> dict[str, Section]:
    """Return every topic as a section; one without a file is empty and stands at the file that it would have."""
    return {
        name: Section(folder_topics.get(name), f"{name}.yaml", Location(f"{shown}/{name}.yaml", 1, 1), diagnostics)
        for name in (topic.name for topic in TOPICS)
    }


def survey(topics: Mapping[str, Section], diagnostics: Diagnostics) -> Symbols:
    """Collect every name and every fact."""
    names = _names(topics, diagnostics)
    words = _vocabulary(topics, names)
    facts = {fact.name: fact for fact in catalogue(words)}
    for fact in (fact for topic in TOPICS if topic.facts for fact in topic.facts(topics[topic.name])):
        _declare(fact, facts, diagnostics)
    for fact in tuple(comparisons(topics["facts"], facts)):
        _declare(fact, facts, diagnostics)
    return Symbols(diagnostics, names, words, facts, scopes_of(facts.values()))


def _declare(fact: Fact, facts: dict[str, Fact], diagnostics: Diagnostics) -> None:
    if fact.own and fact.name in GIVES_WAY and not facts[fact.name].own:
        del facts[fact.name]
    if fact.name in facts:
        cause = f"the name '{fact.name}' is taken by another fact"
        diagnostics.error(fact.where, "R003", cause, "'frontdesk facts' lists them all; take another name")
    facts.setdefault(fact.name, fact)


def _names(topics: Mapping[str, Section], diagnostics: Diagnostics) -> Names:
    glossaries = {
        one.what: declared(topics[topic.name], one.key, one.what) for topic in TOPICS for one in topic.defines
    }
    states = read_states(topics["statuses"], glossaries["phase"], diagnostics)
    return Names(states, glossaries, tuple(consented(topics["channels"])), labels(topics["channels"]))


def _vocabulary(topics: Mapping[str, Section], names: Names) -> Vocabulary:
    return Vocabulary(
        phases=names.states.phases,
        statuses=tuple(names.statuses.names),
        states=names.states.all,
        channels=tuple(names.channels.names),
        lines=tuple(names.lines.names) or (ONLY_LINE,),
        consented=names.consented,
        outcomes=tuple(names.outcomes.names),
        reasons=tuple(names.reasons.names),
        campaigns=tuple(names.campaigns.names),
        steps=tuple(dict.fromkeys(steps_of(topics["campaigns"]))),
        tasks=tuple(names.tasks.names),
        messages=tuple(names.messages.names),
        timers=tuple(timers_of(_triggers(topics))),
        regions=REGIONS if has_regions(read_country(topics["ruleset"])) else (),
    )


def _triggers(topics: Mapping[str, Section]) -> list[TriggerList]:
    """Every list of triggers of a ruleset; what is wrong in them is noted when they are read."""
    silent = {name: Section(one.entries, one.what, one.where, Diagnostics()) for name, one in topics.items()}
    return [one for topic in TOPICS if topic.triggers for one in topic.triggers(silent[topic.name])]
