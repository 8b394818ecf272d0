"""Words that the engine closes stand in one place; where others must repeat them, they are held against it here."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import get_args

import pytest

from frontdesk.desk import reports
from frontdesk.hookspecs import AddressFact, ReportWord
from frontdesk.names import (
    Consent,
    DeliveryReport,
    Demand,
    Keyword,
    LimitVerdict,
    LineType,
    LogVerdict,
    Privacy,
    Purpose,
    Reach,
    Requirement,
    StatusKind,
)
from support import ROOT

STATUS, TASK = "properties/statuses/additionalProperties/properties", "properties/states/properties/otherwise"


def schema(file: str, path: str) -> dict[str, object]:
    """What the schema of *file* says at *path*."""
    found = json.loads((ROOT / "schemas" / f"{file}.schema.json").read_text(encoding="utf-8"))
    for step in path.split("/"):
        found = found[step]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("file", "path", "words"),
    [
        ("messages", "properties/messages/additionalProperties/properties/purpose", tuple(Purpose)),
        ("messages", "properties/messages/additionalProperties/properties/private", tuple(Privacy)),
        ("channels", "properties/channels/additionalProperties/properties/reaches/then", (Reach.PHONE, Reach.EMAIL)),
        ("statuses", f"{STATUS}/kind", tuple(StatusKind)),
        ("statuses", "definitions/requirement/then", tuple(Requirement)),
        ("tasks", f"{TASK}/properties/verdict", tuple(LogVerdict)),
        ("tasks", f"{TASK}/properties/note", tuple(Demand)),
        ("examples", "definitions/step/properties/report", tuple(DeliveryReport)),
    ],
)
def test_an_editor_offers_the_words_that_the_engine_closes(file: str, path: str, words: tuple[StrEnum, ...]) -> None:
    assert schema(file, path)["enum"] == [*words]


def test_the_keys_that_are_words_are_those_that_the_engine_closes() -> None:
    assert {*schema("consent", "properties/keywords/properties")} == {*Keyword} - {Keyword.OTHER}
    at_limit = {*schema("attempts", "properties/at_limit/properties")}
    assert at_limit & {*LimitVerdict} == {*LimitVerdict} - {LimitVerdict.BELOW}


def test_what_a_provider_may_report_is_what_the_desk_takes_and_rules_can_ask() -> None:
    assert {*get_args(ReportWord)} == {*reports.RANKS} < {*DeliveryReport}


def test_what_a_provider_may_say_of_an_address_is_something_that_is_kept() -> None:
    assert {*get_args(AddressFact)} < {*LineType, *Consent}
