"""A ruleset says in which version of the language it is written; another is refused, and nothing is read into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset, load_ruleset, read_examples, rebuild
from frontdesk.problems import Problem, RulesetError
from support import HARBOUR


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """The small practice in a folder of its own."""
    return Path(shutil.copytree(HARBOUR, tmp_path / "practice"))


def written(practice: Path, line: str) -> tuple[Problem, ...]:
    """Everything that is wrong when the practice writes *line* for its language."""
    file = practice / "ruleset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("language: 1\n", line), encoding="utf-8")
    return check_ruleset(practice).problems


@pytest.mark.parametrize("line", ["", "language: 1\n", 'language: "1"\n'])
def test_a_ruleset_without_a_version_is_of_version_1(practice: Path, line: str) -> None:
    assert written(practice, line) == ()


@pytest.mark.parametrize("number", ["2", "3", "17", '"2"'])
def test_a_later_version_is_refused_with_its_number_and_ours(practice: Path, number: str) -> None:
    (problem,) = written(practice, f"language: {number}\n")
    plain = number.strip('"')
    assert (problem.code, problem.where.line) == ("R008", 4)
    assert problem.cause == f"these rules are written in version {plain} of the language; this frontdesk reads 1"
    assert "newer frontdesk" in problem.hint


@pytest.mark.parametrize("word", ["0", "-1", "1.0", "1.5", "01", "yes", "english", "v1", "9" * 5000])
def test_what_is_no_version_is_refused_with_what_to_write(practice: Path, word: str) -> None:
    (problem,) = written(practice, f"language: {word}\n")
    assert problem.code == "R008"
    assert problem.cause.endswith("of the language; this frontdesk reads 1")
    assert problem.hint == "write language: 1"


@pytest.mark.parametrize(
    ("line", "code"), [("language:\n", "T010"), ("language: [1]\n", "T010"), ("language: е\n", "Y008")]
)
def test_what_is_no_word_at_all_is_told_as_anywhere_else(practice: Path, line: str, code: str) -> None:
    assert [problem.code for problem in written(practice, line)] == [code]


def test_nothing_else_is_said_of_rules_in_another_version(practice: Path) -> None:
    (practice / "attempts.yaml").write_text("a_key_of_tomorrow: yes\nlimit: three\n", encoding="utf-8")
    (practice / "a_file_of_tomorrow.yaml").write_text("words: new\n", encoding="utf-8")
    assert [problem.code for problem in written(practice, "language: 2\n")] == ["R008"]


def test_an_overlay_hears_of_the_version_of_its_base_and_of_nothing_that_follows_from_it(
    practice: Path, tmp_path: Path
) -> None:
    written(practice, "language: 2\n")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "ruleset.yaml").write_text("name: ours\nextends: ../practice\n", encoding="utf-8")
    (ours / "attempts.yaml").write_text("remove: a_name_of_tomorrow\n", encoding="utf-8")
    (problem,) = check_ruleset(ours).problems
    assert (problem.code, Path(problem.where.file).parent.name) == ("R008", "practice")


def test_an_overlay_in_another_version_is_refused_though_its_base_is_read(practice: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "ruleset.yaml").write_text("name: ours\nlanguage: 2\nextends: ../practice\n", encoding="utf-8")
    (problem,) = check_ruleset(ours).problems
    assert (problem.code, problem.where.line) == ("R008", 2)


def test_examples_of_another_version_are_not_run(practice: Path) -> None:
    written(practice, "language: 2\n")
    with pytest.raises(RulesetError, match="R008"):
        read_examples(practice)


def test_rules_that_a_newer_frontdesk_kept_in_the_store_are_refused_the_same_way(practice: Path) -> None:
    kept = load_ruleset(practice).text
    assert kept.count('"language"') == 1
    assert rebuild(kept).name == "harbour"
    with pytest.raises(RulesetError, match="R008"):
        rebuild(kept.replace('"1",1]', '"2",1]'))
