"""``frontdesk contact``: what the front desk sees of a contact and does with it, a module for each kind of work."""

from __future__ import annotations

import click

from frontdesk.cli.contact.arriving import add, reply
from frontdesk.cli.contact.choosing import set_, undo
from frontdesk.cli.contact.common import WHO
from frontdesk.cli.contact.correcting import duplicates, edit, erase, merge, unmerge
from frontdesk.cli.contact.noting import consent, facts, log, prefs
from frontdesk.cli.contact.showing import list_, show
from frontdesk.cli.contact.tasking import task
from frontdesk.cli.contact.visiting import appointment, book, put_right, reschedule


@click.group(epilog=WHO)
def command() -> None:
    """Show a contact, set its status, log a call, note preferences and consent."""


_COMMANDS = (
    *(list_, show, set_, undo, log, prefs, consent, add, facts, book, reschedule, appointment, put_right, reply),
    *(task, edit, duplicates, merge, unmerge, erase),
)
for _one in _COMMANDS:
    command.add_command(_one)
