"""Checks of instants and values: to the microsecond, in UTC, none without a zone; and every fact as it was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from frontdesk.journal import AppointmentBooked
from frontdesk.keeping import Store
from frontdesk.names import ContactId, MessageState, StepId
from frontdesk.records import Due, DueKind
from frontdesk.testing.stores.changes import CHANGES, LATER, WITHOUT_INSTANT, everything, holding
from frontdesk.testing.stores.samples import (
    ELSEWHERE,
    INSTANTS,
    LONG,
    NOW,
    TEXT,
    VALUES,
    a_contact,
    a_message,
    a_task,
    a_visit,
    an_enrolment,
    every_field_says_something,
    full_appointment,
    full_contact,
    full_enrolment,
    full_message,
    full_task,
    instants_of,
)
from frontdesk.testing.stores.trial import alone, equal, refused


@alone
def instants_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    """Whatever zone an instant was given in, it comes back aware, in UTC and exact, out of every record."""
    with store.transaction():
        (contact,) = store.add_contacts([a_contact()])
    for given in (*INSTANTS, *ELSEWHERE):
        for method, answered in _kept(store, contact, given).items():
            promise = f"an instant comes back in UTC, to the microsecond ({given.isoformat()} was given)"
            equal(answered.isoformat(), given.astimezone(UTC).isoformat(), method, promise)


def _kept(store: Store, contact: ContactId, at: datetime) -> dict[str, datetime]:
    """Keep one instant everywhere, and return how it comes back from where."""
    with store.transaction():
        (other,) = store.add_contacts([replace(full_contact(), settled_at=at)])
        visit = store.add_appointment(a_visit(contact, at))
        message = store.add_message(a_message(contact, f"{at} {at.fold}", due_at=at)) or 0
        store.claim_message(message, TEXT, "+12025550101", at)
        enrolment = store.add_enrolment(an_enrolment(contact, done={StepId("text"): at}, ended_at=at))
        task = store.add_task(a_task(contact, follow_up_at=at, expires_at=at, closed_at=at))
        notice = store.add_notice(contact, at, "somebody called")
        store.tick_notice(notice, at)
        store.add_note(other, at, "Ben", "a note")
        store.schedule(Due(at, DueKind.SETTLE, other))
        entry = store.record(at, "Ben", contact, AppointmentBooked(visit, at), "rules")
        before = store.contact(other)
        assert before.choice is not None, "People.contact: a choice that was kept is there"
        store.save_choice(replace(before, choice=replace(before.choice, at=at, follow_up_at=at)))
    choice, said = store.contact(other).choice, store.entry(entry).said
    (told,) = (one for one in store.notices(open_only=False) if one.id == notice)
    assert choice is not None, "People.save_choice: a choice that was saved is there"
    assert isinstance(said, AppointmentBooked), f"Journal.entry: it says what was recorded, not {said}"
    (due,) = store.scheduled(other)
    return {
        "People.add_contacts": store.contact(other).settled_at,
        "People.save_choice": choice.at,
        "People.contact": choice.follow_up_at or NOW,
        "People.add_note": store.notes(other)[0].at,
        "Visits.add_appointment": store.appointment(visit).at,
        "Outbox.add_message": store.message(message).due_at,
        "Outbox.claim_message": store.message(message).ended_at or NOW,
        "Outbox.sent_since": store.sent_since(contact, at)[0].at,
        "Enrolments.add_enrolment": store.enrolment(enrolment).done[StepId("text")],
        "Enrolments.enrolment": store.enrolment(enrolment).ended_at or NOW,
        "Tasks.add_task": store.task(task).follow_up_at or NOW,
        "Tasks.task": store.task(task).closed_at or NOW,
        "Tasks.add_notice": told.at,
        "Tasks.tick_notice": told.ticked_at or NOW,
        "Agenda.schedule": due.at,
        "Journal.record": store.entry(entry).at,
        "Journal.entry": said.at,
    }


@alone
def an_instant_without_a_zone_is_refused(store: Store) -> None:
    """Whatever is changed or asked with an instant that names no zone raises ValueError, and nothing is changed."""
    held = holding(store)
    before, naive = everything(store), LATER.replace(tzinfo=None)
    asked: dict[str, Callable[[], object]] = {
        "Visits.appointments_between": lambda: store.appointments_between(naive, None),
        "Visits.next_appointment": lambda: store.next_appointment(held.contact, naive),
        "Outbox.sent_since": lambda: store.sent_since(held.contact, naive),
        "Agenda.due": lambda: store.due(naive),
    }
    for method, ask in asked.items():
        with refused(ValueError, method, "an instant without a zone is refused"):
            ask()
    for method, change in CHANGES.items():
        if method not in WITHOUT_INSTANT:
            with refused(ValueError, method, "an instant without a zone is refused"), store.transaction():
                change(store, held, naive)
    with refused(ValueError, "Journal.record", "an instant without a zone is refused"), store.transaction():
        store.record(NOW, "Ben", held.contact, AppointmentBooked(1, naive), "rules")
    with refused(ValueError, "Agenda.take_due", "an instant without a zone is refused"), store.transaction():
        store.take_due(replace(held.due, at=naive))
    equal(everything(store), before, "Store.transaction", "what is refused changes nothing")


@alone
def an_instant_without_a_zone_is_refused_in_every_field(store: Store) -> None:
    """No field of a record keeps an instant that names no zone."""
    with store.transaction():
        (contact,) = store.add_contacts([a_contact()])
    adding: dict[str, tuple[Callable[[Any], object], Any]] = {
        "People.add_contacts": (lambda one: store.add_contacts([one]), full_contact()),
        "Visits.add_appointment": (store.add_appointment, full_appointment(contact)),
        "Outbox.add_message": (store.add_message, full_message(contact)),
        "Enrolments.add_enrolment": (store.add_enrolment, full_enrolment(contact)),
        "Tasks.add_task": (store.add_task, full_task(contact)),
    }
    for method, (add, record) in adding.items():
        for name in instants_of(record):
            spoilt = replace(record, **{name: LATER.replace(tzinfo=None)})
            promise = f"an instant without a zone is refused, in {name} too"
            with refused(ValueError, method, promise), store.transaction():
                add(spoilt)
    naive_step = replace(full_enrolment(contact), done={StepId("text"): LATER.replace(tzinfo=None)})
    promise = "an instant without a zone is refused, in done too"
    with refused(ValueError, "Enrolments.add_enrolment", promise), store.transaction():
        store.add_enrolment(naive_step)
    choice = full_contact().choice
    assert choice is not None
    for name in instants_of(choice):
        naive: dict[str, Any] = {name: LATER.replace(tzinfo=None)}
        spoilt = replace(full_contact(), choice=replace(choice, **naive))
        promise = f"an instant without a zone is refused, in {name} of the choice too"
        with refused(ValueError, "People.add_contacts", promise), store.transaction():
            store.add_contacts([spoilt])


@alone
def every_field_of_every_record_comes_back_equal(store: Store) -> None:
    """What was added, and what was saved, comes back equal in every field."""
    full = full_contact()
    with store.transaction():
        contact, plain = store.add_contacts([full, a_contact()])
    equal(store.contact(contact), replace(full, id=contact), "People.add_contacts", "a record comes back equal")
    equal(store.contact(plain), replace(a_contact(), id=plain), "People.add_contacts", "a record comes back equal")
    changed = replace(full, id=plain)
    with store.transaction():
        store.save_contact(changed)
    companions = {of: replace(one, phones={}) for of, one in full.companions.items()}
    wanted = replace(changed, phones={}, companions=companions)
    equal(store.contact(plain), wanted, "People.save_contact", "all but the phones is saved")
    _comes_back(store, "Visits", "appointment", full_appointment(contact), a_visit(contact, NOW))
    _comes_back(store, "Outbox", "message", full_message(contact), a_message(contact, "another run"))
    _comes_back(store, "Enrolments", "enrolment", full_enrolment(contact), an_enrolment(contact))
    _comes_back(store, "Tasks", "task", full_task(contact), a_task(contact))


def _comes_back(store: Store, port: str, what: str, full: Any, plain: Any) -> None:
    assert every_field_says_something(full), f"the suite leaves out a field of {what}"
    add, ask, save = (getattr(store, name) for name in (f"add_{what}", what, f"save_{what}"))
    with store.transaction():
        first, second = add(full), add(plain)
    equal(ask(first), replace(full, id=first), f"{port}.add_{what}", "a record comes back equal")
    equal(ask(second), replace(plain, id=second), f"{port}.add_{what}", "a record comes back equal")
    own = {"run": plain.run} if what == "message" else {}
    changed = replace(full, id=second, **own)
    with store.transaction():
        save(changed)
    equal(ask(second), changed, f"{port}.save_{what}", "every field of a changed record is saved")
    equal(ask(first), replace(full, id=first), f"{port}.save_{what}", "no other record is touched")


@alone
def facts_of_every_kind_come_back_as_they_were(store: Store) -> None:
    """A fact is of the same kind and exact when it comes back: 12 is not "12", and 12.50 keeps its nought."""
    with store.transaction():
        (contact,) = store.add_contacts([a_contact(facts=VALUES)])
        visit = store.add_appointment(replace(a_visit(contact, NOW), facts=VALUES))
    for method, facts in (
        ("People.add_contacts", store.contact(contact).facts),
        ("Visits.add_appointment", store.appointment(visit).facts),
    ):
        equal(sorted(facts), sorted(VALUES), method, "no fact is lost and none made up")
        for name, value in VALUES.items():
            got = (type(facts[name]).__name__, str(facts[name]) if not isinstance(value, frozenset) else facts[name])
            wanted = (type(value).__name__, str(value) if not isinstance(value, frozenset) else value)
            equal(got, wanted, method, f"the fact '{name}' comes back as it was given")


@alone
def long_texts_come_back_whole(store: Store) -> None:
    """A text of 100,000 letters is kept whole, and found by its end."""
    end = f"{LONG}the end"
    with store.transaction():
        (contact,) = store.add_contacts([a_contact(end, facts={"story": end})])
        store.add_note(contact, NOW, "Ben", end)
        store.add_notice(contact, NOW, end)
        message = store.add_message(a_message(contact, "run", reason=end, state=MessageState.FAILED)) or 0
        store.put_in_force("rules", "long", end, NOW)
        store.remember_answer("request", NOW, end)
        store.set_cursor("emr", end)
    equal(store.contact(contact).facts["story"], end, "People.add_contacts", "long texts come back whole")
    equal(store.notes(contact)[0].text, end, "People.add_note", "long texts come back whole")
    equal(store.notices()[0].text, end, "Tasks.add_notice", "long texts come back whole")
    equal(store.message(message).reason, end, "Outbox.add_message", "long texts come back whole")
    equal(store.ruleset_text("rules"), end, "Rules.ruleset_text", "long texts come back whole")
    equal(store.answer_to("request"), end, "Requests.answer_to", "long texts come back whole")
    equal(store.cursor("emr"), end, "Requests.cursor", "long texts come back whole")
    found = [one.id for one in store.find_contacts(end)]
    equal(found, [contact], "People.find_contacts", "a text of any length can be looked for")


CHECKS = (
    instants_come_back_in_utc_to_the_microsecond,
    an_instant_without_a_zone_is_refused,
    an_instant_without_a_zone_is_refused_in_every_field,
    every_field_of_every_record_comes_back_equal,
    facts_of_every_kind_come_back_as_they_were,
    long_texts_come_back_whole,
)
