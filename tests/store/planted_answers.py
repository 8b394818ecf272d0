"""Stores that keep or answer one thing in another way than promised, made of the honest one in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from frontdesk.journal import Entry, ReplyReceived, Said
from frontdesk.names import ChannelId, ContactId, LineType, MessageState, State
from frontdesk.records import (
    Appointment,
    ConsentRecord,
    Contact,
    Due,
    DueKind,
    Message,
    Sent,
    Task,
    Telling,
    address_key,
)
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.tables import as_kept
from frontdesk.testing import MemoryStore


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


class ReadsNumbersOfItsOwn(MemoryStore):
    """Takes numbers that end alike for one."""

    def contacts_on_number(self, number: str) -> list[ContactId]:
        ends = number[-10:] or "none"
        return [id for id, one in self.tables.contacts.items() if any(has.endswith(ends) for has in one.numbers)]


class TellsNamesApart(MemoryStore):
    def namesakes(self, name: str) -> list[Contact]:
        return [one for one in super().namesakes(name) if one.name == name]


class CountsSomebodyTwice(MemoryStore):
    def is_shared(self, number: str) -> bool:
        phones = [phone for contact in self.all_contacts() for phone in contact.phones.values()]
        return len([phone for phone in phones if phone.number == number]) > 1


class NotesALineOnce(MemoryStore):
    def set_line_type(self, number: str, line_type: LineType) -> None:
        before = dict(self.changing.contacts)
        super().set_line_type(number, line_type)
        changed = [id for id, one in self.tables.contacts.items() if one != before[id]]
        self.tables.contacts.update({id: before[id] for id in changed[1:]})


class LetsSignsStandForSomething(MemoryStore):
    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        return super().find_contacts(text.strip("%"), state=state, without=without, limit=limit)


class FindsWholeNamesOnly(MemoryStore):
    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        found = super().find_contacts(text, state=state, without=without, limit=limit)
        return [one for one in found if not one.given or text.casefold() in one.name.casefold()]


class FindsTheStateThatSettled(MemoryStore):
    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        found = super().find_contacts(text, without=without, limit=10_000)
        return [one for one in found if state in (None, one.settled)][:limit]


class FirstConsentCounts(MemoryStore):
    def record_consent(self, consent: ConsentRecord) -> None:
        if consent.line not in [one.line for one in self.consents(consent.address)]:
            super().record_consent(consent)


class MixesChannels(MemoryStore):
    def record_consent(self, consent: ConsentRecord) -> None:
        super().record_consent(replace(consent, channel=ChannelId("text")))


class ForgetsWhatRanOut(MemoryStore):
    def consents(self, address: str) -> list[ConsentRecord]:
        return [one for one in super().consents(address) if one.until is None or one.until > one.at]


class TellsLettersApart(MemoryStore):
    def contacts_with_email(self, email: str) -> list[ContactId]:
        return [one.id for one in self.tables.contacts.values() if one.email == email != ""]


class FindsEverybodysReplies(MemoryStore):
    def unclaimed_replies(self, number: str) -> list[Entry]:
        said = ((one, one.said) for one in self.journal())
        return [one for one, reply in said if isinstance(reply, ReplyReceived) and reply.number == number]


class LeavesUnclaimedReplies(MemoryStore):
    def forget(self, contact: ContactId) -> int:
        chain = self.changing.chain
        about = [index for index, link in enumerate(chain) if link.contact == contact and link.personal]
        for index in about:
            chain[index] = replace(chain[index], salt="", personal=None)
        return len(about)


class CountsFailedAsSent(MemoryStore):
    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        failed = self.messages(contact, states=(MessageState.FAILED,))
        ended = [one.ended_at for one in failed if one.ended_at and one.ended_at >= since]
        more = [Sent(at, False) for at in ended]
        return tuple(sorted([*super().sent_since(contact, since), *more], key=lambda one: one.at))


class ForgetsWhichMessageLeft(MemoryStore):
    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        return tuple(Sent(one.at, one.exempt, one.message) for one in super().sent_since(contact, since))


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


class CountsTheEndIn(MemoryStore):
    def appointments_between(self, since: datetime | None, before: datetime | None) -> list[Appointment]:
        return super().appointments_between(since, before and before + timedelta(microseconds=1))


class OrdersADayByNumber(MemoryStore):
    def appointments_between(self, since: datetime | None, before: datetime | None) -> list[Appointment]:
        return sorted(super().appointments_between(since, before), key=lambda one: one.id)


class FindsWhatIsCalledNothing(MemoryStore):
    def appointments_with_reference(self, reference: str) -> list[Appointment]:
        return [one for _, one in sorted(self.tables.appointments.items()) if one.reference == reference]


class FindsWhatBeginsAlike(MemoryStore):
    def appointments_with_reference(self, reference: str) -> list[Appointment]:
        every = sorted(self.tables.appointments.items())
        return [one for _, one in every if reference and one.reference.startswith(reference)]


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


class ClaimsAllOfAPatient(MemoryStore):
    def claim(self, patient: str, visit: str) -> None:
        for key in [one for one in self.tables.unclaimed if one[0] == patient]:
            self.changing.unclaimed.pop(key)


class MixesSources(MemoryStore):
    def told_before(self, source: str, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        known = dict[str, ContactId]()
        for one, _ in list(self.tables.told):
            known.update(super().told_before(one, said))
        return known


class TakesAThingForItsWords(MemoryStore):
    def told_before(self, source: str, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        return super().told_before(source, dict.fromkeys(said, ""))

    def remember_told(self, source: str, told: Iterable[Telling]) -> None:
        super().remember_told(source, [replace(one, words="") for one in told])


class KeepsTheFirstWords(MemoryStore):
    def remember_told(self, source: str, told: Iterable[Telling]) -> None:
        super().remember_told(source, reversed(list(told)))


class TakesBackWhatOthersTold(MemoryStore):
    def take_back_told(self, source: str, keys: Iterable[str]) -> None:
        gone = list(keys)
        for one in {source, *(of for of, _ in self.tables.told)}:
            super().take_back_told(one, gone)


class ForgetsOneSource(MemoryStore):
    def forget_told(self, contact: ContactId) -> int:
        kept = dict(self.tables.told)
        gone = super().forget_told(contact)
        self.tables.told.update({key: one for key, one in kept.items() if key[0] == "file"})
        return gone


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

    def journal(
        self,
        *,
        contact: ContactId | None = None,
        since: int = 0,
        limit: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Iterator[Entry]:
        most = 500 if limit is None else min(limit, 500)
        return super().journal(contact=contact, since=since, limit=most, kinds=kinds)


class LimitsBeforeItLooksAtKinds(MemoryStore):
    def journal(
        self,
        *,
        contact: ContactId | None = None,
        since: int = 0,
        limit: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Iterator[Entry]:
        found = super().journal(contact=contact, since=since, limit=limit)
        return (one for one in found if not kinds or one.kind in kinds)


class SavesMoreThanThePhones(MemoryStore):
    def save_phones(self, contact: Contact) -> None:
        super().save_phones(contact)
        super().save_contact(contact)


class ListsWhoIsLeftOut(MemoryStore):
    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        return super().find_contacts(text, state=state, limit=limit)


class ListsWhoWasPutAside(MemoryStore):
    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        return [one for one in self.tables.contacts.values() if text.casefold() in one.name.casefold()][:limit]


class CountsWhoWasPutAside(MemoryStore):
    def contact_count(self) -> int:
        return len(self.tables.contacts)


class LosesANumberWithWhoWasMerged(MemoryStore):
    def contacts_on_number(self, number: str) -> list[ContactId]:
        return [one.id for one in self.all_contacts() if number in one.numbers]


class LosesAReferenceWithWhoWasMerged(MemoryStore):
    def contact_with_reference(self, reference: str) -> Contact | None:
        return next((one for one in self.all_contacts() if one.reference == reference != ""), None)


class ForgetsTheNamesOfWhoWasMerged(MemoryStore):
    def namesakes(self, name: str) -> list[Contact]:
        here = {one.id for one in self.all_contacts()}
        return [one for one in super().namesakes(name) if one.id in here]


class FollowsOneMerge(MemoryStore):
    def merged_with(self, contact: ContactId) -> list[ContactId]:
        return sorted(one for one, aside in self.tables.asides.items() if aside.into == contact)


class ForgetsARefusal(MemoryStore):
    def forget_address(self, address: str) -> None:
        for key in [one for one in self.tables.consents if one[0] == address]:
            self.changing.consents.pop(key)


class KeepsAnAgreement(MemoryStore):
    def forget_address(self, address: str) -> None:
        pass


class NamesAnAddressTwice(MemoryStore):
    def addresses_with_consent(self) -> Iterator[str]:
        yield from sorted(said.address for said in self.tables.consents.values() if said.address)


class NamesWhoIsForgotten(MemoryStore):
    def addresses_with_consent(self) -> Iterator[str]:
        yield from sorted({key[0] for key in self.tables.consents})


class ForgetsNotesOfOthersToo(MemoryStore):
    def forget_notes(self, contact: ContactId) -> int:
        gone = super().forget_notes(contact)
        self.changing.notes = []
        return gone


class TellsEverybody(MemoryStore):
    """Whom a notice is for is lost."""

    def add_notice(self, contact: ContactId | None, at: datetime, text: str, addressee: str = "") -> int:
        return super().add_notice(contact, at, text)


class LetsANoticeWait(MemoryStore):
    def forget_notices(self, contact: ContactId, at: datetime) -> int:
        before = dict(self.tables.notices)
        gone = super().forget_notices(contact, at)
        self.changing.notices.update({number: replace(before[number], text="") for number in before if gone})
        return gone


class AnswersWhatWasNeverAsked(MemoryStore):
    def replace_answer(self, request_id: str, answer: str) -> None:
        self.changing.answers[request_id] = answer


class WipesInsideOfABlock(MemoryStore):
    def wipe(self) -> None:
        pass


class WipesWhatIsKept(MemoryStore):
    def wipe(self) -> None:
        super().wipe()
        self.tables.notices.clear()


class AnswersTheFirstOfMany(MemoryStore):
    """Asks for so many as one statement may list, and loses the rest."""

    def namesakes_of(self, names: Collection[str]) -> Mapping[str, list[ContactId]]:
        return super().namesakes_of(list(names)[:500])


class LooksManyUpInTheTablesAlone(MemoryStore):
    """Finds whom a number stands with, and forgets into whom they were merged."""

    def contacts_on_numbers(self, numbers: Collection[str]) -> Mapping[str, list[ContactId]]:
        kept = self.tables.contacts.items()
        found = {number: [id for id, one in kept if number in one.numbers] for number in numbers}
        return {number: ids for number, ids in found.items() if ids}


class AnswersManyOfWhomItKnowsNothing(MemoryStore):
    def consents_of(self, addresses: Collection[str]) -> Mapping[str, list[ConsentRecord]]:
        return {one: self.consents(one) for one in addresses}


class ForgetsARefusalAmongMany(MemoryStore):
    """Knows what is kept under an address, and not what is kept under its hash."""

    def consents_of(self, addresses: Collection[str]) -> Mapping[str, list[ConsentRecord]]:
        known = {key[0] for key in self.tables.consents}
        return super().consents_of([one for one in addresses if address_key(one) in known])


class HashesManyApart(MemoryStore):
    """Lets every entry of a batch follow the one before the batch."""

    def record_each(
        self, at: datetime, by: str, entries: Iterable[tuple[ContactId | None, Said]], ruleset: str
    ) -> list[int]:
        given = list(entries)
        before = self.changing.chain[-1]
        numbers = super().record_each(at, by, given, ruleset)
        for index in numbers[1:]:
            link = replace(self.changing.chain[index - 1], previous=before.hash)
            self.changing.chain[index - 1] = replace(link, hash=link.expected_hash)
        return numbers


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
