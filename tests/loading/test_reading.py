"""Text stays the text that was written, and YAML that surprises is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.loading.reading import parse, read_folder
from frontdesk.loading.text.files import MOST_BYTES, MOST_DEPTH, FileText
from frontdesk.loading.tree.nodes import Entries, Scalar
from loading.meaning import meant


def read(text: str) -> tuple[Entries | None, list[str]]:
    entries, problems = parse(FileText("x.yaml", text, tuple(text.split("\n"))))
    return entries, [problem.code for problem in problems]


@pytest.mark.parametrize(
    "text", ["No", "off", "5:00", "01234", "1.10", "1e3", "~", "2026-03-02", "0x10", "yes", "1_000"]
)
def test_a_value_stays_as_it_was_written(text: str) -> None:
    entries, codes = read(f"key: {text}")
    assert codes == []
    assert entries is not None
    assert isinstance(entries.get("key"), Scalar)
    assert entries.entries["key"] == Scalar(text, entries.entries["key"].where)


def test_every_value_knows_its_line_and_column() -> None:
    entries, _ = read("a:\n  b: [one, two]\n")
    assert entries is not None
    b = entries.entries["a"]
    assert isinstance(b, Entries)
    assert (b.keys["b"].line, b.keys["b"].column) == (2, 3)
    assert (b.entries["b"].where.line, b.entries["b"].where.column) == (2, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "Y002"),
        ("a: &x 1", "Y004"),
        ("a: *x", "Y004"),
        ("a: !!str 1", "Y004"),
        ("<<: {a: 1}", "Y004"),
        ("a: 1\n---\nb: 2", "Y004"),
        ("[a, b]: 1", "Y011"),
        ("? {a: 1}\n: 2", "Y011"),
        ("- a", "Y011"),
        ("just text", "Y011"),
        ("a: [1, 2", "Y014"),
        ("a: {b: 1", "Y014"),
        ("a: %b", "Y014"),
        ("a: 'b", "Y014"),
    ],
)
def test_yaml_that_rulesets_do_not_use_is_refused(text: str, code: str) -> None:
    _, codes = read(text)
    assert code in codes


def test_too_many_levels_are_refused_whether_in_brackets_or_in_lines() -> None:
    deep = "\n".join("  " * level + "a:" for level in range(MOST_DEPTH + 2))
    assert "Y006" in read(deep)[1]


def test_brackets_too_deep_are_refused_before_the_parser_sees_them(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("a: " + "[" * 5_000, encoding="utf-8")
    _, problems = read_folder(tmp_path, "p")
    assert [problem.code for problem in problems] == ["Y006"]


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("a: " + "x" * MOST_BYTES, encoding="utf-8")
    _, problems = read_folder(tmp_path, "p")
    assert [problem.code for problem in problems] == ["Y006"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_bytes(b"\xef\xbb\xbfa: one\r\nb: two\r\n")
    folder, problems = read_folder(tmp_path, "p")
    assert problems == []
    assert list(folder.topics["facts"]) == ["a", "b"]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").mkdir()
    _, problems = read_folder(tmp_path, "p")
    assert [problem.code for problem in problems] == ["Y010"]


def test_the_digest_changes_with_any_byte_and_not_with_examples(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    first = read_folder(tmp_path, "p")[0].digest
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "x.yaml").write_text("examples: []\n", encoding="utf-8")
    assert read_folder(tmp_path, "p")[0].digest == first
    file.write_text("a: 1 \n", encoding="utf-8")
    assert read_folder(tmp_path, "p")[0].digest != first


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "No", "no", "on", "off", "yes", "Y", "n", "true", "False", "~", "null", "NaN", ".inf", "-0"),
        *(
            "01234",
            "0o14",
            "0x1F",
            "1_000",
            "1e3",
            "1.10",
            "+15550100",
            "+1 555-0100",
            "555-0101",
            "12345678901234567890",
        ),
        *(
            "5:00",
            "22:22",
            "09:30",
            "1:30:00",
            "2026-03-02",
            "2026-03-02T10:00:00Z",
            "50%",
            "a@example.com",
            "C:\\rules",
        ),
        *(
            "half past 5",
            "it's",
            'say "hello"',
            "a, b",
            "what?",
            "5 * 5",
            "x > 3",
            "a#b",
            "http://example.com/a:b",
            "=1+1",
        ),
        *("{", "[", "<<", "\N{SNOWMAN}", "\N{DOG FACE}", "caf\u00e9", "\u533b\u9662", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_text_is_never_converted(written: str, tmp_path: Path) -> None:
    quoted = json.dumps(written, ensure_ascii=False) if written in ("{", "[") else written
    assert meant(f"value: {quoted}\n".encode(), tmp_path) == {"value": written}
    assert meant(f"value: '{written.replace(chr(39), chr(39) * 2)}'\n".encode(), tmp_path) == {"value": written}


def test_keys_that_other_programs_take_for_one_stay_two(tmp_path: Path) -> None:
    raw = b"1: a\ntrue: b\nTrue: c\n1.0: d\nno: e\nNO: f\n01: g\n"
    assert meant(raw, tmp_path) == {"1": "a", "true": "b", "True": "c", "1.0": "d", "no": "e", "NO": "f", "01": "g"}
