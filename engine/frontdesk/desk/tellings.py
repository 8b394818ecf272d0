"""What a source says once more in the same words is no news, unless something happened here meanwhile to whom it is of.

A source that tells everything each time, such as a file, is so read to its end and taken over where it says anything
new: the memory is the store's (``keeping.Tellings``), and the words hold what they mean here. Only what came to
somebody is remembered: what is kept for later, or was not understood, is looked at again each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from frontdesk.desk.practice import Act
from frontdesk.hookspecs import AppointmentChange, PatientChange, PreferenceChange, SourceChange
from frontdesk.journal import ContactCorrected, ContactsMerged, ContactUnmerged, FactsNoted
from frontdesk.names import ContactId
from frontdesk.records import Telling

AnyT = TypeVar("AnyT", bound=SourceChange)
_OF_ADDRESSES = (ContactCorrected, ContactsMerged, ContactUnmerged, FactsNoted)
"""What the journal says where somebody may be reached elsewhere now; a fact may be the address of a channel."""


class Memory:
    """What one source says now, beside what it said the last time. Inside the caller's transaction."""

    def __init__(self, act: Act, source: str, meaning: str, changes: Sequence[SourceChange]) -> None:
        """Remember what *source* told of what *changes* are about; *meaning* is what its words mean, as a short name.

        Of one thing that is told several times, all of it is the words.
        """
        self._act, self._source = act, source
        self._words: dict[str, str] = {}
        for one in changes:
            key = _key(one)
            self._words[key] = f"{self._words.get(key, meaning)} {one!r}"
        self._known = act.store.told_before(source, self._words)
        self._changed_here, self._readdressed = set[ContactId](), set[ContactId]()
        if self._known:
            self._note_what_happened_since()
        self._open: set[str] = set()
        self._news: dict[str, SourceChange] = {}

    def is_no_news(self, change: SourceChange) -> bool:
        """Whether *change* was told in these words before, and nothing happened here to whom it is about since."""
        contact = self._known.get(_key(change))
        return contact is not None and contact not in self._changed_here

    def news_in(self, change: AnyT) -> AnyT:
        """What *change* says anew: a word on consent that was told before is none, unless their addresses are others.

        All the rest is compared with what is on file, so that what is said again changes nothing.
        """
        contact = self._known.get(_key(change))
        if isinstance(change, PreferenceChange) and contact is not None and contact not in self._readdressed:
            return replace(change, consent=None)
        return change

    def was_read(self, change: SourceChange, *, is_open: bool) -> None:
        """Note that *change* was taken over; *is_open* when something of it was kept, or told to somebody instead.

        Who somebody is and where to reach them comes before their wishes, which are looked at again then.
        """
        self._news[_key(change)] = change
        if isinstance(change, PatientChange) and (contact := self._act.store.contact_with_reference(change.reference)):
            self._changed_here.add(contact.id)
            self._readdressed.add(contact.id)
        if is_open:
            self._open.add(_key(change))

    def keep(self, entry: int) -> None:
        """Keep what was said for the next time; *entry* is the number of the journal's entry with which this ended."""
        told = list[Telling]()
        for key, change in self._news.items():
            if key not in self._open and (contact := self._act.store.contact_with_reference(_patient(change))):
                told.append(Telling(key, self._words[key], contact.id))
        self._act.store.remember_told(self._source, told)
        self._act.store.take_back_told(self._source, self._news.keys() - {one.key for one in told})
        self._act.store.set_cursor(self._cursor, str(entry))

    @property
    def _cursor(self) -> str:
        return f"the journal by {self._source}"

    def _note_what_happened_since(self) -> None:
        """Note to whom anything happened here since this source was read last, and who may have other addresses now."""
        for entry in self._act.store.journal(since=int(self._act.store.cursor(self._cursor) or 0)):
            if entry.contact is not None:
                self._changed_here.add(entry.contact)
                if isinstance(entry.said, _OF_ADDRESSES):
                    self._readdressed.add(entry.contact)


def _patient(change: SourceChange) -> str:
    return change.patient if isinstance(change, AppointmentChange) else change.reference


def _key(change: SourceChange) -> str:
    """What a change is about, as one thing that is told of once."""
    match change:
        case PatientChange(reference):
            return f"patient {reference}"
        case AppointmentChange(reference):
            return f"visit {reference}"
        case PreferenceChange(reference, appointment, at=at):
            return f"wish {reference} {appointment} {at}"
