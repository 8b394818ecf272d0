"""What becomes of a row of a file, whatever it tells of: the one shape that importing counts, shows and sets aside.

Knows neither files nor stores: who takes rows of one kind in (contacts, visits, consents, preferences) answers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from frontdesk.desk.of_fields import OfField, with_headings
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import ContactId, ContactSource

NOT_IN = frozenset({RowOutcome.DIFFERS, RowOutcome.ASKED, RowOutcome.REFUSED})
"""What is set aside: what such a row says is not, or not all, in the practice."""
EXAMPLES = 3
"""So many rows of what went well are shown."""
MOST_TOLD = 20
"""So many rows are shown of those that changed what was on file, and of those that wait for somebody to be."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row: *said* is why not, or what changed; ``remarks`` are what is left as it is here, and why.

    ``opted_out``: whom a refusal binds that stands for an address of theirs, whatever the row agrees to.
    ``other_status``: they are in another status here, which a file does not change. ``contact`` is whom the row tells
    of, where that is somebody on file, and ``who`` says that, and which visit of theirs, in words. ``refused_nowhere``:
    it refuses something, and nothing of that could be recorded. ``resembles``: somebody new who looks like somebody on
    file. ``preferences_left_out``: what it prefers and no rule asks for, with why.
    """

    outcome: RowOutcome
    said: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    opted_out: tuple[ContactId, ...] = ()
    other_status: bool = False
    contact: ContactId | None = None
    who: str = ""
    refused_nowhere: bool = False
    resembles: bool = False
    preferences_left_out: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether all that the row says is in the practice, so that it is no news when it is said again."""
        is_whole = not self.remarks and not self.preferences_left_out
        return self.outcome not in NOT_IN and is_whole and self.contact not in self.opted_out

    def under(self, called: Mapping[str, str]) -> Taken:
        """The same, told with what the file calls each field (``Placed.called``)."""
        if not any(isinstance(one, OfField) for one in (*self.said, *self.remarks, *self.preferences_left_out)):
            return self  # as of most rows, of which there are many
        return replace(
            self,
            said=with_headings(self.said, called),
            remarks=with_headings(self.remarks, called),
            preferences_left_out=with_headings(self.preferences_left_out, called),
        )


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What a row says, and the line of the file on which it stands."""

    line: int
    said: SaidRow


@dataclass(frozen=True, slots=True)
class Wish:
    """How whoever imports a file wants its rows taken in.

    ``source``: where the people on the list came from, as rules on ``contact_added`` ask for it. ``update``: what is
    on file and differs is changed; without it, it is set aside. ``file`` is the file's name, for the journal.
    """

    file: str
    source: ContactSource = ContactSource.IMPORT
    update: bool = False


class Taker(Protocol):
    """Who takes in the rows of one kind of file, inside the importer's transaction."""

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each of *rows*, in their order; faults of a row (``SaidRow.faults``) refuse it."""

    def end(self) -> None:
        """Tell the staff what concerns the whole file, after its last row."""
