"""Entries of the journal in words: one line for each thing that happened, with the reason and the place of the rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from frontdesk.effects import Effect, SetStatus, brief_sentence
from frontdesk.events import Event, MessageReceived
from frontdesk.journal import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentNoted,
    AppointmentPutRight,
    AppointmentRescheduled,
    ChannelDecided,
    ConsentRecorded,
    ContactCorrected,
    ContactLogged,
    ContactsMerged,
    ContactUnmerged,
    Entry,
    Exported,
    FactsNoted,
    Followed,
    Happened,
    KeywordAnswered,
    MessageEnded,
    MessageLeftAfterAll,
    MessageMerged,
    MessageMoved,
    MessageQueued,
    MessageRefused,
    MessageSkipped,
    ReplyReceived,
    RulesChanged,
    StatusChosen,
    StatusSettled,
    StatusUndone,
    TaskClosed,
    TaskGiven,
    TaskOpened,
)
from frontdesk.journal.chain import canonical
from frontdesk.model import Ruleset
from frontdesk.names import ConsentSource, Keyword, Lifecycle, MessageState, Recipient, State
from frontdesk.problems import counted
from frontdesk.rendering.clock import clock
from frontdesk.strangers import on_one_line
from frontdesk.views import Audit, Table
from frontdesk.wire import plain

_SILENT: tuple[object, ...] = ("", None, False, [], {})
"""What is not worth telling of an entry."""
_ROW = re.compile(r"\S+ \(.+:\d+\)")
"""A row of the rules and where it stands, as it is kept of what it ended."""
_CONTACT, _RULES = "contact", "rules"
"""Who does what no staff did, whoever sat at the terminal that took it in."""


def entry_line(ruleset: Ruleset, entry: Entry) -> str:
    """One entry as a line of the whole journal: its number, when, by whom, about whom, what."""
    who = f" contact {entry.contact}" if entry.contact is not None else ""
    return f"{entry.seq:>6}  {clock(entry.at, ruleset.zone)}  {entry.by}{who}: {entry_text(ruleset, entry)}"


def who_did(entry: Entry) -> str:
    """Who brought it about, as a history says it: whoever wrote, the rules, else who acted.

    The journal keeps whoever took it in (``entry.by``): of a reply that was typed in, the staff who typed it.
    """
    match entry.said:
        case ReplyReceived() | ConsentRecorded(source=ConsentSource.REPLY):
            return _CONTACT
        case Happened() | KeywordAnswered():
            return _RULES
        case MessageQueued(because=because) if because:
            return _RULES
        case TaskClosed(because=because) if _ROW.fullmatch(because):
            return _RULES
    return entry.by


def journal_table(ruleset: Ruleset, entries: Iterable[Entry]) -> Table:
    """Entries as a table that goes out: who, when and about whom; what, in words and as data; and the chain."""
    heading = ("number", "at", "by", "contact", "what", "in words", "data", "rules", "hash")
    return Table(heading, (_row(ruleset, entry) for entry in entries))


def _row(ruleset: Ruleset, entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.seq),
        entry.at.astimezone(ruleset.zone).isoformat(" ", "seconds"),
        entry.by,
        "" if entry.contact is None else str(entry.contact),
        entry.kind,
        on_one_line(entry_text(ruleset, entry)),
        canonical(entry.data),
        entry.ruleset,
        entry.hash,
    )


def audit_text(found: Audit) -> str:
    """What checking the journal found."""
    if found.broken:
        return "\n".join([*found.broken, f"{counted(len(found.broken), 'thing')} wrong."])
    entries = "1 entry" if found.entries == 1 else f"{found.entries:,} entries"
    not_kept = f"; {found.rules_not_kept} by rules that are not kept here" if found.rules_not_kept else ""
    erased = f"What was said of a person is gone from {found.erased:,} of them.\n" if found.erased else ""
    return (
        f"{entries}, the chain is whole. It ends in {found.head}.\n{erased}"
        f"{counted(found.decided_again, 'event')} decided again with the same effects{not_kept}."
    )


def entry_text(ruleset: Ruleset, entry: Entry) -> str:  # noqa: C901 - a kind a line
    """What one entry says."""
    match entry.said:
        case StatusChosen() | StatusSettled() as said:
            return f"{entry.kind}: {_status(ruleset, said)}"
        case StatusUndone(_, back_to):
            return f"{entry.kind}: back to {_label(ruleset, back_to)}"
        case Happened(event, _, effects):
            return _happened(ruleset, event, effects)
        case ChannelDecided() as said:
            to = "" if said.recipient is Recipient.PATIENT else f" to the {said.recipient}"
            spoken = f", in {said.language}" if said.language else ""
            return f"{said.name} goes{to} by {said.outcome}{spoken} ({said.place})"
        case MessageSkipped() as said:
            return f"{said.name} skipped: {said.reason} ({said.place})"
        case MessageEnded() as said:
            return f"{said.name} {said.state}" + ("" if said.state is MessageState.SENT else f": {said.reason}")
        case MessageLeftAfterAll() as said:
            return f"{said.name} left after all, by {said.channel}, at try {said.tried}"
        case MessageRefused() as said:
            next_try = f"not by {said.channel}, goes another way" if said.now else "not yet, tried again later"
            return f"{said.name} {next_try}: {said.reason}"
        case MessageMerged() as said:
            return f"{said.name} is told in message {said.into}, one message for several visits of the day"
        case MessageMoved() as said:
            whose = f", on the clock of {said.clock}, which may be theirs" if said.clock else ""
            return f"{said.name} waits until {clock(said.until, ruleset.zone)}{whose}: {said.because} ({said.place})"
        case ReplyReceived() as said:
            return _reply(said)
        case ContactLogged() | TaskOpened() | TaskClosed() | TaskGiven() as said:
            return _of_a_task(ruleset, said)
        case AppointmentBooked(appointment, at) | AppointmentRescheduled(appointment, at):
            return f"{entry.kind}: appointment {appointment}, {clock(at, ruleset.zone)}"
        case AppointmentNoted(appointment, what):
            return f"{entry.kind}: appointment {appointment}, {', '.join(what)}"
        case AppointmentBecame(appointment):
            return f"{entry.kind}: appointment {appointment}"
        case AppointmentPutRight(appointment, state, back_to):
            return f"{entry.kind}: appointment {appointment} is {back_to} again, not {state}"
        case ContactCorrected(columns, before, after, file):
            return f"{entry.kind}: {'; '.join(_was(name, before, after) for name in columns)}{file and f' ({file})'}"
        case ContactsMerged(kept, other) | ContactUnmerged(kept, other):
            return f"{entry.kind}: {other} {'into' if isinstance(entry.said, ContactsMerged) else 'from'} {kept}"
        case Exported(what, file, rows):
            return f"{entry.kind}: {what}, {counted(rows, 'row')}{'' if file == '-' else f', as {file}'}"
        case FactsNoted(facts):
            return _listed(entry.kind, facts)
        case RulesChanged(before, after, moved):
            return _listed(entry.kind, {"from": before, "to": after, **moved})
    return _listed(entry.kind, entry.data)


def happened_words(ruleset: Ruleset, event: Event) -> str:
    """What an event of the journal was; of a reply, what it said."""
    about = _about(ruleset, event)
    return f"{_kind(event)}{f' {about}' if about else ''}"


def _kind(event: Event) -> str:
    return event.kind.replace("_", " ")


def _about(ruleset: Ruleset, event: Event) -> str:
    if isinstance(event, MessageReceived):
        return f"'{event.received}'" if event.received else ""
    said = plain(event)
    if isinstance(state := said.get("state"), str):
        return _label(ruleset, state)
    told = ((name, value) for name, value in sorted(said.items()) if value)
    return ", ".join(name if value is True else str(value) for name, value in told)


def _reply(said: ReplyReceived) -> str:
    """A reply as it was written, and what it was taken for; what a terminal would obey is left out."""
    text = on_one_line(said.text or said.received).strip()
    words = f"wrote '{text}'" if text else "wrote what is erased, or nothing"
    visit = f" to visit {said.appointment}" if said.appointment is not None else ""
    answers = f", answers {said.answer}{visit}" if said.answer else ""
    keyword = f", keyword {said.keyword}" if said.keyword is not Keyword.OTHER else ""
    late = ", older than what is recorded" if said.outdated else ""
    return f"{words}{answers}{keyword}{late}"


def _of_a_task(ruleset: Ruleset, said: ContactLogged | TaskOpened | TaskClosed | TaskGiven) -> str:
    match said:
        case ContactLogged(logged, _, attempts, number, became):
            outcome = ruleset.outcomes.get(logged)
            on = f" on task {number}" if number else ""
            closed = ", task closed" if became is Lifecycle.CLOSED else ""
            return f"contact logged{on}: {outcome.label if outcome else logged}{closed}, attempts {attempts}"
        case TaskOpened(number, kind, to):
            return f"task {number} opened: {ruleset.task_label(kind)}{f', for {to}' if to else ''}"
        case TaskClosed(number, kind, progress, because):
            return f"task {number} closed, {progress.replace('_', ' ')}: {ruleset.task_label(kind)}, {because}"
        case TaskGiven(number, kind, to, before):
            return f"task {number} given to {to}: {ruleset.task_label(kind)}{f', was {before}' if before else ''}"


def _happened(ruleset: Ruleset, event: Event, effects: Collection[Followed]) -> str:
    told = [f"{_effect(ruleset, one.done)} ({one.place})" for one in effects]
    follows = f"; so: {', '.join(told)}" if told else "; nothing follows"
    what = _kind(event) if isinstance(event, MessageReceived) else happened_words(ruleset, event)
    return what + follows


def _effect(ruleset: Ruleset, effect: Effect) -> str:
    """What followed, briefly; a status by its label, as everywhere in a history."""
    if isinstance(effect, SetStatus) and effect.state in ruleset.states:
        return brief_sentence(replace(effect, state=State(ruleset.status_label(effect.state))))
    return brief_sentence(effect)


def _status(ruleset: Ruleset, said: StatusChosen | StatusSettled) -> str:
    """A status that was chosen or settled, with the lost reason and the note that were said with it."""
    moved = f"{_label(ruleset, said.state)}, was {_label(ruleset, said.before)}"
    known = ruleset.reasons.get(said.reason) if said.reason else None
    reason = f", reason: {known.label if known else said.reason}" if said.reason else ""
    noted = f', noted: "{on_one_line(said.note)}"' if isinstance(said, StatusChosen) and said.note else ""
    return f"{moved}{reason}{noted}"


def _was(column: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """A column that was corrected; once the person was erased, the column is all that is left."""
    now = f" {after[column]}" if column in after else ""
    return column.replace("_", " ") + now + (f", was {before[column]}" if column in before else "")


def _listed(kind: str, data: Mapping[str, object]) -> str:
    said = ", ".join(f"{name} {_shown(data[name])}" for name in sorted(data) if data[name] not in _SILENT)
    return f"{kind}: {said}" if said else kind


def _label(ruleset: Ruleset, state: str) -> str:
    return ruleset.status_label(State(state)) if state in ruleset.states else state


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(one)}" for name, one in sorted(value.items()))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
