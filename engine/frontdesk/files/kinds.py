"""What a file is, by how it begins: one of the forms that are read here, or what it is instead and what to do about it.

The name of a file says nothing for certain: a table of a web page is called .xls, and a workbook .csv. Reads the
beginning of a file, and of an archive its list.
"""

from __future__ import annotations

import re
import stat
import zipfile
from enum import StrEnum
from pathlib import Path

from frontdesk.files.rows import FileError

_BEGINNING = 4_096
_LOCK = "~$"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every file of old Office begins, and every one of new Office that has a password ([MS-CFB])."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "open it and save it as a workbook (.xlsx) or as 'CSV UTF-8'"
_EMR = "Records of an EMR come in with 'frontdesk sync'"
_REFUSED = (
    (b"%PDF-", "a PDF, which has no columns to read; export the list as CSV or as a workbook instead"),
    (b"SQLite format 3\0", "a database, such as a practice's store; name the file that was exported"),
    (b"\x1f\x8b", "packed (gzip); unpack it, and name the file inside"),
    (b"Rar!", "packed (RAR); unpack it, and name the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "packed (7z); unpack it, and name the file inside"),
    (b"\x89PNG", "a picture; export the list as CSV or as a workbook instead"),
    (b"\xff\xd8\xff", "a picture; export the list as CSV or as a workbook instead"),
    (b"{\\rtf", "a document of a word processor; export the list as CSV or as a workbook instead"),
    (b"MSH|", f"an HL7 message. {_EMR}; export the list as CSV for this"),
)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|table|head|meta|body)\b", re.IGNORECASE)
_SPREADSHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")


class FileKind(StrEnum):
    """The forms of files that are read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    CARDS = "cards"
    CALENDAR = "calendar"


def kind_of(path: Path) -> FileKind:
    """Which form the file at *path* has. Raises FileError with what it is instead, and what to do."""
    beginning = _beginning(path)
    if path.name.startswith(_LOCK):
        whole = path.name.removeprefix(_LOCK)
        raise FileError(f"{path.name} is what Excel leaves beside '{whole}' while that is open; name '{whole}'")
    if not beginning.strip():
        raise FileError(f"{path.name} is empty: its first line must name the columns")
    if beginning.startswith(b"PK\x03\x04"):
        return _archived(path)
    if beginning.startswith(_COMPOUND):
        raise FileError(f"{path.name} is {_compound(path)}")
    for mark, what in _REFUSED:
        if beginning.startswith(mark):
            raise FileError(f"{path.name} is {what}")
    # UTF-16 has a zero beside each letter, and a mark before the first.
    plain = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain[:11].upper() == b"BEGIN:VCARD":
        return FileKind.CARDS
    if plain[:15].upper() == b"BEGIN:VCALENDAR":
        return FileKind.CALENDAR
    if what := _written(path, plain):
        raise FileError(f"{path.name} is {what}")
    return FileKind.TEXT


def _beginning(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileError(f"{path.name or path} is a folder; name one file in it")
        if not stat.S_ISREG(mode):
            raise FileError(f"{path} is no file that can be read twice; save what comes out of it as a file first")
        with path.open("rb") as file:
            return file.read(_BEGINNING)
    except FileNotFoundError:
        raise FileError(f"{path} does not exist") from None
    except PermissionError:
        raise FileError(
            f"{path.name} may not be read: another program has it open, or it belongs to somebody else; "
            "close it there, or copy it"
        ) from None
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}") from None


def _archived(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileError(f"{path.name} was not saved or sent whole; export it again") from None
    if "xl/workbook.xml" in names:
        return FileKind.WORKBOOK
    if "xl/workbook.bin" in names:
        raise FileError(f"{path.name} is a binary workbook (.xlsb); {_SAVE}")
    if "content.xml" in names and "mimetype" in names:
        raise FileError(f"{path.name} is a workbook of OpenDocument (.ods); {_SAVE}")
    if any(name.endswith(".iwa") for name in names):
        raise FileError(f"{path.name} is a workbook of Numbers; export it from there as CSV or as a workbook (.xlsx)")
    if "word/document.xml" in names:
        raise FileError(f"{path.name} is a document of Word; export the list as CSV or as a workbook instead")
    raise FileError(f"{path.name} is packed (zip); unpack it, and name the file inside")


def _compound(path: Path) -> str:
    if _ENCRYPTED in path.read_bytes():
        return f"locked with a password; {_SAVE}, without one"
    return f"a workbook of an old Excel (.xls); {_SAVE}"


def _written(path: Path, plain: bytes) -> str:
    """What a text is that is no table: markup, records of an EMR, rules; empty for any other."""
    if _MARKUP.search(plain[:1_000]):
        return f"a page of the web, whatever its name says; {_SAVE}"
    if _SPREADSHEET_XML.search(plain):
        return f"a workbook of an old Excel (XML); {_SAVE}"
    if plain.startswith(b"<"):
        return f"XML, which is not read. {_EMR}; export the list as CSV or as a workbook"
    if plain.startswith((b"{", b"[")) and re.match(rb'[\[{]\s*(?:[\[{"\]}])', plain):
        is_fhir = b'"resourceType"' in plain
        return f"{'FHIR' if is_fhir else 'JSON'}, which is not read. {_EMR}; export the list as CSV or as a workbook"
    if path.suffix.lower() in (".yaml", ".yml"):
        return "YAML, such as a practice's rules; name the file that was exported"
    return ""
