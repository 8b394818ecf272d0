"""``frontdesk sync``: patients, their visits and how to reach them from the EMR, through a preference source."""

from __future__ import annotations

import os
from dataclasses import asdict

import click

from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.problems import FrontdeskError, counted

_MOST_NAMED = 20


@click.command()
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of the source, such as file=..."
)
@format_option("text", "json")
@desk_options
def command(desk: Desk, settings: tuple[str, ...], form: str) -> None:
    """Read what the EMR says of patients, their visits and how to reach them: all that changed since the last time."""
    from frontdesk.desk import sync
    from frontdesk.plugins import find_plugins
    from frontdesk.plugins.settings import source_of

    given = dict(one.partition("=")[::2] for one in settings)
    with desk.open() as act:
        if not act.ruleset.preference_source:
            hint = "name one in preferences.yaml, such as emr: {source: emr_csv, settings: {file: emr.csv}}"
            raise FrontdeskError(f"the ruleset names no preference source; {hint}")
        synced = sync(act, *source_of(act.ruleset, find_plugins(), desk.home, os.environ, given))
    if form == "json":
        print_data({"changed": synced.changed, **asdict(synced)})
        return
    for line in (*synced.not_understood, *synced.differing):
        click.echo(line)
    click.echo(f"{synced.changed} changed, {synced.unchanged} unchanged, {len(synced.not_understood)} not understood.")
    if synced.changed:
        added = f" ({synced.added} added)" if synced.added else ""
        people, visits = counted(synced.people, "patient"), counted(synced.visits, "visit")
        click.echo(f"Changed: {people}{added}, {visits}, {counted(synced.preferences, 'preference')}.")
    if synced.kept:
        more = f" and {len(synced.kept) - _MOST_NAMED:,} more" if len(synced.kept) > _MOST_NAMED else ""
        whom = ", ".join(synced.kept[:_MOST_NAMED]) + more
        click.echo(f"Not on file here, so what was said is kept until they are: {whom}.")
