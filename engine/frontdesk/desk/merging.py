"""Two contacts turn out to be one person, or two again: what either has goes over, and can be told apart later.

The journal is never rewritten: entries keep their contact, and whoever reads the history of the one that stays reads
both. Refusals add up (domain.md 4.3): what either refused, the person refused. Everything happens in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from frontdesk.desk import campaigns, consents, timers, waiting
from frontdesk.desk.contact_changes import follow_the_zone
from frontdesk.desk.finding import stands_for
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.desk.tasks import reopen
from frontdesk.events import PreferencesChanged
from frontdesk.journal import ContactsMerged, ContactUnmerged
from frontdesk.names import Consent, ContactId, Lifecycle, MessageState
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Appointment, Contact, DueKind, Enrolment, Message, Task, address_key

MERGED = "merged with another record of the same person"
RecordT = TypeVar("RecordT", Appointment, Message, Enrolment, Task)
_GOES_OVER = (
    *(DueKind.STEP, DueKind.VISIT, DueKind.SEND, DueKind.FOLLOW_UP, DueKind.EXPIRY, DueKind.TASK_WAITS),
    DueKind.RECONCILE,
)
"""What falls due about a record, and so goes where the record goes; the rest is about the status of one contact."""
_FIELDS = ("email", "zone", "region", "reference", "consent_basis", "salutation", "language")


class NotMergedError(FrontdeskError):
    """Two contacts cannot be made one, or one cannot be made two; nothing was changed."""


def merge(act: Act, kept: ContactId, other: ContactId) -> Answer:
    """Make *other* the same person as *kept*, whose status stays, and of name, numbers and so on what it has.

    Visits, messages, tasks and campaigns become those of *kept*; of what both have running, that of *other* ends.
    Raises NotMergedError.
    """

    def do() -> Answer:
        if stands_for(act, kept) == stands_for(act, other):
            raise NotMergedError("that is one contact; name two")
        if act.store.aside(kept) or act.store.aside(other):
            raise NotMergedError("one of them was merged or erased; name the one that is there")
        stays, goes = settled_if_due(act, kept), settled_if_due(act, other)
        _check_nothing_is_under_way(act, stays, goes)
        ended, withdrawn = _end_what_runs_twice(act, kept, other)
        closed = _close_what_is_open_twice(act, kept, other)
        said = ContactsMerged(
            kept,
            other,
            visits=_move_visits(act, other, kept),
            messages=_move_messages(act, other, kept),
            enrolments=_move_enrolments(act, other, kept),
            tasks=_move_tasks(act, other, kept),
            ended=ended,
            withdrawn=withdrawn,
            closed=closed,
            taken=_take_over(act, stays, goes),
        )
        _move_due(act, other, kept)
        refused = _refuse_what_either_refused(act, kept, (stays, goes))
        act.store.set_aside(other, act.now, kept)
        act.store.forget_told(other)  # what a source tells of them again is not theirs any more, which is told
        act.record(kept, said)
        follow_the_zone(act, stays, act.store.contact(kept))
        if "do_not_contact" in said.taken:
            happen(act, kept, PreferencesChanged())
        return Answer(kept, _merged_words(act, said, goes, refused), kept)

    return once(act, ("merge", kept, other), do)


def unmerge(act: Act, other: ContactId) -> Answer:
    """Make *other* a contact again, with the records that it brought along; what happened since stays where it did.

    Raises NotMergedError when it was never merged, or erased since.
    """

    def do() -> Answer:
        aside = act.store.aside(other)
        if aside is None or aside.into is None:
            raise NotMergedError(f"contact {other} was not merged into another")
        kept = stands_for(act, other)
        merged, since = _how_it_was_merged(act, aside.into, other)
        stays, comes = act.store.contact(kept), act.store.contact(other)
        _check_nothing_is_under_way(act, stays, comes)
        _move_back(act, merged, kept)
        act.store.bring_back(other)
        _revive(act, merged)
        _give_back(act, stays, comes, merged.taken)
        act.record(kept, ContactUnmerged(aside.into, other))
        act.record(other, ContactUnmerged(aside.into, other))
        follow_the_zone(act, stays, act.store.contact(kept))
        told = [f"{comes.name} is contact {other} again", *_in_a_status_of_today(act, comes)]
        if since:
            stay = "stays" if since == 1 else "stay"
            told.append(f"{counted(since, 'thing')} that happened since {stay} with {stays.name} (#{kept})")
        return Answer(other, "; ".join([*told, "consent stays as it is"]), other)

    return once(act, ("unmerge", other), do)


def _check_nothing_is_under_way(act: Act, *contacts: Contact) -> None:
    for one in contacts:
        if act.store.messages(one.id, states=(MessageState.SENDING,)):
            raise NotMergedError(f"a message to {one.name} is being sent just now; try again in some minutes")
        if any(due.kind is DueKind.REACT for due in act.store.scheduled(one.id)):
            raise NotMergedError(f"what came in of {one.name} is still looked at; run 'frontdesk work' and try again")


def _end_what_runs_twice(act: Act, kept: ContactId, other: ContactId) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """End each run of *other* for the cause of which *kept* has one too; the numbers of what ended with it."""
    running = act.store.enrolments(kept)
    twice = [one for one in act.store.enrolments(other) if any(_is_twice(act, one, its) for its in running)]
    ended = tuple(one.id for one in twice)
    waiting = act.store.messages(other, states=(MessageState.WAITING,))
    withdrawn = tuple(one.id for one in waiting if one.enrolment in ended)
    for run in twice:
        campaigns.end_run(act, run, MERGED)
    return ended, withdrawn


def _is_twice(act: Act, one: Enrolment, its: Enrolment) -> bool:
    """Whether somebody would get two messages of these runs for one cause; each visit is a cause of its own."""
    visits = [act.store.appointment(run.appointment).at for run in (one, its) if run.appointment is not None]
    if len(visits) == 2 and visits[0] != visits[1]:
        return False
    groups = [act.ruleset.campaigns[run.campaign].group for run in (one, its)]
    return one.campaign == its.campaign or (groups[0] == groups[1] and bool(groups[0]))


def _close_what_is_open_twice(act: Act, kept: ContactId, other: ContactId) -> tuple[int, ...]:
    """Close each task of *other* of which *kept* has one of the same kind open; when it was due stays on it."""
    open_kinds = {task.task for task in act.store.tasks(kept)}
    twice = [task for task in act.store.tasks(other) if task.task in open_kinds]
    for task in twice:
        closed = replace(task, lifecycle=Lifecycle.CLOSED, closed_at=act.now, closed_because=MERGED)
        act.store.save_task(closed)
        for kind in (DueKind.FOLLOW_UP, DueKind.EXPIRY):
            act.store.unschedule(kind, other, task.id)
        waiting.stop(act, task)
    return tuple(task.id for task in twice)


def _move_visits(act: Act, old: ContactId, new: ContactId) -> tuple[int, ...]:
    visits = act.store.appointments(old)
    for one in visits:
        act.store.save_appointment(replace(one, contact=new))
    return tuple(one.id for one in visits)


def _move_messages(act: Act, old: ContactId, new: ContactId) -> tuple[int, ...]:
    messages = act.store.messages(old)
    for one in messages:
        act.store.save_message(replace(one, contact=new))
    return tuple(one.id for one in messages)


def _move_enrolments(act: Act, old: ContactId, new: ContactId) -> tuple[int, ...]:
    enrolments = act.store.enrolments(old, running=False)
    for one in enrolments:
        act.store.save_enrolment(replace(one, contact=new))
    return tuple(one.id for one in enrolments)


def _move_tasks(act: Act, old: ContactId, new: ContactId) -> tuple[int, ...]:
    tasks = act.store.tasks(old, open_only=False)
    for one in tasks:
        act.store.save_task(replace(one, contact=new))
    return tuple(one.id for one in tasks)


def _move_due(act: Act, old: ContactId, new: ContactId) -> None:
    for due in act.store.scheduled(old):
        act.store.unschedule(due.kind, old, due.ref)
        if due.kind in _GOES_OVER:
            act.store.schedule(replace(due, contact=new))


def _take_over(act: Act, stays: Contact, goes: Contact) -> tuple[str, ...]:
    """Fill in what only the other has; the columns that were filled."""
    taken = [name for name in _FIELDS if getattr(goes, name) and not getattr(stays, name)]
    facts = [name for name in goes.facts if name not in stays.facts]
    own = set(stays.numbers)
    kinds = [kind for kind, phone in goes.phones.items() if kind not in stays.phones and phone.number not in own]
    sheet, refuses = stays.facesheet, goes.facesheet.refuses or goes.emr.refuses
    dnc = ["do_not_contact"] if refuses and not (sheet.refuses or stays.emr.refuses) else []
    values: dict[str, Any] = {name: getattr(goes, name) for name in taken}
    if "email" in taken:
        values["email_valid"] = goes.email_valid
    if dnc:
        values["facesheet"] = replace(sheet, do_not_contact=True)
    phones = {**stays.phones, **{kind: goes.phones[kind] for kind in kinds}}
    values["companions"] = {**goes.companions, **stays.companions}  # stay with both when it is taken back
    after = replace(stays, **values, phones=phones, facts={**stays.facts, **{name: goes.facts[name] for name in facts}})
    act.store.save_contact(after)
    act.store.save_phones(after)
    timers.dates_known(act, after, facts)
    return (*taken, *kinds, *facts, *dnc)


def _refuse_what_either_refused(act: Act, kept: ContactId, people: Sequence[Contact]) -> list[str]:
    """Opt every address of the person out of what one of them is opted out of, by the same word. In words."""
    told = list[str]()
    for channel in (one for one in act.ruleset.channels.values() if one.consent):
        every = dict.fromkeys(place for one in people for place in consents.places(one, [channel]))
        said = [one for address, _ in every for one in consents.recorded(act, address)]
        here = (one for one in said if one.channel == channel.id and one.holds(act.now))
        refused = [one for one in here if one.value is Consent.OPTED_OUT]
        for one in refused:
            like = [other for other in refused if (other.line, other.covers) == (one.line, one.covers)]
            strict = {other.address for other in like if consents.as_strict(act, other, one)}
            others = [place for place in every if address_key(place[0]) not in strict]
            if others:
                again = consents.ConsentSaid(one.value, one.source, one.covers, one.until, one.words)
                consents.write(act, kept, others, [one.line], again, one.at)
            if len({other.address for other in like}) < len(every):
                told.append(f"{channel.id} on {one.line}")
    return list(dict.fromkeys(told))


def _merged_words(act: Act, said: ContactsMerged, goes: Contact, refused: list[str]) -> str:
    stays = act.store.contact(said.kept)
    label = act.ruleset.status_label(stays.state)
    told = [f"{goes.name} (#{said.other}) and {stays.name} (#{said.kept}) are one now: {label}"]
    if stays.state != goes.state:
        told.append(f"the status of the other, {act.ruleset.status_label(goes.state)}, counts no more")
    if said.ended:
        campaigns_ended = sorted({act.store.enrolment(one).campaign for one in said.ended})
        told.append(f"ended, since it ran twice: {', '.join(campaigns_ended)}")
    going_on = sorted({one.campaign for one in act.store.enrolments(said.kept) if one.id in said.enrolments})
    if going_on:
        told.append(f"goes on: {', '.join(going_on)}")
    if refused:
        told.append(f"every address is opted out of {', '.join(refused)}, as one of them was")
    if "do_not_contact" in said.taken:
        told.append("automations leave them alone, as the other said")
    return "; ".join([*told, f"'frontdesk contact unmerge {said.other}' takes it back"])


def _how_it_was_merged(act: Act, into: ContactId, other: ContactId) -> tuple[ContactsMerged, int]:
    """What the journal says of the last time, and how many things happened to the one that stayed since."""
    found, since = None, 0
    for entry in act.store.journal(contact=into):
        since += 1
        if isinstance(entry.said, ContactsMerged) and entry.said.other == other:
            found, since = entry.said, 0
    if found is None:
        raise NotMergedError(f"the journal does not say how contact {other} was merged; 'frontdesk journal verify' it")
    return found, since


def _move_back(act: Act, merged: ContactsMerged, kept: ContactId) -> None:
    """Give *other* the records again that it brought along, as they are now, with what falls due about them."""
    other = merged.other
    for visit in _own(act.store.appointments(kept), merged.visits):
        act.store.save_appointment(replace(visit, contact=other))
    for message in _own(act.store.messages(kept), merged.messages):
        act.store.save_message(replace(message, contact=other))
    for enrolment in _own(act.store.enrolments(kept, running=False), merged.enrolments):
        act.store.save_enrolment(replace(enrolment, contact=other))
    for task in _own(act.store.tasks(kept, open_only=False), merged.tasks):
        act.store.save_task(replace(task, contact=other))
    about = {
        **dict.fromkeys((DueKind.SEND, DueKind.RECONCILE), merged.messages),
        DueKind.STEP: merged.enrolments,
        DueKind.VISIT: merged.visits,
        **dict.fromkeys((DueKind.FOLLOW_UP, DueKind.EXPIRY), merged.tasks),
    }
    for due in act.store.scheduled(kept):
        waits = due.kind is DueKind.TASK_WAITS and waiting.task_of(due) in merged.tasks
        if waits or due.ref in about.get(due.kind, ()):
            act.store.unschedule(due.kind, kept, due.ref)
            act.store.schedule(replace(due, contact=other))


def _revive(act: Act, merged: ContactsMerged) -> None:
    """Let go on what ended because both had it; a message whose time has passed meanwhile is not sent any more."""
    for number in merged.closed:
        reopen(act, act.store.task(number))
    withdrawn = map(act.store.message, merged.withdrawn)
    ahead = [one.id for one in withdrawn if one.state is MessageState.WITHDRAWN and one.due_at > act.now]
    for number in merged.ended:
        enrolment = act.store.enrolment(number)
        if enrolment.campaign in act.ruleset.campaigns:
            for event in campaigns.resume(act, enrolment, ahead):
                happen(act, merged.other, event)


def _give_back(act: Act, stays: Contact, comes: Contact, taken: Iterable[str]) -> None:
    """Take from the one that stays what only the other had, unless it was corrected since."""
    facts, phones, values = dict(stays.facts), dict(stays.phones), dict[str, Any]()
    for name in taken:
        if name in _FIELDS and getattr(stays, name) == getattr(comes, name):
            values[name] = ""
        elif name in comes.facts and facts.get(name) == comes.facts[name]:
            del facts[name]
        elif name == "do_not_contact":
            values["facesheet"] = replace(stays.facesheet, do_not_contact=False)
        for kind in [kind for kind in phones if kind == name and phones[kind].number == comes.phones[kind].number]:
            del phones[kind]
    after = replace(stays, **values, facts=facts, phones=phones)
    act.store.save_contact(after)
    act.store.save_phones(after)
    timers.dates_known(act, after, stays.facts.keys() - facts.keys())


def _in_a_status_of_today(act: Act, comes: Contact) -> list[str]:
    """Start the clocks of the status; one that the rules lost while nobody was in it is the first of all now."""
    told = []
    if not {comes.settled, comes.state} <= set(act.ruleset.states):
        initial = act.ruleset.initial
        told = [f"the rules have no '{comes.state}' any more, so it is {act.ruleset.status_label(initial)}"]
        comes = replace(comes, settled=initial, settled_at=act.now, choice=None)
        act.store.save_contact(comes)
    timers.brought_back(act, comes)
    timers.settle_later(act, comes)
    return told


def _own(records: Iterable[RecordT], numbers: Iterable[int]) -> list[RecordT]:
    wanted = set(numbers)
    return [one for one in records if one.id in wanted]
