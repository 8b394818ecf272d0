"""``consent.yaml``: what counts where no consent is recorded, and what whole replies mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontdesk.facts import CONSENT_BASES
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.model import ConsentRules, comparable
from frontdesk.names import Keyword, MessageId, ReplyAnswer
from frontdesk.problems import Location
from frontdesk.tables import Table


def read_unrecorded(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read what consent counts where none is recorded; without a table it is unknown."""
    return read_engine_table(symbols, section, "consent_unrecorded", symbols.names.consents)


def read_consent(symbols: Symbols, section: Section) -> ConsentRules:
    """Read what whole replies mean and how far they reach."""
    confirmations = {}
    for kind, node, _ in section.pairs("confirmations"):
        message = symbols.names.messages.find(node, symbols.diagnostics) if isinstance(node, Scalar) else None
        confirmations.update({Keyword(kind): MessageId(message)} if message else {})
    keywords, answers = _keywords(section), section.section("answers")
    return ConsentRules(
        {word: kind for word, (kind, _) in keywords.items()},
        dict(_answers(answers, keywords)),
        answers.duration("open_for") or ConsentRules().open_for,
        section.word("scope", ("line", "practice"), "line") == "practice",
        section.word("basis", CONSENT_BASES, "express"),
        confirmations,
        section.where,
    )


def _keywords(section: Section) -> dict[str, tuple[Keyword, Location]]:
    """What each word means, and where that is written."""
    group = section.section("keywords")
    seen: dict[str, tuple[Keyword, Location]] = {}
    for kind in (Keyword.OUT, Keyword.IN, Keyword.HELP):
        for word, written in _words(group, kind, "the keyword"):
            before, _ = seen.setdefault(word, (kind, written.where))
            if before != kind:
                cause = f"the keyword '{written.text}' means both '{before}' and '{kind}'"
                section.diagnostics.error(written.where, "Y001", cause, "keep it in one list")
    return seen


def _answers(group: Section, keywords: Mapping[str, tuple[Keyword, Location]]) -> Iterator[tuple[str, ReplyAnswer]]:
    """The words that answer. One that refuses or asks for help is none, whatever a list below says.

    A word that opts in may answer as well: where a question is open, it is the answer.
    """
    seen: dict[str, ReplyAnswer] = {}
    for kind in ReplyAnswer:
        for word, written in _words(group, kind, "the answer"):
            keyword, place = keywords.get(word, (Keyword.IN, written.where))
            if keyword is not Keyword.IN:
                if (
                    place.file == written.where.file
                ):  # a practice may refuse by a word that the base takes for an answer
                    cause = f"'{written.text}' is a keyword of '{keyword}' and no answer"
                    group.diagnostics.error(written.where, "Y001", cause, "take it out here: a refusal always counts")
            elif seen.setdefault(word, kind) != kind:
                cause = f"'{written.text}' answers both '{seen[word]}' and '{kind}'"
                group.diagnostics.error(written.where, "Y001", cause, "keep it in one list")
    yield from seen.items()


def _words(group: Section, key: str, what: str) -> Iterator[tuple[str, Scalar]]:
    """Each word under *key*, as replies are compared and as it is written: one list, or a list for each language."""
    by_language = isinstance(group.node(key), Entries)
    languages = group.section(key) if by_language else group
    for name in languages.entries if by_language else (key,):
        for written in languages.words(name):
            note_pattern(written, what, group.diagnostics)
            if word := comparable(written.text):
                yield word, written


TOPIC = Topic("consent", tables={"consent_unrecorded": read_unrecorded})
