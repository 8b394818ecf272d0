"""Checks of ``Many``: many at once are answered as each would be alone, and written as one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from frontdesk.journal import FactsNoted, NoticeTickedOff, Said, link_of
from frontdesk.keeping import Store
from frontdesk.names import Consent, ContactId, LineId
from frontdesk.store.instants import MICROSECOND
from frontdesk.testing.stores.samples import (
    LETTERS,
    NOW,
    OTHER_NUMBERS,
    a_consent,
    a_contact,
    a_number,
    on_number,
)
from frontdesk.testing.stores.trial import added, alone, equal

_NOBODY = tuple(f"nobody {number}" for number in range(1_203))
"""More than a store asks for in one piece, and no round number."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _as_alone(
    method: str, of_many: Callable[[Sequence[str]], object], alone: Callable[[str], object], asked: Sequence[str]
) -> None:
    """Ask for all of *asked* among many that nobody has, and for none; some of them have an answer, as asked alone."""
    wanted = {one: answer for one in asked if (answer := alone(one))}
    assert wanted, f"{method}: the check asks for somebody"
    equal(of_many([*asked, *_NOBODY]), wanted, method, "each is answered as alone, and left out where nobody is")
    equal(of_many([*_NOBODY, *asked, *asked]), wanted, method, "the same in another order, and asked twice")
    equal(of_many([]), {}, method, "nothing is answered where nothing is asked")


@alone
def many_people_are_found_at_once(store: Store) -> None:
    """By reference, name, number and e-mail address, those who were merged and erased as when they are asked alone."""
    kept, merged, further, erased, *_ = added(
        store,
        replace(on_number(a_number(101), name="Ana"), email="ana@example.com"),
        replace(on_number(a_number(102), a_number(101), name="Ana B"), reference="P-2", email="b@example.com"),
        replace(on_number(a_number(103), name="ANA  b"), reference="P-3"),
        replace(on_number(a_number(104), name="Ana D"), reference="P-4", email="d@example.com"),
        replace(on_number(*OTHER_NUMBERS, name="Ana"), reference=LETTERS, email="Ana@Example.com"),
        replace(on_number(a_number(101), name=LETTERS), reference="P-2"),
        a_contact(""),
    )
    with store.transaction():
        store.set_aside(further, NOW, merged)
        store.set_aside(merged, NOW, kept)
        store.set_aside(erased, NOW)

    def called(reference: str) -> ContactId | None:
        found = store.contact_with_reference(reference)
        return found.id if found else None

    references = ("P-2", "P-3", "P-4", "p-2", "", LETTERS)
    _as_alone("Many.contacts_with_references", store.contacts_with_references, called, references)
    names = ("ana", "ANA", "Ana B", " ana b ", "Ana D", LETTERS, "")
    _as_alone("Many.namesakes_of", store.namesakes_of, lambda name: [one.id for one in store.namesakes(name)], names)
    numbers = (*(a_number(last) for last in (101, 102, 103, 104, 199)), *OTHER_NUMBERS, "")
    _as_alone("Many.contacts_on_numbers", store.contacts_on_numbers, store.contacts_on_number, numbers)
    emails = ("ana@example.com", "ANA@example.COM", "b@example.com", "d@example.com", "")
    _as_alone("Many.contacts_with_emails", store.contacts_with_emails, store.contacts_with_email, emails)
    wanted = {id: store.contact(id) for id in (erased, kept)}
    got = store.contacts([erased, ContactId(99), kept])
    equal(got, wanted, "Many.contacts", "whole contacts come, those put aside too, and nobody is left out as an error")
    equal(store.contacts([]), {}, "Many.contacts", "nobody where nobody is asked for")


@alone
def what_many_said_is_found_at_once(store: Store) -> None:
    """Consent, also of an address that is forgotten and refuses; and what is kept of patients who are not on file."""
    mailbox = "Ana@example.com"
    with store.transaction():
        for address in (a_number(101), mailbox):
            store.record_consent(a_consent(address, Consent.OPTED_OUT, words=LETTERS))
            store.record_consent(a_consent(address, Consent.OPTED_IN, line=LineId(LETTERS)))
        store.record_consent(a_consent(a_number(102)))
        store.forget_address(mailbox)
        for patient, visit in (("P-1", ""), ("P-1", "V-1"), (LETTERS, "V-1")):
            store.keep_unclaimed(patient, visit, f"said of {patient} {visit}")
    addresses = (a_number(101), a_number(102), a_number(103), mailbox, mailbox.upper(), mailbox.lower())
    _as_alone("Many.consents_of", store.consents_of, store.consents, addresses)
    _as_alone("Many.unclaimed_of", store.unclaimed_of, lambda one: dict(store.unclaimed(one)), ("P-1", "P-9", LETTERS))


@alone
def many_entries_are_written_as_one_after_the_other(store: Store) -> None:
    """In the order given, with the numbers and the hashes that each would have had; none where there is none."""
    (ana,) = added(store, a_contact())
    entries: list[tuple[ContactId | None, Said]] = [(ana, NoticeTickedOff(number)) for number in range(1_203)]
    with store.transaction():
        first = store.record(NOW, "Ben", None, NoticeTickedOff(0), "rules")
        numbers = store.record_each(NOW, LETTERS, entries, "rules")
        numbers += store.record_each(NOW, "Ben", [], "rules")
        numbers += store.record_each(
            NOW, "Ben", [(ana, FactsNoted({"story": LETTERS})), (None, entries[0][1])], "rules"
        )
        last = store.record(NOW, "Ben", None, NoticeTickedOff(9), "rules")
    wanted = list(range(first + 1, first + 1 + len(entries) + 2))
    equal(
        (numbers, last), (wanted, wanted[-1] + 1), "Many.record_each", "their numbers follow the last, in their order"
    )
    kept = list(store.journal())
    before = kept[0].seq, kept[0].hash
    for entry, (contact, said) in zip(kept[1:], entries, strict=False):
        link = link_of(before, (NOW - _EPOCH) // MICROSECOND, LETTERS, contact, said, "rules", "no salt")
        got = (entry.previous, entry.hash, entry.by, entry.contact, entry.said)
        equal(got, (before[1], link.hash, LETTERS, contact, said), "Many.record_each", "each is written as alone")
        before = entry.seq, entry.hash
    told = [one.said for one in kept[-3:]]
    equal(
        told[0], FactsNoted({"story": LETTERS}), "Many.record_each", "what it says of a person stands beside the chain"
    )
    equal(store.verify_journal().broken, (), "Many.record_each", "the chain holds")


CHECKS = (
    many_people_are_found_at_once,
    what_many_said_is_found_at_once,
    many_entries_are_written_as_one_after_the_other,
)
