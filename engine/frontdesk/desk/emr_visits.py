"""Visits as an EMR tells of them: booked, moved, and what became of them, by the words of ``preferences.yaml``.

The EMR is the system of record, so what it says anew counts, with all that follows. What it says once more is no news:
whoever was cancelled here by their own reply is not booked again by an EMR that has not heard of it. A visit that was
in the past when it became known starts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from frontdesk import journal
from frontdesk.desk import (
    aftermath,
    appointments,
    campaigns,
    messages,
    unclaimed,
    visit_changes,
    visit_clocks,
    visits,
)
from frontdesk.desk.finding import named
from frontdesk.desk.following import happen
from frontdesk.desk.intake import Told, moments
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.desk.visits import AppointmentError
from frontdesk.desk.whose import named_instead
from frontdesk.events import AppointmentBooked
from frontdesk.hookspecs import AppointmentChange
from frontdesk.journal import AppointmentBecame, AppointmentNoted
from frontdesk.names import AHEAD, AppointmentState, ContactId
from frontdesk.problems import did_you_mean
from frontdesk.records import Appointment
from frontdesk.strangers import tidied
from frontdesk.tables import Value

_MINUTE = timedelta(minutes=1)
_NO_FACTS: Mapping[str, Value] = MappingProxyType({})
_OUR_STATES: Mapping[str, AppointmentState] = {str(state): state for state in AppointmentState}
"""Our own words for what became of a visit, which a file may say; what the practice lists comes before them."""
_OF_ANOTHER = "the appointment is another patient's"


def take_over(act: Act, change: AppointmentChange, told: Told) -> None:
    """Let a visit be as the EMR says; one of a patient who is not on file is kept until they are."""
    if fault := _fault_in_references(change) or _fault_in_time(act, change):
        told.of_visit(change.reference, fault)
    elif contact := act.store.contact_with_reference(change.patient):
        take_over_of(act, contact.id, change, told)
    else:
        change = _newest_word(act, change, change.patient, told)
        if visit := _on_file(act, change.reference):
            change = _given_up(act, visit, change, f"patient {change.patient}, who is not on file", told)
        _keep(act, change, told)


def take_over_of(
    act: Act, contact: ContactId, change: AppointmentChange, told: Told, facts: Mapping[str, Value] = _NO_FACTS
) -> None:
    """Let a visit of *contact*, who is on file, be as is said; *facts* are what the practice's own facts say of it.

    The change need not name the patient, nor have a reference: then it is the visit at that minute, or a new one.
    """
    if fault := _fault_in_time(act, change):
        told.of_visit(change.reference or change.at, fault)
        return
    change = _newest_word(act, change, change.patient or act.store.contact(contact).reference, told)
    visit = _on_file(act, change.reference)
    if visit is not None and visit.contact != contact:
        change = _given_up(act, visit, change, named(act.store.contact(contact)), told)
    if _apply(act, contact, change, told, facts):
        told.visits += 1


def let_go(act: Act, reference: str, patients: Iterable[str]) -> None:
    """Let go of what is kept of a visit for these *patients*: whose of them it is, nobody can say."""
    for patient in patients:
        unclaimed.claim(act, patient, reference, AppointmentChange)


def claim(act: Act, contact: ContactId) -> None:
    """Record the visits of *contact*, who is on file now, that were told of before.

    Staff are told what was unclear, and which of them are somebody else's here.
    """
    told, reference = Told(), act.store.contact(contact).reference
    persons = unclaimed.unclaimed(act, reference, unclaimed.PersonSaid)
    for visit, (change, *_) in unclaimed.unclaimed(act, reference, AppointmentChange).items():
        unclaimed.claim(act, reference, visit, AppointmentChange)
        known = _on_file(act, visit)
        who = named(act.store.contact(contact))
        if other := named_instead(act, contact, persons.get(visit, [])):
            kept = f"the visit of {change.at or 'no hour'} that was kept for reference '{reference}' names '{other}'"
            told.of_visit(visit, f"{kept}, and {who} has it: it is not booked; ask whose it is, and book it by hand")
        elif known is None or known.contact == contact:
            _apply(act, contact, change, told)
        else:
            other = named(act.store.contact(known.contact))
            kept = f"the visit of {change.at or 'no hour'} that was kept for {who} is not booked"
            told.of_visit(visit, f"it is of {other} here, so {kept}; ask them, and book it by hand if it is theirs")
    for words in told.not_understood:
        act.store.add_notice(contact, act.now, words)


@dataclass(frozen=True, slots=True)
class _News:
    """What the EMR tells of a visit, in our words; ``None`` and empty where it tells nothing."""

    times: tuple[datetime, ...]
    state: AppointmentState | None
    is_unclear: bool

    def time_of(self, visit: Appointment) -> datetime:
        """When *visit* is by it; of two hours that the clock shows alike, the one that is known counts."""
        return visit.at if not self.times or visit.at in self.times else self.times[0]


def _fault_in_references(change: AppointmentChange) -> str:
    if not change.reference.strip() or not change.patient.strip():
        return "it names no patient" if change.reference.strip() else "it has no reference by which to know it again"
    return ""


def _fault_in_time(act: Act, change: AppointmentChange) -> str:
    if change.at and not moments(act, change.at):
        return f"'{change.at}' is no time of an appointment here; write it like 2026-03-05 10:00"
    return ""


def _on_file(act: Act, reference: str) -> Appointment | None:
    """The visit that the EMR calls so: the newest, since an older one was given up."""
    found = act.store.appointments_with_reference(reference)
    return found[-1] if found else None


def _newest_word(act: Act, change: AppointmentChange, patient: str, told: Told) -> AppointmentChange:
    """Let go of what is kept of a visit for anybody but *patient*: whose it is now, the newest word says.

    The change that is returned says the rest of it, as ``_given_up`` does where the other is on file.
    """
    for other in sorted(act.store.unclaimed_about(change.reference) - {patient}) if change.reference else ():
        for earlier in unclaimed.unclaimed(act, other, AppointmentChange).get(change.reference, []):
            unclaimed.claim(act, other, change.reference, AppointmentChange)
            change = unclaimed.together(earlier, change)
            told.changes.append(f"it was kept for patient {other} until now")
    return change


def _keep(act: Act, change: AppointmentChange, told: Told) -> None:
    unclaimed.keep(act, change.patient, change.reference, change)
    told.kept.append(f"{change.patient} (appointment {change.reference})")


def _given_up(act: Act, visit: Appointment, change: AppointmentChange, now_of: str, told: Told) -> AppointmentChange:
    """Take a visit from whom it was said to be of by mistake, and tell staff; they are told nothing, who expect it.

    The change that is returned says the rest of it for *now_of*, whose it is.
    """
    settled_if_due(act, visit.contact)
    if visit.state not in AHEAD:
        visit = _taken_back(act, visit)
    act.store.save_appointment(replace(visit, state=AppointmentState.CANCELLED, reference=""))
    act.record(visit.contact, AppointmentBecame(visit.id, AppointmentState.CANCELLED))
    visit_clocks.stop(act, visit.contact, visit.id)
    campaigns.cancelled(act, visit.contact, visit.id, _OF_ANOTHER)
    messages.withdraw_about(act, visit.contact, visit.id, _OF_ANOTHER)
    loser = act.store.contact(visit.contact)
    told.changes.append(f"it was of {named(loser)} until now")
    which = f"the visit of {visits.local_hour(act, visit)} ({change.reference})"
    act.store.add_notice(
        loser.id,
        act.now,
        f"the EMR says that {which} is not of {named(loser)} but of {now_of}: for {loser.name} it is cancelled, "
        "and nobody has told them",
    )
    known = AppointmentChange(
        change.reference, change.patient, visit.at.isoformat(), "", visit.type, visit.practitioner, visit.site
    )
    return unclaimed.together(known, change)


def _apply(
    act: Act, contact: ContactId, change: AppointmentChange, told: Told, facts: Mapping[str, Value] = _NO_FACTS
) -> bool:
    """Let a visit of *contact* be as the EMR says, and say whether that changed anything."""
    settled_if_due(act, contact)
    for earlier in unclaimed.unclaimed(act, change.patient, AppointmentChange).get(change.reference, []):
        unclaimed.claim(act, change.patient, change.reference, AppointmentChange)
        change = unclaimed.together(earlier, change)
    change = _readable(change, told)
    news = _read(act, change, told)
    before = _on_file(act, change.reference) or _same_hour(act, contact, change, news)
    if before is None:
        return _recorded(act, contact, change, news, told, facts)
    visit = _noted(act, before, change, news, facts)
    _turn(act, visit, before, news)
    after = act.store.appointment(visit.id)
    _tell_what_differs(act, after, news, told)
    changed = replace(after, told_at=before.told_at, told_state=before.told_state) != before
    told.unchanged += not changed
    if changed:
        told.about = visit_changes.of_whom_and_when(act, before)
        told.changes += visit_changes.changes(act, before, after)
    return changed


def _readable(change: AppointmentChange, told: Told) -> AppointmentChange:
    """The change without what cannot be kept of it, or stand in a message, which is told."""
    said = {name: tidied(getattr(change, name)) for name in ("type", "provider", "place")}
    for name, text in said.items():
        if fault := appointments.fault_in_detail(text):
            told.of_visit(change.reference, f"the {name} is left out, since it {fault}")
            said[name] = ""
    return replace(change, **said)


def _read(act: Act, change: AppointmentChange, told: Told) -> _News:
    times = moments(act, change.at) if change.at else ()
    word, known = change.state.strip(), {**_OUR_STATES, **act.ruleset.emr.appointment_state}
    state = known.get(word.casefold())
    if word and state is None:
        hint = did_you_mean(word.casefold(), known)
        cause = f"state '{word}' is not listed under emr in preferences.yaml; it changes nothing"
        told.of_visit(change.reference, f"{cause} ({hint})" if hint else cause)
        told.unknown_states[word] += 1
    return _News(times, state, bool(word) and state is None)


def _same_hour(act: Act, contact: ContactId, change: AppointmentChange, news: _News) -> Appointment | None:
    """A visit that was booked here for the same hour, without the EMR's reference: it is the same visit.

    What is told without a reference is known by nothing else, whatever has become of it; what is expected comes first.
    """
    near = [
        visit
        for visit in act.store.appointments(contact)
        if any(abs(visit.at - at) < _MINUTE for at in news.times)
        and (not change.reference or (not visit.reference and visit.state in AHEAD))
    ]
    return next((visit for visit in near if visit.state in AHEAD), near[-1] if near else None)


def _recorded(
    act: Act, contact: ContactId, change: AppointmentChange, news: _News, told: Told, facts: Mapping[str, Value]
) -> bool:
    """Record a visit that nobody knew; without a time, or in a state that nobody listed, it is none yet."""
    if not news.times and not change.patient:
        told.of_visit(change.reference, "it is not on file, and its day and hour are not said")
    elif not news.times and not news.is_unclear:
        _keep(act, change, told)
    if news.is_unclear or not news.times:
        return False
    at, state = news.times[0], news.state or AppointmentState.BOOKED
    visit = Appointment(
        0,
        contact,
        at,
        state,
        reference=change.reference,
        practitioner=change.provider,
        site=change.place,
        type=change.type,
        facts=facts,
        told_at=at,
        told_state=news.state,
    )
    appointments.keep(act, visit)
    told.new_visits += 1
    told.about = visit_changes.of_whom_and_when(act, visit)
    return True


def _noted(
    act: Act, visit: Appointment, change: AppointmentChange, news: _News, facts: Mapping[str, Value]
) -> Appointment:
    """Note what the EMR says beside time and state, and that it said them."""
    said = {"practitioner": change.provider, "site": change.place, "type": change.type, "reference": change.reference}
    new = {name: value for name, value in said.items() if value and value != getattr(visit, name)}
    after = replace(visit, **new, told_state=news.state or visit.told_state)  # type: ignore[arg-type]  # texts, all
    after = replace(after, told_at=news.time_of(visit) if news.times else visit.told_at)
    own = tuple(name for name, value in facts.items() if visit.facts.get(name) != value)
    after = replace(after, facts={**visit.facts, **facts})
    if after != visit:
        act.store.save_appointment(after)
    if new or own:
        act.record(visit.contact, AppointmentNoted(visit.id, (*new, *own)))
    return after


def _turn(act: Act, visit: Appointment, before: Appointment, news: _News) -> None:
    """Let *visit* have the time and the state that are news, with all that follows; *before* has what was told last."""
    state = news.state if news.state is not (before.told_state or AppointmentState.BOOKED) else None
    at = news.time_of(visit)
    is_moved = at not in (visit.at, before.told_at)
    if state is not None and state is not visit.state and visit.state not in AHEAD:
        visit = _open_again(act, replace(visit, at=at if is_moved else visit.at), state)
    if is_moved and at != visit.at:
        is_open = visit.state in AHEAD and (state or visit.state) in AHEAD
        visit = _moved(act, visit, at) if is_open else _had_another_time(act, visit, at)
        state = news.state if is_open else state
    if state not in (None, visit.state, AppointmentState.BOOKED):
        _become(act, visit, state)


def _open_again(act: Act, visit: Appointment, state: AppointmentState) -> Appointment:
    """Let a visit that was over or cancelled be open; one that was cancelled, and is to come, is booked once more."""
    opened = _taken_back(act, visit)
    if visit.state is AppointmentState.CANCELLED and state in AHEAD and opened.at >= act.now:
        happen(act, opened.contact, AppointmentBooked(opened.id))
    return act.store.appointment(opened.id)


def _taken_back(act: Act, visit: Appointment) -> Appointment:
    """Take back what was said of a visit until it is open; staff are told what came of it that is no more."""
    told = list[str]()
    try:
        while visit.state not in AHEAD:
            told += aftermath.take_back(act, visit)[1:]
            visit = act.store.appointment(visit.id)
    except AppointmentError:  # what was said of it is not in its history: it came from elsewhere, before that was noted
        act.store.save_appointment(replace(visit, state=AppointmentState.BOOKED))
        visit_clocks.set_clock(act, visit.id)
    if told:
        act.store.add_notice(visit.contact, act.now, f"the EMR put appointment {visit.id} right: {'; '.join(told)}")
    return act.store.appointment(visit.id)


def _moved(act: Act, visit: Appointment, at: datetime) -> Appointment:
    appointments.move(act, visit, at)
    return act.store.appointment(visit.id)


def _had_another_time(act: Act, visit: Appointment, at: datetime) -> Appointment:
    """Note the time of a visit that is over, or is about to be: nothing that was to come before it still does."""
    after = replace(visit, at=at)
    act.store.save_appointment(after)
    visit_clocks.set_clock(act, visit.id)
    act.record(visit.contact, AppointmentNoted(visit.id, ("at",)))
    return after


def _become(act: Act, visit: Appointment, state: AppointmentState) -> None:
    """Let an open visit become *state*; to confirm one that has passed, or was over when it became known, is a note."""
    is_late = state is AppointmentState.CONFIRMED and visit.at < act.now
    if is_late or _was_over_when_known(act, visit):
        act.store.save_appointment(replace(visit, state=state))
        act.record(visit.contact, AppointmentBecame(visit.id, state))
    else:
        appointments.let_become(act, visit, state)


def _was_over_when_known(act: Act, visit: Appointment) -> bool:
    """Whether the first that was heard of a visit was what had become of it."""
    known: datetime | None = None
    for entry in act.store.journal(contact=visit.contact):
        match entry.said:
            case journal.AppointmentBooked(number, at) if number == visit.id and at < entry.at:
                known = entry.at
            case AppointmentBecame(number) if number == visit.id:
                return entry.at == known
    return False


def _tell_what_differs(act: Act, visit: Appointment, news: _News, told: Told) -> None:
    """Tell where the EMR says what it said before, and the practice has said something else since."""
    there, here = news.state, visit.state
    if there is not None and AppointmentState.CANCELLED in (there, here) and there is not here:
        told.of_difference(visit.reference, f"the EMR still has it as {there}, and here it is {here}")
    elif news.times and visit.at not in news.times and here in AHEAD:
        hour, still = (visits.local_hour(act, one) for one in (visit, replace(visit, at=news.times[0])))
        told.of_difference(visit.reference, f"the EMR still has it at {still}, and here it is at {hour}")
