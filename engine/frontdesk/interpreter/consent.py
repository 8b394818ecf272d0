"""What is said of consent: the keywords of replies, and whose word ends a refusal (domain.md 4.2, 4.3, 6.1, 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from frontdesk.facts import RefusalMoment, computed
from frontdesk.model import ConsentRules, Ruleset, Scope
from frontdesk.names import ConsentSource, Keyword
from frontdesk.problems import on_one_line
from frontdesk.tables import Decision

_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as rules see it: its text in lower case, and the kind of keyword that it is."""

    received: str
    keyword: Keyword


def read_reply(rules: ConsentRules, text: str) -> Reply:
    """Return the reply as rules see it: a keyword counts only as the whole message, in any case."""
    received = " ".join(_EDGES.sub("", on_one_line(text)).casefold().split())
    return Reply(received, rules.keywords.get(received, Keyword.OTHER))


def lifting(ruleset: Ruleset, refused_by: ConsentSource, agreed_by: ConsentSource, now: datetime) -> Decision[str]:
    """Decide whether a refusal that *refused_by* recorded ends when *agreed_by* records that the person agrees."""
    moment = RefusalMoment(ruleset=ruleset, now=now, refused_by=refused_by, agreed_by=agreed_by)
    return ruleset.choice("consent_lifting").decide(computed(moment, Scope.REFUSAL))
