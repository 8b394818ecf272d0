"""Checks of several handles on one store, as two workers have: who sees what, who waits, and who gets it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from frontdesk.journal import NoticeTickedOff
from frontdesk.keeping import Store
from frontdesk.records import Due, DueKind, StoreError
from frontdesk.testing.stores.changes import CHANGES, LATER, everything, holding
from frontdesk.testing.stores.samples import NOW, TEXT, a_contact, a_message
from frontdesk.testing.stores.trial import NewStore, by_two, equal, opened, refused, tried

_AT_ONCE = 4
_ROUNDS = 6


@by_two
def nobody_else_sees_a_part(one: Store, other: Store) -> None:
    """Until a block has ended, another handle sees everything as it was; then all of it."""
    held = holding(one)
    before = everything(other)
    with one.transaction():
        for method, change in CHANGES.items():
            change(one, held, LATER)
            equal(everything(other), before, method, "nobody else sees a part of what a block changes")
        after = everything(one)
    equal(everything(other), after, "Store.transaction", "when a block has ended, everybody sees all of it")


@by_two
def a_block_that_raised_was_never_seen(one: Store, other: Store) -> None:
    """What a block changed and lost, no other handle sees, and the next block does not begin with it."""
    held = holding(one)
    before = everything(other)
    try:
        with one.transaction():
            for change in CHANGES.values():
                change(one, held, LATER)
            raise KeyError("given up")
    except KeyError:
        pass
    equal(everything(other), before, "Store.transaction", "what is lost was never seen by anybody else")
    with other.transaction():
        other.add_contacts([a_contact()])
    equal(one.contact_count(), 2, "Store.transaction", "other handles go on after a block that raised")


@by_two
def a_writer_that_waits_in_vain_is_told(one: Store, other: Store) -> None:
    """While one writes, another's block ends in a StoreError in words; both go on afterwards."""
    with one.transaction():
        one.add_contacts([a_contact("Ana")])
        ran = False
        with refused(StoreError, "Store.transaction", "a writer that waits in vain is told"), other.transaction():
            ran = True
        assert not ran, "Store.transaction: two write at once. The second block began while the first was open"
        equal(other.contact_count(), 0, "Store.transaction", "questions are answered while another writes")
        one.add_contacts([a_contact("Ben")])
    with other.transaction():
        other.add_contacts([a_contact("Cleo")])
    names = [contact.name for contact in one.all_contacts()]
    equal(names, ["Ana", "Ben", "Cleo"], "Store.transaction", "both go on when the lock is free again")


@by_two
def of_two_workers_one_has_it(one: Store, other: Store) -> None:
    """A claim, work taken off the list, and the one message of a run: whoever comes second does not get it."""
    with one.transaction():
        (ana,) = one.add_contacts([a_contact()])
        id = one.add_message(a_message(ana, "run")) or 0
        due = Due(NOW, DueKind.SEND, ana, id)
        one.schedule(due)
    equal(other.due(NOW), [due], "Agenda.due", "both see the work")
    equal(other.message(id).id, id, "Outbox.message", "both see the message")
    taken, claimed = [], []
    for store in (one, other, one):
        with store.transaction():
            taken.append(store.take_due(due))
            claimed.append(store.claim_message(id, TEXT, "5550101", NOW))
    equal(taken, [True, False, False], "Agenda.take_due", "of two workers, one has it")
    equal(claimed, [True, False, False], "Outbox.claim_message", "of two workers, one has it")
    with other.transaction():
        again = other.add_message(a_message(ana, "run"))
    equal(again, None, "Outbox.add_message", "a run has one message, whoever adds it")


@by_two
def two_handles_write_one_journal(one: Store, other: Store) -> None:
    """Entries of several handles follow each other in one chain."""
    numbers = []
    for count, store in enumerate([one, other, other, one, other]):
        with store.transaction():
            numbers.append(store.record(NOW, "Ben", None, NoticeTickedOff(count), "rules"))
    equal(numbers, [1, 2, 3, 4, 5], "Journal.record", "one more than the last, whoever wrote that")
    equal(one.verify_journal().broken, (), "Journal.verify_journal", "two handles write one chain")
    equal(list(one.journal()), list(other.journal()), "Journal.journal", "both read one journal")


def many_at_once_lose_nothing(new: NewStore) -> None:
    """Workers in threads of their own: each piece of work is had once, no count is lost, and the chain holds."""
    with tried(new) as trial, opened(trial) as store:
        with store.transaction():
            (ana,) = store.add_contacts([a_contact()])
            due = [Due(NOW, DueKind.SEND, ana, number) for number in range(_AT_ONCE * _ROUNDS)]
            ids = [store.add_message(a_message(ana, f"run {one.ref}")) or 0 for one in due]
            for one in due:
                store.schedule(one)
        begin = Barrier(_AT_ONCE)

        def worker(_number: int) -> tuple[int, int]:
            taken = claimed = 0
            with opened(trial) as own:
                begin.wait()
                for one, id in zip(due, ids, strict=True):
                    with own.transaction():
                        taken += own.take_due(one)
                        claimed += own.claim_message(id, TEXT, "5550101", NOW)
                        contact = own.contact(ana)
                        own.save_contact(replace(contact, attempts=contact.attempts + 1))
                        own.record(NOW, "worker", ana, NoticeTickedOff(id), "rules")
            return taken, claimed

        done = _in_threads(worker)
        all_work = len(due)
        equal(sum(taken for taken, _ in done), all_work, "Agenda.take_due", "of many workers, one has it")
        equal(sum(claimed for _, claimed in done), all_work, "Outbox.claim_message", "of many workers, one has it")
        attempts = store.contact(ana).attempts
        equal(attempts, _AT_ONCE * all_work, "Store.transaction", "writers wait for each other: no count is lost")
        found = store.verify_journal()
        equal((found.entries, found.broken), (_AT_ONCE * all_work, ()), "Journal.record", "many write one chain")


def _in_threads(worker: Callable[[int], tuple[int, int]]) -> list[tuple[int, int]]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(worker, range(_AT_ONCE)))


CHECKS = (
    nobody_else_sees_a_part,
    a_block_that_raised_was_never_seen,
    a_writer_that_waits_in_vain_is_told,
    of_two_workers_one_has_it,
    two_handles_write_one_journal,
    many_at_once_lose_nothing,
)
