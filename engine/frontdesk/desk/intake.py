"""How the EMR says that people want to be reached: its words become ours as ``preferences.yaml`` says (domain.md 4.8).

A wish to be left alone ends only by a word that says so: silence, a column that is not there and a word that nobody
listed do not (47 CFR 64.1200(a)(10): any reasonable means of refusing counts). A word on consent, or on Do Not Contact,
that nobody listed counts as a refusal until somebody does. What is said of people and visits that
are not on file is kept in the EMR's words until they are, so that moving on in the export loses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontdesk.desk import consents, unclaimed
from frontdesk.desk.consents import ConsentSaid
from frontdesk.desk.finding import named
from frontdesk.desk.following import happen
from frontdesk.desk.others_refusals import agreeing, not_theirs, whose
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.desk.unlisted import read_as_a_refusal
from frontdesk.desk.whose import named_instead
from frontdesk.events import PreferencesChanged
from frontdesk.hookspecs import PreferenceChange
from frontdesk.model import Ruleset
from frontdesk.model.by_hand import HandPreferences
from frontdesk.names import DO_NOT_CONTACT, NOT_SENT, Consent, ConsentSource, ContactId, PhoneKind
from frontdesk.problems import did_you_mean
from frontdesk.records import Appointment, Contact, Preference
from frontdesk.strangers import MOST_IN_A_NAME, on_one_line, tidied
from frontdesk.tables.values import moments_meant

_OUR_CONSENT: Mapping[str, str] = {str(one): str(one) for one in (Consent.OPTED_IN, Consent.OPTED_OUT)}
_OUR_REFUSAL: Mapping[str, str] = {"yes": "yes", "no": "no"}
"""Our own words, which a file's mapping may say; what the practice lists comes before them."""


@dataclass(slots=True)
class Told:
    """What is told of the changes read so far: how many changed anything, whom they are kept for, what was unclear."""

    people: int = 0
    added: int = 0
    """How many of the people are on file only since then."""
    visits: int = 0
    new_visits: int = 0
    """How many of the visits are on file only since then."""
    about: str = ""
    """The visit that was told of last: whose it is, and when it was before."""
    changes: list[str] = field(default_factory=list)
    """What is so now of visits and wishes that were on file before, and what was."""
    preferences: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    """What the source says once more, although the practice has said something else since."""
    read_as_refusals: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Words on ``do_not_contact`` or ``consent`` that nobody listed, each after the column: of how many patients."""
    unknown_states: Counter[str] = field(default_factory=Counter)
    """Words about what has become of a visit that nobody listed, and of how many visits."""

    @property
    def left_open(self) -> int:
        """How many changes did not come to somebody as they were said: kept, not understood, or different here."""
        return len(self.kept) + len(self.not_understood) + len(self.differing)

    def of_patient(self, reference: str, words: str) -> None:
        """Tell what was not understood of a patient."""
        self.not_understood.append(f"patient {reference}: {words}")

    def of_visit(self, reference: str, words: str) -> None:
        """Tell what was not understood of a visit."""
        self.not_understood.append(f"appointment {reference}: {words}")

    def of_difference(self, reference: str, words: str) -> None:
        """Tell of what is one thing there and another here, and is right in one place only."""
        self.differing.append(f"{reference}: {words}; put it right there, or here")


def take_over(act: Act, change: PreferenceChange, told: Told) -> None:
    """Apply what a source says of how somebody wants to be reached; of nobody on file it is kept until they are."""
    if change.at and not moments(act, change.at):
        told.of_patient(change.reference, f"'{change.at}' is no time of an appointment; write it like 2026-03-05 10:00")
        return
    contact = act.store.contact_with_reference(change.reference)
    if contact is None or (_of_a_visit(change) and _visit(act, contact, change) is None):
        visit = _of_a_visit(change)
        _Words(act, change, told).tell_what_is_not_listed()
        unclaimed.keep(act, change.reference, visit, change)
        told.kept.append(f"{change.reference} (appointment {visit})" if visit else change.reference)
    elif _apply(act, contact.id, change, told):
        told.preferences += 1
    else:
        told.unchanged += 1


def only_refusals(act: Act, change: PreferenceChange) -> PreferenceChange | None:
    """What of a change refuses, which counts even where the rest is not believed; ``None`` where nothing does."""
    words, nothing = _Words(act, change, Told()), Preference()
    said, wished = words.consent(), words.preference(nothing)
    consent = change.consent if said is not None and said.value is Consent.OPTED_OUT else None
    method = change.method if wished.method == DO_NOT_CONTACT else None
    do_not_contact = change.do_not_contact if wished.do_not_contact else None
    if not (consent or method or do_not_contact):
        return None
    return replace(change, number=None, method=method, do_not_contact=do_not_contact, consent=consent)


def not_preferred(ruleset: Ruleset) -> list[str]:
    """Our own words for a number or a method that mean nothing here, as nothing that is listed is of their meaning."""
    understood = {*_our_words(ruleset, "number"), *_our_words(ruleset, "method")}
    return [str(one) for one in (*PhoneKind, *ruleset.channels) if one.casefold() not in understood]


def _our_words(ruleset: Ruleset, what: str) -> dict[str, str]:
    """Our own words for a ``number`` or a ``method``: those that can be preferred here at all (domain.md 4.7).

    Where the practice lists words, they are those that a listed word means, and those that staff may prefer by hand.
    Do Not Contact always says what it says.
    """
    words: tuple[str, ...] = tuple(PhoneKind) if what == "number" else tuple(ruleset.channels)
    listed = {*(ruleset.emr.number if what == "number" else ruleset.emr.method).values()}
    by_hand = ruleset.part(HandPreferences).by_hand
    ours = [str(one) for one in words if not listed or one in listed or not by_hand.refusal(what, one)]
    return {one.casefold(): one for one in (ours if what == "number" else [*ours, DO_NOT_CONTACT])}


def claim(act: Act, contact: ContactId) -> int:
    """Apply to *contact*, who is on file now, how they and their visits are to be reached; returns how many changes.

    Inside the caller's transaction. What is said of a visit that is still not on file stays kept.
    """
    applied, told, reference = 0, Told(), act.store.contact(contact).reference
    persons = unclaimed.unclaimed(act, reference, unclaimed.PersonSaid)
    for visit, changes in unclaimed.unclaimed(act, reference, PreferenceChange).items():
        if visit and _visit(act, act.store.contact(contact), changes[-1]) is None:
            continue
        unclaimed.claim(act, reference, visit, PreferenceChange)
        if other := named_instead(act, contact, persons.get(visit, [])):
            act.store.add_notice(contact, act.now, _of_another(act, contact, other))
        for change in changes:
            counts = only_refusals(act, change) if other else change
            applied += counts is not None and _apply(act, contact, counts, told)
    for what, word in told.read_as_refusals:
        act.store.add_notice(contact, act.now, read_as_a_refusal(what, word, 1))
    return applied


def moments(act: Act, written: str) -> tuple[datetime, ...]:
    """The time that is written, on the practice's clock unless it names a zone; none when there is no such time.

    They are two in the hour that is there twice.
    """
    try:
        return moments_meant(written, act.ruleset.zone)
    except ValueError:
        return ()


def _of_another(act: Act, contact: ContactId, other: str) -> str:
    who = named(act.store.contact(contact))
    kept = f"the wishes that were kept for reference '{act.store.contact(contact).reference}' name '{other}'"
    return f"{kept}, and {who} has it: only what they refuse counts; ask, and note the rest by hand"


def _of_a_visit(change: PreferenceChange) -> str:
    """The visit that a change is about, as the EMR names it; empty when it is about none."""
    return change.at or change.appointment


def _apply(act: Act, contact: ContactId, change: PreferenceChange, told: Told) -> bool:
    """Apply one change to whom it is about, who is on file, and say whether it changed anything."""
    record = settled_if_due(act, contact)
    words = _Words(act, change, told)
    said = words.consent()
    changed = _store_consent(act, record, said, change, told) if said else False
    if _of_a_visit(change):
        changed |= _store_for_visit(act, record, change, words)
    elif (preference := words.preference(record.emr)) != record.emr:
        told.changes += _what_differs(record.emr, preference)
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
    told: Told

    def preference(self, before: Preference) -> Preference:
        """What is preferred now, when *before* was until this change."""
        number, method = self._number(before), self._method(before)
        return replace(before, number=number, method=method, do_not_contact=self._refuses(before))

    def tell_what_is_not_listed(self) -> None:
        """Tell which words nobody listed, of somebody who is not on file: later nobody would."""
        self.consent()
        self.preference(Preference())

    def consent(self) -> ConsentSaid | None:
        """What is said of consent, or ``None``; beside a refusal that a word is read as stands that word."""
        word, known = self.change.consent, {**_OUR_CONSENT, **self.act.ruleset.emr.consent}
        if word is None or not word.strip():
            return None
        written = on_one_line(tidied(word))[:MOST_IN_A_NAME]
        meaning = known.get(word.strip().casefold())
        if meaning is None:
            self._tell_refusal("consent", word, known, "it counts as opted out until it is")
            return ConsentSaid(Consent.OPTED_OUT, ConsentSource.EMR, words=written)
        return ConsentSaid(Consent(meaning), ConsentSource.EMR, words=written if meaning == Consent.UNKNOWN else "")

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
        known = {**_our_words(self.act.ruleset, "number"), **self.act.ruleset.emr.number}
        return self.read("number", self.change.number, known) or NOT_SENT

    def _method(self, before: Preference) -> str:
        if self.change.method is None:
            return before.method
        silent = DO_NOT_CONTACT if before.method == DO_NOT_CONTACT else NOT_SENT
        known = {**_our_words(self.act.ruleset, "method"), **self.act.ruleset.emr.method}
        return self.read("method", self.change.method, known) or silent

    def _refuses(self, before: Preference) -> bool:
        """Whether the column for Do Not Contact says so; a word that nobody listed does, until somebody lists it."""
        word, known = self.change.do_not_contact, {**_OUR_REFUSAL, **self.act.ruleset.emr.do_not_contact}
        if word is None or not word.strip():
            return before.do_not_contact
        meaning = known.get(word.strip().casefold())
        if meaning is None:
            self._tell_refusal("do_not_contact", word, known, "it counts as Do Not Contact until it is")
        return meaning != "no"

    def _tell_refusal(self, what: str, word: str, known: Mapping[str, str], outcome: str) -> None:
        self._tell(what, word, known, outcome)
        self.told.read_as_refusals[what, word] += 1

    def _tell(self, what: str, word: str, known: Mapping[str, str], outcome: str) -> None:
        hint = did_you_mean(word.casefold(), known)
        cause = f"{what} '{word}' is not listed under emr in preferences.yaml; {outcome}"
        self.told.of_patient(self.change.reference, f"{cause} ({hint})" if hint else cause)


def _store_consent(act: Act, contact: Contact, said: ConsentSaid, change: PreferenceChange, told: Told) -> bool:
    """Record the EMR's word for what a keyword counts for, and say whether anything changed by it.

    A word that says nothing ends a refusal that the same word was read as, before it was listed, and no other; one that
    agrees ends none of somebody else who has the address.
    """
    meant = [act.ruleset.channels[channel] for channel in act.ruleset.consent.counts_for]
    where = agreeing(act, contact, meant) if said.value is Consent.OPTED_IN else consents.places(contact, meant)
    lines = list(act.ruleset.lines)
    if said.value is Consent.UNKNOWN:
        where = [place for place in where if _was_read_as_refusal(act, place, said.words)]
        said = replace(said, words="")
    before = [consents.recorded(act, address) for address, _ in where]
    spares = not_theirs(act, contact, contact) if said.value is Consent.OPTED_IN else ()
    stands = consents.write(act, contact.id, where, lines, said, spares=spares)
    if any(one in spares for one in stands):
        who = whose(act, contact.id, stands)
        told.of_patient(change.reference, f"a refusal stands for their number, {who}, so they stay opted out")
    elif stands:
        who = consents.recorded_by(stands[0])
        told.of_patient(change.reference, f"{who} that they refuse, so they stay opted out")
    changed = before != [consents.recorded(act, address) for address, _ in where]
    if changed:
        told.changes.append(f"consent {said.value}")
    return changed


def _what_differs(before: Preference, now: Preference) -> list[str]:
    """What is wished now and was wished before, in the words of a file."""
    was, is_so = (
        {
            "preferred_number": one.number.replace("_", " "),
            "preferred_method": one.method.replace("_", " "),
            "do_not_contact": "yes" if one.do_not_contact else "no",
        }
        for one in (before, now)
    )
    return [f"{name} {is_so[name]}, was {said}" for name, said in was.items() if said != is_so[name]]


def _was_read_as_refusal(act: Act, place: consents.Place, word: str) -> bool:
    address, channel = place
    return any(
        (one.channel, one.value, one.source, one.words) == (channel, Consent.OPTED_OUT, ConsentSource.EMR, word)
        for one in consents.recorded(act, address)
    )


def _store_for_visit(act: Act, contact: Contact, change: PreferenceChange, words: _Words) -> bool:
    visit = _visit(act, contact, change)
    if visit is None or (preference := words.preference(visit.preference)) == visit.preference:
        return False
    words.told.changes += _what_differs(visit.preference, preference)
    act.store.save_appointment(replace(visit, preference=preference))
    return True


def _visit(act: Act, contact: Contact, change: PreferenceChange) -> Appointment | None:
    """The appointment of *contact* that a change is about, by its time where one is given, or ``None``."""
    visits = act.store.appointments(contact.id)
    if change.at:
        meant = moments(act, change.at)
        return next((one for one in visits if one.at in meant), None)
    return next((one for one in visits if one.reference == change.appointment), None)
