"""``campaigns.yaml``: sequences of messages and tasks, and what starts and ends them.

What starts and ends them becomes rows of the table ``consequences``.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.effects import EndCampaign, StartCampaign
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import read_yes_or_no, row_id
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.building.triggers import TriggerList, read_triggers
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.model import Again, Base, Campaign, CampaignStep, Delay, OnDays, Ruleset, Scope
from frontdesk.names import PLAIN_FOLLOW_UP, CampaignId, MessageId, MessageKind, StepId, TaskId
from frontdesk.problems import Location, choices
from frontdesk.tables import BusinessLength, Condition, Length, Row

_BASES = {
    "after_start": Base.START,
    "after_previous": Base.PREVIOUS,
    "before_appointment": Base.BEFORE_APPOINTMENT,
    "after_appointment": Base.AFTER_APPOINTMENT,
}


def read_campaigns(symbols: Symbols, section: Section) -> dict[CampaignId, Campaign]:
    """Read the campaigns, without what starts and ends them."""
    return {CampaignId(name): _campaign(symbols, name, one) for name, one in section.named("campaigns", "campaign")}


def steps_of(section: Section) -> Iterator[str]:
    """Return the name of every step, as often as there are steps of that name; what is wrong in them is noted later."""
    silent = Section(section.entries, section.what, section.where, Diagnostics())
    for _, campaign in silent.named("campaigns", "campaign"):
        taken: dict[str, Location] = {}
        yield from (row_id(row, number, "step", taken) for number, row in campaign.rows("steps", "step"))


def _triggers(section: Section) -> Iterator[TriggerList]:
    if not isinstance(section.node("ended_by"), Scalar):
        yield TriggerList("campaigns.ended_by", section, "ended_by")
    for name, campaign in section.named("campaigns", "campaign"):
        yield TriggerList(f"{name}.start", campaign, "start")
        yield TriggerList(f"{name}.end", campaign, "end")


def _read_ends(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what ends every campaign, and what ends each."""
    _read_ended_by(symbols, section, following)
    for name, campaign in section.named("campaigns", "campaign"):
        for trigger in read_triggers(symbols, TriggerList(f"{name}.end", campaign, "end")):
            following.add(trigger, EndCampaign(CampaignId(name)))


def _read_starts(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what starts each campaign that is switched on."""
    for name, campaign in section.named("campaigns", "campaign"):
        enabled = campaign.yes_no("enabled", default=True)
        for trigger in read_triggers(symbols, TriggerList(f"{name}.start", campaign, "start")):
            if enabled:
                following.add(trigger, StartCampaign(CampaignId(name)))


def _read_ended_by(symbols: Symbols, section: Section, following: Following) -> None:
    node = section.node("ended_by")
    patterns = _patterns(node)
    states = symbols.names.states.matching(patterns, symbols.diagnostics)
    if patterns and node is not None:
        words = ", ".join(pattern.text for pattern in patterns)
        when = (
            Condition("event", frozenset({"status_entered"}), "status_entered", node.where),
            Condition("event_state", frozenset(states), words, node.where),
        )
        because = f"{words} ends every campaign"
        following.rows.append(Row("campaigns.ended_by", when, (EndCampaign(None),), because, section.place("ended_by")))
    if isinstance(node, Items):
        for trigger in read_triggers(symbols, TriggerList("campaigns.ended_by", section, "ended_by")):
            following.add(trigger, EndCampaign(None))


def _patterns(node: Node | None) -> list[Scalar]:
    if isinstance(node, Items):
        return [one for one in node.items if isinstance(one, Scalar)]
    return [node] if isinstance(node, Scalar) else []


def _campaign(symbols: Symbols, name: str, section: Section) -> Campaign:
    symbols.accept(section)
    taken: dict[str, Location] = {}
    steps = tuple(
        step
        for number, row in section.rows("steps", "step")
        if (step := _step(symbols, name, row, row_id(row, number, "step", taken))) is not None
    )
    return Campaign(
        CampaignId(name),
        section.text("label", name.replace("_", " ").capitalize()),
        steps,
        MessageKind(section.word("message", ("automation", "campaign"), "automation")),
        section.yes_no("enabled", default=True),
        section.text("group"),
        Again(section.word("again", tuple(map(str, Again)), Again.RESTART)),
        _repeat(symbols, section),
        section.text("because"),
        section.where,
    )


def _repeat(symbols: Symbols, section: Section) -> Length | OnDays | None:
    """Read when a campaign starts over: after a length of time, or on the days of a calendar."""
    if not isinstance(section.node("repeat"), Entries):
        return section.length("repeat")
    calendar = section.section("repeat").node("calendar")
    named = isinstance(calendar, Scalar) and symbols.names.glossaries["calendar"].find(calendar, section.diagnostics)
    return OnDays(named) if named else None


def _step(symbols: Symbols, campaign: str, row: Section, name: str) -> CampaignStep | None:
    symbols.accept(row)
    send, task = row.node("send"), row.node("task")
    if (send is None) == (task is None):
        row.diagnostics.error(row.where, "Y012", f"{row.what} needs either 'send' or 'task'", "say what the step does")
    message = symbols.names.messages.find(send, row.diagnostics) if isinstance(send, Scalar) else None
    kind = symbols.names.tasks.find(task, row.diagnostics, (PLAIN_FOLLOW_UP,)) if isinstance(task, Scalar) else None
    delay = _delay(row)
    if delay is None or (message is None and kind is None):
        return None
    return CampaignStep(
        StepId(name),
        delay,
        MessageId(message) if message else None,
        TaskId(kind) if kind else None,
        read_yes_or_no(symbols, row, "when", f"{campaign}.{name}", Scope.MESSAGE, row.where),
        row.where,
    )


def _delay(row: Section) -> Delay | None:
    written = [key for key in _BASES if row.has(key)]
    if len(written) != 1:
        cause = f"{row.what} needs to say when it comes" if not written else f"{row.what} has two delays"
        row.diagnostics.error(row.where, "Y012", cause, f"write one of {choices(_BASES)}")
        return None
    length, at = row.length(written[0]), row.clock("at")
    if isinstance(length, BusinessLength) and length.days is None and at is not None:
        cause = f"{row.what} counts business hours, and names an hour of the day besides"
        row.diagnostics.error(row.place("at"), "Y013", cause, "count business days, or leave out at:")
    return None if length is None else Delay(_BASES[written[0]], length, at)


TOPIC = Topic(
    "campaigns", defines=defined(Ruleset, "campaigns"), triggers=_triggers, stops=_read_ends, starts=_read_starts
)
