"""The hooks for pre-commit, run as pre-commit runs them: in a repository, with the files of a commit as words."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from frontdesk.cli import main
from support import ROOT

HOOKS: list[Mapping[str, Any]] = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
EXAMPLE = """
examples:
  - name: a landline is called
    decide: delivery
    given: {has_call: yes, destination: landline}
    expect: {outcome: CHANNEL}
"""
Commit = Callable[[], "Run"]


class Run:
    """What the two hooks said of a commit; a hook without files is skipped and has no result."""

    def __init__(self, staged: list[str]) -> None:
        self.results = {hook["id"]: _run(hook, staged) for hook in HOOKS}

    @property
    def check(self) -> Result:
        result = self.results["frontdesk-check"]
        assert result is not None, "skipped"
        return result

    @property
    def test(self) -> Result:
        result = self.results["frontdesk-test"]
        assert result is not None, "skipped"
        return result


def _run(hook: Mapping[str, Any], staged: list[str]) -> Result | None:
    """Entry, then the files that the hook wants; pre-commit splits them among processes unless it is told not to."""
    assert hook["language"] == "python"
    assert hook["require_serial"] is True
    assert hook.get("pass_filenames", True)
    files = [file for file in staged if re.search(hook["files"], file)]
    if not files:
        return None
    program, *words = shlex.split(hook["entry"])
    assert program == "frontdesk", "the command that the package brings"
    result = CliRunner().invoke(main, [*words, *files])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def git(*words: str) -> str:
    settings = ["-c", "user.name=Ana Example", "-c", "user.email=ana@example.com", "-c", "core.hooksPath=/dev/null"]
    done = subprocess.run(["git", *settings, *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commit:
    """Commit all that has changed in the repository that we are in, after the hooks have seen it."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")

    def commit_all() -> Run:
        git("add", "--all")
        staged = git("diff", "--staged", "--name-only", "--no-ext-diff", "-z", "--diff-filter=ACMRTUXB")
        run = Run(list(filter(None, staged.split("\0"))))
        git("commit", "--quiet", "--no-verify", "--message", "Rules")
        return run

    return commit_all


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, encoding="utf-8")


def a_ruleset(folder: str, extends: str = "default") -> None:
    name = Path(folder).name.replace(" ", "-") or "root"
    write(f"{folder}/ruleset.yaml", f"name: {name}\nextends: {extends}\n")


def checked(result: Result) -> list[str]:
    """The rulesets in order of which a check tells."""
    return re.findall(r"^(\S+): no problems", result.output, re.MULTILINE)


BROKEN = "limit: 3\ncounts: nobody\n"


def test_there_is_one_hook_to_check_and_one_for_examples() -> None:
    assert [hook["id"] for hook in HOOKS] == ["frontdesk-check", "frontdesk-test"]
    assert all(hook["name"] and hook["description"] for hook in HOOKS)


@pytest.mark.parametrize("folder", [".", "rules", "our rules/north clinic"])
def test_a_ruleset_at_the_root_or_in_a_folder_is_checked_and_its_examples_run(folder: str, commit: Commit) -> None:
    a_ruleset(folder)
    write(f"{folder}/examples/calls.yaml", EXAMPLE.replace("CHANNEL", "call"))
    write(".pre-commit-config.yaml", "repos: []\n")
    write(".github/workflows/rules.yml", "on: push\n")
    first = commit()
    assert (first.check.exit_code, first.test.exit_code) == (0, 0)
    assert len(checked(first.check)) == 1
    assert "The one example holds." in first.test.output
    write(f"{folder}/attempts.yaml", BROKEN)
    second = commit()
    assert second.check.exit_code == 1
    assert "attempts.yaml:2:9: R001: no outcome is called 'nobody'" in second.check.output


def test_an_example_that_does_not_hold_stops_the_commit(commit: Commit) -> None:
    a_ruleset("rules")
    write("rules/examples/calls.yaml", EXAMPLE.replace("CHANNEL", "text"))
    run = commit()
    assert (run.check.exit_code, run.test.exit_code) == (0, 1)
    assert "rules/examples/calls.yaml:3: E001: a landline is called" in run.test.output


def test_only_rulesets_of_changed_files_are_checked(commit: Commit) -> None:
    a_ruleset("north")
    a_ruleset("south")
    write("south/attempts.yaml", BROKEN)
    assert commit().check.exit_code == 1
    write("north/lost_reasons.yaml", "reasons:\n  moved_away: {label: Moved away}\n")
    run = commit()
    assert (run.check.exit_code, checked(run.check)) == (0, ["north"])


def test_a_ruleset_is_checked_once_however_many_of_its_files_change(commit: Commit) -> None:
    a_ruleset("north")
    write("north/attempts.yaml", "limit: 4\n")
    write("north/examples/calls.yaml", EXAMPLE.replace("CHANNEL", "call"))
    assert checked(commit().check) == ["north"]


def test_a_changed_base_checks_the_rulesets_that_extend_it(commit: Commit) -> None:
    a_ruleset("clinics/base")
    a_ruleset("clinics/north", "../base")
    a_ruleset("clinics/late", "../north")
    a_ruleset("clinics/other")
    write("clinics/north/examples/calls.yaml", EXAMPLE.replace("CHANNEL", "call"))
    assert commit().check.exit_code == 0
    write("clinics/base/lost_reasons.yaml", "reasons:\n  moved_away: {label: Moved away}\n")
    run = commit()
    assert checked(run.check) == ["base", "late", "north"]
    assert run.test.output == "The one example holds.\n"


def test_files_of_no_ruleset_are_passed_over(commit: Commit) -> None:
    write("compose.yaml", "services: {}\n")
    write(".github/workflows/rules.yml", "on: push\n")
    run = commit()
    assert (run.check.exit_code, run.check.output) == (0, "No ruleset has changed.\n")
    assert (run.test.exit_code, run.test.output) == (0, "No ruleset with examples has changed.\n")


def test_a_ruleset_without_examples_does_not_stop_a_commit(commit: Commit) -> None:
    a_ruleset("rules")
    assert commit().test.exit_code == 0


def test_a_commit_without_yaml_is_not_looked_at(commit: Commit) -> None:
    a_ruleset("rules")
    commit()
    write("README.md", "Ours.\n")
    assert set(commit().results.values()) == {None}


def test_another_ending_in_a_ruleset_is_noticed(commit: Commit) -> None:
    a_ruleset("rules")
    write("rules/attempts.yml", "limit: 3\n")
    run = commit()
    assert run.check.exit_code == 1
    assert "attempts.yml" in run.check.output


def test_rulesets_in_installed_packages_are_left_alone(commit: Commit) -> None:
    for folder in (".venv", "node_modules", ".git/clinics"):
        a_ruleset(f"{folder}/old", "../base")
        (Path(folder) / "base").symlink_to(Path("base").absolute())
    a_ruleset("base")
    result = CliRunner().invoke(main, ["check", "--changed", "base/ruleset.yaml"])
    assert checked(result) == ["base"]


def test_the_entry_runs_as_a_program_of_its_own(commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
    a_ruleset("rules")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'engine'}:{ROOT / 'plugins'}")
    words = shlex.split(HOOKS[0]["entry"])[1:]
    program = [sys.executable, "-m", "frontdesk", *words, "rules/ruleset.yaml"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("rules: no problems.")


def workflows() -> list[Any]:
    """The configurations that the page on repositories shows."""
    text = (ROOT / "docs" / "continuous-integration.md").read_text(encoding="utf-8")
    return [
        YAML(typ="safe").load(block) for block in re.findall(r"^```yml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]


def test_the_page_on_repositories_names_every_hook() -> None:
    hooks, *_ = workflows()
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]


def test_the_commands_of_the_workflows_exist_with_their_options() -> None:
    _, workflow, upload = workflows()
    steps = [*workflow["jobs"]["check"]["steps"], *upload]
    lines = [line.strip() for step in steps for line in step.get("run", "").splitlines()]
    asked = [shlex.split(line.split(">")[0]) for line in lines if line.startswith("frontdesk ")]
    assert [words[1] for words in asked] == ["check", "test", "diff", "check"]
    for _, name, *words in asked:
        command = main.get_command(click.Context(main), name)
        assert command
        command.make_context(name, words)
