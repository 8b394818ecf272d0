"""A store that tells before each question and change, so that a test can let something happen in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from frontdesk.keeping import Store


def watched(store: Store, before: Callable[[str], None]) -> Store:
    """The same store; *before* is called with the name of each method before it is called, and may raise.

    A transaction tells when it begins (``transaction``) and before it ends (``commit``).
    """
    return cast(Store, _Watched(store, before))


class _Watched:
    def __init__(self, store: Store, before: Callable[[str], None]) -> None:
        self._store, self._before = store, before

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not callable(found):
            return found

        def call(*args: Any, **named: Any) -> Any:
            self._before(name)
            return found(*args, **named)

        return call

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._before("transaction")
        with self._store.transaction():
            yield
            self._before("commit")
