"""Who patients are, as an EMR tells of them: corrected where they are on file, read where they are to be added.

Each thing that is told counts for itself: a number that is none is told, and the rest taken over. What the practice
corrected is not turned back by an EMR that still says what it said before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from frontdesk.desk import unclaimed
from frontdesk.desk.contact_changes import Change, corrected, keep_change
from frontdesk.desk.corrected_here import last_correction
from frontdesk.desk.following import happen
from frontdesk.desk.import_rows import ReadRow, RowReader
from frontdesk.desk.intake import Told
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import PreferencesChanged
from frontdesk.hookspecs import PatientChange
from frontdesk.names import ContactId, PhoneKind
from frontdesk.records import Contact

_COLUMNS = ("name", *(str(kind) for kind in PhoneKind), "email", "zone")
_SOMEBODY = "Somebody"


def take_over(act: Act, contact: Contact, change: PatientChange, told: Told) -> bool:
    """Correct what is known of *contact* by what the EMR says now, and say whether that changed anything."""
    if contact.reference != change.reference:
        merged = f"is contact {contact.id} here, with {contact.reference or 'another'}: what the EMR says of it is left"
        told.of_patient(change.reference, merged)
        return False
    before = settled_if_due(act, contact.id)
    after = before
    for column, as_read in _read_each(act, _said(change)).items():
        after = _with(act, after, column, as_read, told)
    if change.active is not None:
        after = replace(after, emr=replace(after.emr, inactive=not change.active))
    if after == before:
        return False
    if (differs := Change(act, before, after)).columns:
        for refused in keep_change(differs):
            act.store.add_notice(contact.id, act.now, f"the EMR corrected {after.name}: {refused}")
    if before.emr != after.emr:
        act.store.save_contact(replace(act.store.contact(contact.id), emr=after.emr))
        happen(act, contact.id, PreferencesChanged())
    return True


def claim(act: Act, contact: ContactId) -> None:
    """Correct *contact*, who is on file now, by what was told of them before; staff are told what was unclear."""
    told, reference = Told(), act.store.contact(contact).reference
    for visit, changes in unclaimed.unclaimed(act, reference, PatientChange).items():
        unclaimed.claim(act, reference, visit, PatientChange)
        for change in changes:
            take_over(act, act.store.contact(contact), change, told)
    for words in (*told.not_understood, *told.differing):
        act.store.add_notice(contact, act.now, words)


def read_new(act: Act, change: PatientChange, told: Told) -> ReadRow | None:
    """The contact that a patient who is not on file becomes; ``None`` where there is none to add yet.

    A status asks nothing of them: an EMR has no answer. Nobody is added without a name, nor who is not to be contacted
    any more, nor who is on file already without a reference, since they would be written to twice.
    """
    cells = {column: said for column, said in _said(change).items() if said}
    if "name" not in cells or change.active is False:
        return None
    for column, (_, faults) in _read_each(act, cells).items():
        for fault in faults:
            told.of_patient(change.reference, fault)
            cells.pop(column, None)
    if "name" not in cells:
        return None
    row = _read(act, {**cells, "reference": change.reference})
    if row.missing:
        told.of_patient(change.reference, "; ".join(row.missing))
        return None
    if twin := _twin(act, row.contact):
        told.of_patient(
            change.reference,
            f"may be contact {twin.id}, of the same name and number or e-mail, who has no reference: give them this one"
            f" ('frontdesk contact edit {twin.id} reference={change.reference}'), or add the patient by hand",
        )
        return None
    return replace(row, causes=())


def _said(change: PatientChange) -> dict[str, str]:
    """What is told, by the columns of an import."""
    told = {column: getattr(change, column) for column in _COLUMNS}
    return {column: said for column, said in told.items() if said is not None}


def _read(act: Act, cells: Mapping[str, str]) -> ReadRow:
    return RowReader(act, cells).read(cells)


def _read_one(act: Act, column: str, said: str) -> tuple[Contact, list[str]]:
    """One thing that is told as a contact has it, and why it cannot be kept.

    What a row lacks whatever it says, such as a note that its status asks for, is no fault of it.
    """
    row = _read(act, {"name": _SOMEBODY, column: said})
    usual = _read(act, {"name": _SOMEBODY}).causes if row.causes else ()
    return row.contact, [one for one in row.causes if one not in usual]


def _read_each(act: Act, said: Mapping[str, str]) -> dict[str, tuple[Contact, list[str]]]:
    """Each thing that is told, as ``_read_one`` reads it; all at once where nothing is wrong, as of most people."""
    whole = _read(act, {"name": _SOMEBODY, **said})
    if not whole.causes:
        return {column: (whole.contact, []) for column in said}
    return {column: _read_one(act, column, text) for column, text in said.items()}


def _with(act: Act, contact: Contact, column: str, as_read: tuple[Contact, list[str]], told: Told) -> Contact:
    """*contact* with one thing as it is told; as it was where that cannot be read, or was corrected here since."""
    read, faults = as_read
    if faults:
        told.of_patient(contact.reference, "; ".join(faults))
    if faults or _value(contact, column) == _value(read, column):
        return contact
    if _was_corrected_here(act, contact, column, _value(read, column)):
        told.of_difference(contact.reference, f"the EMR still has the {column} that was corrected here")
        return contact
    return corrected(act, contact, read, {column: _value(read, column)})


def _value(contact: Contact, column: str) -> str:
    if column in tuple(PhoneKind):
        phone = contact.phones.get(PhoneKind(column))
        return phone.number if phone else ""
    return str(getattr(contact, column))


def _was_corrected_here(act: Act, contact: Contact, column: str, value: str) -> bool:
    """Whether the last who corrected this was not the EMR, and corrected what the EMR still says."""
    correction = last_correction(act, contact.id, column)
    if correction is None or correction.by == act.by:
        return False
    before = correction.before
    written = before if column == "name" else before.split(", ")[0]
    return _value(_read_one(act, column, written)[0], column) == value


def _twin(act: Act, contact: Contact) -> Contact | None:
    """Who is on file under the same name, with an address in common and without a reference."""
    own = {*contact.numbers, contact.email.casefold()} - {""}
    for one in act.store.namesakes(contact.name):
        if not one.reference and own & {*one.numbers, one.email.casefold()}:
            return one
    return None
