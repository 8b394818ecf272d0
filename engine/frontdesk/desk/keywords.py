"""The answer to a keyword of a reply: one for each change of consent, to the number and on the line that it came in on.

Source: 47 CFR 64.1200(a)(12), domain.md 6.1: one confirmation of an opt-out, which is the last message; domain.md 6.3:
silence until a new opt-in, and HELP is answered for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from frontdesk.desk import consents, messages
from frontdesk.desk.languages import own_language
from frontdesk.desk.practice import Act
from frontdesk.journal import KeywordAnswered, MessageQueued, ReplyReceived
from frontdesk.names import Consent, ConsentSource, ContactId, Keyword, LineId, LineType, MessageKind, MessageState
from frontdesk.records import ConsentRecord, Contact, Message

_A_DAY = timedelta(days=1)
_MOST_A_DAY = 5
"""So many keywords of one number are answered in a day on one line: two machines that answer each other end there."""
_AGAINST: Mapping[Keyword, Consent] = {Keyword.OUT: Consent.OPTED_IN, Keyword.IN: Consent.OPTED_OUT}
"""What was said after a keyword, where its answer would not be true any more."""


def confirm(act: Act, contact: ContactId, said: ReplyReceived, *, changed: bool) -> None:
    """Answer a keyword on the line that it came in on, if there is something to say: consent *changed*, or HELP.

    What was to be answered before a change is not true after it, and is taken back, with or without an answer to this.
    Who opted out is told how to get help once a day.
    """
    line = said.line or next(iter(act.ruleset.lines))
    earlier = [one for one in act.store.replies_to(said.number) if one.line == line]
    if changed:
        for one in earlier:
            messages.take_back(act, one, "another reply came in since")
    message = act.ruleset.consent.confirmations.get(said.keyword)
    if message is None or not (changed or said.keyword is Keyword.HELP):
        return
    lately = [one for one in earlier if _was_said(one) and act.now - one.due_at < _A_DAY]
    same = [one for one in lately if one.message == message]
    if said.keyword is Keyword.HELP and same and (_waits(same[-1]) or _is_out(act, said.number, line)):
        return
    if len(lately) >= _MOST_A_DAY:
        return
    content = act.ruleset.messages[message].content
    channel = next((name for name in act.ruleset.consent.counts_for if name in content), None)
    if channel is None:
        return
    entry = act.record(contact, KeywordAnswered(said.received, message, own_language(act, said.received)))
    messages.reply(act, contact, messages.Reply(message, channel, said.number, line), f"reply {entry}")
    if len(lately) + 1 == _MOST_A_DAY:
        told = f"keywords from one number were answered {_MOST_A_DAY} times in a day; more are kept and not answered"
        act.store.add_notice(contact, act.now, f"{told}: does a machine write?")


def ask_to_confirm(act: Act, contact: Contact, refused: Iterable[ConsentRecord]) -> None:
    """Ask whoever staff opted out to confirm it, once for each number that takes texts; they are out already.

    A STOP to that makes the refusal their own, a START ends it (domain.md 4.3). What staff heard from them is no word
    of staff, so nobody is asked.
    """
    message = act.ruleset.consent.staff_out
    if message is None:
        return
    content = act.ruleset.messages[message].content
    people = (contact, *contact.companions.values())
    takes_none = (LineType.LANDLINE, LineType.INVALID)
    deaf = {phone.number for one in people for phone in one.phones.values() if phone.line_type in takes_none}
    asked = set[str]()
    lines = list(act.ruleset.lines)
    for one in sorted(refused, key=lambda one: lines.index(one.line)):
        counts = one.channel in act.ruleset.consent.counts_for and one.channel in content
        if counts and one.source is ConsentSource.STAFF and one.address not in (asked | deaf):
            asked.add(one.address)
            entry = act.record(contact.id, MessageQueued(message, kind=MessageKind.MANUAL))
            to_send = messages.Reply(message, one.channel, one.address, one.line)
            messages.reply(act, contact.id, to_send, f"reply {entry}")


def untrue_by_now(act: Act, message: Message) -> str:
    """Why the answer to a keyword that still waits must not leave; empty when it may.

    Consent may have changed by other means than a reply: staff, a rule or the provider said so.
    """
    consent = act.ruleset.consent
    said = [*consent.confirmations.items(), *([(Keyword.OUT, consent.staff_out)] if consent.staff_out else [])]
    answered = [one for one, answer in said if answer == message.message]
    if len(answered) != 1 or message.line is None:
        return ""
    against = _AGAINST.get(answered[0])
    return f"the number is {against.replace('_', ' ')} by now" if against in _said(act, message) else ""


def _said(act: Act, message: Message) -> list[Consent]:
    """What is recorded by now of where an answer goes."""
    here = (one for one in consents.recorded(act, message.address) if one.line == message.line)
    return [one.value for one in here if one.channel in act.ruleset.consent.counts_for and one.holds(act.now)]


def _was_said(message: Message) -> bool:
    return message.state is not MessageState.WITHDRAWN


def _waits(message: Message) -> bool:
    return message.state in (MessageState.WAITING, MessageState.SENDING)


def _is_out(act: Act, number: str, line: LineId) -> bool:
    here = (one for one in consents.recorded(act, number) if one.line == line and one.holds(act.now))
    return any(one.value is Consent.OPTED_OUT for one in here if one.channel in act.ruleset.consent.counts_for)
