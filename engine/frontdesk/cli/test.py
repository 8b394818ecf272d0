"""``frontdesk test``: the examples that a ruleset brings along."""

from __future__ import annotations

import sys

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.loading import load_ruleset
from frontdesk.problems import FrontdeskError
from frontdesk.testing.examples import Example, ExampleResult, examples_of, run_example


@click.command()
@click.argument("ruleset", required=False)
@click.option("-k", "--only", default="", metavar="WORDS", help="Only examples whose name holds these words.")
@practice_option
@format_option("text", "json")
def command(ruleset: str | None, only: str, practice: str, form: str) -> None:
    """Run the examples of RULESET (a folder or a shipped name).

    Exit code 0: all hold. 1: at least one does not.
    """
    name = ruleset or practice
    rules = load_ruleset(name)
    examples = [one for one in examples_of(name) if only.casefold() in one.name.casefold()]
    if not examples:
        raise FrontdeskError(_none(name, only))
    with click.progressbar(examples, label="Examples", hidden=not sys.stderr.isatty(), file=sys.stderr) as bar:
        results = [run_example(rules, example) for example in bar]
    failed = [result for result in results if not result.passed]
    if form == "json":
        print_data([_data(result) for result in results])
    else:
        for result in failed:
            click.echo(f"{result.file}:{result.line}: E001: {result.name}")
            click.echo("\n".join(f"  {difference}" for difference in result.differences) + "\n")
        click.echo(_summary(examples, failed))
    raise SystemExit(1 if failed else 0)


def _summary(examples: list[Example], failed: list[ExampleResult]) -> str:
    held = len(examples) - len(failed)
    if failed:
        return f"{held} of {len(examples)} examples hold, {len(failed)} do not."
    return f"All {len(examples)} examples hold."


def _none(name: str, only: str) -> str:
    if only:
        return f"no example of '{name}' has '{only}' in its name"
    return f"'{name}' has no examples; write one in examples/, as docs/examples.md shows"


def _data(result: ExampleResult) -> dict[str, object]:
    return {
        "name": result.name,
        "file": result.file,
        "line": result.line,
        "holds": result.passed,
        "differences": list(result.differences),
    }
