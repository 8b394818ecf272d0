"""Checks of ``Store.transaction``: all or nothing, one at a time, and nothing outside of it."""

from __future__ import annotations

from frontdesk.keeping import Store
from frontdesk.testing.stores.changes import CHANGES, LATER, everything, holding
from frontdesk.testing.stores.samples import NOW, a_contact
from frontdesk.testing.stores.trial import NewStore, alone, equal, opened, refused, tried


class _GivenUpError(Exception):
    """What a block raises."""


def what_is_changed_in_a_block_is_kept(new: NewStore) -> None:
    """Every change is seen inside of its block at once, and is there when the block has ended."""
    for method, change in CHANGES.items():
        with tried(new) as trial, opened(trial) as store:
            held = holding(store)
            before = everything(store)
            with store.transaction():
                change(store, held, LATER)
                inside = everything(store)
            after = everything(store)
            assert inside != before, (
                f"{method}: it changes something, and that is seen inside of the block. Nothing was"
            )
            equal(after, inside, method, "what is changed inside of a block is kept when it ends")


@alone
def what_is_changed_in_a_block_that_raises_is_lost(store: Store) -> None:
    """Whatever is raised, nothing of the block is kept."""
    held = holding(store)
    before = everything(store)
    for error in (_GivenUpError, KeyboardInterrupt, GeneratorExit):
        for method, change in CHANGES.items():
            try:
                with store.transaction():
                    change(store, held, LATER)
                    raise error
            except error:
                pass
            else:
                raise AssertionError(f"Store.transaction: it lets out what its block raises. {error} was swallowed")
            equal(everything(store), before, method, "what is changed in a block that raises is lost")


@alone
def a_block_is_all_or_nothing(store: Store) -> None:
    """All changes of a block share one end."""
    held = holding(store)
    before = everything(store)
    with refused(_GivenUpError, "Store.transaction", "it lets out what its block raises"), store.transaction():
        for change in CHANGES.values():
            change(store, held, LATER)
        raise _GivenUpError
    equal(everything(store), before, "Store.transaction", "a block that raises loses all of what it changed")


@alone
def nothing_is_changed_outside_of_a_block(store: Store) -> None:
    """Every change is refused with RuntimeError outside of a block."""
    held = holding(store)
    before = everything(store)
    for method, change in CHANGES.items():
        with refused(RuntimeError, method, "a change outside of a transaction is refused"):
            change(store, held, LATER)
        equal(everything(store), before, method, "what is refused changes nothing")


@alone
def a_block_inside_of_a_block_is_refused(store: Store) -> None:
    """The inner one raises RuntimeError; the outer one goes on when that is caught."""
    with store.transaction():
        with refused(RuntimeError, "Store.transaction", "one inside another is refused"), store.transaction():
            pass
        store.add_contacts([a_contact()])
    equal(store.contact_count(), 1, "Store.transaction", "a block goes on when one inside of it was refused")


@alone
def nothing_is_wiped_inside_of_a_block(store: Store) -> None:
    """What is wiped inside of a block is refused; afterwards it takes nothing that is kept."""
    held = holding(store)
    with store.transaction():
        store.forget_notes(held.contact)
        with refused(RuntimeError, "Store.wipe", "inside of a transaction it is refused"):
            store.wipe()
    before = everything(store)
    store.wipe()
    equal(everything(store), before, "Store.wipe", "it takes nothing that is kept")


@alone
def a_block_that_changes_nothing_is_nothing(store: Store) -> None:
    """An empty block changes nothing, and the next begins as usual."""
    before = everything(store)
    with store.transaction():
        pass
    equal(everything(store), before, "Store.transaction", "a block in which nothing is changed changes nothing")


def a_store_that_was_closed_is_not_asked(new: NewStore) -> None:
    """After close whatever is asked is refused with RuntimeError; what was kept is there for the next handle."""
    with tried(new) as trial:
        with opened(trial) as store:
            held = holding(store)
            before = everything(store)
        promise = "what is asked after the store was closed is refused"
        for method, change in CHANGES.items():
            with refused(RuntimeError, "Store.close", f"{promise}; {method} was not"):
                change(store, held, LATER)
        with refused(RuntimeError, "Store.close", f"{promise}; contact_count was not"):
            store.contact_count()
        with refused(RuntimeError, "Store.close", f"{promise}; transaction was not"), store.transaction():
            pass
        with opened(trial) as again:
            equal(everything(again), before, "Store.close", "what was kept is there when the store is opened again")


def every_store_has_a_name_of_its_own(new: NewStore) -> None:
    """The name is the same for every handle, and no other store has it."""
    with tried(new) as trial, tried(new) as other, opened(trial) as one, opened(other) as another:
        assert one.name, "Store.name: a store is called something. It is empty"
        assert one.name != another.name, f"Store.name: no two stores are called the same. Both are {one.name!r}"
        with opened(trial) as again:
            equal(again.name, one.name, "Store.name", "a store is always called the same")


@alone
def what_is_given_to_a_store_may_change_afterwards(store: Store) -> None:
    """A mapping that the caller changes after the call changes nothing of what is kept."""
    facts = {"animal": "cat"}
    with store.transaction():
        (contact,) = store.add_contacts([a_contact(facts=facts)])
    facts["animal"] = "dog"
    equal(dict(store.contact(contact).facts), {"animal": "cat"}, "People.add_contacts", "what is kept is a copy")
    with store.transaction():
        store.add_note(contact, NOW, "Ben", "a note")
    store.notes(contact).clear()
    equal(len(store.notes(contact)), 1, "People.notes", "a list that was answered is the caller's own")


CHECKS = (
    what_is_changed_in_a_block_is_kept,
    what_is_changed_in_a_block_that_raises_is_lost,
    a_block_is_all_or_nothing,
    nothing_is_changed_outside_of_a_block,
    a_block_inside_of_a_block_is_refused,
    nothing_is_wiped_inside_of_a_block,
    a_block_that_changes_nothing_is_nothing,
    a_store_that_was_closed_is_not_asked,
    every_store_has_a_name_of_its_own,
    what_is_given_to_a_store_may_change_afterwards,
)
