"""Entries: what is chained is read as it was said, or shown as it stands; what is hashed says nothing of a person."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Changes, PreferenceChange, PreferenceSource, Refused
from frontdesk.journal import (
    GENESIS,
    AppointmentBecame,
    Entry,
    Link,
    MessageEnded,
    ReplyReceived,
    Unread,
    entry_of,
    kind_of,
    link_of,
)
from frontdesk.names import ContactId, Keyword, LineId, MessageId, OutcomeId, State
from frontdesk.records import Due, DueKind
from frontdesk.worker import work
from journal.made import ENDS, KINDS, made
from support import HARBOUR, MONDAY, Carrier, a_practice, an_act

MICROS, RULES, SALT = 1_772_452_800_000_000, "5f" * 32, "0" * 32
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def linked(said: Any) -> Link:
    return link_of((0, GENESIS), MICROS, "staff", ContactId(7), said, RULES, SALT)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_entry_of_every_kind_is_read_from_the_chain_as_it_was_said(kind: type[Any]) -> None:
    for said in (made(kind, seed) for seed in range(25)):
        link = linked(said)
        expected = Entry(1, AT, "staff", ContactId(7), said, RULES, GENESIS, link.hash)
        assert entry_of(link, AT) == expected
        assert expected.kind == link.kind == kind_of(said)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_entry_of_every_kind_is_still_read_when_what_is_personal_was_erased(kind: type[Any]) -> None:
    for said in (made(kind, seed) for seed in range(25)):
        link = linked(said)
        if link.personal:
            entry = entry_of(replace(link, personal=None, salt=""), AT)
            assert (entry.erased, type(entry.said)) == (True, kind)
            assert linked(entry.said).data == link.data


def test_an_end_and_what_became_of_an_appointment_are_kinds_of_their_own() -> None:
    kinds = {kind_of(replace(made(kind, 0), state=state)) for kind, states in ENDS.items() for state in states}
    ends = {"message sent", "message failed", "message withdrawn", "message unknown"}
    assert kinds == ends | {f"appointment {state}" for state in ("confirmed", "cancelled", "kept", "missed")}
    assert set(ENDS) == {MessageEnded, AppointmentBecame}
    assert not kinds & {kind.wire.kind for kind in KINDS}


SAID = ReplyReceived("5550101", "my knee hurts", Keyword.OTHER, LineId("main"))
UNREADABLE: dict[str, dict[str, Any]] = {
    "of a kind of tomorrow": {"kind": "reply translated"},
    "with a field of tomorrow": {"data": '{"keyword":"other","language":"pt","line":"main"}'},
    "without a field": {"data": '{"keyword":"other"}'},
    "with a number for a word": {"data": '{"keyword":7,"line":"main"}'},
    "that is no object": {"data": "[]"},
    "that is no JSON": {"data": "{"},
    "with personal values that are no JSON": {"personal": "{"},
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
def test_an_entry_that_cannot_be_read_is_shown_as_it_stands_and_nothing_of_it_is_dropped(
    change: dict[str, Any],
) -> None:
    link = replace(linked(SAID), **change)
    entry = entry_of(link, AT)
    assert isinstance(entry.said, Unread)
    assert entry.kind == link.kind
    if link.data.startswith("{") and link.data != "{":
        assert json.loads(link.data).items() <= entry.data.items()
    if "kind" in change or "language" in link.data:
        assert entry.data["received"] == "my knee hurts"


NAME, CELL, MAIL = "Zebedia Quixote", "2025550177", "zebedia@private.example"
PRIVATE = (
    *("Zebedia", "Quixote", CELL, "555-0177", MAIL, "private.example", "REF-ZQ-77", "VISIT-ZQ-88"),
    *("bruno", "has fleas", "limps since sunday", "sold the boat", "fax machine", "9.75"),
)
"""What the life below says of one person, in parts that nothing else says."""


def lived(file: Path) -> Practice:
    """A practice in which somebody lives through all that a front desk does to them."""
    practice = a_practice(HARBOUR, file)
    row = {"name": NAME, "cell": "(202) 555-0177", "cell_type": "text_enabled", "email": MAIL}
    contact = desk.add_contact(an_act(practice), {**row, "status": "enquiry/new", "reference": "REF-ZQ-77"}).contact
    assert contact is not None
    one = ContactId(contact)
    desk.note_facts(an_act(practice), one, {"weight": Decimal("9.75")})
    desk.book(an_act(practice), one, MONDAY + timedelta(days=2), reference="VISIT-ZQ-88")
    log = desk.ContactLog(OutcomeId("not_reached"), note="limps since sunday")
    desk.log_contact(an_act(practice), one, log)
    desk.set_preferences(an_act(practice), one, number="cell", method="text")
    desk.receive(an_act(practice), CELL, "Bruno has fleas", LineId("desk"))
    desk.receive(an_act(practice), CELL, "STOP", LineId("desk"))
    change = PreferenceChange("REF-ZQ-77", method="fax machine")
    desk.sync(an_act(practice), PreferenceSource("emr", lambda *_: Changes((change,), "1")))
    desk.send(an_act(practice), one, MessageId("hello"))
    desk.set_status(an_act(practice), one, State("client/visiting"), desk.Extras(note="sold the boat"))
    with practice.store.transaction():
        practice.store.schedule(Due(MONDAY, DueKind.REACT, one, 1))  # what cannot be reacted to is given up, in words
    work(practice, Carrier(lambda outgoing: Refused("no line")), MONDAY + timedelta(hours=3))
    return practice


def test_nothing_of_a_person_is_in_what_is_hashed_nor_can_be_guessed_from_it(tmp_path: Path) -> None:
    practice = lived(tmp_path / "store.db")
    kinds = {entry.kind for entry in practice.store.journal()}
    assert {"contact added", "facts noted", "event", "reply received", "channel decided", "work stopped"} <= kinds
    practice.store.close()
    hashed, beside = rows(tmp_path / "store.db")
    text = json.dumps(hashed, ensure_ascii=False).casefold()
    assert [one for one in PRIVATE if one.casefold() in text] == []
    assert "bruno has fleas" in json.dumps(beside)
    salts = [salt for _, _, salt, _ in beside]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {32}
    guesses = {hashlib.sha256(said.encode()).hexdigest() for said in (*PRIVATE, *(row[3] for row in beside))}
    assert [guess for guess in guesses if guess in text] == []


def test_erasing_a_person_leaves_no_word_of_theirs_and_the_chain_whole(tmp_path: Path) -> None:
    practice = lived(tmp_path / "store.db")
    before = practice.store.verify_journal()
    with practice.store.transaction():
        gone = practice.store.forget(ContactId(1))
    after = practice.store.verify_journal(anchor=before.head)
    assert gone > 10
    assert (after.intact, after.entries, after.head, after.erased) == (True, before.entries, before.head, gone)
    entries = [entry for entry in practice.store.journal() if entry.erased]
    assert len(entries) == gone
    assert not [entry for entry in entries if isinstance(entry.said, Unread)]
    told = json.dumps([entry.data for entry in practice.store.journal()], ensure_ascii=False).casefold()
    assert [one for one in PRIVATE if one.casefold() in told] == []
    practice.store.close()
    assert rows(tmp_path / "store.db")[1] == []


def rows(file: Path) -> tuple[list[Any], list[Any]]:
    """What stands in the chain, and beside it."""
    copy = shutil.copy(file, file.with_name("copy.db"))
    with closing(sqlite3.connect(copy)) as database:
        return (
            database.execute("SELECT * FROM journal").fetchall(),
            database.execute("SELECT * FROM journal_personal").fetchall(),
        )
