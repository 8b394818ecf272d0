"""Words of the language that nobody needs, as data: what each adds to which file, and who asks for it.

One file a kind of word in ``words/``. What is added is exact text behind exact text, so an addition that no longer fits
is known before anything is run. Knows no tool and changes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

FOLDER = Path(__file__).parent / "words"
MYPY = "mypy"
"""Who asks for what the type checker finds missing; everything else is asked for by a test."""
ENGINE = "engine/frontdesk/"


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that is added behind the one place where ``after`` stands; a new file is added ``after`` nothing."""

    text: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A file that a word touches, and what it adds there.

    ``does`` tells a newcomer what the file is to the word; ``asked_by`` is who names it when it is forgotten.
    """

    file: str
    edits: tuple[Edit, ...]
    does: str = ""
    asked_by: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the word brings the file."""
        return not any(edit.after for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Word:
    """A new word of one kind: where it is declared, what must follow elsewhere, and a test that it works."""

    name: str
    """What its kind is called in a command."""
    kind: str
    word: str
    goal: int
    """How many files of the engine it may touch."""
    before: int
    """How many files of the engine such a word touched before the tables of words were gathered (decision 0018)."""
    declaration: Place
    mends: tuple[Place, ...]
    tests: tuple[str, ...]
    """The fast tests that compare what there is of this kind with schemas, pages and samples."""
    proof: str
    only: str = ""
    """Which of these tests can say anything of the word, as pytest's ``-k`` takes it; all when empty."""

    @property
    def asking(self) -> tuple[str, ...]:
        """What pytest is to run to ask what is missing."""
        return (*self.tests, *(("-k", self.only) if self.only else ()))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that the word touches, its declaration first."""
        return (self.declaration, *self.mends)

    @property
    def in_engine(self) -> tuple[Place, ...]:
        """Those of the engine."""
        return tuple(place for place in self.places if place.file.startswith(ENGINE))

    @property
    def beside(self) -> tuple[Place, ...]:
        """Those of the schemas and pages."""
        return tuple(place for place in self.places if place.file.startswith(("schemas/", "docs/")))


def read_words(folder: Path = FOLDER) -> tuple[Word, ...]:
    """Return the word of each kind, those that touch most first."""
    words = (_word(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))) for file in folder.glob("*.toml"))
    return tuple(sorted(words, key=lambda word: (-word.before, word.kind)))


def _word(name: str, said: Mapping[str, Any]) -> Word:
    return Word(
        name,
        said["kind"],
        said["word"],
        said["goal"],
        said["before"],
        _place(said["declaration"]),
        tuple(map(_place, said.get("mends", ()))),
        tuple(said["tests"]),
        said["proof"]["text"],
        said.get("only", ""),
    )


def _place(said: Mapping[str, Any]) -> Place:
    edits = tuple(Edit(**edit) for edit in said["edits"])
    return Place(said["file"], edits, said.get("does", ""), said.get("asked_by", ""))


def misfits(words: Iterable[Word], root: Path) -> Iterator[str]:
    """What of *words* no longer fits the files below *root*, one sentence each."""
    for word in words:
        for place in word.places:
            file = root / PurePosixPath(place.file)
            if place.is_new:
                if file.exists():
                    yield f"{word.kind}: {place.file} would be new, and is there already"
            elif not file.is_file():
                yield f"{word.kind}: {place.file} is not there any more"
            else:
                text = file.read_text(encoding="utf-8")
                yield from (
                    f"{word.kind}: {place.file} has {text.count(edit.after)} times, not once: {edit.after.strip()}"
                    for edit in place.edits
                    if text.count(edit.after) != 1
                )


HEADING = "| to add | places | in `engine/frontdesk` | beside |\n|---|---|---|---|\n"
"""What the table of CONTRIBUTING.md begins with."""


def row(word: Word) -> str:
    """The row of CONTRIBUTING.md that promises how many places a word of this kind touches."""
    engine = ", ".join(f"`{place.file.removeprefix(ENGINE)}` ({place.does})" for place in word.in_engine)
    beside = ", ".join(f"`{place.file}`" for place in word.beside) or "nothing"
    return f"| {word.kind} | {len(word.in_engine)} | {engine} | {beside} |"


def promises(contributing: str) -> list[str]:
    """The rows of the table in CONTRIBUTING.md."""
    _, _, table = contributing.partition(HEADING)
    return table.split("\n\n")[0].splitlines()


def promised(contributing: str) -> dict[str, int]:
    """How many files of the engine each kind of word may touch, as CONTRIBUTING.md says."""
    cells = (line.strip("| ").split(" | ") for line in promises(contributing))
    return {kind: int(number) for kind, number, *_ in cells}
