"""Files as people who do not write code hand them over, and the exact text that they read.

A folder of ``tests/bad_input`` holds files laid over a small ruleset that is in order, and ``printed.txt``. What no text
file can hold (bytes, sizes, links) is made here, with the text beside it in ``tests/bad_input/NAME.txt``.
``FRONTDESK_ACCEPT=1 pytest tests/loading`` writes what is printed now, to be read before it is committed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontdesk.cli import main
from frontdesk.loading import Report, check_ruleset, load_ruleset
from frontdesk.loading.nodes import Entries, Items, Node
from frontdesk.loading.reading import read_folder
from frontdesk.loading.text import MOST_BYTES
from frontdesk.problems import CODES, RulesetError
from frontdesk.rendering.problems import problems_text
from support import HARBOUR, SHIPPED

TESTS = Path(__file__).parents[1]
BAD_INPUT = TESTS / "bad_input"
REASONS = (HARBOUR / "lost_reasons.yaml").read_bytes()
ATTEMPTS = (HARBOUR / "attempts.yaml").read_text(encoding="utf-8")
_LATIN = REASONS.replace(b"Never answered", b"Nie gew\xe4hlt").replace(b"Went elsewhere", b"Went \x93else\x94where")

BYTES: dict[str, bytes] = {
    "windows_1252": _LATIN,
    "windows_1252_with_other_line_ends": _LATIN.replace(b"\n", b"\r\n"),
    "a_byte_that_is_no_letter_anywhere": REASONS.replace(b"Never", b"Ne\x81ver"),
    "half_a_letter_of_utf_8": REASONS.replace(b"Never", "N\u00e9ver".encode()[:2]),
    "utf_16_that_breaks_off": ("\ufeff" + REASONS.decode()).encode("utf-16-le")[:-1],
    "utf_16_without_its_mark": REASONS.decode().encode("utf-16-le"),
    "a_word_document": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "an_old_word_document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a_rich_text_file": b"{\\rtf1\\ansi\nasked_by: any/moved\n}",
    "a_saved_web_page": b"<!DOCTYPE html>\n<html><body>asked_by: any/moved</body></html>\n",
    "a_pdf_file": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a_picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "a_nul": REASONS.replace(b"Never", b"Nev\x00er"),
    "a_control_character": REASONS.replace(b"Never", b"Nev\x07er"),
    "a_line_break_that_word_makes": REASONS.replace(b"Never answered", b"Never\x0banswered"),
    "a_line_break_that_web_pages_make": REASONS.replace(b"Never answered", "Never\u2028answered".encode()),
    "two_thousand_brackets": REASONS.replace(b"silent: {", b"silent: " + b"[" * 2_000),
    "a_hundred_thousand_brackets": REASONS + (b"  - " + b"[" * 90 + b"\n") * 1_112,
    "twenty_two_levels_of_lines": b"\n".join(b" " * level + b"a:" for level in range(22)),
    "fifty_thousand_values": REASONS + b"  many: [" + b"x,\n    " * 50_000 + b"]\n",
    "a_line_too_long": REASONS.replace(b"Never answered", b"Never " * 2_000),
    "nothing_at_all": b"",
    "spaces_and_empty_lines": b"  \n\n   \n",
    "a_file_too_large": REASONS + b"#" * MOST_BYTES,
}
"""What stands in ``lost_reasons.yaml``, byte by byte."""


def _too_large_together(practice: Path) -> None:
    (practice / "examples").mkdir(exist_ok=True)
    for number in range(11):
        (practice / "examples" / f"{number}.yaml").write_bytes(b"examples: [] #" + b" " * (MOST_BYTES - 20))


def _in_place_of_reasons(practice: Path) -> Path:
    file = practice / "lost_reasons.yaml"
    file.unlink()
    return file


def _a_link(practice: Path, target: str) -> None:
    outside = practice.parent / "elsewhere"
    shutil.copytree(HARBOUR, outside / "base")
    _in_place_of_reasons(practice).symlink_to(target)


def _a_base_behind_a_link(practice: Path) -> None:
    office = practice.parent / "office"
    shutil.copytree(HARBOUR, practice.parent / "elsewhere")
    office.mkdir()
    (office / "base").symlink_to(practice.parent / "elsewhere")
    practice.rename(office / "practice")
    (office / "practice" / "ruleset.yaml").write_text("name: ours\nextends: ../base\n", encoding="utf-8")
    practice.symlink_to(office / "practice")


def _a_base_that_is_a_link_to_itself(practice: Path) -> None:
    (practice / "base").symlink_to(practice / "base")
    (practice / "ruleset.yaml").write_text("name: ours\nextends: ./base\n", encoding="utf-8")


def _thirty_bases(practice: Path) -> None:
    for number in range(30):
        folder = practice if number == 0 else practice.parent / f"base{number}"
        folder.mkdir(exist_ok=True)
        text = f"name: ours\nextends: ../base{number + 1}\n"
        (folder / "ruleset.yaml").write_text(text, encoding="utf-8")


def _bytes(raw: bytes) -> Callable[[Path], None]:
    def lay(practice: Path) -> None:
        (practice / "lost_reasons.yaml").write_bytes(raw)

    return lay


MADE: dict[str, Callable[[Path], None]] = {
    **{name: _bytes(raw) for name, raw in BYTES.items()},
    "files_too_large_together": _too_large_together,
    "a_folder_called_like_a_file": lambda practice: _in_place_of_reasons(practice).mkdir(),
    "a_pipe_called_like_a_file": lambda practice: os.mkfifo(_in_place_of_reasons(practice)),
    "a_link_to_nowhere": lambda practice: _a_link(practice, "nowhere.yaml"),
    "a_link_out_of_the_folder": lambda practice: _a_link(practice, "../elsewhere/base/lost_reasons.yaml"),
    "a_base_behind_a_link": _a_base_behind_a_link,
    "a_base_that_is_a_link_to_itself": _a_base_that_is_a_link_to_itself,
    "thirty_bases": _thirty_bases,
}
"""Every case that no text file can hold: what is done to a practice that is in order."""

WRITTEN = [f"bad_input/{path.name}" for path in sorted(BAD_INPUT.iterdir()) if path.is_dir()]
CASES = [*WRITTEN, *MADE]
EVERY = [*CASES, *(f"mistakes/{path.name}" for path in sorted((TESTS / "mistakes").iterdir()))]
_JARGON = (
    *("mapping", "instance", "$.", "scalar", "node", "traceback", "none is not", "nonetype", "sequence", "codec"),
    *("token", "block end", "simple key", "parse", "stream", "unicode"),
)


def laid_out(case: str, folder: Path) -> Path:
    """Lay the files of one case over the ruleset that is in order; return the practice's folder."""
    practice = folder / "practice"
    shutil.copytree(HARBOUR, practice)
    if case in MADE:
        MADE[case](practice)
        return practice
    for file in (TESTS / case).rglob("*"):
        if file.is_file() and file.name != "printed.txt":
            target = practice / file.relative_to(TESTS / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    return practice


def accepted_text(case: str) -> Path:
    return BAD_INPUT / f"{case}.txt" if case in MADE else TESTS / case / "printed.txt"


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told_in_these_words(case: str, tmp_path: Path) -> None:
    report = check_ruleset(laid_out(case, tmp_path))
    assert report.problems, "nothing was noticed"
    found = problems_text(report.problems, report.sources).replace(f"{tmp_path}/", "") + "\n"
    if os.environ.get("FRONTDESK_ACCEPT"):
        accepted_text(case).write_text(found, encoding="utf-8")
    assert found == accepted_text(case).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_words_that_a_practice_never_wrote_do_not_appear(case: str) -> None:
    text = accepted_text(case).read_text(encoding="utf-8").casefold()
    assert [word for word in _JARGON if word in text] == []
    assert text.count("help:") or "line is longer" in text
