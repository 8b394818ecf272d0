"""What only a store in one SQLite file owes: it survives, it is a file, and it says in plain words what is wrong.

What every store owes is tried by the conformance suite (test_conformance.py).
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.names import Consent, ConsentSource, State
from frontdesk.records import BY_KEYWORD, StoreError
from frontdesk.store.sqlite import SqliteStore, schema
from support import MONDAY, a_contact, a_practice, amount, an_act, load_ruleset


def test_every_commit_is_on_the_disk(tmp_path: Path) -> None:
    SqliteStore.open(tmp_path / "p.db")
    assert SqliteStore.open(tmp_path / "p.db").durability() == ("wal", 2)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET by = 'me'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT seq, at, 'me', kind, contact, data, ruleset, '', '', 2, '' FROM journal",
        "UPDATE journal_personal SET data = '{}'",
    ],
)
def test_the_journal_cannot_be_changed_in_the_file(sql: str, tmp_path: Path) -> None:
    practice = a_practice("example-practice", tmp_path / "p.db")
    contact = a_contact(practice, practice.ruleset.initial)
    desk.set_preferences(an_act(practice), contact, do_not_contact=True)
    with (
        closing(sqlite3.connect(tmp_path / "p.db")) as other,
        pytest.raises(sqlite3.IntegrityError, match=r"never|only"),
    ):
        other.execute(sql)


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
        SqliteStore.open(file)


def test_a_copy_is_complete_and_never_overwrites(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "p.db")
    a_contact(Practice(load_ruleset("physical-therapy"), store))
    store.backup(tmp_path / "copy.db")
    assert SqliteStore.open(tmp_path / "copy.db").counts() == store.counts()
    with pytest.raises(StoreError, match="no copy was written"):
        store.backup(tmp_path / "copy.db")


def test_the_store_knows_which_rules_it_last_ran(tmp_path: Path) -> None:
    a_practice("dental", tmp_path / "p.db")
    again = SqliteStore.open(tmp_path / "p.db")
    assert again.rules_in_force() == load_ruleset("dental").hash
    assert again.integrity() == []


def test_a_store_of_the_first_version_is_brought_up_to_date_and_no_refusal_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    connection = sqlite3.connect(file, isolation_level=None)
    migrations = sqlite_utils.Migrations("frontdesk")

    @migrations()
    def first(database: sqlite_utils.Database) -> None:
        for statement in schema.statements(schema.FIRST):
            database.execute(statement)

    migrations.apply(sqlite_utils.Database(connection))
    connection.executemany(
        "INSERT INTO consent VALUES (?, 'main', ?, 0, 'reply')",
        [("+12025550101", "opted_out"), ("2025550101", "opted_in"), ("+12025550102", "opted_in")],
    )
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    store = SqliteStore.open(file)
    kept = [one for number in ("2025550101", "+12025550102") for one in store.consents(number)]
    assert [(one.address, one.value) for one in kept] == [
        ("2025550101", Consent.OPTED_OUT),
        ("2025550102", Consent.OPTED_IN),
    ]
    assert {(one.line, one.channel, one.source) for one in kept} == {("main", BY_KEYWORD, ConsentSource.REPLY)}
    assert len(store.name) == 8


def test_no_two_stores_are_called_the_same() -> None:
    assert a_practice().store.name != a_practice().store.name


def test_a_full_disk_says_so_and_the_store_keeps_what_it_has(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    contact = a_contact(practice)
    practice.store.close()
    full = Practice(practice.ruleset, SqliteStore.open(tmp_path / "p.db", most_pages=1))
    before = amount(full)
    with pytest.raises(StoreError, match="no room is left"):
        desk.set_status(an_act(full), contact, State("free_screen/no_show"), Extras(note="x" * 100_000))
    assert amount(full) == before


def test_a_number_with_too_many_digits_is_refused_in_words() -> None:
    with pytest.raises(StoreError, match="so many digits"):
        a_practice().store.task(10**30)


def test_words_of_any_length_can_be_looked_for() -> None:
    assert a_practice().store.find_contacts("a" * 60_000) == []


def test_processes_that_make_the_same_new_store_at_once_all_get_it(tmp_path: Path) -> None:
    opening = "import sys; from frontdesk.store.sqlite import SqliteStore; print(SqliteStore.open(sys.argv[1]).name)"
    for number in range(5):
        command = [sys.executable, "-c", opening, str(tmp_path / f"{number}.db")]
        together = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        names = {process.communicate()[0] for process in together}
        assert len(names) == 1
        assert len(names.pop().strip()) == 8


def test_rules_that_were_damaged_in_the_file_are_told_in_words(tmp_path: Path) -> None:
    store = a_practice(file=tmp_path / "practice.db").store
    with store.transaction():
        store.put_in_force("h", "rules", "{}", MONDAY)
    with closing(sqlite3.connect(tmp_path / "practice.db")) as raw, raw:
        raw.execute("UPDATE ruleset SET text = x'00ff' WHERE hash = 'h'")
    with pytest.raises(StoreError, match="were damaged outside of frontdesk"):
        store.ruleset_text("h")


def test_an_entry_that_was_damaged_in_the_file_is_named_and_not_stumbled_over(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "practice.db")
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", "hello")
    with closing(sqlite3.connect(tmp_path / "practice.db")) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE journal SET data = x'00ff' WHERE seq = 1")
    assert "entry 1 was changed after it was written" in practice.store.verify_journal().broken
