"""Whom somebody means by what they typed: exactly one contact, or a question."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.addresses import same_number
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId
from frontdesk.problems import FrontdeskError, choices
from frontdesk.records import Contact, NoSuchContactError

_PHONE_NUMBER = 7
"""So many digits and more are a part of a phone number; fewer are the number of a contact, or a reference."""
NUMBER, REFERENCE = "#", "ref:"
"""What stands before a contact's number, or before a reference, to mean that and nothing else."""


class NotOneContactError(FrontdeskError):
    """Nobody is meant by what was written, or several are."""

    def __init__(self, text: str, found: Sequence[Contact], *, nobody: bool) -> None:
        if found:
            them = [f"{NUMBER}{one.id} {one.name}{_known_as(one)}" for one in found]
            exact = "write '#' before a contact's number, or 'ref:' before a reference, such as"
            words = f"'{text}' can mean {choices(them)}; {exact} '{_exactly(found[0])}'"
        elif nobody:
            words = f"there is no contact yet, so nobody is called '{text}'; bring some in with 'frontdesk import FILE'"
        else:
            words = f"'{text}' is in nobody's name, number, e-mail or reference; see 'frontdesk contact list'"
        super().__init__(words)


class ErasedContactError(FrontdeskError):
    """Whoever had this number was erased."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"contact {number} was erased; nothing is kept of them")


def named(contact: Contact) -> str:
    """A contact as they are told in a line of their own: by the number that means them alone, and by name."""
    return f"{NUMBER}{contact.id} {contact.name}"


def stands_for(act: Act, contact: ContactId) -> ContactId:
    """Who stands where *contact* did: themselves, or whom they were merged into in the end."""
    while (aside := act.store.aside(contact)) is not None and aside.into is not None:
        contact = aside.into
    return contact


def find(act: Act, text: str) -> Contact:
    """Return the one contact that *text* means; where it can mean several, which is asked and never guessed.

    It is the contact's number, its reference, or a part of its name, phone number, e-mail or reference that only it
    has. '#12' is the number and 'ref:12' the reference, whatever else is called 12. Whoever was merged into another is
    that other. Raises NotOneContactError, NoSuchContactError, ErasedContactError.
    """
    if text.startswith(NUMBER) and _is_number(text.removeprefix(NUMBER)):
        return _numbered(act, int(text.removeprefix(NUMBER)))
    if text.startswith(REFERENCE):
        found = act.store.contact_with_reference(text.removeprefix(REFERENCE))
        candidates = [found] if found else []
    else:
        candidates = _meant(act, text)
    if len(candidates) != 1:
        raise NotOneContactError(text, candidates, nobody=not act.store.contact_count())
    return candidates[0]


def _meant(act: Act, text: str) -> list[Contact]:
    """Everybody whom *text* can mean: those of whom it is the whole of something, else those who have it somewhere."""
    referred = act.store.contact_with_reference(text)
    if _is_number(text) and len(text) < _PHONE_NUMBER:
        try:
            numbered = _numbered(act, int(text))
        except (NoSuchContactError, ErasedContactError):
            if referred is None:
                raise
            return [referred]
        return [numbered] if referred is None or referred.id == numbered.id else [numbered, referred]
    parts = _with_part(act, text)
    if referred is None:
        return parts
    return [referred, *(one for one in parts if one.id != referred.id and _is_whole(one, text, act.ruleset.country))]


def _numbered(act: Act, number: int) -> Contact:
    """The contact with this number, or whom it was merged into. Raises NoSuchContactError, ErasedContactError."""
    contact = stands_for(act, ContactId(number))
    if act.store.aside(contact):
        raise ErasedContactError(number)
    return act.store.contact(contact)


def _with_part(act: Act, text: str) -> list[Contact]:
    number = same_number(text, act.ruleset.country)
    found = {one.id: one for one in act.store.find_contacts(text)}
    if len(number) >= _PHONE_NUMBER:
        found |= {one.id: one for one in act.store.find_contacts(number)}
    return [found[one] for one in sorted(found)]


def _is_whole(contact: Contact, text: str, country: str) -> bool:
    """Whether *text* is all of a name, e-mail or number of *contact*, and so means them as much as a reference does."""
    whole = (contact.name.casefold(), contact.email.casefold())
    return text.casefold() in whole or same_number(text, country) in contact.numbers


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _known_as(contact: Contact) -> str:
    return f" ({REFERENCE}{contact.reference})" if contact.reference else ""


def _exactly(contact: Contact) -> str:
    return f"{NUMBER}{contact.id}"
