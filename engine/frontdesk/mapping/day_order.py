"""In which order a file writes day, month and year: as its cells tell, as somebody answers, or as a question.

``03/04/2026`` is two days. Where one column tells the order, a file has it in all; where nothing tells, nothing is
taken for granted. Knows no heading's meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from frontdesk.file_words import DateForm
from frontdesk.mapping import sampling
from frontdesk.problems import choices


@dataclass(frozen=True, slots=True)
class DaysOfColumn:
    """A column of days: its heading, and its cells as they stand; ``in_the_past`` where none of them can lie ahead."""

    heading: str
    cells: Sequence[str]
    in_the_past: bool = False


@dataclass(frozen=True, slots=True)
class DayOrder:
    """The usual order of a file, that of columns which differ, and what is asked, of which columns."""

    usual: DateForm = DateForm.YEAR_MONTH_DAY
    others: Mapping[str, DateForm] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    open_in: frozenset[str] = frozenset()


def order_of_days(columns: Sequence[DaysOfColumn], today: date, given: DateForm | None = None) -> DayOrder:
    """The order in which *columns* are written; *given* is somebody's answer, and counts where cells allow it.

    *today* is the day after which nobody was born.
    """
    possible = [(one, forms) for one in columns if (forms := _possible(one, today))]
    single = {one.heading: next(iter(forms)) for one, forms in possible if len(forms) == 1}
    several = [(one, forms) for one, forms in possible if len(forms) > 1]
    told = list(single.values())
    usual = given or (max(told, key=told.count) if told else DateForm.YEAR_MONTH_DAY)
    others = {heading: form for heading, form in single.items() if form is not usual}
    # A file that writes days in two orders tells nothing of a column by what another one tells of itself.
    is_mixed = bool(others) and not given
    open_ = [one for one, forms in several if is_mixed or usual not in forms]
    questions = tuple(_question(one, given) for one in open_[:1])
    return DayOrder(usual, others, questions, frozenset(one.heading for one in open_))


def _possible(column: DaysOfColumn, today: date) -> frozenset[DateForm]:
    forms = sampling.orders(column.cells)
    if not column.in_the_past:
        return forms
    return frozenset(form for form in forms if not sampling.ahead(column.cells, form, today)) or forms


def _question(column: DaysOfColumn, given: DateForm | None) -> str:
    cell = next(one for one in column.cells if len(sampling.orders([one])) > 1)
    if given:
        return f"'{cell}' in '{column.heading}' is not written {given}: leave out --dates, or say another order."
    forms = choices((DateForm.MONTH_DAY_YEAR, DateForm.DAY_MONTH_YEAR))
    say = f"--dates {DateForm.MONTH_DAY_YEAR}"
    return f"Is '{cell}' in '{column.heading}' written {forms}? No cell tells. Say it, for instance with {say}."
