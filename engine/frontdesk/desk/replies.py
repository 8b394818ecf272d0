"""What people reply: kept first, in their own words, then answered, then given to the rules.

A keyword changes consent for everybody on the number it came from (domain.md 4.3). That is written down before any rule
is asked, so that no rule can undo a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from frontdesk.desk import consents, reactions
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.interpreter.consent import read_reply
from frontdesk.journal import ReplyReceived
from frontdesk.model import UnknownNameError
from frontdesk.names import Consent, ConsentSource, Keyword, LineId
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Due, DueKind

_KEYWORD_CONSENT: Mapping[Keyword, Consent] = {Keyword.OUT: Consent.OPTED_OUT, Keyword.IN: Consent.OPTED_IN}


class NobodyThereError(FrontdeskError):
    """A reply came from a number that no contact has."""


def receive(act: Act, number: str, text: str, line: LineId | None = None, *, anywhere: bool = False) -> Answer:
    """Take in a reply from *number*: what it says is kept, with the consent that a keyword means; then rules react.

    Without a *line* it came in on the first; where it came in on a number that is none of the practice's (*anywhere*),
    a refusal counts on every line, and agreeing on none. A keyword counts for a number that nobody has yet, too.

    Raises NobodyThereError when nobody has the number and the reply is no such keyword, or there is no number at all;
    UnknownNameError for a line
    that does not exist. A rule that cannot be carried out is told in the answer and to the staff: the reply is taken in
    all the same.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))
    if not re.search(r"\d", number):
        raise NobodyThereError("a reply without a number is nobody's; it was not kept")
    own = line or next(iter(act.ruleset.lines))
    reply = read_reply(act.ruleset.consent, text)

    def do() -> Answer:
        people = act.store.contacts_on_number(number)
        value = _KEYWORD_CONSENT.get(reply.keyword)
        if not people and value is None:
            raise NobodyThereError(f"nobody has the number {number}; the reply was not kept")
        agreed = ""
        if value is Consent.OPTED_IN and anywhere:
            agreed = "; nothing was opted in, since it came to none of the practice's numbers"
        elif value is not None:
            lines = consents.lines_of(act.ruleset, None if anywhere else own)
            said = consents.ConsentSaid(value, ConsentSource.REPLY, words=reply.received)
            where = consents.by_keyword(act.ruleset, number)
            consents.write(act, people[0] if people else None, where, lines, said)
            labels = ", ".join(act.ruleset.lines[one].label for one in lines)
            agreed = f"; the number is {value.replace('_', ' ')} on {labels} now"
        if not people:
            return Answer(None, f"nobody has the number {number}; '{reply.received}' is kept for whoever gets it")
        came_in_on = LineId("") if anywhere else own  # none of the practice's: no rule may read consent out of it
        entry = act.record(people[0], ReplyReceived(number, reply.received, reply.keyword, came_in_on))
        for person in people:
            act.store.schedule(Due(act.now, DueKind.REACT, person, entry))
        told = f"reply from {counted(len(people), 'contact')} on {number} taken in{agreed}"
        return Answer(people[0], told, len(people))

    answer = once(act, ("reply", number, text, own), do)
    return reactions.followed_by(act, answer, act.store.contacts_on_number(number))
