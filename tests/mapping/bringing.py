"""Files brought in as the command does it, and what is on file afterwards, in the words in which people are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from frontdesk.desk import Act, Practice, adopt
from frontdesk.desk.consents import recorded
from frontdesk.desk.importing import FileWish, ImportRefusedError, import_file
from frontdesk.desk.taking import NOT_IN, Wish
from frontdesk.file_words import RowOutcome
from frontdesk.files import FileError
from frontdesk.keeping import Store
from frontdesk.mapping import HeadingError
from frontdesk.model.mappings import FileForm, FileMapping, Mappings
from frontdesk.names import Covers, LineType, PhoneKind
from frontdesk.records import Contact
from frontdesk.testing import Memory, MemoryStore
from mapping.judging import Brought
from mapping.known import Export, Person
from support import MONDAY, load_ruleset

_CONSENTS = {
    ("text", Covers.ALL): "text",
    ("text", Covers.MARKETING): "text_marketing",
    ("email", Covers.ALL): "email_consent",
    ("email", Covers.MARKETING): "email_marketing",
}
RULES = load_ruleset("default")


def a_new_practice(store: Callable[[], Store] = lambda: MemoryStore(Memory())) -> Practice:
    """A practice by the default rules in which nobody is on file."""
    practice = Practice(RULES, store())
    adopt(Act(practice, MONDAY))
    return practice


def shipped(name: str) -> FileMapping:
    """The shipped mapping of that name."""
    return RULES.part(Mappings).mapping(name)


def bring(
    practice: Practice, said: Export, file: Path, mapping: FileMapping | None = None, *, update: bool = False
) -> Brought:
    """Import *file* by *mapping*, else by the shipped one of its export, and look at what came of it."""
    form = FileForm(encoding=said.encoding) if said.asks_encoding else FileForm()
    act = Act(practice, MONDAY)
    try:
        told = import_file(act, file, mapping or shipped(said.mapping), Wish(file.name, update=update), FileWish(form))
    except (ImportRefusedError, FileError, HeadingError) as error:
        return Brought(on_file(practice, said), rejects=_beside(file), refused=str(error))
    aside = [(row.line, "; ".join(row.said)) for row in told.rows if row.outcome in (*NOT_IN, RowOutcome.LEFT_OUT)]
    return Brought(on_file(practice, said), aside, _beside(file), told=(*told.said, *told.columns))


def _beside(file: Path) -> str:
    """The letters of the files of rows set aside, which are then out of the way."""
    written = ""
    for left in sorted(file.parent.glob(f"{file.stem}.rejected*")):
        written += left.read_text(encoding="utf-8")
        left.unlink()
    return written


def on_file(practice: Practice, said: Export) -> Sequence[Person]:
    """Everybody who is on file, by our number, or every visit, as the people of an export are listed."""
    store = practice.store
    if said.of_visits:
        return [
            {"name": contact.name, "visit": f"{visit.at.astimezone(ZoneInfo('America/New_York')):%Y-%m-%d %H:%M}"}
            for contact in store.all_contacts()
            for visit in store.appointments(contact.id)
        ]
    return [_person(practice, contact) for contact in store.all_contacts()]


def _person(practice: Practice, contact: Contact) -> Person:
    notes = " ".join(note.text for note in practice.store.notes(contact.id))
    told = {
        **{str(kind): phone.number for kind, phone in contact.phones.items()},
        **{f"{kind}_type": phone.line_type for kind, phone in contact.phones.items()},
        **{"name": contact.name, "given": contact.given, "family": contact.family, "salutation": contact.salutation},
        **{"reference": contact.reference, "email": contact.email, "zone": contact.zone, "region": contact.region},
        **{"born": contact.born.isoformat() if contact.born else "", "note": notes},
        "refuses": "yes" if contact.facesheet.refuses or contact.emr.refuses else "",
        "status": "" if contact.settled == practice.ruleset.initial else contact.settled,
        **_consents(Act(practice, MONDAY), contact),
    }
    return {field: text for field, text in told.items() if text not in ("", LineType.UNKNOWN)}


def _consents(act: Act, contact: Contact) -> dict[str, str]:
    """What is recorded of the number that a text goes to first, and of the mailbox."""
    numbers = [contact.phones[kind].number for kind in PhoneKind if kind in contact.phones]
    addresses = [*numbers[:1], *([contact.email] if contact.email else [])]
    said = [one for address in addresses for one in recorded(act, address)]
    return {named: one.value for one in said if (named := _CONSENTS.get((one.channel, one.covers)))}
