"""``consent.yaml``: what counts where no consent is recorded, whose word ends a refusal, what whole replies mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontdesk.facts import CONSENT_BASES
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table, read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.model import ConsentRules, PracticeChannel, comparable
from frontdesk.names import (
    OWN_WORDS,
    ChannelId,
    ConsentBasis,
    ConsentSource,
    Keyword,
    Language,
    Lifting,
    MessageId,
    Reach,
    ReplyAnswer,
)
from frontdesk.problems import Location
from frontdesk.tables import Condition, Row, Table


def read_unrecorded(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read what consent counts where none is recorded; without a table it is unknown."""
    return read_engine_table(symbols, section, "consent_unrecorded", symbols.names.consents)


def read_lifting(symbols: Symbols, section: Section) -> Table[str]:
    """Read whose word ends a refusal; without a table the person's own, and what somebody recorded they take back."""
    return read_engine_table(symbols, section, "consent_lifting") or _own_word(symbols)


def read_consent(symbols: Symbols, section: Section, channels: Mapping[ChannelId, PracticeChannel]) -> ConsentRules:
    """Read what whole replies mean and how far they reach."""
    confirmations = {}
    for kind, node, _ in section.pairs("confirmations"):
        message = symbols.names.messages.find(node, symbols.diagnostics) if isinstance(node, Scalar) else None
        confirmations.update({kind: MessageId(message)} if message else {})
    staff_out = confirmations.pop("staff_out", None)
    keywords, answers = _keywords(section), section.section("answers")
    return ConsentRules(
        {word: kind for word, (kind, _) in keywords.items()},
        dict(_answers(answers, keywords)),
        frozenset(word for word, _ in _words(section, "fillers", "the filler")),
        answers.duration("open_for") or ConsentRules().open_for,
        section.word("scope", ("line", "practice"), "line") == "practice",
        tuple(_counts_for(symbols, section, channels)),
        ConsentBasis(section.word("basis", CONSENT_BASES, ConsentBasis.EXPRESS)),
        {Keyword(kind): message for kind, message in confirmations.items()},
        staff_out,
        _spoken(section.section("keywords")),
        section.where,
    )


def _spoken(group: Section) -> dict[str, frozenset[Language]]:
    """The languages in whose list each keyword stands."""
    spoken: dict[str, frozenset[Language]] = {}
    for kind in (Keyword.OUT, Keyword.IN, Keyword.HELP):
        languages = group.section(kind) if isinstance(group.node(kind), Entries) else None
        for name in languages.entries if languages else ():
            for written in languages.words(name) if languages else ():
                word = comparable(written.text)
                spoken[word] = spoken.get(word, frozenset()) | {Language(name)}
    return spoken


def _counts_for(
    symbols: Symbols, section: Section, channels: Mapping[ChannelId, PracticeChannel]
) -> Iterator[ChannelId]:
    """The channels for which a keyword counts; where none is named, all that reach a number and keep consent."""
    if not section.has("counts_for"):
        yield from (one.id for one in channels.values() if one.consent and one.reaches is Reach.PHONE)
    for word in section.words("counts_for"):
        name = symbols.names.channels.find(word, symbols.diagnostics)
        if name is None:
            continue
        if name not in symbols.names.consented:
            cause = f"no consent is kept for '{name}', so no keyword can count for it"
            hint = f"give the channel '{name}' consent: yes in channels.yaml"
            symbols.diagnostics.error(word.where, "R005", cause, hint)
            continue
        yield ChannelId(name)


def _own_word(symbols: Symbols) -> Table[str]:
    """What holds where a ruleset does not say whose word ends a refusal."""
    own = frozenset(map(str, OWN_WORDS))
    rows = [Row("own_words", (Condition("agreed_by", own, " or ".join(sorted(own))),), Lifting.LIFTS, "they said so")]
    for source in ConsentSource:
        if source not in (*OWN_WORDS, ConsentSource.PROVIDER):
            both = tuple(Condition(fact, frozenset({str(source)}), str(source)) for fact in ("refused_by", "agreed_by"))
            rows.append(Row(f"{source}_again", both, Lifting.LIFTS, "whoever recorded it takes it back"))
    otherwise = Row("otherwise", (), Lifting.STAYS, "only the person's own words end a refusal")
    return make_engine_table(symbols, "consent_lifting", tuple(rows), otherwise)


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


TOPIC = Topic("consent", tables={"consent_unrecorded": read_unrecorded, "consent_lifting": read_lifting})
