"""Sites: where a practice sees people, each on a clock of its own. Knows neither YAML nor who comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import named
from frontdesk.problems import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Site:
    """One site: its address as messages tell it, and its zone (IANA); empty where it keeps the practice's clock."""

    id: str
    label: str
    address: str = ""
    time_zone: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites, by name."""

    sites: Mapping[str, Site] = field(metadata=named("site"))
