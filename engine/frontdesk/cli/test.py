"""``frontdesk test``: the examples that a ruleset brings along."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.cli.rulesets_given import changed_option, rulesets_given
from frontdesk.loading import load_ruleset
from frontdesk.problems import FrontdeskError, choices, counted
from frontdesk.testing.examples import ExampleResult, examples_of, run_example


@click.command()
@click.argument("rulesets", nargs=-1, metavar="[RULESET]...")
@click.option("-k", "--only", default="", metavar="WORDS", help="Only examples whose name holds these words.")
@changed_option
@practice_option
@format_option("text", "json")
def command(rulesets: tuple[str, ...], only: str, changed: bool, practice: str, form: str) -> None:
    """Run the examples of each RULESET (a folder or a shipped name).

    Exit code 0: all hold. 1: at least one does not.
    """
    names = rulesets_given(rulesets, changed, practice)
    chosen = [(name, one) for name in names for one in examples_of(name) if only.casefold() in one.name.casefold()]
    if not chosen and not changed:
        raise FrontdeskError(_none(names, only))
    rules = {name: load_ruleset(name) for name, _ in chosen}
    with click.progressbar(chosen, label="Examples", hidden=not sys.stderr.isatty(), file=sys.stderr) as bar:
        results = [run_example(rules[name], example) for name, example in bar]
    failed = [result for result in results if not result.passed]
    if form == "json":
        print_data([_data(result) for result in results])
    else:
        for result in failed:
            click.echo(f"{result.file}:{result.line}: E001: {result.name}")
            click.echo("\n".join(f"  {difference}" for difference in result.differences) + "\n")
        click.echo(_summary(len(chosen), len(failed)))
    raise SystemExit(1 if failed else 0)


def _summary(examples: int, failed: int) -> str:
    if failed:
        return f"{examples - failed:,} of {counted(examples, 'example')} hold, {failed:,} do not."
    if examples == 1:
        return "The one example holds."
    return f"All {counted(examples, 'example')} hold." if examples else "No ruleset with examples has changed."


def _none(names: Sequence[str], only: str) -> str:
    said = choices(names)
    if only:
        return f"no example of {said} has '{only}' in its name"
    return f"{said} has no examples; write one in examples/, as docs/examples.md shows"


def _data(result: ExampleResult) -> dict[str, object]:
    return {
        "name": result.name,
        "file": result.file,
        "line": result.line,
        "holds": result.passed,
        "differences": list(result.differences),
    }
