"""Which questions are open, and what a reply answers: only where one is open, since nobody guesses which was meant.

A question is open from when its message left until somebody answers it, the visit that it is about comes, moves or is
confirmed, or, where it is about none, until it has waited long enough. Knows no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.interpreter.consent import Reply
from frontdesk.journal import AppointmentRescheduled, ConsentRecorded, Entry, MessageEnded, ReplyReceived
from frontdesk.names import ContactId, Keyword, MessageState, OpenQuestions, Question, ReplyAnswer


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was asked, about which visit if about one; ``numbered`` when the text named the visit's number."""

    contact: ContactId
    question: Question
    appointment: int | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply answers: nothing where ``to`` is nothing. ``open`` is how many questions it could be about."""

    open: OpenQuestions
    to: Asked | None = None
    answer: ReplyAnswer | None = None


def still_open(
    entries: Iterable[Entry], asking: Mapping[int, Asked], now: datetime, open_for: timedelta
) -> tuple[Asked, ...]:
    """What the messages *asking*, by number, asked and nobody has answered, as a contact's journal tells it.

    Whether a visit still waits to be confirmed is for whoever knows the visits.
    """
    waiting: dict[int | None, Asked] = {}
    for entry in entries:
        match entry.said:
            case MessageEnded(message, state=MessageState.SENT | MessageState.UNKNOWN) if message in asking:
                asked = asking[message]
                if asked.question is Question.CONFIRMATION or entry.at + open_for > now:
                    waiting[asked.appointment] = asked
            case AppointmentRescheduled(appointment):
                waiting.pop(appointment, None)
            case ReplyReceived(question=question, appointment=appointment) if question is not None:
                waiting.pop(appointment, None)
            case ConsentRecorded():
                waiting.pop(None, None)
    return tuple(waiting.values())


def answered(reply: Reply, asked: Sequence[Asked]) -> Answered:
    """What *reply* answers of all that was *asked* on its number.

    A word that refuses or asks for help is no answer (domain.md 6.1: a refusal always counts). A number beside the
    answer names the visit, where a text named it.
    """
    several = OpenQuestions.SEVERAL if len(asked) > 1 else OpenQuestions.ONE if asked else OpenQuestions.NONE
    meant = [one for one in asked if reply.number is None or (one.numbered and one.appointment == reply.number)]
    refuses = reply.keyword in (Keyword.OUT, Keyword.HELP)
    if reply.answer is None or refuses or len(meant) != 1:
        return Answered(several)
    return Answered(several, meant[0], reply.answer)
