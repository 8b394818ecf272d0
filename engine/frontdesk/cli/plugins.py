"""``frontdesk plugins``: what is installed, what it offers, and what cannot be used and why."""

from __future__ import annotations

from dataclasses import asdict

import click

from frontdesk.cli.options import format_option, print_data
from frontdesk.plugins import find_plugins
from frontdesk.rendering.grids import Grid, plain


@click.command()
@format_option("text", "json")
@click.option("--strict-plugins", "strict", is_flag=True, help="Exit with 1 when a plugin cannot be used.")
def command(form: str, strict: bool) -> None:
    """List the installed plugins: channels and preference sources, by the names that rulesets use."""
    found = find_plugins()
    if form == "json":
        print_data([asdict(one) for one in found.listing()])
    else:
        rows = tuple(
            (one.name, one.distribution, one.version, ", ".join(one.channels), ", ".join(one.preference_sources))
            for one in found.listing()
        )
        click.echo(plain(Grid(("plugin", "package", "version", "channels", "preference sources"), rows)))
        for failure in found.failures:
            click.echo(str(failure), err=True)
    raise SystemExit(1 if strict and found.failures else 0)
