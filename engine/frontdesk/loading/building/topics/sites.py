"""``sites.yaml``: where the practice sees people."""

from __future__ import annotations

from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.building.topics.ruleset import read_time_zone
from frontdesk.model.sites import Site, Sites


def _sites(_: Symbols, section: Section) -> Sites:
    return Sites({name: _site(name, one) for name, one in section.named("sites", "site")})


def _site(name: str, section: Section) -> Site:
    zone = "" if section.node("time_zone") is None else read_time_zone(section)
    return Site(name, section.text("label", title(name)), section.text("address"), zone, section.where)


TOPIC = Topic("sites", defines=defined(Sites, "sites"), part=_sites)
