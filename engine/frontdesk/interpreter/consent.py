"""What is said of consent: what a whole reply is by itself, and whose word ends a refusal (domain.md 4.2, 4.3, 6.1).

A reply is a keyword of ``consent.yaml``, or a word that may answer; whether anything was asked is for
``interpreter.questions``. A sentence is neither, whatever words stand in it: a person reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from frontdesk.facts import RefusalMoment, computed
from frontdesk.model import ConsentRules, Ruleset, Scope, comparable, readable
from frontdesk.names import ConsentSource, Keyword, ReplyAnswer
from frontdesk.tables import Decision

_NUMBERED = re.compile(r"(?P<before>.*?)\W*(?P<number>[0-9]{1,9})\W*(?P<after>.*)")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as rules see it: its text in lower case, the kind of keyword that it is, and the answer that it may be.

    ``number`` is the one that stands beside the answer, such as in "yes 2"; alone, a number says yes to its visit.
    """

    received: str
    keyword: Keyword
    answer: ReplyAnswer | None = None
    number: int | None = None


def read_reply(rules: ConsentRules, text: str) -> Reply:
    """Return the reply as rules see it; a word counts only as the whole message, however it is written."""
    received = readable(text)
    whole = comparable(text)
    keyword = rules.keywords.get(whole, Keyword.OTHER)
    if whole in rules.answers:
        return Reply(received, keyword, rules.answers[whole])
    numbered = _NUMBERED.fullmatch(received)
    if keyword is not Keyword.OTHER or numbered is None:
        return Reply(received, keyword)
    said = comparable(f"{numbered['before']} {numbered['after']}")
    answer = rules.answers.get(said) if said else ReplyAnswer.YES
    return Reply(received, keyword, answer, int(numbered["number"]) if answer else None)


def lifting(ruleset: Ruleset, refused_by: ConsentSource, agreed_by: ConsentSource, now: datetime) -> Decision[str]:
    """Decide whether a refusal that *refused_by* recorded ends when *agreed_by* records that the person agrees."""
    moment = RefusalMoment(ruleset=ruleset, now=now, refused_by=refused_by, agreed_by=agreed_by)
    return ruleset.choice("consent_lifting").decide(computed(moment, Scope.REFUSAL))
