"""Who is on file by what rows of a list say of them: asked for a whole batch at once, and for one where it changed.

A list of a hundred thousand people asks a million times whether somebody is on file, and mostly nobody is. Knows what
is asked, and not what follows from it: who of those found a row tells of is recognised elsewhere (``recognising``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from frontdesk.desk.finding import stands_for
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId
from frontdesk.records import Contact, address_key, same_name

_MOST_ON_ONE_ADDRESS = 20
"""An address that more people have is that of a clinic or a school, and tells nothing of who is who."""


class OnFile:
    """What the store answers, remembered for the batch that was looked up last; all else is asked when it is needed.

    Whoever adds or changes somebody says so (``forget``, ``forget_all``): what was answered before may be wrong then.
    """

    def __init__(self, act: Act) -> None:
        self._store = act.store
        self._act = act
        self._people: dict[ContactId, Contact] = {}
        self._referred: dict[str, ContactId | None] = {}
        self._called: dict[str, list[ContactId]] = {}
        self._reached: dict[str, list[ContactId]] = {}

    def look_up(self, people: Sequence[Contact]) -> None:
        """Ask for all by which *people*, of whom a batch of rows tells, may be on file."""
        references = {one.reference for one in people if one.reference}
        names = {one.name for one in people}
        numbers = {number for one in people for number in one.numbers}
        emails = {address_key(email) for one in people for email in one.emails}
        referred, called = self._store.contacts_with_references(references), self._store.namesakes_of(names)
        reached = {**self._store.contacts_on_numbers(numbers), **self._store.contacts_with_emails(emails)}
        self._referred = {one: referred.get(one) for one in references}
        self._called = {same_name(one): called.get(one, []) for one in names}
        self._reached = {one: reached.get(one, []) for one in (*numbers, *emails)}
        few = (found for found in self._reached.values() if len(found) <= _MOST_ON_ONE_ADDRESS)
        self._people = dict(self._store.contacts({*referred.values(), *(one for found in few for one in found)}))

    def forget(self, person: Contact) -> None:
        """Ask anew for all by which *person* is known, since they were added or changed."""
        self._people.pop(person.id, None)
        self._referred.pop(person.reference, None)
        self._called.pop(same_name(person.name), None)
        for address in (*person.numbers, *person.emails):
            self._reached.pop(address_key(address), None)

    def forget_all(self) -> None:
        """Ask anew for everybody."""
        for answers in (self._people, self._referred, self._called, self._reached):
            answers.clear()

    def person(self, id: ContactId) -> Contact:
        """The contact with this number."""
        if id not in self._people:
            self._people[id] = self._store.contact(id)
        return self._people[id]

    def with_reference(self, reference: str) -> Contact | None:
        """Who is called so elsewhere, or whom they were merged into."""
        if reference not in self._referred:
            found = self._store.contact_with_reference(reference)
            self._referred[reference] = found.id if found else None
        id = self._referred[reference]
        return None if id is None else self.person(id)

    def namesakes(self, name: str) -> list[Contact]:
        """Who is called as *name* is, or was before they were merged."""
        key = same_name(name)
        if key not in self._called:
            self._called[key] = [one.id for one in self._store.namesakes(name)]
        return [self.person(one) for one in dict.fromkeys(stands_for(self._act, one) for one in self._called[key])]

    def at_the_addresses(self, read: Contact) -> list[Contact]:
        """Who has one of the addresses of *read*, without those that too many share."""
        found = [id for number in read.numbers for id in self._at(number, self._store.contacts_on_number)]
        for email in read.emails:
            mailbox = self._at(address_key(email), self._store.contacts_with_email)
            found += [stands_for(self._act, id) for id in mailbox]  # a mailbox leads to whoever was merged as well
        return [self.person(id) for id in dict.fromkeys(found)]

    def _at(self, address: str, ask: Callable[[str], list[ContactId]]) -> list[ContactId]:
        if address not in self._reached:
            self._reached[address] = ask(address)
        people = self._reached[address]
        return people if len(people) <= _MOST_ON_ONE_ADDRESS else []
