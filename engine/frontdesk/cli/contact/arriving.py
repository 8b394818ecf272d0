"""``frontdesk contact add`` and ``reply``: somebody new, and what somebody wrote."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import say
from frontdesk.cli.facts_given import read_cells
from frontdesk.cli.options import Desk, desk_options, format_option, request_option, source_option
from frontdesk.names import ContactSource, LineId


@click.command()
@click.argument("name")
@click.argument("cells", nargs=-1, metavar="[COLUMN=VALUE]...")
@source_option(ContactSource.BY_HAND)
@format_option("text", "json")
@desk_options
@request_option
def add(desk: Desk, name: str, cells: tuple[str, ...], source: str, form: str) -> None:
    """Add somebody called NAME; the columns of an import say more.

    Such as cell=202-555-0101 email=ana@example.com status=lead/new, or a fact of the practice's own.
    """
    with desk.open() as act:
        say(use.add_contact(act, {"name": name, **read_cells(cells)}, ContactSource(source)), form)


@click.command()
@click.argument("number")
@click.argument("text")
@click.option("--line", default="", help="The line that the reply came in on. Default: the first.")
@format_option("text", "json")
@desk_options
@request_option
def reply(desk: Desk, number: str, text: str, line: str, form: str) -> None:
    """Take in a reply TEXT from the phone NUMBER, such as STOP; it counts for everybody on that number."""
    with desk.open() as act:
        say(use.receive(act, number, text, LineId(line) if line else None), form)
