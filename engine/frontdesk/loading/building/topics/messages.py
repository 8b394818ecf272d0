"""``messages.yaml``: what each message says on each channel, in each language.

A field that does not exist is a problem here, not a gap in a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from frontdesk.loading.building.sections import Section, section_of, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.texts import check_fields
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.model import Content, Merging, MessageText, PracticeChannel, Ruleset
from frontdesk.model.languages import Languages
from frontdesk.model.templates import TemplateError, told_by
from frontdesk.names import ChannelId, Language, LineId, MergedFor, MessageId, Privacy, Purpose, Question, Reach
from frontdesk.problems import Location, did_you_mean


def read_messages(
    symbols: Symbols, section: Section, channels: dict[ChannelId, PracticeChannel], languages: Languages
) -> dict[MessageId, MessageText]:
    """Read the messages, in the *languages* of the practice."""
    written = dict(section.named("messages", "message"))
    read = {MessageId(name): _message(symbols, name, one, channels, languages) for name, one in written.items()}
    return {name: one if written[name].has("private") else _as_merged(one, read) for name, one in read.items()}


def _as_merged(message: MessageText, read: Mapping[MessageId, MessageText]) -> MessageText:
    """A message that does not say how much it tells, which is as much as the text that it is merged into."""
    into = read.get(message.merge.into) if message.merge else None
    levels = list(Privacy)
    if into is None or levels.index(into.private) <= levels.index(message.private):
        return message
    return replace(message, private=into.private)


def _message(
    symbols: Symbols,
    name: str,
    section: Section,
    channels: dict[ChannelId, PracticeChannel],
    languages: Languages,
) -> MessageText:
    symbols.accept(section)
    content = {}
    for channel, node, place in section.pairs("content"):
        written = Scalar(channel, place)
        if symbols.names.channels.find(written, symbols.diagnostics):
            found = _content(symbols, languages, channel, node, section)
            if found.subject and channels[ChannelId(channel)].reaches is Reach.PHONE:
                cause = f"'{channel}' reaches a phone and carries no subject"
                section.diagnostics.error(node.where, "R005", cause, "delete the subject")
            content[ChannelId(channel)] = found
    line = section.node("line")
    merge = section.section("merge") if section.has("merge") else None
    found_line = symbols.names.lines.find(line, symbols.diagnostics) if isinstance(line, Scalar) else None
    return MessageText(
        MessageId(name),
        section.one_of("purpose", Purpose, Purpose.OPERATIONS),
        content,
        LineId(found_line) if found_line else None,
        section.text("label", title(name)),
        _asks(section),
        section.where,
        _merging(symbols, merge, name) if merge else None,
        section.one_of("private", Privacy, _told_by(content.values())),
    )


def _told_by(contents: Iterable[Content]) -> Privacy:
    """How much the fields of a message tell; nothing where they cannot be read, which is noted already."""
    try:
        return told_by(text for one in contents for said in one.versions for text in (said.subject, said.body))
    except TemplateError:
        return Privacy.NONE


def _merging(symbols: Symbols, merge: Section, name: str) -> Merging | None:
    """Read for whom a message is merged, and with which text: its own, where none is named."""
    node = merge.node("into")
    into = symbols.names.messages.find(node, symbols.diagnostics) if isinstance(node, Scalar) else name
    merged_for = merge.one_of("for", MergedFor, MergedFor.CONTACT)
    return Merging(merged_for, MessageId(into), merge.where) if into else None


def _asks(section: Section) -> Question | None:
    asked = section.word("asks", tuple(map(str, Question)), "")
    return Question(asked) if asked else None


def _content(symbols: Symbols, languages: Languages, channel: str, node: Node, message: Section) -> Content:
    """Read what a channel carries: a text, or a subject and a body, each for everybody or by language."""
    whole = section_of(node if isinstance(node, Entries) else None, "", node.where, message.diagnostics)
    if not (whole.has("body") or whole.has("subject")):
        return _written(_by_language(symbols, languages, node, f"'{channel}' of {message.what}"), {}, node.where)
    whole = section_of(node, f"'{channel}' of {message.what}", node.where, message.diagnostics)
    for key in whole.entries.entries:
        if key not in ("body", "subject"):
            cause = f"'{key}' stands beside the subject and the body of {message.what}"
            hint = "write the languages below each of them: body: {en: ..., es: ...}"
            message.diagnostics.error(whole.place(key), "R015", cause, hint)
    if not whole.has("body"):
        whole.missing("body")
    read = {
        key: _by_language(symbols, languages, part, f"'{key}' of {whole.what}")
        for key in ("subject", "body")
        if (part := whole.node(key)) is not None
    }
    subjects, bodies = read.get("subject", {}), read.get("body", {})
    apart = [one for one in (*subjects, *bodies) if (one in subjects) != (one in bodies)]
    if apart and subjects and None not in subjects:
        one = next((language for language in apart if language), None)
        cause = f"only one of subject and body of {message.what} is written in {one}"
        message.diagnostics.error(node.where, "R015", cause, "write both in the same languages")
    return _written(bodies, subjects, node.where)


_Texts: TypeAlias = Mapping[Language | None, Scalar]
"""What is written in each language; for everybody where it stands alone."""


def _by_language(symbols: Symbols, languages: Languages, node: Node, what: str) -> _Texts:
    """Read a text for everybody, or one for each language, in the order in which the practice names them."""
    found: dict[Language | None, Scalar] = {}
    written = section_of(node, what, node.where, symbols.diagnostics).entries if isinstance(node, Entries) else None
    if isinstance(node, Scalar):
        found[None] = node
    for key, part in written.entries.items() if written else ():
        if key not in languages.languages:
            cause = f"the practice does not write in '{key}'"
            known = languages.languages
            hint = did_you_mean(key, known) or "add it to languages: in ruleset.yaml, the first of which stands in"
            symbols.diagnostics.error(written.keys[key] if written else node.where, "R015", cause, hint)
        if isinstance(part, Scalar):
            found[Language(key)] = part
    for text in found.values():
        check_fields(symbols, text, for_contacts=True)
    return {one: found[one] for one in (None, *languages.languages) if one in found}


def _written(bodies: _Texts, subjects: _Texts, where: Location) -> Content:
    """The content of which the first language that is there stands in for those that are not."""

    def said(language: Language | None) -> Content:
        subject = subjects.get(language) or subjects.get(None)
        return Content(bodies[language].text, subject.text if subject else "", bodies[language].where, language)

    if not bodies:
        return Content("", "", where)
    first, *others = map(said, bodies)
    return replace(first, others={one.language: one for one in others if one.language})


TOPIC = Topic("messages", defines=defined(Ruleset, "messages"))
