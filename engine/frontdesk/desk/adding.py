"""Contacts are added: by hand, from a list or by an EMR, with all that follows.

Adding places them in their status, and enters none, because nobody chose that status here. What follows is up to the
rules on ``contact_added``, which know where a contact came from: a list of old patients is not a lead who wrote this
morning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from frontdesk import events
from frontdesk.desk import claiming, consents, timers
from frontdesk.desk.following import happen
from frontdesk.desk.import_columns import HeadingError, columns_of
from frontdesk.desk.import_rows import ReadRow, RowReader
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.recognising import on_file_already
from frontdesk.desk.tasks import ask_follow_up
from frontdesk.interpreter.consequences import may_follow
from frontdesk.journal import ContactAdded, ContactImported
from frontdesk.names import ContactId, ContactSource
from frontdesk.problems import FrontdeskError


class NotAddedError(FrontdeskError):
    """What is said of somebody cannot be a contact; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Added:
    """Who was added, in the order given; ``claimed``: some of them are not as they were read.

    They got what an EMR had said of them before they were on file.
    """

    numbers: Sequence[ContactId]
    claimed: bool


def add_contact(act: Act, cells: Mapping[str, str], source: ContactSource = ContactSource.BY_HAND) -> Answer:
    """Add one contact; *cells* are what a row of an import would say, by column, and *source* is where it came from.

    Enters no status, as an import does not: choosing one does. Raises NotAddedError.
    """

    def do() -> Answer:
        values = list(cells.values())
        try:
            said = {column: values[place] for column, place in columns_of(act.ruleset, list(cells)).items()}
        except HeadingError as error:
            raise NotAddedError(str(error)) from None
        checked = RowReader(act, said).read(said)
        on_file = on_file_already(act, checked.contact)
        if causes := [*checked.causes, *checked.missing, *([on_file] if on_file else [])]:
            raise NotAddedError("; ".join(causes))
        (number,) = _add(act, [checked], ContactAdded, source).numbers
        label = act.ruleset.status_label(checked.contact.settled)
        told = "".join(f"; {extension}" for extension in checked.extensions)
        bound = consents.told(consents.refusals(act, checked.contact))
        return Answer(number, f"{checked.contact.name} is contact {number} now: {label}{told}{bound}", number)

    return once(act, ("add", source, *(word for cell in cells.items() for word in cell)), do)


def add_read(act: Act, row: ReadRow, source: ContactSource) -> ContactId:
    """Add a contact that was read, inside the caller's transaction, with all that follows."""
    (number,) = _add(act, [row], ContactAdded, source).numbers
    return number


def add_listed(act: Act, rows: Sequence[ReadRow], source: ContactSource) -> Added:
    """Add the contacts of a list that were read, inside the caller's transaction, with all that follows.

    A list of many thousand of whom no rule wants to hear brings about no event for each: that it was imported, the
    journal says of each of them already.
    """
    return _add(act, rows, ContactImported, source)


def _add(
    act: Act, rows: Sequence[ReadRow], said: type[ContactAdded] | type[ContactImported], source: ContactSource
) -> Added:
    added = events.ContactAdded(source)
    listened_for = may_follow(act.ruleset, added)
    numbers = act.store.add_contacts([row.contact for row in rows])
    each = list(zip(numbers, rows, strict=True))
    act.record_each((number, said(row.contact.settled, row.contact.reference)) for number, row in each)
    for number, row in each:
        contact = row.contact
        for note in (row.note, *row.extensions):
            if note:
                act.store.add_note(number, act.now, act.by, note)
        if act.ruleset.timers:
            timers.state_entered(act, number, contact.settled, act.now)
            timers.dates_known(act, replace(contact, id=number))
    claimed = claiming.claim_each(act, {number: row.contact.reference for number, row in each})
    for number, row in each:
        if row.follow_up_at and row.contact.lasts_until is None:
            ask_follow_up(act, number, None, row.follow_up_at)
        if said is ContactAdded or listened_for:
            happen(act, number, added)
    return Added(numbers, claimed)
