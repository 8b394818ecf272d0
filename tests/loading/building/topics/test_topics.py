"""Each file that a ruleset may have is one topic: a module, a schema, and a record of all that is known of it."""

from __future__ import annotations

import pkgutil
from collections import Counter

import pytest

from frontdesk.loading.building import topics
from frontdesk.loading.building.topics import TOPICS, topic_of
from frontdesk.model.engine_tables import ENGINE_TABLES
from support import ROOT


def test_every_module_of_topics_is_in_the_list_of_topics() -> None:
    modules = {module.name for module in pkgutil.iter_modules(topics.__path__)}
    assert sorted(topic.name for topic in TOPICS) == sorted(modules)


def test_every_topic_has_a_schema_and_every_schema_is_of_a_topic() -> None:
    schemas = {file.name.partition(".")[0] for file in (ROOT / "schemas").glob("*.schema.json")}
    assert {topic.name for topic in TOPICS} == schemas - {"common", "examples", "imports"}


def test_no_two_topics_define_things_of_the_same_name() -> None:
    counted = Counter(one.what for topic in TOPICS for one in topic.defines)
    assert {what for what, times in counted.items() if times > 1} == set()


@pytest.mark.parametrize("table", [name for name in ENGINE_TABLES if name != "consequences"])
def test_the_topic_that_the_catalogue_names_reads_the_table(table: str) -> None:
    assert topic_of(table).name == ENGINE_TABLES[table].topic


def test_no_topic_reads_a_table_that_the_catalogue_does_not_know() -> None:
    assert {name for topic in TOPICS for name in topic.tables} <= set(ENGINE_TABLES)
