"""What a plugin is: two hooks, and the small records that pass between ``frontdesk`` and a plugin.

A plugin gets a message to carry or a cursor to continue from, and answers with a record. It never gets the engine,
the store or a callback, and nothing here knows how plugins are found or called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from pluggy import HookimplMarker, HookspecMarker

from frontdesk.problems import FrontdeskError

__all__ = [
    "Accepted",
    "AddressFact",
    "AppointmentChange",
    "Changes",
    "Channel",
    "NotGenuineError",
    "Outgoing",
    "PatientChange",
    "Posted",
    "PreferenceChange",
    "PreferenceSource",
    "Receipt",
    "Refused",
    "Replied",
    "ReportWord",
    "Reported",
    "Setting",
    "SettingKind",
    "SettingValue",
    "Settings",
    "SourceError",
    "Uncertain",
    "Unreachable",
    "hookimpl",
]
"""What plugins may use, as ``from frontdesk import ...``; a name becomes public here and nowhere else."""

PROJECT = "frontdesk"
"""The name of the entry-point group and of the pluggy project."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook of the same name."""


class NotGenuineError(FrontdeskError):
    """What was posted does not come from the provider: its signature is missing, old or of somebody else."""


class SourceError(FrontdeskError):
    """An EMR that cannot be read; raised by a preference source, with a text for staff: place, cause, what to do."""


SettingKind: TypeAlias = Literal["text", "path", "int", "yes_no", "mapping"]
"""What a setting may be: a text, a file or folder, a whole number, yes or no, the name of a mapping of ``imports/``."""
SettingValue: TypeAlias = str | int | bool
Settings: TypeAlias = Mapping[str, SettingValue]
"""What a plugin is told, by name: an int as ``int``, a yes or no as ``bool``, and anything else as ``str``."""

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Setting:
    """Something a plugin needs to be told under ``settings``.

    ``kind`` says what it is: ``text``, ``path`` (seen from the practice's folder; it arrives as an absolute path),
    ``int``, ``yes_no`` or, of a source, ``mapping`` (a name in ``imports/``). A ``secret`` is written only as
    ``{secret: NAME_OF_ENVIRONMENT_VARIABLE}`` and arrives in clear. A ``required`` setting is missing when it is left
    out or empty; any other has its ``default`` then, or is not among the settings when it has none. ``means`` explains
    it to the person who writes ``channels.yaml`` or ``preferences.yaml``.
    """

    name: str
    kind: SettingKind = "text"
    required: bool = False
    secret: bool = False
    default: SettingValue | None = None
    means: str = ""

    def read(self, text: str) -> SettingValue:
        """Return the value that *text* stands for, as a ruleset or a command says it.

        Raises ValueError, in words that do not quote it: it may be a secret.
        """
        if self.kind == "int":
            if not _WHOLE_NUMBER.fullmatch(text):
                raise ValueError("it should be a whole number, such as 25")
            return int(text)
        if self.kind == "yes_no":
            if text not in ("yes", "no", "true", "false"):
                raise ValueError("it should be yes or no")
            return text in ("yes", "true")
        return text


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to carry, complete; its ``repr`` keeps the patient's data out of logs.

    ``message_id`` is the same for the same message however often it is handed over: the provider's idempotency key.
    ``channel`` is the practice's own name for the channel, ``sender`` the number or address of the practice's line
    (empty when the line has none), ``at`` the moment of sending, aware and in UTC. Phone numbers, in ``to`` and in
    ``sender``, are in E.164; a short code is as it is.
    """

    message_id: str
    channel: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    sender: str
    practice: str
    contact_reference: str = field(repr=False)
    at: datetime
    settings: Settings = field(default_factory=dict, repr=False)

    @property
    def broken_header(self) -> str:
        """Which of address, sender, practice or subject holds a line break or control character; empty when none does.

        Such a text could smuggle a header of its own into a message, so a plugin that writes headers refuses it.
        """
        headers = {"address": self.to, "sender": self.sender, "practice": self.practice, "subject": self.subject}
        return next((name for name, text in headers.items() if any(map(_breaks_a_line, text))), "")


def _breaks_a_line(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Zl", "Zp"}


AddressFact: TypeAlias = Literal["landline", "invalid", "opted_out"]
"""What a provider may tell of an address; the next decision knows it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has taken the message; ``reference`` is its own id for it, for asking later."""

    reference: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The message has certainly not left. With ``retry`` it is tried again later, without it the message has failed.

    ``reason`` is shown to staff and kept in the journal: plain words, never the address or the text. ``after`` says how
    long the provider wants to be left alone, at most a day; without it the worker chooses.
    """

    reason: str
    retry: bool = False
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The message has certainly not left, because of the address: ``fact`` says what is wrong with it."""

    reason: str
    fact: AddressFact


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Nobody can say whether the message left, as after a time-out; it is never sent again by itself."""

    reason: str


Receipt: TypeAlias = Accepted | Refused | Unreachable | Uncertain
"""A definite yes, a definite no, an address that cannot be reached, and "nobody knows" are four different answers."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a provider posts to the practice: one HTTP request; its ``repr`` keeps the patient's data out of logs.

    ``url`` is the address as the provider called it, query included, since some sign it; ``body`` the bytes as they
    came, since others sign those. ``settings`` are those of the channel, as ``send`` gets them.
    """

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    settings: Settings = field(default_factory=dict, repr=False)

    def header(self, name: str) -> str:
        """Return the header called *name*, however its letters are written; empty when there is none."""
        return next((value for key, value in self.headers.items() if key.casefold() == name.casefold()), "")


@dataclass(frozen=True, slots=True)
class Replied:
    """Somebody wrote to the practice.

    ``event`` is the provider's id of this event, the same each time it is posted, so that a repeat is known. ``number``
    is who wrote, ``to`` the practice's number or address that it came to, ``at`` when, aware, if the provider says it:
    by this a reply that is posted late lifts nothing newer. Numbers may come in any form.
    """

    event: str
    number: str = field(repr=False)
    text: str = field(repr=False)
    to: str
    at: datetime | None = None


ReportWord: TypeAlias = Literal["sent", "delivered", "undelivered", "failed"]
"""What a provider may report of a message later."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of a message later.

    ``event`` is the provider's id of this event, as in ``Replied``; where it has none, what tells this report from the
    next one, such as the reference and the word. ``reference`` is the provider's id of the message, as in ``Accepted``.
    ``reason`` is for staff, in plain words, never the address or the text.
    """

    event: str
    reference: str
    report: ReportWord
    reason: str = ""
    at: datetime | None = None


Send: TypeAlias = Callable[[Outgoing], Receipt]
LookUp: TypeAlias = Callable[[Outgoing], Receipt | None]
Inbound: TypeAlias = Callable[[Posted], Iterable[Replied | Reported]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to carry messages.

    ``send`` hands one message to the provider and answers what became of it; it is called in a thread of its own and
    has 30 seconds. ``look_up`` asks the provider what became of a message sent earlier, and answers ``None`` when the
    provider cannot tell. ``idempotent`` promises that the same ``message_id`` twice reaches the patient once.
    ``inbound`` proves that the provider posted something and tells what it says: replies and reports, in its order,
    nothing for what is neither. It raises NotGenuineError when it cannot prove it, before it reads any of it.
    """

    name: str
    send: Send
    settings: tuple[Setting, ...] = ()
    look_up: LookUp | None = None
    idempotent: bool = False
    means: str = ""
    inbound: Inbound | None = None


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """How one patient wants to be reached, in the EMR's own words; ``preferences.yaml`` says what they mean.

    ``reference`` is the patient's id in the EMR. With ``at`` (the time of an appointment, ISO 8601, on the practice's
    clock unless it names a zone) or ``appointment`` (its reference) the change counts for that visit alone (domain.md
    4.8). A field that is ``None`` was not sent and stays as it is; an empty one says that the EMR has no wish any more.
    Neither lifts a wish to be left alone: that takes a word that says so.
    """

    reference: str
    appointment: str = ""
    number: str | None = None
    method: str | None = None
    do_not_contact: str | None = None
    consent: str | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class PatientChange:
    """Who a patient is and where to reach them, as the EMR has it now; applied as staff would correct a contact.

    ``reference`` is the patient's id in the EMR. A field that is ``None`` was not sent and stays as it is; an empty one
    says that the EMR has none any more. ``active`` is False for whoever is not to be contacted at all any more (has
    died, moved away, or was merged into another patient): they are left alone until it is True, which lifts no other
    wish to be. ``preferences.yaml`` says whether somebody who is not on file is added, or this kept until they are.
    """

    reference: str
    name: str | None = None
    cell: str | None = None
    home: str | None = None
    work: str | None = None
    email: str | None = None
    zone: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class AppointmentChange:
    """An appointment as the EMR has it now, in the EMR's own words; ``preferences.yaml`` says what ``state`` means.

    ``reference`` is the appointment's id in the EMR, the same for good; ``patient`` is the patient's, who may become
    another. ``at`` is ISO 8601, on the practice's clock unless it names a zone. An empty field was not sent. What
    differs from what was told last is news, with all that follows in the practice; a visit that is past when it is
    told first is recorded and starts nothing.
    """

    reference: str
    patient: str
    at: str = ""
    state: str = ""
    type: str = ""
    provider: str = ""
    place: str = ""


SourceChange: TypeAlias = PatientChange | AppointmentChange | PreferenceChange


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes since a cursor, oldest first, and the cursor to continue from: any text, kept until the next time.

    ``not_understood`` is what could not be read, in words for staff: place, cause, what to do. They see it each time.
    """

    changes: tuple[SourceChange, ...]
    cursor: str
    not_understood: tuple[str, ...] = ()


ReadChanges: TypeAlias = Callable[[Settings, str], Changes]


@dataclass(frozen=True, slots=True)
class PreferenceSource:
    """An EMR: it knows who the patients are, when they come, and how they want to be reached.

    ``changes(settings, cursor)`` answers everything that changed since *cursor*, which is empty the first time.
    """

    name: str
    changes: ReadChanges
    settings: tuple[Setting, ...] = ()
    means: str = ""


@hookspec
def frontdesk_channels() -> Iterable[Channel]:  # type: ignore[empty-body]  # plugins answer; this never runs
    """Offer channels that can carry messages.

    Called once, without arguments, when a command that may send starts; not again while it runs. Two plugins that
    offer the same name get neither: the failure names both distributions.

    Since 0.1.0.

    Returns:
        The channels, as a list or by ``yield``. Their names are what ``plugin:`` in ``channels.yaml`` takes.

    Raises:
        Exception: whatever stops the plugin, or takes it longer than 10 seconds, costs this plugin alone: it offers
            nothing then, and ``frontdesk plugins`` says why. Do not open connections here: ``send`` is the place.

    Example::

        @hookimpl
        def frontdesk_channels():
            yield Channel(name="fax", send=send_fax)
    """


@hookspec
def frontdesk_preference_sources() -> Iterable[PreferenceSource]:  # type: ignore[empty-body]  # plugins answer; this never runs
    """Offer EMRs from which contact preferences are taken over, and people and appointments where they know them.

    Called once, without arguments, when ``frontdesk sync`` (or a command that lists plugins) starts.

    Since 0.1.0.

    Returns:
        The sources, as a list or by ``yield``. Their names are what ``source:`` of ``emr`` in ``preferences.yaml``
        takes.

    Raises:
        Exception: as for ``frontdesk_channels``. An EMR that cannot be read is no matter of this hook: ``changes`` of
            the source raises SourceError for it.

    Example::

        @hookimpl
        def frontdesk_preference_sources():
            yield PreferenceSource(name="acme_emr", changes=read_changes)
    """
