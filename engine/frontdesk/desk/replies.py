"""What people reply: kept first, in their own words, then answered, then given to the rules.

A keyword changes consent for everybody on the number it came from (domain.md 4.3). That is written down before any rule
is asked, so that no rule can undo a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.addresses import same_number, shown_number
from frontdesk.desk import consents, keywords, reactions
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.interpreter.consent import read_reply
from frontdesk.journal import ReplyReceived
from frontdesk.model import UnknownNameError
from frontdesk.names import Consent, Keyword, LineId
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Due, DueKind

_KEYWORD_CONSENT: Mapping[Keyword, Consent] = {Keyword.OUT: Consent.OPTED_OUT, Keyword.IN: Consent.OPTED_IN}


class NobodyThereError(FrontdeskError):
    """A reply came from a number that no contact has."""


def receive(act: Act, number: str, text: str, line: LineId | None = None, *, anywhere: bool = False) -> Answer:
    """Take in a reply from *number*, however it is written: what it says is kept, with the consent of a keyword.

    Then rules react. Without a *line* it came in on the first; where it came in on a number that is none of the
    practice's (*anywhere*), a refusal counts on every line, and agreeing on none. A keyword counts for a number that
    nobody has yet, too.

    Whoever is on the number may have written, so all of them react, which takes as long as they are many; one answer
    goes to the number, and is kept together with the words, so that answers keep their order.

    Raises NobodyThereError when nobody has the number and the reply is no such keyword, or there is no number at all;
    UnknownNameError for a line that does not exist. A rule that cannot be carried out is told in the answer and to the
    staff: the reply is taken in all the same.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))
    number = same_number(number, act.ruleset.country)
    if not number:
        raise NobodyThereError("a reply without a number is nobody's; it was not kept")
    own = line or next(iter(act.ruleset.lines))
    reply = read_reply(act.ruleset.consent, text)

    def do() -> Answer:
        people = act.store.contacts_on_number(number)
        value = _KEYWORD_CONSENT.get(reply.keyword)
        if not people and value is None:
            raise NobodyThereError(f"nobody has the number {shown_number(number)}; the reply was not kept")
        agreed, before = "", _recorded(act, number)
        if value is Consent.OPTED_IN and anywhere:
            agreed = "; nothing was opted in, since it came to none of the practice's numbers"
        elif value is not None:
            lines = consents.lines_of(act.ruleset, None if anywhere else own)
            consents.write(act, people[0] if people else None, [number], lines, (value, consents.OWN_WORDS))
            labels = ", ".join(act.ruleset.lines[one].label for one in lines)
            agreed = f"; the number is {value.replace('_', ' ')} on {labels} now"
        if not people:
            told = f"nobody has the number {shown_number(number)}; '{reply.received}' is kept for whoever gets it"
            return Answer(None, told)
        came_in_on = LineId("") if anywhere else own  # none of the practice's: no rule may read consent out of it
        said = ReplyReceived(number, reply.received, reply.keyword, came_in_on)
        entry = act.record(people[0], said)
        keywords.confirm(act, people[0], said, changed=_recorded(act, number) != before)
        for person in people:
            act.store.schedule(Due(act.now, DueKind.REACT, person, entry))
        told = f"reply from {counted(len(people), 'contact')} on {shown_number(number)} taken in{agreed}"
        return Answer(people[0], told, len(people))

    answer = once(act, ("reply", number, text, own), do)
    return reactions.followed_by(act, answer, act.store.contacts_on_number(number))


def _recorded(act: Act, number: str) -> list[tuple[Consent, str]]:
    """What is recorded of a number on each line, and who said so: if a reply leaves it as it is, it changed nothing."""
    return [(act.store.consent(number, line), act.store.consent_source(number, line)) for line in act.ruleset.lines]
