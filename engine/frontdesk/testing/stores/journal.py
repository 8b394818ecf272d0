"""Checks of ``Journal``: one chain without gaps, the very bytes of ``journal.chain``, and people who can be erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from frontdesk.events import MessageReceived
from frontdesk.journal import (
    GENESIS,
    FactsNoted,
    Happened,
    Link,
    NoticeTickedOff,
    ReplyReceived,
    Said,
    link_of,
)
from frontdesk.keeping import Store
from frontdesk.names import ContactId, Keyword
from frontdesk.records import NoSuchRecordError
from frontdesk.store.instants import MICROSECOND
from frontdesk.testing.stores.samples import (
    ELSEWHERE,
    INSTANTS,
    LETTERS,
    LONG,
    MAIN,
    NOW,
    a_contact,
    a_number,
    on_number,
)
from frontdesk.testing.stores.trial import PATIENT, NewStore, alone, equal, needed, opened, refused, tried

_MANY = 1_203
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REPLY = ReplyReceived(a_number(101), LETTERS, Keyword.OUT, MAIN)
_EVENT = Happened(MessageReceived(LETTERS, Keyword.OUT, MAIN), {"animal": "cat", "weight": "12.5"}, ())
SAID: tuple[Said, ...] = (
    NoticeTickedOff(3),
    FactsNoted({"animal": LETTERS}),
    _REPLY,
    _EVENT,
    FactsNoted({}),
    FactsNoted({"story": LONG}),
)
"""Entries with and without values about a person, and a very long one."""


def _people(store: Store) -> tuple[ContactId, ContactId]:
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
    return ana, ben


def _recorded(store: Store, *entries: tuple[ContactId | None, Said]) -> list[int]:
    with store.transaction():
        return [store.record(NOW, "Ben", contact, said, "rules") for contact, said in entries]


@alone
def entries_are_numbered_from_one_without_a_gap(store: Store) -> None:
    """Each number is one more than the last, also after a block that raised, and an entry is found by it."""
    ana, _ = _people(store)
    with refused(NoSuchRecordError, "Journal.entry", "a number that no entry has is told"):
        store.entry(1)
    equal(_recorded(store, (ana, SAID[0]), (None, SAID[1])), [1, 2], "Journal.record", "numbers begin with 1")
    try:
        with store.transaction():
            store.record(NOW, "Ben", ana, SAID[2], "rules")
            raise KeyError("given up")
    except KeyError:
        pass
    equal(_recorded(store, (ana, SAID[3])), [3], "Journal.record", "one more than the last that was kept")
    equal([one.seq for one in store.journal()], [1, 2, 3], "Journal.journal", "entries come in order of their numbers")
    for number in (0, -1, 4):
        with refused(NoSuchRecordError, "Journal.entry", f"a number that no entry has is told, {number} too"):
            store.entry(number)


@alone
def an_entry_says_what_was_recorded(store: Store) -> None:
    """When, by whom, about whom, what and under which rules, whatever it says."""
    ana, _ = _people(store)
    for count, said in enumerate(SAID):
        for contact in (ana, None):
            at = [*INSTANTS, *ELSEWHERE][count]
            with store.transaction():
                number = store.record(at, LETTERS, contact, said, "rules")
            one = store.entry(number)
            got = (one.seq, one.at, one.by, one.contact, one.said, one.ruleset, one.erased)
            wanted = (number, at, LETTERS, contact, said, "rules", False)
            equal(got[2:], wanted[2:], "Journal.entry", "an entry says what was recorded")
            equal(list(store.journal(since=number - 1)), [one], "Journal.journal", "it says the same as entry does")
    entries = list(store.journal())
    equal([store.entry(one.seq) for one in entries], entries, "Journal.entry", "it says the same as journal does")


@alone
def the_chain_has_the_bytes_that_every_store_writes(store: Store) -> None:
    """An entry without values about a person hashes as ``journal.link_of`` says, whoever keeps it."""
    ana, _ = _people(store)
    last = (0, GENESIS)
    for count, at in enumerate((*INSTANTS, *ELSEWHERE)):
        said = NoticeTickedOff(count)
        micros = (at - _EPOCH) // MICROSECOND
        link = link_of(last, micros, LETTERS, ana, said, "rules", "no salt")
        with store.transaction():
            number = store.record(at, LETTERS, ana, said, "rules")
        entry = store.entry(number)
        equal(
            (entry.previous, entry.hash), (last[1], link.hash), "Journal.record", "the bytes are those of journal.chain"
        )
        last = (number, entry.hash)
    _recorded(store, *((ana, said) for said in SAID))
    previous = GENESIS
    for entry in store.journal():
        equal(entry.previous, previous, "Journal.record", "each entry holds the hash of the one before")
        previous = entry.hash
    found = store.verify_journal()
    equal(found.head, previous, "Journal.verify_journal", "it tells the last hash")
    equal((found.entries, found.broken), (9 + len(SAID), ()), "Journal.verify_journal", "a chain that was kept holds")


@alone
def the_journal_is_read_in_parts(store: Store) -> None:
    """After a number, of one contact, at most so many; and any of these together, however long the journal is."""
    ana, ben = _people(store)
    who = [(ana, ben, None)[number % 3] for number in range(_MANY)]
    _recorded(store, *((one, NoticeTickedOff(number)) for number, one in enumerate(who)))
    for contact in (None, ana, ben):
        own = [number + 1 for number, one in enumerate(who) if contact in (None, one)]
        for since in (0, 1, 499, 500, 501, 1_000, _MANY - 1, _MANY, _MANY + 9):
            for limit in (None, 0, 1, 2, 400, 500, 501, 9_999):
                got = [one.seq for one in store.journal(contact=contact, since=since, limit=limit)]
                wanted = [number for number in own if number > since][:limit]
                promise = f"entries of {contact or 'all'} after {since}, at most {limit}, in order of their numbers"
                equal(got, wanted, "Journal.journal", promise)


@alone
def the_journal_is_read_by_kind(store: Store) -> None:
    """Only entries of the kinds that are asked for, in order, of one contact or of all; each that is said is one."""
    ana, _ = _people(store)
    _recorded(store, *((ana, said) for said in SAID), (None, NoticeTickedOff(1)))
    everything = list(store.journal())
    kinds = tuple(dict.fromkeys(one.kind for one in everything))
    for kind in kinds:
        wanted = [one for one in everything if one.kind == kind]
        equal(list(store.journal(kinds=(kind,))), wanted, "Journal.journal", f"of the kind {kind} alone")
        promise = "at most so many of those that are asked for"
        equal(list(store.journal(kinds=(kind,), limit=1)), wanted[:1], "Journal.journal", promise)
    wanted = [one for one in everything if one.kind in kinds[:2] and one.contact == ana]
    equal(
        list(store.journal(contact=ana, kinds=kinds[:2])), wanted, "Journal.journal", "of several kinds and a contact"
    )
    equal(list(store.journal(kinds=("nothing of the sort",))), [], "Journal.journal", "none of another kind")


@alone
def an_anchor_must_still_be_in_the_chain(store: Store) -> None:
    """A hash that was noted earlier is found as long as nothing was removed; another is told."""
    ana, _ = _people(store)
    _recorded(store, *((ana, said) for said in SAID))
    for entry in store.journal():
        found = store.verify_journal(entry.hash)
        assert found.intact, f"Journal.verify_journal: an anchor that is in the chain is found. It said {found.broken}"
    found = store.verify_journal("f" * 64)
    assert not found.intact, "Journal.verify_journal: an anchor that is not in the chain is told. It said nothing"


@alone
def whoever_is_forgotten_is_gone_from_the_journal(store: Store) -> None:
    """What entries say beside the chain about one contact is erased for good; the chain and all others stay."""
    ana, ben = _people(store)
    _recorded(store, *((who, said) for said in SAID for who in (ana, ben, None)))
    before, head = list(store.journal()), store.verify_journal().head
    personal = {index for index, said in enumerate(SAID) if said in (SAID[1], _REPLY, _EVENT, SAID[5])}
    with store.transaction():
        count = store.forget(ana)
    equal(count, len(personal), "Journal.forget", "how many entries were erased")
    for was, entry in zip(before, store.journal(), strict=True):
        if entry.contact != ana or (entry.seq - 1) // 3 not in personal:
            equal(entry, was, "Journal.forget", "entries about others, and what is in the chain, stay")
        else:
            assert entry.erased, f"Journal.forget: what entry {entry.seq} said is erased. It says {entry.said!r:.200}"
            kept = (entry.seq, entry.at, entry.by, entry.contact, entry.kind, entry.hash, entry.previous)
            wanted = (was.seq, was.at, was.by, was.contact, was.kind, was.hash, was.previous)
            equal(kept, wanted, "Journal.forget", "the entry itself stays")
            told = LETTERS in repr(entry.said) or "cat" in repr(entry.said)
            assert not told, f"Journal.forget: what entry {entry.seq} said is gone. It says {entry.said!r:.200}"
    found = store.verify_journal(head)
    equal((found.broken, found.erased), ((), len(personal)), "Journal.verify_journal", "the chain holds afterwards")
    with store.transaction():
        again = store.forget(ana)
        nobody = store.forget(ContactId(99))
    equal((again, nobody), (0, 0), "Journal.forget", "nothing is erased twice")


@alone
def replies_of_nobody_are_found_by_their_number(store: Store) -> None:
    """Those of nobody alone; not those of another number, or that are no replies."""
    number = a_number(101)
    with store.transaction():
        (ana,) = store.add_contacts([on_number(number)])
    written = [(None, replace(_REPLY, number=number, text=text)) for text in ("one", "two")]
    others: list[tuple[ContactId | None, Said]] = [(ana, replace(_REPLY, number=number)), (None, NoticeTickedOff(1))]
    numbers = _recorded(store, *written, *others, (None, replace(_REPLY, number="+442079460101")))[: len(written)]
    got = [one.seq for one in store.unclaimed_replies(number)]
    equal(got, numbers, "Journal.unclaimed_replies", "of nobody, from this number, by number")
    got_text = [one.said for one in store.unclaimed_replies(number)]
    equal(got_text, [said for _, said in written], "Journal.unclaimed_replies", "what they said")
    equal(store.unclaimed_replies("442079460101"), [], "Journal.unclaimed_replies", "of no other number")
    with store.transaction():
        erased = store.forget(ana)
    equal(erased, len(written) + 1, "Journal.forget", "the unclaimed replies from their numbers go as well")
    equal(store.unclaimed_replies(number), [], "Journal.unclaimed_replies", "what is erased is found no more")
    equal(len(store.unclaimed_replies("+442079460101")), 1, "Journal.forget", "those from other numbers stay")
    equal(store.verify_journal().broken, (), "Journal.verify_journal", "the chain holds afterwards")


Tampered = Callable[[Sequence[Link]], Sequence[Link]]


def _changed(**changes: object) -> Tampered:
    """The third entry, with something else in it."""
    return lambda links: [*links[:2], replace(links[2], **changes), *links[3:]]  # type: ignore[arg-type]


_ABOUT_ANA = (SAID[1], _REPLY, SAID[0], _EVENT)
TAMPERED: Mapping[str, Tampered] = MappingProxyType(
    {
        "the instant was changed": _changed(micros=0),
        "the author was changed": _changed(by="somebody else"),
        "the kind was changed": _changed(kind="notice ticked off"),
        "the contact was changed": _changed(contact=2),
        "the contact was taken out": _changed(contact=None),
        "the data was changed": _changed(data='{"keyword":"start","line":"main"}'),
        "the rules were changed": _changed(ruleset="others"),
        "the seal was changed": _changed(seal="f" * 64),
        "the hash was changed": _changed(hash="f" * 64),
        "the hash before was changed": _changed(previous="f" * 64),
        "what it says of a person was changed": _changed(personal='{"number":"5550199"}'),
        "the salt was changed": _changed(salt="0" * 32),
        "the first was removed": lambda links: links[1:],
        "one was removed": lambda links: [*links[:2], *links[3:]],
        "two changed places": lambda links: [
            *links[:1],
            replace(links[2], seq=2),
            replace(links[1], seq=3),
            *links[3:],
        ],
        "the end was removed": lambda links: links[:-1],
        "all were removed": lambda links: [],
    }
)
"""What somebody might do to the journal behind the store's back."""


def whatever_is_tampered_with_is_found(new: NewStore) -> None:
    """An entry that was changed, removed, moved or cut off is told, given the hash that the journal ended with."""
    with tried(new) as trial:
        rewrite = needed(trial.rewrite, "rewrite")
        with opened(trial) as store:
            ana, _ = _people(store)
            _recorded(store, (None, SAID[0]), *((ana, said) for said in _ABOUT_ANA))
            head = store.verify_journal().head
        kept = list[Link]()

        def read(links: Sequence[Link]) -> Sequence[Link]:
            kept.extend(links)
            return links

        rewrite(read)
        _seals_are_fresh(kept)
        _bytes_are_those_of_the_chain(kept, ana)
        for what, tamper in TAMPERED.items():
            rewrite(lambda links, tamper=tamper: tamper(kept))  # type: ignore[misc]
            store = trial.open(PATIENT)
            found = store.verify_journal(head)
            store.close()
            assert not found.intact, f"Journal.verify_journal: it tells when {what}. It said that all is well"
        rewrite(lambda links: kept)
        with opened(trial) as store:
            equal(store.verify_journal(head).broken, (), "Journal.verify_journal", "a chain that was kept holds")


def _seals_are_fresh(links: Sequence[Link]) -> None:
    """What is said of a person is sealed with a salt of its own, so that nothing can be guessed."""
    last = (0, GENESIS)
    for link in links:
        assert link.hash == link.expected_hash, "Journal.record: the bytes that are hashed are those of journal.chain"
        assert (link.seq, link.previous) == (last[0] + 1, last[1]), "Journal.record: each entry follows the one before"
        last = (link.seq, link.hash)
    salts = [link.salt for link in links if link.personal]
    fresh = len(set(salts)) == len(salts) and all(len(salt) >= 32 for salt in salts)
    assert fresh, f"Journal.record: each entry about a person has a salt of its own, of 128 bits. They are {salts}"
    bare = [link.seq for link in links if link.personal == "" and (link.seal or link.salt)]
    assert not bare, f"Journal.record: an entry that says nothing of a person has no seal. These have: {bare}"


def _bytes_are_those_of_the_chain(links: Sequence[Link], ana: ContactId) -> None:
    """Given the same salt, every store writes the same link, what stands beside the chain included."""
    last = (0, GENESIS)
    for link, (contact, said) in zip(links, [(None, SAID[0]), *((ana, said) for said in _ABOUT_ANA)], strict=True):
        wanted = link_of(last, (NOW - _EPOCH) // MICROSECOND, "Ben", contact, said, "rules", link.salt)
        equal(link, wanted, "Journal.record", "given the same salt, every store writes the same bytes")
        last = (link.seq, link.hash)


CHECKS = (
    entries_are_numbered_from_one_without_a_gap,
    an_entry_says_what_was_recorded,
    the_chain_has_the_bytes_that_every_store_writes,
    the_journal_is_read_in_parts,
    the_journal_is_read_by_kind,
    an_anchor_must_still_be_in_the_chain,
    whoever_is_forgotten_is_gone_from_the_journal,
    replies_of_nobody_are_found_by_their_number,
    whatever_is_tampered_with_is_found,
)
