"""Every recipe is true: laid over its base nothing is wrong with it, its examples hold, and without it they do not.

A block of the page that begins with ``# ours/FILE.yaml`` is a file of the practice ``ours``, whose ``ruleset.yaml`` is
that of the page's head unless the recipe shows another. Each recipe is a practice of its own.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontdesk.cli import main
from frontdesk.testing.examples import ExampleResult, examples_of, run_example
from support import INSTALLED, ROOT, check_ruleset, read_ruleset

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
_HEADING = re.compile(r"\w+:")
_GROUP = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_RECIPE = re.compile(r"^### ([^\n]+)\n(.*?)(?=^###? |\Z)", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```yaml\n# ours/(\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    """One question of the page: what is said beside the files, the rules that answer it, and the examples of them."""

    question: str
    prose: str
    rules: dict[str, str]
    examples: dict[str, str]

    @property
    def whole(self) -> bool:
        """Whether it is a ruleset of its own, which stands on no other."""
        return "ruleset.yaml" in self.rules and "extends:" not in self.rules["ruleset.yaml"]

    @property
    def lines(self) -> int:
        """How many lines of rules somebody has to copy below the headings that their files have already."""
        lines = [line for text in self.rules.values() for line in text.splitlines()]
        return sum(not _HEADING.fullmatch(line) for line in lines)


def recipes_of(page: str) -> list[Recipe]:
    """The recipes of a page, in its order."""
    found = []
    for question, body in _RECIPE.findall(page):
        files = dict(_FILE.findall(body))
        examples = {name: text for name, text in files.items() if name.startswith("examples/")}
        rules = {name: text for name, text in files.items() if name not in examples}
        found.append(Recipe(question, _FILE.sub("", body).strip(), rules, examples))
    return found


RECIPES = recipes_of(PAGE)
GROUPS = {name: [recipe for recipe in recipes_of(body) if not recipe.whole] for name, body in _GROUP.findall(PAGE)}
"""The recipes that are laid over a base, by the heading under which they stand."""
HEAD, _, _ = PAGE.partition("\n## ")
PLAIN = dict(_FILE.findall(HEAD))
"""The practice that every recipe is added to."""
every_recipe = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.question)


def write(files: dict[str, str], folder: Path) -> Path:
    """Write the files of a practice."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def lay_out(recipe: Recipe, folder: Path) -> Path:
    """Write the practice that a recipe shows."""
    return write({**PLAIN, **recipe.rules, **recipe.examples}, folder / "ours")


def results(ours: Path) -> list[ExampleResult]:
    """How the examples of a practice end."""
    rules = read_ruleset(ours)
    return [run_example(rules, example) for example in examples_of(ours)]


def test_forty_questions_are_answered_each_of_them_once() -> None:
    questions = [recipe.question for recipe in RECIPES]
    assert len(set(questions)) == len(questions) >= 40


def test_the_head_of_the_page_leads_to_every_group_of_questions() -> None:
    led = re.findall(r"\[([^]]+)\]\(#([^)]+)\)", HEAD)
    assert led == [(name.lower(), name.lower().replace(" ", "-")) for name in GROUPS]
    assert all(GROUPS.values())


@every_recipe
def test_nothing_is_wrong_with_a_recipe_and_its_examples_hold(recipe: Recipe, tmp_path: Path) -> None:
    ours = lay_out(recipe, tmp_path)
    assert [str(one) for one in check_ruleset(ours, installed=INSTALLED).problems] == []
    played = results(ours)
    assert played, "a recipe shows what comes of it"
    assert [difference for result in played for difference in result.differences] == []


@every_recipe
def test_without_the_rules_of_a_recipe_its_examples_do_not_hold(recipe: Recipe, tmp_path: Path) -> None:
    bare = lay_out(replace(recipe, rules={}), tmp_path)
    assert not all(result.passed for result in results(bare))


@pytest.mark.parametrize("group", GROUPS)
def test_the_recipes_of_a_group_fit_beside_one_another(group: str, tmp_path: Path) -> None:
    above = "default"
    for number, recipe in enumerate(GROUPS[group]):
        named = {**PLAIN, **recipe.rules}["ruleset.yaml"].replace("extends: default", f"extends: {above}")
        write({**recipe.rules, "ruleset.yaml": named}, tmp_path / f"r{number}")
        above = f"../r{number}"
    assert [str(one) for one in check_ruleset(tmp_path / above[3:]).problems] == []


@every_recipe
def test_a_recipe_is_short_and_says_what_to_watch(recipe: Recipe) -> None:
    assert recipe.whole or recipe.lines <= 10
    assert "Watch: " in recipe.prose
    assert "```" not in recipe.prose, "a block without the name of its file is run by nobody"


def test_what_check_answers_of_the_ruleset_that_stands_on_no_other_is_said(tmp_path: Path) -> None:
    (whole,) = (recipe for recipe in RECIPES if recipe.whole)
    lay_out(whole, tmp_path)
    with contextlib.chdir(tmp_path):
        said = CliRunner().invoke(main, ["check", "ours"])
    assert f"`{said.output.strip()}`" in whole.prose


def test_an_example_that_expects_something_else_fails(tmp_path: Path) -> None:
    first = RECIPES[0]
    wrong = {name: re.sub(r"expect: .*", "expect: {status: lead/lost}", text) for name, text in first.examples.items()}
    assert not any(result.passed for result in results(lay_out(replace(first, examples=wrong), tmp_path)))


def test_a_recipe_with_a_mistake_is_found(tmp_path: Path) -> None:
    file = "ours/tasks.yaml\ntasks: {ring: {opens: [{id: gone, on: {status_entered: lead/gone}}]}}"
    (planted,) = recipes_of(f"### How?\n```yaml\n# {file}\n```\n")
    found = check_ruleset(lay_out(planted, tmp_path), installed=INSTALLED).problems
    assert [one.code for one in found] == ["R001"]
