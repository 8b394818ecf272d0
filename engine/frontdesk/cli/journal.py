"""``frontdesk journal``: what happened, and the proof that nobody changed it afterwards."""

from __future__ import annotations

import click

from frontdesk import views
from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.desk import find
from frontdesk.rendering.journal import audit_text, entry_line


@click.group()
def command() -> None:
    """Show or verify the journal."""


@command.command()
@click.argument("contact", required=False)
@click.option("--since", type=int, default=0, metavar="NUMBER", help="Only entries after this number.")
@click.option("--limit", type=click.IntRange(1), help="At most so many entries.")
@format_option("text", "json")
@desk_options
def show(desk: Desk, contact: str | None, since: int, limit: int | None, form: str) -> None:
    """Print the entries of the journal, oldest first; of one CONTACT, or of all."""
    with desk.open(adopting=False) as act:
        about = find(act, contact).id if contact else None
        entries = views.journal(act, about, since=since, limit=limit)
        if form == "json":
            print_data([views.as_json(entry) for entry in entries])
            return
        for entry in entries:
            click.echo(entry_line(act.ruleset, entry))


@command.command()
@click.option(
    "--anchor", default="", metavar="HASH", help="An end of the journal noted earlier; it must still be there."
)
@format_option("text", "json")
@desk_options
def verify(desk: Desk, anchor: str, form: str) -> None:
    """Check the chain of hashes, and decide every event again under the rules that it was decided by.

    Exit code 0: nothing was changed. 1: something was.
    """
    with desk.open(adopting=False) as act:
        found = views.audit(act, anchor)
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(audit_text(found))
    raise SystemExit(1 if found.broken else 0)
