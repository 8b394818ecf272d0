"""Proposing a mapping for a file that nobody knows: from its heading and a sample of its rows, for a person to look at.

A heading says what a column may be, and its cells have the last word: a column called Phone that holds dates is no
phone. What is left open is said beside the column; what would be a guess over all rows, such as the order of day and
month, is a question, and without its answer there is no mapping. Knows no file and no YAML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from frontdesk.mapping import sampling
from frontdesk.mapping.cells import folded
from frontdesk.mapping.columns import headings_of
from frontdesk.mapping.day_order import DayOrder, DaysOfColumn, order_of_days
from frontdesk.mapping.faults import faults_in
from frontdesk.mapping.fields import Field, Holds, fields_of
from frontdesk.mapping.headings import (
    AGREED_AND_REFUSED,
    GONE_WORDS,
    REFUSING_WORDS,
    WORDS,
    YES_AND_NO,
    Meaning,
    kind_of,
    meaning_of,
    words_of,
)
from frontdesk.mapping.ours import words_by_field
from frontdesk.model import Ruleset
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn
from frontdesk.names import DateForm, FileOf, PhoneKind
from frontdesk.problems import counted
from frontdesk.strangers import MOST_IN_A_CELL, fault_in

_DAYS = (Holds.DAY, Holds.MOMENT, Holds.DAY_OR_MOMENT)
_REFUSED = "do_not_contact"
_LISTED_WHOLE = ("state", "cell_type", "preferred_number", "preferred_method")
"""Fields of which a mapping lists every word that is known: a cancellation may come in next week's file only."""
_NOT_KNOWN = "not known here"
_PHONES = {
    str(PhoneKind.CELL): "a cell phone",
    str(PhoneKind.HOME): "the phone at home",
    str(PhoneKind.WORK): "the phone at work",
}


@dataclass(frozen=True, slots=True)
class SuggestedColumn:
    """What a column is proposed to become; nothing where it is to be left out.

    ``look`` is what somebody should look at, in words that quote no cell; empty where heading and cells say it plainly.
    ``words`` are those of the column that only the practice can give a meaning, as what they would say of the field
    ``may_say``, each with what it seems to mean, or nothing. ``leaves_out`` are words of rows that are none of the
    practice's. A ``spare`` number counts after all others.
    """

    heading: str
    becomes: MappedColumn | None = None
    look: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    may_say: str = ""
    leaves_out: frozenset[str] = frozenset()
    spare: bool = False
    order_open: bool = False
    """Whether its days could be read in two orders, and nobody said in which."""


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
) -> Suggestion:
    """Propose the mapping called *name* for a file with this *heading*, of which *samples* are some rows.

    *of* answers what its rows tell of, *dates* in which order it writes days; *today* is the practice's day, after
    which nobody was born.
    """
    of = of or kind_of(heading)
    proposal = _Proposal(of, heading, samples, ruleset)
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
    questions = (*proposal.questions(mapping), *order.questions)
    return Suggestion(mapping, tuple(columns), questions)


class _Proposal:
    """Which column becomes what, while it is found out: a field that one column says is not free for the next."""

    def __init__(self, of: FileOf, heading: Sequence[str], samples: Sequence[Sequence[str]], ruleset: Ruleset) -> None:
        self._of, self._ruleset, self._country = of, ruleset, ruleset.country
        self._fields = fields_of(of, ruleset.facts.values())
        self._words = words_by_field(ruleset, self._fields)
        self._headings = headings_of(heading)
        self._taken: dict[str, list[str]] = {}
        self._cells: dict[str, list[str]] = {
            one.called: [text for row in samples if one.place < len(row) and (text := row[one.place].strip())]
            for one in self._headings
        }
        self._called = {words_of(name): held for name, held in self._fields.items()}

    def cells(self, heading: str) -> list[str]:
        """The cells of a column that say something."""
        return self._cells[heading]

    def field(self, name: str) -> Field:
        """What is known of a field."""
        return self._fields[name]

    def columns(self) -> list[SuggestedColumn]:
        """What each column becomes, in the order of the file; those that say it plainly choose first."""
        found: dict[str, SuggestedColumn] = {}
        meanings = {one.called: self._meaning(one.written) for one in self._headings}
        in_turn = sorted(self._headings, key=lambda one: _turn(meanings[one.called]))
        for one in in_turn:
            found[one.called] = self._suggested(one.called, meanings[one.called], named=bool(one.key))
        return [found[one.called] for one in self._headings]

    def questions(self, mapping: FileMapping) -> Iterable[str]:
        """What nobody but the practice can answer, besides the order of days; without an answer *mapping* is none."""
        data = [one.called for one in self._headings if one.key and sampling.is_somebodys(one.written, self._country)]
        if data:
            yield (
                f"'{data[0]}' stands where a column should be named. If the names of the columns stand further down, "
                "say in which line: --heading 3. If there are none, write a line of them at the top of the file."
            )
        for one in self._headings:
            if odd := fault_in(one.called, MOST_IN_A_CELL):
                yield f"The heading of column {one.place + 1} {odd}: write it anew in the file."
            if not one.key and self._cells[one.called]:
                yield f"Column {one.place + 1} has no heading, and its cells are not empty: give it one in the file."
        for fault in [] if data else faults_in(mapping, self._fields):
            yield f"{fault.cause[:1].upper()}{fault.cause[1:]}. Give that column one of our names in the file."

    def _meaning(self, heading: str) -> Meaning | None:
        """What a heading means: a fact of the practice's own before all, then what is known, then our own word."""
        held = self._called.get(words_of(heading))
        ours = Meaning((held.name,)) if held else None
        return ours if held and held.own else meaning_of(heading, self._of) or ours

    def _suggested(self, heading: str, meaning: Meaning | None, *, named: bool) -> SuggestedColumn:
        cells = self._cells[heading]
        if not named:
            return SuggestedColumn("")
        if meaning is None and self._tells_of_people(heading):
            look = (
                f"tells of people, and is not read with {self._of}: propose a mapping of them as well, by --of contacts"
            )
            return SuggestedColumn(heading, look=look)
        if meaning is None:
            return self._by_cells(heading, cells)
        if meaning.leaves_out:
            return self._leaving_out(heading, cells, meaning.leaves_out)
        if meaning.yes is not None:
            return self._answered(heading, cells, meaning)
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

    def _answered(self, heading: str, cells: list[str], meaning: Meaning) -> SuggestedColumn:
        """A column of yes and no: what each says of consent or of being left alone."""
        said = {**(meaning.yes or {}), **meaning.no}
        (name,) = said
        seen = set(map(folded, cells))
        known = YES_AND_NO if meaning.yes and not meaning.no else (*YES_AND_NO, *AGREED_AND_REFUSED)
        pairs = [pair for pair in known if seen & set(pair)] or list(YES_AND_NO[:5])
        values = {yes: dict(meaning.yes or {}) for yes, _ in pairs} | {no: dict(meaning.no) for _, no in pairs if no}
        otherwise = None
        others = [cell for cell in cells if folded(cell) not in values]
        look = ""
        if meaning.yes and not meaning.no:
            otherwise = dict(meaning.yes) if others else None
            look = "whatever else stands there refuses as well" if others else ""
        elif others:
            look = "holds more than yes and no; every other word counts as a refusal until you say what it means"
        elif not meaning.sure:
            look = "does not say to what: a yes is no consent to anything, a no is a refusal of everything"
        elif meaning.yes:
            look = "a yes counts as consent; write {} beside it if your system ticks the box by itself"
        self._take(name, heading)
        words = dict.fromkeys(sampling.closed_words(others), "")
        column = MappedColumn(heading, (name,), values=values, otherwise=otherwise)
        return SuggestedColumn(heading, column, look, words, name if words else "")

    def _leaving_out(self, heading: str, cells: list[str], word: str) -> SuggestedColumn:
        seen = set(map(folded, cells))
        if word == "yes" and seen - {said for pair in YES_AND_NO for said in pair}:
            # A day, for one: who died on it is on no list of yes and no, and is left alone all the same.
            return self._answered(heading, cells, Meaning(yes={_REFUSED: "yes"}))
        pairs = [pair for pair in YES_AND_NO if seen & set(pair)] or YES_AND_NO[:5]
        words = frozenset(pair[0 if word == "yes" else 1] for pair in pairs) - {""}
        return SuggestedColumn(heading, look=f"is {word} for rows that are left out", leaves_out=words)

    def _by_cells(self, heading: str, cells: list[str]) -> SuggestedColumn:
        """A column whose heading is not known: only numbers and mailboxes speak for themselves."""
        free = next((one for one in _PHONES if one not in self._taken and one in self._fields), "")
        name, what = "", ""
        if "email" not in self._taken and "email" in self._fields and sampling.are_emails(cells):
            name, what = "email", "an e-mail address"
        elif free and sampling.are_numbers(cells, self._country):
            name, what = free, "a phone number"
        if not name:
            return SuggestedColumn(heading, look=_NOT_KNOWN)
        self._take(name, heading)
        look = f"{_NOT_KNOWN}; each of its cells is {what}"
        return SuggestedColumn(heading, MappedColumn(heading, (name,)), look)


def _turn(meaning: Meaning | None) -> tuple[bool, bool, int]:
    """When a column chooses: what says its field plainly first, what only its cells can tell last."""
    return (meaning is None, meaning is not None and not meaning.sure, meaning.rank if meaning else 0)


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
