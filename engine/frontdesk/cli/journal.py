"""``frontdesk journal``: what happened, and the proof that nobody changed it afterwards."""

from __future__ import annotations

import click

from frontdesk.cli.options import Desk, clock, desk_options, format_option, print_data
from frontdesk.desk import Redecided, find, redecide
from frontdesk.problems import counted
from frontdesk.rendering.journal import entry_data, entry_text


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
        zone = act.ruleset.zone
        about = find(act, contact).id if contact else None
        entries = act.store.journal(contact=about, since=since, limit=limit)
        if form == "json":
            print_data([entry_data(entry) for entry in entries])
            return
        for entry in entries:
            who = f" contact {entry.contact}" if entry.contact is not None else ""
            click.echo(f"{entry.seq:>6}  {clock(entry.at, zone)}  {entry.by}{who}: {entry_text(act.ruleset, entry)}")


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
        found = act.store.verify_journal(anchor)
        again = redecide(act) if found.intact else Redecided(0, 0, ())
    broken = [*found.broken, *again.differences]
    if form == "json":
        print_data({"entries": found.entries, "head": found.head, "decided_again": again.events, "broken": broken})
    else:
        entries = "1 entry" if found.entries == 1 else f"{found.entries:,} entries"
        click.echo("\n".join(broken) or f"{entries}, the chain is whole. It ends in {found.head}.")
        click.echo(
            f"{counted(again.events, 'event')} decided again with the same effects"
            + (f"; {again.rules_not_kept} by rules that are not kept here." if again.rules_not_kept else ".")
            if not broken
            else f"{counted(len(broken), 'thing')} wrong."
        )
    raise SystemExit(1 if broken else 0)
