"""``frontdesk import``: contacts from a CSV file, all of them or none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from frontdesk.cli.options import Desk, desk_options, format_option, print_data, source_option
from frontdesk.cli.suggesting import suggest_options
from frontdesk.desk import Imported, ImportRefusedError, import_contacts
from frontdesk.names import ContactSource
from frontdesk.problems import counted

_MOST_SHOWN = 20


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@source_option(ContactSource.IMPORT)
@click.option("--skip-bad", is_flag=True, help="Import the good rows and write the others to a file.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Where to write the rows left out. Default: beside FILE."
)
@format_option("text", "json")
@desk_options
@suggest_options
def command(desk: Desk, file: Path, source: str, skip_bad: bool, rejects: Path | None, form: str) -> None:
    """Import contacts from the CSV FILE. With a bad row, nothing is imported, unless you say --skip-bad."""
    left_out = rejects or file.with_suffix(".rejected.csv")
    if left_out.exists() and left_out.samefile(file):
        raise click.UsageError(f"--rejects names {file} itself, which would be lost; name another file")

    def tell(rows: int) -> None:
        click.echo(f"\r{rows:,} rows read", nl=False, err=True)

    progress: Callable[[int], None] | None = tell if sys.stderr.isatty() else None
    with desk.open() as act:
        try:
            imported = import_contacts(
                act,
                file,
                source=ContactSource(source),
                skip_bad=skip_bad,
                rejects=left_out if skip_bad else None,
                tell=progress,
            )
        except ImportRefusedError as error:
            _report(file, error.imported, form, str(error))
            raise SystemExit(1) from None
    _report(file, imported, form, "")
    if imported.bad_count and form == "text":
        click.echo(f"The rows left out are in {left_out}; mend them there and import that file.")


def _report(file: Path, imported: Imported, form: str, refusal: str) -> None:
    if form == "json":
        bad = [{"line": row.line, "causes": list(row.causes)} for row in imported.bad]
        print_data(
            {
                "added": 0 if refusal else imported.added,
                "refused": 0 if refusal else imported.refused,
                "bad": imported.bad_count,
                "rows": bad,
                "cause": refusal,
            }
        )
        return
    for row in imported.bad[:_MOST_SHOWN]:
        click.echo(f"{file.name}:{row.line}: {'; '.join(row.causes)}", err=bool(refusal))
    if imported.bad_count > _MOST_SHOWN:
        click.echo(f"and {counted(imported.bad_count - _MOST_SHOWN, 'more row')}", err=bool(refusal))
    if refusal:
        click.echo(f"frontdesk: {refusal}", err=True)
    else:
        click.echo(f"{counted(imported.added, 'contact')} imported.")
        if imported.refused:
            click.echo(f"{imported.refused} of them with a number or e-mail address that opted out; that stands.")
