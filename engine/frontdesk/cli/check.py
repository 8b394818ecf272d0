"""``frontdesk check``: every problem of a ruleset in one run."""

from __future__ import annotations

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.loading import Report, check_ruleset
from frontdesk.rendering.problems import problems_data, problems_text


@click.command()
@click.argument("ruleset", required=False)
@practice_option
@format_option("text", "json")
def command(ruleset: str | None, practice: str, form: str) -> None:
    """Check RULESET (a folder or a shipped name) and list every problem found.

    Exit code 0: the ruleset can be used. 1: it has problems.
    """
    report = check_ruleset(ruleset or practice)
    if form == "json":
        print_data({"usable": report.ruleset is not None, "problems": problems_data(report.problems)})
    else:
        if report.problems:
            click.echo(problems_text(report.problems, report.sources) + "\n")
        click.echo(_summary(report))
    raise SystemExit(0 if report.ruleset else 1)


def _summary(report: Report) -> str:
    if report.ruleset is None:
        files = len({problem.where.file for problem in report.problems})
        return f"{_count(len(report.problems), 'problem')} in {_count(files, 'file')}. The ruleset cannot be used yet."
    rules = report.ruleset
    rows = sum(len(table.rows) for table in (*rules.tables.values(), rules.offers, rules.consequences))
    said = (
        _count(len(rules.states), "state"),
        _count(len(rules.campaigns), "campaign"),
        _count(len(rules.messages), "message"),
        f"{_count(rows, 'row')} in {_count(len(rules.tables) + 2, 'table')}",
    )
    return f"{rules.name}: no problems. {', '.join(said)}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
