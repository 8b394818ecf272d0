"""The tables of a store, as migrations. Only a new file, or one behind, needs this module and sqlite-utils."""

from __future__ import annotations

import secrets
import sqlite3

from frontdesk.records import same_name

VERSION = 4
"""The newest schema; a file says its own as ``user_version``."""

FIRST = """
CREATE TABLE journal (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL,
    contact INTEGER, data TEXT NOT NULL, ruleset TEXT NOT NULL, previous TEXT NOT NULL,
    hash TEXT NOT NULL);
CREATE INDEX journal_contact ON journal (contact) WHERE contact IS NOT NULL;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TABLE contact (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, settled TEXT NOT NULL,
    settled_at INTEGER NOT NULL, choice TEXT, been TEXT NOT NULL, email TEXT NOT NULL, email_valid INTEGER NOT NULL,
    zone TEXT NOT NULL, region TEXT NOT NULL, attempts INTEGER NOT NULL, last_outcome TEXT, lost_reason TEXT,
    consent_basis TEXT NOT NULL, facesheet TEXT NOT NULL, emr TEXT NOT NULL, facts TEXT NOT NULL,
    reference TEXT NOT NULL);
CREATE INDEX contact_reference ON contact (reference) WHERE reference <> '';
CREATE TABLE phone (contact INTEGER NOT NULL REFERENCES contact (id), kind TEXT NOT NULL, number TEXT NOT NULL,
    line_type TEXT NOT NULL, PRIMARY KEY (contact, kind)) WITHOUT ROWID;
CREATE INDEX phone_number ON phone (number);
CREATE TABLE consent (number TEXT NOT NULL, line TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
    source TEXT NOT NULL, PRIMARY KEY (number, line)) WITHOUT ROWID;
CREATE TABLE appointment (id INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contact (id),
    at INTEGER NOT NULL, state TEXT NOT NULL, preference TEXT NOT NULL, facts TEXT NOT NULL, reference TEXT NOT NULL);
CREATE INDEX appointment_contact ON appointment (contact, at);
CREATE TABLE enrolment (id INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contact (id),
    campaign TEXT NOT NULL, started_at INTEGER NOT NULL, next_step INTEGER NOT NULL, cycle INTEGER NOT NULL,
    previous_at INTEGER, appointment INTEGER, ended_at INTEGER, ended_because TEXT NOT NULL);
CREATE INDEX enrolment_contact ON enrolment (contact);
CREATE TABLE message (id INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contact (id),
    message TEXT NOT NULL, run TEXT NOT NULL, kind TEXT NOT NULL, timing TEXT NOT NULL, due_at INTEGER NOT NULL,
    state TEXT NOT NULL, enrolment INTEGER, campaign TEXT, step TEXT, appointment INTEGER, line TEXT, channel TEXT,
    address TEXT NOT NULL, reason TEXT NOT NULL, place TEXT NOT NULL, reference TEXT NOT NULL, ended_at INTEGER,
    is_reply INTEGER NOT NULL, exempt INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX message_once_per_run ON message (contact, run);
CREATE INDEX message_sending ON message (state) WHERE state = 'sending';
CREATE TABLE task (id INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contact (id),
    task TEXT NOT NULL, opened_at INTEGER NOT NULL, assigned_to TEXT NOT NULL, lifecycle TEXT NOT NULL,
    progress TEXT NOT NULL, follow_up_at INTEGER, expires_at INTEGER, follow_ups_left INTEGER NOT NULL, outcome TEXT,
    note TEXT NOT NULL, closed_at INTEGER, closed_because TEXT NOT NULL);
CREATE INDEX task_contact ON task (contact);
CREATE INDEX task_open ON task (opened_at) WHERE lifecycle = 'open';
CREATE TABLE note (id INTEGER PRIMARY KEY, contact INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE INDEX note_contact ON note (contact);
CREATE TABLE notice (id INTEGER PRIMARY KEY, contact INTEGER, at INTEGER NOT NULL, text TEXT NOT NULL,
    ticked_at INTEGER);
CREATE TABLE due (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, contact INTEGER NOT NULL,
    ref TEXT NOT NULL);
CREATE INDEX due_at ON due (at, kind <> 'settle', id);
CREATE UNIQUE INDEX due_once ON due (contact, kind, ref);
CREATE TABLE request (id TEXT PRIMARY KEY, at INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ruleset (hash TEXT PRIMARY KEY, name TEXT NOT NULL, first_at INTEGER NOT NULL, text BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_SECOND = """
ALTER TABLE message ADD COLUMN reported TEXT NOT NULL DEFAULT '';
CREATE TRIGGER journal_grows BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal only grows at its end'); END;
UPDATE OR IGNORE consent SET number = substr(number, -10) WHERE number GLOB '+1[2-9]*' AND length(number) = 12;
UPDATE consent SET value = 'opted_out' WHERE (number, line) IN (SELECT substr(number, -10), line FROM consent
    WHERE number GLOB '+1[2-9]*' AND length(number) = 12 AND value = 'opted_out');
DELETE FROM consent WHERE number GLOB '+1[2-9]*' AND length(number) = 12;
"""
"""What a provider said last of a message; a journal in which nothing can be replaced; one consent for one number."""

_THIRD = """
ALTER TABLE journal ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE journal ADD COLUMN seal TEXT NOT NULL DEFAULT '';
CREATE TABLE journal_personal (seq INTEGER PRIMARY KEY REFERENCES journal (seq), contact INTEGER, salt TEXT NOT NULL,
    data TEXT NOT NULL);
CREATE INDEX journal_personal_contact ON journal_personal (contact);
CREATE TRIGGER journal_personal_keeps BEFORE UPDATE ON journal_personal
BEGIN SELECT RAISE(ABORT, 'what the journal says is never changed, only erased'); END;
CREATE INDEX message_reference ON message (reference) WHERE reference <> '';
UPDATE due SET ref = '' WHERE kind = 'settle';
"""
"""What the journal says about people stands beside the chain; a message is found by the provider's reference."""

_FOURTH = """
CREATE TABLE unclaimed (patient TEXT NOT NULL, visit TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (patient, visit))
    WITHOUT ROWID;
CREATE INDEX unclaimed_visit ON unclaimed (visit);
ALTER TABLE contact ADD COLUMN companions TEXT NOT NULL DEFAULT '';
CREATE TABLE phones (contact INTEGER NOT NULL REFERENCES contact (id), recipient TEXT NOT NULL, kind TEXT NOT NULL,
    number TEXT NOT NULL, line_type TEXT NOT NULL, PRIMARY KEY (contact, recipient, kind)) WITHOUT ROWID;
INSERT INTO phones SELECT contact, 'patient', kind, number, line_type FROM phone;
DROP TABLE phone;
ALTER TABLE phones RENAME TO phone;
CREATE INDEX phone_number ON phone (number);
CREATE TABLE consent_of (address TEXT NOT NULL, line TEXT NOT NULL, channel TEXT NOT NULL, value TEXT NOT NULL,
    source TEXT NOT NULL, at INTEGER NOT NULL, covers TEXT NOT NULL, until INTEGER, words TEXT NOT NULL,
    PRIMARY KEY (address, line, channel, covers)) WITHOUT ROWID;
INSERT INTO consent_of SELECT number, line, '', value,
    CASE WHEN source IN ('reply', 'staff', 'emr', 'provider', 'rule') THEN source ELSE 'staff' END, at, 'all', NULL, ''
    FROM consent;
DROP TABLE consent;
ALTER TABLE consent_of RENAME TO consent;
CREATE INDEX consent_forgotten ON consent (address) WHERE length(address) = 64;
CREATE INDEX contact_email ON contact (lower(email)) WHERE email <> '';
CREATE INDEX journal_unclaimed ON journal_personal (json_extract(data, '$.number')) WHERE contact IS NULL;
UPDATE request SET answer = json_set(answer, '$.asked', 'entry 0', '$.said', 'the reply was taken in before')
    WHERE json_extract(answer, '$.asked') LIKE 'reply %' OR json_extract(answer, '$.asked') LIKE 'contact reply %';
CREATE TABLE aside (contact INTEGER PRIMARY KEY REFERENCES contact (id), at INTEGER NOT NULL,
    merged_into INTEGER REFERENCES contact (id));
CREATE INDEX aside_merged_into ON aside (merged_into) WHERE merged_into IS NOT NULL;
ALTER TABLE contact ADD COLUMN given TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN family TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN salutation TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN born TEXT;
ALTER TABLE contact ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN practitioner TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN told_at INTEGER;
ALTER TABLE appointment ADD COLUMN told_state TEXT;
CREATE INDEX appointment_at ON appointment (at);
CREATE INDEX appointment_reference ON appointment (reference) WHERE reference <> '';
CREATE TABLE enrolment_by_step (id INTEGER PRIMARY KEY AUTOINCREMENT, contact INTEGER NOT NULL REFERENCES contact (id),
    campaign TEXT NOT NULL, started_at INTEGER NOT NULL, done TEXT NOT NULL, cycle INTEGER NOT NULL,
    appointment INTEGER, ended_at INTEGER, ended_because TEXT NOT NULL);
INSERT INTO enrolment_by_step SELECT id, contact, campaign, started_at, '{' || COALESCE((
    WITH RECURSIVE step (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM step WHERE number + 1 < next_step)
    SELECT group_concat('"' || number || '": ' || COALESCE(previous_at, started_at), ', ') FROM step
    WHERE number < next_step), '') || '}', cycle, appointment, ended_at, ended_because FROM enrolment;
DROP TABLE enrolment;
ALTER TABLE enrolment_by_step RENAME TO enrolment;
CREATE INDEX enrolment_contact ON enrolment (contact);
ALTER TABLE message ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN handover TEXT NOT NULL DEFAULT 'not_begun';
ALTER TABLE message ADD COLUMN taken_back TEXT NOT NULL DEFAULT '';
UPDATE message SET tries = 1, handover = 'begun' WHERE state IN ('sending', 'unknown');
ALTER TABLE message ADD COLUMN part_of INTEGER REFERENCES message (id);
CREATE INDEX message_part ON message (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX message_reply ON message (address) WHERE is_reply = 1;
ALTER TABLE contact ADD COLUMN same_name TEXT NOT NULL DEFAULT '';
UPDATE contact SET same_name = same_name(name);
CREATE INDEX contact_same_name ON contact (same_name);
ALTER TABLE task ADD COLUMN type TEXT NOT NULL DEFAULT 'other';
ALTER TABLE task ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE task ADD COLUMN waits_since INTEGER;
UPDATE task SET waits_since = coalesce(follow_up_at, opened_at) WHERE lifecycle = 'open';
ALTER TABLE notice ADD COLUMN addressee TEXT NOT NULL DEFAULT '';
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE told (source INTEGER NOT NULL REFERENCES source (id), key BLOB NOT NULL, words BLOB NOT NULL,
    contact INTEGER NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
ALTER TABLE contact ADD COLUMN settled_before TEXT;
ALTER TABLE contact ADD COLUMN lasts_until INTEGER;
"""
"""What an EMR said of people and visits not on file; the parts of a name, and namesakes by an index; who sees somebody
where; which steps of a run are over, by name; which try of a message is the newest, and who was answered; who was
merged or erased. Beside it, a key for hashes. Replies from numbers that nobody has are found by the number, and what
they say is in no answer to a request. Consent is of an address and channel: that from before stays what a keyword
counts for (records.BY_KEYWORD). Which message told what another says.
How a task is worked on, how much it presses and since when it waits; whom a notice is for.
Who else gets a contact's messages, and their phones. What sources told, as hashes. The state before, and until when
one lasts.

Until rules are taken over the next time, the steps of earlier days are known by their number.
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file behind *connection* to the newest schema, inside the transaction that the caller holds."""
    import sqlite_utils

    from frontdesk.store.sqlite.renumbering import renumber

    migrations = sqlite_utils.Migrations("frontdesk")

    @migrations()
    def first(database: sqlite_utils.Database) -> None:
        for statement in statements(FIRST):
            database.execute(statement)

    @migrations()
    def second(database: sqlite_utils.Database) -> None:
        for statement in statements(_SECOND):
            database.execute(statement)
        database.execute("INSERT INTO setting VALUES ('store', ?)", (secrets.token_hex(4),))

    @migrations()
    def third(database: sqlite_utils.Database) -> None:
        for statement in statements(_THIRD):
            database.execute(statement)

    @migrations()
    def fourth(database: sqlite_utils.Database) -> None:
        connection.create_function("same_name", 1, same_name, deterministic=True)
        renumber(database)
        for statement in statements(_FOURTH):
            database.execute(statement)
        database.execute("INSERT INTO setting VALUES ('key of hashes', ?)", (secrets.token_hex(32),))

    migrations.apply(sqlite_utils.Database(connection))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def statements(script: str) -> list[str]:
    """Split a script into statements; a trigger holds semicolons of its own."""
    found, current = [], ""
    for line in script.strip().splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
