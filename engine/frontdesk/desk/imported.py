"""What an import did: counted, with the rows that somebody should see, and as a notice for staff.

Knows neither files nor how a row is taken in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from frontdesk.desk.left_out import ToldLine
from frontdesk.desk.taking import EXAMPLES, MOST_TOLD, NOT_IN, Taken
from frontdesk.file_words import FileOf, RowOutcome
from frontdesk.names import ContactId
from frontdesk.problems import counted

MOST_LISTED = 1_000
"""How many rows set aside are remembered word for word; the rest are counted, and stand in the rows set aside."""
MOST_WORDS = 10
"""So many words that nobody understood are told one by one; more stand in no column of consent, or hardly."""
_MOST_REMARKED = 3


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What is told of one row: its line in the file, what became of it, and why or how; ``who`` as in ``Taken``."""

    line: int
    outcome: RowOutcome
    said: tuple[str, ...]
    who: str = ""


@dataclass(slots=True)
class Imported:
    """What an import did, or in a rehearsal what it would do.

    ``rows`` are those set aside (the first thousand), the first twenty that changed something or are kept, and some of
    the others for each outcome. ``said`` is how the file was understood, ``columns`` what became of each column.
    ``aside_in`` is where the rows set aside stand.
    """

    of: FileOf = FileOf.CONTACTS
    mapping: str = ""
    said: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    counts: Counter[RowOutcome] = field(default_factory=Counter)
    rows: list[ToldRow] = field(default_factory=list)
    bound: set[ContactId] = field(default_factory=set)
    """Who is opted out by a refusal that stands for their address, whatever the file agrees to."""
    opted_out_named: list[str] = field(default_factory=list)
    """Some of those who are ``bound``, and whose refusal that is."""
    other_status: int = 0
    """How many are in another status here; a file changes none. Some of them are in ``elsewhere``."""
    elsewhere: list[str] = field(default_factory=list)
    resembling: int = 0
    """How many of those who are new look like somebody on file, and may be records to be merged."""
    remarks: list[ToldRow] = field(default_factory=list)
    remarked: int = 0
    """How many rows say something that is left as it is here, such as what staff corrected; some are in ``remarks``."""
    read_as_refusals: Counter[str] = field(default_factory=Counter)
    """Words about consent or contact wishes that nobody understood, and in how many rows: each counts as a refusal."""
    preferences_left_out: Counter[str] = field(default_factory=Counter)
    """Preferences that no rule asks for, with why, and in how many rows: those people are in, without them."""
    left_out_here: list[ToldLine] = field(default_factory=list)
    """Rows that are left out and tell of somebody on file: nobody looks at them unless somebody is told."""
    aside_in: Path | None = None
    aside_whole: int = 0
    """How many of the rows set aside are whole cards or events, which nobody can mend where they were set aside."""

    @property
    def added(self) -> int:
        """How many are new."""
        return self.counts[RowOutcome.NEW]

    @property
    def changed(self) -> int:
        """How many were on file, and are known better now."""
        return self.counts[RowOutcome.CHANGED]

    @property
    def opted_out(self) -> int:
        """How many are ``bound``."""
        return len(self.bound)

    @property
    def set_aside(self) -> int:
        """How many rows are not, or not all, in the practice."""
        return sum(self.counts[outcome] for outcome in NOT_IN)

    @property
    def is_whole(self) -> bool:
        """Whether everything that the file says is in the practice, and was understood."""
        waits = self.set_aside + self.counts[RowOutcome.KEPT]
        return not waits and not self.read_as_refusals and not self.left_out_here

    def tell(self, line: int, taken: Taken) -> None:
        """Count what became of a row, and remember it where somebody should see it."""
        self.counts[taken.outcome] += 1
        self.other_status += taken.other_status
        self.resembling += taken.resembles
        self.preferences_left_out.update(taken.preferences_left_out)
        if taken.other_status and len(self.elsewhere) < EXAMPLES:
            self.elsewhere.append(taken.who)
        most = MOST_LISTED if taken.outcome in NOT_IN else EXAMPLES
        most = MOST_TOLD if taken.outcome in (RowOutcome.CHANGED, RowOutcome.KEPT) else most
        is_shown = taken.said or taken.outcome is not RowOutcome.LEFT_OUT
        if self.counts[taken.outcome] <= most and taken.outcome is not RowOutcome.UNCHANGED and is_shown:
            self.rows.append(ToldRow(line, taken.outcome, taken.said, taken.who))
        if taken.remarks:
            self.remarked += 1
            if self.remarked <= _MOST_REMARKED:
                self.remarks.append(ToldRow(line, taken.outcome, taken.remarks))


def look_alike(number: int) -> str:
    """That so many who are new look like somebody on file, and what to do."""
    look = "looks" if number == 1 else "look"
    return f"{number:,} {look} like somebody on file: 'frontdesk contact duplicates' lists them"


def preferences_left_out(told: Imported) -> list[str]:
    """Which preferences are left out, of how many rows, and why."""
    return [f"of {counted(rows, 'row')}, {one}" for one, rows in told.preferences_left_out.most_common()]


def notice_of(file: str, told: Imported) -> str:
    """What staff are told of an import that is not, or not all, in the practice."""
    parts = [f"{file} was imported: {told.added} new, {told.changed} changed"]
    if told.set_aside:
        asked, refused = told.counts[RowOutcome.ASKED], told.counts[RowOutcome.REFUSED]
        each = [(refused, "refused"), (told.counts[RowOutcome.DIFFERS], "other than on file"), (asked, "to be asked")]
        them = ", ".join(f"{number} {what}" for number, what in each if number)
        parts.append(f"{counted(told.set_aside, 'row')} set aside ({them}) in {told.aside_in}")
    if kept := told.counts[RowOutcome.KEPT]:
        parts.append(f"{counted(kept, 'row')} kept until whoever is named there is on file")
    if told.resembling:
        parts.append(look_alike(told.resembling))
    if told.left_out_here:
        left_out, some = counted(len(told.left_out_here), "row"), told.left_out_here[:MOST_WORDS]
        them = ", ".join([one.who for one in some] + ["..."] * (len(told.left_out_here) > MOST_WORDS))
        parts.append(f"{left_out} left out, of somebody on file: {them}")
    parts += preferences_left_out(told)
    for word, rows in told.read_as_refusals.most_common(MOST_WORDS):
        parts.append(f"{word} in {counted(rows, 'row')}, which counts as a refusal until somebody looks")
    if (more := len(told.read_as_refusals) - MOST_WORDS) > 0:
        parts.append(f"and {counted(more, 'more word')}: is that a column of consent?")
    return "; ".join(parts)
