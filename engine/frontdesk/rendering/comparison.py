"""Two versions of a ruleset side by side: what changes, for whom, with the smallest person of each kind.

As text for a terminal, as Markdown for a pull request, as data for programs; all three say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.comparing import AnswerChange, Comparison, FollowingChange, OfferChange, PartChange
from frontdesk.desk import Touched
from frontdesk.model import Ruleset
from frontdesk.problems import Problem, counted
from frontdesk.rendering.grids import Grid, markdown, unmarked
from frontdesk.rendering.words import effects_words, outcome_data, outcome_words
from frontdesk.tables import Row
from frontdesk.wire import data_of

_MOST_TOUCHED = 20


@dataclass(frozen=True, slots=True)
class Chapter:
    """One kind of changes: a title, what a change is called, and each change with what else is known of it."""

    title: str
    change: str
    changes: tuple[tuple[str, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison in words."""

    title: str
    words: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def tell(
    rules: tuple[Ruleset, Ruleset],
    found: Comparison,
    touched: Sequence[Touched] | None,
    problems: Sequence[Problem] = (),
) -> Told:
    """Put a comparison into words; *touched* is ``None`` when no store was looked at."""
    before, after = rules
    title = f"{before.name}, changed" if before.name == after.name else f"From {before.name} to {after.name}"
    words = [_summary(found, touched)]
    words += [f"{one.code}: {one.cause} ({one.hint})" for one in problems]
    words += [f"Not compared: {one}." for one in found.not_compared]
    chapters = [_answers(table.table, table.changed, table.combinations, table.changes) for table in found.tables]
    chapters += [
        Chapter("Offers gained and lost", "offer", tuple(_offer(rules, one) for one in found.offers)),
        Chapter("What follows events", "when", tuple(_following(rules, one) for one in found.following)),
        Chapter("Campaigns, messages, names and settings", "what", tuple(map(_part, found.parts))),
        Chapter("Contacts touched today", "contact", tuple(_touched(touched or ()))),
    ]
    return Told(title, tuple(words), tuple(chapter for chapter in chapters if chapter.changes))


def comparison_text(told: Told) -> str:
    """The comparison for a terminal."""
    parts = [f"{told.title}: {told.words[0]}", *told.words[1:]]
    for chapter in told.chapters:
        lines = [chapter.title]
        for change, details in chapter.changes:
            lines += [f"  {change}", *(f"      {name}: {text}" for name, text in details.items() if text)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def comparison_markdown(told: Told) -> str:
    """The comparison for a pull request."""
    parts = [f"# {unmarked(told.title)}", *map(unmarked, told.words)]
    for chapter in told.chapters:
        names = tuple(dict.fromkeys(name for _, details in chapter.changes for name in details))
        rows = tuple((change, *(details.get(name, "") for name in names)) for change, details in chapter.changes)
        parts += [f"## {chapter.title}", markdown(Grid((chapter.change, *names), rows))]
    return "\n\n".join(parts)


def comparison_data(
    found: Comparison, touched: Sequence[Touched] | None, problems: Sequence[Problem] = ()
) -> dict[str, Any]:
    """The comparison as plain data for JSON."""
    return {
        "before": found.before,
        "after": found.after,
        "same": found.same,
        "combinations": found.combinations,
        "changed": found.changed,
        "tables": [
            {
                "table": table.table,
                "combinations": table.combinations,
                "changed": table.changed,
                "changes": [_answer_data(one) for one in table.changes],
            }
            for table in found.tables
        ],
        "offers": [
            {
                "state": one.state,
                "offered": one.offered,
                "gained": one.gained,
                "combinations": one.combinations,
                "of": one.of,
                "person": one.person,
                "place": one.row.where.short,
            }
            for one in found.offers
        ],
        "following": [
            {
                "case": one.case,
                "combinations": one.combinations,
                "no_longer": list(map(data_of, one.lost)),
                "now": list(map(data_of, one.gained)),
                "place": one.row.where.short,
            }
            for one in found.following
        ],
        "parts": [
            {"kind": one.kind, "name": one.name, "what": one.what, "before": one.before, "after": one.after}
            for one in found.parts
        ],
        "not_compared": list(found.not_compared),
        "problems": [{"code": one.code, "cause": one.cause, "hint": one.hint} for one in problems],
        "touched": None if touched is None else [{"contact": one.contact, "how": list(one.how)} for one in touched],
    }


def _summary(found: Comparison, touched: Sequence[Touched] | None) -> str:
    if found.same:
        return "nothing changes."
    count = len(touched or ())
    people = "" if touched is None else f", {counted(count, 'contact')} touched today"
    if not found.changed:
        return f"no table answers differently{people} (U003)."
    return f"{found.changed:,} of {found.combinations:,} combinations are answered differently{people} (U003)."


def _answers(table: str, changed: int, combinations: int, changes: Sequence[AnswerChange]) -> Chapter:
    told = []
    for one in changes:
        was, now = _differing(one.before, one.after)
        details = {
            "combinations": f"{one.combinations:,}",
            "for example": one.person,
            "was decided by": _row(one.row_before),
            "is decided by": _row(one.row_after),
        }
        told.append((f"{outcome_words(was)} -> {outcome_words(now)}", details))
    return Chapter(f"Table {table}: {changed:,} of {combinations:,} combinations", "answer", tuple(told))


def _differing(before: object, after: object) -> tuple[object, object]:
    """The parts of two answers that are not the same."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        names = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
        return _only(names, before), _only(names, after)
    return before, after


def _only(names: Iterable[str], answer: Mapping[str, object]) -> Mapping[str, object]:
    return {name: answer[name] for name in names if name in answer}


def _offer(rules: tuple[Ruleset, Ruleset], one: OfferChange) -> tuple[str, Mapping[str, str]]:
    verb = "is now offered" if one.gained else "is no longer offered"
    label = rules[one.gained].status_label(one.offered)
    some = one.combinations != one.of
    whom = f"{one.person} ({one.combinations:,} of {one.of:,} combinations)" if some else ""
    return f"after {rules[0].status_label(one.state)}, {label} {verb}", {"only for": whom, "row": _row(one.row)}


def _following(rules: tuple[Ruleset, Ruleset], one: FollowingChange) -> tuple[str, Mapping[str, str]]:
    details = {
        "no longer": effects_words(rules[0], one.lost),
        "now": effects_words(rules[1], one.gained),
        "combinations": f"{one.combinations:,}",
        "row": _row(one.row),
    }
    return one.case, details


def _part(one: PartChange) -> tuple[str, Mapping[str, str]]:
    what = f"{one.kind} {one.name}"
    if not one.what and one.before is None:
        return f"{what} is new", {}
    if not one.what and one.after is None:
        return f"{what} is gone", {}
    name = f"{what}, {one.what}" if one.what else what
    return name, {"was": one.before or "nothing", "is": one.after or "nothing"}


def _touched(touched: Sequence[Touched]) -> list[tuple[str, Mapping[str, str]]]:
    told: list[tuple[str, Mapping[str, str]]] = [
        (f"contact {one.contact}", {"how": "; ".join(one.how)}) for one in touched[:_MOST_TOUCHED]
    ]
    more = len(touched) - len(told)
    return [*told, (f"and {more} more; --format json lists them all", {})] if more > 0 else told


def _answer_data(one: AnswerChange) -> dict[str, Any]:
    return {
        "before": outcome_data(one.before),
        "after": outcome_data(one.after),
        "combinations": one.combinations,
        "person": one.person,
        "row_before": _place(one.row_before),
        "row_after": _place(one.row_after),
    }


def _row(row: Row[Any] | None) -> str:
    return f"{row.id} ({row.where.short})" if row else "no row"


def _place(row: Row[Any] | None) -> dict[str, str] | None:
    return {"row": row.id, "place": row.where.short} if row else None
