"""Checks of ``People``: who is found by what, in which order, and who is not."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import ContactId, State
from frontdesk.records import Choice
from frontdesk.testing.stores.samples import (
    LETTERS,
    LOST,
    NEW,
    NOW,
    NUMBER,
    OTHER_NUMBERS,
    a_contact,
    a_number,
    on_number,
)
from frontdesk.testing.stores.trial import added, alone, equal

_MANY = 1_203
"""More than a store answers in one piece, and no round number."""


@alone
def everybody_on_a_number_is_found(store: Store) -> None:
    """Whoever has a number as any of theirs, in order of their ids, each once; numbers are compared as they are."""
    ids = added(store, on_number(NUMBER), on_number(*OTHER_NUMBERS), on_number(NUMBER, NUMBER), on_number("1", NUMBER))
    wanted = [ids[0], *ids[2:]]
    equal(store.contacts_on_number(NUMBER), wanted, "People.contacts_on_number", f"who has {NUMBER}, in order of ids")
    for other in OTHER_NUMBERS:
        equal(store.contacts_on_number(other), ids[1:2], "People.contacts_on_number", f"who has {other}, and no more")
    equal(store.contacts_on_number(""), [], "People.contacts_on_number", "nobody has no number")


@alone
def a_mailbox_is_the_same_however_it_is_written(store: Store) -> None:
    """Everybody who has an e-mail address is found by it, large and small letters A to Z being the same."""
    written = ("ana@example.com", "Ana@Example.COM", f"{LETTERS}@example.com")
    ids = added(store, *(a_contact(email=one) for one in written), a_contact(), a_contact(email="ben@example.com"))
    for asked in ("ana@example.com", "ANA@example.com"):
        found = store.contacts_with_email(asked)
        equal(found, ids[:2], "People.contacts_with_email", f"who has {asked}, in order of ids")
    equal(store.contacts_with_email(written[2]), ids[2:3], "People.contacts_with_email", "whatever letters it has")
    equal(store.contacts_with_email(""), [], "People.contacts_with_email", "nobody has an empty one")
    equal(store.contacts_with_email("na@example.com"), [], "People.contacts_with_email", "a part of it is not it")


@alone
def a_contact_is_found_by_its_reference(store: Store) -> None:
    """The reference is compared letter by letter; nobody is called nothing."""
    ids = added(store, a_contact(), a_contact(reference="P-1"), a_contact(reference=LETTERS))
    for reference, id in (("P-1", ids[1]), (LETTERS, ids[2])):
        found = store.contact_with_reference(reference)
        equal(found and found.id, id, "People.contact_with_reference", f"who is called {reference!r}")
    for reference in ("", "p-1", "P-", "P-11", "%"):
        found = store.contact_with_reference(reference)
        equal(found, None, "People.contact_with_reference", f"nobody is called {reference!r}")


@alone
def a_text_is_found_wherever_it_stands(store: Store) -> None:
    """In the name, its parts, a number, the e-mail and the reference; any case of A to Z; nothing is a pattern."""
    ids = added(
        store,
        a_contact("Ana 100%_Example", email="somebody@example.com"),
        on_number("5550102", "+12025550103", name="Ben"),
        a_contact("Élodie", reference="P-1*"),
        a_contact(LETTERS),
        a_contact("Bob", given="Robert", family="Sample"),
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
        "日本語": ids[3:4],
        '"twice"': ids[3:4],
        "\\ 100": ids[3:4],
        "robert": ids[4:],
        "SAMPLE": ids[4:],
        "nowhere": [],
    }.items():
        found = [one.id for one in store.find_contacts(text)]
        equal(found, wanted, "People.find_contacts", f"who has {text!r} somewhere, in order of ids")


@alone
def contacts_are_found_by_the_state_that_shows(store: Store) -> None:
    """A pending choice shows; otherwise what has settled. At most so many as asked for, the first of them."""
    choice = Choice(LOST, NOW)
    ids = added(store, a_contact("Ana"), a_contact("Ben", choice=choice), a_contact("Cleo", LOST), a_contact("Ana"))

    def found(text: str = "", state: State | None = None, limit: int = 50) -> list[ContactId]:
        return [one.id for one in store.find_contacts(text, state=state, limit=limit)]

    equal(found(state=LOST), [ids[1], ids[2]], "People.find_contacts", "whose state shows as it is asked for")
    equal(found(state=NEW), [ids[0], ids[3]], "People.find_contacts", "whose state shows as it is asked for")
    equal(found("ana", NEW), [ids[0], ids[3]], "People.find_contacts", "text and state hold both")
    rest = [one.id for one in store.find_contacts(without=[LOST])]
    equal(rest, [ids[0], ids[3]], "People.find_contacts", "who shows in a state that is left out is left out")
    nobody = [one.id for one in store.find_contacts(without=[LOST, NEW])]
    equal(nobody, [], "People.find_contacts", "every state that is left out is left out")
    equal(found(limit=3), ids[:3], "People.find_contacts", "at most so many, the first ones")
    equal(found(limit=0), [], "People.find_contacts", "none when none are asked for")
    equal(len(added(store, *([a_contact()] * 60))), 60, "People.add_contacts", "everybody gets an id")
    equal(len(found()), 50, "People.find_contacts", "50 when nobody says how many")


@alone
def everybody_comes_in_order_though_they_change_meanwhile(store: Store) -> None:
    """All contacts, each once and in order of their ids, while the caller changes each and adds others."""
    ids = added(store, *(on_number(f"555{number:04}", name=f"Number {number}") for number in range(_MANY)))
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


@alone
def namesakes_are_found_however_the_name_is_written(store: Store) -> None:
    """Letters of any case and any space between words are the same; a part of a name is another name."""
    names = (
        "Ana Example",
        "ANA  example",
        "Ana",
        "Ana Examples",
        "Maß 日本",
        "ana\tEXAMPLE",
        "MASS 日本",
        "Élise",
    )
    ids = added(store, *map(a_contact, names))
    for name, wanted in (
        ("ana example", [ids[0], ids[1], ids[5]]),
        (" Ana   Example ", [ids[0], ids[1], ids[5]]),
        ("mass 日本", [ids[4], ids[6]]),
        ("ÉLISE", [ids[7]]),
        ("Elise", []),
        ("%", []),
        ("", []),
    ):
        found = store.namesakes(name)
        promise = f"who is called {name!r} by records.same_name, in order of ids"
        equal([one.id for one in found], wanted, "People.namesakes", promise)
        equal(found, [store.contact(id) for id in wanted], "People.namesakes", "whole contacts come")
    with store.transaction():
        store.save_contact(replace(store.contact(ids[2]), name="Ana EXAMPLE"))
        store.save_contact(replace(store.contact(ids[0]), name="Anna Example"))
    equal([one.id for one in store.namesakes("ana example")], [ids[1], ids[2], ids[5]], "People.namesakes", "as saved")


@alone
def a_number_of_several_people_is_shared(store: Store) -> None:
    """As any of theirs; not one of a single person who has it twice."""
    added(store, on_number(a_number(150), a_number(151)), on_number("5550109", a_number(150)))
    added(store, on_number(a_number(152), a_number(152)), on_number("+442079460101"))
    for number, wanted in (
        (a_number(150), True),
        (a_number(151), False),
        (a_number(152), False),
        ("+442079460101", False),
        (a_number(199), False),
        ("", False),
    ):
        equal(store.is_shared(number), wanted, "People.is_shared", f"whether more than one person has {number!r}")


CHECKS = (
    everybody_on_a_number_is_found,
    a_mailbox_is_the_same_however_it_is_written,
    a_contact_is_found_by_its_reference,
    a_text_is_found_wherever_it_stands,
    contacts_are_found_by_the_state_that_shows,
    everybody_comes_in_order_though_they_change_meanwhile,
    namesakes_are_found_however_the_name_is_written,
    a_number_of_several_people_is_shared,
)
