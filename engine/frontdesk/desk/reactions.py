"""What follows on what was written down first: a person's own words, a provider's report, the end of a message.

These are so whatever the rules make of them. They are committed with a line on the agenda, and only then rules react; a
rule that fails, or a crash in between, costs the reaction and never what was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontdesk.addresses import same_number
from frontdesk.desk import questions
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, RulesChangedError
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import DeliveryReported, MessageReceived
from frontdesk.facts import is_line_open, yes_no
from frontdesk.journal import DeliveryReported as Reported
from frontdesk.journal import Entry, MessageEnded, ReplyReceived, WorkStopped
from frontdesk.names import ContactId, DeliveryReport, Keyword, Question
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind, StoreError
from frontdesk.strangers import on_one_line
from frontdesk.tables import UNKNOWN


def followed_by(act: Act, answer: Answer, contacts: Iterable[ContactId]) -> Answer:
    """Let follow what waits for these contacts; the answer, with what could not be done in words.

    What cannot be done now because of the store or the rules stays on the agenda, for the worker.
    """
    failures = [_tried(act, due) for contact in contacts for due in _waiting(act, contact)]
    told = [answer.said, *dict.fromkeys(filter(None, failures))]
    return replace(answer, said="; ".join(told))


def react(act: Act, due: Due) -> None:
    """Let follow what the entry of the journal that *due* names brings about; inside the caller's transaction.

    Raises FrontdeskError when a rule cannot be carried out, or the entry cannot be read.
    """
    entry = act.store.entry(due.number)
    settled_if_due(act, due.contact)
    match entry.said:
        case ReplyReceived() as said:
            _received(act, due.contact, entry, said)
        case Reported(message, report):
            happen(act, due.contact, _reported(act, message, report))
        case MessageEnded():
            happen(act, due.contact, _reported(act, entry.said.message, DeliveryReport(entry.said.state)))
        case _:
            cause = f"entry {entry.seq} of the journal cannot be read as it was written"
            raise FrontdeskError(f"{cause}; 'frontdesk journal verify' says what is wrong")


def give_up(act: Act, due: Due, error: FrontdeskError) -> None:
    """Write down that something due could not be done, and tell the staff why; inside the caller's transaction."""
    act.record(due.contact, WorkStopped(due.kind, str(due.ref), str(error)))
    settled = "the status that was chosen holds, and nothing followed it"
    what = settled if due.kind is DueKind.SETTLE else f"{due.kind} could not be done"
    act.store.add_notice(due.contact, act.now, f"{what}: {error}")


def _waiting(act: Act, contact: ContactId) -> list[Due]:
    return [due for due in act.store.scheduled(contact) if due.kind is DueKind.REACT and due.at <= act.now]


def _tried(act: Act, due: Due) -> str:
    try:
        with act.deciding():
            if act.store.take_due(due):
                react(act, due)
    except (StoreError, RulesChangedError) as error:
        return f"what the rules make of it is done later: {error}"
    except FrontdeskError as error:
        with act.noting():
            if act.store.take_due(due):
                give_up(act, due, error)
        return f"what the rules make of it could not be done: {error}"
    return ""


def _received(act: Act, contact: ContactId, entry: Entry, said: ReplyReceived) -> None:
    """Let rules react to a reply; of one that something newer overtook, a person reads what it says, and no more."""
    superseded = said.outdated or _refused_since(act, entry, said)
    event = MessageReceived(
        said.received,
        Keyword.OTHER if said.outdated else said.keyword,
        said.line,
        "" if superseded else said.number,
        said.answer if said.question is Question.CONFIRMATION else None,
        said.appointment,
        said.open_questions,
        None if entry.erased else len(said.text.strip()),
        _was_open(act, entry, said),
        entry.seq,
    )
    asked = questions.open_on(act, said.number, said.line or None) if said.number else ()
    quoted = {"reply": on_one_line(said.text).strip(), "open_questions": questions.visits_asked(act, asked, contact)}
    happen(act, contact, event, quoted=quoted)


def _was_open(act: Act, entry: Entry, said: ReplyReceived) -> bool | None:
    """Whether the line of a reply was open when it came in; what came to none of ours goes by the practice's hours."""
    is_open = is_line_open(act.ruleset, said.line, entry.at)
    return None if is_open == UNKNOWN else is_open == yes_no(True)


def _refused_since(act: Act, entry: Entry, said: ReplyReceived) -> bool:
    """Whether a refusal came from the same number after this reply, whose reaction had to wait."""
    country = act.ruleset.country
    later = (one.said for one in act.store.journal(contact=entry.contact, since=entry.seq))
    known = (one for one in later if isinstance(one, ReplyReceived) and not one.outdated)
    refused = (one.number for one in known if one.keyword is Keyword.OUT)
    return any(same_number(number, country) == same_number(said.number, country) for number in refused)


def _reported(act: Act, number: int, report: DeliveryReport) -> DeliveryReported:
    message = act.store.message(number)
    return DeliveryReported(report, message=message.message, appointment=message.appointment)
