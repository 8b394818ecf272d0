"""``frontdesk receive``: replies and reports that a provider posted, from a file."""

from __future__ import annotations

import os
from typing import BinaryIO

import click

from frontdesk.cli.options import Desk, desk_options, format_option, print_data


@click.command()
@click.argument("channel")
@click.argument("file", type=click.File("rb"))
@click.option("--url", default="", help="The address that the provider called, where it signs that.")
@click.option("--header", "headers", multiple=True, metavar="NAME: VALUE", help="A header that came with it.")
@format_option("text", "json")
@desk_options
def command(desk: Desk, channel: str, file: BinaryIO, url: str, headers: tuple[str, ...], form: str) -> None:
    """Take in the FILE that the provider of CHANNEL posted, as it came; '-' reads it from the input.

    The plugin proves that its provider wrote it. The same event twice does nothing twice. Exit code 1: not all of it
    was taken in, so it should be posted again.
    """
    from frontdesk.desk import take_in
    from frontdesk.hookspecs import Posted
    from frontdesk.plugins import LARGEST, find_plugins, receive
    from frontdesk.plugins.settings import carrier_of

    came_with, body = _read_headers(headers), file.read(LARGEST + 1)
    if not body and not url:
        raise click.UsageError("the file is empty, and no --url says anything either: there is nothing to take in")
    with desk.open() as act:
        one = act.ruleset.channel(channel)
        carrier = carrier_of(one, find_plugins(), desk.home, os.environ)
        posted = Posted("POST", url, came_with, body, carrier.settings)
        taken = take_in(act, one, receive(carrier.channel, posted))
    if form == "json":
        answers = [{"contact": one.contact, "said": one.said, "number": one.number} for one in taken.answers]
        print_data({"taken_in": answers, "refused": list(taken.refused)})
    else:
        for answer in taken.answers:
            click.echo(answer.said[0].upper() + answer.said[1:] + ".")
        for cause in taken.refused:
            click.echo(f"Not taken in: {cause}.", err=True)
        if not (taken.answers or taken.refused):
            click.echo("There is no reply and no report in it, so nothing was to be done.")
    raise SystemExit(1 if taken.refused else 0)


def _read_headers(written: tuple[str, ...]) -> dict[str, str]:
    """The headers as they were written, like "X-Signature: 1a2b". Raises UsageError for what is none."""
    read = {}
    for one in written:
        name, colon, value = one.partition(":")
        if not colon or not name.strip():
            raise click.UsageError(f"'{one}' is no header; write it as it came, such as 'X-Signature: 1a2b'")
        read[name.strip()] = value.strip()
    return read
