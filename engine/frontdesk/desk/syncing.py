"""Taking over from an EMR what changed since the last time: who patients are, how to reach them, and their visits.

People come before their visits, and what is said of a visit's reminders after it, in whatever order the EMR says it;
what it says of one thing several times in a row counts once, as it is in the end. What it said before is no news.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from frontdesk.desk import emr_people, emr_visits, intake, unclaimed
from frontdesk.desk.adding import add_read
from frontdesk.desk.intake import Told
from frontdesk.desk.practice import Act
from frontdesk.desk.tellings import Memory
from frontdesk.desk.unlisted import tell_staff
from frontdesk.hookspecs import (
    AppointmentChange,
    PatientChange,
    PreferenceChange,
    PreferenceSource,
    Settings,
    SourceChange,
)
from frontdesk.journal import PreferencesSynced
from frontdesk.model import Ruleset
from frontdesk.names import ContactSource, EmrPeople
from frontdesk.plugins import read_changes


@dataclass(frozen=True, slots=True)
class Synced:
    """How many patients (of them ``added``), visits and preferences changed, and how many changes were none.

    Then of whom something is kept because they are not on file, what was not understood, and where EMR and practice
    say different things, in words.
    """

    people: int
    added: int
    visits: int
    preferences: int
    unchanged: int
    kept: tuple[str, ...]
    not_understood: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def changed(self) -> int:
        """How many changed of all three."""
        return self.people + self.visits + self.preferences


def sync(act: Act, source: PreferenceSource, settings: Settings | None = None) -> Synced:
    """Apply what *source* reports since the last time; what it says of nobody on file is kept until they are.

    The source says it, so the journal names it. Raises PluginError, RulesChangedError, StoreError; then nothing was
    taken over, and the next time reads it again.
    """
    meaning = _meaning(act.ruleset)
    cursor_name = f"{source.name} as {meaning}"
    report = read_changes(source, settings or {}, act.store.cursor(cursor_name))
    told, said = Told(not_understood=[*report.not_understood]), replace(act, by=source.name)
    with act.deciding():
        changes = _in_order(report.changes)
        memory = Memory(act, source.name, meaning, changes)
        for change in changes:
            _take_over_news(said, change, memory, told)
        tell_staff(act, told.read_as_refusals, told.unknown_states, len(report.not_understood))
        act.store.set_cursor(cursor_name, report.cursor)
        synced = _synced(told)
        entry = PreferencesSynced(
            source.name,
            synced.changed,
            synced.unchanged,
            len(synced.not_understood),
            len(synced.kept),
            synced.people,
            synced.visits,
        )
        memory.keep(act.record(None, entry))
    return synced


def _meaning(ruleset: Ruleset) -> str:
    """What the EMR's words mean, as a short name: where they mean something else, all of them are read again.

    Its word on consent is of every line, and of the channels of a keyword, and its hours are on the practice's clock.
    What cannot be preferred here is no word at all.
    """
    where = [*ruleset.lines], [*ruleset.consent.counts_for], ruleset.time_zone, ruleset.country
    said = json.dumps([asdict(ruleset.emr), *where, *intake.not_preferred(ruleset)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _synced(told: Told) -> Synced:
    return Synced(
        told.people,
        told.added,
        told.visits,
        told.preferences,
        told.unchanged,
        tuple(dict.fromkeys(told.kept)),
        tuple(told.not_understood),
        tuple(told.differing),
    )


def _in_order(changes: Iterable[SourceChange]) -> list[SourceChange]:
    """Patients, how they are to be reached, visits, and how for these: each patient and visit once."""
    patients: dict[str, PatientChange] = {}
    visits: dict[str, AppointmentChange] = {}
    of_patients, of_visits = list[PreferenceChange](), list[PreferenceChange]()
    for change in changes:
        match change:
            case PatientChange(reference):
                earlier = patients.get(reference)
                patients[reference] = unclaimed.together(earlier, change) if earlier else change
            case AppointmentChange(reference):
                before = visits.get(reference)
                visits[reference] = unclaimed.together(before, change) if before else change
            case PreferenceChange():
                (of_visits if change.at or change.appointment else of_patients).append(change)
    return [*patients.values(), *of_patients, *visits.values(), *of_visits]


def _take_over_news(act: Act, change: SourceChange, memory: Memory, told: Told) -> None:
    """Take over what *change* says anew; one that is told in words, or kept for later, is read again the next time."""
    if memory.is_no_news(change):
        told.unchanged += 1
        return
    before = told.left_open
    _take_over(act, memory.news_in(change), told)
    memory.was_read(change, is_open=told.left_open > before)


def _take_over(act: Act, change: SourceChange, told: Told) -> None:
    match change:
        case PatientChange():
            _take_over_patient(act, change, told)
        case AppointmentChange():
            emr_visits.take_over(act, change, told)
        case PreferenceChange():
            intake.take_over(act, change, told)


def _take_over_patient(act: Act, change: PatientChange, told: Told) -> None:
    if not change.reference.strip():
        told.of_patient("without a reference", "nobody can be known again by it")
    elif contact := act.store.contact_with_reference(change.reference):
        changed = emr_people.take_over(act, contact, change, told)
        told.people += changed
        told.unchanged += not changed
    elif not _added(act, change, told):
        unclaimed.keep(act, change.reference, "", change)
        if change != PatientChange(change.reference, active=False):  # who is not here is left alone as it is
            told.kept.append(change.reference)


def _added(act: Act, change: PatientChange, told: Told) -> bool:
    """Whether a patient whom only the EMR knew is on file now, with all that it said of them."""
    if act.ruleset.emr.people is not EmrPeople.ADD:
        return False
    for earlier in unclaimed.unclaimed(act, change.reference, PatientChange).get("", []):
        change = unclaimed.together(earlier, change)
    row = emr_people.read_new(act, change, told)
    if row is None:
        return False
    unclaimed.claim(act, change.reference, "", PatientChange)
    add_read(act, row, ContactSource.EMR)
    told.people += 1
    told.added += 1
    return True
