"""``frontdesk import --suggest``: a mapping is proposed for a file, shown for three of its rows, and written.

Nothing of the file is imported, and nothing that the practice has is overwritten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frontdesk.cli.options import Command, Desk
from frontdesk.file_words import DateForm, FileOf
from frontdesk.problems import FrontdeskError, choices, counted, did_you_mean
from frontdesk.sheets import meant
from frontdesk.strangers import on_one_line

if TYPE_CHECKING:
    from frontdesk.mapping import Field
    from frontdesk.mapping.suggesting import Suggestion
    from frontdesk.model import Ruleset
    from frontdesk.model.mappings import FileForm

_LOOKED_AT = 200
"""So many rows have a say in what a column is."""
_SHOWN = 3
_OF_AN_IMPORT = ("mapping", "update", "dry_run", "whole", "rejects")
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_ROW: Mapping[FileOf, str] = {
    FileOf.CONTACTS: "somebody to contact",
    FileOf.VISITS: "a visit",
    FileOf.CONSENTS: "what somebody agreed to or refused",
    FileOf.PREFERENCES: "how somebody wants to be reached",
}
"""What a row is taken for."""
_INSTEAD = {FileOf.CONTACTS: FileOf.VISITS}
"""What it may be taken for instead, where somebody says so; everything else may be of somebody to contact."""


_OPTIONS = (
    click.option("--suggest", "propose", is_flag=True, help="Propose a mapping for FILE and write it; import nothing."),
    click.option("--name", default="", help="What the proposed mapping is called. Default: as the file is."),
    click.option("--of", type=click.Choice([*map(str, FileOf)]), help="What the rows of FILE tell of, for --suggest."),
    click.option(
        "--dates",
        type=click.Choice([*map(str, DateForm)]),
        help="How FILE writes days. Default: as its mapping says, or for --suggest as its cells tell.",
    ),
    click.option(
        "--column",
        multiple=True,
        metavar="HEADING=FIELD",
        help="Which field a column of FILE is, or HEADING=ignore, for --suggest; as often as needed.",
    ),
)


def suggest_options(command: Command) -> Command:
    """The options of a proposal. With ``--suggest`` the command itself is not run.

    Stands below ``desk_options``. Otherwise it is, and is given ``--dates``. The command's own ``--encoding``,
    ``--delimiter``, ``--sheet`` and ``--heading``, if it has them, say the form of the file here as well.
    """

    @wraps(command)
    def run(
        desk: Desk,
        file: Path,
        propose: bool,
        of: str | None,
        name: str,
        dates: str | None,
        column: tuple[str, ...],
        **rest: Any,
    ) -> Any:
        if not propose:
            if of or name or column:
                raise click.UsageError("--of, --name and --column belong to --suggest; a mapping says them otherwise")
            return command(desk, file=file, dates=DateForm(dates) if dates else None, **rest)
        if other := next((one for one in _OF_AN_IMPORT if rest.get(one)), ""):
            raise click.UsageError(f"--suggest imports nothing; leave out --{other.replace('_', '-')}, or --suggest")
        if rest.get("form") == "json":
            raise click.UsageError("what --suggest prints is for people to look at, and never JSON")
        from frontdesk.model.mappings import FileForm

        said = {one: rest.get(one) for one in ("encoding", "delimiter", "sheet", "heading")}
        form = FileForm(**{one: value for one, value in said.items() if value})
        kind, order = FileOf(of) if of else None, DateForm(dates) if dates else None
        suggest(desk, file, form, of=kind, name=name, dates=order, answers=column)
        return None

    decorated: Any = run
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    result: Command = decorated
    return result


def suggest(
    desk: Desk,
    file: Path,
    form: FileForm,
    *,
    of: FileOf | None = None,
    name: str = "",
    dates: DateForm | None = None,
    answers: Sequence[str] = (),
) -> None:
    """Propose a mapping for *file*, show it, and write it to ``imports/NAME.yaml`` of the practice.

    *answers* say of columns what they are, each as ``HEADING=FIELD``. Exits with 1, and writes nothing, while a
    question is open. Raises FileError, RulesetError and FrontdeskError.
    """
    from frontdesk.loading import load_ruleset
    from frontdesk.mapping import fields_of
    from frontdesk.mapping.headings import kind_of
    from frontdesk.mapping.suggesting import suggest_mapping
    from frontdesk.model.mappings import Mappings

    ruleset = load_ruleset(desk.practice)
    mappings = ruleset.part(Mappings)
    heading, rows = _sampled(file, form)
    if not (name or of or answers) and _is_read_already(desk, file, form, heading, rows, ruleset):
        return
    called = _called(name, file)
    path = desk.folder / "imports" / f"{called}.yaml"
    _refuse_to_overwrite(path, set() if name else {*mappings.mappings, *mappings.unusable})
    kind = of or kind_of(heading)
    suggestion = suggest_mapping(
        called,
        heading,
        [cells for _, cells in rows],
        ruleset,
        desk.today(ruleset),
        of=kind,
        dates=dates,
        form=form,
        answers=_answers(answers, heading, fields_of(kind, ruleset.facts.values())),
    )
    _show(suggestion, rows, heading, ruleset, is_asked=of is None)
    if suggestion.questions:
        _ask(suggestion, path)
        raise SystemExit(1)
    _write(desk, path, suggestion, file)
    click.echo(f"\n{path} says so; nothing was imported. Look at it, and then see what would come in:")
    click.echo(f"  {_next(desk, file, called)}")


def _called(name: str, file: Path) -> str:
    """What the mapping is called: by the *name* that is given, else as the file is. Raises UsageError for no name."""
    if name and not _NAME.fullmatch(name):
        raise click.UsageError(
            f"'{name}' names no mapping: write it in small letters, digits and hyphens, like 'my-emr'"
        )
    return name or _name_of(file)


def _sampled(file: Path, form: FileForm) -> tuple[Sequence[str], list[tuple[int, tuple[str, ...]]]]:
    """The heading of *file* and some of its rows, each with its line; prints what is to be said of the file."""
    from frontdesk.files import open_rows
    from frontdesk.mapping.headings import known_headings

    with open_rows(file, form, known_headings()) as opened:
        heading, said = opened.heading, opened.said
        good = (row for row in opened.rows if not row.fault)
        rows = [(row.line, tuple(map(meant, row.cells))) for row in islice(good, _LOOKED_AT)]
    _say(said)
    return heading, rows


def _refuse_to_overwrite(path: Path, taken: Collection[str]) -> None:
    """Raise FrontdeskError where a mapping stands at *path*, or has its name among those that are *taken*."""
    if path.exists() or path.stem in taken:
        mend = f"Delete {path} if that one is wrong, or name yours" if path.exists() else "Name yours"
        raise FrontdeskError(f"there is a mapping '{path.stem}' already; nothing was written. {mend}: --name NAME")


def _is_read_already(
    desk: Desk,
    file: Path,
    form: FileForm,
    heading: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    ruleset: Ruleset,
) -> bool:
    """Whether a mapping that is there reads most rows of the file, or none is needed; says so.

    Raises HeadingError where one would read it, and has faults.
    """
    from frontdesk.mapping import place
    from frontdesk.mapping.choosing import fault_of_known, fitting
    from frontdesk.model.mappings import Mappings

    facts, known = list(ruleset.facts.values()), ruleset.part(Mappings)
    if fault := fault_of_known(known, heading, facts):
        raise fault
    found = []
    for one in fitting(known.mappings.values(), heading, facts):
        placed = place(one, heading, facts)
        understood = [row for row in (placed.row(cells) for _, cells in rows) if not (row.faults or row.refusals)]
        if 2 * len(understood) >= len(rows):
            found.append(one)
    for one in found:
        reads = f"The mapping '{one.id}' ({one.label}) reads this file, each row as {_ROW[one.of]}"
        how = reads if one.id else "This file needs no mapping"
        click.echo(f"{how}. See what would come in:\n  {_next(desk, file, one.id, form)}")
    if found:
        click.echo("To have a mapping of your own all the same, name it: --name NAME")
    return bool(found)


def _answers(given: Sequence[str], heading: Sequence[str], fields: Mapping[str, Field]) -> dict[str, str]:
    """Which field a column is, or that it is ignored, by somebody's word. Raises FrontdeskError for what is unknown."""
    from frontdesk.mapping.columns import heading_key, headings_of
    from frontdesk.mapping.suggested import IGNORE

    called = {heading_key(one.called): one.called for one in headings_of(heading) if one.key}
    answers = {}
    for said in given:
        column, _, field = (part.strip() for part in said.rpartition("="))
        if heading_key(column) not in called:
            raise FrontdeskError(f"no column of the file is called '{column}'{_meant(column, called.values())}")
        if field not in (*fields, IGNORE):
            raise FrontdeskError(f"no field is called '{field}'{_meant(field, fields)}; {IGNORE} leaves a column out")
        answers[called[heading_key(column)]] = field
    return answers


def _meant(word: str, known: Iterable[str]) -> str:
    hint = did_you_mean(word, known) or f"there are {choices(list(known), most=50)}"
    return f"; {hint}"


def _ask(suggestion: Suggestion, path: Path) -> None:
    """Print what must be answered, and how: on the command, or by a mapping that is written by hand."""
    from frontdesk.rendering.suggestion import by_hand

    click.echo("\nBefore a mapping can be written:", err=True)
    _say(suggestion.questions, err=True)
    if not (lines := by_hand(suggestion)):
        return
    heading = on_one_line(next(column.heading for column in suggestion.columns if column.question))
    click.echo(f'Say it for each of them, as by --column "{heading}=ignore".', err=True)
    click.echo(f"Or write {path} by hand, as docs/importing.md shows. The lines for these columns would be:", err=True)
    _say(lines, err=True)


def _show(
    suggestion: Suggestion,
    rows: Sequence[tuple[int, Sequence[str]]],
    heading: Sequence[str],
    ruleset: Ruleset,
    *,
    is_asked: bool,
) -> None:
    from frontdesk.rendering.suggestion import looks, suggestion_table

    seen = f"{counted(len(suggestion.columns), 'column')}, seen in {counted(len(rows), 'row')}"
    of = suggestion.mapping.of
    instead = f"; if it is not, say --of {_INSTEAD.get(of, FileOf.CONTACTS)}" if is_asked else ""
    click.echo(f"{seen}. Each row is taken for {_ROW[of]}{instead}.\n")
    click.echo(suggestion_table(suggestion, rows[:_SHOWN], heading, ruleset))
    if found := looks(suggestion):
        click.echo("\nLook at these:")
        _say(found)


def _say(lines: Sequence[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(f"  {on_one_line(line)}", err=err)


def _write(desk: Desk, path: Path, suggestion: Suggestion, file: Path) -> None:
    """Write the mapping into the practice's folder, never over a file that is there."""
    from frontdesk.rendering.suggestion import mapping_file

    schema = "../schemas/imports.schema.json" if (desk.folder / "schemas").is_dir() else ""
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as out:
        out.write(mapping_file(suggestion, file.name, schema))


def _next(desk: Desk, file: Path, mapping: str, form: FileForm | None = None) -> str:
    """The command that shows what an import would do; *form* is what the mapping does not say of the file itself."""
    parts = ["frontdesk import", _quoted(file), *(["--mapping", mapping] if mapping else [])]
    for name in ("encoding", "delimiter", "sheet", "heading"):
        if form and (said := getattr(form, name)):
            parts += [f"--{name}", _quoted(str(said))]
    parts.append("--dry-run")
    return " ".join([*parts, *(["-p", _quoted(desk.practice)] if desk.practice != "." else [])])


def _quoted(word: Path | str) -> str:
    text = str(word)
    return f'"{text}"' if re.search(r"[^\w./\\:-]", text) else text


def _name_of(file: Path) -> str:
    """The name of a mapping for a file that may be called anything: small letters without marks, digits, dashes."""
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain)) or "export"
