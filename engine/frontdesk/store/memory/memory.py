"""The memory that several handles share, as two workers share one file; and one handle, in or outside a transaction.

Whoever writes works on a copy, which takes the place of what is kept when the transaction ends: so nobody sees a part,
and what raises leaves nothing behind. Knows no record.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from frontdesk.records import StoreError
from frontdesk.store.memory.tables import Tables

PATIENCE = 30.0
"""How many seconds a writer waits for another."""


@dataclass(slots=True)
class Memory:
    """What is kept, under a name that no other memory has, and the lock of whoever writes."""

    name: str = field(default_factory=lambda: secrets.token_hex(4))
    key: str = field(default_factory=lambda: secrets.token_hex(32))
    kept: Tables = field(default_factory=Tables)
    writing: Lock = field(default_factory=Lock)
    power_cuts: int = 0

    def keep(self, tables: Tables) -> None:
        """Let *tables* be what is kept."""
        self.kept = tables

    def cut_power(self) -> None:
        """Let every handle that is open die, as a power cut would; what was kept is there for the next."""
        self.power_cuts += 1
        self.writing = Lock()


class Handle:
    """One way into a memory. Each part of the store is one, and all of them together are the same."""

    def __init__(self, memory: Memory | None = None, patience: float = PATIENCE, room: int | None = None) -> None:
        """Open *memory*, or a new one.

        *patience* is how many seconds to wait for another writer; after *room* changes the memory is full, as a disk
        may be.
        """
        self.memory = memory or Memory()
        self.patience, self.room = patience, room
        self._power_cuts = self.memory.power_cuts
        self._is_closed = self._is_spoilt = False
        self._changed: Tables | None = None

    @property
    def tables(self) -> Tables:
        """What this handle sees: all that is kept, and inside a transaction what it changed. Raises StoreError."""
        self._check_open()
        return self.memory.kept if self._changed is None else self._changed

    @property
    def changing(self) -> Tables:
        """The tables, to make one change. Raises StoreError when full, RuntimeError outside of a transaction."""
        self._check_open()
        if self._changed is None:
            raise RuntimeError("a change outside of a transaction")
        if self._is_spoilt:
            raise StoreError("a change failed before, so nothing more is changed; try again")
        if self.room is not None:
            if self.room <= 0:
                self._is_spoilt = True
                raise StoreError("no room is left in the memory; nothing was changed")
            self.room -= 1
        return self._changed

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See ``keeping.Store``."""
        self._check_open()
        if self._changed is not None:
            raise RuntimeError("a transaction inside a transaction")
        writing = self.memory.writing
        if not writing.acquire(timeout=self.patience):
            raise StoreError("the memory is in use by something that does not let go; stop it and try again")
        try:
            self._changed, self._is_spoilt = self.memory.kept.copied(), False
            yield
            self._check_open()
            if self._is_spoilt:
                raise StoreError("a change failed, so nothing was changed; try again")
            self.memory.keep(self._changed)
        finally:
            self._changed = None
            writing.release()

    def wipe(self) -> None:
        """See ``keeping.Store``. What is kept no more is nowhere."""
        self._check_open()
        if self._changed is not None:
            raise RuntimeError("a wipe inside a transaction")

    def close(self) -> None:
        """See ``keeping.Store``."""
        self._is_closed = True

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("the store was closed, and is asked")
        if self._power_cuts != self.memory.power_cuts:
            raise StoreError("the power was cut while the memory was in use; open it anew")
