"""``frontdesk offers``: the drop-down of one status, or of all."""

from __future__ import annotations

from collections.abc import Mapping

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.cli.states_named import known_states
from frontdesk.facts import state_facts, with_limit
from frontdesk.interpreter.offers import offered
from frontdesk.interpreter.reasons import may_be_given
from frontdesk.loading import load_ruleset
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import REASONS
from frontdesk.rendering.grids import Grid, page_csv, page_data, page_markdown, plain
from frontdesk.rendering.offers import offers_page
from frontdesk.tables import Value
from frontdesk.views import as_json
from frontdesk.views.contact import offer_view


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
    holding = may_be_given(ruleset, (_all_of(ruleset, known),))
    quiet = ruleset.quietly(ruleset.offers, with_limit(ruleset, ruleset.offers, known))
    offers = [offer_view(ruleset, one, holding) for one in offered(ruleset, quiet)]
    if form == "json":
        print_data([as_json(one) for one in offers])
        return
    click.echo(f"After {ruleset.status_label(state)}:")
    if not offers:
        click.echo("nothing is offered")
        return
    asked = any(one.asks for one in offers)
    heading = ("state", "label", *(("asks for",) if asked else ()), "row", "place")
    rows = tuple(
        (one.state, one.label, *((", ".join(one.asks),) if asked else ()), one.row, one.place) for one in offers
    )
    click.echo(plain(Grid(heading, rows)))
    if any(one.reasons for one in offers):
        click.echo(f"Reasons that hold: {', '.join(holding)}")


def _all_of(ruleset: Ruleset, known: Mapping[str, Value]) -> dict[str, Value]:
    """*known* with all else that the lost reasons ask for, as quiet as it may be."""
    table = ruleset.tables.get(REASONS)
    return {} if table is None else ruleset.quietly(table, with_limit(ruleset, table, known))
