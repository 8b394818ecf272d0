"""The fields that a file can say something of: what each holds, and what it means. Every word of them stands here.

A field of a name that the practice gives to a fact of its own is the practice's. Knows no file and no heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontdesk.file_words import PARTLY_OPTED_OUT, FileOf
from frontdesk.model import Fact, Scope
from frontdesk.names import COMPANIONS, Consent, ConsentBasis, ConsentSource, Covers, LineType, PhoneKind
from frontdesk.tables import YES_NO, Domain, Listed, Scale, ScaleKind


class Holds(StrEnum):
    """What the text of a field is, in our own form."""

    TEXT = "text"
    NAME = "name"
    """A text that may stand in several columns, one part in each."""
    NOTE = "note"
    REFERENCE = "reference"
    """What names somebody, or a visit, in the system that the file comes from."""
    ADDRESS = "address"
    """A number or mailbox as it was written."""
    WORD = "word"
    """One of a list, of ours or of the practice's."""
    DAY = "day"
    """``2026-03-05``."""
    MOMENT = "moment"
    """``2026-03-05 14:30``, on the practice's clock unless a zone stands behind it."""
    DAY_OR_MOMENT = "day or moment"
    NUMBER = "number"
    """``1234.5``."""
    YES_NO = "yes or no"
    CONSENT = "consent"
    """``opted_in`` or ``opted_out``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, what it means, and the words of ours that it may be.

    ``refuses``: a word that is not understood here counts as a refusal. ``knows_again``: a row is known by it, so that
    without it the same person or visit would come in twice. ``own``: it is a fact that the practice declared, of which
    ``unknown`` may be said where it ``may_be_unknown``.
    """

    name: str
    holds: Holds
    means: str
    words: tuple[str, ...] = ()
    refuses: bool = False
    knows_again: bool = False
    own: bool = False
    may_be_unknown: bool = False


def fields_of(of: FileOf, facts: Iterable[Fact] = ()) -> dict[str, Field]:
    """Every field of such a file, by name: ours, and those *facts* that are the practice's own of what a row is."""
    own = [fact for fact in facts if fact.own and fact.of is _SCOPES.get(of)]
    return {**{one.name: one for one in _OURS[of]}, **{fact.name: _own(fact) for fact in own}}


def _own(fact: Fact) -> Field:
    means = fact.means or fact.label or "a fact of the practice's own"
    unknown = fact.domain.may_be_unknown
    return Field(fact.name, _held(fact.domain), means, _words(fact.domain), own=True, may_be_unknown=unknown)


def _held(domain: Domain) -> Holds:
    if isinstance(domain, Scale) and domain.kind in _SCALES:
        return _SCALES[domain.kind]
    if isinstance(domain, Listed):
        return Holds.YES_NO if set(domain.values) == set(YES_NO.values) else Holds.WORD
    return Holds.TEXT


def _words(domain: Domain) -> tuple[str, ...]:
    return domain.every_value if isinstance(domain, Listed) else ()


_SCOPES: Mapping[FileOf, Scope] = {FileOf.CONTACTS: Scope.CONTACT, FileOf.VISITS: Scope.APPOINTMENT}
_SCALES: Mapping[ScaleKind, Holds] = {
    ScaleKind.NUMBER: Holds.NUMBER,
    ScaleKind.DATE: Holds.DAY,
    ScaleKind.MOMENT: Holds.MOMENT,
}
_NUMBERS: Mapping[PhoneKind, str] = {
    PhoneKind.CELL: "the cell phone",
    PhoneKind.HOME: "the phone at home",
    PhoneKind.WORK: "the phone at work",
}
_NAMES = (
    Field("name", Holds.NAME, "the whole name, as the person is called"),
    Field("first name", Holds.NAME, "the given name, as in 'Hello Ada'"),
    Field("last name", Holds.NAME, "the family name"),
)
_BORN = Field("born", Holds.DAY, "the day of birth")
_CONTACT = Field(
    "contact", Holds.TEXT, "our own number of somebody who is on file, such as #12, or 'new'", knows_again=True
)
_PHONES = tuple(Field(str(kind), Holds.ADDRESS, means) for kind, means in _NUMBERS.items())
_EMAIL = Field("email", Holds.ADDRESS, "the e-mail address")
_PATIENT = Field("patient", Holds.REFERENCE, "the number by which the EMR knows the patient", knows_again=True)
_REFUSED = Field(
    "do_not_contact", Holds.YES_NO, "whether somebody is not to be contacted at all", ("yes", "no"), refuses=True
)
_AGREED = (str(Consent.OPTED_IN), str(Consent.OPTED_OUT))
_AGREED_OR_PARTLY = (*_AGREED, PARTLY_OPTED_OUT)
_LINE_TYPES = tuple(str(one) for one in LineType if one is not LineType.MISSING)
_CHANNEL_WORDS = ("text", "call", "email")


def _companion(who: str) -> Iterable[Field]:
    yield Field(who, Holds.NAME, f"the name of the {who}")
    for kind, means in _NUMBERS.items():
        yield Field(f"{who}_{kind}", Holds.ADDRESS, f"{means}, of the {who}")
    yield Field(f"{who}_email", Holds.ADDRESS, f"the e-mail address of the {who}")


def _consents() -> Iterable[Field]:
    for channel in _CHANNEL_WORDS:
        yield Field(
            f"{channel}_consent", Holds.CONSENT, f"whether they agreed to '{channel}'", _AGREED_OR_PARTLY, refuses=True
        )
        of_sales = f"whether they agreed to what sells, by '{channel}'"
        yield Field(f"{channel}_marketing_consent", Holds.CONSENT, of_sales, _AGREED_OR_PARTLY, refuses=True)


_WHO = (_PATIENT, _CONTACT, *_NAMES, _BORN, *_PHONES, _EMAIL)
_OURS: Mapping[FileOf, tuple[Field, ...]] = {
    FileOf.CONTACTS: (
        *_NAMES,
        Field("salutation", Holds.TEXT, "how the name is addressed, such as Ms or Dr."),
        _BORN,
        Field("language", Holds.TEXT, "the language in which to write, such as en or es-US (BCP 47)"),
        *(
            one
            for phone in _PHONES
            for one in (phone, Field(f"{phone.name}_type", Holds.WORD, f"what {phone.means} takes", _LINE_TYPES))
        ),
        _EMAIL,
        Field("status", Holds.WORD, "the status, such as lead/new"),
        Field("phase", Holds.WORD, "the phase; without a status, its first status"),
        Field("zone", Holds.TEXT, "the clock that somebody lives by, such as America/New_York"),
        Field("region", Holds.TEXT, "the state or province, such as NY"),
        Field("reference", Holds.REFERENCE, "the number by which the EMR knows them", knows_again=True),
        Field("basis", Holds.WORD, "the consent that messages rest on", tuple(map(str, ConsentBasis))),
        Field("preferred_number", Holds.WORD, "the number that is preferred", tuple(map(str, PhoneKind))),
        Field("preferred_method", Holds.WORD, "the channel that is preferred"),
        _REFUSED,
        Field("note", Holds.NOTE, "a note for staff"),
        Field("reason", Holds.WORD, "why a lead was lost"),
        Field("follow_up", Holds.DAY_OR_MOMENT, "when staff are to follow up"),
        *(one for who in COMPANIONS for one in _companion(str(who))),
        _CONTACT,
        *_consents(),
    ),
    FileOf.VISITS: (
        *_WHO,
        Field("reference", Holds.REFERENCE, "the number by which the EMR knows the visit", knows_again=True),
        Field("at", Holds.MOMENT, "the day and hour of the visit"),
        Field("state", Holds.WORD, "what has become of it, such as booked or kept"),
        Field("type", Holds.NAME, "what kind of visit it is"),
        Field("provider", Holds.NAME, "with whom it is"),
        Field("place", Holds.NAME, "where it is"),
    ),
    FileOf.CONSENTS: (
        *_WHO,
        Field("address", Holds.TEXT, "the number or mailbox that it is about"),
        Field("channel", Holds.WORD, "the channel that it is about"),
        Field("line", Holds.WORD, "the line of the practice that it is about"),
        Field("consent", Holds.CONSENT, "what was said", _AGREED, refuses=True),
        Field("covers", Holds.WORD, "whether it is about all messages, or about those that sell", tuple(Covers)),
        Field("said_by", Holds.WORD, "who recorded it", tuple(ConsentSource)),
        Field("words", Holds.TEXT, "the person's own words"),
        Field("at", Holds.DAY_OR_MOMENT, "when it was said"),
        Field("until", Holds.DAY_OR_MOMENT, "when it ends"),
    ),
    FileOf.PREFERENCES: (
        _PATIENT,
        *_NAMES,
        _BORN,
        Field(
            "appointment", Holds.REFERENCE, "the visit that it is about: the EMR's number of it, or its day and hour"
        ),
        Field("preferred_number", Holds.TEXT, "the number that is preferred, in the EMR's word"),
        Field("preferred_method", Holds.TEXT, "the method that is preferred, in the EMR's word"),
        Field("do_not_contact", Holds.TEXT, "whether somebody is to be left alone, in the EMR's word", refuses=True),
        Field("consent", Holds.TEXT, "whether somebody agreed, in the EMR's word", refuses=True),
    ),
}
