"""What the suite asks of whoever tries a store: how to open it, and what it can be made to suffer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar
from unittest import SkipTest

from frontdesk.journal import Link
from frontdesk.keeping import Store
from frontdesk.names import ContactId
from frontdesk.records import Contact

PatientT = TypeVar("PatientT")
PATIENT = 20.0
"""How many seconds a handle waits that will certainly get its turn."""
IMPATIENT = 0.01
"""How many seconds a handle waits that will certainly not."""
Rewrite: TypeAlias = Callable[[Sequence[Link]], Sequence[Link]]


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class StoreTrial:
    """One new store: how it is opened, and what it can be made to suffer.

    ``open(patience)`` opens one more handle on the same store, which waits so many seconds for another writer.

    ``cut_power()`` lets every open handle die, and loses whatever was not flushed; ``open`` then finds the rest.
    ``open_with_room(room)`` opens a handle on a disk that is nearly full: with a *room* of 0 nothing more fits in, and
    each one more is a little more, in whatever measure the store has.
    ``rewrite(change)`` puts in place of the journal what *change* makes of its links, as somebody would who can write
    to the disk. ``close()`` tidies up.

    What is ``None``, the store cannot be made to suffer; the suite tells which checks it left out for that.
    """

    open: Callable[[float], Store]
    cut_power: Callable[[], None] | None = None
    open_with_room: Callable[[int], Store] | None = None
    rewrite: Callable[[Rewrite], None] | None = None
    close: Callable[[], None] = _nothing


NewStore: TypeAlias = Callable[[], StoreTrial]
"""Makes a store that is empty and nobody else's, as often as it is asked."""
Check: TypeAlias = Callable[[NewStore], None]


class LeftOutError(SkipTest):
    """A check was left out, since the store cannot be made to suffer what it needs: it says what that is."""


def needed(way: PatientT | None, name: str) -> PatientT:
    """One of the things that a store can be made to suffer. Raises LeftOutError when it cannot."""
    if way is None:
        raise LeftOutError(f"the trial has no {name}")
    return way


@contextmanager
def tried(new: NewStore) -> Iterator[StoreTrial]:
    """A new store, tidied up afterwards."""
    trial = new()
    try:
        yield trial
    finally:
        trial.close()


@contextmanager
def opened(trial: StoreTrial, patience: float = PATIENT) -> Iterator[Store]:
    """One more handle, closed afterwards."""
    store = trial.open(patience)
    try:
        yield store
    finally:
        store.close()


def alone(check: Callable[[Store], None]) -> Check:
    """A check that needs one handle on a new store and nothing else."""

    @wraps(check)
    def run(new: NewStore) -> None:
        with tried(new) as trial, opened(trial) as store:
            check(store)

    del run.__wrapped__  # it takes other arguments
    return run


def by_two(check: Callable[[Store, Store], None]) -> Check:
    """A check that needs two handles on a new store; neither waits for the other."""

    @wraps(check)
    def run(new: NewStore) -> None:
        with tried(new) as trial, opened(trial, IMPATIENT) as one, opened(trial, IMPATIENT) as other:
            check(one, other)

    del run.__wrapped__  # it takes other arguments
    return run


def added(store: Store, *contacts: Contact) -> list[ContactId]:
    """Keep new contacts, and return their ids."""
    with store.transaction():
        return store.add_contacts(contacts)


def equal(got: object, wanted: object, method: str, promise: str) -> None:
    """Tell in words when *method*, such as "Outbox.messages", does not keep *promise*."""
    assert got == wanted, f"{method}: {promise}. It should be\n  {shown(wanted)}\nand is\n  {shown(got)}"


def shown(value: object) -> str:
    """A value as far as somebody wants to read it."""
    text = repr(value)
    return text if len(text) <= 1_500 else f"{text[:700]} ... {text[-700:]}"


@contextmanager
def refused(error: type[Exception] | tuple[type[Exception], ...], method: str, promise: str) -> Iterator[None]:
    """Tell in words when what is done inside does not raise *error*."""
    wanted = error.__name__ if isinstance(error, type) else " or ".join(one.__name__ for one in error)
    try:
        yield
    except error:
        return
    except Exception as other:
        raise AssertionError(f"{method}: {promise}. It should raise {wanted} and raised {other!r}") from other
    raise AssertionError(f"{method}: {promise}. It should raise {wanted} and raised nothing")
