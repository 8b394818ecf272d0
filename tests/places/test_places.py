"""What CONTRIBUTING.md promises of a new word is what is counted, and what is counted still fits the files it is about.

The counting takes minutes (``make places``); here it is tried on a tree of nothing, whose tools say what we like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from places.counting import count, out_of_order, without
from places.planting import Copy, Named, named_by_mypy, named_by_pytest
from places.words import HEADING, MYPY, Edit, Place, Word, misfits, promised, promises, read_words, row
from support import ROOT

WORDS = read_words()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CLASS = Place("engine/frontdesk/a.py", (Edit("word\n", "words:\n"),))
READER = Place("engine/frontdesk/b.py", (Edit("word\n", "words:\n"),), "reads it", MYPY)
PAGE = Place("docs/a.md", (Edit("word\n"),), "", "tests/test_a.py::test_every_word_is_on_a_page")
WORD = Word("word", "a word", "word", 2, 9, CLASS, (READER, PAGE), ("tests/test_a.py",), "")


def test_contributing_has_a_row_for_each_kind_of_word_with_its_number_and_its_places() -> None:
    assert promises(CONTRIBUTING) == list(map(row, WORDS))


def test_no_kind_of_word_touches_more_of_the_engine_than_it_should() -> None:
    assert [word.kind for word in WORDS if len(word.in_engine) > word.goal] == []
    assert promised(CONTRIBUTING) == {word.kind: len(word.in_engine) for word in WORDS}


def test_what_is_planted_still_fits_its_files() -> None:
    assert list(misfits(WORDS, ROOT)) == []


@pytest.mark.parametrize("word", WORDS, ids=lambda word: str(word.kind))
def test_a_place_is_listed_once_and_asked_for_by_mypy_or_a_test_that_is_run(word: Word) -> None:
    files = [place.file for place in word.places]
    assert len(files) == len(set(files))
    assert all(place.does for place in word.in_engine)
    for place in word.mends:
        file, _, name = place.asked_by.partition("::")
        if place.asked_by != MYPY:
            assert file in [test.partition("::")[0] for test in word.tests]
            assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8"), place.asked_by


def test_a_word_that_fits_its_files_no_longer_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "engine" / "frontdesk").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("", encoding="utf-8")
    (tmp_path / CLASS.file).write_text("words:\nwords:\n", encoding="utf-8")
    assert list(misfits([WORD], tmp_path)) == [
        "a word: engine/frontdesk/a.py has 2 times, not once: words:",
        "a word: engine/frontdesk/b.py is not there any more",
        "a word: docs/a.md would be new, and is there already",
    ]


def test_a_promise_is_read_from_its_table() -> None:
    table = f"{HEADING}{row(WORD)}\n\nMore."
    assert row(WORD) == "| a word | 2 | `a.py` (), `b.py` (reads it) | `docs/a.md` |"
    assert promised(table) == {"a word": 2}


@dataclass
class Nothing:
    """A tree of no files: it remembers what was added, and its tools miss what they are told to."""

    misses: tuple[Place, ...] = WORD.mends
    works: bool = True
    added: list[str] = field(default_factory=list)

    def add(self, place: Place) -> None:
        """Remember it."""
        self.added.append(place.file)

    def files(self, places: Iterable[Place]) -> Mapping[str, bytes | None]:
        """What is there."""
        return {place.file: b"" if place.file in self.added else None for place in places}

    def put_back(self, files: Mapping[str, bytes | None]) -> None:
        """Forget what was not there."""
        self.added = [file for file in self.added if files.get(file, b"") is not None]
        self.added += [file for file, held in files.items() if held is not None and file not in self.added]

    def named(self, tests: Iterable[str]) -> Named:
        """What is missed; mypy comes first."""
        missed = [place for place in self.misses if place.file not in self.added] if self.added else []
        files = frozenset(place.file for place in missed if place.asked_by == MYPY)
        found = frozenset(place.asked_by for place in missed if place.asked_by != MYPY)
        return Named(files, frozenset() if files else found, "it is missed")

    def proves(self, proof: str) -> Named:
        """Whether the word works."""
        return Named() if self.works else Named(tests=frozenset({"proof"}), words="it does nothing")


def test_a_word_touches_what_the_tools_ask_for_and_the_tree_is_left_as_it_was() -> None:
    tree = Nothing()
    counted = count(WORD, tree, each_forgotten=True)
    assert (counted.touched, counted.faults) == ((CLASS.file, READER.file, PAGE.file), ())
    assert counted.in_engine == 2
    assert tree.added == []


def test_a_place_that_nobody_wrote_down_is_noticed() -> None:
    (fault,) = count(without(WORD, READER.file), Nothing()).faults
    assert fault == "a word: nothing mends what is named here:\n  it is missed"
    with pytest.raises(LookupError, match=re.escape("a word has no mend of README.md")):
        without(WORD, "README.md")


def test_a_place_that_nobody_asks_for_is_noticed() -> None:
    (fault,) = count(WORD, Nothing(misses=(PAGE,))).faults
    assert fault == f"a word: nobody asks for {READER.file}, so it would be forgotten"


def test_a_place_that_is_asked_for_by_somebody_else_than_was_said_is_noticed() -> None:
    elsewhere = replace(READER, asked_by="tests/test_a.py::test_another")
    (fault,) = count(replace(WORD, mends=(elsewhere, PAGE)), Nothing()).faults
    assert fault.startswith("a word: nothing mends what is named here")


def test_a_word_that_does_not_work_when_nobody_asks_for_more_is_noticed() -> None:
    (fault,) = count(WORD, Nothing(works=False)).faults
    assert fault == "a word: nobody asks for anything more, and 'word' does not work:\n  it does nothing"


def test_a_place_that_is_missed_only_together_with_others_is_noticed() -> None:
    class Lenient(Nothing):
        def named(self, tests: Iterable[str]) -> Named:
            return super().named(tests) if PAGE.file not in self.added else Named()

    (fault,) = count(WORD, Lenient(), each_forgotten=True).faults
    assert fault == f"a word: mypy does not miss {READER.file} when it alone is forgotten"


def test_a_tree_that_is_out_of_order_already_says_nothing_about_a_word() -> None:
    class Broken(Nothing):
        def named(self, tests: Iterable[str]) -> Named:
            return Named(files=frozenset({"engine/frontdesk/z.py"}), words="z is wrong")

    assert out_of_order([WORD], Broken()) == "the tools name something before a word is planted:\n  z is wrong"
    assert out_of_order([WORD], Nothing()) == ""


def test_what_mypy_says_names_files_and_those_that_it_looked_for() -> None:
    said = (
        'engine/frontdesk/b.py:7: error: Argument 1 to "assert_never" has incompatible type\n'
        'engine/frontdesk/c.py:8: error: Cannot find implementation or library stub for module named "frontdesk.d.e"\n'
        "engine/frontdesk/c.py:8: note: See the manual\n"
    )
    files = {"engine/frontdesk/b.py", "engine/frontdesk/c.py", "engine/frontdesk/d/e.py"}
    assert named_by_mypy(said).files == files
    with pytest.raises(RuntimeError, match="no error of a file"):
        named_by_mypy("mypy: can't read file")


def test_what_pytest_says_names_each_test_that_failed_once() -> None:
    said = "FAILED tests/test_a.py::test_b[one two] - x\nFAILED tests/test_a.py::test_b[3]\nERROR tests/test_c.py\n"
    assert named_by_pytest(said).tests == {"tests/test_a.py::test_b", "tests/test_c.py"}
    assert not named_by_pytest("....\n4 passed in 1s\n")
    with pytest.raises(RuntimeError, match="no test"):
        named_by_pytest("no tests ran")


def test_text_is_added_behind_its_anchor_and_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\nthree\n", encoding="utf-8")
    copy = Copy(tmp_path)
    there, new = Place("a.txt", (Edit("two\n", "one\n"), Edit("four\n", "three\n"))), Place("b.txt", (Edit("new\n"),))
    before = copy.files([there, new])
    copy.add(there)
    copy.add(new)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one\ntwo\nthree\nfour\n"
    copy.put_back(before)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one\nthree\n"
    assert not (tmp_path / "b.txt").exists()
