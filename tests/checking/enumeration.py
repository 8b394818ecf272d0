"""What the checks ought to say of a table, found by trying everybody; and where what they say differs from that.

Each code means here what its page in docs/problems says, put in the plainest way. Shares nothing with the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from checking.plain import (
    BY_STATE,
    CLASH,
    FACTS,
    OPEN,
    UNKNOWN,
    Asked,
    PlainRow,
    PlainTable,
    Somebody,
    answer,
    deciding,
    ends,
    everybody,
    fits,
    groups,
    is_range,
)

_NOTES = ("T006", "T007")


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One problem as it is told: its code, the row where it stands (empty for the table itself), cause and hint."""

    code: str
    row: str
    cause: str
    hint: str = ""


def disagreements(table: PlainTable, told: Sequence[Told]) -> Iterator[str]:
    """Every way in which what is *told* of a table is not what trying everybody shows."""
    people = list(everybody(table))
    said, found = sorted((one.code, one.row) for one in told), sorted(_found(table, people))
    wanted = [(code, row) for code, row in found if code not in ("T002", "T003")]
    if [one for one in said if one[0] not in ("T002", "T003")] != wanted:
        yield f"told {said}, and enumeration finds {found}"
    if {code for code, _ in said} != {code for code, _ in found}:
        yield f"the codes told are {said}, and those found {found}"
    dead = sorted(re.findall(r"'(\w+)'", one.cause)[-1] for one in told if one.code == "T008")
    if dead != sorted(_dead(table, people)):
        yield f"nobody is said to be answered {dead}, and it is {sorted(_dead(table, people))}"
    for one in told:
        yield from (f"{one.code} {one.row}: {words}" for words in _UNTRUE.get(one.code, _nothing)(table, people, one))
    yield from _followed(table, people, [one for one in told if one.code in _NOTES])


# --- what there is to tell ---


def _found(table: PlainTable, people: Sequence[Somebody]) -> Iterator[tuple[str, str]]:
    fitting = {one.fits[table.name] for one in people}
    fits_somebody = {at for some in fitting for at in some}
    decides = {at for some in fitting for at in deciding(table, some)}
    for at, row in enumerate(table.rows):
        if at not in fits_somebody:
            yield "T004", row.id
        elif at not in decides:
            yield "T005", row.id
    left = [one for one in people if is_left(table, one)]
    if left:
        yield ("T001" if any(one.is_known for one in left) else "T011"), ""
    if any(one.answers[table.name] == CLASH for one in people):
        yield ("T003" if table.hit == "priority" else "T002"), ""
    yield from [("T008", "")] * len(_dead(table, people))
    yield from (("T009", hole.row) for hole in holes(table))
    yield from _shorter(table, people)


def is_left(table: PlainTable, one: Somebody) -> bool:
    """Whether the table leaves somebody without an answer, and none that it reads does."""
    return one.answers[table.name] == OPEN and OPEN not in [one.answers[below.name] for below in table.chain[:-1]]


def _dead(table: PlainTable, people: Sequence[Somebody]) -> list[str]:
    """The words that nobody is answered."""
    given = {word for one in people for word in _words_given(table, one.fits[table.name])}
    return [word for word in table.words if word not in given]


def _words_given(table: PlainTable, fitting: Sequence[int]) -> set[object]:
    rows = [table.rows[at].then for at in deciding(table, fitting)]
    return set(rows) if rows else {table.otherwise}


# --- holes ---


@dataclass(frozen=True, slots=True)
class Hole:
    """Values that no row asks for, between a range of one *row* and another range."""

    row: str
    fact: str
    below: str
    above: str

    def is_value(self, table: PlainTable, value: str) -> bool:
        """Whether *value* lies in it."""
        kind = table.kind(self.fact)
        _, _, end, end_in = ends(kind, self.below)
        start, start_in, _, _ = ends(kind, self.above)
        assert kind.read is not None
        there = kind.read(value)
        after = there > end or (there == end and not end_in)
        return bool(after and (there < start or (there == start and not start_in)))


def holes(table: PlainTable) -> Iterator[Hole]:
    """Every place where two ranges of a column nearly meet and no row asks for what is between them."""
    facts = dict.fromkeys(fact for row in table.rows for fact in row.when)
    for fact in facts:
        if table.kind(fact).read is not None:
            seen: set[tuple[Any, ...]] = set()
            ranges = [(row.id, text) for row in table.rows for text in _ranges(table, row, fact)]
            for row, below in ranges:
                for _, above in ranges:
                    place = (*ends(table.kind(fact), below)[2:], *ends(table.kind(fact), above)[:2])
                    if place not in seen and _is_hole(table, fact, below, above):
                        seen.add(place)
                        yield Hole(row, fact, below, above)


def _ranges(table: PlainTable, row: PlainRow, fact: str) -> list[str]:
    asked = row.when.get(fact, Asked((), excludes=True))
    return [] if asked.excludes else [text for text in asked.texts if is_range(table.kind(fact), text)]


def _is_hole(table: PlainTable, fact: str, below: str, above: str) -> bool:
    kind = table.kind(fact)
    _, _, end, end_in = ends(kind, below)
    start, start_in, _, _ = ends(kind, above)
    if end is None or start is None:
        return False
    between = [end + step * (start - end) / Fraction(4) for step in range(5)] if end <= start else []
    if kind.steps and between:
        between = list(range(int(end), int(start) + 1))
    between = [one for one in between if (one > end or not end_in) and (one < start or not start_in)]
    if not between or start - end > kind.near * (2 if kind.steps else 1) or (kind.steps and len(between) > 1):
        return False
    if not kind.steps and end != start and not end_in and not start_in:
        return False  # two ends are left out, so it is meant
    asked = [row.when[fact] for row in table.rows if fact in row.when]
    return not any(_asks_for(table, fact, one, value) for one in asked for value in between)


def _asks_for(table: PlainTable, fact: str, asked: Asked, value: Any) -> bool:
    """Whether a condition is met by a value that is read already."""

    def holds(text: str) -> bool:
        if text == UNKNOWN:
            return False
        low, low_in, high, high_in = ends(table.kind(fact), text)
        return (low is None or value > low or (low_in and value == low)) and (
            high is None or value < high or (high_in and value == high)
        )

    return any(map(holds, asked.texts)) != asked.excludes


# --- what could be shorter ---


def _shorter(table: PlainTable, people: Sequence[Somebody]) -> Iterator[tuple[str, str]]:
    """Rows without which, and rows in one with which, everybody is answered alike: alone, and with those before."""
    kinds = {one.fits[table.name] for one in people}
    shorter = [[row.id] for row in table.rows]
    every = [row.id for row in table.rows]
    decides = {table.rows[at].id for some in kinds for at in deciding(table, some)}
    for row in table.rows:
        fewer = [some for some in shorter if some != [row.id]]
        alone = [[one] for one in every if one != row.id]
        if row.id in decides and fewer and all(_same(table, kinds, rows) for rows in (alone, fewer)):
            shorter = fewer
            yield "T006", row.id
    for first, second in pairwise(table.rows):
        if _differ_in_one(first, second):
            joined = _with_one(shorter, first.id, second.id)
            alone = _with_one([[one] for one in every], first.id, second.id) or []
            if joined and _are_alike(table, joined) and all(_same(table, kinds, rows) for rows in (alone, joined)):
                shorter = joined
                yield "T007", second.id


def _same(table: PlainTable, kinds: Iterable[tuple[int, ...]], rows: Sequence[Sequence[str]]) -> bool:
    """Whether everybody is answered alike by *rows*, each made of one or several of those of the table."""
    by_id = {row.id: row for row in table.rows}
    for some in kinds:
        fitting = {table.rows[at].id for at in some}
        now = [by_id[one[-1]] for one in rows if fitting & set(one)]
        if answer(table, now) != answer(table, [table.rows[at] for at in some]):
            return False
    return True


def _with_one(rows: list[list[str]], first: str, second: str) -> list[list[str]] | None:
    """*rows* with the one that ends with *first*, and *second* right after it, in one; ``None`` where they are not."""
    for at, (one, other) in enumerate(pairwise(rows)):
        if one[-1] == first and other == [second]:
            return [*rows[:at], [*one, *other], *rows[at + 2 :]]
    return None


def _are_alike(table: PlainTable, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows that are made one differ in one fact only, all of them."""
    by_id = {row.id: row for row in table.rows}
    for some in rows:
        facts = {fact for one in some for other in some for fact in _differing(by_id[one], by_id[other])}
        if len(facts) > 1:
            return False
    return True


def _differing(first: PlainRow, second: PlainRow) -> list[str]:
    return [fact for fact, asked in first.when.items() if second.when.get(fact) != asked]


def _differ_in_one(first: PlainRow, second: PlainRow) -> bool:
    facts = _differing(first, second)
    same = first.then == second.then and first.priority == second.priority and set(first.when) == set(second.when)
    return same and len(facts) == 1 and not first.when[facts[0]].excludes and not second.when[facts[0]].excludes


def _followed(table: PlainTable, people: Sequence[Somebody], notes: Sequence[Told]) -> Iterator[str]:
    """Every note is followed: one by one, and all together; nobody may be answered otherwise."""
    kinds = {one.fits[table.name] for one in people}
    for some in (*([one] for one in notes), notes):
        rows = [[row.id] for row in table.rows]
        for one in some:
            named = re.findall(r"'(\w+)'", one.cause)
            after = [row for row in rows if row != [one.row]] if one.code == "T006" else _with_one(rows, *named[:2])
            if not after:
                yield f"cannot be followed: {one.cause}"
            rows = after or rows
        if not _same(table, kinds, rows):
            yield f"followed, an answer changes: {[one.cause for one in some]}"


# --- whether what is told is true ---


def _is_about(table: PlainTable, wanted: Callable[[Somebody], bool], words: str, known: bool) -> Iterator[str]:
    """Whether it is so of everybody who is told by *words*, and no longer where a fact is left out."""
    named = person(words)
    here = [one for one in everybody_of(table, named) if one.is_known or not known]
    if not here or not all(map(wanted, here)):
        yield f"not so for all of '{words}'"
    for fact in [one for one in named if one not in (*BY_STATE, "state")]:
        fewer = {name: values for name, values in named.items() if name != fact}
        if all(wanted(one) for one in everybody_of(table, fewer)):
            yield f"'{fact}' need not be named in '{words}'"


def person(words: str) -> dict[str, tuple[str, ...]]:
    """Facts as people read them, "weight 24, likes cats, dogs", with the values that each may have."""
    facts: dict[str, str] = {}
    for part in words.split(", ") if words != "anybody" else ():
        name = next((one for one in (*FACTS, *BY_STATE, "state") if part.startswith(one.replace("_", " ") + " ")), "")
        if name:
            facts[name] = part[len(name) + 1 :]
        else:
            facts[[*facts][-1]] += f", {part}"
    return {
        name: tuple("" if one == "none" else one.strip("()") for one in said.split(" or "))
        for name, said in facts.items()
    }


def everybody_of(table: PlainTable, named: Mapping[str, Sequence[str]]) -> Iterator[Somebody]:
    """Everybody who has one of the values *named*."""
    fixed: list[dict[str, str]] = [{}]
    for name, values in named.items():
        fixed = [{**one, name: value} for one in fixed for value in values]
    for one in fixed:
        yield from everybody(table, one)


def _gap_untrue(table: PlainTable, people: Sequence[Somebody], told: Told) -> Iterator[str]:
    said = re.fullmatch(r"no row of '\w+' answers for (.+?)(, all else known)? \(([\d,]+) of ([\d,]+) .+\)", told.cause)
    if said is None:
        yield f"cannot be read: {told.cause}"
        return
    words, known, count, size = said.groups()
    yield from _is_about(table, lambda one: is_left(table, one), words, bool(known))
    if (told.code == "T011") is not any(set(values) == {UNKNOWN} for values in person(words).values()):
        yield f"unknown is named or is not: '{words}'"
    counts = [_counted(table, people, lambda one: is_left(table, one), known) for known in (False, True)]
    if (int(count.replace(",", "")), int(size.replace(",", ""))) not in counts:
        yield f"{count} of {size} are counted, and there are {counts}"


def _counted(
    table: PlainTable, people: Sequence[Somebody], wanted: Callable[[Somebody], bool], known: bool
) -> tuple[int, int]:
    """How many combinations are *wanted*, of how many: unknown counts with values that no row tells from it."""
    double = {name for group in groups(table, {}) for name in _counted_with_others(table, group)}
    counted = [one for one in people if (one.is_known or not known) and not _is_double(one, double)]
    return sum(map(wanted, counted)), len(counted)


def _counted_with_others(table: PlainTable, group: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The fact of a *group*, where ``unknown`` is no class of its own."""
    name = next(iter(group[0]))
    if name in FACTS and not FACTS[name].is_counted and {name: UNKNOWN} in group:
        asked = {row.when[name] for one in table.chain for row in one.rows if name in row.when}
        alike = [tuple(fits(FACTS[name], one, each[name]) for one in asked) for each in group]
        if len(set(alike)) < len(alike):
            yield name


def _is_double(one: Somebody, double: set[str]) -> bool:
    return any(one.facts[name] == UNKNOWN for name in double)


def _clash_untrue(table: PlainTable, people: Sequence[Somebody], told: Told) -> Iterator[str]:
    said = re.fullmatch(r"the rows '(\w+)' and '(\w+)' both fit (.+); the hit policy is '(\w+)'", told.cause)
    if said is None or said[2] != told.row or said[4] != table.hit:
        yield f"cannot be read: {told.cause}"
        return
    yield from _is_about(table, lambda one: one.answers[table.name] == CLASH, said[3], False)
    rows = [row for row in table.rows if row.id in (said[1], said[2])]
    if answer(table, rows) != CLASH:
        yield f"the rows {said[1]} and {said[2]} may both fit"
    at = {number for number, row in enumerate(table.rows) if row in rows}
    if not any(at <= set(one.fits[table.name]) for one in everybody_of(table, person(said[3]))):
        yield f"the rows {said[1]} and {said[2]} do not both fit {said[3]}"


def _hidden_untrue(table: PlainTable, people: Sequence[Somebody], told: Told) -> Iterator[str]:
    at = next(number for number, row in enumerate(table.rows) if row.id == told.row)
    first = {table.rows[deciding(table, one.fits[table.name])[0]].id for one in people if at in one.fits[table.name]}
    listed = [row.id for row in table.rows if row.id in first]
    quoted = [f"'{one}'" for one in listed]
    words = " and ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))
    if told.cause != f"the row '{told.row}' never decides: {words} come{'s' * (len(listed) == 1)} first":
        yield f"those that come first are {words}: {told.cause}"


def _hole_untrue(table: PlainTable, people: Sequence[Somebody], told: Told) -> Iterator[str]:
    said = re.fullmatch(r"no row asks for '(\w+)' (.+), which lies between '(.+)' and '(.+)'", told.cause)
    mend = re.fullmatch(r"let them meet: write '(.+)' in place of '(.+)'", told.hint)
    if said is None or mend is None:
        yield f"cannot be read: {told.cause} {told.hint}"
        return
    fact, value, below, above = said.groups()
    if not Hole(told.row, fact, below, above).is_value(table, value):
        yield f"{value} is not in the hole"
    row = next(row for row in table.rows if row.id == told.row)
    texts = tuple(mend[1] if _reads_as(table, fact, one, mend[2]) else one for one in row.when[fact].texts)
    mended = PlainRow(row.id, {**row.when, fact: Asked(texts)}, row.then, row.priority)
    rows = tuple(mended if one is row else one for one in table.rows)
    after = [(one.fact, *ends(table.kind(fact), one.above)[:2]) for one in holes(replace(table, rows=rows))]
    if texts == row.when[fact].texts or (fact, *ends(table.kind(fact), above)[:2]) in after:
        yield f"the hole is still there when it is mended: {told.hint}"


def _reads_as(table: PlainTable, fact: str, one: str, other: str) -> bool:
    return one != UNKNOWN and ends(table.kind(fact), one) == ends(table.kind(fact), other)


def _nothing(table: PlainTable, people: Sequence[Somebody], told: Told) -> Iterator[str]:
    return iter(())


_UNTRUE: Mapping[str, Callable[[PlainTable, Sequence[Somebody], Told], Iterator[str]]] = {
    "T001": _gap_untrue,
    "T002": _clash_untrue,
    "T003": _clash_untrue,
    "T005": _hidden_untrue,
    "T009": _hole_untrue,
    "T011": _gap_untrue,
}
