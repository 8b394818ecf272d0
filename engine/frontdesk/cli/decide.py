"""``frontdesk decide``: ask one table."""

from __future__ import annotations

import click

from frontdesk.checking.people import why_nobody
from frontdesk.cli.facts_given import read_facts
from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.facts import with_limit
from frontdesk.facts.comparisons import with_comparisons
from frontdesk.loading import load_ruleset
from frontdesk.rendering.explanations import decision_data, decision_text


@click.command()
@click.argument("table")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@practice_option
@format_option("text", "json")
def command(table: str, facts: tuple[str, ...], practice: str, form: str) -> None:
    """Ask TABLE, and print the outcome, the reason, the row and where it stands.

    A fact that you leave out has its default; without one it is no, not_sent, none, missing, unknown or 0, whichever
    of these is one of its values; what compares two facts follows from them. Of somebody who cannot exist it is said
    so.
    """
    ruleset = load_ruleset(practice)
    asked = ruleset.table(table)
    named = with_comparisons(ruleset, asked.scope, read_facts(ruleset, asked, facts))
    decision = asked.decide(ruleset.quietly(asked, with_limit(ruleset, asked, named)))
    nobody = why_nobody(ruleset, named)
    if form == "json":
        print_data({**decision_data(asked, decision), "nobody": nobody or None})
    else:
        click.echo(decision_text(asked, decision))
        click.echo(f"  nobody is like this: {nobody}" if nobody else "", nl=bool(nobody))
