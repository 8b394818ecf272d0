"""``frontdesk check``: every problem of a ruleset in one run."""

from __future__ import annotations

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.loading import Report, check_ruleset
from frontdesk.problems import Severity
from frontdesk.rendering.exchange import sarif, workflow_commands
from frontdesk.rendering.problems import problems_data, problems_text


@click.command()
@click.argument("ruleset", required=False)
@click.option("--notes", is_flag=True, help="Show also what could be said shorter.")
@practice_option
@format_option("text", "json", "sarif", "github")
def command(ruleset: str | None, notes: bool, practice: str, form: str) -> None:
    """Check RULESET (a folder or a shipped name), prove its promises, and list every problem found.

    Exit code 0: the ruleset can be used. 1: it has problems.
    """
    report = check_ruleset(ruleset or practice, notes=notes)
    if form == "sarif":
        print_data(sarif(report.problems))
    elif form == "github":
        click.echo(workflow_commands(report.problems))
    elif form == "json":
        proved = [{"promise": one.words, "combinations": one.combinations} for one in report.proved]
        problems = problems_data(report.problems)
        print_data({"usable": report.ruleset is not None, "problems": problems, "proved": proved})
    else:
        if report.problems:
            click.echo(problems_text(report.problems, report.sources, colours=click.style) + "\n")
        click.echo(_summary(report))
        if report.problems:
            click.echo(_more(report))
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
    warnings = len(report.problems)
    found = "no problems" if not warnings else _count(warnings, "warning")
    return f"{rules.name}: {found}. {', '.join(said)}.{_promises(report)}"


def _more(report: Report) -> str:
    """The command that explains what was found: errors first, each code once."""
    serious = sorted(report.problems, key=lambda problem: list(Severity).index(problem.severity))
    first, *others = dict.fromkeys(problem.code for problem in serious)
    return f"more: frontdesk explain {first}" + (f" (or {', '.join(others)})" if others else "")


def _promises(report: Report) -> str:
    if not report.proved:
        return ""
    combinations = sum(one.combinations for one in report.proved)
    return f"\n{_count(len(report.proved), 'promise')} proved over {combinations:,} combinations."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
