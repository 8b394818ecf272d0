"""Files as people who do not write code hand them over, and the exact text that they read.

A folder of ``tests/bad_input`` holds files laid over a small ruleset that is in order, and ``printed.txt``. What no
text file can hold (bytes, sizes, links) is made here, with the text beside it in ``tests/bad_input/NAME.txt``.
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
from frontdesk.loading.text.files import MOST_BYTES
from frontdesk.problems import CODES, RulesetError
from frontdesk.rendering.problems import problems_text
from support import HARBOUR, INSTALLED, SHIPPED, check_ruleset, read_ruleset

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
    "a_comment_turned_around": REASONS + "# a note \u202efor nobody\n".encode(),
    "a_secret_in_a_comment": REASONS + b"# the old key was ghp_" + b"0" * 20 + b"\n",
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
    (office / "base").symlink_to("../elsewhere")
    practice.rename(office / "practice")
    (office / "practice" / "ruleset.yaml").write_text("name: ours\nextends: ../base\n", encoding="utf-8")
    practice.symlink_to(office / "practice")


def _a_base_that_is_a_link_to_itself(practice: Path) -> None:
    (practice / "base").symlink_to("base")
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


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def laid_out(case: str) -> Path:
    """Lay the files of one case over the ruleset that is in order; return the practice's folder."""
    practice = Path("practice")
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
def test_bad_input_is_told_in_these_words(case: str) -> None:
    report = check_ruleset(laid_out(case))
    assert report.problems, "nothing was noticed"
    found = problems_text(report.problems, report.sources) + "\n"
    if os.environ.get("FRONTDESK_ACCEPT"):
        accepted_text(case).write_text(found, encoding="utf-8")
    assert found == accepted_text(case).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_words_that_a_practice_never_wrote_do_not_appear(case: str) -> None:
    text = accepted_text(case).read_text(encoding="utf-8").casefold()
    assert [word for word in _JARGON if word in text] == []
    assert text.count("help:") or "line is longer" in text


@pytest.mark.parametrize("case", CASES)
def test_every_problem_has_a_place_a_known_code_and_one_thing_to_do(case: str) -> None:
    for problem in check_ruleset(laid_out(case)).problems:
        assert problem.where.file
        assert problem.where.line >= 1
        assert problem.where.column >= 1
        assert problem.code in CODES
        assert problem.hint or "did you mean" in problem.cause


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", EVERY)
def test_check_says_yes_exactly_when_load_says_yes(case: str) -> None:
    practice = laid_out(case)
    report = check_ruleset(practice)
    assert bool(report.errors) == (report.ruleset is None)
    if report.ruleset is not None:
        assert read_ruleset(practice).hash == report.ruleset.hash
    else:
        with pytest.raises(RulesetError) as refused:
            read_ruleset(practice)
        assert refused.value.problems == report.problems


@pytest.mark.parametrize("name", SHIPPED)
def test_check_and_load_say_yes_to_a_shipped_ruleset(name: str) -> None:
    report = check_ruleset(name)
    assert report.ruleset is not None
    assert report.errors == ()
    assert read_ruleset(name).hash == report.ruleset.hash


@pytest.mark.exhaustive
@pytest.mark.parametrize("case", EVERY)
def test_the_command_ends_with_1_and_says_it_in_every_form(case: str) -> None:
    practice = laid_out(case)
    report = check_ruleset(practice, installed=INSTALLED)
    for form in ("text", "json", "sarif", "github"):
        result = CliRunner().invoke(main, ["check", str(practice), "--format", form])
        assert isinstance(result.exception, SystemExit | None)
        assert result.exit_code == (0 if report.ruleset else 1)
        assert "Traceback" not in result.output
        assert _told(form, result.stdout) == (1 if form == "text" else len(report.problems))


def _told(form: str, output: str) -> int:
    """How many problems an output tells of; of the text only that there are some."""
    if form == "json":
        data = json.loads(output)
        assert data["usable"] == all(one["severity"] != "error" for one in data["problems"])
        return len(data["problems"])
    if form == "sarif":
        return len(json.loads(output)["runs"][0]["results"])
    if form == "github":
        lines = output.splitlines()
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
        return len(lines)
    return 1 if output.strip() else 0


def test_there_are_at_least_sixty_and_the_ones_that_only_warn_are_known() -> None:
    assert len(CASES) >= 60
    usable = {case for case in WRITTEN if "warning" in accepted_text(case).read_text(encoding="utf-8")}
    assert {case.partition("/")[2] for case in usable} == {
        "a_cyrillic_letter_in_a_label",
        "a_cyrillic_letter_in_a_reference",
        "a_number_sign_in_text",
        "an_invisible_letter_in_a_label",
    }


def test_after_twenty_problems_of_a_file_the_rest_are_counted() -> None:
    text = (BAD_INPUT / "twenty_and_more" / "printed.txt").read_text(encoding="utf-8")
    assert text.count("Y005") == 20
    assert text.endswith("practice/attempts.yaml: and 14 more in this file\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_whole_practice_means_the_same_in_every_encoding(encoding: str, end: str) -> None:
    practice = laid_out("mistakes/a_tab")
    for file in practice.glob("*.yaml"):
        text = (HARBOUR / file.name).read_text(encoding="utf-8")
        file.write_bytes(f"\ufeff{text}".replace("\n", end).encode(encoding))
    there, here = read_ruleset(HARBOUR), read_ruleset(practice)
    assert (here.states, here.messages.keys(), here.label) == (there.states, there.messages.keys(), there.label)


def test_line_ends_of_two_kinds_are_a_note_and_nothing_else() -> None:
    practice = laid_out("mistakes/a_tab")
    (practice / "attempts.yaml").write_text(ATTEMPTS.replace("\n", "\r\n", 2), encoding="utf-8", newline="")
    assert check_ruleset(practice).problems == ()
    noted = [problem for problem in check_ruleset(practice, notes=True).problems if problem.code == "Y015"]
    assert [(str(one.severity), one.where.line) for one in noted] == [("note", 3)]


def test_a_number_of_thousands_of_digits_is_told_like_any_other() -> None:
    practice = laid_out("mistakes/a_tab")
    for limit in ("9" * 5_000, "1e999999999", "9" * 30):
        (practice / "attempts.yaml").write_text(ATTEMPTS.replace("limit: 2", f"limit: {limit}"), encoding="utf-8")
        assert {problem.where.line for problem in check_ruleset(practice).problems} == {1}


def test_a_file_far_too_large_is_not_even_opened() -> None:
    practice = laid_out("mistakes/a_tab")
    shutil.copy(HARBOUR / "attempts.yaml", practice)
    os.truncate(practice / "lost_reasons.yaml", 50_000_000_000)
    assert [str(one.where) for one in check_ruleset(practice).problems] == ["practice/lost_reasons.yaml:1:1"]
    shutil.copy(HARBOUR / "lost_reasons.yaml", practice)
    (practice / "examples" / "large.yaml").touch()
    os.truncate(practice / "examples" / "large.yaml", 50_000_000_000)
    assert [one.code for one in check_ruleset(practice).problems] == ["Y006"]


def test_a_ruleset_kept_from_an_earlier_check_is_not_compared_with_a_file_far_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FRONTDESK_CACHE", str(Path("kept").absolute()))
    practice = laid_out("mistakes/a_tab")
    shutil.copy(HARBOUR / "attempts.yaml", practice)
    assert check_ruleset(practice).ruleset is not None
    os.truncate(practice / "lost_reasons.yaml", 50_000_000_000)
    assert [one.code for one in check_ruleset(practice).problems] == ["Y006"]


def test_names_of_files_are_printed_so_that_they_can_be_read() -> None:
    practice = laid_out("mistakes/a_tab")
    (practice / "two\nlines.yaml").touch()
    Path(os.fsdecode(b"practice/caf\xe9.yaml")).touch()
    told = CliRunner().invoke(main, ["check", str(practice)]).output
    assert "practice/two\N{REPLACEMENT CHARACTER}lines.yaml:1:1: Y010" in told
    assert "practice/caf\N{REPLACEMENT CHARACTER}.yaml:1:1: Y010" in told


def test_thousands_of_problems_are_told_from_the_first_on_and_the_same_each_time() -> None:
    practice = laid_out("mistakes/a_tab")
    reasons = "".join(f"  reason_{number}: {{lable: x}}\n" for number in range(2_000))
    (practice / "lost_reasons.yaml").write_text(f"asked_by: any/moved\nreasons:\n{reasons}", encoding="utf-8")
    found = [one for one in check_ruleset(practice).problems if one.where.file.endswith("lost_reasons.yaml")]
    assert [one.where.line for one in found] == list(range(3, 503))


def test_many_slips_in_a_large_file_end_the_reading_and_not_the_patience() -> None:
    practice = laid_out("mistakes/a_tab")
    comment = "#" * 99 + "\n"
    (practice / "lost_reasons.yaml").write_text(
        comment * 1_500 + "".join(f"a{number}: @x\n" for number in range(60)), encoding="utf-8"
    )
    found = [one for one in check_ruleset(practice).problems if one.where.file.endswith("lost_reasons.yaml")]
    assert [one.where.line for one in found] == [1_501, 1_502]
