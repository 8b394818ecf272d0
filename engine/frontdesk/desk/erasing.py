"""Somebody is erased for good: what is left is a number, so that counts and the journal's chain hold.

What a person refused stays refused: each number that opted out is kept as a keyed hash, by which the next import of it
is opted out. Who was erased is noted in a file beside the store, since an older copy of the store does not know it. The
file names nobody: a number, when, and the hash of the entry with which the person came.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.desk import campaigns, consents, merging, messages, tasks
from frontdesk.desk.practice import Act, Answer
from frontdesk.journal import GENESIS, ContactErased
from frontdesk.names import Consent, ConsentSource, ContactId, MessageState
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Companion, Contact, NoSuchContactError, Preference, StoreError

ERASED = "erased person"
"""What somebody is called who was erased."""
_BECAUSE = "the person was erased"
_LINE = re.compile(r"(\d+) (\S+) ([0-9a-f]{64})")


class NotErasedError(FrontdeskError):
    """Somebody cannot be erased as it was asked; nothing was changed."""


def erase(act: Act, contact: ContactId, confirmed: str, noted: Path) -> Answer:
    """Erase *contact*, whose name is *confirmed*, and whoever was merged into it; note the numbers in the file *noted*.

    Raises NotErasedError; StoreError, also where the person is gone and the store's file could not be wiped.
    """
    with act.deciding():
        if act.store.aside(contact) is not None:
            raise NotErasedError(f"contact {contact} is none any more: it was merged or erased")
        record = act.store.contact(contact)
        if confirmed != record.name:
            raise NotErasedError(f"contact {contact} is not called '{confirmed}'; nobody was erased")
        _erase(act, record, noted)
    _wipe(act, noted)
    refused = "numbers that refused stay refused, as hashes only"
    not_ours = "what plugins wrote and older copies of the store are not touched"
    return Answer(contact, f"contact {contact} is an {ERASED} now; {refused}; {not_ours}", contact)


@dataclass(frozen=True, slots=True)
class _Noted:
    """A line of the file of those who were erased: the number, and the hash of the entry with which they came."""

    contact: ContactId
    came: str


def erase_again(act: Act, noted: Path) -> Answer:
    """Erase whoever *noted* names and the store still knows, such as in an older copy; who has come since is spared.

    Raises NotErasedError for a file that is none of ours; StoreError.
    """
    lines = list(_read(noted))
    done = [one.contact for one in lines if _is_known(act, one)]
    for contact in done:
        aside = act.store.aside(contact)
        if aside is not None and aside.into is not None:
            merging.unmerge(replace(act, request=""), contact)
        with act.deciding():
            if act.store.aside(contact) is None:
                _erase(act, act.store.contact(contact), None)
    _wipe(act, noted)
    return Answer(None, f"{counted(len(done), 'contact')} erased again of {len(lines)} in {noted.name}", len(done))


def _erase(act: Act, record: Contact, noted: Path | None) -> None:
    store = act.store
    everyone = [record, *map(store.contact, store.merged_with(record.id))]
    for one in everyone:
        if store.messages(one.id, states=(MessageState.SENDING,)):
            raise NotErasedError(f"a message to {record.name} is being sent just now; try again in some minutes")
    came = {one.id: _came(act, one.id) for one in everyone}
    numbers = list(dict.fromkeys(number for one in everyone for number in one.numbers))
    if any(one.facesheet.refuses or one.emr.refuses for one in everyone):
        keep = [one for one in act.ruleset.channels.values() if one.consent]
        where = [place for one in everyone for place in consents.places(one, keep)]
        said = consents.ConsentSaid(Consent.OPTED_OUT, ConsentSource.STAFF)
        consents.write(act, record.id, where, list(act.ruleset.lines), said)
    _forget_answers(act, everyone)
    for one in everyone:
        _forget(act, one)
    for number in numbers:
        if not store.contacts_on_number(number):
            store.forget_address(number)
    for email in dict.fromkeys(email for one in everyone for email in one.emails):
        if not store.contacts_with_email(email):
            store.forget_address(email)
    if noted is not None:
        _note(act, noted, came)


def _forget(act: Act, one: Contact) -> None:
    """Leave nothing of one record but its number, its status and when things were."""
    store, id = act.store, one.id
    campaigns.end(act, id, None, _BECAUSE)
    for message in store.messages(id):
        if message.state is MessageState.WAITING:
            messages.take_back(act, message, _BECAUSE)
    for message in store.messages(id):
        reason = _BECAUSE if message.reason == _BECAUSE else ""
        store.save_message(replace(message, address="", reason=reason, reference=""))
    for task in store.tasks(id):
        tasks.close(act, task, _BECAUSE)
    for task in store.tasks(id, open_only=False):
        store.save_task(replace(task, note=""))
    for visit in store.appointments(id):
        store.save_appointment(replace(visit, preference=Preference(), facts={}, reference=""))
    for due in store.scheduled(id):
        store.unschedule(due.kind, id, due.ref)
    for visit_said in store.unclaimed(one.reference):
        store.claim(one.reference, visit_said)
    store.forget_told(id)
    store.forget_notes(id)
    store.forget_notices(id, act.now)
    forgotten = store.forget(id)  # before the numbers are gone, by which replies of before are found
    gone = Contact(id, ERASED, one.settled, one.settled_at, been=frozenset({one.settled}))
    store.save_phones(replace(gone, companions=dict.fromkeys(one.companions, Companion(ERASED))))
    store.save_contact(gone)
    store.set_aside(id, act.now)
    act.record(id, ContactErased(forgotten))


def _forget_answers(act: Act, everyone: Iterable[Contact]) -> None:
    """Take out of the answers to requests what they say of the person; such a request is known, and refused again."""
    gone = list(everyone)
    ids, words = {one.id for one in gone}, _words(gone)
    digits = [re.sub(r"\D", "", number) for one in gone for number in one.numbers]
    for request, answer in act.store.answers():
        kept = json.loads(answer)
        if kept["contact"] in ids or _names(kept, words, digits):
            act.store.replace_answer(request, json.dumps({**kept, "said": _BECAUSE, "asked": ""}))


def _words(everyone: Iterable[Contact]) -> list[str]:
    """The names and e-mails, as a text has them and as JSON writes them."""
    said = {
        word
        for one in everyone
        for word in (one.name, *one.emails, *(other.name for other in one.companions.values()))
        if word
    }
    return [form.casefold() for word in said for form in (word, json.dumps(word)[1:-1])]


def _names(kept: Mapping[str, object], words: Collection[str], digits: Collection[str]) -> bool:
    text = f"{kept['said']} {kept['asked']}"
    only_digits = re.sub(r"\D", "", text)
    return any(word in text.casefold() for word in words) or any(number in only_digits for number in digits if number)


def _came(act: Act, contact: ContactId) -> str:
    """The hash of the first entry about somebody: the same in every copy of the store, and in no other."""
    return next((entry.hash for entry in act.store.journal(contact=contact, limit=1)), GENESIS)


def _note(act: Act, noted: Path, came: Mapping[ContactId, str]) -> None:
    """Write down who is erased, before it is kept: a crash in between may name one too many, and never one too few."""
    lines = [f"{contact} {act.now.isoformat()} {first}\n" for contact, first in came.items()]
    try:
        with noted.open("a", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotErasedError(f"{noted} cannot be written ({error.strerror}); nobody was erased") from error


def _read(noted: Path) -> Iterator[_Noted]:
    try:
        lines = noted.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotErasedError(f"{noted} cannot be read ({error}); nobody was erased") from error
    for number, line in enumerate(lines, 1):
        if not (found := _LINE.fullmatch(line.strip())):
            raise NotErasedError(f"{noted.name}:{number}: nobody who was erased is noted so; nothing was done")
        yield _Noted(ContactId(int(found[1])), found[3])


def _is_known(act: Act, one: _Noted) -> bool:
    """Whether the one that was erased is in this store, and nobody else under the same number."""
    try:
        act.store.contact(one.contact)
    except NoSuchContactError:
        return False
    aside = act.store.aside(one.contact)
    return (aside is None or aside.into is not None) and _came(act, one.contact) == one.came


def _wipe(act: Act, noted: Path) -> None:
    try:
        act.store.wipe()
    except StoreError as error:
        again = f"'frontdesk contact erase --again {noted}' wipes it"
        raise StoreError(f"they are erased, but the file was not wiped: {error}; {again}") from error
