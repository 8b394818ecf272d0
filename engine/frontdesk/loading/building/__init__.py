"""The tree of a ruleset's text becomes the ruleset: every name resolved, every rule a row of a table.

One module a topic; all of them only note what is wrong, so one run shows every problem. Knows nothing of files.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from frontdesk.loading.building.campaigns import read_campaigns, read_ends, read_starts
from frontdesk.loading.building.declared import Topics, sections, survey
from frontdesk.loading.building.delivery import (
    read_consent,
    read_delivery,
    read_emr,
    read_holidays,
    read_preferences,
    read_unrecorded,
    read_windows,
)
from frontdesk.loading.building.following import Following, read_reactions
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.messages import read_channels, read_lines, read_messages
from frontdesk.loading.building.moved import read_moved
from frontdesk.loading.building.notes import Notes
from frontdesk.loading.building.own_tables import read_own_tables
from frontdesk.loading.building.promises import read_promises
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.statuses import (
    read_asking,
    read_initial,
    read_offers,
    read_phases,
    read_reasons,
    read_statuses,
)
from frontdesk.loading.building.tasks import (
    read_attempts,
    read_closing,
    read_opening,
    read_outcomes,
    read_resets,
    read_task_states,
    read_tasks,
)
from frontdesk.loading.nodes import Entries, Folder, Scalar
from frontdesk.loading.reading import TOPICS
from frontdesk.model import Attempts, Ruleset
from frontdesk.problems import FrontdeskError, Location, Problem, did_you_mean
from frontdesk.tables import Table

_CORRECTION_WINDOW = timedelta(minutes=5)
"""What holds when a ruleset does not say (domain.md 1.6)."""


def build(folder: Folder, unread: frozenset[str] = frozenset()) -> tuple[Ruleset | None, list[Problem]]:
    """Build the ruleset that *folder* says, or return ``None`` with everything that stands in the way.

    With *unread* topics, whose files have mistakes of their own, only the problems are of use.
    """
    notes = Notes(folder.removed, unread)
    shown = next(iter(folder.sources), folder.name).rpartition("/")[0] or folder.name
    topics = sections(folder.topics, TOPICS, notes, shown)
    ground = survey(topics, notes)
    read_own_tables(ground, topics["tables"])
    ruleset = _ruleset(folder, topics, ground)
    if not notes.problems and not unread:
        _check_views(ruleset, notes)
    return (None if notes.problems or unread else ruleset), notes.problems


def _check_views(ruleset: Ruleset, notes: Notes) -> None:
    """Note the views of which a cell cannot be decided, so that every truth table can be printed."""
    for view in ruleset.views:
        try:
            for _ in ruleset.cells(view):
                pass
        except FrontdeskError as error:
            hint = "name that fact under 'given' of the view, or in its rows or columns"
            notes.error(view.where, "T015", f"the view '{view.name}' cannot be laid out: {error}", hint)


def _ruleset(folder: Folder, topics: Topics, ground: Ground) -> Ruleset:
    about, statuses = topics["ruleset"], topics["statuses"]
    label = about.text("label", folder.name.replace("-", " ").capitalize())
    channels = read_channels(ground, topics["channels"])
    reasons = read_reasons(topics["lost_reasons"])
    emr, source, settings = read_emr(ground, topics["preferences"])
    following, attempts = _following(topics, ground)
    tables = _tables(topics, ground)
    if attempts:
        tables["attempts"] = attempts[1]
    ruleset = Ruleset(
        name=about.text("name", folder.name),
        label=label,
        hash=folder.digest,
        time_zone=_time_zone(about),
        correction_window=_correction_window(about),
        initial=read_initial(ground, statuses),
        phases=read_phases(statuses),
        statuses=read_statuses(ground, statuses, reasons),
        states=ground.names.states.all,
        facts=ground.facts,
        scopes=ground.scopes,
        campaigns=read_campaigns(ground, topics["campaigns"]),
        channels=channels,
        lines=read_lines(topics["channels"], label),
        messages=read_messages(ground, topics["messages"], channels),
        outcomes=read_outcomes(topics["tasks"]),
        tasks=read_tasks(ground, topics["tasks"]),
        reasons=reasons,
        asks_reason=read_asking(ground, topics["lost_reasons"], reasons),
        attempts=attempts[0] if attempts else None,
        consent=read_consent(ground, topics["consent"]),
        emr=emr,
        preference_source=source,
        preference_settings=settings,
        holidays=read_holidays(topics["windows"]),
        timers=following.timers,
        offers=read_offers(ground, statuses),
        consequences=following.table(ground),
        tables=tables,
        views=tuple(ground.views),
        promises=read_promises(ground, topics["promises"]),
        places=_places(topics),
        moved=read_moved(ground, about),
    )
    return replace(ruleset, accepted=frozenset(ground.accepted))


def _following(topics: Topics, ground: Ground) -> tuple[Following, tuple[Attempts, Table[Any]] | None]:
    """Gather what follows events: what ends comes first, then what starts, then the practice's own reactions."""
    following = Following()
    read_ends(ground, topics["campaigns"], following)
    read_closing(ground, topics["tasks"], following)
    read_resets(ground, topics["attempts"], following)
    read_starts(ground, topics["campaigns"], following)
    read_opening(ground, topics["tasks"], following)
    attempts = read_attempts(ground, topics["attempts"], following)
    read_reactions(ground, topics["reactions"], following)
    return following, attempts


def _tables(topics: Topics, ground: Ground) -> dict[str, Table[Any]]:
    return {
        "delivery": read_delivery(ground, topics["delivery"]),
        "windows": read_windows(ground, topics["windows"]),
        "task_states": read_task_states(ground, topics["tasks"]),
        **read_preferences(ground, topics["preferences"]),
        "consent_unrecorded": read_unrecorded(ground, topics["consent"]),
        **ground.own_tables,
    }


def _time_zone(about: Section) -> str:
    name = about.text("time_zone", "UTC")
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        node = about.node("time_zone")
        hint = did_you_mean(name, available_timezones()) or "write one such as America/New_York"
        about.notes.error(node.where if node else about.where, "T010", f"no time zone is called '{name}'", hint)
        return "UTC"
    return name


def _correction_window(about: Section) -> timedelta:
    window = about.duration("correction_window")
    return _CORRECTION_WINDOW if window is None else window


def _places(topics: Topics) -> dict[str, Location]:
    """Where each single value at the top of a file stands, and the plugin that reads the EMR."""
    places = {
        f"{topic}.{key}": node.where
        for topic, section in topics.items()
        for key, node in section.entries.entries.items()
        if isinstance(node, Scalar)
    }
    emr = topics["preferences"].node("emr")
    source = emr.get("source") if isinstance(emr, Entries) else None
    return {**places, **({"preferences.emr.source": source.where} if source else {})}
