"""Checks of ``Visits``: appointments by time, and which one comes next."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import AHEAD, AppointmentState
from frontdesk.records import NoSuchRecordError
from frontdesk.testing.stores.changes import everything
from frontdesk.testing.stores.samples import MINUTE, NOW, a_contact, a_visit
from frontdesk.testing.stores.trial import alone, equal, refused


@alone
def appointments_come_by_time_then_by_number(store: Store) -> None:
    """Those of one contact, whatever became of them, and nobody else's."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        ids = [store.add_appointment(a_visit(ana, NOW + count * MINUTE)) for count in (3, 1, 2, 1)]
        store.add_appointment(a_visit(ben, NOW))
        moved = store.add_appointment(a_visit(ana, NOW))
        store.save_appointment(replace(store.appointment(moved), at=NOW + 3 * MINUTE))
    came = [one.id for one in store.appointments(ana)]
    wanted = [ids[1], ids[3], ids[2], ids[0], moved]
    equal(came, wanted, "Visits.appointments", "all of a contact come by time, then by number")


@alone
def the_appointments_of_a_stretch_are_everybodys(store: Store) -> None:
    """From the very start up to and without the end, by time, then by number, whatever became of them."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        late, last = (store.add_appointment(a_visit(ana, NOW + count * MINUTE)) for count in (2, 3))
        first = store.add_appointment(a_visit(ben, NOW, AppointmentState.CANCELLED))
        same = store.add_appointment(a_visit(ben, NOW + 2 * MINUTE))
        before = store.add_appointment(a_visit(ben, NOW - MINUTE))
    for start, end, wanted in (
        (NOW, NOW + 3 * MINUTE, [first, late, same]),
        (NOW + MINUTE, None, [late, same, last]),
        (None, NOW + MINUTE, [before, first]),
        (None, None, [before, first, late, same, last]),
    ):
        found = [one.id for one in store.appointments_between(start, end)]
        equal(
            found, wanted, "Visits.appointments_between", "from the start on and before the end, by time, then number"
        )


@alone
def appointments_are_found_by_what_they_are_called_elsewhere(store: Store) -> None:
    """Whoever has them, by their own numbers, also after they were moved; those that are called nothing are not."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        late = store.add_appointment(replace(a_visit(ana, NOW + MINUTE), reference="V-1"))
        early = store.add_appointment(replace(a_visit(ben, NOW, AppointmentState.CANCELLED), reference="V-1"))
        store.add_appointment(replace(a_visit(ana, NOW), reference="V-10"))
        store.add_appointment(a_visit(ana, NOW))
    for reference, wanted in (("V-1", [late, early]), ("V-", []), ("v-1", []), ("", [])):
        found = [one.id for one in store.appointments_with_reference(reference)]
        promise = f"those called '{reference}' and no others, by number"
        equal(found, wanted, "Visits.appointments_with_reference", promise)


@alone
def the_next_appointment_is_the_earliest_that_is_expected(store: Store) -> None:
    """Booked or confirmed, not before now, the very instant included."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        store.add_appointment(a_visit(ana, NOW - MINUTE))
        later = store.add_appointment(a_visit(ana, NOW + 2 * MINUTE))
        store.add_appointment(a_visit(ben, NOW))
        by_state = {state: store.add_appointment(a_visit(ana, NOW + MINUTE, state)) for state in AppointmentState}
    for state, id in by_state.items():
        with store.transaction():
            for other in by_state.values():
                away = replace(store.appointment(other), at=NOW - MINUTE)
                store.save_appointment(replace(away, at=NOW) if other == id else away)
        found = store.next_appointment(ana, NOW)
        wanted = id if state in AHEAD else later
        equal(found and found.id, wanted, "Visits.next_appointment", f"the earliest that is expected, not one {state}")
    equal(store.next_appointment(ana, NOW + 3 * MINUTE), None, "Visits.next_appointment", "none when all are over")


@alone
def an_appointment_that_is_not_there_is_told(store: Store) -> None:
    """Asking raises NoSuchRecordError, saving does nothing."""
    with refused(NoSuchRecordError, "Visits.appointment", "a number that no appointment has is told"):
        store.appointment(99)
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
    before = everything(store)
    with store.transaction():
        store.save_appointment(replace(a_visit(ana, NOW), id=99))
    equal(everything(store), before, "Visits.save_appointment", "whoever saves what is not there changes nothing")


CHECKS = (
    appointments_come_by_time_then_by_number,
    the_appointments_of_a_stretch_are_everybodys,
    appointments_are_found_by_what_they_are_called_elsewhere,
    the_next_appointment_is_the_earliest_that_is_expected,
    an_appointment_that_is_not_there_is_told,
)
