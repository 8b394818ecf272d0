"""``frontdesk diff``: what another version of the rules would do differently, and whom it would touch."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frontdesk.cli.options import format_option, print_data
from frontdesk.comparing import compare
from frontdesk.loading import load_ruleset
from frontdesk.model import Ruleset
from frontdesk.problems import FrontdeskError, Severity

if TYPE_CHECKING:
    from frontdesk.views import Impact


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--store",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A practice's store: also whom the change would touch today, and what would be left behind.",
)
@format_option("text", "json", "markdown")
def command(old: str, new: str | None, file: Path | None, form: str) -> None:
    """Compare the rulesets OLD and NEW by what they do: folders, or shipped names.

    With a store and one ruleset, that one is compared with the rules that the store ran last.
    Exit code 0: the change can be made. 1: it would leave contacts or messages behind (U001, U002).
    """
    from frontdesk.rendering.comparison import comparison_data, comparison_markdown, comparison_text, tell

    if new is None and file is None:
        raise click.UsageError("name two rulesets, or one and a --store")
    after = load_ruleset(new or old)
    seen = _seen(file, load_ruleset(old) if new else None, after) if file else None
    before = seen.before if seen else load_ruleset(old)
    people, problems = (seen.touched, seen.left_behind) if seen else (None, ())
    found = compare(before, after)
    if form == "json":
        print_data(comparison_data(found, people, problems))
    else:
        told = tell((before, after), found, people, problems)
        click.echo(comparison_markdown(told) if form == "markdown" else comparison_text(told))
    raise SystemExit(1 if any(one.severity is Severity.ERROR for one in problems) else 0)


def _seen(file: Path, before: Ruleset | None, after: Ruleset) -> Impact:
    """What the store in *file* says of the change."""
    from frontdesk.desk import open_store
    from frontdesk.views import impact

    with closing(open_store(file)) as store:
        found = impact(store, datetime.now(UTC), before, after)
    if found is None:
        raise FrontdeskError(f"{file} does not keep the rules that it ran last; name them as OLD")
    return found
