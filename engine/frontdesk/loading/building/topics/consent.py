"""``consent.yaml``: what counts where no consent is recorded, and the keywords of replies."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.facts import CONSENT_BASES
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import ConsentRules
from frontdesk.names import Keyword, MessageId
from frontdesk.tables import Table


def read_unrecorded(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read what consent counts where none is recorded; without a table it is unknown."""
    return read_engine_table(symbols, section, "consent_unrecorded", symbols.names.consents)


def read_consent(symbols: Symbols, section: Section) -> ConsentRules:
    """Read the keywords of replies and how far they reach."""
    confirmations = {}
    for kind, node, _ in section.pairs("confirmations"):
        message = symbols.names.messages.find(node, symbols.diagnostics) if isinstance(node, Scalar) else None
        confirmations.update({Keyword(kind): MessageId(message)} if message else {})
    return ConsentRules(
        dict(_keywords(section)),
        section.word("scope", ("line", "practice"), "line") == "practice",
        section.word("basis", CONSENT_BASES, "express"),
        confirmations,
        section.where,
    )


def _keywords(section: Section) -> Iterator[tuple[str, Keyword]]:
    group = section.section("keywords")
    seen: dict[str, Keyword] = {}
    for kind in (Keyword.OUT, Keyword.IN, Keyword.HELP):
        for word in group.words(kind):
            note_pattern(word, "the keyword", section.diagnostics)
            keyword = " ".join(word.text.casefold().split())
            if seen.get(keyword, kind) != kind:
                cause = f"the keyword '{word.text}' means both '{seen[keyword]}' and '{kind}'"
                section.diagnostics.error(word.where, "Y001", cause, "keep it in one list")
            seen.setdefault(keyword, kind)
    yield from seen.items()


TOPIC = Topic("consent", tables={"consent_unrecorded": read_unrecorded})
