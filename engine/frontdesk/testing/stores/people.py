"""Checks of ``People``: ids, what is saved of a contact and of a shared number, and notes."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import ContactId, Lifecycle, LineType, PhoneKind, Recipient
from frontdesk.records import Choice, Companion, NoSuchContactError, Phone
from frontdesk.testing.stores.changes import everything
from frontdesk.testing.stores.samples import (
    LETTERS,
    LOST,
    MINUTE,
    NOW,
    NUMBER,
    OTHER_NUMBERS,
    a_contact,
    a_message,
    a_number,
    a_task,
    a_visit,
    an_enrolment,
    full_contact,
    on_number,
)
from frontdesk.testing.stores.trial import NewStore, added, alone, equal, opened, refused, tried


@alone
def ids_are_given_in_the_order_given(store: Store) -> None:
    """Ids grow in the order in which contacts are added, and name who was added."""
    names = ["Cleo", "Ana", "Ben"]
    ids = added(store, *(a_contact(name) for name in names))
    equal([store.contact(one).name for one in ids], names, "People.add_contacts", "ids come in the order given")
    equal(ids, sorted(set(ids)), "People.add_contacts", "ids grow in the order given, each another")
    equal(store.contact_count(), 3, "People.contact_count", "everybody is counted once")
    equal(added(store), [], "People.add_contacts", "of nobody there are no ids")


def an_id_is_nobody_elses_ever(new: NewStore) -> None:
    """However often a store is opened, and whichever handle adds, no number of any record comes twice."""
    with tried(new) as trial:
        given = set[tuple[str, int]]()
        with opened(trial) as kept_open:
            (contact,) = added(kept_open, a_contact())
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
    (id,) = added(store, full_contact())
    before, choice = store.contact(id), Choice(LOST, NOW + MINUTE, "Cleo")
    other = replace(a_contact("Somebody Else"), id=id, choice=choice)
    with store.transaction():
        store.save_choice(other)
    equal(store.contact(id), replace(before, choice=choice), "People.save_choice", "nothing but the choice is saved")
    with store.transaction():
        store.save_choice(replace(other, choice=None))
    equal(store.contact(id), replace(before, choice=None), "People.save_choice", "no choice is saved too")


@alone
def only_the_phones_are_saved_by_save_phones(store: Store) -> None:
    """The phones are those that are said, no more and no fewer; nothing else changes, and nobody else's do."""
    id, other = added(store, full_contact(), on_number(a_number(101)))
    before, beside = store.contact(id), store.contact(other)
    phones = {PhoneKind.HOME: Phone(a_number(104), LineType.LANDLINE)}
    with store.transaction():
        store.save_phones(replace(a_contact("Somebody Else"), id=id, phones=phones))
    equal(store.contact(id), replace(before, phones=phones), "People.save_phones", "nothing but the phones is saved")
    equal(store.contacts_on_number(a_number(101)), [other], "People.save_phones", "who had a number has it no more")
    equal(store.contacts_on_number(a_number(104)), [id], "People.save_phones", "who has a number now is found by it")
    equal(store.contact(other), beside, "People.save_phones", "nobody else's phones change")


@alone
def what_a_number_can_take_holds_for_everybody_on_it(store: Store) -> None:
    """The line type is noted for each who has the number, and for no other number of theirs."""
    ids = added(store, *(on_number(NUMBER, "5550102") for _ in range(3)), on_number(*OTHER_NUMBERS))
    with store.transaction():
        store.set_line_type(NUMBER, LineType.LANDLINE)
    types = [[phone.line_type for phone in store.contact(one).phones.values()] for one in ids]
    wanted = [*([LineType.LANDLINE, LineType.UNKNOWN],) * 3, [LineType.UNKNOWN] * 3]
    equal(types, wanted, "People.set_line_type", "what a number is, it is for everybody who has it")
    kinds = [list(store.contact(ids[0]).phones)]
    equal(kinds, [[PhoneKind.CELL, PhoneKind.HOME]], "People.set_line_type", "the numbers stay what they are")


@alone
def a_number_of_whoever_is_on_file_for_a_contact_is_theirs_too(store: Store) -> None:
    """A guardian's number leads to each child, tells what it can take for all of them, and stays when they change."""
    number = "+12025550108"
    mother = Companion("Mia", {PhoneKind.CELL: Phone(number), PhoneKind.HOME: Phone("+12025550109")})
    child = a_contact(companions={Recipient.GUARDIAN: mother})
    ids = added(store, child, on_number("+12025550103"), child, on_number(number))
    on_it = [ids[0], ids[2], ids[3]]
    equal(store.contacts_on_number(number), on_it, "People.contacts_on_number", "whoever is reached by it, in order")
    with store.transaction():
        store.set_line_type(number, LineType.LANDLINE)
        kept = store.contact(ids[0])
        store.save_contact(replace(kept, companions={Recipient.GUARDIAN: replace(mother, name="Mo", phones={})}))
    found = [store.contact(one).companions[Recipient.GUARDIAN] for one in (ids[0], ids[2])]
    types = [[phone.line_type for phone in one.phones.values()] for one in found]
    wanted = [[LineType.LANDLINE, LineType.UNKNOWN]] * 2
    equal(types, wanted, "People.set_line_type", "what a number is, it is for whoever is reached by it")
    equal([one.name for one in found], ["Mo", "Mia"], "People.save_contact", "who is on file is saved, but for phones")


@alone
def notes_come_in_the_order_in_which_they_were_written(store: Store) -> None:
    """By when they were written, not by what they say of the time; each with its own contact."""
    ana, ben = added(store, a_contact("Ana"), a_contact("Ben"))
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


@alone
def notes_that_are_forgotten_are_gone(store: Store) -> None:
    """All of one contact and no other's; how many they were is answered."""
    ana, ben = added(store, a_contact("Ana"), a_contact("Ben"))
    with store.transaction():
        for about in (ana, ana, ben):
            store.add_note(about, NOW, "Cleo", LETTERS)
        equal(store.forget_notes(ana), 2, "People.forget_notes", "how many notes are gone")
        equal(store.forget_notes(ana), 0, "People.forget_notes", "nothing is gone twice")
    equal(store.notes(ana), [], "People.forget_notes", "no note is left")
    equal(len(store.notes(ben)), 1, "People.forget_notes", "notes of others stay")


CHECKS = (
    ids_are_given_in_the_order_given,
    an_id_is_nobody_elses_ever,
    nobody_is_found_by_a_number_that_nobody_has,
    only_the_choice_is_saved_by_save_choice,
    only_the_phones_are_saved_by_save_phones,
    what_a_number_can_take_holds_for_everybody_on_it,
    a_number_of_whoever_is_on_file_for_a_contact_is_theirs_too,
    notes_come_in_the_order_in_which_they_were_written,
    notes_that_are_forgotten_are_gone,
)
