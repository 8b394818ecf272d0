"""What a text comes to when its fields are filled in: nothing at all, or more than its channel may carry.

These are C012, C013, and of the subject of an e-mail C020.

What fields hold is estimated: names, and words of the practice's own, as they usually are, in letters of GSM-7; labels,
days and numbers at their longest. Knows no contact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from frontdesk.model import Content, MessageText, PracticeChannel, Ruleset
from frontdesk.model.segments import measured
from frontdesk.model.sites import Sites
from frontdesk.model.speech import speech_of
from frontdesk.model.templates import NUMBER_FIELD, PRACTICE_ADDRESS, VISITS, fields_of, fill
from frontdesk.names import ChannelId
from frontdesk.problems import Problem, counted
from frontdesk.tables import Listed

_USUAL: Mapping[str, int] = {
    **{"first_name": 10, "name": 20, "salutation": 4, "last_name": 12},
    **{"practitioner": 16, "appointment_type": 16, "site_address": 40, PRACTICE_ADDRESS: 40},
}
"""How many letters a field usually has at most, where the rules do not say."""
_OWN_WORDS = 12
"""The same for a fact of the practice that holds words, numbers or a day."""
_A_VISIT = 9999
_AN_HOUR = "10:00"
_LONGEST_MONTH = date(2026, 9, 20)
"""September has the most letters in every language that says months in words; the week from here has every weekday."""
_UNSEEN = ("Z", "C")


def check_lengths(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that every text says something, and no more than its channel may carry."""
    several = {one.merge.into for one in ruleset.messages.values() if one.merge}
    for message in ruleset.messages.values():
        for channel, whole in message.content.items():
            for content in whole.versions:
                if _is_blank(content):
                    yield _blank(message, channel, content)
            longest = _longest(ruleset, ruleset.channels[channel], whole, is_merged=message.id in several)
            if longest is not None:
                cause = f"'{channel}' of '{message.label}' comes to {longest}"
                hint = f"say it shorter, or raise most: of the channel '{channel}' in channels.yaml"
                yield Problem(message.where, "C013", cause, hint, ((whole.where, "it is written here"),))
            yield from _long_subjects(ruleset, message, channel, whole)


def _long_subjects(ruleset: Ruleset, message: MessageText, channel: str, whole: Content) -> Iterator[Problem]:
    """The subject of a message where the longest of its versions is more than the channel may carry."""
    most = ruleset.channels[ChannelId(channel)].most_subject
    if most is None:
        return
    texts = [text for one in whole.versions for text in _filled(ruleset, one, one.subject, is_merged=False)]
    if (letters := max(map(len, texts))) > most:
        cause = f"the subject of '{message.label}' comes to about {counted(letters, 'letter')}, and {most:,} may be"
        hint = f"say it shorter, or raise most: {{subject: ...}} of the channel '{channel}' in channels.yaml"
        yield Problem(message.where, "C020", cause, hint, ((whole.where, "it is written here"),))


def _is_blank(content: Content) -> bool:
    """Whether a text may leave without a letter that is seen: it has none, or only fields that give way to nothing."""
    shown = fill(content.body, {mark.name: "" if mark.instead == "" else "x" for mark in fields_of(content.body)})
    return all(unicodedata.category(letter)[0] in _UNSEEN for letter in shown)


def _blank(message: MessageText, channel: str, content: Content) -> Problem:
    spoken = f" in {content.language}" if content.language else ""
    cause = f"'{channel}' of '{message.label}' says nothing{spoken}"
    hint = f"write the text, or leave '{channel}' out: then the message has no content for it"
    return Problem(content.where, "C012", cause, hint)


def _longest(ruleset: Ruleset, channel: PracticeChannel, whole: Content, *, is_merged: bool) -> str | None:
    """What the longest version of a text comes to, in words, where that is more than its channel may carry."""
    texts = [
        text for content in whole.versions for text in _filled(ruleset, content, content.body, is_merged=is_merged)
    ]
    if channel.most_letters is not None:
        letters = max(map(len, texts))
        if letters > channel.most_letters:
            return f"about {counted(letters, 'letter')}, and {channel.most_letters:,} may be"
    if channel.most_segments is not None:
        most = max(map(measured, texts), key=lambda one: (one.segments, one.letters))
        if most.segments > channel.most_segments:
            short = (
                f": '{most.outside}' is no letter of GSM-7, so a segment holds {most.in_one}" if most.outside else ""
            )
            many = f"about {counted(most.letters, 'letter')}, {counted(most.segments, 'segment')}"
            return f"{many}, and {channel.most_segments} may be{short}"
    return None


def _filled(ruleset: Ruleset, content: Content, text: str, *, is_merged: bool) -> Iterator[str]:
    """A *text* of *content* with its fields filled in, for each day of the week: their names differ in length."""
    names = dict.fromkeys(mark.name for mark in fields_of(text))
    speech = speech_of(content.language)
    for number in range(7):
        day = speech.date(_LONGEST_MONTH + timedelta(days=number))
        numbered = speech.number(speech.moment(day, _AN_HOUR), _A_VISIT)
        second = speech.number(speech.moment("", _AN_HOUR), _A_VISIT)
        visits = speech.listed([numbered, second]) if is_merged else speech.moment(day, _AN_HOUR)
        told = {"appointment_date": day, "appointment_time": _AN_HOUR, NUMBER_FIELD: str(_A_VISIT), VISITS: visits}
        yield fill(text, {name: told.get(name) or _estimated(ruleset, name) for name in names})


def _estimated(ruleset: Ruleset, name: str) -> str:
    """What stands in for a field: the longest that the rules know, else so many letters as it usually has."""
    sites = ruleset.part(Sites).sites.values()
    known: Mapping[str, list[str]] = {
        "practice": [ruleset.label],
        PRACTICE_ADDRESS: [ruleset.address],
        "line_number": [line.number for line in ruleset.lines.values()],
        "phase": [phase.label for phase in ruleset.phases.values()],
        "status": [ruleset.status_name(state) for state in ruleset.states],
        "site": [site.label for site in sites],
        "site_address": [site.address for site in sites],
    }
    fact = ruleset.facts.get(name)
    own = fact.domain.values if fact and fact.own and isinstance(fact.domain, Listed) else ()
    words = known.get(name) or [str(word) for word in own]
    return max(words, key=len, default="") or "x" * _USUAL.get(name, _OWN_WORDS)
