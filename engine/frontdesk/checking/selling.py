"""What an e-mail that sells has to say: the practice's postal address, and how to get no more (C016).

Only fields and words are looked for; whether what is said is true, nobody reads here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from frontdesk.model import Content, MessageText, Ruleset
from frontdesk.model.templates import PRACTICE_ADDRESS, fields_of
from frontdesk.model.wording import comparable
from frontdesk.names import Keyword, Purpose, Reach, ReplyAnswer
from frontdesk.problems import Problem

_ADDRESSES = (PRACTICE_ADDRESS, "site_address")
_REFUSAL = re.compile(r"unsubscribe|opt[ _-]?out", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def check_selling(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that e-mails that sell say where the practice is and how to refuse (15 USC 7704(a)(5), domain.md 6.5)."""
    refusing = {word for word, meaning in ruleset.consent.keywords.items() if meaning is Keyword.OUT}
    refusing |= {word for word, answer in ruleset.consent.answers.items() if answer is ReplyAnswer.NO}
    for message in ruleset.messages.values():
        yield from _unfilled(ruleset, message)
        for channel, whole in message.content.items() if message.purpose is Purpose.MARKETING else ():
            if ruleset.channels[channel].reaches is Reach.EMAIL:
                for content in whole.versions:
                    yield from _lacking(message, content, refusing)


def _lacking(message: MessageText, content: Content, refusing: set[str]) -> Iterator[Problem]:
    used = {mark.name for mark in fields_of(content.body)}
    lacking = [] if used.intersection(_ADDRESSES) else ["a postal address"]
    lacking += [] if _says_how_to_refuse(content.body, refusing) else ["how to get no more"]
    if lacking:
        spoken = f" in {content.language}" if content.language else ""
        said = f"says neither {' nor '.join(lacking)}" if lacking[1:] else f"does not say {lacking[0]}"
        cause = f"the e-mail '{message.label}' sells, and {said}{spoken}"
        hint = "write {practice_address}, and which word to answer, in capitals: 'To get no more, answer NO.'"
        yield Problem(message.where, "C016", cause, hint, ((content.where, "it is written here"),))


def _unfilled(ruleset: Ruleset, message: MessageText) -> Iterator[Problem]:
    """The address is named, nothing stands in for it, and the practice has none."""
    texts = [text for whole in message.content.values() for one in whole.versions for text in (one.subject, one.body)]
    marks = [mark for text in texts for mark in fields_of(text) if mark.name == PRACTICE_ADDRESS and not mark.instead]
    if marks and not ruleset.address:
        cause = f"'{message.label}' says {{{PRACTICE_ADDRESS}}}, and the practice has no address"
        yield Problem(message.where, "C016", cause, "write address: in ruleset.yaml")


def _says_how_to_refuse(body: str, refusing: set[str]) -> bool:
    """Whether a text names a word that refuses, as texts name it: in capitals, or in letters that have none."""
    if _REFUSAL.search(body):
        return True
    words = [word if word == word.upper() else "" for word in _WORD.findall(body)]
    loud = {*words, *(before + word for before, word in pairwise(words) if before and word)}
    without_case = [word for word in refusing if word.isalpha() and word == word.upper()]
    return any(comparable(word) in refusing for word in loud if word) or any(one in body for one in without_case)
