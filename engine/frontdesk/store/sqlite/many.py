"""Many at once in SQLite: a few statements for a whole batch, each of which joins what is asked for with a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.journal import Said
from frontdesk.names import ContactId
from frontdesk.records import ConsentRecord, Contact, address_key, same_name
from frontdesk.store.sqlite.consents import Consents
from frontdesk.store.sqlite.journal import Journal
from frontdesk.store.sqlite.parts import pieces
from frontdesk.store.sqlite.people import NOT_ERASED, People
from frontdesk.store.sqlite.requests import Requests


class Many(Journal, People, Consents, Requests):
    """What is asked or written for a whole batch."""

    def record_each(
        self, at: datetime, by: str, entries: Iterable[tuple[ContactId | None, Said]], ruleset: str
    ) -> list[int]:
        """See ``keeping.Many``."""
        return self._append(at, by, entries, ruleset)

    def contacts(self, ids: Collection[ContactId]) -> Mapping[ContactId, Contact]:
        """See ``keeping.Many``."""
        return {one.id: one for one in self._with_ids(ids)}

    def contacts_with_references(self, references: Collection[str]) -> Mapping[str, ContactId]:
        """See ``keeping.Many``."""
        found = self._ids(
            references, "contact.id FROM asked CROSS JOIN contact ON reference = value AND reference <> ''"
        )
        return {reference: ids[0] for reference, ids in found.items()}

    def namesakes_of(self, names: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        keys = {name: same_name(name) for name in names}
        called: dict[str, list[ContactId]] = {}
        same = f"same_name = value AND {NOT_ERASED}"
        for key, id in self._asked(keys.values(), f"id FROM asked CROSS JOIN contact ON {same} ORDER BY id"):
            called.setdefault(key, []).append(id)
        return {name: called[key] for name, key in keys.items() if key in called}

    def contacts_on_numbers(self, numbers: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        return self._ids(numbers, "phone.contact FROM asked CROSS JOIN phone ON number = value")

    def contacts_with_emails(self, emails: Collection[str]) -> Mapping[str, list[ContactId]]:
        """See ``keeping.Many``."""
        found: dict[str, list[ContactId]] = {}
        same = "lower(email) = lower(value) AND email <> ''"
        for email, id in self._asked(emails, f"contact.id FROM asked CROSS JOIN contact ON {same} ORDER BY contact.id"):
            found.setdefault(email, []).append(id)
        return found

    def consents_of(self, addresses: Collection[str]) -> Mapping[str, list[ConsentRecord]]:
        """See ``keeping.Many``."""
        keys: dict[str, tuple[str, ...]] = {address: (address_key(address),) for address in addresses}
        if self._db.one("SELECT 1 FROM consent WHERE length(address) = 64"):  # else nothing is kept under a hash
            keys = {address: self._keys(address) for address in addresses}
        kept = self._kept_under([key for both in keys.values() for key in both])
        found = {
            address: [replace(one, address=both[0]) for key in both for one in kept.get(key, ())]
            for address, both in keys.items()
        }
        return {address: said for address, said in found.items() if said}

    def unclaimed_of(self, patients: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        """See ``keeping.Many``."""
        found: dict[str, dict[str, str]] = {}
        for patient, visit, said in self._asked(
            patients, "visit, said FROM asked CROSS JOIN unclaimed ON patient = value"
        ):
            found.setdefault(patient, {})[visit] = said
        return found

    def _ids(self, values: Iterable[str], query: str) -> dict[str, list[ContactId]]:
        """Who is found for each of *values*, in the place of whoever was merged whom they were merged into."""
        rows = self._asked(values, query)
        leads = self._leads({id for _, id in rows})
        found: dict[str, set[ContactId]] = {}
        for value, id in rows:
            if (now := leads[id]) is not None:
                found.setdefault(value, set()).add(now)
        return {value: sorted(ids) for value, ids in found.items()}

    def _asked(self, values: Iterable[str], query: str) -> list[tuple[Any, ...]]:
        """The rows of "SELECT value, *query*", where ``asked`` is a table of *values*, each once.

        CROSS JOIN lets SQLite go through what is asked for and look each up, never the other way round.
        """
        rows = list[tuple[Any, ...]]()
        for some in pieces(values):
            asked = f"WITH asked (value) AS (VALUES {', '.join(['(?)'] * len(some))})"
            rows += self._db.all(f"{asked} SELECT value, {query}", some)
        return rows
