"""The chain: which bytes are hashed, that every change is found and named, and that erasing breaks nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.effects import SetFollowUp
from frontdesk.events import MessageReceived
from frontdesk.journal import (
    GENESIS,
    ContactImported,
    FactsNoted,
    Followed,
    Happened,
    Link,
    NoticeTickedOff,
    ReplyReceived,
    Said,
    link_of,
    verified,
)
from frontdesk.journal.chain import canonical, seal
from frontdesk.names import ContactId, Keyword, LineId, State

NOON = 1_772_452_800_000_000
"""Monday 2 March 2026, 12:00 UTC, in microseconds since 1970."""
RULES = "5f" * 32
SALT = "00112233445566778899aabbccddeeff"
EXAMPLE = Happened(
    MessageReceived('see "Émile" 🐕', Keyword.OTHER, "main"),
    {"destination": "text enabled", "age": "7"},
    (Followed(SetFollowUp(timedelta(days=2)), "reply", "reactions.yaml:12"),),
)
HASHED = (
    '[2,41,1772452800000000,"outbox","event",7,'
    r'"{\"effects\":[{\"effect\":{\"delay\":\"2 days\",\"kind\":\"follow_up\"},\"place\":\"reactions.yaml:12\",'
    r'\"row\":\"reply\"}],\"event\":{\"keyword\":\"other\",\"kind\":\"message_received\",\"line\":\"main\"}}",'
    '"cd35a0c1adf77acf6d6576ba67daea677df8c66fadccd804b18208e543b60cbc",'
    f'"{RULES}","{"ab" * 32}"]'
)
BESIDE = r'{"event":{"received":"see \"Émile\" 🐕"},"facts":{"age":"7","destination":"text enabled"}}'


def test_the_bytes_that_are_hashed_are_these_for_every_store_in_every_language() -> None:
    link = link_of((40, "ab" * 32), NOON, "outbox", ContactId(7), EXAMPLE, RULES, SALT)
    assert link.personal == BESIDE
    assert link.seal == hashlib.sha256(f"{SALT}{BESIDE}".encode()).hexdigest()
    row = [2, 41, NOON, "outbox", "event", 7, link.data, link.seal, RULES, "ab" * 32]
    assert json.loads(HASHED) == row
    assert hashlib.sha256(HASHED.encode()).hexdigest() == link.hash
    assert link.hash == "cf8af45287293b5367964190781360d8527bacb5000e4438e6fad15b9bdb76de"


def test_an_entry_about_nobody_and_without_anything_personal_has_null_and_an_empty_seal() -> None:
    link = link_of((0, GENESIS), NOON, "staff", None, NoticeTickedOff(3), RULES, SALT)
    hashed = f'[2,1,{NOON},"staff","notice ticked off",null,"{{\\"notice\\":3}}","","{RULES}","{GENESIS}"]'
    assert link.hash == hashlib.sha256(hashed.encode()).hexdigest()
    assert (link.seal, link.salt, link.personal) == ("", "", "")


CANONICAL: dict[str, tuple[object, str]] = {
    "keys in order": ({"b": 1, "a": 2, "B": 3}, '{"B":3,"a":2,"b":1}'),
    "letters as they are": ("é🐕\u2028\x7f", '"é🐕\u2028\x7f"'),
    "what JSON must escape, in its short form": ('"\\\n\r\t\b\f\x00\x1f', r'"\"\\\n\r\t\b\f\u0000\u001f"'),
    "a slash": ("a/b", '"a/b"'),
    "yes, no and nothing": ([True, False, None], "[true,false,null]"),
    "whole numbers": ([0, -1, 2**53], "[0,-1,9007199254740992]"),
}


@pytest.mark.parametrize(("value", "form"), CANONICAL.values(), ids=CANONICAL)
def test_data_has_one_form(value: object, form: str) -> None:
    assert canonical(value) == form


def a_chain() -> list[Link]:
    """Six entries: two of one person, two of another, two of nobody."""
    said: list[tuple[int | None, Said]] = [
        (1, ContactImported(State("lead/new"), "R-1")),
        (None, NoticeTickedOff(1)),
        (1, ReplyReceived("5550101", "my knee hurts", Keyword.OTHER, LineId("main"))),
        (2, FactsNoted({"insurance": "none"})),
        (2, FactsNoted({"insurance": "none"})),
        (None, NoticeTickedOff(2)),
    ]
    return list(_linked(said))


def _linked(said: list[tuple[int | None, Said]]) -> Iterator[Link]:
    last = (0, GENESIS)
    for number, (contact, one) in enumerate(said):
        about = None if contact is None else ContactId(contact)
        link = link_of(last, NOON + number, "staff", about, one, RULES, f"{number:032x}")
        last = (link.seq, link.hash)
        yield link


def test_a_chain_that_nobody_touched_is_whole_and_says_in_which_hash_it_ends() -> None:
    chain = a_chain()
    found = verified(chain)
    assert (found.intact, found.entries, found.head, found.erased) == (True, 6, chain[-1].hash, 0)
    assert verified([]).head == GENESIS


CHANGED = {
    "the number": {"seq": 33},
    "the hour": {"micros": NOON},
    "who": {"by": "somebody else"},
    "the kind": {"kind": "notice ticked on"},
    "whom it is about": {"contact": 2},
    "nobody any more": {"contact": None},
    "a byte of the data": {"data": '{"keyword":"out","line":"main"}'},
    "the rules": {"ruleset": "0" * 64},
    "the seal": {"seal": seal("1" * 32, "{}")},
    "the format": {"format": 1},
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_change_is_found_and_named_by_its_entry(change: dict[str, object]) -> None:
    chain = a_chain()
    chain[2] = replace(chain[2], **change)  # type: ignore[arg-type]  # fields of several types
    number = change.get("seq", 3)
    assert f"entry {number} was changed after it was written" in verified(chain).broken


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_change_that_is_hashed_anew_is_found_by_the_entry_after_it(change: dict[str, object]) -> None:
    chain = a_chain()
    forged = replace(chain[2], **change)  # type: ignore[arg-type]  # fields of several types
    chain[2] = replace(forged, hash=forged.expected_hash)
    assert "entry 4 does not follow the one before it" in verified(chain).broken


PERSONAL: dict[str, Callable[[Link], Link]] = {
    "another value": lambda link: replace(link, personal=link.personal and link.personal.replace("knee", "back")),
    "a value that was not there": lambda link: replace(link, personal='{"received":"stop"}'),
    "another salt": lambda link: replace(link, salt="f" * 32),
    "made up and salted anew": lambda link: replace(link, salt="", personal="{}"),
    "emptied, not erased": lambda link: replace(link, personal=""),
}


@pytest.mark.parametrize("forge", PERSONAL.values(), ids=PERSONAL)
def test_a_forged_personal_value_is_found_and_named_by_its_entry(forge: Callable[[Link], Link]) -> None:
    chain = a_chain()
    chain[2] = forge(chain[2])
    assert verified(chain).broken == ("what entry 3 says about a person was changed after it was written",)


def test_a_personal_value_beside_an_entry_that_had_none_is_found() -> None:
    chain = a_chain()
    chain[1] = replace(chain[1], personal='{"received":"stop"}', salt=SALT)
    assert verified(chain).broken == ("what entry 2 says about a person was changed after it was written",)


def test_personal_values_that_change_places_are_found_in_both_entries() -> None:
    chain = a_chain()
    chain[3], chain[4] = (
        replace(one, personal=other.personal, salt=other.salt)
        for one, other in ((chain[3], chain[4]), (chain[4], chain[3]))
    )
    assert len(verified(chain).broken) == 2


def test_a_missing_entry_is_found_and_named() -> None:
    chain = a_chain()
    del chain[2]
    assert verified(chain).broken == (
        "entry 3 is missing: after 2 comes 4",
        "entry 4 does not follow the one before it",
    )


def test_a_first_entry_that_is_missing_is_found() -> None:
    assert verified(a_chain()[1:]).broken[0] == "entry 1 is missing: after 0 comes 2"


def test_entries_that_change_places_are_found() -> None:
    chain = a_chain()
    chain[2], chain[3] = chain[3], chain[2]
    assert "entry 3 is missing: after 2 comes 4" in verified(chain).broken
    told = a_chain()
    told[2], told[3] = replace(told[3], seq=3), replace(told[2], seq=4)
    assert {f"entry {number} was changed after it was written" for number in (3, 4)} <= set(verified(told).broken)


def test_an_end_that_was_cut_off_is_found_by_a_hash_that_was_noted() -> None:
    chain = a_chain()
    cut = verified(chain[:4], anchor=chain[-1].hash)
    assert cut.broken == ("the noted end of the journal is not in it any more: entries were removed",)
    assert verified(chain, anchor=chain[2].hash).intact


def test_erasing_a_person_keeps_the_chain_and_says_of_how_many_entries() -> None:
    chain = [replace(link, personal=None, salt="") if link.contact == 2 else link for link in a_chain()]
    found = verified(chain)
    assert (found.intact, found.erased, found.head) == (True, 2, a_chain()[-1].hash)


def test_what_had_nothing_to_erase_cannot_pass_for_erased() -> None:
    chain = a_chain()
    chain[1] = replace(chain[1], personal=None)
    assert verified(chain).broken == ("what entry 2 says about a person was changed after it was written",)


def test_the_same_words_under_another_salt_have_another_seal() -> None:
    one, other = a_chain()[3:5]
    assert one.personal == other.personal
    assert one.seal != other.seal
    assert hashlib.sha256(str(one.personal).encode()).hexdigest() not in (one.seal, other.seal)


def test_many_faults_are_told_in_part() -> None:
    chain = [replace(link, by="somebody else") for _ in range(10) for link in a_chain()]
    broken = verified(chain).broken
    assert (len(broken), broken[-1].startswith("and ")) == (21, True)
