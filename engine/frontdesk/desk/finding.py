"""Whom somebody means by what they typed: exactly one contact, or a question."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.addresses import same_number
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId
from frontdesk.problems import FrontdeskError, choices
from frontdesk.records import Contact

_PHONE_NUMBER = 7
"""So many digits and more are a part of a phone number; fewer are the number of a contact."""


class NotOneContactError(FrontdeskError):
    """Nobody is meant by what was written, or several are."""

    def __init__(self, text: str, found: Sequence[Contact], *, nobody: bool) -> None:
        if found:
            them = [f"{one.id} {one.name}" for one in found]
            words = f"'{text}' can mean {choices(them)}; write the number in front of the name"
        elif nobody:
            words = f"there is no contact yet, so nobody is called '{text}'; bring some in with 'frontdesk import FILE'"
        else:
            words = f"'{text}' is in nobody's name, number, e-mail or reference; see 'frontdesk contact list'"
        super().__init__(words)


def find(act: Act, text: str) -> Contact:
    """Return the one contact that *text* means.

    It is the contact's number, its reference, or a part of its name, phone number, e-mail or reference that only it
    has. Raises NotOneContactError, NoSuchContactError.
    """
    if text.isdecimal() and len(text) < _PHONE_NUMBER:
        return act.store.contact(ContactId(int(text)))
    found = act.store.contact_with_reference(text)
    number = same_number(text, act.ruleset.country)
    candidates = [found] if found else act.store.find_contacts(text)
    if not candidates and len(number) >= _PHONE_NUMBER:
        candidates = act.store.find_contacts(number)
    if len(candidates) != 1:
        raise NotOneContactError(text, candidates, nobody=not act.store.contact_count())
    return candidates[0]
