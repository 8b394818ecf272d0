"""What goes wrong with exports on their way: some sixty kinds of damage, each to one file by a seeded chance.

Each kind changes a draft and says what may be believed of it afterwards: where the damage made something that reads as
well as the truth, such as a cell that is empty, nobody can know, and the file is taken at its word.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mapping.drafting import Damaged, Draft, Line, as_workbook, draft, finished
from mapping.known import Export


class Of(StrEnum):
    """To what a kind of damage happens."""

    TEXT = "a file of text"
    CELLS = "cells and rows, of text or of a workbook"
    WORKBOOK = "a workbook"


@dataclass(frozen=True)
class Kind:
    """One kind of damage: in words, to what it happens, and what does it."""

    words: str
    of: Of
    damage: Callable[[Draft], None]

    def happens_to(self, export: Export) -> bool:
        return export.is_workbook or self.of is not Of.WORKBOOK

    def damaged(self, export: Export, chance: Random) -> Damaged:
        """The export with this damage; a workbook as text where the damage is one of text."""
        made = draft(export, chance)
        self.damage(made)
        return as_workbook(made) if export.is_workbook and self.of is not Of.TEXT else finished(made)


KINDS: list[Kind] = []


def kind(words: str, of: Of = Of.TEXT) -> Callable[[Callable[[Draft], None]], Callable[[Draft], None]]:
    def keep(damage: Callable[[Draft], None]) -> Callable[[Draft], None]:
        KINDS.append(Kind(words, of, damage))
        return damage

    return keep


# Quotes


@kind("a quote is lost")
def quote_lost(made: Draft) -> None:
    line = made.chance.choice([one for one in made.rows if '"' in one.written] or [_quoted(made)])
    at = made.chance.choice([index for index, letter in enumerate(line.written) if letter == '"'])
    line.written = line.written[:at] + line.written[at + 1 :]


@kind("a quote too many")
def quote_too_many(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randint(0, len(line.written))
    line.written = line.written[:at] + '"' + line.written[at:]


@kind("a quote opens where a cell begins")
def quote_opens(made: Draft) -> None:
    line = made.any_row()
    starts = [0, *(index + 1 for index, letter in enumerate(line.written) if letter == made.between)]
    at = made.chance.choice(starts)
    line.written = line.written[:at] + '"' + line.written[at:]


@kind("two rows have a quote too many, so that one seems to close the other")
def quotes_in_two_rows(made: Draft) -> None:
    first = made.chance.randrange(len(made.rows) - 1)
    for line, at_start in (
        (made.rows[first], True),
        (made.rows[made.chance.randrange(first + 1, len(made.rows))], False),
    ):
        places = [index for index, letter in enumerate(line.written) if letter == made.between]
        at = made.chance.choice(places) + (1 if at_start else 0)
        line.written = line.written[:at] + '"' + line.written[at:]


@kind("the quotes of a row are doubled")
def quotes_doubled(made: Draft) -> None:
    line = _quoted(made)
    line.written = line.written.replace('"', '""')


@kind("quotes are curly")
def quotes_curly(made: Draft) -> None:
    line = _quoted(made)
    line.written = line.written.replace('"', "'")
    made.believe(line, line.written.split(made.between))


@kind("every quote is gone")
def quotes_gone(made: Draft) -> None:
    for line in made.lines:
        line.written = line.written.replace('"', "")
        if line.people:
            made.believe(line, line.written.split(made.between))


# Delimiters


@kind("one row is separated by something else")
def delimiter_of_one_row(made: Draft) -> None:
    line = made.any_row()
    line.written = made.write(line.cells, _other(made))


@kind("every row is separated by something else")
def delimiter_of_all(made: Draft) -> None:
    other = _other(made)
    for line in made.lines:
        line.written = made.write(line.cells, other) if line.cells else f"sep={other}"


@kind("half of the rows are separated by something else")
def delimiter_of_half(made: Draft) -> None:
    other = _other(made)
    for line in made.rows[len(made.rows) // 2 :]:
        line.written = made.write(line.cells, other)


@kind("the heading is separated by something else")
def delimiter_of_heading(made: Draft) -> None:
    line = next(one for one in made.lines if one.cells)
    line.written = made.write(line.cells, _other(made))


@kind("a delimiter is lost: two cells are glued")
def delimiter_lost(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randrange(len(line.cells) - 1)
    line.written = made.write([*line.cells[:at], line.cells[at] + line.cells[at + 1], *line.cells[at + 2 :]])


@kind("a delimiter too many: the cells behind it are shifted")
def delimiter_too_many(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randint(0, len(line.cells))
    line.written = made.write([*line.cells[:at], "", *line.cells[at:]])


@kind("a delimiter moves: as many cells as ever, shifted between two places")
def delimiter_moves(made: Draft) -> None:
    line = made.any_row()
    cells = list(line.cells)
    cells.insert(made.chance.randrange(len(cells)), "")
    at = made.chance.randrange(len(cells) - 1)
    cells[at : at + 2] = [cells[at] + cells[at + 1]]
    made.rewrite(line, cells)


@kind("a name with a comma has lost its quotes")
def comma_in_a_name(made: Draft) -> None:
    line, at = made.any_row(), made.column_of("given", "family", "name")
    assert at is not None
    cells = [made.write([cell]) for cell in line.cells]
    cells[at] = f"{line.cells[at]}{made.between} {made.chance.choice(('Jr.', 'MD', 'Ada'))}"
    line.written = made.between.join(cells)


# Letters


@kind("the same letters in another encoding of Unicode")
def other_unicode(made: Draft) -> None:
    made.encoding, made.bom = made.chance.choice(
        [
            ("utf-8", b""),
            ("utf-8", b"\xef\xbb\xbf"),
            ("utf-16-le", b"\xff\xfe"),
            ("utf-16-be", b"\xfe\xff"),
            ("utf-16-le", b""),
        ]
    )


@kind("an encoding that the file does not name")
def other_encoding(made: Draft) -> None:
    made.bom, wanted = b"", made.chance.choice(("cp1252", "mac_roman", "cp437", "cp1250", "utf-32", "cp037"))
    for line in made.lines:
        line.written = line.written.encode(wanted, "replace").decode(wanted)
    # Letters that an old encoding lacks are question marks in the file itself: it says so, of whoever has them. And
    # where somebody said in which encoding it is, and it is in another one, it is read as they said.
    readings = [wanted, made.export.encoding] if made.export.asks_encoding else [wanted]
    for line, reading in itertools.product(made.rows, readings):
        made.believe_written(line, line.written.encode(wanted).decode(reading, "replace"))
    made.encoding = wanted


@kind("a byte that is no letter")
def broken_byte(made: Draft) -> None:
    made.raw = _putting(made, b"\xff" if made.encoding == "utf-8" else b"\x81")


@kind("letters that were written in one encoding and read in another")
def mojibake(made: Draft) -> None:
    line = made.any_row()
    for index, cell in enumerate(line.cells):
        if not cell.isascii():
            cells = list(line.cells)
            cells[index] = cell.encode().decode("cp1252", "replace")
            made.rewrite(line, cells)


@kind("a byte order mark in the middle")
def mark_in_the_middle(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randint(0, len(line.written))
    if made.encoding != "cp1252" and not made.encoding.startswith("windows"):
        line.written = line.written[:at] + "\ufeff" + line.written[at:]


@kind("a NUL in the middle")
def nul_in_the_middle(made: Draft) -> None:
    made.raw = _putting(made, "\0".encode(made.encoding))


@kind("the file is cut")
def file_cut(made: Draft) -> None:
    whole = finished(made)
    at = made.chance.randint(1, len(whole.raw) - 1)
    made.raw = lambda raw: raw[:at]
    _cut_short(made, whole.raw[:at])


@kind("the middle of the file is lost")
def middle_lost(made: Draft) -> None:
    first = made.chance.randrange(len(made.rows) - 1)
    last = made.chance.randrange(first + 1, len(made.rows))
    one, other = made.rows[first], made.rows[last]
    lost = {person for line in made.rows[first + 1 : last] for person in line.people}
    head = one.written[: made.chance.randint(1, max(len(one.written) - 4, 1))]
    tail = other.written[made.chance.randint(1, max(len(other.written) - 4, 1)) :]
    at = made.lines.index(one)
    joined = Line(head + tail, (*one.people, *other.people))
    made.gone |= lost
    made.lines[at : made.lines.index(other) + 1] = [joined]
    known = sum(map(len, made.believable.values()))
    made.believe_written(joined, joined.written)
    if sum(map(len, made.believable.values())) > known:  # what is left of two people reads as somebody
        made.gone |= set(joined.people)


# Cells


@kind("a cell is emptied", Of.CELLS)
def cell_emptied(made: Draft) -> None:
    line = made.any_row()
    made.rewrite(line, _with(line, made.chance.randrange(len(line.cells)), ""))


@kind("two cells of a row are swapped", Of.CELLS)
def cells_swapped(made: Draft) -> None:
    line = made.any_row()
    cells = list(line.cells)
    one, other = made.chance.sample(range(len(cells)), 2)
    cells[one], cells[other] = cells[other], cells[one]
    made.rewrite(line, cells)


@kind("a cell of two rows is swapped", Of.CELLS)
def cells_of_two_rows_swapped(made: Draft) -> None:
    one, other = made.chance.sample(made.rows, 2)
    at = made.chance.randrange(len(made.heading))
    first, second = one.cells[at], other.cells[at]
    made.rewrite(one, _with(one, at, second))
    made.rewrite(other, _with(other, at, first))


@kind("a phone cell holds two numbers", Of.CELLS)
def two_numbers(made: Draft) -> None:
    if (at := made.column_of("cell", "home", "work")) is not None:
        line = made.any_row()
        mark = made.chance.choice((" / ", ";", " ", "", ", ", " or ", "\n"))
        made.rewrite(line, _with(line, at, f"{line.cells[at] or '202-555-0190'}{mark}202-555-0199"))


@kind("a number as Excel rounds it", Of.CELLS)
def rounded_number(made: Draft) -> None:
    if (at := made.column_of("cell", "home", "work")) is not None:
        line = made.any_row()
        form = made.chance.choice(
            ("2.02556E+09", "2,02556E+09", "2.0255501E+09", "2025550111.0", "1.20256E+10", "20255501")
        )
        made.rewrite(line, _with(line, at, form))


@kind("a day as Excel makes it", Of.CELLS)
def other_day(made: Draft) -> None:
    if (at := made.column_of("born", "day")) is not None:
        line = made.any_row()
        made.rewrite(
            line,
            _with(
                line, at, made.chance.choice(("32997", "4-May-90", "5/4/90", "1990-13-40", "########", "0000-00-00"))
            ),
        )


@kind("a formula in a cell", Of.CELLS)
def formula(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randrange(len(line.cells))
    told = line.cells[at]
    made.rewrite(
        line,
        _with(
            line,
            at,
            made.chance.choice(
                (
                    f'="{told}"',
                    "=1+1",
                    '=HYPERLINK("http://example.com","x")',
                    "@SUM(A1:A9)",
                    "#REF!",
                    "#N/A",
                    f"'{told}",
                )
            ),
        ),
    )


@kind("a cell is much longer")
def cell_longer(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randrange(len(line.cells))
    made.rewrite(line, _with(line, at, (line.cells[at] or "x") * made.chance.choice((50, 5_000, 200_000))))


@kind("a line break in a cell, in quotes", Of.CELLS)
def break_in_quotes(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randrange(len(line.cells))
    cell = line.cells[at]
    within = made.chance.randint(0, len(cell))
    made.rewrite(
        line, _with(line, at, cell[:within] + made.chance.choice(("\n", "\n\n", "\r\n", "\r")) + cell[within:])
    )


@kind("a line break in a row, without quotes")
def break_without_quotes(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randint(1, len(line.written) - 1)
    before, after = line.written[:at], line.written[at:]
    line.written = f"{before}\n{after}"
    for part in (line.written, before, after):
        made.believe_written(line, part)


@kind("spaces around every cell", Of.CELLS)
def spaces(made: Draft) -> None:
    for line in made.rows:
        space = made.chance.choice((" ", "  ", "\N{NO-BREAK SPACE}"))
        made.rewrite(line, [f"{space}{cell}{space}" for cell in line.cells])


@kind("letters that nobody sees", Of.CELLS)
def unseen_letters(made: Draft) -> None:
    line = made.any_row()
    at = made.chance.randrange(len(line.cells))
    cell = line.cells[at]
    within = made.chance.randint(0, len(cell))
    if made.encoding.startswith("utf"):
        odd = made.chance.choice(("\u200b", "\u202e", "\u2066", "\x07", "\u2028", "\x0b", "\x0c", "\x1c", "\x85"))
        made.rewrite(line, _with(line, at, cell[:within] + odd + cell[within:]))
        made.believe(line, _with(line, at, cell))


# Rows


@kind("a row is there twice", Of.CELLS)
def row_twice(made: Draft) -> None:
    line = made.any_row()
    made.lines.insert(made.chance.randint(made.lines.index(line), len(made.lines)), replace(line))


@kind("a row is there twice, and differs", Of.CELLS)
def row_twice_and_differs(made: Draft) -> None:
    line = made.any_row()
    again = replace(line)
    made.lines.append(again)
    # Where no reference says that they are one, two who were born on other days are two, and so are visits.
    at = made.column_of(*("email", "cell", "home", "family", "refuses"), *(("born",) if made.has_references else ()))
    assert at is not None
    donor = made.any_row()
    made.rewrite(again, _with(again, at, donor.cells[at]))


@kind("a row is gone", Of.CELLS)
def row_gone(made: Draft) -> None:
    made.lines.remove(made.any_row())


@kind("a row is cut")
def row_cut(made: Draft) -> None:
    line = made.any_row()
    line.written = line.written[: made.chance.randint(1, len(line.written) - 1)]
    made.believe_written(line, line.written)


@kind("two rows are joined")
def rows_joined(made: Draft) -> None:
    at = made.chance.randrange(len(made.rows) - 1)
    one, other = made.rows[at], made.rows[at + 1]
    one.written += made.chance.choice(("", " ", made.between)) + other.written
    one.people = (*one.people, *other.people)
    made.lines.remove(other)


@kind("the rows are in another order", Of.CELLS)
def rows_shuffled(made: Draft) -> None:
    rows = made.rows
    made.chance.shuffle(rows)
    made.lines = [*(line for line in made.lines if not line.people), *rows]


@kind("blank rows between", Of.CELLS)
def blank_rows(made: Draft) -> None:
    for _ in range(3):
        blank = made.chance.choice(("", made.between * (len(made.heading) - 1), "   "))
        made.lines.insert(made.chance.randint(_first(made), len(made.lines)), Line(blank))


@kind("a title above the heading", Of.CELLS)
def title_above(made: Draft) -> None:
    title = made.chance.choice(("Patient list printed 03/02/2026", "", "Report", "Practice: Example"))
    lines = [Line(title + made.between * made.chance.choice((0, len(made.heading) - 1))), Line("")]
    made.lines[_first(made) - 1 : _first(made) - 1] = lines[: made.chance.randint(1, 2)]


@kind("a total below the last row", Of.CELLS)
def total_below(made: Draft) -> None:
    total = made.chance.choice(("Total: {}", "{} records", "TOTAL {}", "Report generated 03/02/2026"))
    padding = made.between * made.chance.choice((0, len(made.heading) - 1))
    made.lines.append(Line(total.format(len(made.rows)) + padding))


# Headings


@kind("a heading has another name", Of.CELLS)
def heading_renamed(made: Draft) -> None:
    _rename(made, lambda heading, at: "Zzyzx")


@kind("a heading is there twice", Of.CELLS)
def heading_twice(made: Draft) -> None:
    _rename(made, lambda heading, at: heading[(at + 1) % len(heading)])


@kind("a heading is blank", Of.CELLS)
def heading_blank(made: Draft) -> None:
    _rename(made, lambda heading, at: "")


@kind("two headings are swapped", Of.CELLS)
def headings_swapped(made: Draft) -> None:
    at = made.chance.randrange(len(made.heading) - 1)
    heading = list(made.heading)
    heading[at], heading[at + 1] = heading[at + 1], heading[at]
    _new_heading(made, heading)
    made.heading = tuple(heading)
    for line in made.rows:
        made.believe(line, line.cells)


@kind("headings in capitals, with spaces", Of.CELLS)
def headings_in_capitals(made: Draft) -> None:
    heading = [made.chance.choice((title.upper(), f" {title} ", title.lower())) for title in made.heading]
    _new_heading(made, heading)
    made.heading = tuple(heading)
    for line in made.rows:
        made.believe(line, line.cells)


@kind("the heading is gone", Of.CELLS)
def heading_gone(made: Draft) -> None:
    del made.lines[_first(made) - 1]
    made.gone |= set(made.rows[0].people)


@kind("the heading is there again in the middle", Of.CELLS)
def heading_again(made: Draft) -> None:
    made.lines.insert(
        made.chance.randint(_first(made), len(made.lines)), Line(made.write(made.heading), (), made.heading)
    )


@kind("the columns are in another order", Of.CELLS)
def columns_shuffled(made: Draft) -> None:
    order = list(range(len(made.heading)))
    made.chance.shuffle(order)
    for line in made.lines:
        if line.cells:
            made.replace_cells(line, [line.cells[index] for index in order])


@kind("a column is there twice", Of.CELLS)
def column_twice(made: Draft) -> None:
    at = made.chance.randrange(len(made.heading))
    for line in made.lines:
        if line.cells:
            made.replace_cells(line, [*line.cells, line.cells[at]])


@kind("blank columns to the right", Of.CELLS)
def blank_columns(made: Draft) -> None:
    for line in made.lines:
        if line.cells:
            made.replace_cells(line, [*line.cells, "", ""])


# Ends of lines


@kind("lines end in another way")
def other_ends(made: Draft) -> None:
    end = made.chance.choice(("\r", "\n", "\r\n"))
    made.ends = lambda _: end


@kind("lines end in several ways")
def mixed_ends(made: Draft) -> None:
    ends = [made.chance.choice(("\r", "\n", "\r\n")) for _ in range(len(made.lines) + 1)]
    made.ends = lambda number: ends[number]


@kind("the last line has no end")
def no_last_end(made: Draft) -> None:
    ends, last = made.ends, len(made.lines) - 1
    made.ends = lambda number: "" if number == last else ends(number)


def _quoted(made: Draft) -> Line:
    """A row in which something is in quotes."""
    quoted = [line for line in made.rows if '"' in line.written]
    if quoted:
        return made.chance.choice(quoted)
    line = made.any_row()
    line.written = made.between.join(f'"{cell}"' for cell in line.cells)
    return line


def _other(made: Draft) -> str:
    return made.chance.choice([one for one in ",;\t|" if one != made.between])


def _with(line: Line, at: int, cell: str) -> list[str]:
    return [*line.cells[:at], cell, *line.cells[at + 1 :]]


def _first(made: Draft) -> int:
    """The place of the first line below the heading."""
    return next(index for index, line in enumerate(made.lines) if line.cells) + 1


def _new_heading(made: Draft, heading: Sequence[str]) -> None:
    made.lines[_first(made) - 1] = Line(made.write(heading), (), tuple(heading))


def _rename(made: Draft, name: Callable[[tuple[str, ...], int], str]) -> None:
    at = made.chance.randrange(len(made.heading))
    heading = list(made.heading)
    heading[at] = name(made.heading, at)
    _new_heading(made, heading)
    if made.export.ignores_rest:
        made.heading = (*made.heading[:at], "", *made.heading[at + 1 :])
        for line in made.rows:
            made.believe(line, line.cells)


def _putting(made: Draft, odd: bytes) -> Callable[[bytes], bytes]:
    """Put *odd* into the row of somebody, between two letters."""
    before = "".join(line.written + made.ends(number) for number, line in enumerate(made.lines[: _first(made)]))
    at = len(made.bom) + len(before.encode(made.encoding))
    step = len("x".encode(made.encoding))

    def put(raw: bytes) -> bytes:
        within = at + made.chance.randrange((len(raw) - at) // step) * step
        return raw[:within] + odd + raw[within:]

    return put


def _cut_short(made: Draft, rest: bytes) -> None:
    """Know who is gone and who is cut, in a file that ends where *rest* does."""
    text = rest.removeprefix(made.bom).decode(made.encoding, "ignore")
    at = 0
    for number, line in enumerate(made.lines):
        piece = line.written + made.ends(number)
        if at >= len(text):
            made.gone |= set(line.people)
        elif at + len(line.written) > len(text):
            made.believe_written(line, text[at:])
            made.left_of.update(dict.fromkeys(line.people, text[at:]))
            if not text[at:].strip('" '):
                made.gone |= set(line.people)
        at += len(piece)


# Workbooks


@kind("phones are numbers for the spreadsheet", Of.WORKBOOK)
def phones_as_numbers(made: Draft) -> None:
    at = [index for index, title in enumerate(made.heading) if "phone" in title.casefold()]

    def alter(book: Workbook, sheet: Worksheet) -> None:
        for number, line in enumerate(made.lines):
            for index in at:
                digits = "".join(letter for letter in line.cells[index] if letter.isdigit())
                if digits:
                    sheet.write_number(number, index, int(digits))

    made.alter = alter


@kind("a formula that failed", Of.WORKBOOK)
def failed_formula(made: Draft) -> None:
    line, at = made.any_row(), made.chance.randrange(len(made.heading))
    number, error = made.lines.index(line), made.chance.choice(("#DIV/0!", "#REF!", "#N/A", "#VALUE!"))
    made.alter = lambda book, sheet: sheet.write_formula(number, at, "=1/0", None, error) and None


@kind("another sheet with something in it", Of.WORKBOOK)
def another_sheet(made: Draft) -> None:
    hidden = made.chance.random() < 0.5

    def alter(book: Workbook, sheet: Worksheet) -> None:
        other = book.add_worksheet("Sheet2")
        other.write_row(0, 0, made.heading)
        other.write_row(1, 0, ["Zoe", "Stranger", "zoe@example.com"])
        if hidden:
            other.hide()

    made.alter = alter


@kind("a title over merged cells", Of.WORKBOOK)
def merged_title(made: Draft) -> None:
    made.lines.insert(0, Line("Contacts of the practice"))
    made.alter = lambda book, sheet: sheet.merge_range(0, 0, 0, 7, "Contacts of the practice") and None


@kind("thousands of rows with colours and nothing else", Of.WORKBOOK)
def coloured_rows(made: Draft) -> None:
    def alter(book: Workbook, sheet: Worksheet) -> None:
        yellow = book.add_format({"bg_color": "yellow"})
        for number in range(len(made.lines), 5_000):
            sheet.write_blank(number, 0, None, yellow)

    made.alter = alter


@kind("the workbook is cut", Of.WORKBOOK)
def workbook_cut(made: Draft) -> None:
    made.raw = lambda raw: raw[: made.chance.randrange(len(raw))]


@kind("bytes of the workbook are changed", Of.WORKBOOK)
def workbook_changed(made: Draft) -> None:
    def change(raw: bytes) -> bytes:
        letters = bytearray(raw)
        for _ in range(made.chance.randint(1, 20)):
            letters[made.chance.randrange(len(letters))] = made.chance.randrange(256)
        return bytes(letters)

    made.raw = change
