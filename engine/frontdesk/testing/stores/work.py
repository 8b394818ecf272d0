"""Checks of ``Enrolments``, ``Tasks`` and ``Agenda``: what runs, what is to be done, and what falls due when."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import ContactId, Lifecycle
from frontdesk.records import Due, DueKind, NoSuchRecordError
from frontdesk.testing.stores.changes import everything
from frontdesk.testing.stores.samples import MINUTE, NOW, a_contact, a_task, an_enrolment
from frontdesk.testing.stores.trial import alone, equal, refused

_MANY = 1_203
"""More than a store answers in one piece, and no round number."""
_NAMED = (DueKind.TIMER, DueKind.TASK_WAITS, DueKind.SETTLE, DueKind.CAUSE)


def _two(store: Store) -> list[ContactId]:
    with store.transaction():
        return store.add_contacts([a_contact("Ana"), a_contact("Ben")])


@alone
def enrolments_come_by_number(store: Store) -> None:
    """Those that run, or all a contact ever had; by number, not by time."""
    ana, ben = _two(store)
    with store.transaction():
        ids = [
            store.add_enrolment(replace(an_enrolment(who), started_at=NOW - count * MINUTE, ended_at=ended))
            for count, (who, ended) in enumerate([(ana, None), (ana, NOW), (ben, None), (ana, None)])
        ]
    own = [one.id for one in store.enrolments(ana)]
    equal(own, [ids[0], ids[3]], "Enrolments.enrolments", "those of a contact that run come by number")
    ever = [one.id for one in store.enrolments(ana, running=False)]
    equal(ever, [ids[0], ids[1], ids[3]], "Enrolments.enrolments", "all that a contact ever had come by number")
    running = [one.id for one in store.running()]
    equal(running, [ids[0], ids[2], ids[3]], "Enrolments.running", "all that run come by number")


@alone
def what_runs_comes_once_though_it_changes_meanwhile(store: Store) -> None:
    """Every running enrolment, by number, while the caller ends some and moves others on."""
    ana, _ = _two(store)
    with store.transaction():
        ids = [store.add_enrolment(an_enrolment(ana)) for _ in range(_MANY)]
        seen = []
        for one in store.running():
            seen.append(one.id)
            ends = NOW if one.id % 2 else None
            store.save_enrolment(replace(one, cycle=one.cycle + 1, ended_at=ends))
    equal(seen, ids, "Enrolments.running", "each comes once, by number, though it changes meanwhile")
    left = [one.id for one in store.running()]
    equal(left, [id for id in ids if id % 2 == 0], "Enrolments.running", "what is changed meanwhile is kept")


@alone
def tasks_come_by_number(store: Store) -> None:
    """Of one contact or of all, open or whatever they are; by number, not by time."""
    ana, ben = _two(store)
    with store.transaction():
        ids = [
            store.add_task(replace(a_task(who), opened_at=NOW - count * MINUTE, lifecycle=lifecycle))
            for count, (who, lifecycle) in enumerate(
                [(ana, Lifecycle.OPEN), (ben, Lifecycle.OPEN), (ana, Lifecycle.CLOSED), (ana, Lifecycle.OPEN)]
            )
        ]
    for contact, open_only, wanted in (
        (None, True, [ids[0], ids[1], ids[3]]),
        (None, False, ids),
        (ana, True, [ids[0], ids[3]]),
        (ana, False, [ids[0], ids[2], ids[3]]),
    ):
        came = [one.id for one in store.tasks(contact, open_only=open_only)]
        equal(came, wanted, "Tasks.tasks", f"by number, of {contact or 'all'}, {'open' if open_only else 'any'}")


@alone
def notices_come_by_number_until_they_are_ticked_off(store: Store) -> None:
    """About somebody or nobody; ticked off they come only when all are asked for."""
    ana, _ = _two(store)
    with store.transaction():
        about = enumerate((None, ana, None))
        ids = [store.add_notice(who, NOW - count * MINUTE, f"notice of {who}") for count, who in about]
        store.tick_notice(ids[1], NOW + MINUTE)
        for_ben = store.add_notice(ana, NOW, "for Ben", "Ben")
        for_all = store.add_notice(ana, NOW, "for all")
        store.tick_notice(for_ben, NOW)
        store.tick_notice(for_all, NOW)
    whose = {one.id: one.addressee for one in store.notices(open_only=False)}
    named = {for_ben: "Ben", **dict.fromkeys((*ids, for_all), "")}
    equal(whose, named, "Tasks.notices", "whom a notice is for comes back, or that it is for everybody")
    came = [one.id for one in store.notices()]
    equal(came, [ids[0], ids[2]], "Tasks.notices", "what nobody has ticked off, by number")
    every = [one for one in store.notices(open_only=False) if one.id in ids]
    told = [(one.id, one.contact, one.text, one.ticked_at) for one in every]
    wanted = [
        (ids[0], None, "notice of None", None),
        (ids[1], ana, f"notice of {ana}", NOW + MINUTE),
        (ids[2], None, "notice of None", None),
    ]
    equal(told, wanted, "Tasks.notices", "everything that the staff were told, by number")


@alone
def notices_that_are_forgotten_say_nothing(store: Store) -> None:
    """Those about one contact and no others: their text is gone, and nobody needs to read them any more."""
    ana, ben = _two(store)
    with store.transaction():
        read = store.add_notice(ana, NOW, "Ana called")
        store.tick_notice(read, NOW)
        for about in (ana, ben, None):
            store.add_notice(about, NOW, "somebody called")
        equal(store.forget_notices(ana, NOW + MINUTE), 2, "Tasks.forget_notices", "how many notices say nothing now")
    said = [(one.contact, one.text, one.ticked_at) for one in store.notices(open_only=False)]
    gone = [(ana, "", NOW), (ana, "", NOW + MINUTE)]
    stay = [(ben, "somebody called", None), (None, "somebody called", None)]
    equal(said, [*gone, *stay], "Tasks.forget_notices", "they say nothing and are ticked off; the others stay")


@alone
def work_that_is_not_there_is_told(store: Store) -> None:
    """Asking for an enrolment, a task or a notice that is not there raises NoSuchRecordError; saving does nothing."""
    ana, _ = _two(store)
    before = everything(store)
    with refused(NoSuchRecordError, "Enrolments.enrolment", "a number that no enrolment has is told"):
        store.enrolment(99)
    with refused(NoSuchRecordError, "Tasks.task", "a number that no task has is told"):
        store.task(99)
    with refused(NoSuchRecordError, "Tasks.tick_notice", "a number that no notice has is told"), store.transaction():
        store.tick_notice(99, NOW)
    with store.transaction():
        store.save_enrolment(replace(an_enrolment(ana), id=99))
        store.save_task(replace(a_task(ana), id=99))
    equal(everything(store), before, "Tasks.save_task", "whoever saves what is not there changes nothing")


@alone
def what_is_due_comes_by_time_and_what_settles_comes_first(store: Store) -> None:
    """Of the same instant a choice settles first; the rest comes as it was first put on the list."""
    ana, ben = _two(store)
    listed = [
        Due(NOW, DueKind.TIMER, ana, "z"),
        Due(NOW + MINUTE, DueKind.SETTLE, ben),
        Due(NOW, DueKind.STEP, ana, 2),
        Due(NOW - MINUTE, DueKind.SEND, ben, 5),
        Due(NOW, DueKind.TIMER, ana, "a"),
        Due(NOW, DueKind.SETTLE, ana),
        Due(NOW, DueKind.STEP, ana, 1),
    ]
    with store.transaction():
        for due in listed:
            store.schedule(due)
    timer_z, settle_ben, step_2, send, timer_a, settle_ana, step_1 = listed
    wanted = [send, settle_ana, timer_z, step_2, timer_a, step_1]
    promise = "by time; of one instant what settles first, then as it was first put on the list"
    equal(store.due(NOW), wanted, "Agenda.due", promise)
    equal(store.due(NOW, 2), wanted[:2], "Agenda.due", "at most so many, the first ones")
    equal(store.due(NOW + MINUTE, 10), [*wanted, settle_ben], "Agenda.due", "the very instant is due")
    equal(store.due(NOW - 2 * MINUTE), [], "Agenda.due", "nothing before its time")
    equal(store.next_due(), send, "Agenda.next_due", "what falls due first")
    own = [timer_z, step_2, timer_a, settle_ana, step_1]
    equal(store.scheduled(ana), own, "Agenda.scheduled", "by time, then as it was first put on the list")
    with store.transaction():
        store.unschedule(DueKind.SEND, ben)
    equal(store.next_due(), settle_ana, "Agenda.next_due", "what settles, of what falls due at one instant")


@alone
def work_is_listed_once_and_moves_when_it_is_put_there_again(store: Store) -> None:
    """The same kind, contact and ref again moves it in time; its place among those of one instant stays."""
    ana, ben = _two(store)
    first, second = Due(NOW, DueKind.STEP, ana, 1), Due(NOW, DueKind.STEP, ana, 2)
    with store.transaction():
        for due in (first, second, replace(first, at=NOW + MINUTE)):
            store.schedule(due)
    equal(store.due(NOW), [second], "Agenda.schedule", "what is put there again is moved")
    with store.transaction():
        store.schedule(first)
    equal(store.due(NOW), [first, second], "Agenda.schedule", "what is moved keeps the place it was first put in")
    with store.transaction():
        store.unschedule(DueKind.STEP, ana, 1)
        store.schedule(first)
    equal(store.due(NOW), [second, first], "Agenda.schedule", "what was taken off is put there as new")
    others = [Due(NOW, DueKind.SEND, ana, 1), Due(NOW, DueKind.STEP, ben, 1), Due(NOW, DueKind.TIMER, ana, "1")]
    with store.transaction():
        for due in others:
            store.schedule(due)
    equal(store.due(NOW), [second, first, *others], "Agenda.schedule", "another kind, contact or ref is another line")


@alone
def every_kind_of_work_comes_back_as_it_was(store: Store) -> None:
    """The number of a record comes back as a number, a name as a name."""
    ana, _ = _two(store)
    with store.transaction():
        for count, kind in enumerate(DueKind):
            store.schedule(Due(NOW + count * MINUTE, kind, ana, "" if kind is DueKind.SETTLE else _ref(kind)))
    came = [(due.kind, due.ref) for due in store.scheduled(ana)]
    wanted = [(kind, "" if kind is DueKind.SETTLE else _ref(kind)) for kind in DueKind]
    equal(came, wanted, "Agenda.scheduled", "every kind of work comes back as it was")


def _ref(kind: DueKind) -> int | str:
    return "12" if kind in _NAMED else 12


@alone
def work_is_taken_off_the_list(store: Store) -> None:
    """One ref, or all of a kind; what is not there is no error, and nothing else is touched."""
    ana, ben = _two(store)
    listed = [Due(NOW, DueKind.STEP, ana, 1), Due(NOW, DueKind.STEP, ana, 2), Due(NOW, DueKind.TIMER, ana, "")]
    others = [Due(NOW, DueKind.STEP, ben, 1), Due(NOW, DueKind.TIMER, ana, "overdue")]
    with store.transaction():
        for due in (*listed, *others):
            store.schedule(due)
        store.unschedule(DueKind.STEP, ana, 3)
        store.unschedule(DueKind.SETTLE, ana)
    equal(store.due(NOW), [*listed, *others], "Agenda.unschedule", "what is not there is no error")
    with store.transaction():
        store.unschedule(DueKind.STEP, ana, 1)
        store.unschedule(DueKind.TIMER, ana, "")
    equal(store.due(NOW), [listed[1], *others], "Agenda.unschedule", "one ref, an empty one too")
    with store.transaction():
        store.schedule(listed[0])
        store.unschedule(DueKind.STEP, ana)
    equal(store.due(NOW), others, "Agenda.unschedule", "without a ref all of the kind, of this contact alone")


@alone
def work_is_taken_once(store: Store) -> None:
    """True once; False when it is not there, or is there at another instant."""
    ana, _ = _two(store)
    due, other = Due(NOW, DueKind.STEP, ana, 1), Due(NOW, DueKind.STEP, ana, 2)
    with store.transaction():
        store.schedule(due)
        store.schedule(other)
        moved = store.take_due(replace(due, at=NOW + MINUTE))
        first, second = store.take_due(due), store.take_due(due)
    equal(moved, False, "Agenda.take_due", "False when it is there at another instant")
    equal((first, second), (True, False), "Agenda.take_due", "True once, and False ever after")
    equal(store.due(NOW), [other], "Agenda.take_due", "it is off the list, and nothing else is")


CHECKS = (
    enrolments_come_by_number,
    what_runs_comes_once_though_it_changes_meanwhile,
    tasks_come_by_number,
    notices_come_by_number_until_they_are_ticked_off,
    notices_that_are_forgotten_say_nothing,
    work_that_is_not_there_is_told,
    what_is_due_comes_by_time_and_what_settles_comes_first,
    work_is_listed_once_and_moves_when_it_is_put_there_again,
    every_kind_of_work_comes_back_as_it_was,
    work_is_taken_off_the_list,
    work_is_taken_once,
)
