"""Stores that break one promise each, made of the honest one in memory by its public names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from frontdesk.journal import GENESIS, Entry, Said, Verification, link_of
from frontdesk.names import ChannelId, Consent, ContactId, LineId, LineType, MessageState, State
from frontdesk.records import Appointment, Contact, Due, DueKind, Message, Sent, StoreError, Task
from frontdesk.store.instants import in_utc, micros
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


class SharesWhatItIsGiven(MemoryStore):
    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        given = list(contacts)
        ids = super().add_contacts(given)
        for id, one in zip(ids, given, strict=True):
            self.tables.contacts[id] = replace(self.tables.contacts[id], facts=one.facts)
        return ids


class MakesNumbersOfWords(MemoryStore):
    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        return super().add_contacts(replace(one, facts=_numbers(one.facts)) for one in contacts)


def _numbers(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: int(value) if isinstance(value, str) and value.isdigit() else value for name, value in facts.items()}


class CutsLongTexts(MemoryStore):
    def put_in_force(self, hash: str, name: str, text: str, at: datetime) -> None:
        super().put_in_force(hash, name, text[:65_535], at)


class SavesThePhones(MemoryStore):
    def save_contact(self, contact: Contact) -> None:
        super().save_contact(contact)
        self.changing.contacts[contact.id] = contact


class SavesMoreThanTheChoice(MemoryStore):
    def save_choice(self, contact: Contact) -> None:
        super().save_contact(contact)


class KnowsOneWayToWriteANumber(MemoryStore):
    def contacts_on_number(self, number: str) -> list[ContactId]:
        return [id for id, one in self.tables.contacts.items() if number in one.numbers]


class NotesALineOnce(MemoryStore):
    def set_line_type(self, number: str, line_type: LineType) -> None:
        before = dict(self.changing.contacts)
        super().set_line_type(number, line_type)
        changed = [id for id, one in self.tables.contacts.items() if one != before[id]]
        self.tables.contacts.update({id: before[id] for id in changed[1:]})


class LetsSignsStandForSomething(MemoryStore):
    def find_contacts(self, text: str = "", *, state: State | None = None, limit: int = 50) -> list[Contact]:
        return super().find_contacts(text.strip("%"), state=state, limit=limit)


class FindsTheStateThatSettled(MemoryStore):
    def find_contacts(self, text: str = "", *, state: State | None = None, limit: int = 50) -> list[Contact]:
        found = super().find_contacts(text, limit=10_000)
        return [one for one in found if state in (None, one.settled)][:limit]


class FirstConsentCounts(MemoryStore):
    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        if line not in self.consents(number):
            super().set_consent(number, line, value, at, source)


class CountsFailedAsSent(MemoryStore):
    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        failed = self.messages(contact, states=(MessageState.FAILED,))
        ended = [one.ended_at for one in failed if one.ended_at and one.ended_at >= since]
        more = [Sent(at, False) for at in ended]
        return tuple(sorted([*super().sent_since(contact, since), *more], key=lambda one: one.at))


class LosesAnExemption(MemoryStore):
    def save_message(self, message: Message) -> None:
        super().save_message(message)
        self.tables.exempt.discard(message.id)


class FindsTheOldestReference(MemoryStore):
    def message_with_reference(self, reference: str, channels: Iterable[ChannelId]) -> Message | None:
        known = tuple(channels)
        return next((one for one in self.messages() if one.reference == reference and one.channel in known), None)


class CreatesWhatItSaves(MemoryStore):
    def save_task(self, task: Task) -> None:
        self.changing.tasks[task.id] = as_kept(task)


class MovesToTheEnd(MemoryStore):
    """What is put on the list again loses its place."""

    def schedule(self, due: Due) -> None:
        self.unschedule(due.kind, due.contact, due.ref)
        super().schedule(due)


class TakesEverythingOff(MemoryStore):
    def unschedule(self, kind: DueKind, contact: ContactId, ref: int | str | None = None) -> None:
        super().unschedule(kind, contact, ref or None)


class SettlesInLine(MemoryStore):
    """A choice waits for its turn like everything else."""

    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        listed = list(self.tables.due.values())
        return sorted(super().due(now, 10_000), key=lambda one: (one.at, listed.index(one)))[:limit]


class SettlesFirstOnlyInTheList(MemoryStore):
    def next_due(self) -> Due | None:
        return min(self.tables.due.values(), key=lambda one: one.at, default=None)


class OrdersByRef(MemoryStore):
    def scheduled(self, contact: ContactId) -> list[Due]:
        return sorted(super().scheduled(contact), key=lambda one: (one.at, str(one.ref)))


class OrdersVisitsByTimeAlone(MemoryStore):
    def appointments(self, contact: ContactId) -> list[Appointment]:
        return sorted(super().appointments(contact), key=lambda one: (one.at, -one.id))


class OrdersVisitsByNumber(MemoryStore):
    def appointments(self, contact: ContactId) -> list[Appointment]:
        return sorted(super().appointments(contact), key=lambda one: one.id)


class ExpectsWhatWasCancelled(MemoryStore):
    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        return next((one for one in self.appointments(contact) if one.at >= now), None)


class ForgetsTheVeryInstant(MemoryStore):
    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        found = super().next_appointment(contact, now)
        return found if found and found.at > now else None


class ForgetsOldRules(MemoryStore):
    def put_in_force(self, hash: str, name: str, text: str, at: datetime) -> None:
        super().put_in_force(hash, name, text, at)
        self.tables.rulesets = {hash: text}


class MovesLikenesses(MemoryStore):
    def move_state(self, old: State, new: State) -> None:
        for state in {one.settled for one in self.tables.contacts.values() if one.settled.startswith(old)}:
            super().move_state(state, new)
        super().move_state(old, new)


class RenamesWhatIsOver(MemoryStore):
    def rename(self, kind: str, old: str, new: str) -> None:
        super().rename(kind, old, new)
        for number, one in list(self.tables.tasks.items()):
            if kind == "tasks" and one.task == old:
                self.tables.tasks[number] = replace(one, task=type(one.task)(new))


class ForgetsMessagesOfACampaign(MemoryStore):
    def rename(self, kind: str, old: str, new: str) -> None:
        before = dict(self.changing.messages)
        super().rename(kind, old, new)
        if kind == "campaigns":
            self.tables.messages.update(before)


class AnswersAnew(MemoryStore):
    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        self.changing.answers[request_id] = answer if in_utc(at) else ""


class OneCursor(MemoryStore):
    def set_cursor(self, source: str, cursor: str) -> None:
        super().set_cursor(source, cursor)
        for other in list(self.tables.cursors):
            self.tables.cursors[other] = cursor


class ReadsOnAfterItWasClosed(MemoryStore):
    def close(self) -> None:
        pass


class SkipsWhatChanges(MemoryStore):
    """Reads some at a time by their places, so that what has left the list moves the rest."""

    def running(self) -> Iterator[Any]:
        first = 0
        while page := [one for one in self.tables.enrolments.values() if one.ended_at is None][first : first + 100]:
            yield from page
            first += 100


class CutsThePage(MemoryStore):
    """Answers 500 entries and no more."""

    def journal(self, *, contact: ContactId | None = None, since: int = 0, limit: int | None = None) -> Iterator[Entry]:
        return super().journal(contact=contact, since=since, limit=500 if limit is None else min(limit, 500))


def forgetting(method: str) -> type[MemoryStore]:
    """A store of which one method does nothing and answers nothing."""

    def nothing(self: MemoryStore, *args: object, **named: object) -> None:
        pass

    return type(f"Forgets_{method}", (MemoryStore,), {method: nothing})


def reversing(method: str) -> type[MemoryStore]:
    """A store of which one method answers in the opposite order."""
    honest: Callable[..., Any] = getattr(MemoryStore, method)

    def reversed_answer(self: MemoryStore, *args: object, **named: object) -> object:
        answer = honest(self, *args, **named)
        if isinstance(answer, Mapping):
            return dict(reversed(list(answer.items())))
        if isinstance(answer, Sequence):
            return type(answer)(reversed(answer))  # type: ignore[call-arg]  # a list or a tuple
        return iter(list(answer)[::-1])

    return type(f"Reverses_{method}", (MemoryStore,), {method: reversed_answer})
