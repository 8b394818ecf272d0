"""Consent from a file, row by row: who agreed to what or refused it, who recorded that, when, and in which words.

What is older than what is recorded changes nothing, and whose word ends a refusal is the ruleset's, as ever. A refusal
never fails open: where the rest of its row cannot be read, it counts for all that the row could mean, and the row is
told. Of rows of one file that contradict each other, an agreement that says no day counts for nothing, whichever comes
last; and none ends a refusal of somebody else who has the address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from frontdesk.addresses import EmailError, NumberError, read_email, read_number, shown_number
from frontdesk.desk import consents
from frontdesk.desk.consents import ConsentSaid, NotSaidError, Place
from frontdesk.desk.finding import named
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.others_refusals import not_theirs, others_at, whose
from frontdesk.desk.practice import Act
from frontdesk.desk.taking import SaidLine, Taken
from frontdesk.desk.whose import WHO, Finder
from frontdesk.file_words import PARTLY_OPTED_OUT, RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.model import PracticeChannel
from frontdesk.names import (
    OWN_WORDS,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    Lifting,
    LineId,
    Reach,
    Recipient,
)
from frontdesk.problems import choices
from frontdesk.records import ConsentRecord, address_key
from frontdesk.strangers import MOST_IN_A_NOTE, fault_in, tidied
from frontdesk.tables.values import moments_meant, parse_date

_DAY = timedelta(days=1)
_TOO_WIDE = "it is recorded as of everything that the row can mean, until the row is put right"


@dataclass(slots=True)
class _Read:
    """One row as it is read, and what of it cannot be."""

    said: ConsentSaid
    at: datetime
    is_dated: bool
    lines: Sequence[LineId] = ()
    channels: Sequence[PracticeChannel] = ()
    where: Sequence[Place] = ()
    contact: ContactId | None = None
    causes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ConsentTaker:
    """Takes in the rows of a file of consents."""

    act: Act
    finder: Finder = field(init=False)
    refused: set[tuple[str, ChannelId, LineId]] = field(default_factory=set)
    """What rows of this file refuse."""
    agreed: set[tuple[str, ChannelId, LineId]] = field(default_factory=set)
    """What rows of this file agree to that say no day."""

    def __post_init__(self) -> None:
        """Prepare what is the same for every row."""
        self.finder = Finder(self.act)

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each row."""
        return [self._take(row.said) for row in rows]

    def end(self) -> None:
        """Say nothing more: whatever was not understood was told with its row."""

    def _take(self, row: SaidRow) -> Taken:
        said = row.said
        value = said.get("consent", "").casefold()
        value = Consent.OPTED_OUT if value == PARTLY_OPTED_OUT else value
        if value not in (Consent.OPTED_IN, Consent.OPTED_OUT):
            return Taken(RowOutcome.REFUSED, row.faults or (OfField("consent", "is empty: it says what was said"),))
        read = self._read(said, Consent(value), [*row.faults])
        outcome = self._find(read, said)
        if not read.where:
            return Taken(outcome, tuple(read.causes))
        places = {(address_key(address), channel, line) for address, channel in read.where for line in read.lines}
        if value == Consent.OPTED_OUT:
            self.refused |= places
        elif not read.is_dated and places & self.refused:
            read.causes.append("the file refuses this in another row, and this one says no day: the refusal counts")
        elif not read.is_dated:
            self.agreed |= places
        if not read.causes:
            return self._write(read)
        if read.said.value is Consent.OPTED_OUT:
            self._write(read)
            read.causes.append(_TOO_WIDE)
        return Taken(outcome, tuple(read.causes))

    def _read(self, said: Mapping[str, str], value: Consent, causes: list[str]) -> _Read:
        """What a row says, as far as it can be read; what it leaves out is said now, by the EMR, of every message."""
        source = _one_of(said, "said_by", ConsentSource, causes) or ConsentSource.EMR
        covers = _one_of(said, "covers", Covers, causes) or Covers.ALL
        words = tidied(said.get("words", ""))
        if fault := fault_in(words, MOST_IN_A_NOTE):
            causes.append(OfField("words", fault))
            words = ""
        at = self._instant(said, "at", causes, late=value is Consent.OPTED_OUT) or self.act.now
        if at > self.act.now:
            causes.append(OfField("at", f"'{said['at']}' lies ahead, and nobody can have said it then", ": "))
            at = self.act.now
        until = self._instant(said, "until", causes, late=value is Consent.OPTED_OUT)
        is_dated = bool(said.get("at", ""))
        read = _Read(
            ConsentSaid(value, ConsentSource(source), Covers(covers), until, words), at, is_dated, causes=causes
        )
        try:
            if source in (*OWN_WORDS, ConsentSource.STAFF):  # an EMR's word is no reply
                consents.check_words(self.act.ruleset, read.said)
        except NotSaidError as error:
            causes.append(str(error))
        read.lines = self._lines(said, causes)
        read.channels = self._channels(said, causes)
        return read

    def _instant(self, said: Mapping[str, str], name: str, causes: list[str], *, late: bool) -> datetime | None:
        """An instant on the practice's clock; of a day its end, with *late*, but not after now, or its beginning."""
        text, zone = said.get(name, ""), self.act.ruleset.zone
        if not text:
            return None
        try:
            if len(text) > len("2026-03-05"):
                found = moments_meant(text, zone)
                if not found:
                    raise ValueError(f"'{text}' is an hour that no clock showed")
                return found[-1 if late else 0]
            begins = datetime.combine(parse_date(text), datetime.min.time(), zone)
        except ValueError as error:
            causes.append(OfField(name, f"{error}", ": "))
            return None
        ends = begins + _DAY if late else begins
        return min(ends, self.act.now) if begins <= self.act.now < ends and name == "at" else ends

    def _lines(self, said: Mapping[str, str], causes: list[str]) -> Sequence[LineId]:
        line, known = LineId(said.get("line", "")), self.act.ruleset.lines
        if line and line not in known:
            causes.append(OfField("line", f"'{line}' is not one of {choices(known)}"))
        return (line,) if line in known else tuple(known)

    def _channels(self, said: Mapping[str, str], causes: list[str]) -> Sequence[PracticeChannel]:
        """The channels that a row is about: the one that it names, or those of a keyword, or, for e-mail, of that."""
        keep = {str(one.id): one for one in self.act.ruleset.channels.values() if one.consent}
        name = said.get("channel", "")
        if name and name not in keep:
            causes.append(OfField("channel", f"'{name}' keeps no consent; write one of {choices(keep)}"))
        return [keep[name]] if name in keep else [*keep.values()]

    def _find(self, read: _Read, said: Mapping[str, str]) -> RowOutcome:
        """Find whose consent it is and of which addresses; where that cannot be said, note why."""
        address = said.get("address", "").strip()
        outcome = RowOutcome.REFUSED
        if any(said.get(name, "") for name in WHO):
            whose = self.finder.whose(said)
            read.contact, outcome = whose.contact, whose.outcome if not address else outcome
            if whose.contact is None and not address:
                unknown = f"patient {whose.patient} is not on file; import them as a contact, and then this file again"
                read.causes.append(whose.cause or unknown)
                read.contact = whose.doubted
        elif not address:
            read.causes.append("it says neither whose consent it is nor of which address")
        if address:
            read.where = self._at(read, address)
        elif read.contact is not None:
            record = self.act.store.contact(read.contact)
            named = bool(said.get("channel", ""))
            counts = self.act.ruleset.consent.counts_for
            meant = [one for one in read.channels if named or one.id in counts]
            meant = meant if named or consents.places(record, meant) else [*read.channels]
            refuses = read.said.value is Consent.OPTED_OUT
            everywhere = consents.places(record, meant)
            read.where = everywhere if refuses else consents.places_of(record, meant, Recipient.PATIENT)
            if not everywhere:
                read.causes.append(f"{record.name} has no address for which it could be recorded")
            elif not read.where:
                cause = f"{record.name} has no address of their own for which it could be recorded"
                read.causes.append(f"{cause}; name the address of whoever said it in 'address'")
        return outcome

    def _at(self, read: _Read, written: str) -> list[Place]:
        """One address, by the channels that reach it; whom the journal names is who has it, if one does."""
        try:
            is_mail = "@" in written
            address = read_email(written) if is_mail else read_number(written, self.act.ruleset.country).e164
        except (EmailError, NumberError) as error:
            read.causes.append(OfField("address", f"{error}"))
            return []
        reach = Reach.EMAIL if is_mail else Reach.PHONE
        store = self.act.store
        having = store.contacts_with_email(address) if is_mail else store.contacts_on_number(address)
        if read.contact not in having:
            read.contact = having[0] if len(having) == 1 else None
        found = [(address, one.id) for one in read.channels if one.reaches is reach]
        if not found:
            read.causes.append(f"no channel that is meant reaches '{written}'")
        return found

    def _write(self, read: _Read) -> Taken:
        """Record it for each place and line where it is not older than what is recorded."""
        before = self._recorded(read)
        stands = list[ConsentRecord]()
        for address, channel in read.where:
            for line in read.lines:
                if not self._is_outdated(read, address, channel, line):
                    place = [(address, channel)]
                    spares = self._not_theirs(read, address)
                    stands += consents.write(self.act, read.contact, place, [line], read.said, read.at, spares)
        after = self._recorded(read)
        remarks = (f"a refusal stands in spite of it, {self._whose(read, stands)}",) if stands else ()
        if before == after:
            return Taken(RowOutcome.UNCHANGED, remarks=remarks)
        said = tuple(_what_differs(one, before[one], now) for one, now in after.items() if now != before[one])
        who = named(self.act.store.contact(read.contact)) if read.contact is not None else ""
        is_new = not stands and not any(before.values())
        return Taken(RowOutcome.NEW if is_new else RowOutcome.CHANGED, said, remarks, who=who)

    def _not_theirs(self, read: _Read, address: str) -> Sequence[ConsentRecord]:
        """The refusals of an address that the row does not end: those of others than of whom it tells."""
        if read.said.value is not Consent.OPTED_IN:
            return ()
        if read.contact is not None:
            person = self.act.store.contact(read.contact)
            return not_theirs(self.act, person, person)
        return consents.recorded(self.act, address) if others_at(self.act, None, [address]) else ()

    def _whose(self, read: _Read, stands: Sequence[ConsentRecord]) -> str:
        """Whose the refusals are that stand; of an address that nobody has, who says so."""
        if read.contact is None and not others_at(self.act, None, [stands[0].address]):
            return f"as {consents.recorded_by(stands[0])}"
        return whose(self.act, read.contact, stands)

    def _recorded(self, read: _Read) -> dict[str, tuple[ConsentRecord, ...]]:
        """What is recorded of each address that the row is about."""
        return {address: consents.recorded(self.act, address) for address, _ in read.where}

    def _is_outdated(self, read: _Read, address: str, channel: ChannelId, line: LineId) -> bool:
        """Whether what is recorded is as new or newer: of a refusal only an agreement that would have ended it.

        What had an end that is over says something only where nothing is recorded.
        """
        key = address_key(address)
        here = [
            one
            for one in consents.recorded(self.act, key)
            if (one.line, one.channel) == (line, channel) and one.covers in (Covers.ALL, read.said.covers)
        ]
        if here and read.said.until is not None and read.said.until <= self.act.now:
            return True
        if not read.is_dated or (read.said.value is Consent.OPTED_OUT and (key, channel, line) in self.agreed):
            return False
        newer = [one for one in here if one.at >= read.at]
        if read.said.value is Consent.OPTED_IN:  # who agreed to everything may have agreed to what sells besides
            return any(one.value is Consent.OPTED_OUT or one.covers is read.said.covers for one in newer)
        refused = ConsentRecord(key, line, channel, read.said.value, read.said.source, read.at)
        return any(
            one.at > read.at and consents.lift(self.act, refused, one.source).outcome == Lifting.LIFTS
            for one in newer  # of an agreement and a refusal of one instant the refusal counts, whichever comes first
            if one.value is Consent.OPTED_IN  # of two refusals the one that is harder to end stays, however old it is
        )


def _what_differs(address: str, before: Sequence[ConsentRecord], after: Sequence[ConsentRecord]) -> str:
    """What is recorded newly of one address, and what was recorded of it."""
    written = address if "@" in address else shown_number(address)
    now, was = (" and ".join(sorted({one.value for one in each})) for each in (set(after) - set(before), before))
    if now == was:
        return f"{written} {now}, said anew"
    return f"{written} {now or 'not recorded any more'}" + (f", was {was}" if was else "")


def _one_of(said: Mapping[str, str], name: str, words: type[StrEnum], causes: list[str]) -> str:
    """The word of a closed field; empty, with a cause, for any other."""
    word, known = said.get(name, "").casefold(), [str(one) for one in words]
    if word and word not in known:
        causes.append(OfField(name, f"'{word}' is not one of {choices(known)}"))
    return word if word in known else ""
