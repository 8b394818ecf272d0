"""``frontdesk contact edit``: what somebody noted of a contact, and now knows better."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, say, who
from frontdesk.cli.facts_given import read_cells
from frontdesk.cli.options import Desk, desk_options, format_option, request_option


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("cells", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@format_option("text", "json")
@desk_options
@request_option
def edit(desk: Desk, contact: str, cells: tuple[str, ...], form: str) -> None:
    """Correct what is known of CONTACT, by the columns of an import; an empty value takes away.

    Such as cell=555-0101, name="Ana Example" or zone=; the same number or e-mail once more is tried again.
    """
    with desk.open() as act:
        say(use.edit(act, who(act, contact), read_cells(cells)), form)
