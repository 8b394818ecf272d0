"""What the columns of other systems are called, and what each means here: one table, for whoever proposes a mapping.

The headings are those of practice systems, of systems that sales people use, and of address books, as their exports and
templates have them, and of German, Spanish and French lists those that can mean one thing only. A heading counts as a
whole, by its words: ``Mobile`` is never ``home`` because it looks alike.
Knows no cell: whether a column holds what its heading promises is asked where a mapping is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from frontdesk.file_words import FileOf

YES_AND_NO = (
    *(("yes", "no"), ("y", "n"), ("true", "false"), ("t", "f"), ("1", "0"), ("on", "off"), ("x", "")),
    *(("ja", "nein"), ("j", "n"), ("si", "no"), ("s\u00ed", "no"), ("oui", "non")),
)
"""What systems write for a yes and for a no, in small letters; a mark has no other side."""
AGREED_AND_REFUSED = (
    *(("opted_in", "opted_out"), ("opted in", "opted out"), ("opt in", "opt out"), ("in", "out")),
    *(("subscribed", "unsubscribed"), ("granted", "denied"), ("allowed", "not allowed")),
)
"""What they write besides where somebody agreed, and where somebody refused."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
"""A word of a heading: ``PatNum``, ``pat_num`` and ``Pat. Num`` have the same two."""
_SHORT = {
    **{"pat": "patient", "pt": "patient", "num": "number", "nr": "number", "appt": "appointment", "acct": "account"},
    **{"tel": "phone", "telephone": "phone", "ph": "phone", "hm": "home", "wk": "work", "addr": "address"},
}
"""Words that headings cut short."""
_WHOSE = frozenset({"patient", "client", "customer", "contact", "lead", "member", "person", "primary", "main"})
"""What may stand before a heading, and says no more than whom the whole file is about."""
_PLAIN = frozenset({"number", "numbers", "address", "addresses", "value"})
"""What may stand behind a heading, and says no more than that it is a number or an address."""

_OF_PEOPLE: Mapping[str, str] = {
    "name": "name, full name, patient name, client name, contact name, display name, customer name",
    "first name": "first name, first, given name, f name, fname, firstname, forename, preferred first name, "
    "vorname, primer nombre, prenom",
    "last name": "last name, last, family name, surname, l name, lname, lastname, "
    "nachname, familienname, apellido, apellidos, nom de famille",
    "salutation": "salutation, honorific, name prefix, prefix, courtesy title, anrede, civilite",
    "born": "date of birth, birth date, birthdate, dob, birthday, patient dob, born, d o b, "
    "geburtsdatum, geburtstag, fecha de nacimiento, fecha nacimiento, date de naissance",
    "language": "language, preferred language, primary language, lang",
    "cell": "cell, cell phone, cellphone, mobile, mobile phone, wireless, wireless phone, phone cell, phone mobile, "
    "mobile tel, cellular, cellular phone, text number, sms number, sms phone, mobilephone, cell no, "
    "mobil, handy, mobiltelefon, mobilnummer, handynummer, telefon mobil, "
    "celular, movil, telefono celular, telefono movil, phone portable, phone mobile",
    "home": "home, home phone, hm phone, phone home, home tel, home telephone, residence phone, homephone, "
    "telefon privat, phone privat, telefono de casa, telefono casa, phone domicile",
    "work": "work, work phone, wk phone, phone work, phone biz, business phone, office phone, work tel, workphone, "
    "telefon dienstlich, telefon geschaftlich, telefono del trabajo, telefono de trabajo, telefono trabajo, "
    "phone professionnel, phone travail",
    "email": "email, email address, email 1, email 1 value, mail, primary email, contact email, email 1 address, "
    "email adresse, correo electronico, correo, courriel, adresse email, adresse electronique",
    "zone": "time zone, timezone, iana time zone",
    "region": "state region, state province, state code, province, home state, home address state, mailing state",
    "preferred_number": "preferred phone, preferred number, best phone type, contact phone preference",
    "preferred_method": "preferred contact method, preferred method, contact preference, preferred communication",
    "note": "notes, note, comments, comment, memo, remarks, description, "
    "bemerkung, bemerkungen, notizen, notas, remarques",
    "reason": "lost reason, reason lost, closed lost reason",
    "follow_up": "follow up, follow up date, next follow up, next follow up date, callback date, call back date",
    "guardian": "guardian, guardian name, parent, parent name, parent guardian, responsible party name",
    "guardian_cell": "guardian phone, guardian mobile, guardian cell, parent phone, parent mobile, parent cell",
    "guardian_email": "guardian email, parent email",
    "partner": "partner, partner name, spouse, spouse name",
    "partner_cell": "partner phone, partner cell, partner mobile, spouse phone, spouse cell, spouse mobile",
    "partner_email": "partner email, spouse email",
}
"""For each field the headings that mean it, wherever somebody is told of; the first is preferred to those after it."""

_REFERENCE = (
    "patient id, patient number, patient no, pat num, patnum, pid, patient identifier, mrn, medical record number, "
    "chart number, chart no, chart id, client id, client number, client identifier, contact id, record id, "
    "customer id, external id, emr id, account number, account no, acct no, patientennummer, numero de paciente, "
    "numero de patient, reference, ref, key, uuid, id"
)
"""What names somebody in the system that the file comes from."""

_WHO = ("name", "first name", "last name", "born", "cell", "home", "work", "email")

_BY_KIND: Mapping[FileOf, Mapping[str, str]] = {
    FileOf.CONTACTS: {
        **_OF_PEOPLE,
        "reference": _REFERENCE,
        "cell_type": "phone 1 type, phone 1 label, phone type, cell phone type",
        "status": "status, lead status, patient status, pat status, contact status, stage, lead stage, pipeline stage",
    },
    FileOf.VISITS: {
        **{name: said for name, said in _OF_PEOPLE.items() if name in _WHO},
        "patient": _REFERENCE.removesuffix(", key, uuid, id"),
        "reference": "appointment id, appt id, appointment number, appt no, visit id, visit number, apt num, apt id, "
        "apt no, booking id, booking number, encounter id, event id, id",
        "at": "appointment date, appt date, apptdate, appointment date time, apt date time, appointment, visit date, "
        "date of service, start, starts at, start time, start date, date, date time, appointment time, appt time, "
        "appttime, visit time, time, day, hour",
        "state": "appointment status, appt status, visit status, status, state",
        "type": "appointment type, appt type, visit type, service, type, procedure, treatment, reason for visit, "
        "visit reason, appointment reason, appt reason, treatment type, procedures",
        "provider": "provider, practitioner, doctor, dentist, physician, therapist, hygienist, clinician, "
        "provider name, practitioner name, doctor name, dentist name, therapist name, appt provider, staff",
        "place": "place, location, site, clinic, office, facility, business, practice location, operatory, room, "
        "operatory name, room name, chair",
    },
    FileOf.CONSENTS: {
        **{name: said for name, said in _OF_PEOPLE.items() if name in _WHO},
        "patient": _REFERENCE,
        "channel": "channel, communication channel",
        "line": "line",
        "consent": "consent, consent status, status, subscription status, opt in status",
        "at": "at, date, consent date, time stamp, timestamp, date time",
        "words": "words, wording",
    },
    FileOf.PREFERENCES: {
        "patient": _REFERENCE,
        "appointment": "appointment, appointment id, appt id, visit id",
        "preferred_number": _OF_PEOPLE["preferred_number"],
        "preferred_method": _OF_PEOPLE["preferred_method"],
        "consent": "consent, text consent, sms consent",
    },
}

_A_PHONE = (
    "phone, telephone, tel, phone 1, phone 1 value, contact phone, best phone, primary phone, main phone, "
    "daytime phone, telefon, telefonnummer, telefono"
)
"""Headings of a number that say not which: a cell's, if no other column says so of itself."""
_ANOTHER_PHONE = (
    "other phone, additional phone, alternate phone, alt phone, second phone, secondary phone, phone 2, phone 2 value, "
    "evening phone"
)
_NO_CELL = "landline, landline phone, festnetz, telefon festnetz, telefono fijo, fijo, phone fixe, fixe"
"""Headings of a number that is no cell's, and says not whose: somebody's at home, if no other column says so."""
_A_STATE = "state"
"""What the mail calls a state, and some systems the stage in which somebody is: its cells say which."""

_AGREED: Mapping[str, str] = {
    "text_consent": "permission to send sms, sms permission, text permission, sms consent, text consent, "
    "consent to text, "
    "sms opt in, text opt in, opted in to sms, opted in to text, hipaa allowsms, hipaa allow sms, allow sms, "
    "allow text, "
    "allow texts, ok to text, okay to text, text ok, txt msg ok, can text, can sms, receive sms, receive texts, "
    "accepts sms",
    "call_consent": "call consent, consent to call, ok to call, okay to call, can call, phone consent, hipaa voice, "
    "allow calls, permission to call",
    "email_consent": "email consent, consent to email, email opt in, hipaa allowemail, hipaa allow email, allow email, "
    "ok to email, okay to email, can email, receive email, receive emails, permission to send email, accepts email",
    "text_marketing_consent": "accepted sms marketing, sms marketing, accepts sms marketing, sms marketing consent, "
    "text marketing, marketing sms opt in, text marketing consent",
    "call_marketing_consent": "accepted call marketing, call marketing consent",
    "email_marketing_consent": "accepted email marketing, email marketing, accepts email marketing, accepts marketing, "
    "email marketing consent, newsletter, marketing email opt in, marketing emails",
}
"""Columns in which a yes agrees to what a channel carries, and a no refuses it."""
_REFUSED: Mapping[str, str] = {
    "text_consent": "do not text, do not sms, no text, no texts, no sms, sms opt out, text opt out, opted out of sms, "
    "opted out of text, has opted out of sms, sms unsubscribed, stop sms",
    "call_consent": "do not call, no calls, call opt out, opted out of calls",
    "email_consent": "do not email, no email, no emails, email opt out, opted out of email, has opted out of email, "
    "unsubscribed from all email, email unsubscribed, unsubscribed",
    "do_not_contact": "do not contact, dnc, no contact, do not disturb, dnd, opt out, opted out, suspend reminders, "
    "suspend, stop reminders, no reminders, do not remind, do not solicit, deceased, is deceased, patient deceased",
}
"""Columns in which a yes refuses; a no says nothing, since nobody asked for anything by not refusing."""
_AGREED_TO_SOMETHING = (
    "opt in, opted in, consent, consented, consent given, permission, may contact, can contact, hipaa allow"
)
"""Columns that say not to what somebody agreed: a yes is too little to go by, and a no is a refusal of everything."""
_GONE = "deleted, is deleted, archived, is archived"
"""Columns in which a yes says that the row is none of the practice's any more."""
_THERE = "active, is active, active patient"
GONE_WORDS = frozenset({"deleted", "archived"})
"""Words of a status that say the same."""
REFUSING_WORDS = frozenset(
    {
        *("do not contact", "dnc", "no contact", "do not disturb", "dnd", "do not call or text"),
        *("opt out", "opted out", "opt-out", "unsubscribed", "deceased"),
    }
)
"""Words of a status, or of how somebody wants to be reached, that say that they do not want to be, or cannot be.

Of the dead as well: a row that is left out stops nothing, and whoever is on file would still be reminded.
"""

WORDS: Mapping[str, Mapping[str, str]] = {
    "language": {
        **{"english": "en", "spanish": "es", "french": "fr", "portuguese": "pt", "german": "de", "italian": "it"},
        **{"haitian creole": "ht", "vietnamese": "vi", "tagalog": "tl", "polish": "pl", "russian": "ru"},
        **{"arabic": "ar", "farsi": "fa", "hindi": "hi", "chinese": "zh", "japanese": "ja", "korean": "ko"},
    },
    "zone": {
        **dict.fromkeys(("eastern", "eastern time", "est", "edt", "et"), "America/New_York"),
        **dict.fromkeys(("central", "central time", "cst", "cdt", "ct"), "America/Chicago"),
        **dict.fromkeys(("mountain", "mountain time", "mst", "mdt", "mt"), "America/Denver"),
        **dict.fromkeys(("pacific", "pacific time", "pst", "pdt", "pt"), "America/Los_Angeles"),
    },
    "cell_type": {
        **dict.fromkeys(("mobile", "cell", "iphone", "wireless"), "text_enabled"),
        **dict.fromkeys(("home", "work", "main", "office", "business"), "landline"),
        **dict.fromkeys(("fax", "home fax", "work fax", "pager"), "invalid"),
        "other": "unknown",
    },
    "preferred_number": {
        **{"mobile": "cell", "mobile phone": "cell", "cell phone": "cell", "wireless": "cell"},
        **{"home phone": "home", "work phone": "work", "business": "work"},
    },
    "preferred_method": {
        **{"sms": "text", "text message": "text", "txt": "text"},
        **{"phone": "call", "phone call": "call", "voice": "call", "e-mail": "email"},
    },
    "state": {
        **dict.fromkeys(("scheduled", "unconfirmed"), "booked"),
        **dict.fromkeys(("canceled",), "cancelled"),
        **dict.fromkeys(("completed", "complete", "arrived", "checked out"), "kept"),
        **dict.fromkeys(("no show", "no-show", "did not arrive"), "missed"),
    },
}
"""What other systems call the words of our closed fields; ours are known besides."""

_PART_OR_WHOLE: Mapping[str, str] = {"nombre": "first name", "nombres": "first name", "nom": "last name"}
"""Headings of the whole name, unless the other part of it has a column of its own: then they are this part."""

_NOT_KEPT = (
    "company, company name, organization, organization name, account name, job title, department, tags, tag, labels, "
    "group membership, groups, categories, created, created date, created at, create date, date created, modified, "
    "last modified, last modified date, updated at, last activity, last activity date, last visit, next visit, "
    "street, street address, address, address 1, address 2, mailing address, home street, business street, city, "
    "home city, zip, zip code, postal code, postcode, country, country region, county, fax, business fax, website, "
    "gender, sex, middle name, middle initial, mi, middle, suffix, nickname, photo, owner, contact owner, lead owner, "
    "lead source, source, lifecycle stage, original source, insurance, insurance company, ssn, social security number, "
    "diagnosis, medications, allergies, balance, age, rating, priority, industry, family, guarantor, timestamp"
)
"""What other systems know of people and nothing here asks for."""
_NOT_KEPT_OF_A_VISIT = (
    "length, duration, minutes, length minutes, duration minutes, end, ends at, end time, end date, appointment end"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means: one of ``fields``, the likeliest first, or what a yes and a no in it say.

    Of two columns of the same meaning the one with the lower ``rank`` says it better. ``sure`` is false where the words
    leave something open, ``spare`` true for a number that counts where there is no other. ``leaves_out`` is the word,
    yes or no, of rows that are none of the practice's. One without any of these is nothing that is asked for here.
    """

    fields: tuple[str, ...] = ()
    sure: bool = True
    spare: bool = False
    rank: int = 0
    yes: Mapping[str, str] | None = None
    no: Mapping[str, str] = field(default_factory=dict)
    leaves_out: str = ""


def words_of(heading: str) -> str:
    """The words of a heading, in small letters without marks, none cut short: ``PatNum`` is ``Patient #``."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode() or heading
    words = [word.casefold() for word in _WORD.findall(plain.replace("#", " num "))]
    if len(words) > 1 and words[-1] == "no":
        words[-1] = "number"
    whole = " ".join(_SHORT.get(word, word) for word in words)
    return f" {whole} ".replace(" e mail ", " email ").strip()


def meaning_of(heading: str, of: FileOf) -> Meaning | None:
    """What *heading* means in a file that tells *of* something; ``None`` for one that is not known."""
    known, words = _known(of), words_of(heading)
    if words in known:
        return known[words]
    parts = words.split()
    shorter = parts[:-1] if len(parts) > 1 and parts[-1] in _PLAIN else parts
    for tried in (shorter, _behind_whom(parts), _behind_whom(shorter)):
        if (found := known.get(" ".join(tried))) and tried:
            return found
    return None


def known_headings() -> frozenset[str]:
    """Every heading that is known in any file, in small letters: by them the heading is found below a title."""
    return frozenset(
        words.replace(" ", between) for of in FileOf for words, _ in _meanings(of) for between in (" ", "", "_", "-")
    )


def kind_of(heading: Sequence[str]) -> FileOf:
    """What a file tells of, by its heading: visits, consents and preferences have columns that nothing else has.

    A day alone makes no visit, since people have days too: beside it, visits have with whom, where or what for.
    """
    words = {words_of(one) for one in heading}
    if words & _words(_DAY_OF_A_VISIT):
        return FileOf.VISITS
    if {"channel", "consent"} <= words:
        return FileOf.CONSENTS
    names = {"name", "first name", "last name"}
    told = {one for title in heading if (found := meaning_of(title, FileOf.CONTACTS)) for one in found.fields}
    asked = {"preferred_number", "preferred_method"}
    if told & asked and "reference" in told and not told & names:
        return FileOf.PREFERENCES
    if words & _words(_NUMBER_OF_A_VISIT) or (words & _words(_SOME_DAY) and words & _words(_BESIDE_A_DAY)):
        return FileOf.VISITS
    return FileOf.CONTACTS


_DAY_OF_A_VISIT = (
    "appointment date, appt date, apptdate, appointment date time, apt date time, appointment time, appt time, "
    "appttime, appointment start, appt start, visit date, visit time, appointment status, appt status, starts at"
)
"""Headings that a list of people does not have, and a list of visits does."""
_NUMBER_OF_A_VISIT = (
    "appointment id, appt id, appointment number, appt no, apt num, apt id, apt no, visit id, visit number, "
    "booking id, booking number, encounter id"
)
"""The same, but that wishes may be told of one visit as well."""
_SOME_DAY = "date, day, time, start, start date, start time, date time, date of service"
_BESIDE_A_DAY = (
    "provider, practitioner, doctor, dentist, physician, therapist, hygienist, clinician, provider name, "
    "practitioner name, doctor name, dentist name, therapist name, "
    "operatory, room, chair, treatment, procedure, reason for visit, visit reason, appointment reason, "
    "appointment type, appt type, visit type"
)
"""Headings that make a visit of a row which has a day of some kind."""


@cache
def _words(headings: str) -> frozenset[str]:
    return frozenset(map(words_of, _listed(headings)))


def _behind_whom(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _WHOSE else words


def _listed(headings: str) -> list[str]:
    return [one.strip() for one in headings.split(",")]


@cache
def _known(of: FileOf) -> Mapping[str, Meaning]:
    """Every heading that is known in a file of one kind, by its words."""
    known: dict[str, Meaning] = {}
    for words, meaning in _meanings(of):
        known.setdefault(words_of(words), meaning)
    return known


def _meanings(of: FileOf) -> Iterator[tuple[str, Meaning]]:
    """Each heading with what it means; what comes first counts."""
    if of in (FileOf.CONTACTS, FileOf.VISITS):
        number = "reference" if of is FileOf.CONTACTS else "patient"
        yield from ((words, Meaning(("name", number), sure=False)) for words in ("patient", "client", "customer"))
    yield from ((words_of(name), Meaning((name,))) for name in _BY_KIND[of])
    for name, headings in _BY_KIND[of].items():
        yield from ((words, Meaning((name,), rank=rank)) for rank, words in enumerate(_listed(headings), start=1))
    if of is not FileOf.PREFERENCES:
        yield from ((words, Meaning(("cell", "home", "work"), sure=False)) for words in _listed(_A_PHONE))
        yield from ((words, Meaning(("home", "work"), sure=False)) for words in _listed(_NO_CELL))
        yield from ((words, Meaning(("cell",), sure=False, spare=True, rank=1)) for words in _listed(_ANOTHER_PHONE))
        yield from ((words, Meaning((part, "name"), sure=False)) for words, part in _PART_OR_WHOLE.items())
    if of is FileOf.CONTACTS:
        yield "date of death", Meaning(yes={"do_not_contact": "yes"})
        yield _A_STATE, Meaning(("region", "status"), sure=False)
        yield "contact", Meaning(("contact", "name"), sure=False)
        yield "title", Meaning(("salutation",), sure=False)
        yield from _answers()
    elif of is FileOf.PREFERENCES:
        yield from ((words, Meaning(("do_not_contact",))) for words in _listed(_REFUSED["do_not_contact"]))
    if of is FileOf.VISITS:
        yield from ((words, Meaning()) for words in _listed(_NOT_KEPT_OF_A_VISIT))
    if of in (FileOf.CONTACTS, FileOf.VISITS):
        yield from ((words, Meaning()) for words in _listed(_NOT_KEPT))


def _answers() -> Iterator[tuple[str, Meaning]]:
    """The columns of a yes or a no."""
    for name, headings in _AGREED.items():
        for words in [words_of(name), *_listed(headings)]:
            yield words, Meaning(yes={name: "opted_in"}, no={name: "opted_out"})
    for name, headings in _REFUSED.items():
        refused = "yes" if name == "do_not_contact" else "opted_out"
        yield from ((words, Meaning(yes={name: refused})) for words in _listed(headings))
    for words in _listed(_AGREED_TO_SOMETHING):
        yield words, Meaning(yes={}, no={"do_not_contact": "yes"}, sure=False)
    yield from ((words, Meaning(leaves_out="yes")) for words in _listed(_GONE))
    yield from ((words, Meaning(leaves_out="no")) for words in _listed(_THERE))
