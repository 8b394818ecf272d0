"""The tree of a ruleset's text becomes the ruleset: every name resolved, every rule a row of a table.

One module a topic in ``topics``; all of them only note what is wrong, so one run shows every problem. Knows nothing of
files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from frontdesk.loading.building.aliases import read_aliases
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.following import GATHERED, Following
from frontdesk.loading.building.mappings import read_mappings
from frontdesk.loading.building.renames import read_renames
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.survey import sections, survey
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topics import TOPICS, defined_in, topic_of
from frontdesk.loading.building.topics.attempts import read_attempts
from frontdesk.loading.building.topics.calendars import read_calendars
from frontdesk.loading.building.topics.campaigns import read_campaigns
from frontdesk.loading.building.topics.channels import read_channels, read_lines
from frontdesk.loading.building.topics.consent import read_consent
from frontdesk.loading.building.topics.lost_reasons import read_asking, read_reasons
from frontdesk.loading.building.topics.messages import read_messages
from frontdesk.loading.building.topics.preferences import read_by_hand, read_emr
from frontdesk.loading.building.topics.promises import read_promises
from frontdesk.loading.building.topics.ruleset import read_correction_window, read_country, read_label, read_time_zone
from frontdesk.loading.building.topics.statuses import read_initial, read_phases, read_statuses
from frontdesk.loading.building.topics.tables import read_own_tables
from frontdesk.loading.building.topics.tasks import read_outcomes, read_tasks
from frontdesk.loading.building.topics.windows import read_holidays
from frontdesk.loading.tree.nodes import Entries, Folder, Scalar
from frontdesk.model import Ruleset
from frontdesk.model.by_hand import HandPreferences
from frontdesk.model.calendars import Calendars
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.model.languages import Languages
from frontdesk.model.mappings import Mappings
from frontdesk.model.sites import Sites
from frontdesk.problems import FrontdeskError, Location, Problem
from frontdesk.tables import Table


def build(folder: Folder, unread: frozenset[str] = frozenset()) -> tuple[Ruleset | None, list[Problem]]:
    """Build the ruleset that *folder* says, or return ``None`` with everything that stands in the way.

    What is only warned of comes with the ruleset. With *unread* topics, whose files have mistakes of their own, only
    the problems are of use.
    """
    diagnostics = Diagnostics(folder.removed, unread, defined_in())
    shown = next(iter(folder.sources), folder.name).rpartition("/")[0] or folder.name
    topics = sections(folder.topics, diagnostics, shown)
    symbols = survey(topics, diagnostics)
    read_own_tables(symbols, topics["tables"], topics["delivery"])
    ruleset = _ruleset(folder, topics, symbols)
    if not unread:
        _check_business(ruleset, diagnostics)
    if not diagnostics.stops and not unread:
        _check_views(ruleset, diagnostics)
        mappings = read_mappings(folder.imports, folder.unread, ruleset, diagnostics)
        by_hand = read_by_hand(topics["preferences"], ruleset)
        ruleset = replace(ruleset, parts={**ruleset.parts, Mappings: mappings, HandPreferences: by_hand})
    return (None if diagnostics.stops or unread else ruleset), diagnostics.problems


def _check_business(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Note what is counted in business days or hours where no calendar says which these are."""
    if ruleset.open_hours is None:
        for where in dict.fromkeys(diagnostics.business):
            cause = "business days and hours are counted by the practice's calendar, and it has none"
            hint = "write the hours of the practice in calendars.yaml, under calendars: {practice: {hours: ...}}"
            diagnostics.error(where, "R013", cause, hint)


def _check_views(ruleset: Ruleset, diagnostics: Diagnostics) -> None:
    """Note the views of which a cell cannot be decided, so that every truth table can be printed."""
    for view in ruleset.views:
        try:
            for _ in ruleset.cells(view):
                pass
        except FrontdeskError as error:
            hint = "name that fact under 'given' of the view, or in its rows or columns"
            diagnostics.error(view.where, "T015", f"the view '{view.name}' cannot be laid out: {error}", hint)


def _ruleset(folder: Folder, topics: Mapping[str, Section], symbols: Symbols) -> Ruleset:
    about, statuses = topics["ruleset"], topics["statuses"]
    label, country = read_label(about, folder.name), read_country(about)
    channels, reasons = read_channels(symbols, topics["channels"]), read_reasons(topics["lost_reasons"])
    emr, source, settings = read_emr(symbols, topics["preferences"])
    following = _following(topics, symbols)
    engine, optional = _engine_tables(topics, symbols)
    time_zone, holidays = read_time_zone(about), read_holidays(topics["windows"])
    parts = _parts(topics, symbols)
    calendars = read_calendars(symbols, topics["calendars"], time_zone, cast(Sites, parts[Sites]), holidays)
    return Ruleset(
        name=about.text("name", folder.name),
        label=label,
        hash=folder.digest,
        address=about.text("address"),
        country=country,
        time_zone=time_zone,
        correction_window=read_correction_window(about),
        initial=read_initial(symbols, statuses),
        phases=(phases := read_phases(statuses)),
        statuses=(known := read_statuses(symbols, statuses, reasons)),
        states=symbols.names.states.all,
        aliases=read_aliases(symbols, statuses, phases, known),
        facts=symbols.facts,
        scopes=symbols.scopes,
        campaigns=read_campaigns(symbols, topics["campaigns"]),
        channels=channels,
        lines=read_lines(topics["channels"], label, country),
        messages=read_messages(symbols, topics["messages"], channels, cast(Languages, parts[Languages])),
        outcomes=read_outcomes(topics["tasks"]),
        tasks=read_tasks(symbols, topics["tasks"]),
        reasons=reasons,
        asks_reason=read_asking(symbols, topics["lost_reasons"], reasons),
        attempts=read_attempts(symbols, topics["attempts"]),
        consent=read_consent(symbols, topics["consent"], channels),
        emr=emr,
        preference_source=source,
        preference_settings=settings,
        timers=following.timers,
        offers=engine.pop("offers"),
        consequences=following.table(symbols),
        tables={**engine, **symbols.own_tables, **optional},
        holidays=holidays,
        views=tuple(symbols.views),
        promises=read_promises(symbols, topics["promises"]),
        places=_places(topics),
        moved=read_renames(symbols, about),
        parts={**parts, Calendars: calendars},
        accepted=frozenset(symbols.accepted),  # the last, as everything above may accept something
    )


def _following(topics: Mapping[str, Section], symbols: Symbols) -> Following:
    """Gather what follows events: everything that ends comes before everything that starts."""
    following = Following()
    for topic in TOPICS:
        if topic.stops:
            topic.stops(symbols, topics[topic.name], following)
    for topic in TOPICS:
        if topic.starts:
            topic.starts(symbols, topics[topic.name], following)
    return following


def _engine_tables(
    topics: Mapping[str, Section], symbols: Symbols
) -> tuple[dict[str, Table[Any]], dict[str, Table[Any]]]:
    """The tables that every ruleset has, and those that this one has of the others, in the order of the catalogue."""
    always: dict[str, Table[Any]] = {}
    optional: dict[str, Table[Any]] = {}
    for engine in ENGINE_TABLES.values():
        if engine.name == GATHERED:
            continue
        topic = topic_of(engine.name)
        table = topic.tables[engine.name](symbols, topics[topic.name])
        if table is not None:
            (optional if engine.optional else always)[engine.name] = table
    return always, optional


def _parts(topics: Mapping[str, Section], symbols: Symbols) -> dict[type, object]:
    """What the topics say that is no attribute of the ruleset, by its class."""
    readers = ((topic, part) for topic in TOPICS for part in (topic.part, *topic.parts))
    parts = [part(symbols, topics[topic.name]) for topic, part in readers if part]
    return {type(part): part for part in parts}


def _places(topics: Mapping[str, Section]) -> dict[str, Location]:
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
