"""How many places a word touches, found out as a newcomer would: declare it, and do what the tools ask for.

A file counts only if a tool named it, and the word is done only when no tool names anything and the word works. Knows
the tools by what they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from places.planting import Named
from places.words import ENGINE, Place, Word

_SHOWN = 40
"""So many lines of what a tool says are enough to see what it is about."""


class Tree(Protocol):
    """A checkout in which words can be planted."""

    def add(self, place: Place) -> None:
        """Add what *place* says."""

    def files(self, places: Iterable[Place]) -> Mapping[str, bytes | None]:
        """What the files of *places* hold now."""

    def put_back(self, files: Mapping[str, bytes | None]) -> None:
        """Let files hold what they held."""

    def named(self, tests: Iterable[str]) -> Named:
        """What the tools name as wrong."""

    def proves(self, proof: str) -> Named:
        """What is wrong with the word itself."""


@dataclass(frozen=True, slots=True)
class Count:
    """What came of planting one word: the files that had to be touched, in the order in which they were named."""

    word: Word
    touched: tuple[str, ...]
    faults: tuple[str, ...] = ()

    @property
    def in_engine(self) -> int:
        """How many of them are the engine's."""
        return sum(file.startswith(ENGINE) for file in self.touched)


def out_of_order(words: Iterable[Word], tree: Tree) -> str:
    """What the tools name in *tree* before anything is planted; empty when nothing."""
    named = tree.named(dict.fromkeys(test for word in words for test in word.tests))
    return f"the tools name something before a word is planted:\n{_short(named)}" if named else ""


def count(word: Word, tree: Tree, *, each_forgotten: bool = False) -> Count:
    """Plant *word* in *tree*, mend what is asked for until nobody asks, and leave the tree as it was.

    With *each_forgotten* every place of the engine is then left out once, alone, and must be asked for again.
    """
    before = tree.files(word.places)
    try:
        counted = _planted(word, tree)
        if each_forgotten and not counted.faults:
            counted = replace(counted, faults=tuple(_unnoticed(word, tree, before)))
        return counted
    finally:
        tree.put_back(before)


def _planted(word: Word, tree: Tree) -> Count:
    tree.add(word.declaration)
    touched, left = [word.declaration.file], list(word.mends)
    while named := tree.named(word.asking):
        asked = [place for place in left if named.asks_for(place)]
        if not asked:
            return Count(word, tuple(touched), (f"{word.kind}: nothing mends what is named here:\n{_short(named)}",))
        for place in asked:
            tree.add(place)
            touched.append(place.file)
            left.remove(place)
    needless = [f"{word.kind}: nobody asks for {place.file}, so it would be forgotten" for place in left]
    if not needless and (broken := tree.proves(word.proof)):
        needless = [f"{word.kind}: nobody asks for anything more, and '{word.word}' does not work:\n{_short(broken)}"]
    return Count(word, tuple(touched), tuple(needless))


def _unnoticed(word: Word, tree: Tree, before: Mapping[str, bytes | None]) -> Iterator[str]:
    """The places of the engine that nobody would miss if they alone were forgotten."""
    for place in word.in_engine:
        if place is word.declaration:
            continue
        done = tree.files([place])
        tree.put_back({place.file: before[place.file]})
        if not tree.named(word.asking).asks_for(place):
            yield f"{word.kind}: {place.asked_by} does not miss {place.file} when it alone is forgotten"
        tree.put_back(done)


def _short(named: Named) -> str:
    lines = named.words.strip().splitlines()
    return "\n".join(f"  {line}" for line in lines[-_SHOWN:])


def without(word: Word, file: str) -> Word:
    """*word*, whose mend of *file* somebody forgot to write down. Raises LookupError when it has none."""
    if file not in (place.file for place in word.mends):
        raise LookupError(f"{word.kind} has no mend of {file}")
    return replace(word, mends=tuple(place for place in word.mends if place.file != file))
