"""Consent is written here alone: per number and line, with who said so.

What somebody refused in their own words, or a carrier says that they did, only their own words take back (domain.md
4.2: a Yes never overrides Opted Out; 6.3: silence until a new opt-in).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from frontdesk.desk.practice import Act, Answer, once
from frontdesk.journal import ConsentRecorded
from frontdesk.model import Ruleset, UnknownNameError
from frontdesk.names import Consent, ContactId, LineId
from frontdesk.problems import FrontdeskError
from frontdesk.records import Contact

OWN_WORDS = "reply"
_THEIRS = (OWN_WORDS, "provider")


class OwnRefusalError(FrontdeskError):
    """Somebody is to be opted in who opted out in their own words."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(f"{contact.name} said stop; only they can take that back: ask them to text START")


def lines_of(ruleset: Ruleset, line: LineId | None) -> tuple[LineId, ...]:
    """The lines for which something said on *line* counts: that one, or each where none is named or all are meant."""
    return (line,) if line and not ruleset.consent.practice_wide else tuple(ruleset.lines)


def set_consent(act: Act, contact: ContactId, value: Consent, line: LineId | None = None) -> Answer:
    """Record consent for every number of *contact*, on *line* or, without one, on every line.

    Raises UnknownNameError for a line that does not exist, OwnRefusalError when they said STOP themselves.
    """
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))

    def do() -> Answer:
        record = act.store.contact(contact)
        lines = lines_of(act.ruleset, line)
        if write(act, contact, record.numbers, lines, (value, "staff")):
            raise OwnRefusalError(record)
        shared = {other for number in record.numbers for other in act.store.contacts_on_number(number)} - {contact}
        also = f"; it counts for {len(shared)} more on the same number" if shared else ""
        return Answer(contact, f"{record.name} is {value.replace('_', ' ')} on {', '.join(lines)}{also}")

    return once(act, ("consent", contact, value, line), do)


def write(
    act: Act,
    contact: ContactId | None,
    numbers: Iterable[str],
    lines: Sequence[LineId],
    said: tuple[Consent, str],
    at: datetime | None = None,
) -> list[tuple[str, LineId]]:
    """Record a consent and its source (reply, staff, emr, provider, rule); returns where it was not, and changes none.

    ``contact`` is whom the journal names; ``None`` for a number that nobody has. ``at``: when it was said, if not now.
    """
    value, source = said
    places = [(number, line) for number in numbers for line in lines]
    kept = [place for place in places if _stays(act, place, value, source)]
    changed = [place for place in places if place not in kept and _is_new(act, place, value, source)]
    for number, line in changed:
        act.store.set_consent(number, line, value, at or act.now, source)
    if changed:
        written = tuple(sorted({line for _, line in changed}))
        act.record(contact, ConsentRecorded(written, value, source))
    return kept


def is_outdated(act: Act, number: str, line: LineId, value: Consent, at: datetime) -> bool:
    """Whether what somebody said themselves at *at* is not the last word any more, though it comes in only now.

    Agreeing never lifts a refusal that is newer, whoever noted it; a refusal gives way only to a newer one of theirs to
    agree. What was said at the same instant counts in the order in which it came in.
    """
    recorded = act.store.consent_at(number, line)
    if recorded is None or recorded <= at:
        return False
    known = act.store.consent(number, line)
    if value is Consent.OPTED_OUT:
        return known is Consent.OPTED_IN and act.store.consent_source(number, line) == OWN_WORDS
    return known is Consent.OPTED_OUT


def _is_new(act: Act, place: tuple[str, LineId], value: Consent, source: str) -> bool:
    """Whether anything is kept anew: the value, or that it is the person's own by now, which binds everybody else."""
    if act.store.consent(*place) is not value:
        return True
    return source in _THEIRS and act.store.consent_source(*place) not in _THEIRS


def _stays(act: Act, place: tuple[str, LineId], value: Consent, source: str) -> bool:
    return (
        value is not Consent.OPTED_OUT
        and source != OWN_WORDS
        and act.store.consent(*place) is Consent.OPTED_OUT
        and act.store.consent_source(*place) in _THEIRS
    )
