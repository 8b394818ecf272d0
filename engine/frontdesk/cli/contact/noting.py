"""``frontdesk contact log``, ``prefs``, ``consent`` and ``facts``: what somebody learned about a contact."""

from __future__ import annotations

import click

from frontdesk import desk as use
from frontdesk.cli.contact.common import WHO, say, task_meant, when, who
from frontdesk.cli.facts_given import read_facts_noted
from frontdesk.cli.options import Desk, anyway_option, desk_options, format_option, request_option
from frontdesk.cli.states_named import known_states
from frontdesk.desk import ConsentSaid, ContactLog
from frontdesk.names import (
    COMPANIONS,
    ChannelId,
    Consent,
    ConsentSource,
    Covers,
    LineId,
    OutcomeId,
    ReasonId,
    Recipient,
)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("outcome")
@click.option("--follow-up", default="", metavar="WHEN", help="'2 days', a day (at nine), or '2026-03-02 15:00'.")
@anyway_option
@click.option("--close", is_flag=True, help="Log and close the task.")
@click.option("--note", default="", help="What was said.")
@click.option("--task", default="", metavar="TASK", help="Its number or name; asked for where several are open.")
@click.option(
    "--status", default="", metavar="STATE", shell_complete=known_states, help="Choose this status too (phase/status)."
)
@click.option("--reason", default="", help="With --status: the lost reason, where it asks for one.")
@format_option("text", "json")
@desk_options
@request_option
def log(
    desk: Desk,
    contact: str,
    outcome: str,
    follow_up: str,
    close: bool,
    note: str,
    task: str,
    status: str,
    reason: str,
    form: str,
) -> None:
    """Log what came of a call or visit to CONTACT, with a follow-up or a close, and the status that it leads to.

    OUTCOME is its name or its label.
    With --status all of it is one act: it is done as a whole, or not at all. The status can be corrected as any other;
    what was logged stays.
    """
    with desk.open() as act:
        about = who(act, contact)
        what = ContactLog(
            OutcomeId(outcome),
            when(act, follow_up),
            close,
            note,
            task_meant(task),
            use.state_meant(act, about, status) if status else None,
            ReasonId(reason) if reason else None,
        )
        say(use.log_contact(act, about, what), form)


@click.command(epilog=WHO)
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
        about = who(act, contact)
        say(use.set_preferences(act, about, number=number, method=method, do_not_contact=do_not_contact), form)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("value", type=click.Choice([str(Consent.OPTED_IN), str(Consent.OPTED_OUT)]))
@click.option("--channel", default="", help="Of which channel. Default: those of a keyword, such as text.")
@click.option("--line", default="", help="Only this line of the practice. Default: every line.")
@click.option("--only", type=click.Choice([str(Covers.MARKETING)]), help="Only what sells. Default: every message.")
@click.option("--of", type=click.Choice([*map(str, COMPANIONS)]), help="Whose words they are. Default: CONTACT's own.")
@click.option("--heard", metavar="WORDS", help="What they said; their own words count as a reply does.")
@click.option("--until", default="", metavar="WHEN", help="'90 days', or '2026-06-01 00:00'. Default: for good.")
@format_option("text", "json")
@desk_options
@request_option
def consent(
    desk: Desk,
    contact: str,
    value: str,
    channel: str,
    line: str,
    only: str | None,
    of: str | None,
    heard: str | None,
    until: str,
    form: str,
) -> None:
    """Record that CONTACT opted in or out of texts, calls or e-mails.

    Agreeing counts for their own numbers and mailbox; a refusal also for a guardian's or partner's who is on file.
    """
    with desk.open() as act:
        source = ConsentSource.STAFF if heard is None else ConsentSource.HEARD
        covers = Covers(only) if only else Covers.ALL
        said = ConsentSaid(Consent(value), source, covers, when(act, until), heard or "")
        where = LineId(line) if line else None, ChannelId(channel) if channel else None
        say(use.set_consent(act, who(act, contact), said, *where, Recipient(of) if of else None), form)


@click.command(epilog=WHO)
@click.argument("contact")
@click.argument("facts", nargs=-1, required=True, metavar="FACT=VALUE...")
@click.option("--visit", default="", metavar="VISIT", help="Of which visit a fact of visits is noted.")
@format_option("text", "json")
@desk_options
@request_option
def facts(desk: Desk, contact: str, facts: tuple[str, ...], visit: str, form: str) -> None:
    """Note what the practice's own facts say of CONTACT, such as insurance=insured; 'unknown' forgets one.

    Those of visits are noted of the only one, or of VISIT, also once it is over: its number, the reference in your EMR,
    the day, or the day and hour.
    """
    with desk.open() as act:
        known = read_facts_noted(act.ruleset, facts)
        say(use.note_facts(act, who(act, contact), known, visit), form)
