"""``frontdesk outbox``: every message, where it is, and why it did not leave."""

from __future__ import annotations

import click

from frontdesk import views
from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.desk import find
from frontdesk.names import MessageState
from frontdesk.rendering.outbox import outbox_text


@click.command()
@click.argument("contact", required=False)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([str(state) for state in MessageState]),
    help="Only messages in this state; may be said more than once.",
)
@format_option("text", "json")
@desk_options
def command(desk: Desk, contact: str | None, states: tuple[str, ...], form: str) -> None:
    """List the messages to CONTACT, or to everybody: where each is, when it left or is due, and why it did not leave.

    Nothing is changed. 'frontdesk why NUMBER' says more about one of them.
    """
    with desk.open(adopting=False) as act:
        about = find(act, contact).id if contact else None
        found = views.outbox(act, about, states=[MessageState(state) for state in states])
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(outbox_text(found, act.ruleset.zone))
