"""Twelve exports as other systems write them, and who is in each: what must be on file once it is imported.

``exports/NAME.yaml`` says of its file how it is written, what its columns mean, and everybody in it. What a row says is
read here a second time, by few lines that know nothing of the engine: so that a changed cell can be judged as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from python_calamine import load_workbook
from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("exports")
NAMES = sorted(file.stem for file in FOLDER.glob("*.yaml"))

Person = Mapping[str, str]
"""What is on file of somebody, by field; a field that says nothing is not there."""

_DAYS = {"year-month-day": "%Y-%m-%d", "month/day/year": "%m/%d/%Y", "day/month/year": "%d/%m/%Y"}
_PHONE = re.compile(r"(?:\+?1)?[-. ]?\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})(?:\.0)?")
_EMAIL = re.compile(r"[\w.+'=-]+@(?:[\w-]+\.)+[a-z]+")
_STATES = {"Ohio": "OH", "Kentucky": "KY", "West Virginia": "WV", "Indiana": "IN"}
_CODES = {*_STATES.values(), "NY", "IL", "CA", "CO", "NJ", "HI", "CT", "VT", "PA"}
_NAMES = ("salutation", "given", "family", "name")
_TITLES = ("Ms", "Mr", "Mrs", "Mx", "Dr")
CONSENTS = ("text", "text_marketing", "email_consent", "email_marketing")


@dataclass(frozen=True)
class Export:
    """One export: its file, how it is written, what its columns mean, and who is in it, in the order of its rows.

    It is read by the shipped ``mapping``, which may ignore whatever columns it does not know; and once the export that
    is named ``after`` has been, if it tells of visits.
    """

    name: str
    file: Path
    mapping: str
    after: str
    ignores_rest: bool
    encoding: str
    quotes: str
    dates: str
    columns: Mapping[str, Any]
    people: tuple[Person, ...]

    @property
    def of_visits(self) -> bool:
        """Whether it tells of visits, each by its hour and who comes."""
        return bool(self.after)

    @property
    def is_workbook(self) -> bool:
        return self.file.suffix == ".xlsx"

    @property
    def asks_encoding(self) -> bool:
        """Whether somebody must say how its letters are written: nothing in the file tells."""
        return self.encoding.startswith("windows")

    def says(self, heading: Sequence[str], cells: Sequence[str]) -> Person | None:
        """What a row says; ``None`` if it cannot be read for certain, and what no import makes if a part cannot."""
        told: dict[str, str] = {}
        columns = {title.casefold(): column for title, column in self.columns.items()}
        for title, cell in zip(heading, cells, strict=True):
            if (column := columns.get(title.strip().casefold())) and (text := " ".join(cell.split())):
                text = text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text  # harmless for a spreadsheet
                field, read = self._read(title.strip(), column, text)
                if read is None:
                    return None
                told[field] = read
        return whole(told, self.of_visits) if {"given", "family", "name"} & told.keys() else None

    def _read(self, title: str, column: Any, text: str) -> tuple[str, str | None]:
        """Which field a cell says, and what; a refusal that is not understood is a refusal."""
        if isinstance(column, str):
            other = f"{title}: {text}"
            return column, other if column == "other" else _read_field(column, text, _DAYS[self.dates])
        meant = column["values"].get(text, column.get("otherwise"))
        if meant is None:
            refused = {"refuses": "yes", **dict.fromkeys(CONSENTS, "opted_out")}
            return column["to"], refused.get(column["to"])
        return column["to"], meant


def _read_field(field: str, text: str, day: str) -> str | None:
    if field in ("cell", "home", "work"):
        number = _PHONE.fullmatch(text)
        return f"+1{''.join(number.groups())}" if number else None
    if field == "email":
        return text if _EMAIL.fullmatch(text) else None
    if field == "region":
        return _STATES.get(text, text if text in _CODES else None)
    if field == "zone":
        return text if text in available_timezones() else None
    if field == "day" and (short := re.fullmatch(r"(\d+/\d+/)(\d\d)", text)):
        text = f"{short[1]}20{short[2]}"
    if field in ("born", "day"):
        return _as(text, day, "%Y-%m-%d")
    if field == "hour":
        return _as(text, "%H:%M", "%H:%M")
    is_name = field in _NAMES
    return None if is_name and (re.search(r"[<>{}=|\\]|@\w+\.", text) or not re.search(r"[^\W\d_]", text)) else text


def _as(text: str, form: str, ours: str) -> str | None:
    try:
        return datetime.strptime(text, form).strftime(ours)
    except ValueError:
        return None


def whole(told: Mapping[str, str], is_visit: bool = False) -> Person:
    """A person with the whole name and what follows from the rest, as they are on file; or a visit, and whose it is."""
    person = {field: text for field, text in told.items() if text not in ("", "no", "nothing")}
    if person.get("given") in _TITLES:
        person.setdefault("salutation", person["given"])
        del person["given"]
    person.setdefault("name", f"{person.get('given', '')} {person.get('family', '')}".strip())
    if other := person.pop("other", ""):
        number = _read_field("cell", other.partition(": ")[2], "")
        person.update({"note": other} if "cell" in person else {"cell": number or "unreadable"})
    if "cell" not in person:
        person.pop("cell_type", "")
    if not {"cell", "home", "work"} & person.keys():
        person = {field: text for field, text in person.items() if field not in ("text", "text_marketing")}
    if "email" not in person:
        person = {field: text for field, text in person.items() if field not in ("email_consent", "email_marketing")}
    if is_visit:
        moment = person.get("visit") or f"{person.get('day', '')} {person.get('hour', '')}"
        return {"name": person["name"], "visit": moment}
    return person


@cache
def export(name: str) -> Export:
    """The export of that name, and who is in it."""
    said = YAML(typ="safe").load(FOLDER / f"{name}.yaml")
    return Export(
        name,
        FOLDER / said["file"],
        said["mapping"],
        said.get("after", ""),
        said.get("rest") == "ignore",
        said.get("encoding", "utf-8"),
        said.get("quotes", "where needed"),
        said.get("dates", "year-month-day"),
        said["columns"],
        tuple(whole(person, "after" in said) for person in said["people"]),
    )


def table(one: Export) -> list[list[str]]:
    """The cells of an export that nobody damaged, its heading first."""
    if one.is_workbook:
        sheet = load_workbook(one.file).get_sheet_by_index(0)
        return [[_cell(cell) for cell in row] for row in sheet.to_python()]
    text = text_of(one).removeprefix("sep=,\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(one), strict=True))


def text_of(one: Export) -> str:
    """The letters of an export, its lines ending in one way; a workbook has none."""
    encoding = {"utf-8": "utf-8-sig"}.get(one.encoding, one.encoding)
    return one.file.read_bytes().decode(encoding).replace("\r\n", "\n")


def delimiter(one: Export) -> str:
    """What stands between the cells of an export."""
    first = "" if one.is_workbook else text_of(one).removeprefix("sep=,\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _cell(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
