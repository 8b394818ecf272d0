"""Checks of ``People``: contacts, the numbers they share, finding them, and notes."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import ContactId, Lifecycle, LineType, PhoneKind, State
from frontdesk.records import Choice, Contact, NoSuchContactError
from frontdesk.testing.stores.changes import everything
from frontdesk.testing.stores.samples import (
    LETTERS,
    LOST,
    MINUTE,
    NEW,
    NOW,
    a_contact,
    a_message,
    a_task,
    a_visit,
    an_enrolment,
    full_contact,
    on_number,
)
from frontdesk.testing.stores.trial import NewStore, alone, equal, opened, refused, tried

WAYS = ("+12025550101", "12025550101", "2025550101")
"""One number in each way to write it."""
_MANY = 1_203
"""More than a store answers in one piece, and no round number."""


def _added(store: Store, *contacts: Contact) -> list[ContactId]:
    with store.transaction():
        return store.add_contacts(contacts)


@alone
def ids_are_given_in_the_order_given(store: Store) -> None:
    """Ids grow in the order in which contacts are added, and name who was added."""
    names = ["Cleo", "Ana", "Ben"]
    ids = _added(store, *(a_contact(name) for name in names))
    equal([store.contact(one).name for one in ids], names, "People.add_contacts", "ids come in the order given")
    equal(ids, sorted(set(ids)), "People.add_contacts", "ids grow in the order given, each another")
    equal(store.contact_count(), 3, "People.contact_count", "everybody is counted once")
    equal(_added(store), [], "People.add_contacts", "of nobody there are no ids")


def an_id_is_nobody_elses_ever(new: NewStore) -> None:
    """However often a store is opened, and whichever handle adds, no number of any record comes twice."""
    with tried(new) as trial:
        given = set[tuple[str, int]]()
        with opened(trial) as kept_open:
            (contact,) = _added(kept_open, a_contact())
            for _ in range(3):
                with opened(trial) as store:
                    for handle in (kept_open, store):
                        for number in _one_of_each(handle, contact, len(given)):
                            method, count = number
                            assert number not in given, f"{method}: no other ever gets a number. {count} came twice"
                            given.add(number)


def _one_of_each(store: Store, contact: ContactId, run: int) -> list[tuple[str, int]]:
    with store.transaction():
        ended = replace(an_enrolment(contact), ended_at=NOW)
        given = [
            ("People.add_contacts", store.add_contacts([a_contact()])[0]),
            ("Visits.add_appointment", store.add_appointment(a_visit(contact, NOW))),
            ("Outbox.add_message", store.add_message(a_message(contact, f"run {run}")) or 0),
            ("Enrolments.add_enrolment", store.add_enrolment(ended)),
            ("Tasks.add_task", store.add_task(a_task(contact))),
            ("Tasks.add_notice", store.add_notice(contact, NOW, "somebody called")),
        ]
        store.tick_notice(given[-1][1], NOW)
        store.save_task(replace(store.task(given[-2][1]), lifecycle=Lifecycle.CLOSED))
    return given


@alone
def nobody_is_found_by_a_number_that_nobody_has(store: Store) -> None:
    """Asking for an id that nobody has raises NoSuchContactError, which knows the id; saving nobody adds nobody."""
    with refused(NoSuchContactError, "People.contact", "an id that nobody has is told"):
        store.contact(ContactId(99))
    before = everything(store)
    with store.transaction():
        store.save_contact(replace(a_contact(), id=ContactId(99)))
        store.save_choice(replace(a_contact(), id=ContactId(99), choice=Choice(LOST, NOW)))
        store.set_line_type("+12025550199", LineType.LANDLINE)
    equal(everything(store), before, "People.save_contact", "whoever is saved and is nobody stays nobody")


@alone
def only_the_choice_is_saved_by_save_choice(store: Store) -> None:
    """A choice is put down or taken back; nothing else of the contact changes, whatever it says."""
    (id,) = _added(store, full_contact())
    before, choice = store.contact(id), Choice(LOST, NOW + MINUTE, "Cleo")
    other = replace(a_contact("Somebody Else"), id=id, choice=choice)
    with store.transaction():
        store.save_choice(other)
    equal(store.contact(id), replace(before, choice=choice), "People.save_choice", "nothing but the choice is saved")
    with store.transaction():
        store.save_choice(replace(other, choice=None))
    equal(store.contact(id), replace(before, choice=None), "People.save_choice", "no choice is saved too")


@alone
def a_number_is_the_same_however_it_is_written(store: Store) -> None:
    """Everybody who has a number is found by each way to write it, in order of their ids, each once."""
    ids = _added(store, *(on_number(way) for way in WAYS), on_number(*WAYS), on_number("+442079460101"), a_contact())
    for way in WAYS:
        equal(store.contacts_on_number(way), ids[:4], "People.contacts_on_number", f"who has {way}, in order of ids")
    equal(store.contacts_on_number("+442079460101"), ids[4:5], "People.contacts_on_number", "any other number too")
    equal(store.contacts_on_number("442079460101"), [], "People.contacts_on_number", "any other number has one form")
    equal(store.contacts_on_number(""), [], "People.contacts_on_number", "nobody has no number")


@alone
def a_mailbox_is_the_same_however_it_is_written(store: Store) -> None:
    """Everybody who has an e-mail address is found by it, large and small letters A to Z being the same."""
    written = ("ana@example.com", "Ana@Example.COM", f"{LETTERS}@example.com")
    ids = _added(store, *(a_contact(email=one) for one in written), a_contact(), a_contact(email="ben@example.com"))
    for asked in ("ana@example.com", "ANA@example.com"):
        found = store.contacts_with_email(asked)
        equal(found, ids[:2], "People.contacts_with_email", f"who has {asked}, in order of ids")
    equal(store.contacts_with_email(written[2]), ids[2:3], "People.contacts_with_email", "whatever letters it has")
    equal(store.contacts_with_email(""), [], "People.contacts_with_email", "nobody has an empty one")
    equal(store.contacts_with_email("na@example.com"), [], "People.contacts_with_email", "a part of it is not it")


@alone
def what_a_number_can_take_holds_for_everybody_on_it(store: Store) -> None:
    """The line type is noted for each who has the number, however written, and for no other number of theirs."""
    ids = _added(store, *(on_number(way, "5550102") for way in WAYS), on_number("+12025550103"))
    with store.transaction():
        store.set_line_type(WAYS[1], LineType.LANDLINE)
    types = [[phone.line_type for phone in store.contact(one).phones.values()] for one in ids]
    wanted = [*([LineType.LANDLINE, LineType.UNKNOWN],) * 3, [LineType.UNKNOWN]]
    equal(types, wanted, "People.set_line_type", "what a number is, it is for everybody who has it")
    kinds = [list(store.contact(ids[0]).phones)]
    equal(kinds, [[PhoneKind.CELL, PhoneKind.HOME]], "People.set_line_type", "the numbers stay what they are")


@alone
def a_contact_is_found_by_its_reference(store: Store) -> None:
    """The reference is compared letter by letter; nobody is called nothing."""
    ids = _added(store, a_contact(), a_contact(reference="P-1"), a_contact(reference=LETTERS))
    for reference, id in (("P-1", ids[1]), (LETTERS, ids[2])):
        found = store.contact_with_reference(reference)
        equal(found and found.id, id, "People.contact_with_reference", f"who is called {reference!r}")
    for reference in ("", "p-1", "P-", "P-11", "%"):
        found = store.contact_with_reference(reference)
        equal(found, None, "People.contact_with_reference", f"nobody is called {reference!r}")


@alone
def a_text_is_found_wherever_it_stands(store: Store) -> None:
    """In the name, a number, the e-mail and the reference; A to Z in large and small; nothing stands for anything."""
    ids = _added(
        store,
        a_contact("Ana 100%_Example", email="somebody@example.com"),
        on_number("5550102", "+12025550103", name="Ben"),
        a_contact("Élodie", reference="P-1*"),
        a_contact(LETTERS),
    )
    for text, wanted in {
        "": ids,
        "aNA": ids[:1],
        "%_": ids[:1],
        "%": [ids[0], ids[3]],
        "a_a": [],
        "A%E": [],
        "EXAMPLE.COM": ids[:1],
        "5550103": ids[1:2],
        "0102": ids[1:2],
        "p-1*": ids[2:3],
        "P?1": [],
        "élodie": [],
        "Élod": ids[2:3],
        "日本語": ids[3:],
        '"twice"': ids[3:],
        "\\ 100": ids[3:],
        "nowhere": [],
    }.items():
        found = [one.id for one in store.find_contacts(text)]
        equal(found, wanted, "People.find_contacts", f"who has {text!r} somewhere, in order of ids")


@alone
def contacts_are_found_by_the_state_that_shows(store: Store) -> None:
    """A pending choice shows; otherwise what has settled. At most so many as asked for, the first of them."""
    choice = Choice(LOST, NOW)
    ids = _added(store, a_contact("Ana"), a_contact("Ben", choice=choice), a_contact("Cleo", LOST), a_contact("Ana"))

    def found(text: str = "", state: State | None = None, limit: int = 50) -> list[ContactId]:
        return [one.id for one in store.find_contacts(text, state=state, limit=limit)]

    equal(found(state=LOST), [ids[1], ids[2]], "People.find_contacts", "whose state shows as it is asked for")
    equal(found(state=NEW), [ids[0], ids[3]], "People.find_contacts", "whose state shows as it is asked for")
    equal(found("ana", NEW), [ids[0], ids[3]], "People.find_contacts", "text and state hold both")
    equal(found(limit=3), ids[:3], "People.find_contacts", "at most so many, the first ones")
    equal(found(limit=0), [], "People.find_contacts", "none when none are asked for")
    equal(len(_added(store, *([a_contact()] * 60))), 60, "People.add_contacts", "everybody gets an id")
    equal(len(found()), 50, "People.find_contacts", "50 when nobody says how many")


@alone
def everybody_comes_in_order_though_they_change_meanwhile(store: Store) -> None:
    """All contacts, each once and in order of their ids, while the caller changes each and adds others."""
    ids = _added(store, *(on_number(f"555{number:04}", name=f"Number {number}") for number in range(_MANY)))
    seen = list[ContactId]()
    with store.transaction():
        for one in store.all_contacts():
            if one.id not in ids:
                continue  # whoever came meanwhile may be seen or not
            seen.append(one.id)
            store.save_contact(replace(one, settled=LOST, attempts=one.attempts + 1))
            if one.id == ids[600]:
                store.add_contacts([a_contact("Latecomer")])
    equal(seen, ids, "People.all_contacts", "everybody comes once, in order of their ids, though they change meanwhile")
    attempts = {one.attempts for one in store.all_contacts() if one.id in ids}
    equal(attempts, {1}, "People.all_contacts", "what is changed meanwhile is kept")
    numbers = sorted(address for _, address in store.names_and_addresses())
    equal(numbers, sorted(f"555{number:04}" for number in range(_MANY)), "People.names_and_addresses", "all numbers")


@alone
def names_come_with_every_address(store: Store) -> None:
    """The name once with each number and once with the e-mail; somebody without either does not come."""
    _added(store, replace(on_number("5550101", "5550102"), email="ana@example.com"), a_contact("Ben"))
    pairs = sorted(store.names_and_addresses())
    wanted = [("Ana Example", one) for one in ("5550101", "5550102", "ana@example.com")]
    equal(pairs, wanted, "People.names_and_addresses", "the name comes with each number and with the e-mail")


@alone
def notes_come_in_the_order_in_which_they_were_written(store: Store) -> None:
    """By when they were written, not by what they say of the time; each with its own contact."""
    ana, ben = _added(store, a_contact("Ana"), a_contact("Ben"))
    with store.transaction():
        for number in (2, 1, 3):
            store.add_note(ana, NOW + number * MINUTE, "Cleo", f"{number} {LETTERS}")
        store.add_note(ben, NOW, "Cleo", "of Ben")
    equal(
        [(note.text, note.at, note.by) for note in store.notes(ana)],
        [(f"{number} {LETTERS}", NOW + number * MINUTE, "Cleo") for number in (2, 1, 3)],
        "People.notes",
        "notes come in the order in which they were written",
    )
    equal([note.text for note in store.notes(ben)], ["of Ben"], "People.notes", "notes of others stay with them")


CHECKS = (
    ids_are_given_in_the_order_given,
    an_id_is_nobody_elses_ever,
    nobody_is_found_by_a_number_that_nobody_has,
    only_the_choice_is_saved_by_save_choice,
    a_number_is_the_same_however_it_is_written,
    a_mailbox_is_the_same_however_it_is_written,
    what_a_number_can_take_holds_for_everybody_on_it,
    a_contact_is_found_by_its_reference,
    a_text_is_found_wherever_it_stands,
    contacts_are_found_by_the_state_that_shows,
    everybody_comes_in_order_though_they_change_meanwhile,
    names_come_with_every_address,
    notes_come_in_the_order_in_which_they_were_written,
)
