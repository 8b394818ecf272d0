"""The laws that every practice owes: one channel, nothing in spite of a refusal, nothing too private (C014, D)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checking.small import causes, overlay
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


PRIVATE = """
privacy:
  rows:
    - {id: shared, when: {private: [minimal, detailed], shared_phone: yes}, then: {text: no}, because: Others read it.}
channel:
  rows:
    - {id: extra, first: yes, when: {CONDITION}, then: text}
"""
FREE = "has_text: yes, text_consent: opted_in, do_not_contact: no"


def told(folder: Path, condition: str) -> list[str]:
    return causes(overlay(folder, delivery=PRIVATE.replace("CONDITION", condition)), "C014")


def test_a_row_that_does_not_ask_how_private_a_text_is_is_told_with_whom_it_reaches(tmp_path: Path) -> None:
    (cause,) = told(tmp_path, FREE)
    assert cause.startswith("C014: a text goes by 'text' that tells more than may go there: ")
    assert "shared phone yes" in cause
    assert "private minimal or detailed" in cause


@pytest.mark.parametrize("asked", ["privacy.text: yes", "shared_phone: no", "private: none"])
def test_a_row_that_asks_it_in_whatever_way_keeps_the_law(tmp_path: Path, asked: str) -> None:
    rest = [one for one in told(tmp_path, f"{FREE}, {asked}") if "extra" in one]
    assert rest == []


ASKED = "text_consent: opted_out, text_consent_source: {not: emr}"
BUT_THE_EMR = f"{{id: said_no, first: yes, when: {{{ASKED}}}, then: none, because: They said no.}}"


def refused_in_the_emr(folder: Path, *rows: str) -> list[str]:
    delivery = "channel:\n  rows:\n" + "".join(f"    - {row}\n" for row in rows)
    return causes(overlay(folder, delivery=delivery), "D002")


TO_ALL = (
    "{replace: text, when: {has_text: yes, destination: text_enabled}, then: text, because: The EMR ends no texts.}"
)


def test_a_refusal_in_the_emr_alone_ends_what_the_rows_say_that_it_ends(tmp_path: Path) -> None:
    assert refused_in_the_emr(tmp_path, BUT_THE_EMR, TO_ALL) == []


@pytest.mark.parametrize(
    "rows",
    [
        (TO_ALL,),
        (BUT_THE_EMR, "{id: all, first: yes, when: {has_text: yes}, then: text, because: To all.}"),
        (BUT_THE_EMR.replace("{not: emr}", "reply"), TO_ALL),
    ],
    ids=["no row asks who refused", "a row before it does not ask", "only one of their own ways counts"],
)
def test_who_refused_otherwise_gets_none_whatever_another_row_asks(tmp_path: Path, rows: tuple[str, ...]) -> None:
    told = refused_in_the_emr(tmp_path, *rows)
    assert any(one.startswith("D002: somebody who opted out of 'text' gets one: ") for one in told)
