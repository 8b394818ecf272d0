"""Two workers on one store: wherever the second one does its whole run between two statements of the first, all that
is due is done once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.keeping import Store
from frontdesk.names import MessageId, State
from frontdesk.records import Due, DueKind
from frontdesk.store.sqlite import SqliteStore
from frontdesk.testing.watching import watched
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, load_ruleset

LATER = MONDAY + timedelta(hours=2)


OUTCOME = tuple[Counter[str], Counter[str], list[tuple[str, list[str]]], Counter[str]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a choice settles, a step and a timer fall due, and a message waits."""
    file = tmp_path_factory.mktemp("prepared") / "practice.db"
    practice = a_practice(HARBOUR, file)
    ana, ben = a_contact(practice, "client/waiting"), a_contact(practice, "client/waiting", cell="5550102")
    desk.set_status(an_act(practice), ana, State("enquiry/new"))
    desk.send(an_act(practice), ben, MessageId("thanks"))
    desk.book(an_act(practice), ben, MONDAY + timedelta(minutes=1))
    with practice.store.transaction():
        for timer in ("yearly.start.due", "overdue"):
            practice.store.schedule(Due(MONDAY + timedelta(hours=1), DueKind.TIMER, ben, timer))
    practice.store.close()
    return file


def run(prepared: Path, folder: Path, meanwhile: int, kind: type[SqliteStore] = SqliteStore) -> tuple[OUTCOME, int]:
    """Let one worker run, and another all at once just before the first asks its store for the *meanwhile*-th time."""
    file = Path(copyfile(prepared, folder / f"{meanwhile}.db"))
    one, other = kind.open(file), kind.open(file, patience=0)
    rules, carrier, asked = load_ruleset(HARBOUR), Carrier(), 0
    second = Practice(rules, other)

    def interrupt(_name: str) -> None:
        nonlocal asked
        asked += 1
        if asked == meanwhile:
            work(second, carrier, LATER)

    work(Practice(rules, watched(one, interrupt)), carrier, LATER)
    times = asked
    work(second, carrier, LATER)
    done = outcome(other, carrier)
    one.close()
    other.close()
    return done, times


def outcome(store: Store, carrier: Carrier) -> OUTCOME:
    """What became of it all: what was carried, which runs have messages, who is where in what, what the staff read."""
    assert store.verify_journal().intact
    return (
        Counter(one.message_id for one in carrier.carried),
        Counter(f"{one.message} {one.step} {one.state}" for one in store.messages()),
        [(one.campaign, sorted(one.done)) for one in store.running()],
        Counter(note.text for contact in store.all_contacts() for note in store.notes(contact.id)),
    )


def broken_runs(prepared: Path, folder: Path, kind: type[SqliteStore] = SqliteStore) -> list[int]:
    """The questions before which a second worker changes what comes of the day."""
    alone, times = run(prepared, folder, 0, kind)
    assert times > 100, "the day is too short to show anything"
    assert max(alone[0].values()) == 1
    return [number for number in range(1, times + 1) if run(prepared, folder, number, kind)[0] != alone]


def test_whenever_a_second_worker_runs_everything_is_done_once(prepared: Path, tmp_path: Path) -> None:
    assert broken_runs(prepared, tmp_path) == []


class NeverTaken(SqliteStore):
    """Forgets that work is taken off the list once."""

    def take_due(self, due: Due) -> bool:
        return super().take_due(due) or True


def test_a_worker_that_does_not_take_its_work_off_the_list_is_caught(prepared: Path, tmp_path: Path) -> None:
    assert broken_runs(prepared, tmp_path, NeverTaken) != []
