"""``frontdesk contact edit``, ``duplicates``, ``merge``, ``unmerge``, ``erase``: what is kept is put right, or goes."""

from __future__ import annotations

from pathlib import Path

import click

from frontdesk import desk as use
from frontdesk import views
from frontdesk.cli.contact.common import WHO, say, who
from frontdesk.cli.facts_given import read_cells
from frontdesk.cli.options import ERASED_LIST, Desk, desk_options, format_option, print_data, request_option
from frontdesk.names import ContactId
from frontdesk.rendering.contact import duplicates_text


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


@click.command()
@format_option("text", "json")
@desk_options
def duplicates(desk: Desk, form: str) -> None:
    """List contacts that are likely one person: the same reference, or the same name and number or e-mail.

    A family on one phone is not listed. 'frontdesk contact merge' makes two of them one.
    """
    with desk.open() as act:
        found = views.duplicates(act)
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(duplicates_text(found))


@click.command(epilog=WHO)
@click.argument("kept", metavar="KEEP")
@click.argument("other")
@format_option("text", "json")
@desk_options
@request_option
def merge(desk: Desk, kept: str, other: str, form: str) -> None:
    """Make OTHER the same person as KEEP: one history, the status of KEEP, and what either refused is refused."""
    with desk.open() as act:
        say(use.merge(act, who(act, kept), who(act, other)), form)


@click.command()
@click.argument("other", metavar="NUMBER")
@format_option("text", "json")
@desk_options
@request_option
def unmerge(desk: Desk, other: str, form: str) -> None:
    """Make the contact with this NUMBER, which was merged into another, a contact of its own again."""
    number = other.removeprefix("#")
    if not (number.isascii() and number.isdecimal()):
        raise click.UsageError(f"'{other}' is no number of a contact; 'frontdesk contact show' tells who was merged")
    with desk.open() as act:
        say(use.unmerge(act, ContactId(int(number))), form)


@click.command(epilog=WHO)
@click.argument("contact", required=False)
@click.option("--confirm", "name", metavar="NAME", help="The whole name of CONTACT, in the place of the question.")
@click.option(
    "--again",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Erase again whoever is in this file ({ERASED_LIST} beside the store), after an older copy was brought back.",
)
@format_option("text", "json")
@desk_options
def erase(desk: Desk, contact: str | None, name: str | None, again: Path | None, form: str) -> None:
    """Erase CONTACT for good: name, numbers, notes and what was said; a number is left, and what they refused."""
    if (contact is None) == (again is None):
        raise click.UsageError("name one CONTACT, or a file with --again")
    with desk.open() as act:
        if again is not None:
            say(use.erase_again(act, again), form)
            return
        found = use.find(act, contact or "")
        if name is None:
            question = f"Erase {found.name} (#{found.id}), and everything that is kept of them, for good?"
            click.confirm(question, abort=True, err=True)
        say(use.erase(act, found.id, found.name if name is None else name, desk.erased), form)
