"""``ruleset.yaml``: the practice's name, country, clock and languages, what it refuses, and what became of names."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from frontdesk.addresses import is_country
from frontdesk.loading.building.glossary import note_repeated
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic
from frontdesk.model.languages import Languages
from frontdesk.model.refused import RefusedProblems
from frontdesk.names import Language
from frontdesk.problems import CODES, Location, Severity, can_be_refused, did_you_mean, severity_of

_CORRECTION_WINDOW = timedelta(minutes=5)
"""What holds when a ruleset does not say (domain.md 1.6)."""

_COUNTRY = "US"
_NOT_REFUSED = {
    Severity.ERROR: "an error, which is refused anyway",
    Severity.NOTE: "a note, which only those are told who ask for notes",
}


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


def _languages(symbols: Symbols, section: Section) -> Languages:
    """Read the languages that the practice writes in; what is accepted here is what they are short of."""
    seen: dict[str, Location] = {}
    for written in section.words("languages"):
        if written.text in seen:
            note_repeated(written.where, written.text, "language", seen, section.diagnostics)
        seen.setdefault(written.text, written.where)
    place = section.place("languages")
    symbols.accept(Section(section.entries, "", place, section.diagnostics))
    return Languages(tuple(map(Language, seen)), place)


def _refused(_: Symbols, section: Section) -> RefusedProblems:
    """Read the warnings that are errors in this practice; what is an error everywhere is refused already (R019)."""
    places: dict[str, Location] = {}
    for written in section.words("refuse"):
        code, diagnostics = written.text, section.diagnostics
        if code in places:
            related = ((places[code], "the first is here"),)
            diagnostics.error(written.where, "R003", f"{code} is refused twice", "keep one of them", related)
        elif code not in CODES:
            hint = did_you_mean(code, CODES) or "'frontdesk explain' says which there are"
            diagnostics.error(written.where, "R001", f"no problem has the code '{code}'", hint)
        elif not can_be_refused(code):
            cause = f"{code} is {_NOT_REFUSED.get(severity_of(code), 'about what is on file, and not about the rules')}"
            diagnostics.error(written.where, "R019", cause, "take it out; what can be refused is a warning")
        else:
            places[code] = written.where
    return RefusedProblems(tuple(places), places)


TOPIC = Topic("ruleset", part=_languages, parts=(_refused,))
