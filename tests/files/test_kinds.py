"""What a file is, and what it is instead of a table."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from files.opened import refusal
from frontdesk.files import FileError, FileKind
from frontdesk.files.kinds import kind_of

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"name,cell\n", FileKind.TEXT),
        (b"[Riverside] patients\nname,cell\n", FileKind.TEXT),
        (b"BEGIN:VCARD\r\n", FileKind.CARDS),
        ("BEGIN:VCARD\r\n".encode("utf-16"), FileKind.CARDS),
        (b"\xef\xbb\xbfbegin:vcalendar\r\n", FileKind.CALENDAR),
    ],
)
def test_what_is_read_is_known_by_how_it_begins(beginning: bytes, kind: FileKind, tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_bytes(beginning)
    assert kind_of(tmp_path / "people.txt") is kind


@pytest.mark.parametrize(
    ("name", "beginning", "told"),
    [
        ("a.pdf", b"%PDF-1.7\n", "a.pdf is a PDF, which has no columns to read; export the list as CSV"),
        ("a.xls", OLD_OFFICE, "a.xls is a workbook of an old Excel (.xls); open it and save it as a workbook (.xlsx)"),
        ("a.xlsx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx is locked with a password; open"),
        ("a.xls", b"<html><body><table>", "a.xls is a page of the web, whatever its name says; open it and save it"),
        ("a.xls", b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "a.xls is a workbook of an old Excel (XML); open it and save it"),
        ("a.xml", b'<?xml version="1.0"?><ClinicalDocument>', "a.xml is XML, which is not read. Records of an EMR"),
        ("a.json", b'{"resourceType":"Patient"}', "a.json is FHIR, which is not read. Records of an EMR come in with"),
        ("a.json", b'[\n  {"name": 1}]', "a.json is JSON, which is not read. Records of an EMR come in with"),
        ("a.hl7", b"MSH|^~\\&|EMR|PT\r", "a.hl7 is an HL7 message. Records of an EMR come in with 'frontdesk sync'"),
        ("frontdesk.db", b"SQLite format 3\0", "frontdesk.db is a database, such as a practice's store; name the file"),
        ("ruleset.yaml", b"name: ours\n", "ruleset.yaml is YAML, such as a practice's rules; name the file that was"),
        ("a.csv.gz", b"\x1f\x8b\x08", "a.csv.gz is packed (gzip); unpack it, and name the file inside"),
        ("a.png", b"\x89PNG\r\n", "a.png is a picture; export the list"),
        ("~$a.xlsx", b"\x08Reception", "~$a.xlsx is what Excel leaves beside 'a.xlsx' while that is open"),
        ("a.csv", b"", "a.csv is empty: its first line must name the columns"),
        ("a.csv", b" \r\n\r\n", "a.csv is empty: its first line must name the columns"),
        ("a.xlsx", b"PK\x03\x04\x14\0", "a.xlsx was not saved or sent whole; export it again"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_cause_and_what_to_do(
    name: str, beginning: bytes, told: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, beginning, name=name).startswith(told)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["xl/workbook.bin"], "a.zip is a binary workbook (.xlsb); open it and save it as a workbook (.xlsx)"),
        (["mimetype", "content.xml"], "a.zip is a workbook of OpenDocument (.ods); open it and save it"),
        (
            ["Index/Document.iwa"],
            "a.zip is a workbook of Numbers; export it from there as CSV or as a workbook (.xlsx)",
        ),
        (["word/document.xml"], "a.zip is a document of Word; export the list as CSV"),
        (["people.csv"], "a.zip is packed (zip); unpack it, and name the file inside"),
    ],
)
def test_an_archive_is_told_by_what_is_in_it(parts: list[str], told: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    with pytest.raises(FileError) as error:
        kind_of(tmp_path / "a.zip")
    assert str(error.value).startswith(told)


def test_a_folder_a_pipe_and_a_file_that_is_not_there_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, told in (
        ("", "is a folder; name one file in it"),
        ("pipe", "is no file that can be read twice; save what comes out of it as a file first"),
        ("people.csv", "does not exist"),
        ("x" * 300, "cannot be read: File name too long"),
    ):
        with pytest.raises(FileError, match=told):
            kind_of(tmp_path / name)


@contextmanager
def as_somebody_who_may_read_nothing() -> Iterator[None]:
    """Root may read everything, so that a test that runs as root becomes nobody for a moment."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_a_file_that_may_not_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name\n")
    (tmp_path / "people.csv").chmod(0)
    with (
        as_somebody_who_may_read_nothing(),
        pytest.raises(FileError, match=r"people\.csv may not be read: another program has it open"),
    ):
        kind_of(tmp_path / "people.csv")


def test_a_workbook_that_says_it_is_of_a_later_kind_of_archive_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    whole = bytearray(file.read_bytes())
    needed = whole.index(b"PK\x01\x02") + 6  # what version a reader needs (APPNOTE.TXT 4.3.12)
    whole[needed] = 174
    file.write_bytes(whole)
    with pytest.raises(FileError, match="was not saved or sent whole; export it again"):
        kind_of(file)
