"""A proposed mapping on paper: what each column would become, shown for some rows, and the file that says so.

What is shown is for the terminal of whoever has the file. What is written keeps no cell of it, but for words that come
again and again and are nobody's: a mapping is passed on, and a list of patients is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from frontdesk.addresses import NumberError, read_number, shown_number
from frontdesk.file_words import DateForm, Rest
from frontdesk.mapping import Holds, SaidRow, fields_of, place
from frontdesk.mapping.suggested import SuggestedColumn
from frontdesk.mapping.suggesting import Suggestion
from frontdesk.model import Ruleset
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.problems import FrontdeskError
from frontdesk.rendering.grids import Grid, plain
from frontdesk.strangers import on_one_line

_WIDEST = 24
"""So many letters of a cell are shown; the rest is cut."""
_NOTHING = "-"
_ASKED = "?"
_PLAIN = re.compile(r"[A-Za-z][\w /.-]*[A-Za-z0-9]|[A-Za-z]", re.ASCII)
_READ_AS_OTHERS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
"""Words that YAML reads as something else unless they stand in quotes."""
_TO_BE_SAID = "..."


def suggestion_table(
    suggestion: Suggestion, rows: Sequence[tuple[int, Sequence[str]]], heading: Sequence[str], ruleset: Ruleset
) -> str:
    """Every column with what it would become, and that for some *rows*, each with its line in the file."""
    holds = {name: one.holds for name, one in fields_of(suggestion.mapping.of, ruleset.facts.values()).items()}
    said = _said_by(suggestion.mapping, heading, [cells for _, cells in rows], ruleset)
    grid = []
    for at, column in enumerate(suggestion.columns):
        shown = [
            _shown(column, cells[at] if at < len(cells) else "", one, holds, ruleset.country)
            for (_, cells), one in zip(rows, said, strict=False)
        ]
        becomes = _becomes(column, suggestion.mapping, holds)
        grid.append((_cut(column.heading), becomes, *shown, *[""] * (len(rows) - len(shown))))
    lines = tuple(f"line {line}" for line, _ in rows)
    return plain(Grid(("column", "becomes", *lines), tuple(grid)))


def looks(suggestion: Suggestion) -> list[str]:
    """What somebody should look at, one line for all columns of which the same is to be said."""
    headings: dict[str, list[str]] = {}
    for column in suggestion.columns:
        headings.setdefault(column.look, []).append(on_one_line(column.heading))
    return [f"{', '.join(names)}: {look}." for look, names in headings.items() if look]


def by_hand(suggestion: Suggestion) -> list[str]:
    """For the columns that are asked, the lines of which one would stand in a mapping, and that which ignores them."""
    asked = [column for column in suggestion.columns if column.question]
    lines = [f"{_word(column.heading)}: {_column(one)}" for column in asked for one in column.may_be]
    ignored = ", ".join(_word(column.heading) for column in asked)
    return [on_one_line(line) for line in (*lines, f"ignore: [{ignored}]")] if asked else []


def mapping_file(suggestion: Suggestion, of_file: str, schema: str = "") -> str:
    """The proposed mapping as the text of a file in ``imports/``; *of_file* is what it was proposed for.

    *schema* is where an editor finds the schema from there, if there is one.
    """
    return "\n".join(_lines(suggestion, on_one_line(of_file), schema)) + "\n"


def _lines(suggestion: Suggestion, of_file: str, schema: str) -> Iterator[str]:
    mapping = suggestion.mapping
    columns = {column.heading: column for column in suggestion.columns}
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"# How '{of_file}' is read, as 'frontdesk import --suggest' proposed it. Look at every line; mend it here."
    yield f"label: {_word(mapping.label)}"
    yield f"of: {mapping.of}"
    if form := _form(mapping):
        yield f"file: {{{form}}}"
    if mapping.dates is not DateForm.YEAR_MONTH_DAY:
        yield f"dates: {mapping.dates}"
    yield "columns:"
    for one in mapping.columns:
        yield from _comments(columns[one.heading])
        yield f"  {_word(one.heading)}: {_column(one)}"
    if mapping.ignored:
        yield "# Columns that are not read."
        yield "ignore:"
        for heading in mapping.ignored:
            column = columns[heading]
            plain_look = f"  # {on_one_line(column.look)}" if column.look and not column.words else ""
            yield from () if plain_look else _comments(column)
            yield f"  - {_word(heading)}{plain_look}"
    if mapping.rest is not Rest.REFUSE:
        yield f"rest: {mapping.rest}"
    if mapping.leave_out:
        yield "# Rows with these words are none of the practice's: nobody comes in by them."
        yield "leave_out:"
        for heading, words in mapping.leave_out.items():
            column = columns[heading]
            yield from _comments(column) if column.words and not column.becomes else ()
            yield f"  {_word(heading)}: [{', '.join(map(_word, sorted(words)))}]"


def _comments(column: SuggestedColumn) -> Iterator[str]:
    """What to look at before a column, and how its words are given a meaning."""
    heading = _word(column.heading)
    if column.look:
        yield on_one_line(f"  # {column.heading}: {column.look}.")
    if column.words:
        alone = not column.becomes or column.becomes.to == (column.may_say,)
        told = {word: _word(said) if said else _TO_BE_SAID for word, said in column.words.items()}
        meanings = {word: said if alone else f"{{{column.may_say}: {said}}}" for word, said in told.items()}
        values = ", ".join(f"{_word(word)}: {said}" for word, said in meanings.items())
        there = (
            "write among the columns" if column.leaves_out else "take it out of this list, and write among the columns"
        )
        yield f"  # To say what its words mean, {'add to its values' if column.becomes else there}:"
        yield (
            f"  #   {values}" if column.becomes else f"  #   {heading}: {{to: {column.may_say}, values: {{{values}}}}}"
        )


def _column(column: MappedColumn) -> str:
    """What stands behind a heading: a field, or all that is to be said of the column."""
    if not (column.values or column.dates or column.decimal or len(column.to) > 1):
        return column.to[0]
    short = all(list(said) == [column.to[0]] for said in column.values.values()) and len(column.to) == 1
    parts = [f"to: {column.to[0]}"] if short or not column.values else []
    if column.values:
        meanings = (f"{_word(word)}: {_meaning(said, short)}" for word, said in column.values.items())
        parts.append(f"values: {{{', '.join(meanings)}}}")
    if column.otherwise is not None:
        parts.append(f"otherwise: {_meaning(column.otherwise, short)}")
    if column.dates:
        parts.append(f"dates: {column.dates}")
    if column.decimal:
        parts.append(f"decimal: {_word(column.decimal)}")
    return f"{{{', '.join(parts)}}}"


def _meaning(said: Mapping[str, str], short: bool) -> str:
    if short and said:
        return _word(next(iter(said.values())))
    return f"{{{', '.join(f'{name}: {_word(text)}' for name, text in said.items())}}}"


def _form(mapping: FileMapping) -> str:
    form = mapping.form
    told: Iterable[tuple[str, str]] = (
        ("encoding", _word(form.encoding) if form.encoding else ""),
        ("delimiter", "tab" if form.delimiter == "\t" else _word(form.delimiter) if form.delimiter else ""),
        ("sheet", _word(form.sheet) if form.sheet else ""),
        ("heading", str(form.heading or "")),
    )
    return ", ".join(f"{name}: {text}" for name, text in told if text)


def _word(text: str) -> str:
    """A text as YAML, in quotes wherever it could be read as anything else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_AS_OTHERS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _said_by(
    mapping: FileMapping, heading: Sequence[str], rows: Sequence[Sequence[str]], ruleset: Ruleset
) -> list[SaidRow]:
    """What rows would say; nothing where the mapping cannot be used yet."""
    try:
        placed = place(mapping, heading, ruleset.facts.values())
    except FrontdeskError:
        return []
    return [placed.row(cells) for cells in rows]


def _becomes(column: SuggestedColumn, mapping: FileMapping, holds: Mapping[str, Holds]) -> str:
    one = column.becomes
    if one is None:
        return "who is left out" if column.leaves_out else _ASKED if column.question else _NOTHING
    is_day = any(holds[name] in (Holds.DAY, Holds.MOMENT, Holds.DAY_OR_MOMENT) for name in one.to)
    form = "in which order?" if column.order_open else one.dates or mapping.dates
    return ", ".join(one.to) + (f" ({form})" if is_day else "")


def _shown(column: SuggestedColumn, cell: str, row: SaidRow, holds: Mapping[str, Holds], country: str) -> str:
    """What one cell would become; one that would not be understood after a question mark."""
    if row.left_out and column.leaves_out:
        return "left out"
    if column.becomes is None or row.left_out:
        return ""
    told = (*row.faults, *row.refusals)
    if any(fault.startswith((f"{column.heading}: ", f"{column.heading} ")) for fault in told):
        return _cut(f"? {cell}")
    said = [row.said.get(name, "") for name in column.becomes.to]
    if column.spare and cell.strip() not in said:
        return _cut(f"note: {cell}" if cell.strip() else "")
    if holds[column.becomes.to[0]] is Holds.ADDRESS and said[0] and "@" not in said[0]:
        said = [_number(said[0], country)]
    return _cut(", ".join(filter(None, said)))


def _number(text: str, country: str) -> str:
    try:
        return shown_number(read_number(text, country).e164)
    except NumberError:
        return f"? {text}"


def _cut(text: str) -> str:
    line = " ".join(on_one_line(text).split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}\N{HORIZONTAL ELLIPSIS}"
