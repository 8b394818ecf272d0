"""``frontdesk facts``: the catalogue of facts, the practice's own among them."""

from __future__ import annotations

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.loading import load_ruleset
from frontdesk.model import Scope
from frontdesk.rendering.grids import Grid, plain


@click.command()
@click.argument("scope", required=False, type=click.Choice([str(scope) for scope in Scope]))
@practice_option
@format_option("text", "json")
def command(scope: str | None, practice: str, form: str) -> None:
    """List the facts that rules of SCOPE can ask for; without SCOPE, all of them."""
    ruleset = load_ruleset(practice)
    names = ruleset.scopes[Scope(scope)] if scope else ruleset.facts
    facts = [fact for name, fact in ruleset.facts.items() if name in names]
    if form == "json":
        print_data(
            [
                {"name": one.name, "of": one.of, "own": one.own, "values": one.domain.describe(), "means": one.means}
                for one in facts
            ]
        )
        return
    rows = tuple((one.name, str(one.of), one.domain.describe(), one.means or one.label) for one in facts)
    click.echo(plain(Grid(("fact", "of", "values", "means"), rows)))
