"""The front desk corrects a contact: another name, number, mailbox or zone, in the columns of an import.

Consent is an address's (domain.md 4.3): agreeing stays with the one for which it was given, and ``refusals`` says what
becomes of a refusal. The answer tells that, what is recorded for a new number, and which messages did not arrive
because of what was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.addresses import shown_number
from frontdesk.desk import claiming, consents
from frontdesk.desk.contact_changes import Change, corrected, keep_change, read_cells
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.situations import leaves_from, situation_of
from frontdesk.desk.statuses import settled_if_due
from frontdesk.interpreter import delivery
from frontdesk.names import Consent, ContactId, DeliveryReport, MessageState
from frontdesk.problems import counted
from frontdesk.records import Contact, Message

_NOT_ARRIVED = (DeliveryReport.UNDELIVERED, DeliveryReport.FAILED)


def edit(act: Act, contact: ContactId, cells: Mapping[str, str]) -> Answer:
    """Correct what *cells* say of *contact*, by the columns of an import; an empty one takes away, others stay.

    Raises NotCorrectedError.
    """

    def do() -> Answer:
        before = settled_if_due(act, contact)
        given, read, note = read_cells(act, before, cells)
        after = corrected(act, before, read, given)
        change = Change(act, before, after)
        if note:
            act.store.add_note(contact, act.now, act.by, note)
        if not change.columns:
            return Answer(contact, f"a note on {before.name}" if note else f"nothing new is known of {before.name}")
        act.store.forget_told(contact)  # a file that still says the old is looked at again, and told
        missed = _missed(change)
        refused = keep_change(change)
        if before.reference != after.reference:
            claiming.claim(act, contact)
        return Answer(contact, "; ".join([change.words(), *refused, *_of_numbers(change), *missed]))

    return once(act, ("edit", contact, *(word for cell in cells.items() for word in cell)), do)


def _of_numbers(change: Change) -> list[str]:
    """What is recorded for each new number, and who else has it."""
    act, told = change.act, list[str]()
    for number in change.new_numbers:
        here = (one for one in consents.recorded(act, number) if one.holds(act.now))
        said = [f"{one.value.replace('_', ' ')} on {one.line} ({one.channel})" for one in here]
        shown = shown_number(number)
        told.append(f"{shown} is {', '.join(said)}" if said else f"no consent is recorded for {shown}")
        others = [act.store.contact(one) for one in act.store.contacts_on_number(number) if one != change.after.id]
        if others:
            told.append(f"{shown} is also of {', '.join(f'{one.name} (#{one.id})' for one in others)}")
    return told


def _missed(change: Change) -> list[str]:
    """The messages that did not arrive because of what is corrected now; they are not sent again by themselves."""
    before, after = change.before, change.after
    wrong = {phone.number for kind, phone in before.phones.items() if phone != after.phones.get(kind)}
    if "email" in change.columns and before.email:
        wrong.add(before.email)
    missed = [one for one in change.act.store.messages(change.after.id) if _is_missed(change, one, wrong)]
    if not missed:
        return []
    numbers = ", ".join(str(one.id) for one in missed)
    return [f"{counted(len(missed), 'message')} did not arrive before ({numbers}): see 'frontdesk why {missed[0].id}'"]


def _is_missed(change: Change, message: Message, wrong: set[str]) -> bool:
    if message.state is MessageState.SKIPPED:
        if _was_refused(change, message, wrong):
            return False
        return _channel(change, change.before, message) is None and _channel(change, change.after, message) is not None
    failed = message.state is MessageState.FAILED or message.reported in _NOT_ARRIVED
    return failed and message.address in wrong


def _was_refused(change: Change, message: Message, wrong: set[str]) -> bool:
    """Whether a refusal may have withheld the message; then nobody is told to send it after all."""
    act, before = change.act, change.before
    line = leaves_from(act, message)
    said = [one for address in wrong or (*before.numbers, *before.emails) for one in consents.recorded(act, address)]
    refused = any(one.line == line and one.value is Consent.OPTED_OUT for one in said)
    return refused or before.facesheet.refuses or before.emr.refuses


def _channel(change: Change, contact: Contact, message: Message) -> object:
    """By which channel a message would go to the contact as it was or is; ``None`` for none."""
    return delivery.route(change.act.ruleset, situation_of(change.act, contact, message)).channel
