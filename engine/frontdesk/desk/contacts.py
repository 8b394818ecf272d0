"""The front desk logs a call, notes how somebody wants to be reached, and reads what people reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import consents, messages, tasks, timers
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import AttemptsReached, DeliveryReported, MessageReceived, OutcomeLogged, PreferencesChanged
from frontdesk.interpreter import attempts
from frontdesk.interpreter.consent import Reply, read_reply
from frontdesk.model import UnknownNameError
from frontdesk.names import ChannelId, Consent, ContactId, LineId, MessageState, OutcomeId, PhoneKind
from frontdesk.problems import FrontdeskError, choices, counted
from frontdesk.records import Contact, Preference, normal_number, ways_to_write
from frontdesk.tables import UNKNOWN, Value, written

_PHONE_NUMBER = 7
"""So many digits and more are a part of a phone number; fewer are the number of a contact."""
_KEYWORD_CONSENT = {"out": Consent.OPTED_OUT, "in": Consent.OPTED_IN}


@dataclass(frozen=True, slots=True)
class ContactLog:
    """What came of a contact: the outcome, and either a follow-up date or a close; *task* is a task's number."""

    outcome: OutcomeId
    follow_up_at: datetime | None = None
    close: bool = False
    note: str = ""
    task: int | None = None


_RANKS = {"sent": 1, "undelivered": 2, "failed": 2, "delivered": 3}
"""How much a report says of a message: one that arrived did so, whatever was said of it before."""


class NotOneContactError(FrontdeskError):
    """Nobody is meant by what was written, or several are."""

    def __init__(self, text: str, found: Sequence[Contact], *, nobody: bool) -> None:
        if found:
            them = [f"{one.id} {one.name}" for one in found]
            words = f"'{text}' can mean {choices(them)}; write the number in front of the name"
        elif nobody:
            words = f"there is no contact yet, so nobody is called '{text}'; bring some in with 'frontdesk import FILE'"
        else:
            words = f"'{text}' is in nobody's name, number, e-mail or reference; see 'frontdesk contact list'"
        super().__init__(words)


class OwnRefusalError(FrontdeskError):
    """Somebody is to be opted in who opted out in their own words."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(f"{contact.name} said stop; only they can take that back: ask them to text START")


class NobodyThereError(FrontdeskError):
    """A reply came from a number that no contact has."""


def log_contact(act: Act, contact: ContactId, log: ContactLog) -> Answer:
    """Log a contact: the task's state, the attempt count, and all that follows the outcome.

    Raises UnknownNameError (outcome), LogRefusedError (neither date nor close, or a note is missing).
    """
    if log.outcome not in act.ruleset.outcomes:
        raise UnknownNameError("outcome", log.outcome, list(act.ruleset.outcomes))

    def do() -> Answer:
        before = settled_if_due(act, contact)
        follow_up = log.follow_up_at
        usual = act.ruleset.outcomes[log.outcome].follow_up_in
        if follow_up is None and not log.close and usual is not None:
            follow_up = act.now + usual
        following = "follow_up" if follow_up else "close" if log.close else "none"
        task = tasks.log(act, contact, log.outcome, following, follow_up, log.note, log.task)
        counted = attempts.counts(act.ruleset, log.outcome)
        after = replace(before, last_outcome=log.outcome, attempts=before.attempts + counted)
        act.store.save_contact(after)
        if log.note:
            act.store.add_note(contact, act.now, act.by, log.note)
        act.record("contact logged", contact, {"outcome": log.outcome, "next": following, "attempts": after.attempts})
        happen(act, contact, OutcomeLogged(log.outcome, task.task if task else None))
        if counted:
            happen(act, contact, AttemptsReached(after.attempts))
        label = act.ruleset.outcomes[log.outcome].label
        return Answer(contact, f"logged '{label}' for {before.name}", task.id if task else None)

    return once(act, ("log", contact, log), do)


def set_preferences(
    act: Act,
    contact: ContactId,
    *,
    number: str | None = None,
    method: str | None = None,
    do_not_contact: bool | None = None,
) -> Answer:
    """Note on the facesheet how *contact* wants to be reached; what is ``None`` stays as it is.

    Raises UnknownNameError for a number or method that does not exist.
    """
    if number is not None and number not in (*PhoneKind, "not_sent"):
        raise UnknownNameError("number", number, [*PhoneKind, "not_sent"])
    if method is not None and method not in (*act.ruleset.channels, "not_sent"):
        raise UnknownNameError("method", method, [*act.ruleset.channels, "not_sent"])

    def do() -> Answer:
        before = settled_if_due(act, contact)
        sheet = before.facesheet
        changed = Preference(
            sheet.number if number is None else number,
            sheet.method if method is None else method,
            sheet.do_not_contact if do_not_contact is None else do_not_contact,
        )
        act.store.save_contact(replace(before, facesheet=changed))
        data = {"number": changed.number, "method": changed.method, "do_not_contact": changed.do_not_contact}
        act.record("preferences set", contact, data)
        happen(act, contact, PreferencesChanged())
        return Answer(contact, f"preferences of {before.name} noted")

    return once(act, ("prefs", contact, number, method, do_not_contact), do)


def note_facts(act: Act, contact: ContactId, facts: Mapping[str, Value]) -> Answer:
    """Note what the practice's own facts say of *contact*; ``unknown`` forgets one, and others stay as they are.

    A date that is new or moved sets the clocks that count on it anew; one that has passed already rings at once.
    """

    def do() -> Answer:
        before = settled_if_due(act, contact)
        changed = {name: value for name, value in facts.items() if before.facts.get(name, UNKNOWN) != value}
        if not changed:
            return Answer(contact, f"nothing new is known of {before.name}")
        known = {name: value for name, value in {**before.facts, **changed}.items() if value != UNKNOWN}
        after = replace(before, facts=known)
        act.store.save_contact(after)
        act.record("facts noted", contact, {name: written(value) for name, value in changed.items()})
        timers.dates_known(act, after, changed)
        said = ", ".join(f"{name.replace('_', ' ')} {written(value)}" for name, value in changed.items())
        return Answer(contact, f"noted of {before.name}: {said}")

    return once(act, ("facts", contact, sorted((name, written(value)) for name, value in facts.items())), do)


def set_consent(act: Act, contact: ContactId, value: Consent, line: LineId | None = None) -> Answer:
    """Record consent for every number of *contact*, on *line* or, without one, on every line.

    Raises UnknownNameError for a line that does not exist, OwnRefusalError when they said STOP themselves.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))

    def do() -> Answer:
        record = act.store.contact(contact)
        lines = [line] if line and not act.ruleset.consent.practice_wide else list(act.ruleset.lines)
        numbers = [phone.number for phone in record.phones.values()]
        if consents.write(act, contact, numbers, lines, (value, "staff")):
            raise OwnRefusalError(record)
        shared = {other for number in numbers for other in act.store.contacts_on_number(number)} - {contact}
        also = f"; it counts for {len(shared)} more on the same number" if shared else ""
        return Answer(contact, f"{record.name} is {value.replace('_', ' ')} on {', '.join(lines)}{also}")

    return once(act, ("consent", contact, value, line), do)


def receive(act: Act, number: str, text: str, line: LineId | None = None) -> Answer:
    """Take in a reply from *number*: keywords change consent for everyone on it (domain.md 4.3), then rules react.

    A keyword counts for a number that nobody has yet, too. Raises NobodyThereError when nobody has the number and the
    reply is no such keyword; UnknownNameError for a line that does not exist.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))
    reply = read_reply(act.ruleset.consent, text)
    own = line or next(iter(act.ruleset.lines))
    value = _KEYWORD_CONSENT.get(reply.keyword)

    def do() -> Answer:
        people = act.store.contacts_on_number(number)
        if not people and value is None:
            raise NobodyThereError(f"nobody has the number {number}; the reply was not kept")
        if value is not None:
            lines = list(act.ruleset.lines) if act.ruleset.consent.practice_wide else [own]
            consents.write(act, people[0] if people else None, [number], lines, (value, consents.OWN_WORDS))
        if not people:
            kept = f"nobody has the number {number}; '{reply.received}' is kept for whoever gets it"
            return Answer(None, kept)
        _confirm(act, people, number, own, reply)
        event = MessageReceived(reply.received, reply.keyword, own)
        for person in people:
            settled_if_due(act, person)
            happen(act, person, event)
        return Answer(people[0], f"reply from {counted(len(people), 'contact')} on {number} taken in", len(people))

    return once(act, ("reply", number, text, own), do)


def report(act: Act, message: int, said: str) -> Answer:
    """Take in what a provider says of a message later: delivered, undelivered or failed (domain.md 4.12).

    Providers repeat themselves and mix up the order: what adds nothing to what was said before has no consequence.
    Raises UnknownNameError for another word.
    """
    if said not in _RANKS:
        raise UnknownNameError("report", said, list(_RANKS))

    def do() -> Answer:
        about = act.store.message(message)
        settled_if_due(act, about.contact)
        if _RANKS[said] <= _RANKS.get(about.reported or about.state, 0):
            return Answer(about.contact, f"nothing new of message {message}: it is {about.reported or about.state}")
        act.store.save_message(replace(about, reported=said))
        act.record("delivery reported", about.contact, {"message": message, "report": said})
        event = DeliveryReported(said, message=about.message, appointment=about.appointment)
        happen(act, about.contact, event)
        return Answer(about.contact, f"message {message} is {said}", message)

    return once(act, ("report", message, said), do)


def find(act: Act, text: str) -> Contact:
    """Return the one contact that *text* means.

    It is the contact's number, its reference, or a part of its name, phone number, e-mail or reference that only it
    has. Raises NotOneContactError, NoSuchContactError.
    """
    if text.isdecimal() and len(text) < _PHONE_NUMBER:
        return act.store.contact(ContactId(int(text)))
    found = act.store.contact_with_reference(text)
    number = normal_number(text)
    candidates = [found] if found else act.store.find_contacts(text)
    if not candidates and len(number) >= _PHONE_NUMBER:
        candidates = act.store.find_contacts(ways_to_write(number)[0])
    if len(candidates) != 1:
        raise NotOneContactError(text, candidates, nobody=not act.store.contact_count())
    return candidates[0]


def _confirm(act: Act, people: Sequence[ContactId], number: str, line: LineId, reply: Reply) -> None:
    """Answer a keyword on the line that it came in on; what still waits to be answered on it is answered by this."""
    message, contact = act.ruleset.consent.confirmations.get(reply.keyword), people[0]
    if message is None:
        return
    for person in people:
        for waiting in act.store.messages(person, states=(MessageState.WAITING,)):
            if waiting.is_reply and (waiting.address, waiting.line) == (number, line):
                messages.take_back(act, waiting, "another reply came in since")
    content = act.ruleset.messages[message].content
    channel = next((name for name, one in act.ruleset.channels.items() if one.consent and name in content), None)
    if channel is not None:
        entry = act.record("keyword answered", contact, {"keyword": reply.received, "message": message})
        answer = messages.Reply(message, ChannelId(channel), number, line)
        messages.reply(act, contact, answer, f"reply {entry}")
