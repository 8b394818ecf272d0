"""Proposing a mapping for a file that nobody knows: from its heading and a sample of its rows, for a person to look at.

A heading says what a column may be, and its cells have the last word: a column called Phone that holds dates is no
phone. What is left open is said beside the column; what would be a guess over all rows, such as the order of day and
month, is a question, and without its answer there is no mapping. Knows no file and no YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontdesk.file_words import DateForm, FileOf
from frontdesk.mapping import answers as yes_or_no
from frontdesk.mapping import sampling
from frontdesk.mapping.cells import folded
from frontdesk.mapping.columns import headings_of
from frontdesk.mapping.day_order import DayOrder, DaysOfColumn, order_of_days
from frontdesk.mapping.faults import faults_in
from frontdesk.mapping.fields import Field, Holds, fields_of
from frontdesk.mapping.headings import GONE_WORDS, REFUSING_WORDS, WORDS, Meaning, kind_of, meaning_of
from frontdesk.mapping.meant import meanings_in
from frontdesk.mapping.ours import words_by_field
from frontdesk.mapping.suggested import IGNORE, NOT_KNOWN, SuggestedColumn
from frontdesk.mapping.unknown import not_known, numbers_asked, own_facts
from frontdesk.model import Ruleset
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn
from frontdesk.names import PhoneKind
from frontdesk.problems import counted
from frontdesk.strangers import MOST_IN_A_CELL, fault_in

_DAYS = (Holds.DAY, Holds.MOMENT, Holds.DAY_OR_MOMENT)
_REFUSED = "do_not_contact"
_LISTED_WHOLE = ("state", "cell_type", "preferred_number", "preferred_method")
"""Fields of which a mapping lists every word that is known: a cancellation may come in next week's file only."""
_STATE = "state"
_CELL = str(PhoneKind.CELL)
_LEFT_TO_THE_REST = "in a mapping written by hand, rest: ignore leaves it out, and rest: note keeps it as a note."
_PHONES = {
    str(PhoneKind.CELL): "a cell phone",
    str(PhoneKind.HOME): "the phone at home",
    str(PhoneKind.WORK): "the phone at work",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping that is proposed, column by column in the order of the file, and what must be answered first."""

    mapping: FileMapping
    columns: tuple[SuggestedColumn, ...]
    questions: tuple[str, ...] = ()


def suggest_mapping(
    name: str,
    heading: Sequence[str],
    samples: Sequence[Sequence[str]],
    ruleset: Ruleset,
    today: date,
    *,
    of: FileOf | None = None,
    dates: DateForm | None = None,
    form: FileForm = FileForm(),  # noqa: B008
    answers: Mapping[str, str] | None = None,
) -> Suggestion:
    """Propose the mapping called *name* for a file with this *heading*, of which *samples* are some rows.

    *of* answers what its rows tell of, *dates* in which order it writes days, *answers* which field a column is, or
    that it is to be ignored, by what the column is called; *today* is the practice's day, after which nobody was born.
    """
    of = of or kind_of(heading)
    proposal = _Proposal(of, heading, samples, ruleset, answers or {})
    columns = proposal.columns()
    order = order_of_days(list(_days_in(columns, proposal)), today, dates)
    columns = [_with_dates(one, order) for one in columns]
    label = " ".join(name.replace("_", "-").split("-")).strip()
    mapping = FileMapping(
        name,
        label[:1].upper() + label[1:],
        of,
        tuple(one.becomes for one in sorted(columns, key=lambda one: one.spare) if one.becomes),
        tuple(one.heading for one in columns if one.heading and not one.becomes and not one.leaves_out),
        leave_out={one.heading: one.leaves_out for one in columns if one.leaves_out},
        dates=order.usual,
        form=form,
    )
    asked = [one.question for one in columns if one.question]
    questions = (*proposal.questions(mapping), *asked, *order.questions)
    return Suggestion(mapping, tuple(columns), questions)


class _Proposal:
    """Which column becomes what, while it is found out: a field that one column says is not free for the next."""

    def __init__(
        self,
        of: FileOf,
        heading: Sequence[str],
        samples: Sequence[Sequence[str]],
        ruleset: Ruleset,
        answers: Mapping[str, str],
    ) -> None:
        self._answers = answers
        self._of, self._ruleset, self._country = of, ruleset, ruleset.country
        self._fields = fields_of(of, ruleset.facts.values())
        self._words = words_by_field(ruleset, self._fields)
        self._headings = headings_of(heading)
        self._taken: dict[str, list[str]] = {}
        self._cells: dict[str, list[str]] = {
            one.called: [text for row in samples if one.place < len(row) and (text := row[one.place].strip())]
            for one in self._headings
        }
        self._numbers: list[str] = []

    def cells(self, heading: str) -> list[str]:
        """The cells of a column that say something."""
        return self._cells[heading]

    def field(self, name: str) -> Field:
        """What is known of a field."""
        return self._fields[name]

    def columns(self) -> list[SuggestedColumn]:
        """What each column becomes, in the order of the file; those that say it plainly choose first."""
        found: dict[str, SuggestedColumn] = {}
        facts = self._ruleset.facts.values()
        meanings = meanings_in(self._headings, self._of, self._fields, facts, self._answers)
        self._numbers = [
            one.called
            for one in self._headings
            if one.key and meanings[one.called] is None and one.called not in self._answers
            if sampling.hold_numbers(self._cells[one.called], self._country)
        ]
        in_turn = sorted(self._headings, key=lambda one: _turn(meanings[one.called], one.called in self._answers))
        for one in in_turn:
            found[one.called] = self._suggested(one.called, meanings[one.called], named=bool(one.key))
        return [found[one.called] for one in self._headings]

    def questions(self, mapping: FileMapping) -> Iterable[str]:
        """What nobody but the practice can answer, besides the order of days; without an answer *mapping* is none."""
        data = [one.called for one in self._headings if one.key and sampling.is_somebodys(one.written, self._country)]
        if data:
            yield (
                f"'{data[0]}' stands where a column should be named. If the names of the columns stand further down, "
                "say in which line: --heading 3. If there are none, let your system export the file with them."
            )
        for one in self._headings:
            if odd := fault_in(one.called, MOST_IN_A_CELL):
                yield f"The heading of column {one.place + 1} {odd}, and no mapping can name it: {_LEFT_TO_THE_REST}"
            if not one.key and self._cells[one.called]:
                yield f"Column {one.place + 1} has no heading, and its cells are not empty: {_LEFT_TO_THE_REST}"
        for fault in [] if data else faults_in(mapping, self._fields):
            yield f'{fault.cause[:1].upper()}{fault.cause[1:]}. Say which column says it: --column "HEADING=FIELD".'

    def _suggested(self, heading: str, meaning: Meaning | None, *, named: bool) -> SuggestedColumn:
        if not named:
            return SuggestedColumn("")
        found = self._as_meant(heading, meaning)
        answer = self._answers.get(heading, IGNORE)
        if answer == IGNORE or found.becomes:
            return found
        return replace(found, question=f"'{heading}' is not {answer}: it {found.look}. Say another field, or ignore.")

    def _as_meant(self, heading: str, meaning: Meaning | None) -> SuggestedColumn:
        cells = self._cells[heading]
        if meaning is None and self._tells_of_people(heading):
            look = (
                f"tells of people, and is not read with {self._of}: propose a mapping of them as well, by --of contacts"
            )
            return SuggestedColumn(heading, look=look)
        if meaning is None:
            return self._by_cells(heading, cells)
        if meaning.leaves_out:
            return yes_or_no.leaving_out(heading, cells, meaning.leaves_out, self._fields[_REFUSED])
        if meaning.yes is not None:
            (name,) = {**meaning.yes, **meaning.no}
            self._take(name, heading)
            return yes_or_no.answered(heading, cells, meaning, self._fields[name])
        if not meaning.fields:
            return SuggestedColumn(heading)
        looks: list[str] = []
        for name in meaning.fields:
            if name not in self._fields:
                continue
            found = self._as_field(heading, cells, name, meaning, looks)
            if found:
                return found
        return self._left_to_the_practice(heading, cells, meaning, looks[-1] if looks else "")

    def _left_to_the_practice(self, heading: str, cells: list[str], meaning: Meaning, look: str) -> SuggestedColumn:
        """A column whose words only the practice can give a meaning, but for those that refuse."""
        refused = None
        if refusing := self._refusing(meaning.fields[0], cells):
            look = "says of some that nobody is to contact them; only you can say what its other words mean here"
            self._take(_REFUSED, heading)
            refused = MappedColumn(heading, (_REFUSED,), values=refusing, otherwise={})
        open_ = next((name for name in meaning.fields if name in self._words and name not in self._taken), "")
        gone = self._gone(meaning.fields[0], cells)
        told = [word for word in sampling.closed_words(cells) if open_ and folded(word) not in {*refusing, *gone}]
        words = {word: self._known_words(open_).get(folded(word), "") for word in told}
        return SuggestedColumn(heading, refused, look, words, open_, gone)

    def _as_field(
        self, heading: str, cells: list[str], name: str, meaning: Meaning, looks: list[str]
    ) -> SuggestedColumn | None:
        """The column as what says the field *name*, unless that cannot be, for which *looks* gets the reason."""
        held = self._fields[name]
        if name in self._taken and not self._joins(name, cells, meaning):
            looks.append(f"'{self._taken[name][0]}' says {name} already")
            return None
        values = self._values(held, cells)
        if values is None and name == _STATE and not sampling.are_regions(cells, self._country):
            return self._states(heading, held, cells)
        if values is None and name in self._words:
            looks.append("only you can say what its words mean here")
            return None
        if values is None and not sampling.fits(held, cells, self._country, sure=meaning.sure):
            looks.append(_why_not(held, cells))
            return None
        look = self._look_at(held, cells, meaning, is_words=values is not None)
        self._take(name, heading)
        if values is not None and (refusing := self._refusing(name, cells)):
            self._take(_REFUSED, heading)
            values = {**(values or self._as_they_stand(held, cells)), **refusing}
        decimal = "," if held.holds is Holds.NUMBER and sampling.with_decimal_comma(cells) else ""
        told = tuple(dict.fromkeys(one for said in (values or {}).values() for one in said))
        column = MappedColumn(heading, told or (name,), values=values or {}, decimal=decimal)
        return SuggestedColumn(heading, column, look, leaves_out=self._gone(name, cells), spare=meaning.spare)

    def _states(self, heading: str, held: Field, cells: list[str]) -> SuggestedColumn:
        """The states of visits, of which some are not known: a visit of such a one does not come in as booked."""
        known = self._known_words(held.name)
        self._take(held.name, heading)
        words = dict.fromkeys(sampling.closed_words([cell for cell in cells if folded(cell) not in known]), "")
        column = MappedColumn(heading, (held.name,), values={word: {held.name: said} for word, said in known.items()})
        look = "has words that only you can give a meaning; until then the rows of these are set aside"
        return SuggestedColumn(heading, column, look, words, held.name)

    def _look_at(self, held: Field, cells: list[str], meaning: Meaning, *, is_words: bool) -> str:
        """What somebody should look at in a column that says a field; empty where nothing is left open."""
        name, look = held.name, ""
        if meaning.spare and name in self._taken:
            look = f"is another number: used where '{self._taken[name][0]}' is empty, and noted otherwise"
        elif name in _PHONES and not meaning.sure:
            others = [self._taken[one][0] for one in _PHONES if one in self._taken]
            beside = f"; '{others[0]}' is another one" if others else ""
            look = f"does not say which phone it is{beside}: taken for {_PHONES[name]}"
        elif name == "region" and not meaning.sure:
            look = "holds states of the country, and no status"
        odd = 0 if is_words else len(cells) - sampling.fitting(held, cells, self._country)
        if odd:
            what = "stand in several rows" if held.knows_again else "cannot be read"
            unread = f"{odd} of {counted(len(cells), 'cell')} {what}, and their rows are set aside"
            look = f"{look}; {unread}" if look else unread
        return look

    def _tells_of_people(self, heading: str) -> bool:
        """Whether a column says of somebody what they refuse, in a file that is read for something else."""
        known = meaning_of(heading, FileOf.CONTACTS)
        return known is not None and known.yes is not None

    def _take(self, name: str, heading: str) -> None:
        self._taken.setdefault(name, []).append(heading)

    def _gone(self, name: str, cells: list[str]) -> frozenset[str]:
        """The words of a status that say of a row that it is none of the practice's any more."""
        return GONE_WORDS & set(map(folded, cells)) if name == "status" else frozenset()

    def _joins(self, name: str, cells: list[str], meaning: Meaning) -> bool:
        """Whether a second column may say *name* as well: a note, the hour to a day, or a number to fall back on."""
        holds, taken = self._fields[name].holds, self._taken[name]
        if holds is Holds.MOMENT and len(taken) == 1:
            return sampling.are_hours(cells) != sampling.are_hours(self._cells[taken[0]])
        return holds is Holds.NOTE or (meaning.spare and self._of is FileOf.CONTACTS)

    def _values(self, held: Field, cells: list[str]) -> dict[str, dict[str, str]] | None:
        """What the words of a column mean, where there is a list of them; ``None`` where one of them is not known.

        Empty where the file writes our own words, or nothing.
        """
        known = self._known_words(held.name)
        apart = {*self._gone(held.name, cells), *self._refusing(held.name, cells)}
        seen = [word for word in dict.fromkeys(map(folded, cells)) if word not in apart]
        if not known or any(word not in known for word in seen):
            return None
        if all(known[word] == word for word in seen):
            return {}
        listed = dict.fromkeys((*seen, *known)) if held.name in _LISTED_WHOLE else seen
        return {word: {held.name: known[word]} for word in listed}

    def _as_they_stand(self, held: Field, cells: list[str]) -> dict[str, dict[str, str]]:
        """The words of a column that are ours already, as what they mean."""
        seen = [word for word in dict.fromkeys(map(folded, cells)) if word in self._known_words(held.name)]
        return {word: {held.name: self._known_words(held.name)[word]} for word in seen}

    def _refusing(self, name: str, cells: list[str]) -> dict[str, dict[str, str]]:
        """The words of a status or a wish that say of somebody that nobody is to contact them."""
        if _REFUSED not in self._fields or name not in (*self._words, *WORDS):
            return {}
        return {word: {_REFUSED: "yes"} for word in dict.fromkeys(map(folded, cells)) if word in REFUSING_WORDS}

    def _known_words(self, name: str) -> dict[str, str]:
        """The words that a column of the field *name* may hold, ours and those of other systems, with ours for each."""
        return {**WORDS.get(name, {}), **self._words.get(name, {})} if name in self._fields else {}

    def _by_cells(self, heading: str, cells: list[str]) -> SuggestedColumn:
        """A column whose heading is not known: only numbers and mailboxes speak for themselves, if at all."""
        if "email" not in self._taken and "email" in self._fields and sampling.are_emails(cells):
            return self._guessed(heading, "email", "an e-mail address")
        if heading in self._numbers and _CELL in self._fields:
            return self._of_numbers(heading, cells)
        free = {name: held for name, held in self._fields.items() if name not in self._taken}
        if yes_or_no.are_answers(cells):
            own = own_facts(cells, free, self._country, Holds.YES_NO)
            return yes_or_no.asked(heading, cells, self._of, own)
        return not_known(heading, cells, free, self._country)

    def _of_numbers(self, heading: str, cells: list[str]) -> SuggestedColumn:
        """A column of numbers: the cell's if it is the only one, a question if there are others and none says whose."""
        if any(one in self._taken for one in _PHONES):
            return SuggestedColumn(heading, look=f"{NOT_KNOWN}; holds phone numbers, and nobody can say whose")
        if len(self._numbers) == 1 and sampling.are_numbers(cells, self._country):
            return self._guessed(heading, _CELL, "a phone number")
        return numbers_asked(heading)

    def _guessed(self, heading: str, name: str, what: str) -> SuggestedColumn:
        self._take(name, heading)
        look = f"{NOT_KNOWN}; each of its cells is {what}"
        return SuggestedColumn(heading, MappedColumn(heading, (name,)), look)


def _turn(meaning: Meaning | None, is_answer: bool) -> tuple[bool, bool, bool, int]:
    """When a column chooses: first what somebody answered, then what says its field plainly, last what cells tell."""
    return (not is_answer, meaning is None, meaning is not None and not meaning.sure, meaning.rank if meaning else 0)


def _why_not(held: Field, cells: Sequence[str]) -> str:
    if held.holds in _DAYS and sampling.have_short_years(cells):
        return "writes years with two digits, and nobody can say of which century: export it with four"
    if held.knows_again:
        return "holds the same value in several rows, so that nobody is known by it"
    return f"holds nothing that reads as {held.means.partition(',')[0]}"


def _days_in(columns: Sequence[SuggestedColumn], proposal: _Proposal) -> Iterator[DaysOfColumn]:
    """The columns that hold days, each with its cells."""
    for column in columns:
        if column.becomes and (held := proposal.field(column.becomes.to[0])).holds in _DAYS:
            yield DaysOfColumn(column.heading, proposal.cells(column.heading), in_the_past=held.name == "born")


def _with_dates(column: SuggestedColumn, order: DayOrder) -> SuggestedColumn:
    form = order.others.get(column.heading)
    if column.heading in order.open_in:
        return replace(column, order_open=True)
    if not form or not column.becomes:
        return column
    return replace(column, becomes=replace(column.becomes, dates=form))
