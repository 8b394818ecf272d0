"""The languages that a practice writes in: what is said in one of them and not in another (C011)."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.model import MessageText, Ruleset
from frontdesk.model.languages import Languages
from frontdesk.names import ChannelId, Keyword, Language
from frontdesk.problems import Location, Problem, counted

_MOST_NAMED = 8
"""So many messages are named; the others are counted, and each of all has its place."""


def check_languages(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that each message is written in every language, and that who is written to in one can refuse in it."""
    spoken = ruleset.part(Languages)
    for language in spoken.languages:
        lacking = [one for one in ruleset.messages.values() if _lacks(one, language)]
        if lacking:
            named = ", ".join(f"'{one.id}'" for one in lacking[:_MOST_NAMED])
            more = f" and {len(lacking) - _MOST_NAMED} more" if lacking[_MOST_NAMED:] else ""
            cause = f"{counted(len(lacking), 'message')} not written in {language}: {named}{more}"
            hint = f"write them in {language} too, by content: {{CHANNEL: {{{language}: ...}}}}"
            related = tuple((one.where, f"'{one.id}' is here") for one in lacking)
            yield Problem(spoken.where, "C011", cause, hint, related)
        if (place := _where_nobody_can_refuse(ruleset, language)) is not None:
            cause = f"people are written to in {language}, and no word of it opts out"
            hint = f"list its words in consent.yaml: keywords: {{out: {{{language}: [...]}}}}"
            yield Problem(spoken.where, "C011", cause, hint, ((place, "keywords are here"),))


def _lacks(message: MessageText, language: Language) -> bool:
    """Whether some channel of a message says nothing in *language*; a text for everybody is in none of them."""
    return any(not _speaks(message, channel, language) for channel in message.content)


def _speaks(message: MessageText, channel: ChannelId, language: Language) -> bool:
    content = message.content.get(channel)
    return content is not None and any(one.language == language for one in content.versions)


def _where_nobody_can_refuse(ruleset: Ruleset, language: Language) -> Location | None:
    """Where keywords stand, if they are listed by language, none opts out in *language*, and texts are written in it.

    Where one list is for all languages, nobody knows which of them a word is of.
    """
    rules = ruleset.consent
    opting_out = [spoken for word, spoken in rules.spoken.items() if rules.keywords.get(word) is Keyword.OUT]
    if not opting_out or any(language in spoken for spoken in opting_out):
        return None
    texts = ((message, channel) for message in ruleset.messages.values() for channel in rules.counts_for)
    return rules.where if any(_speaks(message, channel, language) for message, channel in texts) else None
