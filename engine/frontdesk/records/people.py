"""People as they are kept: who they are, how they can be reached, and what was noted of them."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from frontdesk.names import (
    DO_NOT_CONTACT,
    NOT_SENT,
    ContactId,
    LineType,
    OutcomeId,
    PhoneKind,
    ReasonId,
    Recipient,
    State,
)
from frontdesk.records.naming import Called, called, greeting
from frontdesk.tables import Value

_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164 and what it can take; one from an older store that could not be read is as it was."""

    number: str
    line_type: LineType = LineType.UNKNOWN


@dataclass(frozen=True, slots=True)
class Preference:
    """What one source says about how to reach a contact: which of the numbers, which method, or not at all.

    ``number`` and ``method`` are ``not_sent`` when the source is silent; a method may be ``do_not_contact``.
    ``inactive``: the source says that nobody is to contact them at all any more, as of somebody who died.
    """

    number: str = "not_sent"
    method: str = "not_sent"
    do_not_contact: bool = False
    inactive: bool = False

    @property
    def refuses(self) -> bool:
        """Whether it says to leave the contact alone, whichever way of saying so."""
        return self.do_not_contact or self.inactive or self.method == DO_NOT_CONTACT


@dataclass(frozen=True, slots=True)
class Choice:
    """A status that somebody chose and that has not settled: everything that waits for the correction window."""

    state: State
    at: datetime
    by: str = ""
    note: str = ""
    reason: ReasonId | None = None
    follow_up_at: datetime | None = None
    logged: OutcomeId | None = None
    """The outcome that was logged in the same act; its note is on file already."""
    task: int | None = None
    """The task on which that was logged, and on which the follow-up stands."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody on file for a contact who may get their messages, in ways of their own: a guardian or a partner."""

    name: str
    phones: Mapping[PhoneKind, Phone] = field(default_factory=dict)
    email: str = ""
    email_valid: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """A lead or patient, as stored.

    ``settled`` is the last state that has taken effect, since ``settled_at``; ``choice`` is pending, ``None`` when
    nothing is. ``been`` holds every settled state ever.
    """

    id: ContactId
    name: str
    settled: State
    settled_at: datetime
    choice: Choice | None = None
    been: frozenset[State] = frozenset()
    phones: Mapping[PhoneKind, Phone] = field(default_factory=dict)
    email: str = ""
    email_valid: bool = True
    zone: str = ""
    region: str = ""
    attempts: int = 0
    last_outcome: OutcomeId | None = None
    lost_reason: ReasonId | None = None
    consent_basis: str = ""
    facesheet: Preference = Preference()
    emr: Preference = Preference()
    facts: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    reference: str = ""
    """The contact's id in the EMR or lead source, if any."""
    given: str = ""
    family: str = ""
    salutation: str = ""
    """The parts of ``name``, which is the whole as it is shown; empty where they are not known."""
    born: date | None = None
    language: str = ""
    """The language that they want to be addressed in, as a BCP 47 tag such as ``es`` or ``pt-BR``; empty: unknown."""
    companions: Mapping[Recipient, Companion] = field(default_factory=dict)
    """Who is on file for the contact: a guardian, a partner."""
    settled_before: State | None = None
    """The settled state before ``settled``; ``None`` for who came in it, or where nobody knows."""
    lasts_until: datetime | None = None
    """The date that was chosen with ``settled``, where that lasts until one."""

    @property
    def previous_state(self) -> State | None:
        """The settled state before the one that shows."""
        return self.settled if self.choice and self.choice.state != self.settled else self.settled_before

    @property
    def state(self) -> State:
        """What shows at once: the pending choice, else what has settled."""
        return self.choice.state if self.choice else self.settled

    @property
    def state_since(self) -> datetime:
        """When the state that shows was entered."""
        return self.choice.at if self.choice else self.settled_at

    @property
    def shown_reason(self) -> ReasonId | None:
        """The lost reason of the state that shows."""
        return self.choice.reason if self.choice else self.lost_reason

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every phone number by which the contact is reached, their own first."""
        if not self.companions:
            return tuple(dict.fromkeys([phone.number for phone in self.phones.values()]))
        own_and_others = (self.phones, *(one.phones for one in self.companions.values()))
        return tuple(dict.fromkeys(phone.number for phones in own_and_others for phone in phones.values()))

    @property
    def emails(self) -> tuple[str, ...]:
        """Every e-mail address by which the contact is reached, their own first."""
        if not self.companions:
            return (self.email,) if self.email else ()
        addresses = (self.email, *(one.email for one in self.companions.values()))
        return tuple(dict.fromkeys(one for one in addresses if one))

    def without_mailbox(self, email: str) -> Contact:
        """The contact once nothing arrives at *email* any more, whose ever it is."""
        companions = {
            of: replace(one, email_valid=one.email_valid and one.email != email) for of, one in self.companions.items()
        }
        return replace(self, email_valid=self.email_valid and self.email != email, companions=companions)

    def reached_through(self, recipient: Recipient) -> Contact:
        """The contact as *recipient* is reached, who is on file for them; which number is preferred was said of others.

        A refusal stays one: whoever must not be contacted is not contacted through somebody else.
        """
        if recipient is Recipient.PATIENT:
            return self
        other = self.companions[recipient]
        return replace(
            self,
            phones=other.phones,
            email=other.email,
            email_valid=other.email_valid,
            facesheet=replace(self.facesheet, number=NOT_SENT),
            emr=replace(self.emr, number=NOT_SENT),
        )

    @property
    def called(self) -> Called:
        """The parts of the name: as they were told, else as far as the whole name says them for certain."""
        if self.given or self.family or self.salutation:
            return Called(self.name, self.given, self.family, self.salutation)
        return called(self.name)

    @property
    def first_name(self) -> str:
        """How messages address them: by the given name where it is known, else by the whole name."""
        return greeting(self.called)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a contact: when, by whom, what."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A contact that was put aside, and since when: merged *into* another, or erased, where there is no other."""

    at: datetime
    into: ContactId | None = None


def keyed_hash(key: str, text: str) -> str:
    """What stands for a number or words that may not be kept as they are: HMAC-SHA256 (RFC 2104).

    Numbers are few enough that a plain digest could be found again by trying all; whoever has the store has the *key*,
    and can try whether a number is among those that refused, and no more.
    """
    return hmac.digest(key.encode(), text.encode(), "sha256").hex()
