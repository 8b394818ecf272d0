"""Contacts that are likely one person, by signs that a family on one phone does not have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontdesk.addresses import shown_number
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId
from frontdesk.records import Contact, same_name


@dataclass(frozen=True, slots=True)
class DuplicateView:
    """Two contacts that are likely one person, the elder first, and the sign."""

    kept: ContactId
    kept_name: str
    other: ContactId
    other_name: str
    because: str


def duplicates(act: Act) -> tuple[DuplicateView, ...]:
    """Every pair of contacts that has a reference, or a name and a number or e-mail, in common; each pair once."""
    first: dict[tuple[str, str, str], Contact] = {}
    found: dict[tuple[ContactId, ContactId], DuplicateView] = {}
    for one in act.store.all_contacts():
        for sign in _signs(one):
            elder = first.setdefault(sign, one)
            if elder.id != one.id and (elder.id, one.id) not in found:
                because = sign[0].format(sign[2])
                found[elder.id, one.id] = DuplicateView(elder.id, elder.name, one.id, one.name, because)
    return tuple(found.values())


def _signs(one: Contact) -> Iterator[tuple[str, str, str]]:
    """What is hardly ever the same of two people: the reason in words, the name where it counts, and the value."""
    name = same_name(one.name)
    if one.reference:
        yield "the same reference {}", "", one.reference
    for number in one.numbers:
        yield "the same name and number {}", name, shown_number(number)
    if one.born:
        yield "the same name and date of birth {}", name, one.born.isoformat()
    if one.email:
        yield "the same name and e-mail {}", name, one.email.casefold()
