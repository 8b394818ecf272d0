"""One file that survives: everything or nothing, an append-only journal, and refusals in plain words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils

from frontdesk import desk
from frontdesk.desk import Extras
from frontdesk.names import Consent, ContactId, LineId, State
from frontdesk.store import Due, DueKind, NoSuchContactError, Store, StoreError, schema
from support import MONDAY, a_contact, a_practice, an_act, load_ruleset


def test_what_was_stored_is_read_back_the_same(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    contact = a_contact(practice)
    before = practice.store.contact(contact)
    practice.store.close()
    again = Store.open(tmp_path / "p.db")
    assert again.contact(contact) == before


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")

    def half_done() -> None:
        with practice.store.transaction():
            a_contact(practice)
            practice.store.record(MONDAY, "staff", "said", None, {}, "")
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        half_done()
    assert practice.store.counts()["contact"] == 0
    assert practice.store.counts()["journal"] == 0


def test_every_commit_is_on_the_disk(tmp_path: Path) -> None:
    Store.open(tmp_path / "p.db")
    store = Store.open(tmp_path / "p.db")
    assert store._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert store._db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_somebody_who_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchContactError, match="no contact has the number 7"):
        a_practice().store.contact(ContactId(7))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET by = 'me'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT seq, at, 'me', kind, contact, data, ruleset, '', '' FROM journal",
    ],
)
def test_the_journal_cannot_be_changed_through_the_store(sql: str) -> None:
    store = a_practice().store
    store.record(MONDAY, "staff", "said", None, {"a": 1}, "")
    with pytest.raises(sqlite3.IntegrityError, match=r"never|only grows"):
        store._db.execute(sql)


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        ("UPDATE journal SET data = '{\"a\":2}' WHERE seq = 2", "entry 2 was changed"),
        ("UPDATE journal SET at = at + 1 WHERE seq = 3", "entry 3 was changed"),
        ("DELETE FROM journal WHERE seq = 2", "entry 2 is missing"),
        ("UPDATE journal SET ruleset = 'x' WHERE seq = 1", "entry 1 was changed"),
    ],
)
def test_a_journal_changed_behind_the_stores_back_is_found(tamper: str, words: str) -> None:
    store = a_practice().store
    for number in range(3):
        store.record(MONDAY, "staff", "said", None, {"a": number}, "")
    assert store.verify_journal().intact
    store._db.executescript("DROP TRIGGER journal_keeps; DROP TRIGGER journal_stays;")
    store._db.execute(tamper)
    assert any(words in broken for broken in store.verify_journal().broken)


def test_a_journal_cut_at_its_end_is_found_by_an_anchor_noted_earlier() -> None:
    store = a_practice().store
    for number in range(3):
        store.record(MONDAY, "staff", "said", None, {"a": number}, "")
    anchor = store.verify_journal().head
    assert store.verify_journal(anchor).intact
    store._db.executescript("DROP TRIGGER journal_stays; DELETE FROM journal WHERE seq = 3;")
    assert store.verify_journal().intact
    assert not store.verify_journal(anchor).intact


def test_the_same_due_work_is_there_once_and_moves() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    practice.store.schedule(Due(MONDAY, DueKind.SETTLE, contact, "choice"))
    practice.store.schedule(Due(MONDAY + timedelta(days=1), DueKind.SETTLE, contact, "choice"))
    (due,) = practice.store.scheduled(contact)
    assert due.at == MONDAY + timedelta(days=1)
    assert practice.store.due(MONDAY) == []


def test_a_choice_settles_before_anything_else_of_the_same_instant() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    practice.store.schedule(Due(MONDAY, DueKind.STEP, contact, "1"))
    practice.store.schedule(Due(MONDAY, DueKind.SETTLE, contact, "choice"))
    assert [due.kind for due in practice.store.due(MONDAY)] == [DueKind.SETTLE, DueKind.STEP]


def test_consent_is_per_number_and_line() -> None:
    store = a_practice().store
    store.set_consent("5550101", LineId("main"), Consent.OPTED_OUT, MONDAY, "reply")
    assert store.consent("5550101", LineId("main")) is Consent.OPTED_OUT
    assert store.consent("5550101", LineId("other")) is Consent.UNKNOWN
    assert store.consent("5550102", LineId("main")) is Consent.UNKNOWN


def test_the_same_request_does_nothing_twice() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    first = desk.set_status(an_act(practice, request="r1"), contact, State("free_screen/no_show"))
    entries = practice.store.counts()["journal"]
    second = desk.set_status(
        an_act(practice, timedelta(minutes=1), request="r1"), contact, State("free_screen/no_show")
    )
    assert second == first
    assert practice.store.counts()["journal"] == entries


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda file: file.write_bytes(b"not a database, surely" * 100), "is not a frontdesk store"),
        (lambda file: sqlite3.connect(file).execute("CREATE TABLE other (a)"), "a database of something else"),
        (lambda file: sqlite3.connect(file).execute("PRAGMA user_version = 99"), "written by a newer frontdesk"),
        (lambda file: file.mkdir(), "cannot be opened"),
    ],
)
def test_a_file_that_is_no_store_is_refused_in_plain_words(prepare: object, words: str, tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    prepare(file)  # type: ignore[operator]  # pytest cannot type parametrized callables
    with pytest.raises(StoreError, match=words):
        Store.open(file)


def test_a_copy_is_complete_and_never_overwrites(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    a_contact(practice)
    practice.store.backup(tmp_path / "copy.db")
    assert Store.open(tmp_path / "copy.db").counts() == practice.store.counts()
    with pytest.raises(StoreError, match="no copy was written"):
        practice.store.backup(tmp_path / "copy.db")


def test_the_store_knows_which_rules_it_last_ran(tmp_path: Path) -> None:
    a_practice("dental", tmp_path / "p.db")
    assert Store.open(tmp_path / "p.db").setting("ruleset") == load_ruleset("dental").hash
    assert Store.open(tmp_path / "p.db").integrity() == []


def test_a_store_of_the_first_version_is_brought_up_to_date_and_no_refusal_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    connection = sqlite3.connect(file, isolation_level=None)
    migrations = sqlite_utils.Migrations("frontdesk")

    @migrations()
    def first(database: sqlite_utils.Database) -> None:
        for statement in schema._statements(schema._FIRST):
            database.execute(statement)

    migrations.apply(sqlite_utils.Database(connection))
    connection.executemany(
        "INSERT INTO consent VALUES (?, 'main', ?, 0, 'reply')",
        [("+12025550101", "opted_out"), ("2025550101", "opted_in"), ("+12025550102", "opted_in")],
    )
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    store = Store.open(file)
    assert store.consent("2025550101", LineId("main")) is Consent.OPTED_OUT
    assert store.consent("+12025550102", LineId("main")) is Consent.OPTED_IN
    assert len(store.name) == 8


def test_no_two_stores_are_called_the_same() -> None:
    assert a_practice().store.name != a_practice().store.name


@pytest.mark.parametrize("statement", ["PRAGMA max_page_count = 1", "PRAGMA query_only = 1"])
def test_a_store_that_cannot_be_written_says_so_and_keeps_what_it_has(statement: str, tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    contact = a_contact(practice)
    practice.store._db.execute(statement)
    with pytest.raises(StoreError, match=r"no room is left|cannot be opened for writing"):
        desk.set_status(an_act(practice), contact, State("free_screen/no_show"), Extras(note="x" * 100_000))
    assert practice.store.contact(contact).choice is None


def test_processes_that_make_the_same_new_store_at_once_all_get_it(tmp_path: Path) -> None:
    opening = "import sys; from frontdesk.store import Store; print(Store.open(sys.argv[1]).name)"
    for number in range(5):
        command = [sys.executable, "-c", opening, str(tmp_path / f"{number}.db")]
        together = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        names = {process.communicate()[0] for process in together}
        assert len(names) == 1
        assert len(names.pop().strip()) == 8
