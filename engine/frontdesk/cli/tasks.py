"""``frontdesk tasks``: open tasks and what the staff should know."""

from __future__ import annotations

import click

from frontdesk import views
from frontdesk.cli.options import Desk, desk_options, format_option, hidden_option, print_data
from frontdesk.desk import tick_notice
from frontdesk.rendering.tasks import tasks_text


@click.command()
@click.option("--tick", type=int, metavar="NUMBER", help="Tick off the notice with this number.")
@click.option("--for", "assignee", default="", metavar="WHO", help="Only tasks of this person or team.")
@hidden_option
@format_option("text", "json")
@desk_options
def command(desk: Desk, tick: int | None, assignee: str, hidden: bool, form: str) -> None:
    """List the open tasks, the next follow-up first, and the notices that nobody has ticked off."""
    with desk.open() as act:
        if tick is not None:
            tick_notice(act, tick)
        found = views.tasks(act, assigned_to=assignee, hidden=hidden)
    if form == "json":
        print_data(views.as_json(found))
    else:
        click.echo(tasks_text(found, act.ruleset.zone))
