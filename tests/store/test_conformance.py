"""Our own stores keep every promise of the ports, wherever something happens to them."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from frontdesk.names import ContactId
from frontdesk.store.sqlite import SqliteStore
from frontdesk.testing import MemoryStore, StoreConformance
from frontdesk.testing.stores import NewStore
from frontdesk.testing.stores.suffering import EVERYWHERE
from frontdesk.testing.stores.trial import Check
from store.trials import InAFile, in_memory


class TestInAFile(StoreConformance):
    @pytest.fixture
    def new_store(self, tmp_path: Path) -> NewStore:
        return lambda: InAFile(tmp_path).trial


class TestInMemory(StoreConformance):
    @pytest.fixture
    def new_store(self) -> NewStore:
        return in_memory


@pytest.mark.exhaustive
@pytest.mark.parametrize("check", EVERYWHERE, ids=["a second worker", "a crash", "a power cut"])
@pytest.mark.parametrize("kind", ["in a file", "in memory"])
def test_whatever_happens_before_any_single_call_is_survived(check: Check, kind: str, tmp_path: Path) -> None:
    check(in_memory if kind == "in memory" else lambda: InAFile(tmp_path).trial)


def test_nothing_is_left_out_for_our_own_stores(tmp_path: Path) -> None:
    for trial in (in_memory(), InAFile(tmp_path).trial):
        assert None not in (trial.cut_power, trial.open_with_room, trial.rewrite)


def test_what_was_told_as_kept_survives_the_kill_of_its_process(tmp_path: Path) -> None:
    writing = """
        import sys
        from datetime import UTC, datetime
        from itertools import count
        from frontdesk.journal import NoticeTickedOff
        from frontdesk.store.sqlite import SqliteStore

        store, now = SqliteStore.open(sys.argv[1]), datetime(2026, 3, 2, tzinfo=UTC)
        for number in count(1):
            with store.transaction():
                store.add_note(1, now, "Ben", f"note {number}")
                store.record(now, "Ben", 1, NoticeTickedOff(number), "rules")
            print(number, flush=True)
    """
    file = tmp_path / "p.db"
    command = [sys.executable, "-c", dedent(writing), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = 0
        while told < 40:
            told = int(process.stdout.readline())
        process.kill()
        told = max([told, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
    store = SqliteStore.open(file)
    kept = [note.text for note in store.notes(ContactId(1))]
    assert kept == [f"note {number}" for number in range(1, len(kept) + 1)]
    assert len(kept) in (told, told + 1)
    found = store.verify_journal()
    assert (found.entries, found.broken) == (len(kept), ())


def test_a_store_in_memory_is_kept_by_those_who_hold_it() -> None:
    one, other = MemoryStore(), MemoryStore()
    shared = partial(MemoryStore, one.memory)
    assert shared().name == one.name != other.name
