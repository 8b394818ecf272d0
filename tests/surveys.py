"""The part of a topic of tomorrow, which nothing that handles rulesets has heard of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frontdesk.model import Ruleset
from frontdesk.model.named import SETTING, named
from support import HARBOUR, load_ruleset


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
