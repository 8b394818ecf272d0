"""``frontdesk demo``: a week of a practice in a few seconds."""

from __future__ import annotations

import click

from frontdesk.demo import play_demo, practices


@click.command()
@click.option(
    "-p",
    "--practice",
    type=click.Choice(practices()),
    default=practices()[0],
    show_default=True,
    help="Whose week is played.",
)
@click.option("--keep", type=click.Path(file_okay=False), help="Keep the practice in this folder to look around in.")
def command(practice: str, keep: str | None) -> None:
    """Play a week of a practice with fictional people, and tell the stories of its vendor's help pages."""
    for line in play_demo(keep, practice):
        click.echo(line)
