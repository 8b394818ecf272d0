"""Texts as they are written: does one tell more than it says of itself (C015)?

Only fields are judged, and what a message says of itself; what its words mean nobody reads here.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.model import MessageText, Ruleset
from frontdesk.model.templates import fields_of, told_by
from frontdesk.names import Privacy
from frontdesk.problems import Problem

_LEVELS = tuple(Privacy)


def check_texts(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the texts of every message."""
    for message in ruleset.messages.values():
        yield from _told(message)
        into = ruleset.messages[message.merge.into] if message.merge else message
        if _LEVELS.index(into.private) > _LEVELS.index(message.private):
            said = f"'{message.label}' says private: {message.private}"
            cause = f"{said}, and is merged into '{into.label}', which tells more"
            yield Problem(message.where, "C015", cause, f"write private: {into.private}, or merge it into another text")


def _told(message: MessageText) -> Iterator[Problem]:
    told = told_by(_texts(message))
    if _LEVELS.index(told) > _LEVELS.index(message.private):
        used = dict.fromkeys(mark.name for text in _texts(message) for mark in fields_of(text))
        telling = [f"{{{name}}}" for name in used if told_by([f"{{{name}}}"]) is told]
        cause = f"'{message.label}' says private: {message.private}, and its text tells {' and '.join(telling)}"
        hint = f"write private: {told}, or leave out what tells so much"
        yield Problem(message.where, "C015", cause, hint)


def _texts(message: MessageText) -> Iterator[str]:
    for content in message.content.values():
        for said in content.versions:
            yield from (said.subject, said.body)
