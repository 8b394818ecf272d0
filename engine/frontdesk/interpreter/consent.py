"""What a whole reply is by itself: a keyword of ``consent.yaml`` (domain.md 4.3, 6.1, 6.3), or a word that may answer.

Whether anything was asked is for ``interpreter.questions``. A sentence is neither, whatever words stand in it: a person
reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontdesk.model import ConsentRules, comparable, readable
from frontdesk.names import Keyword, ReplyAnswer

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
