"""``frontdesk contact book``, ``reschedule`` and ``appointment``: the visits of a contact."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, hour, say, who
from frontdesk.cli.facts_given import read_own_facts
from frontdesk.cli.options import Desk, desk_options, format_option, request_option
from frontdesk.model.parts import Scope
from frontdesk.names import AppointmentState


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("at", metavar="WHEN")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--reference", default="", help="The appointment's id in your EMR, by which 'sync' knows it.")
@format_option("text", "json")
@desk_options
@request_option
def book(desk: Desk, contact: str, at: str, facts: tuple[str, ...], reference: str, form: str) -> None:
    """Book an appointment for CONTACT at WHEN, such as '2026-03-05 10:00'.

    What the practice's own facts say of the appointment can follow, such as visit_type=hygiene.
    """
    with desk.open() as act:
        known = read_own_facts(act.ruleset, Scope.APPOINTMENT, facts)
        say(use.book(act, who(act, contact), hour(act, at), known, reference=reference), form)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("at", metavar="WHEN")
@format_option("text", "json")
@desk_options
@request_option
def reschedule(desk: Desk, contact: str, at: str, form: str) -> None:
    """Move the next appointment of CONTACT to WHEN; its reminders move along."""
    with desk.open() as act:
        say(use.reschedule(act, who(act, contact), hour(act, at)), form)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("became", type=click.Choice(["confirmed", "cancelled", "kept", "missed"]))
@format_option("text", "json")
@desk_options
@request_option
def appointment(desk: Desk, contact: str, became: str, form: str) -> None:
    """Note what became of the appointment of CONTACT: confirmed, cancelled, kept or missed."""
    with desk.open() as act:
        say(use.become(act, who(act, contact), AppointmentState(became)), form)
