"""``ruleset.yaml``: the practice's name, country and clock, and what takes the place of what an earlier version had."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from frontdesk.addresses import is_country
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.topic import Topic
from frontdesk.problems import did_you_mean

_CORRECTION_WINDOW = timedelta(minutes=5)
"""What holds when a ruleset does not say (domain.md 1.6)."""

_COUNTRY = "US"


def read_label(section: Section, folder: str) -> str:
    """Read how the practice is called on paper; without a label, as its *folder* is."""
    return section.text("label", folder.replace("-", " ").capitalize())


def read_country(section: Section) -> str:
    """Read the practice's country, in which a number without a country's code is; the United States by default."""
    country = section.text("country", _COUNTRY)
    if is_country(country):
        return country
    node = section.node("country")
    hint = "write the two letters of ISO 3166, such as US, CA or GB"
    section.diagnostics.error(node.where if node else section.where, "T010", f"no country is called '{country}'", hint)
    return _COUNTRY


def read_time_zone(section: Section) -> str:
    """Read the name of the practice's time zone, which must exist; UTC when it does not."""
    name = section.text("time_zone", "UTC")
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        node = section.node("time_zone")
        hint = did_you_mean(name, available_timezones()) or "write one such as America/New_York"
        section.diagnostics.error(
            node.where if node else section.where, "T010", f"no time zone is called '{name}'", hint
        )
        return "UTC"
    return name


def read_correction_window(section: Section) -> timedelta:
    """Read for how long a choice of staff can be taken back before anything follows from it."""
    window = section.duration("correction_window")
    return _CORRECTION_WINDOW if window is None else window


TOPIC = Topic("ruleset")
