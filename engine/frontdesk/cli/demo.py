"""``frontdesk demo``: five days of a practice in a few seconds."""

from __future__ import annotations

import click

from frontdesk.demo import play_demo


@click.command()
@click.option("--keep", type=click.Path(file_okay=False), help="Keep the practice in this folder to look around in.")
def command(keep: str | None) -> None:
    """Play five working days of a physical therapy practice with 200 fictional contacts, and show what happened."""
    for line in play_demo(keep):
        click.echo(line)
