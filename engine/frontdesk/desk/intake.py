"""Taking over contact preferences from an EMR: its words become ours as ``preferences.yaml`` says (domain.md 4.8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from frontdesk.desk import consents
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import PreferencesChanged
from frontdesk.facts import zone_of
from frontdesk.hookspecs import PreferenceChange, PreferenceSource, Settings
from frontdesk.journal import PreferencesSynced
from frontdesk.model import Ruleset
from frontdesk.names import DO_NOT_CONTACT, NOT_SENT, Consent
from frontdesk.plugins import read_changes
from frontdesk.problems import counted, did_you_mean
from frontdesk.records import Appointment, Contact, Preference
from frontdesk.tables.values import parse_moment


@dataclass(frozen=True, slots=True)
class Synced:
    """How many preferences changed, and what of the export was not understood, in words."""

    changed: int
    unchanged: int
    not_understood: tuple[str, ...]


def sync_preferences(act: Act, source: PreferenceSource, settings: Settings | None = None) -> Synced:
    """Apply what *source* reports since the last time; words that the ruleset does not know count as not sent."""
    cursor_name = f"{source.name} as {_meaning(act.ruleset)}"
    report = read_changes(source, settings or {}, act.store.cursor(cursor_name))
    changed = unchanged = 0
    unknown: list[str] = []
    with act.deciding():
        for change in report.changes:
            if not isinstance(change, PreferenceChange):
                continue
            applied = _apply(act, change, unknown)
            changed, unchanged = changed + (applied is True), unchanged + (applied is False)
        if left := sum(not isinstance(change, PreferenceChange) for change in report.changes):
            unknown.append(
                f"{counted(left, 'change')} of patients or appointments: this version takes over preferences only"
            )
        act.store.set_cursor(cursor_name, report.cursor)
        act.record(None, PreferencesSynced(source.name, changed, unchanged, len(unknown)))
    return Synced(changed, unchanged, tuple(unknown))


def _meaning(ruleset: Ruleset) -> str:
    """What the EMR's words mean, as a short name: where they mean something else, all of them are read again."""
    said = json.dumps(asdict(ruleset.emr), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _apply(act: Act, change: PreferenceChange, unknown: list[str]) -> bool | None:
    """Apply one change and say whether it changed anything; ``None`` when nobody here is meant."""
    contact = act.store.contact_with_reference(change.reference)
    if contact is None:
        unknown.append(f"patient {change.reference}: not on file here")
        return None
    contact = settled_if_due(act, contact.id)
    words = _Words(act, change, unknown)
    preference = words.preference()
    consent = words.read("consent", change.consent, act.ruleset.emr.consent, NOT_SENT)
    changed = _store_consent(act, contact, Consent(consent), unknown) if consent != NOT_SENT else False
    if change.appointment or change.at:
        changed |= _store_for_visit(act, contact, change, preference, unknown)
    elif preference != contact.emr:
        act.store.save_contact(replace(contact, emr=preference))
        changed = True
    if changed:
        happen(act, contact.id, PreferencesChanged())
    return changed


@dataclass(frozen=True, slots=True)
class _Words:
    """The EMR's words of one change, read by the ruleset's lists."""

    act: Act
    change: PreferenceChange
    unknown: list[str]

    def preference(self) -> Preference:
        emr = self.act.ruleset.emr
        method = self.read("method", self.change.method, emr.method, NOT_SENT)
        refused = self.read("do_not_contact", self.change.do_not_contact, emr.do_not_contact, "no") == "yes"
        number = self.read("number", self.change.number, emr.number, NOT_SENT)
        return Preference(number, method, refused or method == DO_NOT_CONTACT)

    def read(self, what: str, word: str, known: Mapping[str, str], silent: str) -> str:
        if not word.strip():
            return silent
        meaning = known.get(word.strip().casefold())
        if meaning is None:
            hint = did_you_mean(word.casefold(), known)
            self.unknown.append(
                f"patient {self.change.reference}: {what} '{word}' is not listed under emr in preferences.yaml; "
                f"treated as not sent{f' ({hint})' if hint else ''}"
            )
            return silent
        return meaning


def _store_consent(act: Act, contact: Contact, value: Consent, unknown: list[str]) -> bool:
    numbers, lines = contact.numbers, list(act.ruleset.lines)
    before = [act.store.consent(number, line) for number in numbers for line in lines]
    if consents.write(act, contact.id, numbers, lines, (value, "emr")):
        unknown.append(f"patient {contact.reference}: said stop themselves and stays opted out")
    return before != [act.store.consent(number, line) for number in numbers for line in lines]


def _store_for_visit(
    act: Act, contact: Contact, change: PreferenceChange, preference: Preference, unknown: list[str]
) -> bool:
    visit = _visit(act, contact, change)
    if visit is None:
        unknown.append(f"patient {change.reference}: no appointment {change.appointment or change.at} on file here")
        return False
    if visit.preference == preference:
        return False
    act.store.save_appointment(replace(visit, preference=preference))
    return True


def _visit(act: Act, contact: Contact, change: PreferenceChange) -> Appointment | None:
    """The appointment meant: by its time where one is given, on the practice's clock unless it names a zone."""
    visits = act.store.appointments(contact.id)
    try:
        at = parse_moment(change.at, zone_of(act.ruleset, contact)) if change.at else None
    except ValueError:
        return None
    if at is not None:
        return next((one for one in visits if one.at == at), None)
    return next((one for one in visits if one.reference == change.appointment), None)
