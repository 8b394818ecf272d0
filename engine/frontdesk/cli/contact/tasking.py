"""``frontdesk contact task``: a task that somebody opens by hand."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, say, when, who
from frontdesk.cli.options import Desk, anyway_option, desk_options, format_option, request_option
from frontdesk.names import PLAIN_FOLLOW_UP, Priority, TaskId, TaskType


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("kind", metavar="[TASK]", default=str(PLAIN_FOLLOW_UP))
@click.option("--to", default="", metavar="WHO", help="Who gets it. Default: as the rules say of its kind.")
@click.option("--type", "type_", type=click.Choice([str(one) for one in TaskType]), help="How it is worked on.")
@click.option("--priority", type=click.Choice([str(one) for one in Priority]), help="How much it presses.")
@click.option("--follow-up", default="", metavar="WHEN", help="'2 days', a day (at nine), or '2026-03-02 15:00'.")
@anyway_option
@click.option("--note", default="", help="What there is to do.")
@format_option("text", "json")
@desk_options
@request_option
def task(
    desk: Desk,
    contact: str,
    kind: str,
    to: str,
    type_: str | None,
    priority: str | None,
    follow_up: str,
    note: str,
    form: str,
) -> None:
    """Open a task for CONTACT: of a kind of tasks.yaml, or a plain follow-up."""
    wanted = use.Wanted(to, TaskType(type_) if type_ else None, Priority(priority) if priority else None)
    with desk.open() as act:
        new = use.NewTask(TaskId(kind), wanted, when(act, follow_up), note)
        say(use.open_by_hand(act, who(act, contact), new), form)
