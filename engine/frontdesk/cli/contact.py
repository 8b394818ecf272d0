"""``frontdesk contact``: what the front desk sees of a contact and does with it."""

from __future__ import annotations

from datetime import datetime

import click

from frontdesk import desk as use
from frontdesk.cli.contact_shown import contact_data, contact_text, listed_data, listed_text
from frontdesk.cli.facts_given import read_cells, read_own_facts
from frontdesk.cli.options import Desk, desk_options, format_option, moment, print_data, request_option
from frontdesk.desk import Act, Answer, ContactLog, Extras
from frontdesk.model.parts import Scope
from frontdesk.names import AppointmentState, Consent, ContactId, LineId, OutcomeId, ReasonId

_WHO = (
    "CONTACT is the number that 'frontdesk contact list' shows, the practice's own reference, or a part of a name, "
    "phone number or e-mail that only one contact has."
)


@click.group(epilog=_WHO)
def command() -> None:
    """Show a contact, set its status, log a call, note preferences and consent."""


@command.command(name="list")
@click.argument("text", default="")
@click.option("--status", "state", default="", metavar="STATE", help="Only contacts in this phase/status.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many to list.")
@format_option("text", "json")
@desk_options
def list_(desk: Desk, text: str, state: str, most: int, form: str) -> None:
    """List contacts: all, or those with TEXT in the name, phone number, e-mail or reference."""
    with desk.open() as act:
        wanted = act.ruleset.state(state) if state else None
        found = act.store.find_contacts(text, state=wanted, limit=most + 1)
        if form == "json":
            print_data([listed_data(one) for one in found[:most]])
        else:
            click.echo(listed_text(act, found[:most], more=len(found) > most))


@command.command(epilog=_WHO)
@click.argument("contact")
@format_option("text", "json")
@desk_options
def show(desk: Desk, contact: str, form: str) -> None:
    """Show CONTACT: its status and what may follow, how it can be reached, what waits, and what happened."""
    with desk.open() as act:
        number = use.find(act, contact).id
        if form == "json":
            print_data(contact_data(act, number))
        else:
            click.echo(contact_text(act, number))


@command.command(name="set", epilog=_WHO)
@click.argument("contact")
@click.argument("state")
@click.option("--note", default="", help="Why, in a few words.")
@click.option("--reason", default="", help="The lost reason, where the status asks for one.")
@click.option("--follow-up", default="", metavar="WHEN", help="'2 days', or '2026-03-02 09:00'.")
@format_option("text", "json")
@desk_options
@request_option
def set_(desk: Desk, contact: str, state: str, note: str, reason: str, follow_up: str, form: str) -> None:
    """Choose STATE (phase/status) for CONTACT. It shows at once and can be corrected for a few minutes."""
    with desk.open() as act:
        extras = Extras(note, ReasonId(reason) if reason else None, _when(act, follow_up))
        _say(use.set_status(act, _who(act, contact), act.ruleset.state(state), extras), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@format_option("text", "json")
@desk_options
@request_option
def undo(desk: Desk, contact: str, form: str) -> None:
    """Take back the status just chosen for CONTACT, as long as it can be corrected."""
    with desk.open() as act:
        _say(use.undo(act, _who(act, contact)), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.argument("outcome")
@click.option("--follow-up", default="", metavar="WHEN", help="'2 days', or '2026-03-02 09:00'.")
@click.option("--close", is_flag=True, help="Log and close the task.")
@click.option("--note", default="", help="What was said.")
@click.option("--task", type=int, help="The number of the task, where several are open.")
@format_option("text", "json")
@desk_options
@request_option
def log(
    desk: Desk, contact: str, outcome: str, follow_up: str, close: bool, note: str, task: int | None, form: str
) -> None:
    """Log what came of a call or visit to CONTACT, with a follow-up or a close."""
    with desk.open() as act:
        what = ContactLog(OutcomeId(outcome), _when(act, follow_up), close, note, task)
        _say(use.log_contact(act, _who(act, contact), what), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.option("--number", help="cell, home, work, or not_sent.")
@click.option("--method", help="A channel, or not_sent.")
@click.option("--do-not-contact/--may-contact", default=None, help="Whether automations must leave the contact alone.")
@format_option("text", "json")
@desk_options
@request_option
def prefs(
    desk: Desk, contact: str, number: str | None, method: str | None, do_not_contact: bool | None, form: str
) -> None:
    """Note how CONTACT wants to be reached; what you leave out stays as it is."""
    with desk.open() as act:
        who = _who(act, contact)
        _say(use.set_preferences(act, who, number=number, method=method, do_not_contact=do_not_contact), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.argument("value", type=click.Choice([str(Consent.OPTED_IN), str(Consent.OPTED_OUT)]))
@click.option("--line", default="", help="Only this line of the practice. Default: every line.")
@format_option("text", "json")
@desk_options
@request_option
def consent(desk: Desk, contact: str, value: str, line: str, form: str) -> None:
    """Record that CONTACT opted in or out of texts, for every number of theirs."""
    with desk.open() as act:
        who = _who(act, contact)
        _say(use.set_consent(act, who, Consent(value), LineId(line) if line else None), form)


@command.command()
@click.argument("name")
@click.argument("cells", nargs=-1, metavar="[COLUMN=VALUE]...")
@format_option("text", "json")
@desk_options
@request_option
def add(desk: Desk, name: str, cells: tuple[str, ...], form: str) -> None:
    """Add somebody called NAME; the columns of an import say more.

    Such as cell=555-0101 email=ana@example.com status=lead/new, or a fact of the practice's own.
    """
    with desk.open() as act:
        _say(use.add_contact(act, {"name": name, **read_cells(cells)}), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.argument("facts", nargs=-1, required=True, metavar="FACT=VALUE...")
@format_option("text", "json")
@desk_options
@request_option
def facts(desk: Desk, contact: str, facts: tuple[str, ...], form: str) -> None:
    """Note what the practice's own facts say of CONTACT, such as insurance=insured; 'unknown' forgets one."""
    with desk.open() as act:
        known = read_own_facts(act.ruleset, Scope.CONTACT, facts)
        _say(use.note_facts(act, _who(act, contact), known), form)


@command.command(epilog=_WHO)
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
        _say(use.book(act, _who(act, contact), _moment(act, at), known, reference=reference), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.argument("at", metavar="WHEN")
@format_option("text", "json")
@desk_options
@request_option
def reschedule(desk: Desk, contact: str, at: str, form: str) -> None:
    """Move the next appointment of CONTACT to WHEN; its reminders move along."""
    with desk.open() as act:
        _say(use.reschedule(act, _who(act, contact), _moment(act, at)), form)


@command.command(epilog=_WHO)
@click.argument("contact")
@click.argument("became", type=click.Choice(["confirmed", "cancelled", "kept", "missed"]))
@format_option("text", "json")
@desk_options
@request_option
def appointment(desk: Desk, contact: str, became: str, form: str) -> None:
    """Note what became of the appointment of CONTACT: confirmed, cancelled, kept or missed."""
    with desk.open() as act:
        _say(use.become(act, _who(act, contact), AppointmentState(became)), form)


@command.command()
@click.argument("number")
@click.argument("text")
@click.option("--line", default="", help="The line that the reply came in on. Default: the first.")
@format_option("text", "json")
@desk_options
@request_option
def reply(desk: Desk, number: str, text: str, line: str, form: str) -> None:
    """Take in a reply TEXT from the phone NUMBER, such as STOP; it counts for everybody on that number."""
    from frontdesk.records import normal_number

    with desk.open() as act:
        _say(use.receive(act, normal_number(number), text, LineId(line) if line else None), form)


def _who(act: Act, contact: str) -> ContactId:
    return use.find(act, contact).id


def _when(act: Act, text: str) -> datetime | None:
    return _moment(act, text) if text else None


def _moment(act: Act, text: str) -> datetime:
    return moment(text, act.now, act.ruleset.zone)


def _say(answer: Answer, form: str) -> None:
    if form == "json":
        print_data({"contact": answer.contact, "said": answer.said, "number": answer.number})
    else:
        click.echo(answer.said[0].upper() + answer.said[1:] + ".")
