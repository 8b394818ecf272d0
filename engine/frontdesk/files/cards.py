"""Cards of an address book (vCard 2.1, 3.0 and 4.0): each is a row under the headings of our own fields of a contact.

A number or mailbox more than a row has room for goes into the note. A category or a property of a program's own that
says that somebody refuses is the refusal; other categories are noted, and what is not read is said by its name. A
broken card keeps beside its fault what can be read of it. Knows nothing of what becomes of a row.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.files.components import Component, components
from frontdesk.files.encodings import Encoding, encoding_of, reading
from frontdesk.files.extras import extra
from frontdesk.files.lines import Lines
from frontdesk.files.refusals import refused
from frontdesk.files.rows import FileRow, FileRows
from frontdesk.model.mappings import FileForm
from frontdesk.strangers import on_one_line

if TYPE_CHECKING:
    from vobject.base import ContentLine

HEADING = (
    *("first name", "last name", "salutation", "name", "cell", "home", "work", "email", "born", "note"),
    *("region", "reference", "do_not_contact", "text_consent", "call_consent", "email_consent"),
)
_READ = frozenset(
    {
        *("BEGIN", "END", "VERSION", "KIND", "N", "FN", "TEL", "EMAIL", "BDAY", "ADR", "UID", "NOTE", "CATEGORIES"),
        "DEATHDATE",
        *("X-ABLABEL", "PRODID", "REV", "SOURCE", "CLIENTPIDMAP", "X-ABUID", "X-ABADR", "X-ADDRESSBOOKSERVER-KIND"),
    }
)
"""The properties that are read, and those that say nothing of a person."""
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Z][A-Z-]*)[;:]", re.IGNORECASE | re.ASCII)
_KNOWN = frozenset(
    {
        *("NICKNAME", "PHOTO", "ANNIVERSARY", "GENDER", "LANG", "IMPP", "TZ", "GEO", "TITLE", "ROLE", "LOGO", "ORG"),
        *("MEMBER", "RELATED", "SOUND", "URL", "KEY", "FBURL", "CALADRURI", "CALURI", "DEATHPLACE", "BIRTHPLACE"),
        *("HOBBY", "INTEREST", "EXPERTISE"),
    }
)
"""Properties of a card (RFC 6350, 6; RFC 6474; RFC 6715) that are not read; those of programs begin with ``X-``."""
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("cell", "mobile", "iphone", "text"), "cell"),
    **dict.fromkeys(("work", "office"), "work"),
    **dict.fromkeys(("home",), "home"),
}
"""What a type or a label of a number says, in the order in which we believe them: a mobile phone of the work is one."""
_NO_CALLS = frozenset({"fax", "pager", "modem", "bbs", "textphone"})
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_BORN = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?", re.ASCII)
_ESCAPED = re.compile(r"\\(.)")
_BETWEEN_PARTS = re.compile(r"(?<!\\);")
_BETWEEN_VALUES = re.compile(r"(?<!\\),")
_REGION = 4
_AT_ONCE = 1_000
_PLACE = re.compile(r"^At line \d+: ")
"""How the library begins what it says: with a line counted from the beginning of the card."""
WHAT = "cards of an address book"
_NO_YEAR = "1604"
"""What Apple writes for a birthday whose year nobody knows."""
_OWN = "X-"
_ANY = "an answer"
"""An answer that is neither yes nor no."""
_OF_NOBODY = frozenset({"mycontacts", "starred"})
"""Categories that Google gives to everybody."""


@contextmanager
def card_rows(path: Path, form: FileForm, headings: Collection[str]) -> Iterator[FileRows]:
    """The cards of a file as rows. Raises FileError."""
    extra("vobject", WHAT)
    encoding = encoding_of(path, form.encoding)
    said = [
        "cards of an address book: names, numbers, mailboxes, birthdays, states, notes, categories and UIDs are read"
    ]
    if names := _not_read(path, encoding):
        said.append(f"of the cards these are not read: {', '.join(names)}")
    with reading(path, encoding) as file:
        rows = map(_row, components(Lines(path.name, file), "VCARD"))
        yield FileRows(HEADING, 1, rows, (*said, *((encoding.said,) if encoding.said else ())), [])


def _not_read(path: Path, encoding: Encoding) -> list[str]:
    """The properties of the cards that are not read, by their names, each once; those that may refuse are read."""
    found: dict[str, None] = {}
    with reading(path, encoding) as file:
        lines = Lines(path.name, file)
        while block := lines.block(_AT_ONCE):
            names = (known[1].upper() for line in block if (known := _PROPERTY.match(line)))
            found |= dict.fromkeys(name for name in names if name in _KNOWN or name.startswith(_OWN))
            lines.advance(len(block))
    return [name for name in found if name not in _READ and not refused(name.removeprefix(_OWN), _ANY)]


def _row(component: Component) -> FileRow:
    """A card as a row; of one that is broken, what can be read stands beside the fault, so that its refusals count."""
    whole, fault = component.text, component.fault
    cells: dict[str, str] | None = {}
    try:
        lines, broken = _lines(whole)
        fault = fault or next(iter(broken.values()), "")
        cells = _cells(lines, list(broken))
    except Exception as error:  # a card that is wrong in a way of its own makes the library raise anything
        fault = fault or _in_words(error)
    if cells is None and not fault:
        return FileRow(component.line, (whole,), "this card is a group of others, and nobody")
    told = f"this card cannot be read: {fault}" if fault else ""
    if fault and not (cells and any(text for heading, text in cells.items() if heading != "note")):
        return FileRow(component.line, (whole,), told)
    return FileRow(component.line, tuple((cells or {}).get(heading, "") for heading in HEADING), told)


def _in_words(error: Exception) -> str:
    return on_one_line(_PLACE.sub("", str(error))) or type(error).__name__


def _lines(card: str) -> tuple[dict[str, list[ContentLine]], dict[str, str]]:
    """The lines of a card by what they tell, and each that cannot be read with why; unfolded, their values as they are.

    What the library makes of a value ends at its first comma, where a card leaves out the backslash before it.
    """
    base = extra("vobject.base", WHAT)
    lines: dict[str, list[ContentLine]] = {}
    broken: dict[str, str] = {}
    for text, number in base.getLogicalLines(io.StringIO(card), allowQP=True):
        try:
            line = base.textLineToContentLine(text, number)
        except Exception as error:  # as of the whole card
            broken[text] = _in_words(error)
        else:
            lines.setdefault(line.name.upper(), []).append(line)
    return lines, broken


def _cells(lines: Mapping[str, list[ContentLine]], broken: Sequence[str]) -> dict[str, str] | None:
    """What a card says, by heading; ``None`` for one that is nobody's. *broken* lines are noted, and may refuse."""
    if any(_plain(line).casefold() == "group" for line in lines.get("KIND", [])):
        return None
    cells: dict[str, str] = {}
    notes: list[str] = []
    _name(lines, cells, notes)
    labels = {line.group: _label(_plain(line)) for line in lines.get("X-ABLABEL", []) if line.group}
    for line in sorted(lines.get("TEL", []), key=_is_less_preferred):
        _number(line, labels.get(line.group, ""), cells, notes)
    for line in sorted(lines.get("EMAIL", []), key=_is_less_preferred):
        mailbox = _plain(line).removeprefix("mailto:")
        if cells.setdefault("email", mailbox) != mailbox:
            notes.append(f"e-mail: {mailbox}")
    for line in lines.get("BDAY", []):
        found = _BORN.fullmatch(_plain(line))
        if found and found[1] != _NO_YEAR:
            cells.setdefault("born", "-".join(found.groups()))
        else:
            notes.append(f"birthday: {_plain(line)}")
    cells["region"] = next((region for line in lines.get("ADR", []) if (region := _parts(line)[_REGION])), "")
    cells["reference"] = next((_plain(line).removeprefix("urn:uuid:") for line in lines.get("UID", [])), "")
    _refusals(lines, cells, notes)
    for text in broken:
        cells.update({name: said for word in _words_of(text) for name, said in refused(word, "yes").items()})
        notes.append(f"not read: {on_one_line(text)}")
    cells["note"] = " / ".join([*(_plain(line) for line in lines.get("NOTE", [])), *notes])
    return cells


def _refusals(lines: Mapping[str, list[ContentLine]], cells: dict[str, str], notes: list[str]) -> None:
    """What categories and properties of a program's own refuse, and a day of death; other categories are noted."""
    words = [word for line in lines.get("CATEGORIES", []) for word in _listed(line)]
    others = []
    for word in words:
        if found := refused(word, "yes"):
            cells.update(found)
        elif word and word.casefold() not in _OF_NOBODY:
            others.append(word)
    if "DEATHDATE" in lines:
        cells["do_not_contact"] = "yes"
    notes += [f"categories: {', '.join(others)}"] if others else []
    for name in lines:
        for text in map(_plain, lines[name] if name.startswith(_OWN) and name not in _READ else ()):
            cells.update(refused(name.removeprefix(_OWN), text))


def _words_of(broken: str) -> list[str]:
    """What a line that cannot be read may say: its words between commas, with what stands first and without."""
    return [word.strip() for text in (broken, *broken.split(None, 1)[1:]) for word in text.split(",")]


def _name(lines: Mapping[str, list[ContentLine]], cells: dict[str, str], notes: list[str]) -> None:
    """The name by its parts, and whole where the two are one; what somebody calls them besides goes into the notes."""
    for line in lines.get("N", [])[:1]:
        cells["last name"], cells["first name"], _, cells["salutation"], *_ = _parts(line)
    words = {*cells.get("first name", "").casefold().split(), *cells.get("last name", "").casefold().split()}
    for whole in (_plain(line) for line in lines.get("FN", [])):
        if whole and (not words or words & set(whole.casefold().replace(",", " ").split())):
            cells.setdefault("name", whole)
        elif whole:
            notes.append(f"called {whole}")


def _number(line: ContentLine, label: str, cells: dict[str, str], notes: list[str]) -> None:
    number = _plain(line).removeprefix("tel:").replace(";ext=", " ext ")
    types = {word.casefold() for words in line.params.get("TYPE", []) for word in words.split(",")}
    types |= {word.casefold() for word in line.singletonparams} | {label}
    if not number:
        return
    if types & _NO_CALLS:
        notes.append(f"{next(iter(types & _NO_CALLS))}: {number}")
        return
    # A number of no kind is one that is carried around, as nearly every number of an address book is.
    kinds = list(dict.fromkeys(kind for word, kind in _KINDS.items() if word in types)) or ["cell"]
    free = next((kind for kind in kinds if kind not in cells), None)
    if free:
        cells[free] = number
    elif number not in cells.values():
        notes.append(f"{kinds[0]}: {number}")


def _is_less_preferred(line: ContentLine) -> bool:
    words = {word.casefold() for words in line.params.get("TYPE", []) for word in words.split(",")}
    return not ("pref" in words or "PREF" in {word.upper() for word in line.singletonparams} or "PREF" in line.params)


def _label(text: str) -> str:
    found = _APPLE_LABEL.fullmatch(text)
    return (found[1] if found else text).casefold()


def _plain(line: ContentLine) -> str:
    """The value of a line as text on one line."""
    return " ".join(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], line.value).split())


def _listed(line: ContentLine) -> list[str]:
    """The values of a line that may have several."""
    return [" ".join(_ESCAPED.sub(r"\1", one).split()) for one in _BETWEEN_VALUES.split(line.value)]


def _parts(line: ContentLine) -> list[str]:
    """The seven parts of a value that has parts (RFC 6350, 6.2.2 and 6.3.1), blank where it has fewer."""
    parts = [" ".join(_ESCAPED.sub(r"\1", part.replace(",", " ")).split()) for part in _BETWEEN_PARTS.split(line.value)]
    return [*parts, *[""] * 7]
