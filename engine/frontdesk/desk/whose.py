"""Whose a row of visits, wishes or consents is, where the row itself adds nobody.

By the EMR's reference of the patient, by our own number, or by the name with a number, an e-mail address or the day of
birth. Nobody is guessed: where nobody is they, or several may be, the row says why and waits for somebody's word. A
number alone is believed only where nothing beside it says somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from frontdesk.desk.finding import NUMBER, find, stands_for
from frontdesk.desk.import_rows import RowReader
from frontdesk.desk.practice import Act
from frontdesk.desk.recognising import NEW, has_anything_of, of_another, recognise, told_apart
from frontdesk.desk.unclaimed import PersonSaid
from frontdesk.file_words import RowOutcome
from frontdesk.names import ContactId, PhoneKind
from frontdesk.problems import FrontdeskError
from frontdesk.records import Contact, same_name
from frontdesk.strangers import MOST_IN_A_NAME, on_one_line, tidied

_NAMES = ("name", "first name", "last name")
_PERSON = (*_NAMES, "born", *(str(kind) for kind in PhoneKind), "email")
_OR_NEW = f" or '{NEW}'"
"""An answer to whom somebody is that is none here, where nobody is added."""
WHO = ("patient", "contact", *_PERSON)
"""The fields that say whose a row is."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a row is: *contact* on file, or the patient of a reference that nobody on file has.

    Neither of them where it cannot be said: *cause* is why, and *outcome* whether that is asked or refused.
    *doubted* is who has the reference of a row that says somebody else beside it: what it refuses may be theirs.
    """

    contact: ContactId | None = None
    patient: str = ""
    cause: str = ""
    outcome: RowOutcome = RowOutcome.REFUSED
    doubted: ContactId | None = None


class Finder:
    """Finds whose the rows of one file are, one after the other."""

    def __init__(self, act: Act) -> None:
        """For a file that is imported by *act*."""
        self._act, self._reader = act, RowReader(act, _PERSON)

    def whose(self, said: Mapping[str, str]) -> Whose:
        """Whose a row is that says *said*."""
        wish, patient = said.get("contact", "").strip(), said.get("patient", "").strip()
        if wish and (found := self._by_number(wish, said)):
            return found
        if patient and (known := self._act.store.contact_with_reference(patient)):
            return self.with_reference(known, said)
        if any(said.get(name, "").strip() for name in _NAMES):
            found = self._by_name(patient, said)
            return Whose(patient=patient) if patient and not (found.contact or found.cause) else found
        if patient:
            return Whose(patient=patient)
        who = "'patient' or 'contact', or a name with a number, an e-mail or the day of birth, say whose it is"
        return Whose(cause=f"nobody is named; the columns {who}")

    def _by_number(self, wish: str, said: Mapping[str, str]) -> Whose | None:
        """Who has our number: by somebody's word, or as far as the rest of the row says the same."""
        if wish.casefold() == NEW:
            return Whose(cause="contact 'new': nobody is added here; import them as a contact, and then this file")
        plain = wish.removeprefix(NUMBER)
        if not (plain.isascii() and plain.isdecimal()):
            return Whose(cause=f"contact '{wish}' is no number of a contact; write it like '#12'")
        try:
            known = find(self._act, f"{NUMBER}{plain}")
        except FrontdeskError as error:
            return Whose(cause=f"contact: {error}") if wish.startswith(NUMBER) else None
        if wish.startswith(NUMBER):
            return Whose(known.id)
        person = self._person(said)
        believed = same_name(person.name) == same_name(known.name) and not told_apart(known, person)
        return Whose(known.id) if believed else None

    def with_reference(self, known: Contact, said: Mapping[str, str]) -> Whose:
        """Who has the reference, unless all that the row says beside it is of somebody else."""
        person = self._person(said)
        merged = self._act.store.merged_with
        if _may_be(known, person) or any(_may_be(self._act.store.contact(one), person) for one in merged(known.id)):
            return Whose(known.id)
        return Whose(cause=of_another(known, person), outcome=RowOutcome.ASKED, doubted=known.id)

    def _person(self, said: Mapping[str, str]) -> Contact:
        """Who a row says that it is of, as far as that can be read."""
        read = self._reader.read({name: text for name, text in said.items() if name in _PERSON}).contact
        return replace(read, reference=said.get("patient", "").strip())

    def _by_name(self, patient: str, said: Mapping[str, str]) -> Whose:
        read = self._reader.read({name: text for name, text in said.items() if name in _PERSON})
        causes = [one for one in read.causes if one not in self._reader.read({"name": read.contact.name}).causes]
        if causes:
            return Whose(cause=causes[0] if len(causes) == 1 else "; ".join(causes))  # one keeps its field
        person = replace(read.contact, reference=patient)
        found = recognise(self._act, person)
        if found.contact is not None:
            return Whose(found.contact.id)
        if by_birth := self._born_alike(person):
            return Whose(by_birth)
        if found.question or found.fault:
            return Whose(cause=(found.question or found.fault).replace(_OR_NEW, ""), outcome=RowOutcome.ASKED)
        if patient:
            return Whose()
        with_what = "this number or e-mail" if person.numbers or person.emails else "this day of birth or number"
        return Whose(
            cause=f"nobody on file is called '{person.name}' with {with_what}; import them as a contact, and this again"
        )

    def _born_alike(self, person: Contact) -> ContactId | None:
        """The only one on file with the name and day of birth."""
        if person.born is None:
            return None
        alike = [one.id for one in self._act.store.namesakes(person.name) if one.born == person.born]
        they = {stands_for(self._act, one) for one in alike}
        return they.pop() if len(they) == 1 else None


def person_said(said: Mapping[str, str]) -> PersonSaid | None:
    """Whom a row names that says *said*; ``None`` where its reference is all that it says of them."""
    parts = [text for name in _NAMES[1:] if (text := said.get(name, "").strip())]
    beside = {name: text for name in _PERSON if name not in _NAMES and (text := said.get(name, "").strip())}
    person = PersonSaid(name=said.get("name", "").strip() or " ".join(parts), **beside)
    return person if person.said else None


def named_instead(act: Act, contact: ContactId, persons: Iterable[PersonSaid]) -> str:
    """Whom *persons*, said beside the reference that *contact* has now, name instead of them; empty where nobody."""
    for one in persons:
        if Finder(act).with_reference(act.store.contact(contact), one.said).cause:
            return on_one_line(tidied(", ".join(one.said.values())))[:MOST_IN_A_NAME]
    return ""


def _may_be(known: Contact, person: Contact) -> bool:
    """Whether *person*, who has the reference of *known*, may be them; of a day of birth alone that is its own word."""
    if not person.name and known.born and person.born and known.born != person.born:
        return False
    return has_anything_of(known, person)
