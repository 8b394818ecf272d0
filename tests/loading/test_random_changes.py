"""Shipped files with random slips of the keyboard in them: read, or refused in words and at a place, never a crash.

The seed is fixed, so a run can be repeated; ``FRONTDESK_SEED`` asks for another one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import safe_text
from frontdesk.loading.validating import validate
from frontdesk.problems import CODES, Problem
from frontdesk.rendering.problems import problems_text
from support import HARBOUR, RULESETS, check_ruleset

pytestmark = pytest.mark.exhaustive

SEED = int(os.environ.get("FRONTDESK_SEED", "20260302"))
_SHORT = 1_000
FILES = [
    file
    for file in (*sorted(RULESETS.glob("*/*.yaml")), *sorted(HARBOUR.glob("*.yaml")))
    if file.stat().st_size < _SHORT and file.stem != "ruleset"
]
_KEYBOARD = (
    *"{}[]:,-#&*!|>'\"%@`?\\ \t\n\r~<=0159aZ_./",
    *("- ", ": ", "\n  ", "\n\t", "<<: ", "{{", "}}", "---", "...", "null", "1e9999999", "%YAML", "\\ud800", "[" * 25),
    *("\N{NO-BREAK SPACE}", "\u2028", "\ufeff", "\u200b", "\u0430", "\x00", "\x85", "\N{DOG FACE}", "9" * 5_000),
)
_JARGON = ("mapping", "scalar", "token", "sequence", "block end", "None", "<document")


def changed(raw: bytes, chance: Random) -> bytes:
    """*raw* with one to three slips: of letters, of bytes, of lines."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(raw)) if raw else 0
        kind = chance.choice(("leave out", "type", "type", "damage", "swap", "lose line", "swap lines", "repeat line"))
        if kind == "leave out":
            raw = raw[:at] + raw[at + chance.randint(1, 4) :]
        elif kind == "type":
            raw = raw[:at] + chance.choice(_KEYBOARD).encode() + raw[at:]
        elif kind == "damage":
            raw = raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
        elif kind == "swap":
            raw = raw[:at] + raw[at + 1 : at + 2] + raw[at : at + 1] + raw[at + 2 :]
        else:
            raw = _other_lines(raw.split(b"\n"), kind, chance)
    return raw


def _other_lines(lines: list[bytes], kind: str, chance: Random) -> bytes:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if kind == "lose line":
        del lines[one]
    elif kind == "swap lines":
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    return b"\n".join(lines)


def read(raw: bytes, topic: str) -> tuple[list[Problem], tuple[str, ...], bool]:
    """All problems of a file, its lines, and whether anything could be made of it."""
    file = safe_text(raw, "file.yaml")
    if file.text is None:
        return list(file.problems), file.lines, False
    entries, problems = parse(file.text)
    found = [*file.problems, *problems]
    return (found if entries is None else [*found, *validate(topic, entries)]), file.lines, entries is not None


def faults(problems: list[Problem], lines: tuple[str, ...]) -> list[str]:
    """What is wrong with problems as they are told: a place outside the file, no cause, nothing to do, jargon."""
    told = []
    for problem in problems:
        line, column = problem.where.line, problem.where.column
        if not 1 <= line <= max(len(lines), 1):
            told.append(f"{problem}: no such line")
        elif lines and not 1 <= column <= len(lines[line - 1]) + 1:
            told.append(f"{problem}: no such column")
        if problem.code not in CODES or not problem.cause or any(word in problem.cause for word in _JARGON):
            told.append(f"{problem}: not in plain words")
    problems_text(problems, {"file.yaml": lines}).encode()
    return told


def hunt(
    times: int, seed: int, reader: Callable[[bytes, str], tuple[list[Problem], tuple[str, ...], bool]]
) -> list[str]:
    """Change files at random so many times; return what went wrong, with the bytes that show it."""
    chance = Random(seed)
    wrong = []
    for _ in range(times):
        file = chance.choice(FILES)
        raw = changed(file.read_bytes(), chance)
        problems, lines, usable = reader(raw, file.stem)
        found = faults(problems, lines)
        if not usable and not problems:
            found.append("neither read nor refused")
        wrong += [f"{one} in {raw!r}" for one in found]
    return wrong


def test_two_thousand_slips_are_read_or_refused_in_words_and_at_a_place() -> None:
    assert hunt(2_000, SEED, read) == []


def test_a_reader_that_refuses_in_silence_or_nowhere_is_caught() -> None:
    def silent(raw: bytes, topic: str) -> tuple[list[Problem], tuple[str, ...], bool]:
        _, lines, usable = read(raw, topic)
        return [], lines, usable

    def lost(raw: bytes, topic: str) -> tuple[list[Problem], tuple[str, ...], bool]:
        problems, lines, usable = read(raw, topic)
        return problems, lines[:1], usable

    assert hunt(60, SEED, silent)
    assert hunt(60, SEED, lost)


def test_a_whole_practice_with_slips_is_used_or_refused(tmp_path: Path) -> None:
    chance = Random(SEED)
    practice = tmp_path / "practice"
    shutil.copytree(HARBOUR, practice)
    names = sorted(file.name for file in HARBOUR.glob("*.yaml"))
    for _ in range(60):
        file = practice / chance.choice(names)
        file.write_bytes(changed(file.read_bytes(), chance))
        report = check_ruleset(practice)
        assert bool(report.errors) == (report.ruleset is None)
        for problem in report.problems:
            assert faults([problem], report.sources.get(problem.where.file, ())) == []
        shutil.copy(HARBOUR / file.name, file)
