"""``frontdesk table``: any page of the handbook, as Markdown, CSV or JSON."""

from __future__ import annotations

import click

from frontdesk.cli.options import format_option, practice_option, print_data
from frontdesk.loading import load_ruleset
from frontdesk.model import UnknownNameError
from frontdesk.rendering.grids import Grid, Page, page_csv, page_data, page_markdown, plain
from frontdesk.rendering.handbook import pages


@click.command()
@click.argument("name", required=False)
@practice_option
@format_option("markdown", "csv", "json")
def command(name: str | None, practice: str, form: str) -> None:
    """Print the table NAME; without NAME, list the tables there are."""
    book = pages(load_ruleset(practice))
    if name is None:
        _list([page() for page in book.values()], form)
        return
    if name not in book:
        raise UnknownNameError("table", name, list(book))
    page = book[name]()
    if form == "json":
        print_data(page_data(page))
    else:
        click.echo(page_csv(page) if form == "csv" else page_markdown(page), nl=False)


def _list(book: list[Page], form: str) -> None:
    if form == "json":
        print_data([{"name": page.name, "title": page.title} for page in book])
        return
    click.echo(plain(Grid(("name", "title"), tuple((page.name, page.title) for page in book))))
