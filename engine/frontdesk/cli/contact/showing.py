"""``frontdesk contact list`` and ``show``: what the front desk sees of contacts."""

from __future__ import annotations

import click

from frontdesk import views
from frontdesk.cli.contact.common import WHO, who
from frontdesk.cli.options import Desk, desk_options, format_option, hidden_option, print_data
from frontdesk.cli.states_named import known_states
from frontdesk.rendering.contact import contact_text, contacts_text


@click.command(name="list")
@click.argument("text", default="")
@click.option(
    "--status",
    "state",
    default="",
    metavar="STATE",
    shell_complete=known_states,
    help="Only contacts in this phase/status.",
)
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many to list.")
@hidden_option
@format_option("text", "json")
@desk_options
def list_(desk: Desk, text: str, state: str, most: int, hidden: bool, form: str) -> None:
    """List contacts: all, or those with TEXT in the name, phone number, e-mail or reference.

    Who is in a hidden status is listed where a text, --status or --hidden asks for them.
    """
    with desk.open() as act:
        wanted = act.ruleset.state(state) if state else None
        found = views.contacts(act, text, state=wanted, most=most, hidden=hidden)
    if form == "json":
        print_data(views.as_json(found.contacts))
    else:
        click.echo(contacts_text(found, act.ruleset.zone))


@click.command(epilog=WHO)
@click.argument("contact")
@format_option("text", "json")
@desk_options
def show(desk: Desk, contact: str, form: str) -> None:
    """Show CONTACT: its status and what may follow, how it can be reached, what waits, and what happened."""
    with desk.open() as act:
        found = views.contact(act, who(act, contact))
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(contact_text(act.ruleset, found))
