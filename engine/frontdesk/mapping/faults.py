"""What is wrong with a mapping, whatever file it is laid over: each fault with the keys that lead to it.

A mapping that has a fault is not used. Knows neither YAML nor a file; of a practice only its words.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from frontdesk.file_words import FileOf, Rest
from frontdesk.mapping.columns import heading_key
from frontdesk.mapping.fields import Field, Holds
from frontdesk.mapping.rows import said_by
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.problems import choices, did_you_mean

_NAMES = ("name", "first name", "last name")
_WHO = ("patient", "contact", *_NAMES)
_NEEDED: Mapping[FileOf, tuple[tuple[tuple[str, ...], str], ...]] = {
    FileOf.CONTACTS: (((*_NAMES, "contact"), "whom it is about: 'name', or 'first name' and 'last name'"),),
    FileOf.VISITS: (
        (_WHO, "whose visit it is: 'patient', 'contact' or a name"),
        (("at", "reference"), "which visit it is: 'at' or 'reference'"),
    ),
    FileOf.CONSENTS: (
        ((*_WHO, "address"), "whose consent it is: 'patient', 'contact', a name or 'address'"),
        (("consent",), "what was said: 'consent'"),
    ),
    FileOf.PREFERENCES: (
        (("patient",), "whose wish it is: 'patient'"),
        (("preferred_number", "preferred_method", "do_not_contact", "consent"), "any wish, such as 'preferred_method'"),
    ),
}
"""What every row must be able to say, by what a file is of: one of these fields, and that in words."""
_TOGETHER = (Holds.NAME, Holds.NOTE, Holds.ADDRESS, Holds.MOMENT, Holds.DAY_OR_MOMENT, Holds.CONSENT)
"""What several columns can say at once without anything being lost."""
_MOMENTS = (Holds.MOMENT, Holds.DAY_OR_MOMENT)
_DATED = (Holds.DAY, *_MOMENTS)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a mapping: the keys that lead to it, the code of the problem, its cause and mend."""

    path: tuple[str, ...]
    code: str
    cause: str
    hint: str = ""


def faults_in(
    mapping: FileMapping, fields: Mapping[str, Field], words: Mapping[str, Collection[str]] | None = None
) -> list[Fault]:
    """Every fault of *mapping*; *words* are those that a field may be in this practice, where it closes them."""
    said = [*_unknown_fields(mapping, fields), *_named_twice(mapping), *_forms(mapping, fields)]
    said += _said_twice(mapping, fields)
    said += _unknown_words(mapping, fields, words or {})
    return said or list(_lacking(mapping))


def fields_said(mapping: FileMapping) -> set[str]:
    """Every field that some row of a file of this kind can say something of."""
    return {field for column in mapping.columns for field in column.to} | set(mapping.every)


def _phrases(mapping: FileMapping) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """What is said where the mapping itself says it: for words, for all other words, and for every row."""
    for column in mapping.columns:
        for word, said in column.values.items():
            yield ("columns", column.heading, "values", word), said
        if column.otherwise:
            yield ("columns", column.heading, "otherwise"), column.otherwise
    if mapping.every:
        yield ("every",), mapping.every


def _unknown_fields(mapping: FileMapping, fields: Mapping[str, Field]) -> Iterator[Fault]:
    told = [("columns", one.heading, "to", name) for one in mapping.columns for name in one.to]
    for path in (*told, *((*path, name) for path, said in _phrases(mapping) for name in said)):
        name = path[-1]
        if name not in fields:
            hint = did_you_mean(name, fields) or f"fields of {mapping.of} are {choices(fields, most=50)}"
            yield Fault(path, "F001", f"no field of {mapping.of} is called '{name}'", hint)


def _named_twice(mapping: FileMapping) -> Iterator[Fault]:
    """Columns that are mapped under two names, or mapped and ignored; what is ignored twice is ignored."""
    seen: dict[str, str] = {}
    for column in mapping.columns:
        if earlier := seen.get(heading_key(column.heading)):
            hint = "name it once; a second column with the same heading is called 'HEADING (2)'"
            cause = f"the column '{column.heading}' is named twice, first as '{earlier}'"
            yield Fault(("columns", column.heading), "F004", cause, hint)
        seen.setdefault(heading_key(column.heading), column.heading)
    for heading in mapping.ignored:
        if heading_key(heading) in seen:
            cause = f"the column '{heading}' is ignored, and becomes something under 'columns'"
            yield Fault(("ignore", heading), "F004", cause, "say one of the two")


def _said_twice(mapping: FileMapping, fields: Mapping[str, Field]) -> Iterator[Fault]:
    first: dict[str, list[MappedColumn]] = {}
    for column in mapping.columns:
        for name in dict.fromkeys(column.to):
            first.setdefault(name, []).append(column)
    for name, columns in first.items():
        held = fields.get(name)
        if held is None or len(columns) < 2 or _fits_together(mapping, held, columns):
            continue
        told = " and by ".join(f"'{one.heading}'" for one in columns)
        cause = f"'{name}' is said by {told}, and one of them would be lost"
        yield Fault(("columns", columns[1].heading), "F002", cause, "let one of them say it, and ignore the other")


def _fits_together(mapping: FileMapping, field: Field, columns: list[MappedColumn]) -> bool:
    if field.holds in _MOMENTS:
        return len(columns) == 2 and not any(one.values for one in columns)
    if field.holds is Holds.ADDRESS:
        return mapping.of is FileOf.CONTACTS
    return field.holds in _TOGETHER or (field.holds is Holds.YES_NO and field.refuses)


def _unknown_words(
    mapping: FileMapping, fields: Mapping[str, Field], words: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    for path, said in _phrases(mapping):
        for name, word in said.items():
            known = words.get(name) or (fields[name].words if name in fields else ())
            if known and word and word not in known:
                hint = did_you_mean(word, known) or f"it is {choices(known, most=50)}"
                yield Fault((*path, name), "F003", f"'{name}' cannot be '{word}'", hint)
            elif word and not known and name in fields and (fault := _fault_in_text(word, fields[name])):
                cause = f"'{name}' cannot be '{word}', which {fault}"
                yield Fault((*path, name), "F003", cause, "write it in our form")


def _fault_in_text(text: str, held: Field) -> str:
    """Why a text cannot be what *held* holds, in our own form; empty when it can."""
    read = said_by(MappedColumn("", ()), FileMapping("", "", FileOf.CONTACTS, ()), held)
    try:
        if read:
            read(text)
    except ValueError as error:
        return str(error)
    return ""


def _forms(mapping: FileMapping, fields: Mapping[str, Field]) -> Iterator[Fault]:
    if mapping.form.encoding and not _is_encoding(mapping.form.encoding):
        cause = f"nothing is written in an encoding called '{mapping.form.encoding}'"
        yield Fault(("file", "encoding"), "F006", cause, "usual are utf-8, utf-16 and windows-1252; or leave it out")
    if mapping.rest is Rest.NOTE and "note" not in fields:
        cause = f"nothing of a file of {mapping.of} is kept as a note"
        yield Fault(("rest",), "F006", cause, "say rest: ignore, or let a column become something")
    for column in mapping.columns:
        path = ("columns", column.heading)
        held = [fields[name].holds for name in column.to if name in fields]
        if column.split and (len(column.to) < 2 or column.values):
            cause = f"'split' parts the cells of '{column.heading}', and there is one field for all parts"
            yield Fault((*path, "split"), "F006", cause, "name a field for each part: to: [last name, first name]")
        if not column.to and not column.values:
            cause = f"'{column.heading}' becomes nothing"
            yield Fault(path, "F006", cause, "name its field under 'to', or list it under 'ignore'")
        if len(column.to) > 1 and not column.split and not column.values:
            cause = f"'{column.heading}' becomes {len(column.to)} fields, and nothing says where its cells are parted"
            yield Fault((*path, "to"), "F006", cause, 'say what stands between the parts: split: ","')
        if column.otherwise is not None and not column.values:
            cause = f"'otherwise' says what all other words of '{column.heading}' mean, and no words are listed"
            yield Fault((*path, "otherwise"), "F006", cause, "list the words under 'values'")
        if column.anywhere and not column.values:
            cause = f"'anywhere' says where the words of '{column.heading}' may stand, and no words are listed"
            yield Fault((*path, "anywhere"), "F006", cause, "list the words under 'values'")
        if len(held) < len(column.to):
            continue
        if column.dates and not any(one in _DATED for one in held):
            cause = f"'dates' says how days are written, and '{column.heading}' becomes nothing that is a day"
            yield Fault((*path, "dates"), "F006", cause, "leave it out")
        if column.decimal and Holds.NUMBER not in held:
            cause = f"'decimal' says how numbers are written, and '{column.heading}' becomes no number"
            yield Fault((*path, "decimal"), "F006", cause, "leave it out")


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name) is not None
    except LookupError:
        return False


def _lacking(mapping: FileMapping) -> Iterator[Fault]:
    said = fields_said(mapping)
    for wanted, words in _NEEDED[mapping.of]:
        if not said & set(wanted):
            yield Fault((), "F005", f"no row of such a file can say {words}", "let a column become it")
