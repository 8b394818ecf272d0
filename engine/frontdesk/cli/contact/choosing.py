"""``frontdesk contact set`` and ``undo``: somebody picks a status from the drop-down, or takes it back."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, say, when, who
from frontdesk.cli.contact.visiting import hour_of_visit
from frontdesk.cli.options import Desk, anyway_option, desk_options, format_option, request_option
from frontdesk.cli.states_named import known_states
from frontdesk.desk import Extras
from frontdesk.names import ReasonId


@click.command(name="set", epilog=WHO)
@click.argument("contact")
@click.argument("state", shell_complete=known_states)
@click.option("--note", default="", help="Why, in a few words.")
@click.option("--reason", default="", help="The lost reason (its name or label), where the status asks for one.")
@click.option("--follow-up", default="", metavar="WHEN", help="'2 days', a day (at nine), or '2026-03-02 15:00'.")
@click.option("--appointment", default="", metavar="WHEN", help="Book a visit with it: '2026-03-05 10:00'.")
@anyway_option
@format_option("text", "json")
@desk_options
@request_option
def set_(
    desk: Desk, contact: str, state: str, note: str, reason: str, follow_up: str, appointment: str, form: str
) -> None:
    """Choose STATE (phase/status) for CONTACT. It shows at once and can be corrected for a few minutes."""
    with desk.open() as act:
        extras = Extras(note, ReasonId(reason) if reason else None, when(act, follow_up))
        about = who(act, contact)
        chosen = use.state_meant(act, about, state)
        if appointment:
            visit = hour_of_visit(act, appointment, act.ruleset.zone)
            say(use.book_and_choose(act, about, visit, chosen, extras), form)
        else:
            say(use.set_status(act, about, chosen, extras), form)


@click.command(epilog=WHO)
@click.argument("contact")
@format_option("text", "json")
@desk_options
@request_option
def undo(desk: Desk, contact: str, form: str) -> None:
    """Take back the status just chosen for CONTACT, as long as it can be corrected."""
    with desk.open() as act:
        say(use.undo(act, who(act, contact)), form)
