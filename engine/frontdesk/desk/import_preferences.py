"""How patients want to be reached, from a file, in the EMR's own words, of which ``preferences.yaml`` says the meaning.

A file has no order: of rows that contradict each other on a refusal none is the newer one, so all their words together
are the word. Nobody lists that, and so it counts as a refusal and is told, whichever row comes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontdesk.desk import intake
from frontdesk.desk.intake import Told
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.desk.taking import SaidLine, Taken
from frontdesk.desk.unlisted import tell_staff
from frontdesk.mapping import SaidRow
from frontdesk.names import RowOutcome
from frontdesk.sources import Contradictions, wish_of


@dataclass(slots=True)
class PreferenceTaker:
    """Takes in the rows of a file of wishes, and says at its end what nobody understood."""

    act: Act
    unclear: Told = field(default_factory=Told)
    words: Contradictions = field(default_factory=Contradictions)

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each row."""
        return [self._take(row.said) for row in rows]

    def end(self) -> None:
        """Tell the staff which words of the file nobody listed."""
        tell_staff(self.act, self.unclear.read_as_refusals, self.unclear.unknown_states)

    def _take(self, row: SaidRow) -> Taken:
        """Take in a row; of one that is not all understood, what it refuses."""
        wish = wish_of(row.said)
        if not wish.reference:
            cause = OfField("patient", "is empty: it says whose wishes these are")
            return Taken(RowOutcome.REFUSED, (*row.faults, cause))
        if row.faults:
            wish = replace(wish, number=None, method=None)
        told = Told()
        intake.take_over(self.act, self.words.together(wish), told)
        self.unclear.read_as_refusals.update(told.read_as_refusals)
        if row.faults or told.not_understood:
            return Taken(RowOutcome.REFUSED, (*row.faults, *told.not_understood))
        if told.kept:
            return Taken(RowOutcome.KEPT, (f"{told.kept[0]} is not on file; it is kept until they are",))
        return Taken(RowOutcome.CHANGED if told.preferences else RowOutcome.UNCHANGED)
