"""Visits from a file, row by row, as an EMR tells of them: what a row says anew counts, and nothing it says once more.

So no row turns back what was said here since, and none needs to be asked whether it may: it is taken over as ``sync``
takes over a visit. A visit that is not in the file any more stays as it is. Nobody is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.desk import emr_visits, unclaimed
from frontdesk.desk.doubts import FAR
from frontdesk.desk.intake import Told, moments
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.desk.taking import SaidLine, Taken
from frontdesk.desk.unclaimed import PersonSaid
from frontdesk.desk.unlisted import tell_staff
from frontdesk.desk.whose import Finder, Whose, person_said
from frontdesk.file_words import RowOutcome
from frontdesk.hookspecs import AppointmentChange
from frontdesk.model import Fact, Scope
from frontdesk.names import ContactId
from frontdesk.sources import visit_of
from frontdesk.tables import Value


@dataclass(slots=True)
class VisitTaker:
    """Takes in the rows of a file of visits, and says at its end what nobody understood."""

    act: Act
    finder: Finder = field(init=False)
    unclear: Told = field(default_factory=Told)
    said_of: dict[str, dict[ContactId | str, str]] = field(default_factory=dict)
    """Of which patients the rows so far say that each visit is: on file or not, and how the file calls them."""

    def __post_init__(self) -> None:
        """Prepare what is the same for every row."""
        self.finder = Finder(self.act)

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each row."""
        for row in rows:
            self._note_for_whom(row.said.said)
        return [
            Taken(RowOutcome.REFUSED, row.said.faults) if row.said.faults else self._take(row.said.said) for row in rows
        ]

    def end(self) -> None:
        """Tell the staff which words of the file nobody listed."""
        tell_staff(self.act, self.unclear.read_as_refusals, self.unclear.unknown_states)

    def _take(self, said: Mapping[str, str]) -> Taken:
        facts, causes = own_facts_of_visit(self.act, said)
        whose = self.finder.whose(said)
        if whose.cause or causes:
            return Taken(RowOutcome.REFUSED if causes else whose.outcome, (*filter(None, [whose.cause]), *causes))
        change = visit_of(said, whose.patient)
        if self._is_far(whose, change):
            cause = f"{change.at} is more than two years away; is the year right? If it is, book it by hand"
            return Taken(RowOutcome.REFUSED, (OfField("at", cause, ": "),))
        if len(patients := self.said_of.get(change.reference, {}).values()) > 1:
            emr_visits.let_go(self.act, change.reference, patients)
            cause = f"is in the file twice, for two patients: {' and '.join(sorted(patients))}"
            return Taken(RowOutcome.REFUSED, (OfField("reference", f"'{change.reference}' {cause}"),))
        if whose.contact is None:
            return self._keep(whose, change, person_said(said))
        if said.get("contact") and self._is_here(whose.contact, change, facts):
            return Taken(RowOutcome.UNCHANGED)
        return self._of(whose.contact, change, facts)

    def _note_for_whom(self, said: Mapping[str, str]) -> None:
        """Note whose a row says its visit is: rows of a file have no order, so two patients are a question."""
        patient, visit = said.get("patient", "").strip(), said.get("reference", "")
        if patient and visit:
            here = self.act.store.contact_with_reference(patient)
            self.said_of.setdefault(visit, {}).setdefault(here.id if here else patient, patient)

    def _keep(self, whose: Whose, change: AppointmentChange, person: PersonSaid | None) -> Taken:
        """Keep the visit of a patient who is not on file until they are, where it has a reference to be known by."""
        if not change.reference:
            cause = f"patient {whose.patient} is not on file; import them as a contact, and then this file again"
            return Taken(RowOutcome.REFUSED, (cause,))
        told = Told()
        emr_visits.take_over(self.act, change, told)
        if told.not_understood:
            return Taken(RowOutcome.REFUSED, tuple(told.not_understood))
        if person is not None:
            unclaimed.keep(self.act, whose.patient, change.reference, person)
        kept = f"patient {whose.patient} is not on file; it is kept until they are"
        return Taken(RowOutcome.KEPT, (kept, *told.changes))

    def _is_here(self, contact: ContactId, change: AppointmentChange, facts: Mapping[str, Value]) -> bool:
        """Whether a visit is on file word for word, as an export of ours says it: then no EMR has told of anything."""
        said = (change.reference, change.state, change.type, change.provider, change.place)
        times = moments(self.act, change.at) if change.at else ()
        return any(
            one.at in times
            and (one.reference, one.state, one.type, one.practitioner, one.site) == said
            and facts.items() <= one.facts.items()
            for one in self.act.store.appointments(contact)
        )

    def _of(self, contact: ContactId, change: AppointmentChange, facts: Mapping[str, Value]) -> Taken:
        told = Told()
        emr_visits.take_over_of(self.act, contact, change, told, facts)
        self.unclear.unknown_states.update(told.unknown_states)
        if told.not_understood:
            return Taken(RowOutcome.REFUSED, tuple(told.not_understood))
        if told.kept:
            return Taken(RowOutcome.KEPT, ("its day and hour are not said; it is kept until they are",))
        is_new = told.new_visits and not told.changes
        changed = RowOutcome.NEW if is_new else RowOutcome.CHANGED if told.visits else RowOutcome.UNCHANGED
        return Taken(changed, tuple(told.changes), tuple(told.differing), who=told.about)

    def _is_far(self, whose: Whose, change: AppointmentChange) -> bool:
        """Whether a visit is so far ahead that a mistyped year is likelier, and nobody has booked it by hand."""
        times = moments(self.act, change.at) if change.at else ()
        if not any(at > self.act.now + FAR for at in times):
            return False
        on_file = self.act.store.appointments(whose.contact) if whose.contact is not None else []
        return not any(one.at in times for one in on_file)


def own_facts_of_visit(act: Act, said: Mapping[str, str]) -> tuple[dict[str, Value], list[str]]:
    """What a row says of the practice's own facts of a visit, and why some of it cannot be kept."""
    values, causes = dict[str, Value](), list[str]()
    for fact in _own(act):
        if text := said.get(fact.name, ""):
            try:
                values[fact.name] = fact.domain.parse(text)
            except ValueError as error:
                causes.append(OfField(fact.name, f"{error}", ": "))
    return values, causes


def _own(act: Act) -> list[Fact]:
    return [fact for fact in act.ruleset.facts.values() if fact.own and fact.of is Scope.APPOINTMENT]
