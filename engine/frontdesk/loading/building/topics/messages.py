"""``messages.yaml``: what each message says on each channel.

A field that does not exist is a problem here, not a gap in a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from frontdesk.loading.building.sections import Section, section_of, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.texts import check_fields
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Node, Scalar
from frontdesk.model import Content, Merging, MessageText, PracticeChannel, Ruleset
from frontdesk.model.templates import TemplateError, told_by
from frontdesk.names import ChannelId, LineId, MergedFor, MessageId, Privacy, Purpose, Question, Reach


def read_messages(
    symbols: Symbols, section: Section, channels: dict[ChannelId, PracticeChannel]
) -> dict[MessageId, MessageText]:
    """Read the messages."""
    written = dict(section.named("messages", "message"))
    read = {MessageId(name): _message(symbols, name, one, channels) for name, one in written.items()}
    return {name: one if written[name].has("private") else _as_merged(one, read) for name, one in read.items()}


def _as_merged(message: MessageText, read: Mapping[MessageId, MessageText]) -> MessageText:
    """A message that does not say how much it tells, which is as much as the text that it is merged into."""
    into = read.get(message.merge.into) if message.merge else None
    levels = list(Privacy)
    if into is None or levels.index(into.private) <= levels.index(message.private):
        return message
    return replace(message, private=into.private)


def _message(symbols: Symbols, name: str, section: Section, channels: dict[ChannelId, PracticeChannel]) -> MessageText:
    symbols.accept(section)
    content = {}
    for channel, node, place in section.pairs("content"):
        written = Scalar(channel, place)
        if symbols.names.channels.find(written, symbols.diagnostics):
            found = _content(symbols, channel, node, section)
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
        return told_by(text for content in contents for text in (content.subject, content.body))
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


def _content(symbols: Symbols, channel: str, node: Node, message: Section) -> Content:
    if isinstance(node, Scalar):
        check_fields(symbols, node, for_contacts=True)
        return Content(node.text, "", node.where)
    whole = section_of(node, f"'{channel}' of {message.what}", node.where, message.diagnostics)
    for key in ("subject", "body"):
        text = whole.node(key)
        if isinstance(text, Scalar):
            check_fields(symbols, text, for_contacts=True)
    return Content(whole.needed("body"), whole.text("subject"), node.where)


TOPIC = Topic("messages", defines=defined(Ruleset, "messages"))
