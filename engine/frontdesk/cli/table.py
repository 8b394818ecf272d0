"""``frontdesk table``: any page of the handbook, as Markdown, CSV, JSON or HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
@click.option("--html", is_flag=True, help="Print a self-contained page; without NAME, the whole handbook.")
def command(name: str | None, practice: str, form: str, html: bool) -> None:
    """Print the table NAME; without NAME, list the tables there are."""
    if html and form != "markdown":
        raise click.UsageError("--html is a format of its own; leave out --format")
    ruleset = load_ruleset(practice)
    book = pages(ruleset)
    if html:
        from frontdesk.rendering.html import pages_html

        chosen = [_one(book, name)] if name else [page() for page in book.values()]
        version = f"Ruleset {ruleset.name}, version {ruleset.hash[:12]}"
        click.echo(pages_html(ruleset.label, chosen, version), nl=False)
        return
    if name is None:
        _list([page() for page in book.values()], form)
        return
    page = _one(book, name)
    if form == "json":
        print_data(page_data(page))
    else:
        click.echo(page_csv(page) if form == "csv" else page_markdown(page), nl=False)


def _one(book: Mapping[str, Callable[[], Page]], name: str) -> Page:
    if name not in book:
        raise UnknownNameError("table", name, list(book))
    return book[name]()


def _list(book: list[Page], form: str) -> None:
    if form == "json":
        print_data([{"name": page.name, "title": page.title} for page in book])
        return
    click.echo(plain(Grid(("name", "title"), tuple((page.name, page.title) for page in book))))
