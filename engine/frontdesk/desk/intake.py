"""Taking over contact preferences from an EMR: its words become ours as ``preferences.yaml`` says (domain.md 4.8).

A wish to be left alone ends only by a word that says so: silence, a column that is not there and a word that nobody
listed do not (47 CFR 64.1200(a)(10): any reasonable means of refusing counts). What is said of people and visits that
are not on file is kept in the EMR's words until they are, so that moving on in the export loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from frontdesk.desk import consents
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import PreferencesChanged
from frontdesk.hookspecs import PreferenceChange, PreferenceSource, Settings
from frontdesk.journal import PreferencesSynced
from frontdesk.model import Ruleset
from frontdesk.names import DO_NOT_CONTACT, NOT_SENT, Consent, ConsentSource, ContactId
from frontdesk.plugins import read_changes
from frontdesk.problems import counted, did_you_mean
from frontdesk.records import Appointment, Contact, Preference
from frontdesk.tables.values import moments_meant


@dataclass(frozen=True, slots=True)
class Synced:
    """How many preferences changed, of whom some are kept because they are not on file, and what was not understood."""

    changed: int
    unchanged: int
    kept: tuple[str, ...]
    not_understood: tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """What is told of the changes read so far."""

    changed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    read_as_refusals: dict[str, int] = field(default_factory=dict)
    """Words about Do Not Contact that nobody listed, and of how many patients."""

    def of_patient(self, change: PreferenceChange, words: str) -> None:
        """Tell what was not understood of a change."""
        self.not_understood.append(f"patient {change.reference}: {words}")


def sync_preferences(act: Act, source: PreferenceSource, settings: Settings | None = None) -> Synced:
    """Apply what *source* reports since the last time; what it says of nobody on file is kept until they are.

    Raises PluginError, RulesChangedError, StoreError; then nothing was taken over, and the next time reads it again.
    """
    cursor_name = f"{source.name} as {_meaning(act.ruleset)}"
    report = read_changes(source, settings or {}, act.store.cursor(cursor_name))
    told = _Told()
    with act.deciding():
        for change in report.changes:
            if isinstance(change, PreferenceChange):
                _take_over(act, change, told)
        if left := sum(not isinstance(change, PreferenceChange) for change in report.changes):
            cause = f"{counted(left, 'change')} of patients or appointments: this version takes over preferences only"
            told.not_understood.append(cause)
        for word, patients in told.read_as_refusals.items():
            act.store.add_notice(None, act.now, _read_as_a_refusal(word, patients))
        act.store.set_cursor(cursor_name, report.cursor)
        said = PreferencesSynced(source.name, told.changed, told.unchanged, len(told.not_understood), len(told.kept))
        act.record(None, said)
    return Synced(told.changed, told.unchanged, tuple(told.kept), tuple(told.not_understood))


def claim(act: Act, contact: ContactId) -> int:
    """Apply to *contact*, who is on file now, what was said of them and their visits before; returns how many changes.

    Inside the caller's transaction. What is said of a visit that is still not on file stays kept.
    """
    reference = act.store.contact(contact).reference
    applied, told = 0, _Told()
    for visit, said in act.store.unclaimed(reference).items() if reference else ():
        changes = _read(said)
        if visit and _visit(act, act.store.contact(contact), changes[-1]) is None:
            continue
        act.store.claim(reference, visit)
        for change in changes:
            applied += _apply(act, contact, change, told)
    for word in told.read_as_refusals:
        act.store.add_notice(contact, act.now, _read_as_a_refusal(word, 1))
    return applied


def _meaning(ruleset: Ruleset) -> str:
    """What the EMR's words mean, as a short name: where they mean something else, all of them are read again."""
    said = json.dumps(asdict(ruleset.emr), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _take_over(act: Act, change: PreferenceChange, told: _Told) -> None:
    if change.at and not _moments(act, change):
        told.of_patient(change, f"'{change.at}' is no time of an appointment; write it like 2026-03-05 10:00")
        return
    contact = act.store.contact_with_reference(change.reference)
    if contact is None or (_of_a_visit(change) and _visit(act, contact, change) is None):
        _keep(act, change)
        visit = _of_a_visit(change)
        told.kept.append(f"{change.reference} (appointment {visit})" if visit else change.reference)
    elif _apply(act, contact.id, change, told):
        told.changed += 1
    else:
        told.unchanged += 1


def _keep(act: Act, change: PreferenceChange) -> None:
    """Keep a change as it was said, behind those before it: what one leaves open, an earlier one may have said."""
    kept = act.store.unclaimed(change.reference).get(_of_a_visit(change), "[]")
    before = [one for one in _read(kept) if one != change]
    said = json.dumps([asdict(one) for one in (*before, change)])
    act.store.keep_unclaimed(change.reference, _of_a_visit(change), said)


def _read(kept: str) -> list[PreferenceChange]:
    return [PreferenceChange(**said) for said in json.loads(kept)]


def _of_a_visit(change: PreferenceChange) -> str:
    """The visit that a change is about, as the EMR names it; empty when it is about none."""
    return change.at or change.appointment


def _apply(act: Act, contact: ContactId, change: PreferenceChange, told: _Told) -> bool:
    """Apply one change to whom it is about, who is on file, and say whether it changed anything."""
    record = settled_if_due(act, contact)
    words = _Words(act, change, told)
    consent = words.read("consent", change.consent, act.ruleset.emr.consent)
    changed = _store_consent(act, record, Consent(consent), change, told) if consent else False
    if _of_a_visit(change):
        changed |= _store_for_visit(act, record, change, words)
    elif (preference := words.preference(record.emr)) != record.emr:
        act.store.save_contact(replace(record, emr=preference))
        changed = True
    if changed:
        happen(act, contact, PreferencesChanged())
    return changed


@dataclass(frozen=True, slots=True)
class _Words:
    """The EMR's words of one change, read by the ruleset's lists."""

    act: Act
    change: PreferenceChange
    told: _Told

    def preference(self, before: Preference) -> Preference:
        """What is preferred now, when *before* was until this change."""
        return Preference(self._number(before), self._method(before), self._refuses(before))

    def read(self, what: str, word: str | None, known: Mapping[str, str]) -> str:
        """What *word* means; empty when it means nothing here, which is told where a word is there."""
        if word is None or not word.strip():
            return ""
        meaning = known.get(word.strip().casefold(), "")
        if not meaning:
            self._tell(what, word, known, "treated as not sent")
        return meaning

    def _number(self, before: Preference) -> str:
        if self.change.number is None:
            return before.number
        return self.read("number", self.change.number, self.act.ruleset.emr.number) or NOT_SENT

    def _method(self, before: Preference) -> str:
        if self.change.method is None:
            return before.method
        silent = DO_NOT_CONTACT if before.method == DO_NOT_CONTACT else NOT_SENT
        return self.read("method", self.change.method, self.act.ruleset.emr.method) or silent

    def _refuses(self, before: Preference) -> bool:
        """Whether the column for Do Not Contact says so; a word that nobody listed does, until somebody lists it."""
        word, known = self.change.do_not_contact, self.act.ruleset.emr.do_not_contact
        if word is None or not word.strip():
            return before.do_not_contact
        meaning = known.get(word.strip().casefold())
        if meaning is None:
            self._tell("do_not_contact", word, known, "it counts as Do Not Contact until it is")
            self.told.read_as_refusals[word] = self.told.read_as_refusals.get(word, 0) + 1
        return meaning != "no"

    def _tell(self, what: str, word: str, known: Mapping[str, str], outcome: str) -> None:
        hint = did_you_mean(word.casefold(), known)
        cause = f"{what} '{word}' is not listed under emr in preferences.yaml; {outcome}"
        self.told.of_patient(self.change, f"{cause} ({hint})" if hint else cause)


def _read_as_a_refusal(word: str, patients: int) -> str:
    cause = f"the EMR says do_not_contact '{word}' for {counted(patients, 'patient')}, and nobody said what that means"
    return f"{cause}: they count as Do Not Contact until '{word}' is listed under emr in preferences.yaml"


def _store_consent(act: Act, contact: Contact, value: Consent, change: PreferenceChange, told: _Told) -> bool:
    """Record the EMR's word for what a keyword counts for, and say whether anything changed by it."""
    meant = [act.ruleset.channels[channel] for channel in act.ruleset.consent.counts_for]
    where, lines = consents.places(contact, meant), list(act.ruleset.lines)
    before = [consents.recorded(act, address) for address, _ in where]
    stands = consents.write(act, contact.id, where, lines, consents.ConsentSaid(value, ConsentSource.EMR))
    if stands:
        who = consents.recorded_by(stands[0])
        told.of_patient(change, f"{who} that they refuse, so they stay opted out")
    return before != [consents.recorded(act, address) for address, _ in where]


def _store_for_visit(act: Act, contact: Contact, change: PreferenceChange, words: _Words) -> bool:
    visit = _visit(act, contact, change)
    if visit is None or (preference := words.preference(visit.preference)) == visit.preference:
        return False
    act.store.save_appointment(replace(visit, preference=preference))
    return True


def _visit(act: Act, contact: Contact, change: PreferenceChange) -> Appointment | None:
    """The appointment of *contact* that a change is about, by its time where one is given, or ``None``."""
    visits = act.store.appointments(contact.id)
    if change.at:
        meant = _moments(act, change)
        return next((one for one in visits if one.at in meant), None)
    return next((one for one in visits if one.reference == change.appointment), None)


def _moments(act: Act, change: PreferenceChange) -> tuple[datetime, ...]:
    """The time that a change names, on the practice's clock unless it names a zone; none when it names none.

    They are two in the hour that is there twice: whichever has the visit is meant.
    """
    try:
        return moments_meant(change.at, act.ruleset.zone)
    except ValueError:
        return ()
