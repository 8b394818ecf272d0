"""What people reply: kept first, as they wrote it, then answered, then given to the rules.

A keyword changes consent for everybody on the number it came from (domain.md 4.3). That is written down before any rule
is asked, so that no rule can undo a refusal. What nobody's number sends is kept as well, and the staff are told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from frontdesk.addresses import same_number, shown_number
from frontdesk.desk import consents, keywords, reactions
from frontdesk.desk.practice import Act, Answer, answered_before, remember
from frontdesk.desk.questions import open_on
from frontdesk.interpreter.consent import Reply, read_reply
from frontdesk.interpreter.questions import Answered, answered
from frontdesk.journal import ReplyReceived
from frontdesk.model import UnknownNameError
from frontdesk.names import (
    OWN_WORDS,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    Keyword,
    LineId,
    OpenQuestions,
    Question,
    ReplyAnswer,
)
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Due, DueKind, NoSuchRecordError
from frontdesk.strangers import on_one_line

_KEYWORD_CONSENT: Mapping[Keyword, Consent] = {Keyword.OUT: Consent.OPTED_OUT, Keyword.IN: Consent.OPTED_IN}
_ANSWERS = {ReplyAnswer.YES: "yes to", ReplyAnswer.NO: "no to", ReplyAnswer.RESCHEDULE: "another time for"}
_WRITTEN_NUMBER = re.compile(r"\+?[\d\s()./\u2010-\u2015-]+((x|ext\.?)\s*\d+)?", re.IGNORECASE)
_FEWEST_DIGITS = 5
"""A short code of the carriers has five or six; fewer are no number that a text can come from."""
_KEPT_ENTRY = re.compile(r"entry (\d+)")


class NoNumberError(FrontdeskError):
    """A reply came from nothing that is a number, so that it is nobody's and nobody could be answered."""

    def __init__(self, written: str) -> None:
        cause = f"'{on_one_line(written)}' is no number that a text can come from; nothing was kept"
        super().__init__(f"{cause}. Give the number that it came from, such as 202-555-0101")


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A reply as it came in: from which number, what, on which line (or on none of the practice's), written when."""

    number: str
    text: str
    line: LineId
    anywhere: bool
    at: datetime

    @property
    def own_line(self) -> LineId:
        """The practice's line as it is written down: none, where it came to none, so that no rule reads consent out."""
        return LineId("") if self.anywhere else self.line


def receive(
    act: Act,
    number: str,
    text: str,
    line: LineId | None = None,
    *,
    anywhere: bool = False,
    said_at: datetime | None = None,
) -> Answer:
    """Take in a reply from *number*, however it is written: what it says is kept, with the consent of a keyword.

    Then rules react. Whoever is on the number may have written, so all of them react, which takes as long as they are
    many; one answer goes to the number, and is kept together with the words, so that answers keep their order.

    Without a *line* it came in on the first; where it came in on a number that is none of the practice's (*anywhere*),
    a refusal counts on every line, and agreeing on none. *said_at* is when it was written, where that is known: what
    is older than what is recorded changes no consent, and a clock that runs ahead counts as now.

    Raises NoNumberError, UnknownNameError for a line that does not exist, RequestReusedError. A rule that cannot be
    carried out is told in the answer and to the staff: the reply is taken in all the same.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))
    own = line or next(iter(act.ruleset.lines))
    at = min(said_at, act.now) if said_at else act.now
    came = _Incoming(_read_number(number, act.ruleset.country), text, own, anywhere, at)
    with act.deciding():
        answer = answered_before(act, lambda kept: _is_same(act, came, kept))
        if answer is None:
            entry, answer = _take_in(act, came)
            remember(act, answer, f"entry {entry}")  # never the words: what is kept of a request cannot be erased
    return reactions.followed_by(act, answer, act.store.contacts_on_number(came.number))


def _read_number(written: str, country: str) -> str:
    plain = unicodedata.normalize("NFKC", written).strip()
    if not _WRITTEN_NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) < _FEWEST_DIGITS:
        raise NoNumberError(written)
    return same_number(plain, country)


def _is_same(act: Act, came: _Incoming, kept: str) -> bool:
    """Whether the request that left *kept* was this reply; where its words are erased, its id alone says so."""
    found = _KEPT_ENTRY.fullmatch(kept)
    if found is None:
        return False
    try:
        entry = act.store.entry(int(found[1]))
    except NoSuchRecordError:  # of an older store, which kept the words and does not any more
        return True
    said = entry.said
    asked = (came.number, came.text, came.own_line)
    return entry.erased or (isinstance(said, ReplyReceived) and (said.number, said.text, said.line) == asked)


def _take_in(act: Act, came: _Incoming) -> tuple[int, Answer]:
    """Keep the reply and what it changes; the number of its entry, and what to answer."""
    people = act.store.contacts_on_number(came.number)
    reply = read_reply(act.ruleset.consent, came.text)
    found = answered(reply, open_on(act, came.number, None if came.anywhere else came.line))
    keyword = _keyword(reply, found)
    agreed = _agreed(act, came, keyword)
    about = [found.to.contact] if found.to and found.to.question is Question.CONFIRMATION else people
    said = ReplyReceived(
        came.number,
        reply.received,
        keyword,
        came.own_line,
        came.text,
        came.at if came.at != act.now else None,
        agreed is not None and not agreed.lines,
        found.to.question if found.to else None,
        found.answer,
        found.to.appointment if found.to else None,
        found.open,
    )
    entry, before = act.record(about[0] if about else None, said), _recorded(act, came.number)
    told = _record_consent(act, came, agreed, about[0] if about else None)
    if not people:
        return entry, _of_nobody(act, said)
    if not said.outdated:
        keywords.confirm(act, about[0], said, changed=_recorded(act, came.number) != before)
    for person in about:
        act.store.schedule(Due(act.now, DueKind.REACT, person, entry))
    told = told or _taken_for(said)
    told = f"reply from {counted(len(people), 'contact')} on {shown_number(came.number)} taken in{told}"
    return entry, Answer(about[0], told, len(people))


def _taken_for(said: ReplyReceived) -> str:
    """What a reply that changes no consent was taken for; what comes of it is for the rules."""
    if said.question is Question.CONFIRMATION and said.answer is not None:
        return f": {_ANSWERS[said.answer]} visit {said.appointment}"
    if said.question is Question.OPT_IN and said.answer is ReplyAnswer.NO:
        return ": no to being written to"
    if said.keyword is Keyword.HELP:
        return ": it asks for help"
    if said.open_questions is OpenQuestions.SEVERAL:
        return ": several questions are open, and it does not say which it answers, so a person should read it"
    return ": it answers nothing that was asked, so a person should read it"


def _keyword(reply: Reply, found: Answered) -> Keyword:
    """What the reply does to consent: a yes opts in where that was asked, and nowhere else (domain.md 6.3)."""
    if found.to is None:
        return reply.keyword
    opts_in = found.to.question is Question.OPT_IN and found.answer is ReplyAnswer.YES
    return Keyword.IN if opts_in else Keyword.OTHER


@dataclass(frozen=True, slots=True)
class _Agreed:
    """The consent that a keyword means, and the lines on which it is the last word; none where something newer is."""

    value: Consent
    lines: tuple[LineId, ...]


def _agreed(act: Act, came: _Incoming, keyword: Keyword) -> _Agreed | None:
    value = _KEYWORD_CONSENT.get(keyword)
    if value is None:
        return None
    lines = consents.lines_of(act.ruleset, None if came.anywhere else came.line)
    newest = (one for one in lines if not _is_outdated(act, came.number, one, value, came.at))
    return _Agreed(value, tuple(newest))


def _is_outdated(act: Act, number: str, line: LineId, value: Consent, at: datetime) -> bool:
    """Whether what somebody said themselves at *at* is not the last word any more, though it comes in only now.

    Agreeing never lifts a refusal that is newer, whoever noted it; a refusal gives way only to a newer one of theirs to
    agree. What was said at the same instant counts in the order in which it came in.
    """
    channels = act.ruleset.consent.counts_for
    here = (one for one in consents.recorded(act, number) if one.line == line and one.channel in channels)
    newer = [one for one in here if one.at > at and one.covers is Covers.ALL]
    if value is Consent.OPTED_OUT:
        return any(one.value is Consent.OPTED_IN and one.source in OWN_WORDS for one in newer)
    return any(one.value is Consent.OPTED_OUT for one in newer)


def _record_consent(act: Act, came: _Incoming, agreed: _Agreed | None, contact: ContactId | None) -> str:
    """Keep the consent that a keyword means, and return what to tell of it."""
    if agreed is None:
        return ""
    if not agreed.lines:
        return "; something newer is recorded for the number, and counts: nothing was changed"
    if agreed.value is Consent.OPTED_IN and came.anywhere:
        return "; nothing was opted in, since it came to none of the practice's numbers"
    said = consents.ConsentSaid(agreed.value, ConsentSource.REPLY, words=came.text)
    consents.write(act, contact, consents.by_keyword(act.ruleset, came.number), agreed.lines, said, came.at)
    labels = ", ".join(act.ruleset.lines[one].label for one in agreed.lines)
    return f"; the number is {agreed.value.replace('_', ' ')} on {labels} now"


def _of_nobody(act: Act, said: ReplyReceived) -> Answer:
    """Tell the staff what a number wrote that nobody has; a keyword needs no reader, and counts for whoever gets it."""
    if said.keyword in _KEYWORD_CONSENT:
        return Answer(None, f"nobody has the number {shown_number(said.number)}; the reply is kept for whoever gets it")
    told = f"a text from {shown_number(said.number)}, whom nobody knows: '{on_one_line(said.text).strip()}'"
    act.store.add_notice(None, act.now, told)
    return Answer(None, f"nobody has the number {shown_number(said.number)}; the reply is kept, and the staff are told")


def _recorded(act: Act, number: str) -> list[tuple[LineId, ChannelId, Consent, ConsentSource]]:
    """What is recorded of a number, and who said so: if a reply leaves it as it is, it changed nothing."""
    return [(one.line, one.channel, one.value, one.source) for one in consents.recorded(act, number)]
