"""``frontdesk visits``: who comes when, and what became of it."""

from __future__ import annotations

from datetime import date

import click

from frontdesk import views
from frontdesk.cli.contact.common import who
from frontdesk.cli.options import Desk, desk_options, format_option, hidden_option, print_data
from frontdesk.problems import FrontdeskError
from frontdesk.rendering.visits import visit_text, visits_text
from frontdesk.tables.values import parse_date

_HIGHEST = 2**63 - 1
"""No store gives a higher number."""


@click.command()
@click.argument("number", type=click.IntRange(1, _HIGHEST), required=False)
@click.option("--day", default="", metavar="DATE", help="Those of this day, whatever became of them: '2026-03-02'.")
@click.option("--contact", default="", help="Only those of this contact.")
@click.option("--ahead/--all", "ahead", default=True, help="Those that are still expected (the default), or every one.")
@hidden_option
@format_option("text", "json")
@desk_options
def command(desk: Desk, number: int | None, day: str, contact: str, ahead: bool, hidden: bool, form: str) -> None:
    """List the visits by time, or show visit NUMBER with its history.

    Every time is on the clock of where the visit takes place, which is named where it is not the practice's.
    """
    with desk.open() as act:
        if number is not None:
            one = views.visit_history(act, number)
            text, data = visit_text(act.ruleset, one), views.as_json(one)
        else:
            about = who(act, contact) if contact else None
            found = views.calendar(act, day=_day(day), contact=about, every=not ahead, hidden=hidden)
            text, data = visits_text(act.ruleset, found), views.as_json(found)
    if form == "json":
        print_data(data)
    else:
        click.echo(text)


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError as error:
        raise FrontdeskError(str(error)) from None
