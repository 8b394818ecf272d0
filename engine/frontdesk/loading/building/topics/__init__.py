"""The topics: every file that a ruleset may have, one module each. A new one joins the list below.

What is ended comes before what is started, and of either kind what stands first here comes first.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.loading.building.topic import Topic
from frontdesk.loading.building.topics import (
    attempts,
    calendars,
    campaigns,
    channels,
    consent,
    delivery,
    facts,
    lost_reasons,
    messages,
    preferences,
    promises,
    reactions,
    ruleset,
    sites,
    statuses,
    tables,
    tasks,
    windows,
)

TOPICS: tuple[Topic, ...] = (
    ruleset.TOPIC,
    sites.TOPIC,
    calendars.TOPIC,
    facts.TOPIC,
    statuses.TOPIC,
    campaigns.TOPIC,
    channels.TOPIC,
    messages.TOPIC,
    tasks.TOPIC,
    attempts.TOPIC,
    lost_reasons.TOPIC,
    delivery.TOPIC,
    preferences.TOPIC,
    consent.TOPIC,
    windows.TOPIC,
    tables.TOPIC,
    reactions.TOPIC,
    promises.TOPIC,
)
"""Every topic, in the order in which ``docs/language.md`` speaks of them."""


def topic_of(table: str) -> Topic:
    """Return the topic that brings the engine's table called *table*. Raises LookupError when none does."""
    for topic in TOPICS:
        if table in topic.tables:
            return topic
    raise LookupError(f"no topic brings the table '{table}'")


def defined_in() -> Mapping[str, frozenset[str]]:
    """In which files things of each kind are defined, by what one of the kind is called; a fact may be in several."""
    kinds = {one.what for topic in TOPICS for one in topic.defines}
    found = {
        kind: frozenset(topic.name for topic in TOPICS if any(one.what == kind for one in topic.defines))
        for kind in kinds
    }
    return {**found, "fact": frozenset(topic.name for topic in TOPICS if topic.facts)}
