"""``frontdesk work``: everything that is due, done once; run it every minute from the scheduler of your machine."""

from __future__ import annotations

import os

import click

from frontdesk.cli.options import Desk, desk_options, format_option, moment, print_data


@click.command()
@click.option("--until", default="", metavar="HOUR", help="Let time pass up to this hour, for rehearsals.")
@click.option("--most", type=click.IntRange(1), help="Do at most so many things.")
@format_option("text", "json")
@desk_options
def command(desk: Desk, until: str, most: int | None, form: str) -> None:
    """Settle status choices, step campaigns, send messages, open and close tasks: all that is due now.

    When a channel cannot be carried (its plugin is not installed, a setting is missing), nothing is done and everything
    waits until it can.
    """
    from frontdesk.plugins import find_plugins
    from frontdesk.plugins.settings import carriers_of
    from frontdesk.rendering.work import work_text
    from frontdesk.views import as_json
    from frontdesk.worker import play, work

    with desk.open() as act:
        carriers = carriers_of(act.ruleset.channels.values(), find_plugins(), desk.home, os.environ)
        if until:
            last = moment(until, act.now, act.ruleset.zone)
            worked = play(act.practice, carriers, last, since=act.now)
        else:
            worked = work(act.practice, carriers, act.now, most, desk.clock)
    if form == "json":
        print_data({"done": as_json(worked.done), "failures": worked.failures})
    else:
        for failure in worked.failures:
            click.echo(f"not done: {failure}", err=True)
        click.echo(work_text(worked.done))
    raise SystemExit(1 if worked.failures else 0)
