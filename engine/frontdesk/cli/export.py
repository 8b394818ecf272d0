"""``frontdesk export``: what is in the practice as a file, which ``frontdesk import`` takes again."""

from __future__ import annotations

import shutil
import sys
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import click

from frontdesk import views
from frontdesk.cli.options import Command, Desk, desk_options
from frontdesk.desk import Act, note_export
from frontdesk.file_words import ExportOf, TableForm
from frontdesk.files.writing import new_file, write_table
from frontdesk.problems import FrontdeskError, counted
from frontdesk.rendering.journal import journal_table
from frontdesk.tables.values import parse_date, parse_moment
from frontdesk.views import Table

_STDOUT = "-"
_FORMS = [str(form) for form in TableForm]


@click.group()
def command() -> None:
    """Write what is in the practice to a new file.

    What contacts, visits and consents say is in the columns and words of 'frontdesk import', which takes the file
    again. Nobody is in it who was erased, or who was merged into somebody else.
    """


def _file_options(command: Command) -> Command:
    """The options of every table that goes out."""
    form = click.option(
        "--format", "form", type=click.Choice(_FORMS), help="Default: as the name of the file ends, else csv."
    )
    file = "A file that is not there yet, or '-' for CSV to another program. Default: the table's name, in this folder."
    output = click.option("--output", metavar="FILE", default="", help=file)
    return form(output(desk_options(command)))


def _since_option(what: str) -> Callable[[Command], Command]:
    return click.option("--since", default="", metavar="WHEN", help=f"Only {what}: '2026-03-02', or with an hour.")


@command.command()
@_file_options
def contacts(desk: Desk, form: str | None, output: str) -> None:
    """Write the contacts: names, numbers, status, consent, facts and notes."""
    _export(desk, ExportOf.CONTACTS, form, output, views.contact_table)


@command.command()
@_since_option("visits from then on")
@_file_options
def visits(desk: Desk, since: str, form: str | None, output: str) -> None:
    """Write the visits, those that are over as well, and whose each is."""
    _export(desk, ExportOf.VISITS, form, output, lambda act: views.visit_table(act, _since(act, since)))


@command.command()
@_since_option("what was said since")
@_file_options
def consents(desk: Desk, since: str, form: str | None, output: str) -> None:
    """Write the consents: of which number or mailbox, who said so, when, and in which words."""
    _export(desk, ExportOf.CONSENTS, form, output, lambda act: views.consent_table(act, _since(act, since)))


@command.command()
@_since_option("entries since")
@_file_options
def journal(desk: Desk, since: str, form: str | None, output: str) -> None:
    """Write the journal, in words and as data. Nothing takes it in again: a journal is never made from a file."""

    def table(act: Act) -> Table:
        entries, start = views.journal(act), _since(act, since)
        return journal_table(act.ruleset, (one for one in entries if start is None or one.at >= start))

    _export(desk, ExportOf.JOURNAL, form, output, table)


def _export(desk: Desk, what: ExportOf, form: str | None, output: str, table: Callable[[Act], Table]) -> None:
    """Write the table, and the journal's entry of it before anybody else can have the file."""
    to = _form(form, output)
    path = Path(output or f"{what}.{to}")
    with desk.open() as act:
        found = table(act)
        with _to_stdout() if output == _STDOUT else new_file(path) as file:
            rows = write_table(file, found.heading, found.rows, to)
            note_export(act, what, output if output == _STDOUT else path.name, rows)
    if output != _STDOUT:
        click.echo(f"{counted(rows, *_ROW[what])} in {path}, which only you may read.")


def _form(form: str | None, output: str) -> TableForm:
    """The form that is asked for, or that the file's name ends in. Raises UsageError where the two differ."""
    ending = Path(output).suffix.removeprefix(".").casefold()
    named = ending if ending in _FORMS else ""
    if form and named and form != named:
        raise click.UsageError(f"--format {form} and a file that ends in .{named}; which of them is meant?")
    chosen = TableForm(form or named or TableForm.CSV)
    if output == _STDOUT and chosen is not TableForm.CSV:
        raise click.UsageError("a workbook is no text for another program; name a file with --output")
    return chosen


@contextmanager
def _to_stdout() -> Iterator[BinaryIO]:
    """A file that goes to whoever reads our output once the block has ended well, and nothing of it before."""
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(len(BOM_UTF8))  # the mark is for spreadsheets; other programs would take it for a part of the heading
        shutil.copyfileobj(file, sys.stdout.buffer)


def _since(act: Act, text: str) -> datetime | None:
    """A day's midnight, or the hour that is named, on the clock of the practice. Raises FrontdeskError."""
    zone: ZoneInfo = act.ruleset.zone
    try:
        if not text:
            return None
        if " " in text.strip() or "T" in text:
            return parse_moment(text, zone)
        return datetime.combine(parse_date(text), time(), zone).astimezone(UTC)
    except ValueError as error:
        raise FrontdeskError(f"--since: {error}") from None


_ROW: Mapping[ExportOf, tuple[str, str]] = {
    **{what: (str(what).removesuffix("s"), "") for what in ExportOf},
    ExportOf.JOURNAL: ("entry", "entries"),
}
"""What a row is called, and several where an s makes no plural."""
