"""How messages go out: ``delivery.yaml``, ``preferences.yaml``, ``consent.yaml`` and ``windows.yaml``.

Each becomes tables over the scope ``message`` or ``sending``. What a ruleset does not say has a careful default:
nothing is sent without a delivery table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from frontdesk.facts import CONSENT_BASES, yes_no
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.messages import read_settings
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.scalars import read_date, read_text, read_word, read_yes_no
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.table_rows import Answer, constant, make_table, read_table
from frontdesk.loading.nodes import Scalar
from frontdesk.model import ConsentRules, EmrValues, GivenSetting, Scope
from frontdesk.names import (
    DO_NOT_CONTACT,
    NO_CHANNEL,
    NOT_SENT,
    Consent,
    LineType,
    MessageId,
    PhoneKind,
    Source,
    Verdict,
)
from frontdesk.tables import YES_NO, Complement, Condition, Listed, Row, Table, Value

_NUMBERS = tuple(str(kind) for kind in PhoneKind)
_SOURCES = Listed(tuple(map(str, Source)))
_PREFERRED = "preferred_number"


def read_delivery(ground: Ground, section: Section) -> Table[str]:
    """Read the delivery table; without one nothing is sent."""
    answer = Answer(Listed((*ground.names.channels.names, NO_CHANNEL)))
    if section.has("channel"):
        return read_table(ground, section.section("channel"), "delivery", Scope.MESSAGE, answer)
    return constant(ground, "delivery", Scope.MESSAGE, answer, NO_CHANNEL, "the ruleset has no delivery.yaml")


def read_windows(ground: Ground, section: Section) -> Table[str]:
    """Read the sending windows; without any, a message may leave at any hour."""
    answer = Answer(Listed(tuple(map(str, Verdict))))
    if section.has("sending"):
        return read_table(ground, section.section("sending"), "windows", Scope.SENDING, answer)
    return constant(ground, "windows", Scope.SENDING, answer, "send", "the ruleset has no sending windows")


def read_holidays(section: Section) -> dict[date, str]:
    """Read the days that the practice keeps free."""
    found = {}
    for written, node, place in section.pairs("holidays"):
        day = read_date(Scalar(written, place), "a holiday", section.notes)
        if day is not None:
            found[day] = read_text(node, f"the name of the holiday {written}", section.notes) or written
    return found


def read_preferences(ground: Ground, section: Section) -> dict[str, Table[Any]]:
    """Read whose preference counts, and which number a message goes to."""
    consents = frozenset(f"{channel}_consent" for channel in ground.names.consented)
    later = frozenset({_PREFERRED, "preferred_method", "do_not_contact", "destination"}) | consents
    source = Answer(_SOURCES, decides=later)
    tables = {
        name: _table_or(ground, section, name, source, Source.FACESHEET, "what staff set by hand counts")
        for name in ("number_from", "method_from")
    }
    refusal = Answer(YES_NO, decides=later)
    if section.has("do_not_contact"):
        tables["do_not_contact"] = read_table(
            ground, section.section("do_not_contact"), "do_not_contact", Scope.MESSAGE, refusal
        )
    else:
        tables["do_not_contact"] = _any_refusal(ground, refusal)
    return tables | {"destination_number": _destination(ground, section)}


def read_unrecorded(ground: Ground, section: Section) -> Table[str]:
    """Read what consent counts where none is recorded; without a table it is unknown."""
    consents = frozenset(f"{channel}_consent" for channel in ground.names.consented)
    answer = Answer(Listed(tuple(map(str, Consent))), decides=consents)
    if section.has("unrecorded"):
        return read_table(ground, section.section("unrecorded"), "consent_unrecorded", Scope.MESSAGE, answer)
    because = "the ruleset does not say what counts when no consent is recorded"
    return constant(ground, "consent_unrecorded", Scope.MESSAGE, answer, Consent.UNKNOWN, because)


def read_consent(ground: Ground, section: Section) -> ConsentRules:
    """Read the keywords of replies and how far they reach."""
    confirmations = {}
    for kind, node, _ in section.pairs("confirmations"):
        message = ground.names.messages.find(node, ground.notes) if isinstance(node, Scalar) else None
        confirmations.update({kind: MessageId(message)} if message else {})
    return ConsentRules(
        dict(_keywords(section)),
        section.word("scope", ("line", "practice"), "line") == "practice",
        section.word("basis", CONSENT_BASES, "express"),
        confirmations,
        section.where,
    )


def read_emr(ground: Ground, section: Section) -> tuple[EmrValues, str, dict[str, GivenSetting]]:
    """Read what the EMR's words mean, the plugin that reads it, and that plugin's settings."""
    emr = section.section("emr")
    methods = (*ground.names.channels.names, NOT_SENT, DO_NOT_CONTACT)
    values = EmrValues(
        dict(_meanings(emr, "method", methods)),
        dict(_meanings(emr, "number", (*_NUMBERS, NOT_SENT))),
        {word: yes_no(truth) for word, truth in _refusals(emr)},
        dict(_meanings(emr, "consent", (str(Consent.OPTED_IN), str(Consent.OPTED_OUT)))),
    )
    return values, emr.text("source"), read_settings(emr, "settings")


def _table_or(ground: Ground, section: Section, name: str, answer: Answer, default: Value, because: str) -> Table[Any]:
    if section.has(name):
        return read_table(ground, section.section(name), name, Scope.MESSAGE, answer)
    return constant(ground, name, Scope.MESSAGE, answer, default, because)


def _any_refusal(ground: Ground, answer: Answer) -> Table[str]:
    """Without a rule of the practice, a refusal from any source counts."""
    facts = ("facesheet_do_not_contact", "emr_do_not_contact")
    rows = tuple(
        Row(fact, (Condition(fact, frozenset({"yes"}), "yes"),), "yes", "a refusal from any source counts")
        for fact in facts
    )
    otherwise = Row("otherwise", (), "no", "nobody refuses")
    return make_table(ground, "do_not_contact", Scope.MESSAGE, rows, otherwise, answer)


def _destination(ground: Ground, section: Section) -> Table[str]:
    """Make the order of numbers a table: the first number on file, even one that is invalid."""
    written = section.words("destination") or [Scalar(name, section.where) for name in (_PREFERRED, *_NUMBERS)]
    rows: list[Row[str]] = []
    for word in written:
        name = read_word(word, "'destination'", (_PREFERRED, *_NUMBERS), section.notes)
        if name == _PREFERRED:
            rows += [_if_on_file(number, word, preferred=True) for number in _NUMBERS]
        elif name:
            rows.append(_if_on_file(name, word))
    nothing = Row("otherwise", (), "none", "no number is on file")
    answer = Answer(Listed((*_NUMBERS, "none")))
    return make_table(ground, "destination_number", Scope.MESSAGE, tuple(rows), nothing, answer)


def _if_on_file(number: str, written: Scalar, *, preferred: bool = False) -> Row[str]:
    missing = Complement(frozenset({str(LineType.MISSING)}))
    when = (Condition(number, missing, f"not {LineType.MISSING}", written.where),)
    if not preferred:
        return Row(number, when, number, f"the {number} number is the first on file", written.where)
    chosen = Condition(_PREFERRED, frozenset({number}), number, written.where)
    return Row(f"preferred_{number}", (chosen, *when), number, f"the {number} number is preferred", written.where)


def _keywords(section: Section) -> Iterator[tuple[str, str]]:
    group = section.section("keywords")
    seen: dict[str, str] = {}
    for kind in ("out", "in", "help"):
        for word in group.words(kind):
            note_pattern(word, "the keyword", section.notes)
            keyword = " ".join(word.text.casefold().split())
            if seen.get(keyword, kind) != kind:
                cause = f"the keyword '{word.text}' means both '{seen[keyword]}' and '{kind}'"
                section.notes.error(word.where, "Y001", cause, "keep it in one list")
            seen.setdefault(keyword, kind)
    yield from seen.items()


def _meanings(emr: Section, key: str, allowed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for word, node, _ in emr.pairs(key):
        meant = read_word(node, f"what '{word}' means", allowed, emr.notes)
        if meant is not None:
            yield word.casefold(), meant


def _refusals(emr: Section) -> Iterator[tuple[str, bool]]:
    for word, node, _ in emr.pairs("do_not_contact"):
        meant = read_yes_no(node, f"what '{word}' means", emr.notes)
        if meant is not None:
            yield word.casefold(), meant
