"""``frontdesk work``: everything that is due, done once; run it every minute from the scheduler of your machine."""

from __future__ import annotations

import os

import click

from frontdesk.cli.options import Desk, desk_options, format_option, moment, print_data
from frontdesk.problems import counted
from frontdesk.records import DueKind

_CALLED = {
    DueKind.SETTLE: "status choice",
    DueKind.STEP: "campaign step",
    DueKind.SEND: "message",
    DueKind.TIMER: "timed rule",
    DueKind.FOLLOW_UP: "follow-up",
    DueKind.EXPIRY: "expired task",
    DueKind.RECONCILE: "uncertain message",
    DueKind.REACT: "reply or report",
}
"""What a kind of due work is called at the front desk."""


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
    from frontdesk.worker import play, work

    with desk.open() as act:
        carriers = carriers_of(act.ruleset.channels.values(), find_plugins(), desk.home, os.environ)
        if until:
            last = moment(until, act.now, act.ruleset.zone)
            worked = play(act.practice, carriers, last)
        else:
            worked = work(act.practice, carriers, act.now, most, desk.clock)
    if form == "json":
        print_data({"done": {str(kind): count for kind, count in worked.done.items()}, "failures": worked.failures})
    else:
        for failure in worked.failures:
            click.echo(f"not done: {failure}", err=True)
        done = ", ".join(counted(count, _CALLED[kind]) for kind, count in worked.done.items())
        click.echo(f"Done: {done}." if done else "Nothing is due.")
    raise SystemExit(1 if worked.failures else 0)
