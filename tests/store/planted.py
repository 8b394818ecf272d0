"""Stores that break one promise each, made of the honest one in memory by its public names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

from frontdesk.journal import GENESIS, Said, Verification, link_of
from frontdesk.names import ChannelId, ContactId, MessageState
from frontdesk.records import Appointment, Due, Message, StoreError, Task
from frontdesk.store.instants import micros
from frontdesk.store.memory.tables import Tables, as_kept
from frontdesk.testing import Memory, MemoryStore


class NotFlushed(Memory):
    """A power cut takes the last block with it."""

    before = Tables()

    def keep(self, tables: Tables) -> None:
        self.before = self.kept
        super().keep(tables)

    def cut_power(self) -> None:
        self.kept = self.before
        super().cut_power()


class Free:
    """A lock that everybody gets at once."""

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return True

    def release(self) -> None:
        pass


class LetsEverybodyWrite(MemoryStore):
    """Nobody waits, and whoever ends last wins."""

    def __init__(self, memory: Memory | None = None, patience: float = 30.0, room: int | None = None) -> None:
        super().__init__(memory, patience, room)
        self.memory.writing = Free()  # type: ignore[assignment]  # as far as anybody calls it, it is one


class ClaimsTwice(MemoryStore):
    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        claimed = super().claim_message(id, channel, address, at, exempt=exempt)
        return claimed or (id in self.tables.messages and self.message(id).state is MessageState.SENDING)


class ClaimsAnything(MemoryStore):
    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        if id in self.tables.messages and self.message(id).state is MessageState.FAILED:
            self.save_message(replace(self.message(id), state=MessageState.WAITING))
        return super().claim_message(id, channel, address, at, exempt=exempt)


class CountsNoTries(MemoryStore):
    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        claimed = super().claim_message(id, channel, address, at, exempt=exempt)
        if claimed:
            self.save_message(replace(self.message(id), tries=self.message(id).tries - 1))
        return claimed


class KeepsTheHandover(MemoryStore):
    """Takes a new try for handed over where the one before was."""

    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        before = self.message(id).handover if id in self.tables.messages else None
        claimed = super().claim_message(id, channel, address, at, exempt=exempt)
        if claimed and before:
            self.save_message(replace(self.message(id), handover=before))
        return claimed


class TakesTwice(MemoryStore):
    def take_due(self, due: Due) -> bool:
        return super().take_due(due) or True


class TakesWhatMoved(MemoryStore):
    def take_due(self, due: Due) -> bool:
        there = [one for one in self.scheduled(due.contact) if (one.kind, one.ref) == (due.kind, due.ref)]
        return any(super(TakesWhatMoved, self).take_due(one) for one in there)


class ForgetsARollback(MemoryStore):
    @contextmanager
    def transaction(self) -> Iterator[None]:
        raised: BaseException | None = None
        with super().transaction():
            try:
                yield
            except BaseException as error:
                raised = error
        if raised:
            raise raised


class ForgetsARollbackOfOneKind(MemoryStore):
    """Rolls back what an Exception ends, and keeps what a KeyboardInterrupt does."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        raised: BaseException | None = None
        with super().transaction():
            try:
                yield
            except KeyboardInterrupt as error:
                raised = error
        if raised:
            raise raised


class Swallows(MemoryStore):
    @contextmanager
    def transaction(self) -> Iterator[None]:
        with suppress(KeyboardInterrupt), super().transaction():
            yield


class ShowsAHalf(MemoryStore):
    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        super().add_note(contact, at, by, text)
        self.memory.keep(self.tables.copied())


class Nests(MemoryStore):
    depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self.depth:
            yield
            return
        self.depth = 1
        try:
            with super().transaction():
                yield
        finally:
            self.depth = 0


class ChangesByItself(MemoryStore):
    """Keeps a cursor outside of any block."""

    def set_cursor(self, source: str, cursor: str) -> None:
        with suppress(RuntimeError), super().transaction():
            super().set_cursor(source, cursor)
            return
        super().set_cursor(source, cursor)


class ForgetsAMicrosecond(MemoryStore):
    def add_appointment(self, appointment: Appointment) -> int:
        return super().add_appointment(replace(appointment, at=appointment.at.replace(microsecond=0)))


class LosesTheZone(MemoryStore):
    def add_task(self, task: Task) -> int:
        return super().add_task(replace(task, opened_at=task.opened_at, follow_up_at=_wall(task.follow_up_at)))


class TakesANaiveInstant(MemoryStore):
    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        return super().due(now.replace(tzinfo=now.tzinfo or UTC), limit)


class KeepsTheZoneOfTheOtherHour(MemoryStore):
    """Mistakes the second 01:30 of an autumn night for the first."""

    def schedule(self, due: Due) -> None:
        super().schedule(replace(due, at=due.at.replace(fold=0)))


def _wall(at: datetime | None) -> datetime | None:
    return at and at.replace(tzinfo=at.tzinfo and UTC)


class ReusesAnId(MemoryStore):
    """Each handle counts for itself."""

    given = 0

    def add_appointment(self, appointment: Appointment) -> int:
        self.given += 1
        self.changing.appointments[self.given] = as_kept(appointment, id=self.given)
        return self.given


class LetsASecondIn(MemoryStore):
    def add_message(self, message: Message) -> int | None:
        number = super().add_message(message)
        if number is None and all(one.state is not MessageState.WAITING for one in self.messages(message.contact)):
            number = super().add_message(replace(message, run=f"{message.run} again"))
        return number


class BreaksTheChain(MemoryStore):
    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        number = super().record(at, by, contact, said, ruleset)
        if number == 4:
            self.tables.chain[-1] = replace(self.tables.chain[-1], previous="0" * 64)
        return number


class WritesOtherBytes(MemoryStore):
    """Hashes in a way of its own, and verifies nothing."""

    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        number = super().record(at, by, contact, said, ruleset)
        link = self.tables.chain[-1]
        self.tables.chain[-1] = replace(link, hash=link.hash[::-1])
        return number

    def verify_journal(self, anchor: str = "") -> Verification:
        return replace(super().verify_journal(anchor), broken=())


class SaltsNothing(MemoryStore):
    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        chain = self.changing.chain
        last = (chain[-1].seq, chain[-1].hash) if chain else (0, GENESIS)
        chain.append(link_of(last, micros(at), by, contact, said, ruleset, "0" * 32))
        return chain[-1].seq


class ForgetsToErase(MemoryStore):
    def forget(self, contact: ContactId) -> int:
        before = list(self.tables.chain)
        count = super().forget(contact)
        self.tables.chain[:] = before
        return count


class ErasesOthersToo(MemoryStore):
    def forget(self, contact: ContactId) -> int:
        return super().forget(contact) + sum(super(ErasesOthersToo, self).forget(one) for one in self.tables.contacts)


class VerifiesNothing(MemoryStore):
    def verify_journal(self, anchor: str = "") -> Verification:
        return replace(super().verify_journal(anchor), broken=())


class SwallowsAFullDisk(MemoryStore):
    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        with suppress(StoreError):
            super().add_note(contact, at, by, text)


class KeepsTheRestOfABlock(MemoryStore):
    """A change that fails, and is caught, is left out of its block."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        room, self.room = self.room, None
        with super().transaction():
            self.left = room
            yield

    left: int | None = None

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        if self.left is not None and self.left <= 0:
            raise StoreError("no room is left")
        super().add_note(contact, at, by, text)


class NeverFull(MemoryStore):
    def __init__(self, memory: Memory | None = None, patience: float = 30.0, room: int | None = None) -> None:
        super().__init__(memory, patience)
