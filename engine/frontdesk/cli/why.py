"""``frontdesk why``: why one message went, waits or did not go."""

from __future__ import annotations

import click

from frontdesk import views
from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.rendering.outbox import reason_text


@click.command()
@click.argument("message", type=int)
@format_option("text", "json")
@desk_options
def command(desk: Desk, message: int, form: str) -> None:
    """Say why MESSAGE went, waits or did not go: the row that decided, the facts that it read, and what happened.

    MESSAGE is the number that 'frontdesk outbox' shows. Nothing is changed.
    """
    with desk.open(adopting=False) as act:
        found = views.reason(act, message)
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(reason_text(act.ruleset, found))
