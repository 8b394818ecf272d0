"""The ports: what a store must answer, in which order, and with which error, so that one can take another's place.

What holds for every method of every port:

- Records go in and come out equal. Instants come out aware and in UTC, whatever zone they were given in, to the
  microsecond; one without a zone is refused with ValueError, since it would be another hour elsewhere.
- What is changed inside ``Store.transaction`` is kept when the block ends and lost when it raises; nobody else sees a
  part of it. What is changed outside of one is refused with RuntimeError: a bug of ours. A change that ends with a
  StoreError takes its whole block with it, even when the error is caught inside.
- Whoever saves a changed record that nobody has changes nothing.
- A question may be asked inside or outside; it sees all that was kept before, and inside also what this block changed.
- Whatever keeps a store from answering (locked, full, read-only, damaged, gone) is a StoreError in words for staff.
- An order that a docstring does not promise is none.

Who the practice knows stands in ``keeping.people`` and what is asked for many at once in ``keeping.many``, under the
same promises. Knows no store, no SQL and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from frontdesk.journal import Entry, Said, Verification
from frontdesk.keeping.many import Many
from frontdesk.keeping.people import Consents, People
from frontdesk.names import ChannelId, ContactId, MessageState, State
from frontdesk.records import (
    Appointment,
    Due,
    DueKind,
    Enrolment,
    Message,
    Notice,
    Sent,
    Task,
    Telling,
)


class Journal(Protocol):
    """What happened, append-only: each entry hashes the one before, and the values about a person stand beside it.

    The bytes that are hashed are those of ``journal.chain``, so that every store writes the same chain.
    """

    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        """Append one entry and return its number, one more than that of the last; numbers begin with 1."""

    def journal(
        self,
        *,
        contact: ContactId | None = None,
        since: int = 0,
        limit: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Iterator[Entry]:
        """The entries after number *since*, in order of their numbers, of one contact or of all; at most *limit*.

        With *kinds*, only those of these kinds (``Entry.kind``).
        """

    def entry(self, number: int) -> Entry:
        """The entry with this number. Raises NoSuchRecordError."""

    def unclaimed_replies(self, number: str) -> list[Entry]:
        """The replies from this number, however it is written, that came while nobody had it; by number of the entry.

        Their entries are about nobody.
        """

    def verify_journal(self, anchor: str = "") -> Verification:
        """Check the whole chain; *anchor* is the hash of an entry noted earlier, which must still be in it."""

    def forget(self, contact: ContactId) -> int:
        """Erase what entries about *contact* say beside the chain, for good, and return how many; the chain holds.

        The unclaimed replies from their numbers go with it.
        """


class Visits(Protocol):
    """Appointments."""

    def add_appointment(self, appointment: Appointment) -> int:
        """Keep a new appointment and return its number, which no other ever gets."""

    def appointment(self, id: int) -> Appointment:
        """The appointment with this number. Raises NoSuchRecordError."""

    def appointments(self, contact: ContactId) -> list[Appointment]:
        """All appointments of a contact, by time, then by number."""

    def appointments_between(self, since: datetime | None, before: datetime | None) -> list[Appointment]:
        """Everybody's appointments from *since* on and before *before*, by time, then by number.

        ``None`` is no bound.
        """

    def appointments_with_reference(self, reference: str) -> list[Appointment]:
        """Everybody's appointments that are called so elsewhere, such as in the EMR, by number; none is called nothing.

        As quick however many appointments there are.
        """

    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        """The contact's earliest appointment, booked or confirmed, that is not before *now*."""

    def save_appointment(self, appointment: Appointment) -> None:
        """Save a changed appointment."""


class Outbox(Protocol):
    """Messages: one for each contact and run, ever."""

    def add_message(self, message: Message) -> int | None:
        """Keep a new message and return its number; ``None`` when the contact has one of this run, however long ago."""

    def message(self, id: int) -> Message:
        """The message with this number. Raises NoSuchRecordError."""

    def messages(self, contact: ContactId | None = None, *, states: Sequence[MessageState] = ()) -> list[Message]:
        """Messages of a contact or of all, in these states or in any; by number."""

    def message_with_reference(self, reference: str, channels: Iterable[ChannelId]) -> Message | None:
        """The message, by one of these channels, that a provider calls *reference*; the newest of several."""

    def sending(self) -> list[Message]:
        """Messages marked as being sent; by number."""

    def replies_to(self, number: str) -> list[Message]:
        """Messages that answer somebody who wrote from this number; by their own numbers.

        As quick however many contacts have the number.
        """

    def parts_of(self, message: int) -> list[Message]:
        """Messages that say themselves in this one (``Message.part_of``); by number."""

    def save_message(self, message: Message) -> None:
        """Save a changed message; whether it was claimed as exempt stays."""

    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        """Mark a waiting message as being sent since *at*; False when it waits no more: of two workers, one has it.

        A claim is one more of its ``tries``, and its ``handover`` has not begun; it is ``part_of`` none.
        """

    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        """Messages that left, are leaving or may have left at *since* or later, by time, and how they were claimed.

        Each says which message it was and by which campaign and channel it left. What is ``part_of`` another message to
        the same contact is counted with that.
        """


class Enrolments(Protocol):
    """Runs of campaigns."""

    def add_enrolment(self, enrolment: Enrolment) -> int:
        """Keep a new enrolment and return its number, which no other ever gets."""

    def enrolment(self, id: int) -> Enrolment:
        """The enrolment with this number. Raises NoSuchRecordError."""

    def enrolments(self, contact: ContactId, *, running: bool = True) -> list[Enrolment]:
        """The contact's running enrolments, or all it ever had; by number."""

    def running(self) -> Iterator[Enrolment]:
        """Every running enrolment of everybody, by number; the caller may change them meanwhile."""

    def save_enrolment(self, enrolment: Enrolment) -> None:
        """Save a changed enrolment."""


class Tasks(Protocol):
    """What the staff have to do and should know."""

    def add_task(self, task: Task) -> int:
        """Keep a new task and return its number, which no other ever gets."""

    def task(self, id: int) -> Task:
        """The task with this number. Raises NoSuchRecordError."""

    def tasks(self, contact: ContactId | None = None, *, open_only: bool = True) -> list[Task]:
        """Tasks of a contact or of all, open or whatever they are; by number."""

    def save_task(self, task: Task) -> None:
        """Save a changed task."""

    def add_notice(self, contact: ContactId | None, at: datetime, text: str, addressee: str = "") -> int:
        """Tell the staff, or one person or team of them, something and return the notice's number."""

    def notices(self, *, open_only: bool = True) -> list[Notice]:
        """What the staff were told, only what nobody has ticked off or everything; by number."""

    def tick_notice(self, id: int, at: datetime) -> None:
        """Somebody has read a notice. Raises NoSuchRecordError."""

    def forget_notices(self, contact: ContactId, at: datetime) -> int:
        """Erase what notices about a contact say, for good, and return how many notices; they are ticked off."""


class Agenda(Protocol):
    """What falls due, one line for each kind, contact and ref."""

    def schedule(self, due: Due) -> None:
        """Put work on the list; the same kind, contact and ref again moves it."""

    def unschedule(self, kind: DueKind, contact: ContactId, ref: int | str | None = None) -> None:
        """Take work off the list: one ref, or all of the kind; what is not there is no error."""

    def next_due(self) -> Due | None:
        """What falls due first, in the order of ``due``."""

    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        """What is due at *now*: by time; of the same instant, what settles first, then as it was first put on the list.

        A choice settles before anything else that falls due at the same instant, since the rest may wait for it.
        """

    def scheduled(self, contact: ContactId) -> list[Due]:
        """What is on the list for a contact, by time, then as it was first put on the list."""

    def take_due(self, due: Due) -> bool:
        """Take one thing off the list; False when it is not there at that instant: of two workers, one has it."""


class Rules(Protocol):
    """Under which rules the store runs, which ran before, and what hangs on their names."""

    def rules_in_force(self) -> str | None:
        """The hash of the rules that the store took over last; ``None`` when it never did."""

    def put_in_force(self, hash: str, name: str, text: str, at: datetime) -> None:
        """Let the store run under these rules from *at* on, and keep their text for good."""

    def ruleset_text(self, hash: str) -> str | None:
        """The text of rules that ran here, or ``None``."""

    def contacts_by_state(self) -> Mapping[State, int]:
        """How many contacts are in each state, by what has settled and by what waits to settle; none put aside."""

    def going_on(self, kind: str) -> Mapping[str, int]:
        """How many enrolments run, messages wait and tasks are open, by the name in the rules.

        *kind* is ``campaigns``, ``messages`` or ``tasks``.
        """

    def move_state(self, old: State, new: State) -> None:
        """Put everybody who is, chose to be or has been in one state into another."""

    def rename(self, kind: str, old: str, new: str) -> None:
        """Let what goes on under one name go on under another; what has ended keeps its name."""


class Requests(Protocol):
    """What others asked or said before, so that asking again does nothing twice, and nothing said is lost."""

    def answer_to(self, request_id: str) -> str | None:
        """The answer that a request got before; ``None`` when it was never made."""

    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        """Note the answer of a request that was not made before; of one that was, the first answer stays."""

    def answers(self) -> Iterator[tuple[str, str]]:
        """Every request that was made, and its answer; the caller may replace answers meanwhile."""

    def replace_answer(self, request_id: str, answer: str) -> None:
        """Put another answer in the place of that of a request, for good; one that was never made stays so."""

    def cursor(self, source: str) -> str:
        """Where a source was read up to; empty when it never was."""

    def set_cursor(self, source: str, cursor: str) -> None:
        """Note where a source was read up to."""

    def keep_unclaimed(self, patient: str, visit: str, said: str) -> None:
        """Keep what was said of a patient who is not on file, or of a visit of theirs; what was said last counts."""

    def unclaimed(self, patient: str) -> Mapping[str, str]:
        """What is kept of this patient, by the visit that it is about; empty for what is about none."""

    def unclaimed_about(self, visit: str) -> frozenset[str]:
        """Of which patients something is kept about this visit; as quick however much is kept."""

    def claim(self, patient: str, visit: str) -> None:
        """Let go of what is kept of a patient, or of one visit; what is not kept is no error."""


class Tellings(Protocol):
    """What sources told of whom, such as files that come every night: what one says again in the same words is no news.

    It is kept for comparing only, as keyed hashes (``records.keyed_hash``) with a key that no other store has.
    """

    def told_before(self, source: str, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        """Which of the things *said*, words by key, the source told last in the very same words, and of whom.

        As quick however much it told before.
        """

    def remember_told(self, source: str, told: Iterable[Telling]) -> None:
        """Note what a source told; of one key, the last words count and whom they are about."""

    def take_back_told(self, source: str, keys: Iterable[str]) -> None:
        """Forget what a source told of these things; told once more, they are news."""

    def forget_told(self, contact: ContactId) -> int:
        """Forget whatever any source told of a contact, and return how many things; told once more, they are news."""


class Store(
    Journal, People, Consents, Visits, Outbox, Enrolments, Tasks, Agenda, Rules, Requests, Tellings, Many, Protocol
):
    """Everything that one practice keeps, behind one transaction."""

    @property
    def name(self) -> str:
        """What no other store is called: a part of every message's id, so that none is taken for that of another."""

    def transaction(self) -> AbstractContextManager[None]:
        """Keep all of what is changed inside, or nothing.

        Kept means flushed: it survives a power cut. Writers wait for each other, for as long as the store is patient.
        One inside another is refused with RuntimeError: whose end would count? Raises StoreError.
        """

    def wipe(self) -> None:
        """Leave nothing of what was erased where it was kept, such as in free pages of a file or in a log.

        After the transaction that erased it: inside of one it is refused with RuntimeError. Raises StoreError where
        somebody else keeps it from that; what was erased is gone for every method of the ports, but may still be read
        behind the store's back.
        """

    def close(self) -> None:
        """Let go of what the store holds open. What is asked afterwards is refused with RuntimeError: a bug of ours."""
