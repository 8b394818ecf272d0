"""The catalogue of the engine's tables says of every ruleset what is so, and nobody's own table takes their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.tables import Table
from support import HARBOUR, SHIPPED, check_ruleset, load_ruleset

_VALUE = "outcome: {values: [one, other]}, rows: [{when: {phase: lead}, then: one}], otherwise: other"
_PARTS = "outcome: {parts: {part: {values: [one, other]}}}, otherwise: {part: other}"
_LIST = "hit: every, outcome: {values: [one, other]}, rows: [{when: {phase: lead}, then: one}]"


def tables_of(ruleset: Ruleset) -> Mapping[str, Table[object]]:
    return {**ruleset.tables, "offers": ruleset.offers, "consequences": ruleset.consequences}


@pytest.mark.parametrize("name", [*SHIPPED, HARBOUR], ids=str)
def test_a_ruleset_has_every_table_of_the_engine(name: str | Path) -> None:
    there = tables_of(load_ruleset(name))
    assert [one.name for one in ENGINE_TABLES.values() if not one.optional and one.name not in there] == []


@pytest.mark.parametrize("name", [*SHIPPED, HARBOUR], ids=str)
def test_every_answer_of_a_table_of_the_engine_is_one_that_the_catalogue_knows(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    words = SimpleNamespace(
        channels=list(ruleset.channels), states=ruleset.states, statuses=list(ruleset.statuses), reasons=ruleset.reasons
    )
    for engine in ENGINE_TABLES.values():
        table, answers = tables_of(ruleset).get(engine.name), engine.answers(words)
        if table is None or not answers:
            continue
        assert table.scope == engine.scope
        for row in table.every_row:
            given = row.then if isinstance(row.then, Mapping) else {"": row.then}
            assert given.keys() == answers.keys(), f"{engine.name}: {row.id}"
            assert all(value in answers[part] for part, value in given.items()), f"{engine.name}: {row.id}"


@pytest.mark.parametrize("written", [_VALUE, _PARTS, _LIST], ids=["one value", "parts", "a list"])
@pytest.mark.parametrize("name", ENGINE_TABLES)
def test_no_table_of_a_practice_takes_the_name_of_one_of_the_engine(name: str, written: str, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (tmp_path / "ours" / "tables.yaml").write_text(f"tables:\n  {name}: {{{written}}}\n", encoding="utf-8")
    causes = {one.cause for one in check_ruleset(tmp_path / "ours").problems}
    assert f"the name '{name}' is taken by a table of the other files" in causes


def test_an_order_of_numbers_need_not_name_every_number(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: physical-therapy\n", encoding="utf-8")
    (tmp_path / "ours" / "preferences.yaml").write_text("destination: [cell]\n", encoding="utf-8")
    assert [str(one) for one in check_ruleset(tmp_path / "ours").problems] == []
