"""The port of many at once: what is asked or written for one elsewhere, for a whole batch of a list in one go.

A list of a hundred thousand people would be a million questions. A store that has nothing quicker may ask one by one:
each method answers what the one that it names would, called for each in the order given. Knows no file and no batch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from frontdesk.journal import Said
from frontdesk.names import ContactId
from frontdesk.records import ConsentRecord, Contact


class Many(Protocol):
    """Many at once. What has no answer is left out of the answers, which are in no order; people come as their ids."""

    def record_each(
        self, at: datetime, by: str, entries: Iterable[tuple[ContactId | None, Said]], ruleset: str
    ) -> list[int]:
        """Append an entry for each, in the order given, as ``record`` would; returns their numbers."""

    def contacts(self, ids: Collection[ContactId]) -> Mapping[ContactId, Contact]:
        """Whom ``contact`` finds for each of *ids*; one that nobody has is no error here."""

    def contacts_with_references(self, references: Collection[str]) -> Mapping[str, ContactId]:
        """Whom ``contact_with_reference`` finds for each of *references*."""

    def namesakes_of(self, names: Collection[str]) -> Mapping[str, list[ContactId]]:
        """Whom ``namesakes`` finds for each of *names*, by the name as it is asked for."""

    def contacts_on_numbers(self, numbers: Collection[str]) -> Mapping[str, list[ContactId]]:
        """Whom ``contacts_on_number`` finds for each of *numbers*."""

    def contacts_with_emails(self, emails: Collection[str]) -> Mapping[str, list[ContactId]]:
        """Whom ``contacts_with_email`` finds for each of *emails*, by the address as it is asked for."""

    def consents_of(self, addresses: Collection[str]) -> Mapping[str, list[ConsentRecord]]:
        """What ``consents`` finds for each of *addresses*, by the address as it is asked for."""

    def unclaimed_of(self, patients: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        """What ``unclaimed`` finds for each of *patients*."""
