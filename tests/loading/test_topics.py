"""Each file that a ruleset may have is one topic: a module, a schema, and a record of all that is known of it."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from frontdesk.comparing import compare
from frontdesk.loading.building import topics
from frontdesk.loading.building.topics import TOPICS, topic_of
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.model.named import SETTING, named, settings_of, words_of
from frontdesk.rendering.grids import markdown
from frontdesk.rendering.handbook import pages
from support import HARBOUR, ROOT, load_ruleset


def test_every_module_of_topics_is_in_the_list_of_topics() -> None:
    modules = {module.name for module in pkgutil.iter_modules(topics.__path__)}
    assert sorted(topic.name for topic in TOPICS) == sorted(modules)


def test_every_topic_has_a_schema_and_every_schema_is_of_a_topic() -> None:
    schemas = {file.name.partition(".")[0] for file in (ROOT / "schemas").glob("*.schema.json")}
    assert {topic.name for topic in TOPICS} == schemas - {"common", "examples"}


def test_no_two_topics_define_things_of_the_same_name() -> None:
    counted = Counter(one.what for topic in TOPICS for one in topic.defines)
    assert {what for what, times in counted.items() if times > 1} == set()


@pytest.mark.parametrize("table", [name for name in ENGINE_TABLES if name != "consequences"])
def test_the_topic_that_the_catalogue_names_reads_the_table(table: str) -> None:
    assert topic_of(table).name == ENGINE_TABLES[table].topic


def test_no_topic_reads_a_table_that_the_catalogue_does_not_know() -> None:
    assert {name for topic in TOPICS for name in topic.tables} <= set(ENGINE_TABLES)


def test_every_field_of_a_ruleset_says_what_it_holds_or_is_known_to_be_told_apart_otherwise() -> None:
    elsewhere = {
        "name",
        "hash",
        "states",
        "scopes",
        "text",
        "parts",
        "computations",
    }  # told apart by other means, or made of the rest
    compared_as_tables = {"offers", "consequences"}
    of_this_version = {"views", "promises", "accepted", "places", "moved"}  # on paper, in proofs and in the store
    said = {*words_of(Ruleset), *settings_of(Ruleset)}
    assert set(Ruleset.__dataclass_fields__) == said | elsewhere | compared_as_tables | of_this_version


@dataclass(frozen=True, slots=True)
class Survey:
    """What a topic of tomorrow might define."""

    id: str
    questions: int


@dataclass(frozen=True, slots=True)
class Surveys:
    """The part of a topic of tomorrow."""

    surveys: Mapping[str, Survey] = field(metadata=named("survey"))
    surveyor: str = field(metadata=SETTING)


def with_surveys(surveyor: str, **questions: int) -> Ruleset:
    surveys = Surveys({name: Survey(name, number) for name, number in questions.items()}, surveyor)
    return replace(load_ruleset(HARBOUR), parts={Surveys: surveys})


def test_the_part_of_a_topic_is_asked_for_by_its_class() -> None:
    assert with_surveys("sam", visit=3).part(Surveys).surveys["visit"].questions == 3
    with pytest.raises(LookupError, match="no topic builds a Surveys"):
        load_ruleset(HARBOUR).part(Surveys)


def test_the_parts_of_two_versions_are_compared_without_a_word_about_them() -> None:
    found = compare(with_surveys("sam", visit=3, end=1), with_surveys("alex", visit=4, start=2))
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told == {
        ("survey", "visit", "questions"): ("3", "4"),
        ("survey", "end", ""): ("there", None),
        ("survey", "start", ""): (None, "there"),
        ("setting", "surveyor", ""): ("sam", "alex"),
    }


def test_the_part_of_a_topic_has_a_page_of_the_handbook() -> None:
    page = pages(with_surveys("sam", visit=3))["surveys"]()
    assert page.title.endswith(": surveys")
    assert "| visit  | questions | 3     |" in markdown(page.grids[0])


def test_a_practice_that_defines_nothing_of_a_topic_has_no_page_of_it() -> None:
    assert "surveys" not in pages(with_surveys("sam"))
