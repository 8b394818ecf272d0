"""``frontdesk tasks``: open tasks and what the staff should know, closed ones, and how one ends without a call."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk import views
from frontdesk.cli.contact.common import say
from frontdesk.cli.options import Desk, desk_options, format_option, hidden_option, print_data
from frontdesk.names import Progress
from frontdesk.rendering.tasks import closed_text, tasks_text


@click.command()
@click.option("--tick", type=int, metavar="NUMBER", help="Tick off the notice with this number.")
@click.option("--for", "assignee", default="", metavar="WHO", help="Only what is for this person or team.")
@click.option("--closed", is_flag=True, help="The closed tasks, closed last first, and what closed them.")
@click.option("--complete", type=int, metavar="NUMBER", help="Close this task: it is done.")
@click.option("--cancel", type=int, metavar="NUMBER", help="Close this task: it is not to be done any more.")
@click.option("--give", type=(int, str), metavar="NUMBER WHO", help="Give this task to another person or team.")
@click.option("--note", default="", help="With --complete and --cancel: why.")
@hidden_option
@format_option("text", "json")
@desk_options
def command(
    desk: Desk,
    tick: int | None,
    assignee: str,
    closed: bool,
    complete: int | None,
    cancel: int | None,
    give: tuple[int, str] | None,
    note: str,
    hidden: bool,
    form: str,
) -> None:
    """List the open tasks, what presses first, and the notices that nobody has ticked off.

    --complete, --cancel and --give change a task; 'frontdesk contact log' closes one with what came of a call.
    """
    with desk.open() as act:
        for number, progress in ((complete, Progress.DONE), (cancel, Progress.CANCELLED)):
            if number is not None:
                say(use.end_by_hand(act, number, progress, note), form)
        if give is not None:
            say(use.give(act, *give), form)
        if (complete, cancel, give) != (None, None, None):
            return
        if tick is not None:
            use.tick_notice(act, tick)
        zone, ended = act.ruleset.zone, views.closed_tasks(act, assigned_to=assignee, hidden=hidden) if closed else ()
        found = views.tasks(act, assigned_to=assignee, hidden=hidden)
    if form == "json":
        print_data(views.as_json(ended if closed else found))
    else:
        click.echo(closed_text(ended, zone, assignee) if closed else tasks_text(found, zone, assignee))
