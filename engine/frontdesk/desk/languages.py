"""In which language somebody is told something: as the rules say of them, or of the keyword they wrote."""

from __future__ import annotations

import re

from frontdesk.desk.practice import Act
from frontdesk.desk.situations import situation_of
from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.journal import KeywordAnswered
from frontdesk.model import Content, comparable
from frontdesk.model.languages import Languages
from frontdesk.names import Language
from frontdesk.records import Message

_LANGUAGE = "language"
"""The fact that chooses: the contact's own, or a fact or table of the practice that is called so."""
_REPLY = re.compile(r"reply (\d+)")
"""The run of an answer to a keyword names the entry that says so."""


def spoken_to(act: Act, message: Message, content: Content) -> Language | None:
    """The language in which *message* speaks, of those that the practice writes in; ``None`` where it is all the same.

    A keyword of one language alone is answered in that, whoever wrote it.
    """
    if not content.others:
        return None
    written = _written_in(act, message)
    if written is not None:
        return written
    return spoken_about(act, situation_of(act, act.store.contact(message.contact), message), content)


def spoken_about(act: Act, about: Situation, content: Content) -> Language | None:
    """The same of a message that is thought of, as far as the rules say it of the contact."""
    if not content.others:
        return None
    return act.ruleset.part(Languages).spoken(message_facts(act.ruleset, about)[_LANGUAGE])


def own_language(act: Act, keyword: str) -> Language | None:
    """The language whose word *keyword* is and of no other that the practice writes in; the first's says nothing.

    STOP is on every list of carriers, so whoever writes it need not speak English; ALTO is written by who does Spanish.
    """
    languages = act.ruleset.part(Languages).languages
    listed = act.ruleset.consent.spoken.get(comparable(keyword), frozenset())
    of_ours = [language for language in languages if language in listed]
    return of_ours[0] if len(of_ours) == 1 and of_ours[0] != languages[0] else None


def _written_in(act: Act, message: Message) -> Language | None:
    """The language of the keyword that *message* answers, if it answers one and that is of one language."""
    run = _REPLY.fullmatch(message.run) if message.is_reply else None
    said = act.store.entry(int(run[1])).said if run else None
    return said.language if isinstance(said, KeywordAnswered) else None
