"""What the commands about a contact share: who is meant, when, and how the answer is printed."""

from __future__ import annotations

from datetime import datetime

import click

from frontdesk.cli.options import moment, print_data
from frontdesk.desk import Act, Answer, find
from frontdesk.names import ContactId, TaskId
from frontdesk.views import as_json

WHO = (
    "CONTACT is the number that 'frontdesk contact list' shows, the practice's own reference, or a part of a name, "
    "phone number or e-mail that only one contact has. Where it can mean several, '#12' is the number 12 and 'ref:12' "
    "the reference."
)


def who(act: Act, contact: str) -> ContactId:
    """The number of the one contact that is meant. Raises NotOneContactError, NoSuchContactError."""
    return find(act, contact).id


def when(act: Act, text: str) -> datetime | None:
    """The hour that *text* says, if it says one. Raises FrontdeskError in words."""
    return hour(act, text) if text else None


def hour(act: Act, text: str) -> datetime:
    """The hour that *text* says, on the clock of the practice or counted from now. Raises FrontdeskError in words."""
    return moment(text, act.now, act.ruleset.zone, act.ruleset.open_hours)


def task_meant(text: str) -> int | TaskId | None:
    """The number or the kind of the task that *text* names; ``None`` where it names none."""
    return (int(text) if text.isdecimal() else TaskId(text)) if text else None


def say(answer: Answer, form: str) -> None:
    """Print what a command did, as a sentence or as data."""
    if form == "json":
        print_data(as_json(answer))
    else:
        click.echo(answer.said[0].upper() + answer.said[1:] + ".")
