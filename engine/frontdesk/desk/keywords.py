"""The answer to a keyword of a reply: one, to the number and on the line that it came in on."""

from __future__ import annotations

from frontdesk.desk import messages
from frontdesk.desk.practice import Act
from frontdesk.journal import KeywordAnswered, ReplyReceived
from frontdesk.names import ContactId, MessageState


def confirm(act: Act, contact: ContactId, said: ReplyReceived) -> None:
    """Answer a keyword on the line that it came in on; what still waits to be answered on it is answered by this."""
    message = act.ruleset.consent.confirmations.get(said.keyword)
    if message is None:
        return
    line = said.line or next(iter(act.ruleset.lines))
    for person in act.store.contacts_on_number(said.number):
        for waiting in act.store.messages(person, states=(MessageState.WAITING,)):
            if waiting.is_reply and (waiting.address, waiting.line) == (said.number, line):
                messages.take_back(act, waiting, "another reply came in since")
    content = act.ruleset.messages[message].content
    channel = next((name for name in act.ruleset.consent.counts_for if name in content), None)
    if channel is not None:
        entry = act.record(contact, KeywordAnswered(said.received, message))
        messages.reply(act, contact, messages.Reply(message, channel, said.number, line), f"reply {entry}")
