"""How messages go out: ``delivery.yaml``, ``preferences.yaml``, ``consent.yaml`` and ``windows.yaml``.

Each becomes tables over the scope ``message`` or ``sending``. What a ruleset does not say has a careful default:
nothing is sent without a delivery table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from frontdesk.facts import CONSENT_BASES, yes_no
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.messages import read_settings
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.scalars import read_date, read_text, read_word, read_yes_no
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.table_rows import make_engine_table, read_engine_table
from frontdesk.loading.nodes import Scalar
from frontdesk.model import ConsentRules, EmrValues, Secret
from frontdesk.names import (
    DO_NOT_CONTACT,
    NOT_SENT,
    Consent,
    LineType,
    MessageId,
    PhoneKind,
)
from frontdesk.tables import Complement, Condition, Row, Table

_NUMBERS = tuple(str(kind) for kind in PhoneKind)
_PREFERRED = "preferred_number"


def read_delivery(ground: Ground, section: Section) -> Table[str] | None:
    """Read the delivery table; without one nothing is sent."""
    return read_engine_table(ground, section, "delivery")


def read_windows(ground: Ground, section: Section) -> Table[str] | None:
    """Read the sending windows; without any, a message may leave at any hour."""
    return read_engine_table(ground, section, "windows")


def read_holidays(section: Section) -> dict[date, str]:
    """Read the days that the practice keeps free."""
    found = {}
    for written, node, place in section.pairs("holidays"):
        day = read_date(Scalar(written, place), "a holiday", section.notes)
        if day is not None:
            found[day] = read_text(node, f"the name of the holiday {written}", section.notes) or written
    return found


def read_number_from(ground: Ground, section: Section) -> Table[str] | None:
    """Read from where the preferred number comes."""
    return read_engine_table(ground, section, "number_from", _decided(ground))


def read_method_from(ground: Ground, section: Section) -> Table[str] | None:
    """Read from where the preferred method comes."""
    return read_engine_table(ground, section, "method_from", _decided(ground))


def read_do_not_contact(ground: Ground, section: Section) -> Table[str]:
    """Read whose refusal counts; without a rule of the practice, that from any source."""
    return read_engine_table(ground, section, "do_not_contact", _decided(ground)) or _any_refusal(ground)


def read_destination(ground: Ground, section: Section) -> Table[str]:
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
    return make_engine_table(ground, "destination_number", tuple(rows), nothing)


def read_unrecorded(ground: Ground, section: Section) -> Table[str] | None:
    """Read what consent counts where none is recorded; without a table it is unknown."""
    return read_engine_table(ground, section, "consent_unrecorded", consents_of(ground))


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


def read_emr(ground: Ground, section: Section) -> tuple[EmrValues, str, dict[str, str | Secret]]:
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


def _decided(ground: Ground) -> frozenset[str]:
    """The facts that follow from the preferences once they are weighed."""
    return frozenset({_PREFERRED, "preferred_method", "do_not_contact", "destination"}) | consents_of(ground)


def consents_of(ground: Ground) -> frozenset[str]:
    """The facts that say whether a message may go out by a channel for which consent is kept."""
    return frozenset(f"{channel}_consent" for channel in ground.names.consented)


def _any_refusal(ground: Ground) -> Table[str]:
    facts = ("facesheet_do_not_contact", "emr_do_not_contact")
    rows = tuple(
        Row(fact, (Condition(fact, frozenset({"yes"}), "yes"),), "yes", "a refusal from any source counts")
        for fact in facts
    )
    otherwise = Row("otherwise", (), "no", "nobody refuses")
    return make_engine_table(ground, "do_not_contact", rows, otherwise, decides=_decided(ground))


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
