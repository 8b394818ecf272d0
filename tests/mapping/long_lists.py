"""A list longer than what an import looks up at once, of people who are made up, as Open Dental writes its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mapping.known import Export, export, table

_GIVEN = "Ada Ben Cleo Dan Eve Finn Gail Hana Ivo Jun Kai Lea Mia Noa Ora Pia Quin Rio Sam Tea Uma Vic Wes Xia Yan Zoe"
_FAMILY = (
    "Fern Lake Moss Reed Hill Wood Park Stone Price Field Winter Rivers Brook Dale Marsh Heath Glen Vale Ford Shaw "
    "O'Neil Smith-Okoye Núñez Åberg Szabó Costa Rossi Müller Kim Li Haddad Adler Stern Quill Grün Tran Vogel Romano Lê "
    "Sokolov Costa-Lima Noël Weiß Peña"
)
_AREAS = ("202", "212", "213", "215", "216", "217", "301", "302", "303", "304", "305", "312")


def a_long_list(folder: Path, *, with_references: bool) -> Export:
    """A file of 1,100 people, each with a name, a number and a mailbox of their own, and who is in it."""
    heading = ["PatNum", "LName", "FName", "WirelessPhone", "Email", "Birthdate"]
    rows = [row if with_references else ["", *row[1:]] for row in itertools.islice(_rows(), 1_100)]
    file = folder / "long.csv"
    file.write_text("".join(f"{','.join(row)}\n" for row in (heading, *rows)), encoding="utf-8")
    made = replace(export("opendental"), name="long", file=file, people=())
    _, *cells = table(made)
    people = (made.says(heading, row) for row in cells)
    return replace(made, people=tuple(person for person in people if person))


def _rows() -> Iterator[Sequence[str]]:
    for number, (given, family) in enumerate(itertools.product(_GIVEN.split(), _FAMILY.split())):
        phone = f"({_AREAS[number // 100]})555-01{number % 100:02}"
        born = f"{1 + number % 12:02}/{1 + number % 28:02}/{1940 + number % 60}"
        yield [str(1_000 + number), family, given, phone, f"person{number}@example.com", born]
