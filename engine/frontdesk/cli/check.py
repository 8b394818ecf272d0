"""``frontdesk check``: every problem of a ruleset in one run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import click

from frontdesk.cli.installed import installed_plugins
from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.cli.rulesets_given import changed_option, rulesets_given
from frontdesk.loading import Report, check_ruleset
from frontdesk.problems import CODES, RulesetError, Severity, counted
from frontdesk.rendering.problems import problems_data, problems_text


@click.command()
@click.argument("rulesets", nargs=-1, metavar="[RULESET]...")
@click.option("--notes", is_flag=True, help="Show also what could be said shorter.")
@changed_option
@practice_option
@format_option("text", "json", "sarif", "github")
def command(rulesets: tuple[str, ...], notes: bool, changed: bool, practice: str, form: str) -> None:
    """Check each RULESET (a folder or a shipped name), prove its promises, and list every problem found.

    Exit code 0: the rulesets can be used. 1: there are problems.
    """
    names = rulesets_given(rulesets, changed, practice)
    if form == "text":
        reports = {name: check_ruleset(name, notes=notes, installed=installed_plugins()) for name in names}
        click.echo("\n\n".join(map(_text, reports.values())) or "No ruleset has changed.")
    else:
        reports = {name: _report(name, notes) for name in names}
        if form == "json":
            _print_all(reports.values())
        else:
            _print_placed(reports, form)
    raise SystemExit(0 if all(report.ruleset for report in reports.values()) else 1)


def _report(name: str, notes: bool) -> Report:
    """The report as data, in which a ruleset that is not there is a problem like any other."""
    try:
        return check_ruleset(name, notes=notes, installed=installed_plugins())
    except RulesetError as error:
        return Report(None, error.problems, {}, {})


def _print_all(reports: Collection[Report]) -> None:
    problems = dict.fromkeys(problem for report in reports for problem in report.problems)
    proved = [{"promise": one.words, "combinations": one.combinations} for report in reports for one in report.proved]
    usable = all(report.ruleset for report in reports)
    print_data({"usable": usable, "problems": problems_data([*problems]), "proved": proved})


def _print_placed(reports: Mapping[str, Report], form: str) -> None:
    from frontdesk.rendering.exchange import placed, sarif, workflow_commands

    files = _files(reports.values())
    found = list(
        dict.fromkeys(
            problem
            for name, report in reports.items()
            for problem in placed(report.problems, files, f"{Path(name)}/ruleset.yaml")
        )
    )
    if form == "github":
        click.echo(workflow_commands(found), nl=False)
    else:
        read = {file: lines for report in reports.values() for file, lines in report.sources.items()}
        print_data(sarif(found, {own: read[file] for file, own in files.items()}, _page, _version()))


def _files(reports: Collection[Report]) -> dict[str, str]:
    """The files that are there: below this folder, which is taken for the repository's, by their way from here."""
    named = dict.fromkeys(file for report in reports for file in report.sources)
    here = Path.cwd()
    paths = {file: (here / file).resolve() for file in named if Path(file).is_file()}
    return {file: _from_here(path, here.resolve()) for file, path in paths.items()}


def _from_here(path: Path, here: Path) -> str:
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _page(code: str) -> str:
    from frontdesk.loading.bundled import problem_page

    try:
        return problem_page(code)
    except KeyError:
        return f"# {code}: {CODES[code]}\n"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("frontdesk")
    except PackageNotFoundError:
        return ""


def _text(report: Report) -> str:
    parts = [problems_text(report.problems, report.sources, colours=click.style) + "\n"] if report.problems else []
    return "\n".join([*parts, _summary(report), *([_more(report)] if report.problems else [])])


def _summary(report: Report) -> str:
    if report.ruleset is None:
        files = len({problem.where.file for problem in report.problems})
        return (
            f"{counted(len(report.problems), 'problem')} in {counted(files, 'file')}. The ruleset cannot be used yet."
        )
    rules = report.ruleset
    said = (
        counted(len(rules.states), "state"),
        counted(len(rules.campaigns), "campaign"),
        counted(len(rules.messages), "message"),
        f"{counted(rules.row_count, 'row')} in {counted(len(rules.tables) + 2, 'table')}",
    )
    return f"{rules.name}: {_found(report)}. {', '.join(said)}.{_promises(report)}"


def _found(report: Report) -> str:
    """How many warnings there are, and how many notes; rules with an error in them get here never."""
    severities = [problem.severity for problem in report.problems]
    kinds = [(severities.count(one), str(one)) for one in (Severity.WARNING, Severity.NOTE)]
    return ", ".join(counted(many, word) for many, word in kinds if many) or "no problems"


def _more(report: Report) -> str:
    """The command that explains what was found: errors first, each code once."""
    serious = sorted(report.problems, key=lambda problem: list(Severity).index(problem.severity))
    first, *others = dict.fromkeys(problem.code for problem in serious)
    return f"more: frontdesk explain {first}" + (f" (or {', '.join(others)})" if others else "")


def _promises(report: Report) -> str:
    if not report.proved:
        return ""
    combinations = sum(one.combinations for one in report.proved)
    return f"\n{counted(len(report.proved), 'promise')} proved over {combinations:,} combinations."
