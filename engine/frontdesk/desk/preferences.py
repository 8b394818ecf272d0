"""The front desk notes on the facesheet how somebody wants to be reached."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import PreferencesChanged
from frontdesk.journal import PreferencesSet
from frontdesk.model import UnknownNameError
from frontdesk.model.by_hand import HandPreferences
from frontdesk.names import NOT_SENT, ContactId, PhoneKind
from frontdesk.problems import FrontdeskError
from frontdesk.records import Preference


class NotByHandError(FrontdeskError):
    """Something is to be preferred by hand that the practice's rules do not let count; nothing was noted."""


def set_preferences(
    act: Act,
    contact: ContactId,
    *,
    number: str | None = None,
    method: str | None = None,
    do_not_contact: bool | None = None,
) -> Answer:
    """Note on the facesheet how *contact* wants to be reached; what is ``None`` stays as it is.

    Raises UnknownNameError for a number or method that does not exist, NotByHandError for one that may not be set.
    """
    by_hand = act.ruleset.part(HandPreferences).by_hand
    if number is not None and number not in (*PhoneKind, NOT_SENT):
        if number in act.ruleset.channels:
            why = by_hand.refusal("method", number) or "prefer it as the method"
            raise NotByHandError(f"'{number}' is no number but a method: {why}")
        raise UnknownNameError("number", number, [*PhoneKind, NOT_SENT])
    if method is not None and method not in (*act.ruleset.channels, NOT_SENT):
        raise UnknownNameError("method", method, [*act.ruleset.channels, NOT_SENT])
    for what, wanted in (("number", number), ("method", method)):
        if why := by_hand.refusal(what, wanted or ""):
            raise NotByHandError(why)

    def do() -> Answer:
        before = settled_if_due(act, contact)
        sheet = before.facesheet
        changed = Preference(
            sheet.number if number is None else number,
            sheet.method if method is None else method,
            sheet.do_not_contact if do_not_contact is None else do_not_contact,
        )
        act.store.save_contact(replace(before, facesheet=changed))
        act.store.forget_told(contact)  # a file that says otherwise is looked at again, and told
        act.record(contact, PreferencesSet(changed.number, changed.method, changed.do_not_contact))
        happen(act, contact, PreferencesChanged())
        return Answer(contact, f"preferences of {before.name} noted")

    return once(act, ("prefs", contact, number, method, do_not_contact), do)
