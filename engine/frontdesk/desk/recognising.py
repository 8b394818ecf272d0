"""Who a row of a file tells of: somebody on file, somebody new, or a question, which is asked and never guessed.

A row names them by our own number or by a reference; else the same name with one address in common is the same person.
The same name with other addresses may be the same person or not, and so may a name that is nearly the same with the
same address. Families share phones: another first name on the same number is somebody else. Two references are two
records, and of one person where the day of birth is the same as well: that is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.addresses import shown_number
from frontdesk.desk.finding import NUMBER, find
from frontdesk.desk.on_file import OnFile
from frontdesk.desk.practice import Act
from frontdesk.problems import FrontdeskError, choices
from frontdesk.records import Contact, same_name

NEW = "new"
"""What stands in the column ``contact`` for somebody who is nobody on file."""
_LONG_ENOUGH = 5
"""From so many letters on, two first names that differ in one letter are more likely one that was mistyped."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who a row tells of: ``contact`` on file, or with neither that nor a question somebody new.

    ``question`` says who it may be; ``fault`` why what the row says of it cannot be. ``merged``: it tells of a record
    that was merged into the contact, so that what it says of them is old; in words. ``resembles``: somebody new who
    looks like somebody on file.
    """

    contact: Contact | None = None
    question: str = ""
    fault: str = ""
    merged: str = ""
    resembles: bool = False


_SOMEBODY_NEW = Recognised()


def recognise(act: Act, read: Contact, wish: str = "", on_file: OnFile | None = None) -> Recognised:
    """Who *read* is, of whom the row says *wish* in the column ``contact``; empty where it says nothing.

    *on_file* knows who of those of a batch is on file; without it the store is asked. '#12' and 'new' are somebody's
    word. A bare number is what an export of some practice says, and is believed where that contact has the same name or
    reference.
    """
    on_file = on_file or OnFile(act)
    if wish.casefold() == NEW:
        return _new(on_file, read)
    if wish.startswith(NUMBER):
        try:
            return Recognised(find(act, wish))
        except FrontdeskError as error:
            return Recognised(fault=f"contact: {error}")
    if wish and not (wish.isascii() and wish.isdecimal()):
        return Recognised(fault=f"contact '{wish}' is no number of a contact; write it like '#12', or 'new'")
    if wish and (hinted := _hinted(act, read, wish)):
        return Recognised(hinted)
    if read.reference and (known := on_file.with_reference(read.reference)):
        if known.reference != read.reference:
            return Recognised(known, merged=_merged(f"reference '{read.reference}'", known))
        return Recognised(known) if has_anything_of(known, read) else Recognised(question=of_another(known, read))
    return _by_name(act, on_file, read)


def on_file_already(act: Act, read: Contact) -> str:
    """Why *read* cannot be added by hand as somebody new; empty when they can."""
    if read.reference:
        return _taken(read.reference) if act.store.contact_with_reference(read.reference) else ""
    if any(_shares_address(one, read) and not told_apart(one, read) for one in act.store.namesakes(read.name)):
        somebody_else = "if it is somebody else, give them a reference of their own"
        return f"'{read.name}' with this number or e-mail is on file already; {somebody_else}"
    return ""


def has_anything_of(known: Contact, read: Contact) -> bool:
    """Whether anything but the reference says that it is them, and first name and day of birth do not say the contrary.

    A row whose cells slipped would make them another, and so would one of a family whose reference a spreadsheet lost.
    """
    if _is_another(known, read):
        return False
    if not read.name or same_name(known.name) == same_name(read.name) or nearly_same_name(known.name, read.name):
        return True
    return _shares_address(known, read) or (known.born is not None and known.born == read.born)


def _is_another(known: Contact, read: Contact) -> bool:
    """Whether first name and day of birth both say that it is somebody else: of a family, the rest is the same."""
    by_birth = known.born and read.born and known.born != read.born
    same = same_name(known.name) == same_name(read.name) or nearly_same_name(known.name, read.name)
    return bool(by_birth and read.name and not same)


def of_another(known: Contact, read: Contact) -> str:
    """What is asked where *read* has the reference of *known* and may be somebody else (``has_anything_of``)."""
    nothing = "neither name, number, e-mail nor day of birth of theirs"
    differing = "another first name and day of birth" if _is_another(known, read) else nothing
    who = f"'{NUMBER}{known.id} {known.name}{_reached(known)}'"
    answer = f"write '{NUMBER}{known.id}' in the column 'contact' if it is them, and import that file"
    return f"has the reference of {who}, and {differing}: {answer}"


def _merged(what: str, contact: Contact) -> str:
    return f"{what} was merged into {NUMBER}{contact.id} {contact.name}: what the file says of it is left"


def _taken(reference: str) -> str:
    return f"reference '{reference}' is on file already; 'frontdesk contact edit ref:{reference}' corrects them"


def _new(on_file: OnFile, read: Contact) -> Recognised:
    """Somebody new by somebody's word, unless they have the reference of another."""
    if read.reference and on_file.with_reference(read.reference):
        return Recognised(fault=_taken(read.reference))
    return _SOMEBODY_NEW


def _hinted(act: Act, read: Contact, number: str) -> Contact | None:
    try:
        one = find(act, f"{NUMBER}{number}")
    except FrontdeskError:
        return None
    same = bool(read.reference) and one.reference == read.reference
    return one if same or same_name(one.name) == same_name(read.name) else None


def _by_name(act: Act, on_file: OnFile, read: Contact) -> Recognised:
    """Who has the name and an address of *read*; a question where nobody has both, and somebody nearly."""
    at_the_addresses = on_file.at_the_addresses(read)
    beside = [one for one in at_the_addresses if not told_apart(one, read)]
    if twice := [one for one in beside if _by_reference(one, read)]:
        who = "of the same name, day of birth, and number or e-mail, with another reference"
        return Recognised(question=_asked(twice, who))
    same = [one for one in beside if same_name(one.name) == same_name(read.name)]
    if " " not in read.name:  # of one name alone there are several in a family
        same = [one for one in same if _addresses(one) == _addresses(read)]
    if len(same) == 1:
        return Recognised(same[0])
    for one in [] if same else beside:
        names = (same_name(act.store.contact(other).name) for other in act.store.merged_with(one.id))
        if same_name(read.name) in names:
            return Recognised(one, merged=_merged(f"'{read.name}'", one))
    if same:
        return Recognised(question=_asked(same, "who have the same name and the same number or e-mail"))
    if alike := [one for one in beside if nearly_same_name(one.name, read.name)]:
        return Recognised(question=_asked(alike, "with the same number or e-mail and nearly the same name"))
    if " " not in read.name and (read.numbers or read.emails):  # there are many of one first name, so it says nothing
        return Recognised(resembles=any(resembles(one, read) for one in at_the_addresses))
    called_so = on_file.namesakes(read.name)
    if namesakes := [one for one in called_so if not told_apart(one, read)]:
        return Recognised(question=_asked(namesakes, "of the same name, with no number or e-mail in common"))
    return Recognised(resembles=any(resembles(one, read) for one in called_so))


def _shares_address(one: Contact, other: Contact) -> bool:
    emails = {email.casefold() for email in other.emails}
    return any(number in other.numbers for number in one.numbers) or any(
        email.casefold() in emails for email in one.emails
    )


def _addresses(one: Contact) -> set[str]:
    return {*one.numbers, *map(str.casefold, one.emails)}


def told_apart(one: Contact, other: Contact) -> bool:
    """Whether the day of birth or the reference says that these are two.

    Two references of one name, one day of birth and one address say nothing: systems have a patient twice. One
    reference is of one person, whatever day of birth a row says of them.
    """
    if one.reference and one.reference == other.reference:
        return False
    return _by_birth(one, other) or (_by_reference(one, other) and not _are_alike(one, other))


def resembles(one: Contact, other: Contact) -> bool:
    """Whether two look like one person to whoever looks for records to merge, though nothing says that they are."""
    if same_name(one.name) != same_name(other.name) or _by_birth(one, other):
        return False
    own = one.email.casefold()
    at_one_address = any(number in other.numbers for number in one.numbers) or (own and own == other.email.casefold())
    return bool(at_one_address or (one.born and one.born == other.born))


def _by_birth(one: Contact, other: Contact) -> bool:
    return bool(one.born and other.born and one.born != other.born)


def _by_reference(one: Contact, other: Contact) -> bool:
    return bool(one.reference and other.reference and one.reference != other.reference)


def _are_alike(one: Contact, other: Contact) -> bool:
    """Whether name, day of birth and an address are known and the same, in whatever spelling of the name."""
    if one.born is None or one.born != other.born or not _shares_address(one, other):
        return False
    return sorted(_words(one.name)) == sorted(_words(other.name))


def _asked(people: Sequence[Contact], who: str) -> str:
    them = choices([f"{NUMBER}{one.id} {one.name}{_reached(one)}" for one in people], most=3)
    answer = f"write '{NUMBER}{people[0].id}' or '{NEW}' in the column 'contact', and import that file"
    return f"may be {them}, {who}: {answer}"


def _reached(one: Contact) -> str:
    at = [*map(shown_number, one.numbers), *one.emails][:1]
    return f" ({at[0]})" if at else ""


def nearly_same_name(one: str, other: str) -> bool:
    """Whether two names at one address may be of one person.

    They may where the first name is the same, or where a part is left out, shortened to a letter, or mistyped by one
    letter. Two first names of one family are two people: 'Ana' and 'Ben Example', or 'Ana' and 'Ada Example'.
    """
    first, second = sorted((_words(one), _words(other)), key=len)
    if not first or not second:
        return False
    if first[0] == second[0]:
        return True
    rest = list(second)
    unlike = [word for word in first if not _took(rest, word)]
    if not unlike:
        return True
    if len(unlike) == 1 and len(first) == len(second):
        (a,), (b,) = unlike, rest
        short = min(len(a), len(b))
        return (short == 1 and a[0] == b[0]) or (short >= _LONG_ENOUGH and _one_letter_apart(a, b))
    return len(unlike) == 1 and len(unlike[0]) == 1 and any(word.startswith(unlike[0]) for word in rest)


def _words(name: str) -> list[str]:
    """The words of a name without accents, and without the 'e' by which a system writes an umlaut ('Mueller')."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", same_name(name)) if not unicodedata.combining(one))
    return re.findall(r"\w+", re.sub("(?<=[aou])e", "", plain))


def _took(words: list[str], word: str) -> bool:
    if word not in words:
        return False
    words.remove(word)
    return True


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, doubled, mistyped or changed places with the next."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    return shorter[start + 1 :] == longer[start + 1 :] or (swapped and shorter[start + 2 :] == longer[start + 2 :])
