"""``preferences.yaml``: who gets a message, whose preference counts, which number it goes to, and the EMR's words.

Each becomes a table over the scope ``message``; where nothing is written, what staff set by hand counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.facts import yes_no
from frontdesk.loading.building.scalars import read_word, read_yes_no
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.settings import read_settings
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table, read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import EmrValues, GivenSetting, Ruleset
from frontdesk.model.by_hand import ByHand, HandPreferences
from frontdesk.names import (
    DO_NOT_CONTACT,
    NOT_SENT,
    AppointmentState,
    ChannelId,
    Consent,
    EmrPeople,
    LineType,
    PhoneKind,
    Source,
)
from frontdesk.tables import Complement, Condition, Row, Table

_NUMBERS = tuple(str(kind) for kind in PhoneKind)
_PREFERRED = "preferred_number"


def read_recipient(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read who gets a message, which is asked first: what it reads is true of the patient."""
    return read_engine_table(symbols, section, "recipient")


def read_number_from(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read from where the preferred number comes."""
    return read_engine_table(symbols, section, "number_from", _decided(symbols))


def read_method_from(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read from where the preferred method comes."""
    return read_engine_table(symbols, section, "method_from", _decided(symbols))


def read_do_not_contact(symbols: Symbols, section: Section) -> Table[str]:
    """Read whose refusal counts; without a rule of the practice, that from any source."""
    return read_engine_table(symbols, section, "do_not_contact", _decided(symbols)) or _any_refusal(symbols)


def read_destination(symbols: Symbols, section: Section) -> Table[str]:
    """Make the order of numbers a table: the first number on file, even one that is invalid."""
    written = section.words("destination") or [Scalar(name, section.where) for name in (_PREFERRED, *_NUMBERS)]
    rows: list[Row[str]] = []
    for word in written:
        name = read_word(word, "'destination'", (_PREFERRED, *_NUMBERS), section.diagnostics)
        if name == _PREFERRED:
            rows += [_if_on_file(number, word, preferred=True) for number in _NUMBERS]
        elif name:
            rows.append(_if_on_file(name, word))
    nothing = Row("otherwise", (), "none", "no number is on file")
    return make_engine_table(symbols, "destination_number", tuple(rows), nothing)


def read_emr(symbols: Symbols, section: Section) -> tuple[EmrValues, str, dict[str, GivenSetting]]:
    """Read what the EMR's words mean and whom it may add, the plugin that reads it, and that plugin's settings."""
    emr = section.section("emr")
    methods = (*symbols.names.channels.names, NOT_SENT, DO_NOT_CONTACT)
    values = EmrValues(
        dict(_meanings(emr, "method", methods)),
        dict(_meanings(emr, "number", (*_NUMBERS, NOT_SENT))),
        {word: yes_no(truth) for word, truth in _refusals(emr)},
        dict(_meanings(emr, "consent", tuple(map(str, Consent)))),
        {word: AppointmentState(state) for word, state in _meanings(emr, "appointment_state", tuple(AppointmentState))},
        emr.one_of("people", EmrPeople, EmrPeople.KNOWN),
    )
    return values, emr.text("source"), read_settings(emr, "settings")


def read_by_hand(section: Section, ruleset: Ruleset) -> HandPreferences:
    """Read what staff may prefer: what is listed, and where nothing is whatever some rule asks for."""
    written = section.section("by_hand")
    number, method = (_by_hand(written, what, words, ruleset) for what, words in _choices(ruleset).items())
    because = written.text("because", "no rule asks for it, so it would count for nothing")
    return HandPreferences(ByHand(tuple(map(PhoneKind, number)), tuple(map(ChannelId, method)), because))


def _choices(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """What there is to prefer."""
    return {"number": _NUMBERS, "method": tuple(ruleset.channels)}


def _by_hand(written: Section, what: str, words: tuple[str, ...], ruleset: Ruleset) -> list[str]:
    counts = _counts(ruleset, what)
    if not written.has(what):
        return list(words) if counts else []
    listed = []
    for word in written.words(what):
        name = read_word(word, f"'{what}' of 'by_hand'", words, written.diagnostics)
        if name and not counts:
            cause = f"staff may prefer the {what} '{name}', and no rule asks which {what} they set"
            counting = f"let a row of {what}_from answer {Source.FACESHEET} and a rule ask preferred_{what}"
            hint = f"write {what}: [], or {counting}"
            written.diagnostics.error(word.where, "R016", cause, hint)
        listed += [name] if name else []
    return listed


def _counts(ruleset: Ruleset, what: str) -> bool:
    """Whether some rule asks what staff prefer: itself, or what is preferred once theirs may be what counts."""
    weighing = ruleset.tables[f"{what}_from"]
    may_count = any(row.then == Source.FACESHEET for row in weighing.every_row)
    own = f"{Source.FACESHEET}_{what}"
    return own in ruleset.read or (may_count and f"preferred_{what}" in ruleset.read)


def _decided(symbols: Symbols) -> frozenset[str]:
    """The facts that follow from the preferences once they are weighed."""
    return frozenset({_PREFERRED, "preferred_method", "do_not_contact", "destination"}) | symbols.names.consents


def _any_refusal(symbols: Symbols) -> Table[str]:
    facts = ("facesheet_do_not_contact", "emr_do_not_contact")
    rows = tuple(
        Row(fact, (Condition(fact, frozenset({"yes"}), "yes"),), "yes", "a refusal from any source counts")
        for fact in facts
    )
    otherwise = Row("otherwise", (), "no", "nobody refuses")
    return make_engine_table(symbols, "do_not_contact", rows, otherwise, decides=_decided(symbols))


def _if_on_file(number: str, written: Scalar, *, preferred: bool = False) -> Row[str]:
    missing = Complement(frozenset({str(LineType.MISSING)}))
    when = (Condition(number, missing, f"not {LineType.MISSING}", written.where),)
    if not preferred:
        return Row(number, when, number, f"the {number} number is the first on file", written.where)
    chosen = Condition(_PREFERRED, frozenset({number}), number, written.where)
    return Row(f"preferred_{number}", (chosen, *when), number, f"the {number} number is preferred", written.where)


def _meanings(emr: Section, key: str, allowed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for word, node, _ in emr.pairs(key):
        meant = read_word(node, f"what '{word}' means", allowed, emr.diagnostics)
        if meant is not None:
            yield word.casefold(), meant


def _refusals(emr: Section) -> Iterator[tuple[str, bool]]:
    for word, node, _ in emr.pairs("do_not_contact"):
        meant = read_yes_no(node, f"what '{word}' means", emr.diagnostics)
        if meant is not None:
            yield word.casefold(), meant


TOPIC = Topic(
    "preferences",
    tables={
        "recipient": read_recipient,
        "number_from": read_number_from,
        "method_from": read_method_from,
        "do_not_contact": read_do_not_contact,
        "destination_number": read_destination,
    },
)
