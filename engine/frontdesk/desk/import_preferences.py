"""How patients want to be reached, from a file, in the EMR's own words, of which ``preferences.yaml`` says the meaning.

A file has no order: of rows that contradict each other on a refusal none is the newer one, so all their words together
are the word. Nobody lists that, and so it counts as a refusal and is told, whichever row comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.desk import intake, unclaimed
from frontdesk.desk.finding import NUMBER, named
from frontdesk.desk.intake import Told
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.desk.taking import SaidLine, Taken
from frontdesk.desk.unlisted import tell_staff
from frontdesk.desk.whose import Finder, Whose, person_said
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.sources import Contradictions, wish_of

_COUNTS = "what it refuses counts for whose the reference is, until the row is put right"


@dataclass(slots=True)
class PreferenceTaker:
    """Takes in the rows of a file of wishes, and says at its end what nobody understood."""

    act: Act
    finder: Finder = field(init=False)
    unclear: Told = field(default_factory=Told)
    words: Contradictions = field(default_factory=Contradictions)

    def __post_init__(self) -> None:
        """Prepare what is the same for every row."""
        self.finder = Finder(self.act)

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each row."""
        return [self._take(row.said) for row in rows]

    def end(self) -> None:
        """Tell the staff which words of the file nobody listed."""
        tell_staff(self.act, self.unclear.read_as_refusals, self.unclear.unknown_states)

    def _take(self, row: SaidRow) -> Taken:
        """Take in a row; of one that is not all understood, or may be of another, what it refuses."""
        said = wish_of(row.said)
        if not said.reference:
            cause = OfField("patient", "is empty: it says whose wishes these are")
            return Taken(RowOutcome.REFUSED, (*row.faults, cause))
        wish, whose = self.words.together(said), self._whose(said.reference, row.said)
        causes = (*row.faults, *filter(None, [whose.cause]))
        told = Told()
        counts = intake.only_refusals(self.act, wish) if causes else wish
        if counts is not None:
            intake.take_over(self.act, counts, told)
            if told.kept and whose.contact is None and (person := person_said(row.said)):
                unclaimed.keep(self.act, counts.reference, counts.at or counts.appointment, person)
            causes = (*causes, _COUNTS) if whose.doubted else causes
        self.unclear.read_as_refusals.update(told.read_as_refusals)
        if causes or told.not_understood:
            outcome = whose.outcome if whose.cause and not row.faults else RowOutcome.REFUSED
            return Taken(outcome, (*causes, *told.not_understood))
        if told.kept:
            return Taken(RowOutcome.KEPT, (f"{told.kept[0]} is not on file; it is kept until they are",))
        if whose.contact is None or not told.preferences:
            return Taken(RowOutcome.UNCHANGED)
        return Taken(RowOutcome.CHANGED, tuple(told.changes), who=named(self.act.store.contact(whose.contact)))

    def _whose(self, reference: str, said: Mapping[str, str]) -> Whose:
        """Who has the reference, by which alone wishes are known; what stands beside it may say that it is not them."""
        known, answer = self.act.store.contact_with_reference(reference), said.get("contact", "")
        if known is None:
            return Whose(patient=reference)
        if not answer:
            return self.finder.with_reference(known, said)
        if answer == f"{NUMBER}{known.id}":
            return Whose(known.id)
        return Whose(
            cause=f"contact '{answer}' has not the reference '{reference}'; write theirs in the column 'patient'"
        )
