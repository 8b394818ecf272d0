"""Many at once in memory: one by one, since nothing is quicker there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from frontdesk.journal import Said
from frontdesk.names import ContactId
from frontdesk.records import ConsentRecord, Contact
from frontdesk.store.memory.consents import Consents
from frontdesk.store.memory.journal import Journal
from frontdesk.store.memory.people import People
from frontdesk.store.memory.requests import Requests


class Many(Journal, People, Consents, Requests):
    """What is asked or written for a whole batch."""

    def record_each(
        self, at: datetime, by: str, entries: Iterable[tuple[ContactId | None, Said]], ruleset: str
    ) -> list[int]:
        """See ``keeping.Many``."""
        return [self.record(at, by, contact, said, ruleset) for contact, said in entries]

    def contacts(self, ids: Collection[ContactId]) -> Mapping[ContactId, Contact]:
        """See ``keeping.Many``."""
        kept = self.tables.contacts
        return {one: kept[one] for one in ids if one in kept}

    def contacts_with_references(self, references: Collection[str]) -> Mapping[str, ContactId]:
        """See ``keeping.Many``."""
        return {one: found.id for one in references if (found := self.contact_with_reference(one))}

    def namesakes_of(self, names: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        return {one: [other.id for other in found] for one in names if (found := self.namesakes(one))}

    def contacts_on_numbers(self, numbers: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        return {one: found for one in numbers if (found := self.contacts_on_number(one))}

    def contacts_with_emails(self, emails: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        return {one: found for one in emails if (found := self.contacts_with_email(one))}

    def consents_of(self, addresses: Collection[str]) -> Mapping[str, list[ConsentRecord]]:
        """See ``keeping.Many``."""
        return {one: found for one in addresses if (found := self.consents(one))}

    def unclaimed_of(self, patients: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        """See ``keeping.Many``."""
        return {one: found for one in patients if (found := self.unclaimed(one))}
