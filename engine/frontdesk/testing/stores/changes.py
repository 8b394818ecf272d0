"""Every change that the ports know, done once to a store that holds something; and all that a store answers.

A check that holds for every change runs over these, so that no method is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from frontdesk.journal import FactsNoted
from frontdesk.keeping import Store
from frontdesk.names import CampaignId, Consent, ContactId, Lifecycle, LineType, MessageState, StepId
from frontdesk.records import Choice, Due, DueKind, Telling
from frontdesk.testing.stores.samples import (
    INSTANTS,
    LOST,
    MINUTE,
    NEW,
    NOW,
    TEXT,
    a_consent,
    a_message,
    a_number,
    a_task,
    a_visit,
    an_enrolment,
    on_number,
)

HELD = a_number(150)
"""The number of whoever is in a store that holds something."""


@dataclass(frozen=True, slots=True)
class Held:
    """The numbers of what is in a store that holds one of everything."""

    contact: ContactId
    merged: ContactId
    visit: int
    message: int
    enrolment: int
    task: int
    notice: int
    due: Due


Change: TypeAlias = Callable[[Store, Held, datetime], object]


def holding(store: Store) -> Held:
    """Put one of everything into a store."""
    with store.transaction():
        (contact,), (merged,) = (store.add_contacts([on_number(one)]) for one in (HELD, a_number(151)))
        store.set_aside(merged, NOW, contact)
        due = Due(NOW, DueKind.TIMER, contact, "overdue")
        message = store.add_message(a_message(contact, "run 1", campaign=CampaignId("recall")))
        assert message is not None, "Outbox.add_message: the first message of a run is taken"
        held = Held(
            contact,
            merged,
            store.add_appointment(a_visit(contact, NOW)),
            message,
            store.add_enrolment(an_enrolment(contact)),
            store.add_task(a_task(contact)),
            store.add_notice(contact, NOW, "somebody called"),
            due,
        )
        store.schedule(due)
        store.add_note(contact, NOW, "Ben", "a note")
        store.record_consent(a_consent(HELD, Consent.OPTED_IN))
        store.record(NOW, "Ben", contact, FactsNoted({"animal": "cat"}), "rules")
        store.put_in_force("rules", "first", "text: first", NOW)
        store.remember_answer("request 1", NOW, "answer 1")
        store.set_cursor("emr", "1")
        store.keep_unclaimed("P-9", "", "said 1")
        store.remember_told("emr", [Telling("P-9", "said 1", contact)])
    return held


def _contact(store: Store, held: Held, at: datetime) -> None:
    store.save_contact(replace(store.contact(held.contact), name="Somebody Else", settled_at=at))


def _choice(store: Store, held: Held, at: datetime) -> None:
    store.save_choice(replace(store.contact(held.contact), choice=Choice(LOST, at)))


def _visit(store: Store, held: Held, at: datetime) -> None:
    store.save_appointment(replace(store.appointment(held.visit), at=at, reference="V-2"))


def _message(store: Store, held: Held, at: datetime) -> None:
    store.save_message(replace(store.message(held.message), state=MessageState.SENT, ended_at=at))


def _enrolment(store: Store, held: Held, at: datetime) -> None:
    store.save_enrolment(replace(store.enrolment(held.enrolment), ended_at=at))


def _task(store: Store, held: Held, at: datetime) -> None:
    store.save_task(replace(store.task(held.task), lifecycle=Lifecycle.CLOSED, closed_at=at))


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "Journal.record": lambda store, held, at: store.record(at, "Ben", held.contact, FactsNoted({}), "rules"),
        "Journal.forget": lambda store, held, at: store.forget(held.contact),
        "People.add_contacts": lambda store, held, at: store.add_contacts([replace(on_number(HELD), settled_at=at)]),
        "People.save_contact": _contact,
        "People.save_phones": lambda store, held, at: store.save_phones(
            replace(store.contact(held.contact), phones={})
        ),
        "People.save_choice": _choice,
        "People.set_line_type": lambda store, held, at: store.set_line_type(HELD, LineType.LANDLINE),
        "People.add_note": lambda store, held, at: store.add_note(held.contact, at, "Ben", "another note"),
        "People.bring_back": lambda store, held, at: store.bring_back(held.merged),
        "People.forget_notes": lambda store, held, at: store.forget_notes(held.contact),
        "Consents.record_consent": lambda store, held, at: store.record_consent(a_consent(HELD, at=at)),
        "Consents.forget_address": lambda store, held, at: store.forget_address(HELD),
        "Visits.add_appointment": lambda store, held, at: store.add_appointment(a_visit(held.contact, at)),
        "Visits.save_appointment": _visit,
        "Outbox.add_message": lambda store, held, at: store.add_message(a_message(held.contact, "run 2", due_at=at)),
        "Outbox.save_message": _message,
        "Outbox.claim_message": lambda store, held, at: store.claim_message(held.message, TEXT, HELD, at),
        "Enrolments.add_enrolment": lambda store, held, at: store.add_enrolment(
            an_enrolment(held.contact, done={StepId("text"): at})
        ),
        "Enrolments.save_enrolment": _enrolment,
        "Tasks.add_task": lambda store, held, at: store.add_task(a_task(held.contact, follow_up_at=at)),
        "Tasks.save_task": _task,
        "Tasks.add_notice": lambda store, held, at: store.add_notice(None, at, "another notice"),
        "Tasks.tick_notice": lambda store, held, at: store.tick_notice(held.notice, at),
        "Tasks.forget_notices": lambda store, held, at: store.forget_notices(held.contact, at),
        "Agenda.schedule": lambda store, held, at: store.schedule(Due(at, DueKind.SETTLE, held.contact)),
        "Agenda.unschedule": lambda store, held, at: store.unschedule(DueKind.TIMER, held.contact),
        "Agenda.take_due": lambda store, held, at: store.take_due(held.due),
        "Rules.put_in_force": lambda store, held, at: store.put_in_force("newer", "second", "text: second", at),
        "Rules.move_state": lambda store, held, at: store.move_state(NEW, LOST),
        "Rules.rename": lambda store, held, at: store.rename("campaigns", "recall", "missed"),
        "Requests.remember_answer": lambda store, held, at: store.remember_answer("request 2", at, "answer 2"),
        "Requests.replace_answer": lambda store, held, at: store.replace_answer("request 1", "erased"),
        "Requests.set_cursor": lambda store, held, at: store.set_cursor("emr", "2"),
        "Requests.keep_unclaimed": lambda store, held, at: store.keep_unclaimed("P-9", "V-1", "said 2"),
        "Requests.claim": lambda store, held, at: store.claim("P-9", ""),
        "Tellings.remember_told": lambda store, held, at: store.remember_told(
            "emr", [Telling("P-9", "said 2", held.contact)]
        ),
        "Tellings.take_back_told": lambda store, held, at: store.take_back_told("emr", ["P-9"]),
        "Tellings.forget_told": lambda store, held, at: store.forget_told(held.contact),
        "Many.record_each": lambda store, held, at: store.record_each(
            at, "Ben", [(held.contact, FactsNoted({}))], "rules"
        ),
        "People.set_aside": lambda store, held, at: store.set_aside(held.contact, at),
    }
)
"""Each changing method, by its port and name, with a call that changes something; given the instant to say in it."""

WITHOUT_INSTANT = frozenset(
    {
        "Journal.forget",
        "People.save_phones",
        "People.set_line_type",
        "People.bring_back",
        "People.forget_notes",
        "Consents.forget_address",
        "Agenda.unschedule",
        "Agenda.take_due",
        "Rules.move_state",
        "Rules.rename",
        "Requests.replace_answer",
        "Requests.set_cursor",
        "Requests.keep_unclaimed",
        "Requests.claim",
        "Tellings.remember_told",
        "Tellings.take_back_told",
        "Tellings.forget_told",
    }
)
"""The changes that say no instant."""


def everything(store: Store) -> dict[str, object]:
    """All that a store answers, to be compared: what is the same before and after changed nothing.

    Hashes are left out, since each store salts them for itself.
    """
    people = list(store.all_contacts())
    ids = [one.id for one in people]
    numbers = sorted({number for one in people for number in one.numbers})
    emails = sorted({one.email for one in people if one.email})
    return {
        "contacts": people,
        "merged": [[(other, store.aside(other)) for other in store.merged_with(one)] for one in ids],
        "notes": [store.notes(one) for one in ids],
        "consents": [store.consents(address) for address in (*numbers, *emails)],
        "appointments": [store.appointments(one) for one in ids],
        "messages": store.messages(),
        "sent": [store.sent_since(one, INSTANTS[3]) for one in ids],
        "enrolments": [store.enrolments(one, running=False) for one in ids],
        "tasks": store.tasks(open_only=False),
        "notices": store.notices(open_only=False),
        "scheduled": [store.scheduled(one) for one in ids],
        "due": store.due(INSTANTS[4], 10_000),
        "journal": [(one.seq, one.at, one.by, one.contact, one.said, one.erased) for one in store.journal()],
        "rules": (store.rules_in_force(), store.ruleset_text("rules"), store.ruleset_text("newer")),
        "asked": sorted(store.answers()),
        "answers": [store.answer_to(f"request {number}") for number in range(1, 9)],
        "cursor": store.cursor("emr"),
        "unclaimed": dict(store.unclaimed("P-9")),
        "unclaimed about": store.unclaimed_about("V-1"),
        "told": [dict(store.told_before("emr", {"P-9": words})) for words in ("said 1", "said 2")],
    }


LATER = NOW + MINUTE
"""When the changes of the suite happen."""
