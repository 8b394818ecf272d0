"""A practice at work: one checked ruleset over what is kept, and who acts on it, when.

The one place where the pure rules and the store meet; everything in ``desk`` takes an ``Act``. Knows no store, only the
ports of ``keeping``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontdesk.journal import Said
from frontdesk.keeping import Store
from frontdesk.model import Ruleset
from frontdesk.names import ContactId
from frontdesk.problems import FrontdeskError
from frontdesk.strangers import MOST_IN_A_NAME, OddTextError, fault_in


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice is one ruleset and one store; many practices are many of them."""

    ruleset: Ruleset
    store: Store


class RulesChangedError(FrontdeskError):
    """The store has taken other rules over since these were loaded; nothing was decided by the old ones."""

    def __init__(self) -> None:
        super().__init__("the rules were changed while this ran; nothing was done by the old ones: try again")


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to a practice, at which instant (UTC), and under which request id (may be empty).

    ``asked`` is the request as its author wrote it, where "in 2 days" stays the same however often it is sent.
    ``anyway``: who acts has been asked whether an unlikely hour is meant, and means it (``desk.doubts``).
    ``told``: what came of it that nobody asked for, and whoever asked should read in the answer.
    ``touched``: about whom something was written down since its transaction began.
    """

    practice: Practice
    now: datetime
    by: str = "staff"
    request: str = ""
    asked: str = ""
    anyway: bool = False
    told: list[str] = field(default_factory=list, compare=False, repr=False)
    touched: set[ContactId] = field(default_factory=set, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a name that cannot stand in the journal, which every act writes. Raises OddTextError."""
        if fault := fault_in(self.by, MOST_IN_A_NAME):
            raise OddTextError(f"whoever acts {fault}; say it plainly with --by, or in FRONTDESK_BY")

    @property
    def ruleset(self) -> Ruleset:
        """The practice's rules."""
        return self.practice.ruleset

    @property
    def store(self) -> Store:
        """What the practice keeps."""
        return self.practice.store

    def record(self, contact: ContactId | None, said: Said) -> int:
        """Write one entry of the journal and return its number."""
        if contact is not None:
            self.touched.add(contact)
        return self.store.record(self.now, self.by, contact, said, self.ruleset.hash)

    def record_each(self, entries: Iterable[tuple[ContactId | None, Said]]) -> list[int]:
        """Write an entry of the journal for each, in the order given, and return their numbers."""
        every = list(entries)
        self.touched.update(contact for contact, _ in every if contact is not None)
        return self.store.record_each(self.now, self.by, every, self.ruleset.hash)

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """The one transaction, in which the act's rules are those of the store: no decision mixes two versions.

        Before it ends, tasks go whose cause is gone by it. Raises RulesChangedError, StoreError; RuntimeError inside
        another.
        """
        with self.store.transaction():
            if self.store.rules_in_force() not in (None, self.ruleset.hash):
                raise RulesChangedError
            self.touched.clear()
            yield
            self.let_go()

    def let_go(self) -> None:
        """Let the tasks go whose cause is gone by what was written down since the transaction began."""
        # What is true of somebody is asked with an act, so it is known above acts: here it is only called.
        from frontdesk.desk.tasks import let_go

        while self.touched:
            let_go(self, self.touched.pop())

    @contextmanager
    def noting(self) -> Iterator[None]:
        """The same for what has happened already, and is so under any rules: nothing may be decided inside.

        A provider that took a message has it, whatever the rules became meanwhile. Raises StoreError.
        """
        with self.store.transaction():
            yield


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did, in words for the front desk, and the number of what it made, if it made something."""

    contact: int | None
    said: str
    number: int | None = None


class RequestReusedError(FrontdeskError):
    """A request id came a second time, for something else."""


def once(act: Act, asked: Sequence[object], do: Callable[[], Answer]) -> Answer:
    """Run *do* in one transaction; the same request id a second time gets the first answer and does nothing.

    *asked* is what the request is about, by which the same request is known unless the act says how it was written.
    Raises RequestReusedError when the id was used for anything else, RulesChangedError.
    """
    words = act.asked or " ".join(map(str, asked))
    with act.deciding():
        if (before := answered_before(act, lambda kept: kept == words)) is not None:
            return before
        act.told.clear()
        answer = do()
        act.let_go()
        answer = replace(answer, said="; ".join((answer.said, *act.told)))
        remember(act, answer, words)
        return answer


def answered_before(act: Act, is_same: Callable[[str], bool]) -> Answer | None:
    """The answer that the act's request got before, if it was made before; *is_same* judges what was asked then.

    Raises RequestReusedError when that was something else.
    """
    saved = act.store.answer_to(act.request) if act.request else None
    if saved is None:
        return None
    kept = json.loads(saved)
    if not is_same(kept.pop("asked")):
        cause = f"the request id '{act.request}' was used before, for something else"
        raise RequestReusedError(f"{cause}; nothing was done. Give every request an id of its own")
    return Answer(**kept)


def remember(act: Act, answer: Answer, asked: str) -> None:
    """Keep *answer* for when the act's request is made again, and what it *asked*, by which it is known then."""
    if act.request:
        kept = {"contact": answer.contact, "said": answer.said, "number": answer.number, "asked": asked}
        act.store.remember_answer(act.request, act.now, json.dumps(kept))
