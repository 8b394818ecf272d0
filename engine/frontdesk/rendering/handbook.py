"""A whole ruleset on paper: every table, the offered statuses, what follows what, the campaigns, the tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from frontdesk.comparing.parts import pieces
from frontdesk.model import Base, Campaign, CampaignStep, Ruleset, TaskKind
from frontdesk.model.named import words_of
from frontdesk.rendering.grids import Grid, Page
from frontdesk.rendering.offers import offers_page
from frontdesk.rendering.tables import rules_page, view_page
from frontdesk.rendering.words import conditions_words, effects_words, event_words
from frontdesk.tables import Row, written, written_length

_BASES = {
    Base.START: "after the start",
    Base.PREVIOUS: "after the step before",
    Base.BEFORE_APPOINTMENT: "before the appointment",
    Base.AFTER_APPOINTMENT: "after the appointment",
}


def pages(ruleset: Ruleset) -> dict[str, Callable[[], Page]]:
    """Every page of the handbook by name, in order; each is made when it is asked for."""
    book: dict[str, Callable[[], Page]] = {view.name: partial(view_page, ruleset, view) for view in ruleset.views}
    for name, table in ruleset.tables.items():
        own = name if name not in book else f"{name}_rules"
        book[own] = partial(rules_page, table, own)
    book |= {"offers": partial(offers_page, ruleset), "consequences": partial(following_page, ruleset)}
    book |= {"campaigns": partial(campaigns_page, ruleset)} if ruleset.campaigns else {}
    book |= {"tasks": partial(tasks_page, ruleset)} if ruleset.tasks else {}
    for part in ruleset.parts.values():
        for name, word in words_of(type(part)).items():
            if things := getattr(part, name):
                book[name] = partial(named_page, ruleset, name, word, things)
    return book


def following_page(ruleset: Ruleset) -> Page:
    """What follows which event, in the order in which it is done."""
    rows = tuple(
        (event_words(ruleset, row), effects_words(ruleset, row.then), row.because) for row in ruleset.consequences.rows
    )
    words = ("What follows an event; when several rows fit, all of them count, from top to bottom.",)
    grid = Grid(("when", "then", "because"), rows)
    return Page("consequences", f"{ruleset.label}: what follows what", words, (grid,))


def campaigns_page(ruleset: Ruleset) -> Page:
    """Every campaign: what starts and ends it, and its steps."""
    grids = tuple(_campaign(ruleset, campaign) for campaign in ruleset.campaigns.values())
    notes = tuple(f"- {one.label}: {one.because}" for one in ruleset.campaigns.values() if one.because)
    return Page("campaigns", f"{ruleset.label}: campaigns", (), grids, notes)


def tasks_page(ruleset: Ruleset) -> Page:
    """Every kind of task: what opens and closes it, its follow-ups and when it expires."""
    kept = any(task.cause for task in ruleset.tasks.values())
    rows = tuple(
        (
            task.label,
            _whens(ruleset, f"{name}.opens"),
            *((_cause(task),) if kept else ()),
            _whens(ruleset, f"{name}.closes"),
            ", ".join(map(written_length, task.follow_ups)) or "none",
            written_length(task.expires) if task.expires else "never",
            task.assign_to,
        )
        for name, task in ruleset.tasks.items()
    )
    while_ = ("while",) if kept else ()
    headings = ("task", "opens", *while_, "closes", "follow-ups after it opened", "expires after", "assigned to")
    return Page("tasks", f"{ruleset.label}: tasks", (), (Grid(headings, rows),))


def named_page(ruleset: Ruleset, name: str, word: str, things: Mapping[str, object]) -> Page:
    """Things of any kind that a topic adds to a ruleset, piece by piece; *word* is what one of them is called."""
    rows = tuple((one, what, value) for one, thing in things.items() for what, value in pieces(thing).items())
    return Page(name, f"{ruleset.label}: {name.replace('_', ' ')}", (), (Grid((word, "what", "value"), rows),))


def _campaign(ruleset: Ruleset, campaign: Campaign) -> Grid:
    once = ", once for each appointment" if campaign.of_a_visit else ""
    off = "" if campaign.enabled else " (switched off)"
    starts = _whens(ruleset, f"{campaign.id}.start")
    rows = [("start", starts, "", "")] + [_step(ruleset, step) for step in campaign.steps]
    ends = _whens(ruleset, f"{campaign.id}.end")
    if ends:
        rows.append(("end", ends, "", ""))
    return Grid(("step", "when", "does", "if"), tuple(rows), f"{campaign.label}{once}{off}")


def _step(ruleset: Ruleset, step: CampaignStep) -> tuple[str, str, str, str]:
    at = f", at {written(step.delay.at)}" if step.delay.at else ""
    when = f"{written_length(step.delay.length)} {_BASES[step.delay.base]}{at}"
    does = f"send '{ruleset.messages[step.send].label}'" if step.send else ""
    if step.task:
        does = f"open task '{ruleset.task_label(step.task)}'"
    condition = conditions_words(step.condition.rows[0].when) if step.condition else ""
    return str(step.id), when, does, condition


def _cause(task: TaskKind) -> str:
    return conditions_words(task.cause.rows[0].when) if task.cause else ""


def _whens(ruleset: Ruleset, path: str) -> str:
    return "\n".join(event_words(ruleset, row) for row in _rows(ruleset, path))


def _rows(ruleset: Ruleset, path: str) -> Iterator[Row[Any]]:
    return (row for row in ruleset.consequences.rows if row.id.startswith(f"{path}."))
