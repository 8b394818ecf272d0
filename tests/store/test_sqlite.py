"""What only a store in one SQLite file owes: it survives, it is a file, and it says in plain words what is wrong.

What every store owes is tried by the conformance suite (test_conformance.py).
"""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.names import ChannelId, Consent, ConsentSource, ContactId, Covers, LineId, State
from frontdesk.records import BY_KEYWORD, ConsentRecord, StoreError, Telling
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


def test_a_store_its_log_and_its_copy_are_for_their_owner_alone(tmp_path: Path) -> None:
    with closing(SqliteStore.open(tmp_path / "store.db")) as store:
        with store.transaction():
            store.set_cursor("emr", "1")
        store.backup(tmp_path / "copy.db")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("store.db", "store.db-wal", "store.db-shm", "copy.db"), 0o600)


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


def older(file: Path) -> sqlite3.Connection:
    """A store that was written before numbers were kept in one form."""
    connection = sqlite3.connect(file, isolation_level=None)
    dump = Path(__file__).with_name("written_at_ca83e13") / "store.sql"
    connection.executescript(dump.read_text(encoding="utf-8"))
    return connection


def a_store_of_the_first_version(file: Path) -> sqlite3.Connection:
    """An empty one, open to be filled."""
    connection = sqlite3.connect(file, isolation_level=None)
    migrations = sqlite_utils.Migrations("frontdesk")

    @migrations()
    def first(database: sqlite_utils.Database) -> None:
        for statement in schema.statements(schema.FIRST):
            database.execute(statement)

    migrations.apply(sqlite_utils.Database(connection))
    connection.execute("PRAGMA user_version = 1")
    return connection


def test_a_store_of_the_first_version_is_brought_up_to_date_and_no_refusal_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    connection = a_store_of_the_first_version(file)
    connection.executemany(
        "INSERT INTO consent VALUES (?, 'main', ?, 0, 'reply')",
        [("+12025550101", "opted_out"), ("2025550101", "opted_in"), ("+12025550102", "opted_in")],
    )
    connection.close()
    store = SqliteStore.open(file)
    kept = [one for number in ("+12025550101", "+12025550102") for one in store.consents(number)]
    assert [(one.address, one.value) for one in kept] == [
        ("+12025550101", Consent.OPTED_OUT),
        ("+12025550102", Consent.OPTED_IN),
    ]
    assert {(one.line, one.channel, one.source) for one in kept} == {("main", BY_KEYWORD, ConsentSource.REPLY)}
    assert len(store.name) == 8


def test_a_run_of_an_earlier_version_keeps_which_of_its_steps_are_over(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    connection = a_store_of_the_first_version(file)
    connection.execute(
        "INSERT INTO contact VALUES (1, 'Ana', 'a', 0, NULL, '[]', '', 1, '', '', 0, NULL, NULL, '', '', '', '{}', '')"
    )
    connection.executemany(
        "INSERT INTO enrolment VALUES (?, 1, 'recall', 1000000, ?, 3, ?, 9, ?, ?)",
        [(1, 0, None, None, ""), (4, 1, None, None, ""), (5, 3, 2000000, 3000000, "finished")],
    )
    connection.close()
    store, one, two = SqliteStore.open(file), datetime.fromtimestamp(1, UTC), datetime.fromtimestamp(2, UTC)
    runs = store.enrolments(ContactId(1), running=False)
    assert [(run.id, run.done) for run in runs] == [
        (1, {}),
        (4, {"0": one}),
        (5, {"0": two, "1": two, "2": two}),
    ]
    assert {(run.started_at, run.cycle, run.appointment) for run in runs} == {(one, 3, 9)}
    assert (runs[2].ended_at, runs[2].ended_because) == (datetime.fromtimestamp(3, UTC), "finished")
    with store.transaction():
        assert store.add_enrolment(runs[0]) == 6


def test_numbers_of_an_older_store_become_e164_and_the_strictest_consent_stays(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    connection = older(file)
    connection.execute("DELETE FROM phone WHERE contact = 4")
    connection.executemany(
        "INSERT INTO phone VALUES (4, ?, ?, 'unknown')",
        [("cell", "0012025550191"), ("home", "202555012012"), ("work", "011442079460101")],
    )
    said = [
        ("0012025550191", "main", "opted_in", 9, "staff"),
        ("2025550191", "main", "opted_out", 5, "reply"),
        ("+12025550191", "main", "opted_out", 7, "staff"),
        ("2025550191", "after_hours", "opted_in", 5, "reply"),
        ("0012025550191", "after_hours", "unknown", 3, "rule"),
        ("24365", "main", "opted_out", 1, "reply"),
    ]
    connection.executemany("INSERT INTO consent VALUES (?, ?, ?, ?, ?)", said)
    connection.execute("UPDATE message SET address = '2025550191, room 2' WHERE id = 2")
    connection.execute("UPDATE message SET address = '0012025550191' WHERE id = 3")
    (last,) = connection.execute("SELECT max(at) FROM journal").fetchone()
    connection.close()
    store = SqliteStore.open(file)
    assert store.contact(ContactId(4)).numbers == ("+12025550191", "202555012012", "+442079460101")
    main, after_hours = LineId("main"), LineId("after_hours")
    kept = [(one.line, one.value, one.source) for one in store.consents("+12025550191")]
    assert kept == [(after_hours, Consent.UNKNOWN, ConsentSource.RULE), (main, Consent.OPTED_OUT, ConsentSource.REPLY)]
    assert [(one.line, one.value) for one in store.consents("24365")] == [(main, Consent.OPTED_OUT)]
    assert [one.value for one in store.consents("+12025550103") if one.line == "desk"] == [Consent.OPTED_IN]
    addresses = {one.id: one.address for one in store.messages()}
    assert (addresses[2], addresses[3], addresses[9]) == ("2025550191, room 2", "+12025550191", "+12025550103")
    *_, notice = store.notices()
    assert notice.contact == ContactId(4)
    assert notice.at == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=last)
    told = "the home number that is on file cannot be read, so it may be nobody's: '202555012012'"
    assert notice.text.startswith(told)


def test_what_is_erased_is_in_no_file_of_the_store_once_it_was_wiped(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    store, number = practice.store, "+12025550177"
    filler = [a_contact(practice, name=f"Somebody {count}", cell="", email="") for count in range(50)]
    ana = a_contact(practice, name="Quirina Unusual", cell=number)
    with store.transaction():
        store.add_note(ana, MONDAY, "Ben", "Quirina Unusual called")
        said = (Consent.OPTED_OUT, ConsentSource.REPLY, MONDAY, Covers.ALL, None, "Quirina says stop")
        store.record_consent(ConsentRecord(number, LineId("main"), ChannelId("text"), *said))

    def found() -> set[str]:
        files = [one.read_bytes() for one in tmp_path.iterdir()]
        return {word for word in ("Quirina", number) if any(word.encode() in one for one in files)}

    assert found() == {"Quirina", number}
    gone = replace(store.contact(ana), name="erased person", email="", phones={})
    with store.transaction():
        store.save_contact(gone)
        store.save_phones(gone)
        store.forget_notes(ana)
        store.forget_address(number)
    assert found() == {"Quirina", number}
    store.wipe()
    assert found() == set()
    assert [one.value for one in store.consents(number)] == [Consent.OPTED_OUT]
    assert store.contact(filler[7]).name == "Somebody 7"
    assert SqliteStore.open(tmp_path / "p.db").integrity() == []


def test_a_file_that_something_else_reads_cannot_be_wiped_and_says_so(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "p.db", patience=0.01)
    with closing(sqlite3.connect(tmp_path / "p.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(StoreError, match="something else is reading; stop it and try again"):
            store.wipe()
        other.execute("ROLLBACK")
    store.wipe()


def test_the_key_of_the_hashes_is_another_in_every_store(tmp_path: Path) -> None:
    keys = set()
    for number in range(2):
        SqliteStore.open(tmp_path / f"{number}.db").close()
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as raw:
            keys |= set(raw.execute("SELECT value FROM setting WHERE name = 'key of hashes'"))
    assert [len(key) for (key,) in keys] == [64, 64]


def test_what_was_written_is_taken_out_of_the_requests_of_an_older_store(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    asked = {"e1": "reply 5550101 Bruno has fleas desk", "e2": 'contact reply {"text": "fleas"}', "e3": "book 1 fleas"}
    with closing(older(file)) as connection:
        for request, words in asked.items():
            answer = json.dumps({"contact": 1, "said": f"'{words}' is kept", "number": 1, "asked": words})
            connection.execute("INSERT INTO request VALUES (?, 0, ?)", (request, answer))
    store = SqliteStore.open(file)
    assert ["fleas" in (store.answer_to(request) or "") for request in asked] == [False, False, True]


def test_no_two_stores_are_called_the_same() -> None:
    assert a_practice().store.name != a_practice().store.name


def test_a_full_disk_says_so_and_the_store_keeps_what_it_has(tmp_path: Path) -> None:
    practice = a_practice(file=tmp_path / "p.db")
    contact = a_contact(practice)
    practice.store.close()
    full = Practice(practice.ruleset, SqliteStore.open(tmp_path / "p.db", most_pages=1))
    before = amount(full)
    with pytest.raises(StoreError, match="no room is left"):
        desk.set_status(an_act(full), contact, State("free_screen/no_show"), Extras(note="x" * 20_000))
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


def test_what_was_told_takes_little_room_and_names_nobody(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "p.db")
    store.wipe()
    before = (tmp_path / "p.db").stat().st_size
    with store.transaction():
        told = (Telling(f"PAT-{number}", f"Ana Example {number}", ContactId(number)) for number in range(20_000))
        store.remember_told("opendental", told)
    store.wipe()
    raw = (tmp_path / "p.db").read_bytes()
    assert (len(raw) - before) / 20_000 < 35  # bytes each, so that a million take tens of MB
    assert b"opendental" in raw
    assert b"PAT-" not in raw
    assert b"Example" not in raw
