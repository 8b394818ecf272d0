"""``frontdesk tasks``: open tasks and what the staff should know."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from frontdesk.cli.options import Desk, clock, desk_options, format_option, print_data
from frontdesk.desk import Act, tick_notice
from frontdesk.records import Task
from frontdesk.rendering.grids import Grid, plain


@click.command()
@click.option("--tick", type=int, metavar="NUMBER", help="Tick off the notice with this number.")
@click.option("--for", "assignee", default="", metavar="WHO", help="Only tasks of this person or team.")
@format_option("text", "json")
@desk_options
def command(desk: Desk, tick: int | None, assignee: str, form: str) -> None:
    """List the open tasks, the next follow-up first, and the notices that nobody has ticked off."""
    with desk.open() as act:
        if tick is not None:
            tick_notice(act, tick)
        tasks = sorted(act.store.tasks(), key=lambda one: (one.follow_up_at or one.opened_at, one.id))
        wanted = [task for task in tasks if not assignee or task.assigned_to.casefold() == assignee.casefold()]
        _print(act, wanted, form)


def _print(act: Act, tasks: list[Task], form: str) -> None:
    zone = act.ruleset.zone
    notices = act.store.notices()
    if form == "json":
        print_data(
            {
                "tasks": [_data(act, task, zone) for task in tasks],
                "notices": [
                    {"number": one.id, "contact": one.contact, "at": clock(one.at, zone), "text": one.text}
                    for one in notices
                ],
            }
        )
        return
    if tasks:
        rows = tuple(tuple(str(cell) for cell in _data(act, task, zone).values()) for task in tasks)
        click.echo(plain(Grid(("number", "task", "contact", "name", "progress", "follow up", "assigned to"), rows)))
    else:
        click.echo("No task is open.")
    for one in notices:
        click.echo(f"notice {one.id}, {clock(one.at, zone)}, contact {one.contact}: {one.text}")


def _data(act: Act, task: Task, zone: ZoneInfo) -> dict[str, object]:
    kind = act.ruleset.tasks.get(task.task)
    return {
        "number": task.id,
        "task": kind.label if kind else "Follow up",
        "contact": task.contact,
        "name": act.store.contact(task.contact).name,
        "progress": task.progress.replace("_", " "),
        "follow_up": clock(task.follow_up_at, zone) if task.follow_up_at else "",
        "assigned_to": task.assigned_to,
    }
