"""The laws that every practice owes: one channel at most, and nothing in spite of a refusal (D001, D002, D004)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.checking.laws import check_laws
from frontdesk.model import Ruleset
from frontdesk.tables import HitPolicy, Row
from support import HARBOUR, SHIPPED, read_ruleset


def delivering(*rows: Row[str], hit: HitPolicy = HitPolicy.FIRST) -> Ruleset:
    """Harbour with other rows of delivery."""
    rules = read_ruleset(HARBOUR)
    table = replace(rules.table("delivery"), rows=rows, inputs={}, hit=hit)
    return replace(rules, tables={**rules.tables, "delivery": table})


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_every_ruleset_that_is_shipped_keeps_the_laws(name: str) -> None:
    assert list(check_laws(read_ruleset(name))) == []


def test_a_message_may_not_go_out_by_several_channels() -> None:
    assert [one.code for one in check_laws(delivering(hit=HitPolicy.EVERY))] == ["D001"]


def test_a_text_to_everybody_goes_to_those_who_refused_too() -> None:
    told = [one.cause for one in check_laws(delivering(Row("always", (), "text")))]
    assert any(one.startswith("somebody who opted out of 'text' gets one: ") for one in told)
    assert any(one.startswith("an automation goes out in spite of Do Not Contact: ") for one in told)


def test_who_is_not_contacted_is_owed_a_reason() -> None:
    told = [(one.code, one.cause) for one in check_laws(delivering(Row("nobody", (), "none")))]
    assert ("D004", "the row 'nobody' contacts nobody and gives no reason") in told
