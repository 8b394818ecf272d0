"""``frontdesk contact book``, ``reschedule``, ``appointment`` and ``put-right``: the visits of a contact."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, say, who
from frontdesk.cli.facts_given import read_own_facts
from frontdesk.cli.options import Command, Desk, anyway_option, desk_options, format_option, moment, request_option
from frontdesk.desk import Act
from frontdesk.facts import site_zone
from frontdesk.model.parts import Scope
from frontdesk.names import AppointmentState
from frontdesk.problems import FrontdeskError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHICH = (
    "VISIT is the number that 'frontdesk visits' shows, the reference in your EMR, the day, or the day and hour; it "
    "can be left out where only one visit can be meant."
)


def visit_option(command: Command) -> Command:
    """The option ``--visit``: which of several is meant."""
    return click.option("--visit", default="", metavar="VISIT", help="Which, where several can be meant.")(command)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("at", metavar="WHEN")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--reference", default="", help="The appointment's id in your EMR, by which 'sync' knows it.")
@click.option("--practitioner", default="", help="Who sees the contact.")
@click.option("--site", default="", help="Where: a site of sites.yaml. WHEN is on its clock.")
@click.option("--type", "type_", default="", help="What for, in a word, such as cleaning.")
@anyway_option
@format_option("text", "json")
@desk_options
@request_option
def book(
    desk: Desk,
    contact: str,
    at: str,
    facts: tuple[str, ...],
    reference: str,
    practitioner: str,
    site: str,
    type_: str,
    form: str,
) -> None:
    """Book an appointment for CONTACT at WHEN, such as '2026-03-05 10:00'.

    What the practice's own facts say of the appointment can follow, such as no_reminder=yes.
    """
    with desk.open() as act:
        known = read_own_facts(act.ruleset, Scope.APPOINTMENT, facts)
        details = use.VisitDetails(practitioner, site, type_)
        hour = hour_of_visit(act, at, site_zone(act.ruleset, site))
        say(use.book(act, who(act, contact), hour, known, reference=reference, details=details), form)


@click.command(epilog=f"{WHO} {_WHICH}")
@click.argument("contact")
@click.argument("at", metavar="WHEN")
@visit_option
@anyway_option
@format_option("text", "json")
@desk_options
@request_option
def reschedule(desk: Desk, contact: str, at: str, visit: str, form: str) -> None:
    """Move an appointment of CONTACT to WHEN; its reminders move along."""
    with desk.open() as act:
        about = who(act, contact)
        say(use.reschedule(act, about, hour_of_visit(act, at, use.clock_of(act, about, visit)), visit), form)


@click.command(epilog=f"{WHO} {_WHICH}")
@click.argument("contact")
@click.argument("became", type=click.Choice(["confirmed", "cancelled", "kept", "missed"]))
@visit_option
@format_option("text", "json")
@desk_options
@request_option
def appointment(desk: Desk, contact: str, became: str, visit: str, form: str) -> None:
    """Note what became of an appointment of CONTACT: confirmed, cancelled, kept or missed."""
    with desk.open() as act:
        say(use.become(act, who(act, contact), AppointmentState(became), visit), form)


@click.command(name="put-right", epilog=f"{WHO} {_WHICH}")
@click.argument("contact")
@visit_option
@format_option("text", "json")
@desk_options
@request_option
def put_right(desk: Desk, contact: str, visit: str, form: str) -> None:
    """Take back what was said last of an appointment of CONTACT, with what came of it.

    Messages that have not left are withdrawn, tasks that nobody took up are closed, campaigns that it ended go on;
    what has left is told.
    """
    with desk.open() as act:
        say(use.put_right(act, who(act, contact), visit), form)


def hour_of_visit(act: Act, text: str, zone: ZoneInfo) -> datetime:
    """The hour of a visit, on the clock of *zone* or counted from now; a day alone is none. Raises FrontdeskError."""
    at = moment(text, act.now, zone, act.ruleset.open_hours)
    if _DAY.fullmatch(text.strip()):
        raise FrontdeskError(f"'{text}' names no hour; write it like '{text.strip()} 09:00'")
    return at
