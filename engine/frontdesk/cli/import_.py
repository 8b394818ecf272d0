"""``frontdesk import``: a file as another system exports it, every row taken in or told."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from frontdesk.cli.mapping_named import mapping_option
from frontdesk.cli.options import DONE, Desk, desk_options, format_option, print_data, source_option
from frontdesk.cli.suggesting import suggest_options
from frontdesk.desk import (
    MOST_TOLD,
    MOST_WORDS,
    NOT_IN,
    FileWish,
    Imported,
    ImportRefusedError,
    Wish,
    import_file,
    look_alike,
    preferences_left_out,
)
from frontdesk.file_words import DateForm, FileOf, RowOutcome
from frontdesk.model.mappings import FileForm, Mappings
from frontdesk.names import ContactSource
from frontdesk.problems import counted

_MOST_SHOWN = 20
_NOUNS = {
    FileOf.CONTACTS: "contact",
    FileOf.VISITS: "visit",
    FileOf.CONSENTS: "consent",
    FileOf.PREFERENCES: "preference",
}
_WENT_WELL = {
    RowOutcome.CHANGED: "changed",
    RowOutcome.UNCHANGED: "unchanged",
    RowOutcome.KEPT: "kept until they are on file",
    RowOutcome.LEFT_OUT: "left out",
}
_TOLD = (RowOutcome.KEPT, RowOutcome.LEFT_OUT, RowOutcome.CHANGED)
"""Of these, some are always shown: what is neither in the practice nor set aside, and what is not as it was."""
_WHY = {
    RowOutcome.REFUSED: "cannot be imported",
    RowOutcome.DIFFERS: "with other things than what is on file: --update takes over what staff did not correct",
    RowOutcome.ASKED: "that may be of somebody on file: say who in the column 'contact'",
}
_WHY_IN_SPITE_OF_UPDATE = {**_WHY, RowOutcome.DIFFERS: "with other things than what staff corrected: that stays"}


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@mapping_option
@source_option(ContactSource.IMPORT)
@click.option("--update", is_flag=True, help="Change what is on file and differs. Without it, such rows are set aside.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, with examples, and keep nothing.")
@click.option("--whole", is_flag=True, help="Import all rows or none.")
@click.option("--skip-bad", is_flag=True, hidden=True, help="As of old: rows that cannot be imported are set aside.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Where to write the rows set aside. Default: beside FILE."
)
@click.option("--encoding", default="", help="In which encoding FILE is, such as windows-1252. Default: found out.")
@click.option("--delimiter", default="", help="What stands between two cells. Default: found out.")
@click.option("--sheet", default="", help="The sheet of a workbook. Default: the only one.")
@click.option("--heading", default=0, help="The line or row that names the columns. Default: found out.")
@format_option("text", "json")
@desk_options
@suggest_options
def command(
    desk: Desk,
    file: Path,
    mapping: str,
    source: str,
    update: bool,
    dry_run: bool,
    whole: bool,
    skip_bad: bool,
    rejects: Path | None,
    encoding: str,
    delimiter: str,
    sheet: str,
    heading: int,
    dates: DateForm | None,
    form: str,
) -> None:
    """Import the FILE that another system exported. Rows that cannot be are set aside in a file beside it.

    Ends with 0 if everything in the file is in the practice then, else with 1. What a file of yours becomes is said by
    a mapping: --suggest proposes one.
    """
    if whole and skip_bad:
        raise click.UsageError("--whole wants all rows or none, and --skip-bad wants the others; leave one out")

    def tell(rows: int) -> None:
        click.echo(f"\r{rows:,} rows read", nl=False, err=True)

    how = FileWish(
        FileForm(encoding, delimiter, sheet, heading),
        dates,
        rehearse=dry_run,
        whole=whole,
        rejects=rejects,
        tell=tell if sys.stderr.isatty() else None,
    )
    with desk.open() as act:
        try:
            named = act.ruleset.part(Mappings).mapping(mapping) if mapping else None
            imported = import_file(act, file, named, Wish(file.name, ContactSource(source), update), how)
        except ImportRefusedError as error:
            _report(file, error.imported, form, dry_run, update, str(error))
            raise SystemExit(1) from None
    click.get_current_context().meta[DONE] = "" if dry_run else _done(file, imported)
    _report(file, imported, form, dry_run, update)
    raise SystemExit(0 if imported.is_whole else 1)


def _done(file: Path, imported: Imported) -> str:
    """What an import did, for when nothing else of it can be shown."""
    counts = f"{imported.added:,} new, {imported.changed:,} changed"
    if imported.aside_in:
        counts += f", {counted(imported.set_aside, 'row')} set aside in {imported.aside_in}"
    return f"{file.name} is imported all the same: {counts}; 'frontdesk tasks' has the notices"


def _report(file: Path, imported: Imported, form: str, dry_run: bool, update: bool, refusal: str = "") -> None:
    if form == "json":
        print_data(_as_data(imported, dry_run, refusal))
        return
    if imported.mapping:
        click.echo(f"{file.name}: read by the mapping '{imported.mapping}'", err=bool(refusal))
    for said in imported.said:
        click.echo(f"{file.name}: {said}", err=bool(refusal))
    if dry_run:
        for column in imported.columns:
            click.echo(f"  {column}")
    _print_rows(file, imported, with_examples=dry_run, refused=bool(refusal))
    if refusal:
        click.echo(f"frontdesk: {refusal}", err=True)
        return
    rows = imported.counts.total()
    if not rows:
        click.echo(f"{file.name} has no rows: nothing stands below its heading.")
    elif rows == imported.counts[RowOutcome.LEFT_OUT]:
        click.echo(f"{file.name} has no rows but those that are left out.")
    _print_counts(imported, dry_run, _WHY_IN_SPITE_OF_UPDATE if update else _WHY)
    if imported.aside_in:
        click.echo(f"The rows set aside are in {imported.aside_in}; {_how_to_mend(imported)}.")


def _how_to_mend(imported: Imported) -> str:
    there = "mend them there and import that file"
    if not imported.aside_whole:
        return there
    whole = "what stands there whole, on one line, mend in the file that it came from, and import that again"
    return f"{there}; {whole}" if imported.aside_whole < imported.set_aside else whole


def _print_rows(file: Path, imported: Imported, *, with_examples: bool, refused: bool) -> None:
    for row in imported.rows:
        is_told = with_examples or row.outcome in _TOLD
        if row.outcome not in NOT_IN and is_told and not (refused and row.outcome is RowOutcome.CHANGED):
            told = ": ".join(filter(None, (row.outcome.replace("_", " "), row.who, "; ".join(row.said))))
            click.echo(f"{file.name}:{row.line}: {told}", err=refused)
    if imported.changed > MOST_TOLD and not refused:
        click.echo(f"and {counted(imported.changed - MOST_TOLD, 'more changed row')}", err=refused)
    if (more := imported.counts[RowOutcome.KEPT] - MOST_TOLD) > 0:
        click.echo(f"and {counted(more, 'more row')} kept until they are on file", err=refused)
    aside = [row for row in imported.rows if row.outcome in NOT_IN]
    for row in aside[:_MOST_SHOWN]:
        click.echo(f"{file.name}:{row.line}: {'; '.join(row.said)}", err=refused)
    if imported.set_aside > _MOST_SHOWN:
        click.echo(f"and {counted(imported.set_aside - _MOST_SHOWN, 'more row')}", err=refused)
    for line in imported.left_out_here[:_MOST_SHOWN]:
        click.echo(f"{file.name}:{line.line}: left out: {'; '.join(line.said)}", err=refused)
    if (more := len(imported.left_out_here) - _MOST_SHOWN) > 0:
        click.echo(f"and {counted(more, 'more row')} left out, of somebody on file", err=refused)
    for row in imported.remarks:
        click.echo(f"{file.name}:{row.line}: {'; '.join(row.said)}", err=refused)
    if more := imported.remarked - len(imported.remarks):
        click.echo(f"and {counted(more, 'more row')} of which something is left as it is here", err=refused)


def _print_counts(imported: Imported, dry_run: bool, why: Mapping[RowOutcome, str]) -> None:
    parts = [f"{counted(imported.added, _NOUNS[imported.of])} {'would be imported' if dry_run else 'imported'}"]
    parts += [f"{imported.counts[one]:,} {words}" for one, words in _WENT_WELL.items() if imported.counts[one]]
    click.echo(f"{', '.join(parts)}.")
    for outcome, words in why.items():
        if number := imported.counts[outcome]:
            click.echo(f"{counted(number, 'row')} {words}.")
    if again := imported.counts[RowOutcome.MENDED]:
        click.echo(f"{counted(again, 'row')} {'says' if again == 1 else 'say'} what was mended here already.")
    for word, rows in imported.read_as_refusals.most_common(MOST_WORDS):
        click.echo(f"{word}, in {counted(rows, 'row')}: it counts as a refusal until somebody looks.")
    if (more := len(imported.read_as_refusals) - MOST_WORDS) > 0:
        click.echo(f"and {counted(more, 'more word')}: is that a column of consent?")
    for one in preferences_left_out(imported):
        click.echo(f"{one[0].upper()}{one[1:]}.")
    if imported.opted_out:
        more = imported.opted_out - len(imported.opted_out_named)
        who = ", ".join([*imported.opted_out_named, *([f"and {more:,} more"] if more else [])])
        have = f"{counted(imported.opted_out, 'contact')} with a number or e-mail address that opted out"
        click.echo(f"{have}; that stands: {who}.")
    if imported.other_status:
        are = "is" if imported.other_status == 1 else "are"
        more = imported.other_status - len(imported.elsewhere)
        them = ", ".join(imported.elsewhere) + (f" and {more:,} more" if more else "")
        click.echo(
            f"{imported.other_status:,} {are} in another status here ({them}); "
            "a status is chosen, and a file changes none."
        )
    if imported.left_out_here:
        left_out = counted(len(imported.left_out_here), "row")
        click.echo(
            f"{left_out} left out, of somebody on file: 'frontdesk contact prefs' says whom to write to no more."
        )
    if imported.resembling:
        click.echo(f"{look_alike(imported.resembling)}.")
    if dry_run:
        click.echo("Nothing was kept.")


def _as_data(imported: Imported, dry_run: bool, refusal: str) -> dict[str, object]:
    """What an import did, for programs; ``refused`` are those whose address opted out, as ever."""
    none = bool(refusal)
    return {
        "added": 0 if none else imported.added,
        "changed": 0 if none else imported.changed,
        "outcomes": {str(one): 0 if none else imported.counts[one] for one in RowOutcome},
        "refused": 0 if none else imported.opted_out,
        "refused_named": [] if none else imported.opted_out_named,
        "bad": imported.set_aside,
        "rows": [
            {"line": row.line, "outcome": row.outcome, "causes": list(row.said)}
            for row in imported.rows
            if row.outcome in NOT_IN
        ],
        "examples": [
            {"line": row.line, "outcome": row.outcome, "who": row.who, "said": list(row.said)}
            for row in imported.rows
            if row.outcome not in NOT_IN
        ],
        "remarks": [{"line": row.line, "said": list(row.said)} for row in imported.remarks],
        "remarked": imported.remarked,
        "read_as_refusals": dict(imported.read_as_refusals),
        "preferences_left_out": dict(imported.preferences_left_out),
        "other_status": imported.other_status,
        "elsewhere": list(imported.elsewhere),
        "left_out_here": [{"line": one.line, "who": one.who, "said": list(one.said)} for one in imported.left_out_here],
        "resembling": imported.resembling,
        "mapping": imported.mapping,
        "file": list(imported.said),
        "columns": list(imported.columns),
        "rejects": str(imported.aside_in or ""),
        "dry_run": dry_run,
        "cause": refusal,
    }
