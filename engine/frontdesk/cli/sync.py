"""``frontdesk sync``: contact preferences from the EMR, through a preference source."""

from __future__ import annotations

import os

import click

from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.problems import FrontdeskError


@click.command()
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of the source, such as file=..."
)
@format_option("text", "json")
@desk_options
def command(desk: Desk, settings: tuple[str, ...], form: str) -> None:
    """Read what the EMR says of how contacts want to be reached: all that changed since the last time."""
    from frontdesk.desk import sync_preferences
    from frontdesk.plugins import find_plugins
    from frontdesk.plugins.settings import source_of

    given = dict(one.partition("=")[::2] for one in settings)
    with desk.open() as act:
        if not act.ruleset.preference_source:
            hint = "name one in preferences.yaml, such as emr: {source: emr_csv, settings: {file: emr.csv}}"
            raise FrontdeskError(f"the ruleset names no preference source; {hint}")
        synced = sync_preferences(act, *source_of(act.ruleset, find_plugins(), desk.home, os.environ, given))
    if form == "json":
        print_data(
            {"changed": synced.changed, "unchanged": synced.unchanged, "not_understood": list(synced.not_understood)}
        )
        return
    for line in synced.not_understood:
        click.echo(line)
    click.echo(f"{synced.changed} changed, {synced.unchanged} unchanged, {len(synced.not_understood)} not understood.")
