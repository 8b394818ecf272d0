"""The conformance suite for stores: every promise of ``keeping.ports``, tried on any store (docs/stores.md).

Our own stores pass these same checks. Each is a function of its own that says in words what is not as promised, and
names the port and the method; ``CHECKS`` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias
from warnings import warn

from frontdesk.testing.stores import (
    aside,
    consents,
    finding,
    handles,
    journal,
    many,
    outbox,
    people,
    rules,
    suffering,
    tellings,
    times,
    visits,
    work,
)
from frontdesk.testing.stores import transactions as blocks
from frontdesk.testing.stores.trial import Check, LeftOutError, NewStore, StoreTrial

__all__ = ["CHECKS", "LeftOutError", "NewStore", "StoreConformance", "StoreTrial", "check_store"]

CHECKS: tuple[Check, ...] = (
    *blocks.CHECKS,
    *times.CHECKS,
    *people.CHECKS,
    *finding.CHECKS,
    *aside.CHECKS,
    *consents.CHECKS,
    *visits.CHECKS,
    *outbox.CHECKS,
    *work.CHECKS,
    *rules.CHECKS,
    *tellings.CHECKS,
    *journal.CHECKS,
    *many.CHECKS,
    *handles.CHECKS,
    *suffering.CHECKS,
)
"""Every check of the suite, the plainest first."""


def check_store(new: NewStore, checks: Iterable[Check] = CHECKS) -> tuple[str, ...]:
    """Run every check of the suite.

    Args:
        new: makes a new, empty store each time it is called, and says how it is opened; see ``StoreTrial``.
        checks: some of the suite's checks, where not all are wanted.

    Returns:
        The checks that were left out, with what the trial lacks for them; each is a warning too.

    Raises:
        AssertionError: in words, for the first promise that is not kept.
    """
    left_out = list[str]()
    for check in checks:
        try:
            check(new)
        except LeftOutError as lacking:
            left_out.append(f"{check.__name__}: {lacking}")
            warn(f"a check of the store was left out: {left_out[-1]}", stacklevel=2)
    return tuple(left_out)


class StoreConformance:
    """The same checks as tests: subclass it as ``TestMyStore`` and write one fixture, ``new_store``.

    Each check of ``CHECKS`` is a test under its own name; one that is left out is shown as skipped, with the reason.

    Example::

        class TestPostgres(StoreConformance):
            @pytest.fixture
            def new_store(self, server):
                return lambda: StoreTrial(server.new_database().open)
    """


_Test: TypeAlias = Callable[[StoreConformance, NewStore], None]


def _as_test(check: Check) -> _Test:
    def test(self: StoreConformance, new_store: NewStore) -> None:
        check(new_store)

    test.__doc__ = check.__doc__
    return test


for _check in CHECKS:
    setattr(StoreConformance, f"test_{_check.__name__}", _as_test(_check))
