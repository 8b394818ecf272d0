"""The ports of people: who the practice knows, how they are found, and what they said of being written to.

What holds for every method of every port (``keeping.ports``) holds here. Knows nothing of what is done for anybody:
visits, messages, campaigns and tasks are other ports.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from frontdesk.names import ContactId, LineType, State
from frontdesk.records import Aside, ConsentRecord, Contact, Note


class People(Protocol):
    """Contacts and their numbers; a number may be shared.

    Numbers come and are kept in one form, E.164 (``frontdesk.addresses``): a store compares them as they are.

    A contact that is put aside is found by its id and by nothing else; what leads to it leads to whom it was merged
    into, and to nobody where it was erased.
    """

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        """Keep new contacts; their ids are given here, growing in the order given, and never to somebody else again."""

    def contact(self, id: ContactId) -> Contact:
        """The contact with this number. Raises NoSuchContactError."""

    def save_contact(self, contact: Contact) -> None:
        """Save what changed of a contact, but for its phones."""

    def save_phones(self, contact: Contact) -> None:
        """Save which phones *contact* and those named on file for it have, and nothing else; others keep theirs."""

    def save_choice(self, contact: Contact) -> None:
        """Save which choice of *contact* is pending, or that none is, and nothing else of it."""

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """Note what a number turned out to be, for everybody who has it."""

    def contact_count(self) -> int:
        """How many contacts there are, without those put aside."""

    def contact_with_reference(self, reference: str) -> Contact | None:
        """Who is called so elsewhere, such as in the EMR; nobody is called nothing.

        The reference of a contact that was merged is another one of whom it was merged into.
        """

    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        """Contacts with *text* in the name, a part of it, a number, the e-mail or reference; *state* is the one shown.

        Who is shown in one of the states *without* is left out. Large and small letters A to Z are the same, and
        nothing in *text* stands for anything else. In order of their ids, without those put aside.
        """

    def all_contacts(self) -> Iterator[Contact]:
        """Every contact but those put aside, in order of their ids; the caller may change contacts meanwhile."""

    def namesakes(self, name: str) -> list[Contact]:
        """Everybody whose name is this one by ``records.same_name``; in order of their ids.

        As quick however many contacts there are, but for those who are called so. Also those who were
        merged: whoever comes again under that name is on file.
        """

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """Everybody who has this number, as any of theirs; in order of their ids.

        In the place of a contact that was merged stands whom it was merged into, once. It takes as long as there are
        many, and so does whatever concerns each of them.
        """

    def is_shared(self, number: str) -> bool:
        """Whether more than one contact has this number, as any of theirs.

        As quick however many have it, since it is asked for each message.
        """

    def set_aside(self, contact: ContactId, at: datetime, into: ContactId | None = None) -> None:
        """Put a contact aside: merged *into* another, or erased, where there is no other; the last time counts."""

    def bring_back(self, contact: ContactId) -> None:
        """Let a contact that was put aside be one again."""

    def aside(self, contact: ContactId) -> Aside | None:
        """Since when a contact is put aside, and into whom it was merged; ``None`` when it is not aside."""

    def merged_with(self, contact: ContactId) -> list[ContactId]:
        """Everybody who was merged into this contact, themselves or with another who was; in order of their ids."""

    def contacts_with_email(self, email: str) -> list[ContactId]:
        """Everybody who has this e-mail address, large and small letters A to Z being the same; in order of their ids.

        Nobody has an empty one.
        """

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        """Write a note on a contact."""

    def notes(self, contact: ContactId) -> list[Note]:
        """The notes on a contact, in the order in which they were written."""

    def forget_notes(self, contact: ContactId) -> int:
        """Erase the notes on a contact, for good, and return how many."""


class Consents(Protocol):
    """Consent to be written to, for each address, line and channel (domain.md 4.3); an address may be nobody's yet.

    An address is the same however it is written, and comes out as ``records.address_key`` writes it.
    """

    def record_consent(self, consent: ConsentRecord) -> None:
        """Record what was said; of one address, line and channel, and of what it covers, the last counts."""

    def consents(self, address: str) -> list[ConsentRecord]:
        """What is recorded for this address, whether or not it has run out; by line, channel and what it covers."""

    def addresses_with_consent(self) -> Iterator[str]:
        """Every address for which something is recorded, but those that are forgotten, in the order of their letters.

        The caller may record and forget meanwhile.
        """

    def forget_address(self, address: str) -> None:
        """Keep this address no more, here; only where it opted out, that stays, with who said so and without words.

        That is kept under a keyed hash (``records.keyed_hash``) with a key that no other store has, and answers as
        before whoever asks for the address; what is recorded for it later stands there too.
        """
