"""``channels.yaml``: what messages leave from, and what carries them."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.addresses import EmailError, NumberError, is_short_code, read_email, read_number
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.settings import read_settings
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Entries
from frontdesk.model import Line, PracticeChannel, Ruleset, Scope
from frontdesk.names import ChannelId, LineId, Reach
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables import Text

ONLY_LINE = "main"
"""The one line of a practice that names none."""
_TOLD = (Reach.PHONE, Reach.EMAIL)
"""What ``reaches`` says in a word; a fact is named in its place."""


def labels(section: Section) -> dict[str, str]:
    """How each channel is shown."""
    return {name: channel.text("label", title(name)) for name, channel in section.named("channels", "channel")}


def consented(section: Section) -> Iterator[str]:
    """The channels for which consent is kept."""
    return (name for name, channel in section.named("channels", "channel") if channel.yes_no("consent"))


def read_lines(section: Section, label: str, country: str) -> dict[LineId, Line]:
    """Read the lines; a practice that names none has one."""
    lines = {
        LineId(name): Line(LineId(name), line.text("label", title(name)), _number(line, country), line.where)
        for name, line in section.named("lines", "line")
    }
    return lines or {LineId(ONLY_LINE): Line(LineId(ONLY_LINE), label)}


def _number(line: Section, country: str) -> str:
    """The number or address of a line as it is written: that is what texts say of it."""
    written = line.text("number")
    node = line.node("number")
    try:
        if "@" in written:
            read_email(written)
        elif written and not is_short_code(written):
            read_number(written, country)
    except (EmailError, NumberError) as error:
        cause = f"what is answered to {line.what} is not known to be answered to it: {error}"
        hint = "write a phone number with its area code, a short code of 5 or 6 digits, or an e-mail address"
        line.diagnostics.error(node.where if node else line.where, "R009", cause, hint)
    return written


def read_channels(symbols: Symbols, section: Section) -> dict[ChannelId, PracticeChannel]:
    """Read the channels."""
    return {ChannelId(name): _channel(symbols, name, one) for name, one in section.named("channels", "channel")}


def _channel(symbols: Symbols, name: str, section: Section) -> PracticeChannel:
    reaches, fact = section.node("reaches"), ""
    kind = Reach.FACT
    if isinstance(reaches, Entries):
        fact = _address_fact(symbols, section.section("reaches"))
    else:
        kind = section.one_of("reaches", _TOLD, Reach.FACT)
        if reaches is None:
            section.missing("reaches", "write phone, email, or {fact: NAME}")
    plugin, most = section.node("plugin"), section.section("most")
    return PracticeChannel(
        ChannelId(name),
        symbols.names.labels[name],
        section.needed("plugin", "name the plugin that carries it, such as plugin: outbox"),
        kind,
        fact,
        section.yes_no("consent") or False,
        read_settings(section, "settings"),
        section.where,
        plugin.where if plugin else section.where,
        most.count("segments"),
        most.count("letters"),
        most.count("subject"),
    )


def _address_fact(symbols: Symbols, reaches: Section) -> str:
    name = reaches.needed("fact", "name a text fact of the contact")
    fits = [
        one.name
        for one in symbols.facts.values()
        if one.own and one.of is Scope.CONTACT and isinstance(one.domain, Text)
    ]
    node = reaches.node("fact")
    if name and name not in fits and node is not None:
        hint = did_you_mean(name, fits) or f"text facts of contacts are {choices(fits)}; see facts.yaml"
        reaches.diagnostics.error(node.where, "T013", f"'{name}' is no text fact of the contact", hint)
    return name


TOPIC = Topic("channels", defines=defined(Ruleset, "channels", "lines"))
