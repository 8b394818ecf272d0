"""``channels.yaml`` and ``messages.yaml``: what messages leave from, what carries them, and what they say.

Secrets are only ever references; a field that does not exist is a problem here, not a gap in a message.
"""

from __future__ import annotations

from frontdesk.facts import PURPOSES
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.scalars import shape
from frontdesk.loading.building.secrecy import looks_secret
from frontdesk.loading.building.sections import Section, section_of, title
from frontdesk.loading.building.texts import check_fields
from frontdesk.loading.nodes import Entries, Node, Scalar
from frontdesk.model import Content, GivenSetting, Line, MessageText, PracticeChannel, Scope, Secret
from frontdesk.names import ChannelId, LineId, MessageId
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables import Text

_REACHES = ("phone", "email")


def read_lines(section: Section, label: str) -> dict[LineId, Line]:
    """Read the lines; a practice that names none has one, called ``main``."""
    lines = {
        LineId(name): Line(LineId(name), line.text("label", title(name)), line.text("number"), line.where)
        for name, line in section.named("lines", "line")
    }
    return lines or {LineId("main"): Line(LineId("main"), label)}


def read_channels(ground: Ground, section: Section) -> dict[ChannelId, PracticeChannel]:
    """Read the channels."""
    return {ChannelId(name): _channel(ground, name, one) for name, one in section.named("channels", "channel")}


def read_settings(section: Section, key: str) -> dict[str, GivenSetting]:
    """Read the settings of a plugin; what looks like a secret has to be a reference."""
    settings: dict[str, GivenSetting] = {}
    for name, node, place in section.pairs(key):
        if isinstance(node, Entries):
            reference = section_of(node, f"the setting '{name}'", place, section.notes)
            settings[name] = GivenSetting(Secret(reference.needed("secret")), place)
        elif isinstance(node, Scalar):
            if looks_secret(name, node.text):
                hint = f"write {name}: {{secret: NAME_OF_ENVIRONMENT_VARIABLE}}, and change the secret: it was seen"
                section.notes.error(node.where, "P002", f"'{name}' looks like a secret written into the ruleset", hint)
            settings[name] = GivenSetting(node.text, place)
        else:
            section.notes.error(node.where, "Y011", f"the setting '{name}' should be one value, not {shape(node)}")
    return settings


def read_messages(
    ground: Ground, section: Section, channels: dict[ChannelId, PracticeChannel]
) -> dict[MessageId, MessageText]:
    """Read the messages."""
    return {
        MessageId(name): _message(ground, name, one, channels) for name, one in section.named("messages", "message")
    }


def _channel(ground: Ground, name: str, section: Section) -> PracticeChannel:
    reaches, fact = section.node("reaches"), ""
    kind = "fact"
    if isinstance(reaches, Entries):
        fact = _address_fact(ground, section.section("reaches"))
    else:
        kind = section.word("reaches", _REACHES, "")
        if reaches is None:
            section.missing("reaches", "write phone, email, or {fact: NAME}")
    plugin, consent = section.node("plugin"), section.yes_no("consent")
    if consent and kind != "phone":
        hint = "delete it here; a fact of your own can hold other consent"
        cause = f"consent is kept for phone numbers, and {section.what} does not reach one"
        section.notes.error(section.place("consent"), "R005", cause, hint)
    return PracticeChannel(
        ChannelId(name),
        ground.names.labels[name],
        section.needed("plugin", "name the plugin that carries it, such as plugin: outbox"),
        kind,
        fact,
        consent,
        read_settings(section, "settings"),
        section.where,
        plugin.where if plugin else section.where,
    )


def _address_fact(ground: Ground, reaches: Section) -> str:
    name = reaches.needed("fact", "name a text fact of the contact")
    fits = [
        one.name
        for one in ground.facts.values()
        if one.own and one.of is Scope.CONTACT and isinstance(one.domain, Text)
    ]
    node = reaches.node("fact")
    if name and name not in fits and node is not None:
        hint = did_you_mean(name, fits) or f"text facts of contacts are {choices(fits)}; see facts.yaml"
        reaches.notes.error(node.where, "T013", f"'{name}' is no text fact of the contact", hint)
    return name


def _message(ground: Ground, name: str, section: Section, channels: dict[ChannelId, PracticeChannel]) -> MessageText:
    ground.accept(section)
    content = {}
    for channel, node, place in section.pairs("content"):
        written = Scalar(channel, place)
        if ground.names.channels.find(written, ground.notes):
            found = _content(ground, channel, node, section)
            if found.subject and channels[ChannelId(channel)].reaches == "phone":
                cause = f"'{channel}' reaches a phone and carries no subject"
                section.notes.error(node.where, "R005", cause, "delete the subject")
            content[ChannelId(channel)] = found
    line = section.node("line")
    found_line = ground.names.lines.find(line, ground.notes) if isinstance(line, Scalar) else None
    return MessageText(
        MessageId(name),
        section.word("purpose", PURPOSES, "operations"),
        content,
        LineId(found_line) if found_line else None,
        section.text("label", title(name)),
        section.where,
    )


def _content(ground: Ground, channel: str, node: Node, message: Section) -> Content:
    if isinstance(node, Scalar):
        check_fields(ground, node, for_contacts=True)
        return Content(node.text, "", node.where)
    whole = section_of(node, f"'{channel}' of {message.what}", node.where, message.notes)
    for key in ("subject", "body"):
        text = whole.node(key)
        if isinstance(text, Scalar):
            check_fields(ground, text, for_contacts=True)
    return Content(whole.needed("body"), whole.text("subject"), node.where)
