"""The rows of a file of contacts, taken in: each is of somebody new, of somebody on file, or a question.

Whoever is new is added in batches; before a row is recognised that may tell of somebody who waits to be added, they
are. So two rows of one file are told apart, or known as one, as two files are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from frontdesk.addresses import shown_number
from frontdesk.desk import consents, import_changes, import_consents, summaries
from frontdesk.desk.adding import add_listed
from frontdesk.desk.finding import NUMBER
from frontdesk.desk.import_rows import ReadRow, RowReader
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.on_file import OnFile
from frontdesk.desk.practice import Act
from frontdesk.desk.recognising import Recognised, recognise, resembles, told_apart
from frontdesk.desk.taking import NOT_IN, SaidLine, Taken, Wish
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import ContactId
from frontdesk.problems import counted
from frontdesk.records import Contact, same_name

_NAMES = ("name", "first name", "last name")
_MOST_NAMED = 10
_NOTHING_GOES_THERE = (
    "nothing goes there on a channel that keeps consent; mend the rows and import them, so that they are known"
)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody new, until they are added with others: the row's place in its batch, what was read, and what is said.

    ``resembles``: they look like somebody on file.
    """

    place: int
    read: ReadRow
    said: Mapping[str, str]
    resembles: bool


class ContactTaker:
    """Takes in the rows of one file of contacts, inside the importer's transaction."""

    def __init__(self, act: Act, wish: Wish, fields: Collection[str]) -> None:
        """*fields* are all that a row of the file may say."""
        self._act, self._wish = act, wish
        self._reader, self._on_file = RowReader(act, fields), OnFile(act)
        self._says_consent = any(column in fields for column in import_consents.columns(act.ruleset))
        self._told_of = bytearray()
        self._waiting: list[_Waiting] = []
        self._want_no_contact: dict[str, None] = {}
        self._may_be_contacted: set[ContactId] = set()
        self._known_by: dict[str, list[Contact]] = {}

    def key(self, said: Mapping[str, str]) -> str:
        """By what a row is known again: its reference, else its name. Of two of one name the last that came counts."""
        if reference := said.get("reference"):
            return f"reference {reference}"
        return " ".join(text for name in _NAMES if (text := said.get(name, "").casefold()))

    def take(self, rows: Sequence[SaidLine]) -> Sequence[Taken]:
        """What becomes of each of *rows*, in their order; preferences that count for nothing here are left out."""
        counting = [self._reader.without_uncounted(row.said.said) for row in rows]
        rows = [replace(row, said=replace(row.said, said=said)) for row, (said, _) in zip(rows, counting, strict=True)]
        taken = [Taken(RowOutcome.REFUSED)] * len(rows)
        batch = [self._reader.read(row.said.said) for row in rows]
        self._on_file.look_up([read.contact for read in batch])
        for place, (row, read) in enumerate(zip(rows, batch, strict=True)):
            known_by = _known_by(read.contact)
            if self._may_be_waiting(read.contact, known_by):
                for waiting in self._waiting:
                    self._on_file.forget(waiting.read.contact)
                self._add(taken)
            found = recognise(self._act, read.contact, row.said.said.get("contact", ""), self._on_file)
            one = self._take(row, read, found)
            if one is not None:
                taken[place] = one
                continue
            self._waiting.append(_Waiting(place, read, row.said.said, found.resembles))
            for name in known_by:
                self._known_by.setdefault(name, []).append(read.contact)
        self._add(taken)
        self._on_file.forget_all()
        return [
            one if one.outcome in NOT_IN else replace(one, preferences_left_out=left_out)
            for one, (_, left_out) in zip(taken, counting, strict=True)
        ]

    def _may_be_waiting(self, person: Contact, known_by: Collection[str]) -> bool:
        """Whether somebody who waits to be added may be *person*, or looks so: in a family, nobody is another."""
        beside = (one for name in known_by for one in self._known_by.get(name, ()))
        return any(not told_apart(one, person) or resembles(one, person) for one in beside)

    def end(self) -> None:
        """Tell the staff who wants no contact and is nobody on file, since their row is set aside."""
        if not self._want_no_contact:
            return
        shown = [one if "@" in one else shown_number(one) for one in self._want_no_contact]
        more = len(shown) - _MOST_NAMED
        who = ", ".join([*shown[:_MOST_NAMED], *([counted(more, "other")] if more > 0 else [])])
        rows = "their row is" if len(shown) == 1 else "their rows are"
        text = f"{who} asked not to be contacted, and {rows} set aside: {_NOTHING_GOES_THERE}"
        if text not in {notice.text for notice in self._act.store.notices()}:
            self._act.store.add_notice(None, self._act.now, text)

    def told_of(self, contact: ContactId) -> None:
        """Note that a row of the file told of *contact*."""
        if contact >= len(self._told_of):
            self._told_of.extend(bytes(contact + 1 - len(self._told_of) + 4096))
        self._told_of[contact] = 1

    def has_told_of(self, contact: ContactId) -> bool:
        """Whether a row of the file told of *contact*."""
        return contact < len(self._told_of) and bool(self._told_of[contact])

    def _take(self, row: SaidLine, read: ReadRow, found: Recognised) -> Taken | None:
        """What becomes of a row; ``None`` for somebody new, who waits to be added."""
        if found.contact is not None and found.merged:
            news = import_changes.take_refusals(self._act, found.contact, row.said.said, self._wish)
            outcome = RowOutcome.CHANGED if news else RowOutcome.UNCHANGED
            return Taken(outcome, news, (found.merged,), contact=found.contact.id)
        if found.contact is not None:
            twice = self.has_told_of(found.contact.id)
            self.told_of(found.contact.id)
            self._on_file.forget(found.contact)
            self._on_file.forget(read.contact)
            said, second = _without_second_reference(found.contact, self._once(found.contact, row.said))
            one = import_changes.take_over(self._act, found.contact, said, self._wish, twice=twice)
            one = replace(one, remarks=(*one.remarks, *second), contact=found.contact.id)
            return self._with_refusals(one, row, read, found.contact.id) if one.outcome in NOT_IN else one
        says_anything = any(row.said.said.values()) or not row.said.faults
        causes = (
            *row.said.faults,
            *((*read.causes, *read.missing) if says_anything else ()),
            *filter(None, [found.fault]),
        )
        if causes:
            return self._with_refusals(Taken(RowOutcome.REFUSED, causes), row, read)
        asked = Taken(RowOutcome.ASKED, (found.question,)) if found.question else None
        return asked and self._with_refusals(asked, row, read)

    def _once(self, contact: Contact, said: SaidRow) -> SaidRow:
        """What a row says; that somebody may be contacted who is left alone here is told where a file says it first."""
        if not import_consents.may_be_contacted(said.said) or not summaries.is_left_alone(contact):
            return said
        if contact.id in self._may_be_contacted:
            return replace(said, said={**said.said, import_consents.NO_CONTACT: ""})
        self._may_be_contacted.add(contact.id)
        return said

    def _with_refusals(self, taken: Taken, row: SaidLine, read: ReadRow, known: ContactId | None = None) -> Taken:
        """The same of a row that does not come in, once what it refuses is recorded for every address that it names."""
        said, person = row.said.said, None if known is None else self._act.store.contact(known)
        refused = import_consents.refuse_at(self._act, read.contact, said, person)
        if person is None and refused.addresses and import_consents.wants_no_contact(said):
            self._want_no_contact.update(dict.fromkeys(refused.addresses))
        nowhere = person is None and not refused.addresses
        words = [f"{word}: it counts for nobody" for word in row.said.refusals] if nowhere else []
        told = (*taken.said, *refused.told(), *words)
        opted_out = (*taken.opted_out, *refused.binds)
        return replace(taken, said=told, opted_out=opted_out, refused_nowhere=nowhere)

    def _add(self, taken: list[Taken]) -> None:
        """Add whoever waits, with what they agree to and refuse; what others said of their addresses before binds."""
        waiting, self._waiting, self._known_by = self._waiting, [], {}
        if not waiting:
            return
        stood = consents.refusals_of(self._act, [one.read.contact for one in waiting])
        added = add_listed(self._act, [one.read for one in waiting], self._wish.source)
        if added.claimed:
            self._on_file.forget_all()
        for number, one, refusals in zip(added.numbers, waiting, stood, strict=True):
            self.told_of(number)
            contact = replace(one.read.contact, id=number)
            is_refused, binds, remarks = bool(refusals), tuple[ContactId, ...](), tuple[str, ...]()
            if self._says_consent and import_consents.says_any(self._act.ruleset, one.said):
                agreed = import_consents.agree(self._act, contact, one.said, before=None, keep=True)
                refused = import_consents.refuse(self._act, contact, one.said)
                is_refused, binds, remarks = is_refused or agreed.is_refused, refused.binds, refused.nowhere
            said, opted_out = (contact.name,), (*([number] if is_refused else []), *binds)
            taken[one.place] = Taken(
                RowOutcome.NEW, said, remarks, opted_out=opted_out, contact=number, resembles=one.resembles
            )


def _without_second_reference(contact: Contact, said: SaidRow) -> tuple[SaidRow, tuple[str, ...]]:
    """What a row says without its reference, where somebody answered that it is of *contact*, who has another.

    The other system has two records of them, or gave them another number: staff correct that by hand.
    """
    second, wish = said.said.get("reference", ""), said.said.get("contact", "")
    if not wish.startswith(NUMBER) or not second or contact.reference in ("", second):
        return said, ()
    told = f"is {contact.reference} here, and stays; {second} in the file is a second record of theirs"
    return replace(said, said={**said.said, "reference": ""}), (OfField("reference", told),)


def _known_by(contact: Contact) -> set[str]:
    """All by which another row may tell of the same contact."""
    reference = [f"reference {contact.reference}"] if contact.reference else []
    return {same_name(contact.name), *contact.numbers, *map(str.casefold, contact.emails), *reference}
