"""What the cells of a column look like: whether they can be what the column's heading promises.

Asked of a sample of rows, before there is a mapping. Knows no heading, and believes nothing: a few odd cells are no
other column, since every real list has some.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from frontdesk.addresses import EmailError, NumberError, RegionError, has_regions, read_email, read_number, read_region
from frontdesk.file_words import DateForm
from frontdesk.mapping.cells import read_day_of_any_hour, read_yes_no
from frontdesk.mapping.fields import Field, Holds

_MOST_ODD = 0.2
"""So large a part of the cells may be other than the rest."""
_MANY_ODD = 0.5
"""So large a part may be, where the heading leaves no doubt."""
_MOST_WORDS = 12
_LONGEST_WORD = 30
_TIME = re.compile(r"\d{1,2}:\d\d(:\d\d)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d\d")
_ZONE = re.compile(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?")
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d")
_CONTACT = re.compile(r"#?\d+|new", re.IGNORECASE)
_SEVERAL = re.compile(r"[/;,|&]|\b(?:or|and)\b")
"""What stands between two numbers in one cell."""
_TITLE = re.compile(r"(dr|mr|mrs|ms|miss|mx|prof|rev|sir|dame|hon|sra?|srta|herr|frau|mme|mlle)\b\.?.*", re.IGNORECASE)


def fitting(field: Field, cells: Sequence[str], country: str) -> int:
    """How many of *cells*, none of them empty, can be what *field* holds.

    *country* is the one whose phone numbers have no code before them.
    """
    if field.name == "reference" and field.knows_again:
        return sum(cells.count(cell) == 1 for cell in cells)
    if field.holds in (Holds.DAY, Holds.MOMENT, Holds.DAY_OR_MOMENT):
        if field.holds is Holds.MOMENT and are_hours(cells):
            return len(cells)
        return max(sum(_is_day(_day_in(cell), form) for cell in cells) for form in DateForm)
    looks = _LOOKS.get(field.name) or _LOOKS.get(field.holds)
    if field.name.endswith("email"):
        looks = _is_email
    elif field.holds is Holds.ADDRESS:
        return sum(is_number(cell, country) for cell in cells)
    elif field.name == "region":
        return sum(_is_region(cell, country) for cell in cells) if has_regions(country) else 0
    return sum(map(looks, cells)) if looks else len(cells)


def fits(field: Field, cells: Sequence[str], country: str, *, sure: bool = False) -> bool:
    """Whether *cells* are what *field* holds, but for a few; a heading that is *sure* needs only most of them.

    One slip of a pen costs nobody else their number. Where there are no cells, they are.
    """
    return fitting(field, cells, country) >= (1 - (_MOST_ODD if not sure else _MANY_ODD)) * len(cells)


def orders(cells: Sequence[str]) -> frozenset[DateForm]:
    """The orders of day, month and year in which *cells* can be read as days, whatever hour stands behind them.

    One cell that only a single order reads decides for all: ``25/12/2026`` has no twenty-fifth month. None where they
    are no days, or write years with two digits, which could be of two centuries.
    """
    days = [_day_in(cell) for cell in cells]
    if all(_ISO.fullmatch(day) for day in days):
        return frozenset({DateForm.YEAR_MONTH_DAY}) if days else frozenset()
    read = {form: sum(_is_day(day, form) for day in days) for form in DateForm}
    most = max(read.values())
    if most < (1 - _MANY_ODD) * len(days):
        return frozenset()
    return frozenset(form for form, count in read.items() if count == most)


def ahead(cells: Sequence[str], form: DateForm, today: date) -> bool:
    """Whether a day among *cells* lies after *today* when it is read in *form*: nobody is born then."""
    return any(_is_day(day, form) and read_day_of_any_hour(day, form) > today for day in map(_day_in, cells))


def have_short_years(cells: Sequence[str]) -> bool:
    """Whether *cells* are days whose year has two digits."""
    return bool(cells) and _most(lambda cell: bool(_SHORT_YEAR.fullmatch(_day_in(cell))), cells)


def are_hours(cells: Sequence[str]) -> bool:
    """Whether *cells* are hours without a day."""
    return bool(cells) and _most(lambda cell: bool(_TIME.fullmatch(cell)), cells)


def are_emails(cells: Sequence[str]) -> bool:
    """Whether every one of *cells*, and there are several, is an e-mail address."""
    return len(cells) > 1 and all(map(_is_email, cells))


def are_numbers(cells: Sequence[str], country: str) -> bool:
    """Whether every one of *cells*, and there are several, is a phone number."""
    return len(cells) > 1 and all(is_number(cell, country) for cell in cells)


def hold_numbers(cells: Sequence[str], country: str) -> bool:
    """Whether most of *cells*, and there are several, hold a phone number, or more than one."""
    held = sum(any(is_number(part.strip(), country) for part in _SEVERAL.split(cell)) for cell in cells)
    return len(cells) > 1 and held >= (1 - _MANY_ODD) * len(cells)


def are_regions(cells: Sequence[str], country: str) -> bool:
    """Whether *cells* are states or provinces of *country*."""
    return bool(cells) and has_regions(country) and _most(lambda cell: _is_region(cell, country), cells)


def is_number(cell: str, country: str) -> bool:
    """Whether *cell* is a phone number as people in *country* write it."""
    try:
        return bool(read_number(cell, country))
    except NumberError:
        return False


def is_somebodys(cell: str, country: str) -> bool:
    """Whether *cell* is a number, a mailbox or a day, and so no heading: what stands there is somebody's."""
    return "@" in cell or is_number(cell, country) or bool(_ISO.match(cell)) or bool(orders([cell]))


def closed_words(cells: Sequence[str]) -> tuple[str, ...]:
    """The different words of *cells*, where they are few, short and come again; none where they could be anybody's."""
    words = tuple(dict.fromkeys(cells))
    short = all(len(word) <= _LONGEST_WORD and not re.search(r"[\d@]", word) and word.isprintable() for word in words)
    return words if len(words) <= _MOST_WORDS and 2 * len(words) <= len(cells) and short else ()


def with_decimal_comma(cells: Sequence[str]) -> bool:
    """Whether *cells* are numbers with a comma before their decimals."""
    return any(re.fullmatch(r"[-+]?[\d.]*\d,\d{1,2}", cell) for cell in cells)


def _day_in(cell: str) -> str:
    """The day in a cell that may say an hour after it."""
    return re.split(r"[ T]", cell, maxsplit=1)[0] if ":" in cell else cell


def _is_day(text: str, form: DateForm) -> bool:
    try:
        return bool(read_day_of_any_hour(text, form))
    except ValueError:
        return False


def _is_email(cell: str) -> bool:
    try:
        return bool(read_email(cell))
    except EmailError:
        return False


def _is_region(cell: str, country: str) -> bool:
    try:
        return bool(read_region(cell, country))
    except RegionError:
        return False


def _is_yes_or_no(cell: str) -> bool:
    try:
        return bool(read_yes_no(cell))
    except ValueError:
        return False


def _is_name(cell: str) -> bool:
    letters = sum(letter.isalpha() for letter in cell)
    return "@" not in cell and letters > sum(letter.isdigit() for letter in cell)


def _most(looks: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Whether all but a few of *cells* look so; a list of one or two has no odd one."""
    return sum(map(looks, cells)) >= (1 - _MOST_ODD) * len(cells)


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    Holds.NAME: _is_name,
    Holds.YES_NO: _is_yes_or_no,
    "contact": lambda cell: bool(_CONTACT.fullmatch(cell)),
    Holds.NUMBER: lambda cell: bool(_NUMBER.fullmatch(cell)),
    "zone": lambda cell: bool(_ZONE.fullmatch(cell)),
    "language": lambda cell: bool(_TAG.fullmatch(cell)),
    "salutation": lambda cell: bool(_TITLE.fullmatch(cell)),
}
