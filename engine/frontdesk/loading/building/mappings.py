"""The files of ``imports/``: how the exports of other systems are read, column by column.

A mapping decides nothing about anybody, so what is wrong with one is only warned of, and only that mapping is not used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.sections import Section, section_of, texts, title
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.mapping import fields_of, folded
from frontdesk.mapping.faults import Fault, faults_in
from frontdesk.model import Ruleset
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn, Mappings
from frontdesk.names import AppointmentState, status_of
from frontdesk.problems import Location

_TAB = "tab"
_DECIMALS = (".", ",")


def read_mappings(
    imports: Mapping[str, Entries], unread: Mapping[str, tuple[str, ...]], ruleset: Ruleset, diagnostics: Diagnostics
) -> Mappings:
    """Read every mapping against the rules, which are in order, and note what is wrong with each.

    Of those that are *unread*, with what was noted of them before, only the headings are taken.
    """
    good: dict[str, FileMapping] = {}
    unusable = dict(unread)
    faulty = {name: _of_its_headings(name, entries) for name, entries in imports.items() if name in unread}
    for name, entries in imports.items():
        if name in unread:
            continue
        section = Section(entries, f"{name}.yaml", entries.where, diagnostics)
        reading = _Reading(name, section)
        mapping = reading.mapping()
        fields = fields_of(mapping.of, ruleset.facts.values())
        faults = [*reading.faults, *faults_in(mapping, fields, _words(mapping.of, ruleset))]
        told = []
        for fault in faults:
            where = _place(entries, fault.path)
            diagnostics.error(where, fault.code, fault.cause, fault.hint)
            told.append(f"{where}: {fault.cause}")
        if told:
            unusable[name], faulty[name] = tuple(dict.fromkeys(told)), mapping
        else:
            good[name] = mapping
    return Mappings(good, unusable, faulty)


def _of_its_headings(name: str, entries: Entries) -> FileMapping:
    """A mapping that cannot be read, as far as it says by which headings its files are known."""
    columns, known_by = entries.get("columns"), entries.get("known_by")
    headings = tuple(columns) if isinstance(columns, Entries) else ()
    known = tuple(one.text for one in known_by.items if isinstance(one, Scalar)) if isinstance(known_by, Items) else ()
    mapped = tuple(MappedColumn(heading, ()) for heading in headings)
    return FileMapping(name, title(name), FileOf.CONTACTS, mapped, known_by=known, where=entries.where)


def _words(of: FileOf, ruleset: Ruleset) -> dict[str, Collection[str]]:
    """The words that a field may be in this practice, for those that it closes itself."""
    statuses = [status_of(state) for state in ruleset.states]
    channels = [*map(str, ruleset.channels)]
    if of is FileOf.VISITS:
        return {"state": [*map(str, AppointmentState), *ruleset.emr.appointment_state]}
    if of is FileOf.PREFERENCES:
        return {}
    return {
        "status": [*ruleset.states, *(one for one in statuses if statuses.count(one) == 1)],
        "phase": [*ruleset.phases],
        "reason": [*ruleset.reasons],
        "preferred_method": channels,
        "channel": channels,
        "line": [*ruleset.lines],
    }


class _Reading:
    """One file of ``imports/``, read into a mapping; ``faults`` are what is wrong with how it is written."""

    def __init__(self, name: str, section: Section) -> None:
        self._name, self._section = name, section
        self.faults: list[Fault] = []

    def mapping(self) -> FileMapping:
        section = self._section
        return FileMapping(
            id=self._name,
            label=section.text("label", title(self._name.replace("-", " "))),
            of=section.one_of("of", FileOf, FileOf.CONTACTS),
            columns=tuple(self._columns()),
            ignored=tuple(word.text for word in section.words("ignore")),
            rest=section.one_of("rest", Rest, Rest.REFUSE),
            every=self._texts(section.section("every")),
            leave_out=dict(self._left_out()),
            dates=section.one_of("dates", DateForm, DateForm.YEAR_MONTH_DAY),
            decimal=section.word("decimal", _DECIMALS, "."),
            form=_form(section.section("file")),
            known_by=tuple(word.text for word in section.words("known_by")),
            most_rows=section.count("most_rows"),
            where=section.where,
        )

    def _columns(self) -> Iterator[MappedColumn]:
        for heading, node, where in self._section.pairs("columns"):
            if isinstance(node, Entries):
                column = section_of(node, f"column '{heading}'", where, self._section.diagnostics)
                yield self._column(heading, column, where)
            else:
                fields = texts(node, f"column '{heading}'", self._section.diagnostics)
                yield MappedColumn(heading, tuple(one.text for one in fields), where=where)

    def _column(self, heading: str, column: Section, where: Location) -> MappedColumn:
        fields = [word.text for word in column.words("to")]
        values = dict(self._values(heading, column, fields))
        otherwise = None
        if (rest := column.node("otherwise")) is not None:
            otherwise = self._phrase(("columns", heading, "otherwise"), rest, fields)
        told = [name for said in (*values.values(), otherwise or {}) for name in said]
        return MappedColumn(
            heading,
            tuple(dict.fromkeys((*fields, *told))),
            split=column.text("split"),
            values=values,
            otherwise=otherwise,
            dates=column.one_of("dates", DateForm, DateForm.YEAR_MONTH_DAY) if column.has("dates") else None,
            decimal=column.word("decimal", _DECIMALS, ""),
            anywhere=column.yes_no("anywhere"),
            where=where,
        )

    def _values(self, heading: str, column: Section, fields: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
        seen: set[str] = set()
        for word, node, _ in column.pairs("values"):
            path = ("columns", heading, "values", word)
            if folded(word) in seen:
                hint = "words are compared without regard to large letters; list it once"
                self.faults.append(Fault(path, "F004", f"the word '{word}' is listed twice", hint))
            seen.add(folded(word))
            yield folded(word), self._phrase(path, node, fields)

    def _phrase(self, path: tuple[str, ...], node: Node, fields: Sequence[str]) -> dict[str, str]:
        """What a word says: the text of the one field that the column becomes, or of each field that is named."""
        if isinstance(node, Entries):
            return self._texts(section_of(node, path[-1], node.where, self._section.diagnostics))
        if isinstance(node, Scalar) and len(fields) == 1:
            return {fields[0]: node.text}
        cause = f"'{path[-1]}' has a meaning, and nothing says of which field"
        self.faults.append(Fault(path, "F006", cause, "name the field under 'to', or write {FIELD: WORD}"))
        return {}

    def _texts(self, section: Section) -> dict[str, str]:
        return {name: section.text(name) for name in section.entries}

    def _left_out(self) -> Iterator[tuple[str, frozenset[str]]]:
        for heading, node, _ in self._section.pairs("leave_out"):
            words = texts(node, f"'{heading}'", self._section.diagnostics)
            yield heading, frozenset(folded(word.text) for word in words)


def _form(section: Section) -> FileForm:
    delimiter = section.text("delimiter")
    return FileForm(
        encoding=section.text("encoding"),
        delimiter="\t" if delimiter == _TAB else delimiter,
        sheet=section.text("sheet"),
        heading=(section.count("heading") or 0) if section.has("heading") else 0,
    )


def _place(entries: Entries, path: Sequence[str]) -> Location:
    """Where the last of some keys stands that lead through a file, or the value that it has."""
    node: Node = entries
    where = entries.where
    for step in path:
        if isinstance(node, Entries):
            key = step if step in node else next((one for one in node if folded(one) == step), None)
            if key is None:
                continue
            where, node = node.keys[key], node.entries[key]
        elif isinstance(node, Items):
            where = next((one.where for one in node.items if isinstance(one, Scalar) and one.text == step), where)
    return node.where if isinstance(node, Scalar) else where
