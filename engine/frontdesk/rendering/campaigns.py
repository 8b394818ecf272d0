"""Campaigns on paper: the list, and one with its texts, who is in it and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from frontdesk.model import Base, Ruleset
from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.words import event_words
from frontdesk.tables import written_length
from frontdesk.views.campaigns import (
    LEFT_OUT,
    CampaignPage,
    CampaignView,
    DoneView,
    EnrolledView,
    RuleView,
    StepView,
    TextView,
)

_HEADINGS = ("campaign", "called", "on", "enrolled", "waiting", "sent", "not sent", "last sent", "next step")
_NOBODY_NEW = "off: nobody new"
_OFF = f"{_NOBODY_NEW}; who is in it goes on to its end. enabled: yes in campaigns.yaml switches it on"
_NO_TIME = written_length(timedelta())
_BASES = {
    Base.START: ("after", "the start"),
    Base.PREVIOUS: ("after", "the step before"),
    Base.BEFORE_APPOINTMENT: ("before", "the visit"),
    Base.AFTER_APPOINTMENT: ("after", "the visit"),
}


def campaigns_text(found: Sequence[CampaignView], zone: ZoneInfo) -> str:
    """Campaigns below each other, on the clock of *zone*."""
    if not found:
        return "The rules have no campaign."
    return plain(Grid(_HEADINGS, tuple(_row(one, zone) for one in found)))


def campaign_text(ruleset: Ruleset, seen: CampaignPage) -> str:
    """Everything about a campaign, as lines."""
    return "\n".join([*_head(ruleset, seen), *_steps(ruleset, seen), *_people(ruleset, seen), *_done(ruleset, seen)])


def _row(one: CampaignView, zone: ZoneInfo) -> tuple[str, ...]:
    last, coming = (clock(at, zone) if at else "" for at in (one.last_sent, one.next))
    numbers = map(str, (one.enrolled, one.waiting, one.sent, one.not_sent))
    return one.campaign, one.label, _switch(one), *numbers, last, coming


def _switch(one: CampaignView) -> str:
    """Whether it is on; of one that is off and goes on for somebody, what that means for the others."""
    if one.enabled:
        return "yes"
    return _NOBODY_NEW if one.enrolled else "no"


def _head(ruleset: Ruleset, seen: CampaignPage) -> Iterator[str]:
    one = seen.campaign
    yield f"{one.label} ({one.campaign}, {seen.place})"
    yield f"  switched    {'on' if one.enabled else _OFF}"
    if seen.because:
        yield f"  because     {seen.because}"
    for rule in seen.starts:
        yield f"  starts      {_rule(ruleset, rule)}"
    for rule in seen.ends:
        yield f"  ends        {_rule(ruleset, rule)}"
    if seen.repeats:
        on_days = seen.campaign.campaign in {name for name, known in ruleset.campaigns.items() if known.calendar}
        yield f"  starts over {'on days of ' if on_days else 'after '}{seen.repeats}"
    unknown = f", {one.unknown} of which nobody knows" if one.unknown else ""
    yield f"  messages    {one.sent} sent, {one.not_sent} not sent, {one.waiting} waiting{unknown}"


def _rule(ruleset: Ruleset, rule: RuleView) -> str:
    row = next(one for one in ruleset.consequences.rows if (one.id, one.where.short) == (rule.row, rule.place))
    return f"{event_words(ruleset, row)} ({rule.place})"


def _steps(ruleset: Ruleset, seen: CampaignPage) -> Iterator[str]:
    yield f"steps, as {seen.shown_to} would get them"
    for step in seen.steps:
        yield f"  {step.step}: {_when(step)}{_what(ruleset, step)}"
        if step.asks:
            yield f"    only if {step.asks}"
        if step.goes_by:
            yield f"    goes by {step.goes_by}: {step.because}"
        for text in step.texts:
            yield from _text(text)


def _when(step: StepView) -> str:
    when, base = _BASES[step.base]
    at = f", at {step.at}" if step.at else ""
    if step.length == _NO_TIME:
        return f"on the day of {base}{at}" if step.at else f"at {base}"
    return f"{step.length} {when} {base}{at}"


def _what(ruleset: Ruleset, step: StepView) -> str:
    if step.task is not None:
        return f", opens the task {ruleset.task_label(step.task)}"
    return f", sends {step.message}"


def _text(text: TextView) -> Iterator[str]:
    spoken = f" ({text.language})" if text.language else ""
    said = f"{text.subject}: {text.body}" if text.subject else text.body
    first, *more = said.splitlines() or [""]
    yield f"    {text.channel}{spoken}: {first}"
    yield from (f"      {line}" for line in more)
    if text.lacks:
        yield f"      not sent: {text.lacks}"


def _people(ruleset: Ruleset, seen: CampaignPage) -> Iterator[str]:
    if not seen.enrolled:
        yield "nobody is in it"
        return
    yield f"enrolled: {seen.campaign.enrolled}"
    rows = tuple(_enrolled(one, ruleset.zone) for one in seen.enrolled)
    yield plain(Grid(("contact", "name", "visit", "since", "next step", "when"), rows))
    if seen.more_enrolled:
        yield f"and {seen.more_enrolled} more; say --most"


def _enrolled(one: EnrolledView, zone: ZoneInfo) -> tuple[str, ...]:
    visit = str(one.appointment) if one.appointment is not None else ""
    return str(one.contact), one.name, visit, clock(one.since, zone), one.next_step or "", _at(one, zone)


def _at(one: EnrolledView, zone: ZoneInfo) -> str:
    return clock(one.next, zone) if one.next else ""


def _done(ruleset: Ruleset, seen: CampaignPage) -> Iterator[str]:
    if not seen.done:
        yield "nothing has come of it yet"
        return
    yield "what came of it, newest first"
    rows = tuple(_told(one, ruleset.zone) for one in seen.done)
    yield plain(Grid(("when", "contact", "name", "step", "message", "state", "by", "because", "rule"), rows))
    if seen.more_done:
        yield f"and {seen.more_done} more; say --most"


def _told(one: DoneView, zone: ZoneInfo) -> tuple[str, ...]:
    number = str(one.message) if one.message is not None else ""
    about = clock(one.at, zone), str(one.contact), one.name, one.step or "", number
    because = f"only if {one.because}" if one.state == LEFT_OUT else one.because
    return *about, one.state.replace("_", " "), one.channel or "", because, one.place
