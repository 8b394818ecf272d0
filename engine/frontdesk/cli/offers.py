"""``frontdesk offers``: the drop-down of one status, or of all."""

from __future__ import annotations

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.cli.states_named import known_states
from frontdesk.facts import state_facts
from frontdesk.interpreter.offers import offer_label, offered
from frontdesk.loading import load_ruleset
from frontdesk.model import Ruleset
from frontdesk.rendering.grids import Grid, page_csv, page_data, page_markdown, plain
from frontdesk.rendering.offers import offers_page
from frontdesk.tables import Value


@click.command()
@click.argument("state", required=False, shell_complete=known_states)
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@practice_option
@format_option("markdown", "csv", "json")
def command(state: str | None, facts: tuple[str, ...], practice: str, form: str) -> None:
    """Print what the drop-down offers in STATE (phase/status), given further FACTs; without STATE, the whole matrix."""
    ruleset = load_ruleset(practice)
    if state is None:
        page = offers_page(ruleset)
        if form == "json":
            print_data(page_data(page))
        else:
            click.echo(page_csv(page) if form == "csv" else page_markdown(page), nl=False)
        return
    _one(ruleset, state, facts, form)


def _one(ruleset: Ruleset, name: str, given: tuple[str, ...], form: str) -> None:
    from frontdesk.cli.facts_given import read_facts

    state = ruleset.state(name)
    known: dict[str, Value] = {**state_facts(ruleset, state), **read_facts(ruleset, ruleset.offers, given)}
    known.setdefault("has_been", frozenset({state, state.partition("/")[0]}))
    offers = offered(ruleset, ruleset.quietly(ruleset.offers, known))
    if form == "json":
        print_data(
            [
                {"state": one.state, "label": offer_label(ruleset, one.state, one.row), "row": one.row.id}
                for one in offers
            ]
        )
        return
    rows = tuple(
        (one.state, offer_label(ruleset, one.state, one.row), one.row.id, one.row.where.short) for one in offers
    )
    click.echo(f"After {ruleset.status_label(state)}:")
    click.echo(plain(Grid(("state", "label", "row", "place"), rows)) if rows else "nothing is offered")
