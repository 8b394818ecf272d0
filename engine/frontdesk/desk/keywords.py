"""The answers to a reply, to the number and on the line that it came in on: to a keyword, and of a rule.

A keyword is answered once for each change of consent; what a rule answers goes once for each reply.

Source: 47 CFR 64.1200(a)(12), domain.md 6.1: one confirmation of an opt-out, which is the last message; domain.md 6.3:
silence until a new opt-in, and HELP is answered for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from frontdesk.desk import consents, messages
from frontdesk.desk.languages import own_language
from frontdesk.desk.practice import Act
from frontdesk.events import Event, MessageReceived
from frontdesk.journal import KeywordAnswered, MessageQueued, ReplyReceived
from frontdesk.names import (
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    Keyword,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    MessageState,
    Purpose,
)
from frontdesk.records import ConsentRecord, Contact, Message, standing

_A_DAY = timedelta(days=1)
_MOST_A_DAY = 5
"""So often one number is answered in a day on one line, to keywords or by one message of rules.

Two machines that answer each other end there.
"""
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
    to_keywords = [one for one in earlier if _was_said(one) and not _is_of_a_rule(one)]
    lately = [one for one in to_keywords if act.now - one.due_at < _A_DAY]
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
    _tell_of_a_machine(act, contact, "keywords", len(lately) + 1)


def ask_to_confirm(act: Act, contact: Contact, refused: Iterable[ConsentRecord]) -> None:
    """Ask whoever staff opted out to confirm it, once for each number that takes texts; they are out already.

    A STOP to that makes the refusal their own, a START ends it (domain.md 4.3). What staff heard from them is no word
    of staff, so nobody is asked.
    """
    message = act.ruleset.consent.staff_out
    if message is None:
        return
    content = act.ruleset.messages[message].content
    phones = (*contact.phones.values(), *(one for of in contact.companions.values() for one in of.phones.values()))
    deaf = {phone.number for phone in phones if phone.line_type in (LineType.LANDLINE, LineType.INVALID)}
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
    """Why the answer to a reply that still waits must not leave; empty when it may.

    Consent may have changed by other means than a reply: staff, a rule or the provider said so.
    """
    if _is_of_a_rule(message):
        return "the number is opted out by now" if _refused(act, message) else ""
    consent = act.ruleset.consent
    says = [*consent.confirmations.items(), *([(Keyword.OUT, consent.staff_out)] if consent.staff_out else [])]
    answered = [one for one, said in says if said == message.message]
    if len(answered) != 1 or message.line is None:
        return ""
    against = _AGAINST.get(answered[0])
    return f"the number is {against.replace('_', ' ')} by now" if against in _said(act, message) else ""


def answer(act: Act, contact: ContactId, message: MessageId, reply: Event, because: str) -> None:
    """Answer a reply with *message*, as a rule asks: once, however many have the number that it came from.

    Whoever refused texts there gets none, nor who was answered so often already that a machine may write; what
    something newer overtook is not answered any more, nor is an event that is no reply.
    """
    if not isinstance(reply, MessageReceived):
        return
    line = LineId(reply.line) if reply.line in act.ruleset.lines else next(iter(act.ruleset.lines))
    content = act.ruleset.messages[message].content
    channel = next((name for name in act.ruleset.consent.counts_for if name in content), None)
    earlier = [one for one in act.store.replies_to(reply.number) if one.line == line and _was_said(one)]
    run = f"reply {reply.entry} {message}"
    if channel is None or not reply.number or any(one.run == run for one in earlier):
        return
    of_rules = [one for one in earlier if one.message == message and _is_of_a_rule(one)]
    lately = [one for one in of_rules if act.now - one.due_at < _A_DAY]
    if len(lately) >= _MOST_A_DAY:
        return
    act.record(contact, MessageQueued(message, because=because))
    messages.reply(act, contact, messages.Reply(message, channel, reply.number, line), run)
    _tell_of_a_machine(act, contact, "replies", len(lately) + 1)


def _said(act: Act, message: Message) -> list[Consent]:
    """What is recorded by now of where an answer goes."""
    here = (one for one in consents.recorded(act, message.address) if one.line == message.line)
    return [one.value for one in here if one.channel in act.ruleset.consent.counts_for and one.holds(act.now)]


def _tell_of_a_machine(act: Act, contact: ContactId, what: str, number: int) -> None:
    """Tell the staff, with the last answer of a day, that there is no further one."""
    if number == _MOST_A_DAY:
        told = f"{what} from one number were answered {_MOST_A_DAY} times in a day; more are kept and not answered"
        act.store.add_notice(contact, act.now, f"{told}: does a machine write?")


def _refused(act: Act, message: Message) -> bool:
    """Whether texts are refused where the answer of a rule goes."""
    text = act.ruleset.messages.get(message.message)
    covers = Covers.MARKETING if text and text.purpose is Purpose.MARKETING else Covers.ALL
    if message.line is None or message.channel is None:
        return False
    stands = standing(consents.recorded(act, message.address), message.line, message.channel, covers, act.now)
    return stands is not None and stands.value is Consent.OPTED_OUT


def _is_of_a_rule(message: Message) -> bool:
    """Whether a rule answers with it: its run says so, and that of an answer to a keyword names an entry alone."""
    return message.run.endswith(f" {message.message}")


def _was_said(message: Message) -> bool:
    return message.state is not MessageState.WITHDRAWN


def _waits(message: Message) -> bool:
    return message.state in (MessageState.WAITING, MessageState.SENDING)


def _is_out(act: Act, number: str, line: LineId) -> bool:
    here = (one for one in consents.recorded(act, number) if one.line == line and one.holds(act.now))
    return any(one.value is Consent.OPTED_OUT for one in here if one.channel in act.ruleset.consent.counts_for)
