"""Checks of ``People``: who is put aside, what leads to whom they were merged into, and who is brought back."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.records import Aside, Choice
from frontdesk.testing.stores.samples import LOST, MINUTE, NEW, NOW, a_contact, a_number, on_number
from frontdesk.testing.stores.trial import added, alone, equal


@alone
def whoever_is_put_aside_is_found_by_their_id_alone(store: Store) -> None:
    """Not found, listed nor counted; a reference and a number of theirs lead to whom they were merged into."""
    kept, merged, further, erased = added(
        store,
        on_number(a_number(101), name="Ana"),
        replace(on_number(a_number(102), a_number(101), name="Ana B"), reference="P-2"),
        replace(on_number(a_number(103), name="Ana C"), reference="P-3"),
        replace(on_number(a_number(104), name="Ana D"), choice=Choice(LOST, NOW), reference="P-4"),
    )
    equal(store.aside(merged), None, "People.aside", "nobody is aside who was not put there")
    with store.transaction():
        store.set_aside(further, NOW, merged)
        store.set_aside(merged, NOW + MINUTE, kept)
        store.set_aside(erased, NOW)
    equal(store.aside(merged), Aside(NOW + MINUTE, kept), "People.aside", "since when, and into whom")
    equal(store.aside(erased), Aside(NOW), "People.aside", "erased is merged into nobody")
    equal(store.merged_with(kept), [merged, further], "People.merged_with", "themselves or with another, by their ids")
    equal(store.merged_with(merged), [further], "People.merged_with", "those who were merged into one who was")
    equal(store.merged_with(further), [], "People.merged_with", "nobody where nobody was")
    equal(store.contact(merged).name, "Ana B", "People.contact", "who was put aside is as they were")
    equal(store.contact_count(), 1, "People.contact_count", "nobody is counted who was put aside")
    equal([one.id for one in store.all_contacts()], [kept], "People.all_contacts", "nobody comes who was put aside")
    equal([one.id for one in store.find_contacts("ana")], [kept], "People.find_contacts", "nobody put aside is found")
    equal(dict(store.contacts_by_state()), {NEW: 1}, "Rules.contacts_by_state", "nobody is counted who was put aside")
    for reference in ("P-2", "P-3"):
        called = store.contact_with_reference(reference)
        equal(called and called.id, kept, "People.contact_with_reference", "it leads to whom they were merged into")
    for last in (101, 102, 103):
        found = store.contacts_on_number(a_number(last))
        equal(found, [kept], "People.contacts_on_number", "it leads to whom they were merged into")
    equal(store.contacts_on_number(a_number(104)), [], "People.contacts_on_number", "of who was erased it is nobody's")
    called = store.contact_with_reference("P-4")
    equal(called, None, "People.contact_with_reference", "of who was erased it is nobody's")
    names = [[one.id for one in store.namesakes(name)] for name in ("Ana B", "Ana D")]
    equal(names, [[merged], []], "People.namesakes", "the merged come too, and the erased do not")
    shared = [store.is_shared(a_number(last)) for last in (101, 102)]
    equal(shared, [False, False], "People.is_shared", "those who were merged into one are one")


@alone
def whoever_is_brought_back_is_one_again(store: Store) -> None:
    """As they were before; who was merged into them stays so, and the last time that somebody is put aside counts."""
    kept, merged, further = added(store, a_contact("Ana"), on_number(a_number(102)), a_contact("Ana C"))
    with store.transaction():
        store.set_aside(further, NOW, merged)
        store.set_aside(merged, NOW, further)
        store.set_aside(merged, NOW, kept)
        store.bring_back(merged)
        store.bring_back(kept)
    equal(store.aside(merged), None, "People.bring_back", "who was brought back is aside no more")
    equal(store.merged_with(kept), [], "People.bring_back", "who was brought back is merged no more")
    equal(store.merged_with(merged), [further], "People.bring_back", "the others stay where they are")
    equal([one.id for one in store.all_contacts()], [kept, merged], "People.bring_back", "who was brought back comes")
    equal(store.contacts_on_number(a_number(102)), [merged], "People.bring_back", "the number leads to them again")


CHECKS = (
    whoever_is_put_aside_is_found_by_their_id_alone,
    whoever_is_brought_back_is_one_again,
)
