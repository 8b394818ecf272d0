"""Checks of what a store must live through in a real day: two workers, a crash, a power cut, a full disk, a lock.

Afterwards everything is as it was before the block that was interrupted or as after it, never between; the journal
holds; and whoever comes next finishes the day, so that every message has its one right end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial

from frontdesk.keeping import Store
from frontdesk.records import StoreError
from frontdesk.testing.stores.changes import CHANGES, LATER, everything, holding
from frontdesk.testing.stores.day import Provider, ask, ends, finish, live, prepare, work_off
from frontdesk.testing.stores.samples import LONG, NOW
from frontdesk.testing.stores.trial import (
    IMPATIENT,
    Check,
    NewStore,
    StoreTrial,
    equal,
    needed,
    opened,
    refused,
    shown,
    tried,
)
from frontdesk.testing.watching import watched

STEP = 30
"""A crash is tried before each block is kept, and before each so many-th call besides."""
_MOST_ROOM = 400


class _CrashError(BaseException):
    """The process ends here: nothing in it catches this."""


@dataclass(slots=True)
class Watcher:
    """Follows a day, call by call, and does something before the *stop*-th, which is called the first."""

    stop: int = 0
    happens: Callable[[], None] = lambda: None
    calls: list[str] = field(default_factory=list)

    def before(self, name: str) -> None:
        """Called before each call of the store."""
        self.calls.append(name)
        if len(self.calls) == self.stop:
            self.happens()

    @property
    def blocks(self) -> int:
        """How many blocks were kept before the last call."""
        return self.calls[:-1].count("commit")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that nobody interrupted: its calls, what was kept after each of its blocks, and how it ended."""

    calls: tuple[str, ...]
    kept: tuple[dict[str, object], ...]
    ended: dict[str, object]
    messages: dict[str, int]

    def points(self, every: int) -> Iterator[int]:
        """Where a crash is tried: before each block is kept, and before each *every*-th call besides."""
        return (number for number, name in enumerate(self.calls, 1) if name == "commit" or number % every == 0)

    def just_kept(self) -> Iterator[int]:
        """The calls that come next after a block was kept."""
        return (number + 1 for number, name in enumerate(self.calls[:-1], 1) if name == "commit")

    def between(self) -> Iterator[int]:
        """The calls before which no block is open and the next one begins."""
        return (number for number, name in enumerate(self.calls, 1) if name == "transaction")


def undisturbed(new: NewStore) -> Day:
    """Live the day once without a disturbance, on a store of its own."""
    kept, provider = list[dict[str, object]](), Provider()
    with tried(new) as trial, opened(trial) as store, opened(trial) as other:
        prepare(store)
        watcher = Watcher()

        def before(name: str) -> None:
            watcher.before(name)
            if watcher.blocks == len(kept):
                kept.append(everything(other))

        live(watched(store, before), provider)
        kept.append(everything(other))
        finish(store, provider)
        return Day(tuple(watcher.calls), tuple(kept), everything(store), ends(store, provider))


def _goes_on(trial: StoreTrial, day: Day, kept: dict[str, object], provider: Provider, what: str) -> None:
    """After something happened: what is kept is what should be, the journal holds, and the next worker finishes."""
    with opened(trial) as store:
        equal(everything(store), kept, "Store.transaction", f"after {what} all of a block is kept, or nothing")
        broken = store.verify_journal().broken
        equal(broken, (), "Journal.verify_journal", f"after {what} the journal holds")
        try:
            finish(store, provider)
        except StoreError as error:
            raise AssertionError(f"Store.transaction: after {what} the next one goes on. It cannot: {error}") from error
        equal(ends(store, provider), day.messages, "Outbox.messages", f"after {what} no message is lost")
        ended = everything(store)
        for part in ("contacts", "notes", "consents", "tasks", "rules", "cursor"):
            equal(
                ended[part], day.ended[part], f"Store.transaction ({part})", f"after {what} the day ends as it should"
            )


def a_crash_before_any_call_leaves_all_or_nothing(new: NewStore, every: int = STEP) -> None:
    """Wherever a process ends, its block is lost, and the next process goes on."""
    day = undisturbed(new)
    for point in day.points(every):
        _interrupted(new, day, point, lambda trial: None, f"a crash before {day.calls[point - 1]}")


def what_was_kept_survives_a_power_cut(new: NewStore, every: int | None = None) -> None:
    """Kept means flushed: when the power is cut, every block that had ended is there and no part of another."""
    with tried(new) as trial:
        cut_power = needed(trial.cut_power, "cut_power")
        with opened(trial) as store:
            held = holding(store)
        for method, change in CHANGES.items():
            with opened(trial, IMPATIENT) as store:
                with store.transaction():
                    change(store, held, LATER)
                kept = everything(store)
                cut_power()
            with opened(trial, IMPATIENT) as store:
                equal(everything(store), kept, method, "what is kept survives a power cut")
    day = undisturbed(new)
    for point in day.points(every) if every else day.just_kept():
        _interrupted(new, day, point, _power_cut, f"a power cut before {day.calls[point - 1]}")


def _power_cut(trial: StoreTrial) -> None:
    needed(trial.cut_power, "cut_power")()


def _interrupted(new: NewStore, day: Day, point: int, happens: Callable[[StoreTrial], None], what: str) -> None:
    with tried(new) as trial:
        provider, watcher = Provider(), Watcher(point)
        with opened(trial) as store:
            prepare(store)

            def stop() -> None:
                happens(trial)
                raise _CrashError

            watcher.happens = stop
            try:
                live(watched(store, watcher.before), provider)
            except (_CrashError, StoreError):
                pass  # a handle that died may say so while its block ends
            else:
                raise AssertionError(f"Store.transaction: it lets out what its block raises; {what} was swallowed")
        _goes_on(trial, day, day.kept[watcher.blocks], provider, what)


def two_workers_do_everything_once(new: NewStore, every: int = STEP) -> None:
    """Wherever a second worker does its whole run between two calls of the first, all of the day is done once."""
    day = undisturbed(new)
    calls = _worked_beside(new, day, 0)
    for point, name in enumerate(calls, 1):
        if name == "transaction" or point % every == 0:
            _worked_beside(new, day, point)


def _worked_beside(new: NewStore, day: Day, point: int) -> list[str]:
    """Let a second worker run just before the *point*-th call of the first; the calls of the first."""
    with tried(new) as trial:
        provider, watcher = Provider(), Watcher(point)
        with opened(trial) as store, opened(trial, IMPATIENT) as other:
            prepare(store)
            ask(store)

            def beside() -> None:
                with suppress(StoreError):  # the first may be in the middle of a block
                    work_off(other, provider)

            watcher.happens = beside
            work_off(watched(store, watcher.before), provider)
            kept = everything(other)
        _goes_on(trial, day, kept, provider, "a second worker beside the first")
    return watcher.calls


def a_lock_that_is_not_let_go_stops_the_work_and_nothing_else(new: NewStore) -> None:
    """Wherever somebody else takes the lock, the work ends in a StoreError, and goes on when the lock is free."""
    day = undisturbed(new)
    for point in day.between():
        with tried(new) as trial:
            provider, watcher = Provider(), Watcher(point)
            with opened(trial) as store:
                prepare(store)
            with opened(trial, IMPATIENT) as store, opened(trial) as other, ExitStack() as held:
                watcher.happens = partial(held.enter_context, other.transaction())
                with refused(StoreError, "Store.transaction", "work on a store that is locked is told"):
                    live(watched(store, watcher.before), provider)
            _goes_on(trial, day, day.kept[watcher.blocks], provider, "a lock that was not let go")


def a_full_disk_is_told_and_leaves_all_or_nothing(new: NewStore) -> None:
    """What does not fit ends in a StoreError and takes its block with it, wherever in a day the disk is full."""
    with tried(new) as trial:
        _too_long(trial)
    day = undisturbed(new)
    room = 0
    while room < _MOST_ROOM:
        if _fits(new, day, room):
            assert room > 0, "StoreError: a full disk is told. A whole day fitted where there was no room"
            return
        room += 1 + room // 6  # every little counts while there is little
    raise AssertionError(f"a day does not fit, however much room there is ({_MOST_ROOM})")


def _fits(new: NewStore, day: Day, room: int) -> bool:
    """Whether a day fits into so much room; of each of its blocks everything is kept, or nothing."""
    what = f"a disk was full, with room for {room} more,"
    with tried(new) as trial:
        provider = Provider()
        with opened(trial) as store, opened(trial) as other:
            prepare(store)
            scales = _Scales(needed(trial.open_with_room, "open_with_room")(room), other, what)
            try:
                live(watched(scales.store, scales.before), provider)
                fitted = True
            except StoreError:
                fitted = False
            scales.store.close()
            kept = scales.weighed()
        _goes_on(trial, day, kept, provider, what)
    return fitted


@dataclass(slots=True)
class _Scales:
    """Weighs what is kept between two blocks: as before the last one, or as it was before that one ended."""

    store: Store
    other: Store
    what: str
    before_it: dict[str, object] | None = None
    at_its_end: dict[str, object] | None = None

    def before(self, name: str) -> None:
        """Called before each call of the store."""
        if name == "transaction":
            self.before_it, self.at_its_end = self.weighed(), None
        if name == "commit":
            self.at_its_end = everything(self.store)

    def weighed(self) -> dict[str, object]:
        """What is kept now, which is all of the last block or nothing."""
        now = everything(self.other)
        known = self.before_it is None or now in (self.before_it, self.at_its_end)
        assert known, f"Store.transaction: after {self.what} all of a block is kept, or nothing. It is {shown(now)}"
        return now


def _too_long(trial: StoreTrial) -> None:
    """A text of 100,000 letters where there is no room: it is refused, and takes the rest of its block with it."""
    nearly_full = needed(trial.open_with_room, "open_with_room")
    with opened(trial) as store:
        held = holding(store)
        before = everything(store)
    store = nearly_full(0)
    promise = "a text that does not fit is told"
    with refused(StoreError, "People.add_note", promise), store.transaction():
        store.add_note(held.contact, NOW, "Ben", LONG * 9)
    promise = "a change that failed takes its block with it, even when the error is caught"
    with refused(StoreError, "Store.transaction", promise), store.transaction():
        with refused(StoreError, "People.add_note", "a text that does not fit is told"):
            store.add_note(held.contact, NOW, "Ben", LONG * 9)
        with suppress(StoreError):
            store.set_cursor("emr", "9")
    equal(everything(store), before, "Store.transaction", "what does not fit changes nothing")
    store.close()
    with opened(trial) as other:
        equal(everything(other), before, "Store.transaction", "what does not fit changes nothing")


EVERYWHERE: tuple[Check, ...] = (
    partial(two_workers_do_everything_once, every=1),
    partial(a_crash_before_any_call_leaves_all_or_nothing, every=1),
    partial(what_was_kept_survives_a_power_cut, every=1),
)
"""The same at every single call, which takes its time."""
CHECKS: tuple[Check, ...] = (
    two_workers_do_everything_once,
    a_crash_before_any_call_leaves_all_or_nothing,
    what_was_kept_survives_a_power_cut,
    a_lock_that_is_not_let_go_stops_the_work_and_nothing_else,
    a_full_disk_is_told_and_leaves_all_or_nothing,
)
