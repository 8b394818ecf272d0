"""States, territories and provinces of the United States and Canada, by name or code, and the clocks in them.

Codes are those of the mail (USPS Publication 28, Canada Post). Knows no hours: which region forbids what is a rule.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from frontdesk.problems import FrontdeskError, did_you_mean

_COUNTRIES = ("US", "CA")


class RegionError(FrontdeskError):
    """What was written is no state or province."""


class _Region(NamedTuple):
    name: str
    zones: tuple[str, ...]


def _at(name: str, *zones: str) -> _Region:
    return _Region(name, tuple(zone if zone.startswith("Pacific/") else f"America/{zone}" for zone in zones))


# Every zone in which anybody lives, the one of most people first: a clock that is left out is a message at night.
# Source: 49 CFR 71 for the United States, the time acts of the provinces for Canada, as the IANA database names them.
_REGIONS: Mapping[str, _Region] = MappingProxyType(
    {
        "AL": _at("Alabama", "Chicago", "New_York"),
        "AK": _at("Alaska", "Anchorage", "Adak"),
        "AZ": _at("Arizona", "Phoenix", "Denver"),
        "AR": _at("Arkansas", "Chicago"),
        "CA": _at("California", "Los_Angeles"),
        "CO": _at("Colorado", "Denver"),
        "CT": _at("Connecticut", "New_York"),
        "DE": _at("Delaware", "New_York"),
        "DC": _at("District of Columbia", "New_York"),
        "FL": _at("Florida", "New_York", "Chicago"),
        "GA": _at("Georgia", "New_York"),
        "HI": _at("Hawaii", "Pacific/Honolulu"),
        "ID": _at("Idaho", "Boise", "Los_Angeles"),
        "IL": _at("Illinois", "Chicago"),
        "IN": _at("Indiana", "Indiana/Indianapolis", "Chicago"),
        "IA": _at("Iowa", "Chicago"),
        "KS": _at("Kansas", "Chicago", "Denver"),
        "KY": _at("Kentucky", "New_York", "Chicago"),
        "LA": _at("Louisiana", "Chicago"),
        "ME": _at("Maine", "New_York"),
        "MD": _at("Maryland", "New_York"),
        "MA": _at("Massachusetts", "New_York"),
        "MI": _at("Michigan", "Detroit", "Menominee"),
        "MN": _at("Minnesota", "Chicago"),
        "MS": _at("Mississippi", "Chicago"),
        "MO": _at("Missouri", "Chicago"),
        "MT": _at("Montana", "Denver"),
        "NE": _at("Nebraska", "Chicago", "Denver"),
        "NV": _at("Nevada", "Los_Angeles", "Denver"),
        "NH": _at("New Hampshire", "New_York"),
        "NJ": _at("New Jersey", "New_York"),
        "NM": _at("New Mexico", "Denver"),
        "NY": _at("New York", "New_York"),
        "NC": _at("North Carolina", "New_York"),
        "ND": _at("North Dakota", "Chicago", "Denver"),
        "OH": _at("Ohio", "New_York"),
        "OK": _at("Oklahoma", "Chicago", "Denver"),
        "OR": _at("Oregon", "Los_Angeles", "Boise"),
        "PA": _at("Pennsylvania", "New_York"),
        "RI": _at("Rhode Island", "New_York"),
        "SC": _at("South Carolina", "New_York"),
        "SD": _at("South Dakota", "Chicago", "Denver"),
        "TN": _at("Tennessee", "Chicago", "New_York"),
        "TX": _at("Texas", "Chicago", "Denver"),
        "UT": _at("Utah", "Denver"),
        "VT": _at("Vermont", "New_York"),
        "VA": _at("Virginia", "New_York"),
        "WA": _at("Washington", "Los_Angeles"),
        "WV": _at("West Virginia", "New_York"),
        "WI": _at("Wisconsin", "Chicago"),
        "WY": _at("Wyoming", "Denver"),
        "AS": _at("American Samoa", "Pacific/Pago_Pago"),
        "GU": _at("Guam", "Pacific/Guam"),
        "MP": _at("Northern Mariana Islands", "Pacific/Saipan"),
        "PR": _at("Puerto Rico", "Puerto_Rico"),
        "VI": _at("Virgin Islands", "St_Thomas"),
        # Mail to the forces says nothing of where they are, so nothing of their clock.
        "AA": _at("Armed Forces Americas"),
        "AE": _at("Armed Forces Europe"),
        "AP": _at("Armed Forces Pacific"),
        "AB": _at("Alberta", "Edmonton"),
        "BC": _at("British Columbia", "Vancouver", "Edmonton", "Dawson_Creek", "Fort_Nelson", "Creston"),
        "MB": _at("Manitoba", "Winnipeg"),
        "NB": _at("New Brunswick", "Moncton"),
        "NL": _at("Newfoundland and Labrador", "St_Johns", "Goose_Bay"),
        "NS": _at("Nova Scotia", "Halifax"),
        "NT": _at("Northwest Territories", "Yellowknife", "Inuvik"),
        "NU": _at("Nunavut", "Iqaluit", "Rankin_Inlet", "Resolute", "Cambridge_Bay"),
        "ON": _at("Ontario", "Toronto", "Winnipeg", "Atikokan"),
        "PE": _at("Prince Edward Island", "Halifax"),
        "QC": _at("Quebec", "Toronto", "Halifax", "Blanc-Sablon"),
        "SK": _at("Saskatchewan", "Regina", "Swift_Current", "Edmonton"),
        "YT": _at("Yukon", "Whitehorse"),
    }
)
REGIONS = tuple(_REGIONS)
"""Every code, in the order of the list."""
_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "washington dc": "DC",
        "us virgin islands": "VI",
        "newfoundland": "NL",
        "labrador": "NL",
        "pq": "QC",
        "yukon territory": "YT",
    }
)


def has_regions(country: str) -> bool:
    """Whether the states or provinces of *country* are known; those of any other are free words."""
    return country in _COUNTRIES


def read_region(text: str, country: str) -> str:
    """Return the code of the state or province that *text* names or is: FL for ``Florida`` and for ``fl``.

    Of a country whose regions are not known it is *text* in large letters. Raises RegionError.
    """
    written = _folded(text)
    if not has_regions(country):
        return text.strip().upper()
    if written.upper() in _REGIONS:
        return written.upper()
    if code := _BY_NAME.get(written):
        return code
    hint = did_you_mean(written.title(), [one.name for one in _REGIONS.values()])
    meant = f"; {hint}" if hint else "; write its two letters, such as FL, or leave it empty"
    raise RegionError(f"'{text}' is no state or province of the United States or Canada{meant}")


def zones_of_region(region: str) -> tuple[str, ...]:
    """The time zones in which anybody in a region lives; none for one that is not known."""
    return _REGIONS[region].zones if region in _REGIONS else ()


def _folded(text: str) -> str:
    """A name without accents, dots and large letters: of ``Québec`` and ``N.Y.`` what is compared."""
    letters = unicodedata.normalize("NFKD", text.replace(".", "").replace(",", " ")).casefold()
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


_BY_NAME: Mapping[str, str] = MappingProxyType({**{_folded(one.name): code for code, one in _REGIONS.items()}, **_ALSO})
