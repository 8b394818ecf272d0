"""``frontdesk explain``: why a table answers what it does, where a value comes from, what a problem's code means."""

from __future__ import annotations

import difflib
import re

import click

from frontdesk.cli.facts_given import read_facts
from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.facts import with_limit
from frontdesk.facts.comparisons import with_comparisons
from frontdesk.loading import load_ruleset
from frontdesk.loading.bundled import problem_page
from frontdesk.model import Ruleset
from frontdesk.problems import CODES, FrontdeskError, Location, choices, severity_of
from frontdesk.rendering.explanations import explanation_data, explanation_text
from frontdesk.rendering.pages import page_text

_CODE = re.compile(r"[A-Z]\d{3}")


@click.command()
@click.argument("what")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@practice_option
@format_option("text", "json")
def command(what: str, facts: tuple[str, ...], practice: str, form: str) -> None:
    """Explain WHAT: a table's decision, a value such as ruleset.correction_window, or a code such as R001.

    Of a decision it shows the row and its file and line, the facts that were read, and what each row before lacked.
    """
    if _CODE.fullmatch(what.upper()):
        _code(what.upper(), form)
        return
    ruleset = load_ruleset(practice)
    if what in ruleset.places and what not in ruleset.tables:
        _place(ruleset, what, ruleset.places[what], form)
        return
    asked = ruleset.table(what)
    named = with_comparisons(ruleset, asked.scope, read_facts(ruleset, asked, facts))
    explanation = asked.explain(ruleset.quietly(asked, with_limit(ruleset, asked, named)))
    if form == "json":
        print_data(explanation_data(asked, explanation))
    else:
        click.echo(explanation_text(asked, explanation))


def _code(code: str, form: str) -> None:
    if code not in CODES:
        raise FrontdeskError(f"no problem has the code '{code}'; {_near(code)}")
    page = problem_page(code)
    if form == "json":
        print_data({"code": code, "title": CODES[code], "severity": severity_of(code), "page": page})
    else:
        click.echo(page_text(page, lambda text: click.style(text, bold=True)))


def _near(code: str) -> str:
    group = [one for one in CODES if one[0] == code[0]]
    if near := difflib.get_close_matches(code, group, n=1, cutoff=0):
        return f"did you mean '{near[0]}'? The codes go from {group[0]} to {group[-1]}"
    return f"codes begin with {choices(dict.fromkeys(one[0] for one in CODES), most=20)}"


def _place(ruleset: Ruleset, name: str, where: Location, form: str) -> None:
    if form == "json":
        print_data({"value": name, "file": where.file, "line": where.line, "ruleset": ruleset.name})
    else:
        click.echo(f"{name} is set in {where.short}")
