"""What is said of consent: what a whole reply is by itself, and whose word ends a refusal (domain.md 4.2, 4.3, 6.1).

A reply is a keyword of ``consent.yaml``, or a word that may answer; whether anything was asked is for
``interpreter.questions``. A sentence is neither, whatever words stand in it: a person reads it. Knows no word of any
language but how our own texts number a visit: what may stand beside a refusal is said by ``consent.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from frontdesk.facts import RefusalMoment, computed
from frontdesk.model import ConsentRules, Ruleset, Scope, comparable, readable, words_of
from frontdesk.names import ConsentSource, Keyword, ReplyAnswer
from frontdesk.tables import Decision

_BY_NAME = r"(?<!\w)(?:no\.|number)\s*"
"""How our own text writes a number: "(no. 8)". Without its dot, "no" is an answer."""
_NUMBER = re.compile(f"(?:{_BY_NAME})?[0-9]+")
_NUMBERED = (
    re.compile(r"(?P<before>.*?)\W*(?P<number>[0-9]{1,9})\W*(?P<after>.*)"),
    re.compile(rf"(?P<before>[^.!?;]*?)[\s(,]*{_BY_NAME}(?P<number>[0-9]{{1,9}})\W*(?P<after>.*)"),
)
"""Ways to write a number beside an answer. In the second no sentence ends before it: "Yes. No. 8" is two answers."""


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
    """Return the reply as rules see it; a word counts only as the whole message, however it is written.

    Only one that opts out counts beside what changes nothing of it, and is then all that rules see: a refusal that is
    not heard is a text to somebody who refused, and one that is heard wrongly costs a START.
    """
    received = readable(text)
    whole = comparable(text)
    keyword = rules.keywords.get(whole, Keyword.OTHER)
    if whole in rules.answers or keyword is not Keyword.OTHER:
        return Reply(received, keyword, rules.answers.get(whole))
    if refusal := _refusal(rules, text):
        return Reply(refusal, Keyword.OUT)
    for numbered in filter(None, (way.fullmatch(received) for way in _NUMBERED)):
        said = comparable(f"{numbered['before']} {numbered['after']}")
        answer = rules.answers.get(said) if said else ReplyAnswer.YES
        if answer is not None:
            return Reply(received, keyword, answer, int(numbered["number"]))
    return Reply(received, keyword)


def _refusal(rules: ConsentRules, text: str) -> str:
    """Return the opt-out of a reply that adds nothing but fillers, one number, or a signature below; else ""."""
    first, *below = [line for line in text.splitlines() if comparable(line)] or [""]
    if below and rules.keywords.get(comparable(first)) is Keyword.OUT:
        return readable(first)
    received = readable(text)
    numbers = islice(_NUMBER.finditer(received), 2)  # "st0p 8" is written with two figures, of which one is the number
    ways = [received, *(f"{received[: one.start()]} {received[one.end() :]}" for one in numbers)]
    return next(filter(None, (_beside_fillers(rules, words_of(way)) for way in ways)), "")


def _beside_fillers(rules: ConsentRules, words: tuple[str, ...]) -> str:
    """Return the first opt-out of *words* where all of them are opt-outs and fillers, the longest first; else ""."""
    opt_outs = {word for word, kind in rules.keywords.items() if kind is Keyword.OUT}
    known = opt_outs | rules.fillers
    longest = max(map(len, known), default=0)
    compared = [comparable(word) for word in words]
    refusal, start = "", 0
    while start < len(words):
        ends = range(min(len(words), start + longest), start, -1)
        end = next((end for end in ends if "".join(compared[start:end]) in known), None)
        if end is None:
            return ""
        if not refusal and "".join(compared[start:end]) in opt_outs:
            refusal = " ".join(words[start:end])
        start = end
    return refusal


def lifting(ruleset: Ruleset, refused_by: ConsentSource, agreed_by: ConsentSource, now: datetime) -> Decision[str]:
    """Decide whether a refusal that *refused_by* recorded ends when *agreed_by* records that the person agrees."""
    moment = RefusalMoment(ruleset=ruleset, now=now, refused_by=refused_by, agreed_by=agreed_by)
    return ruleset.choice("consent_lifting").decide(computed(moment, Scope.REFUSAL))
