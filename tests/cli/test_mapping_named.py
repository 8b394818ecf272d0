"""``--mapping``: a shell completes the names of the practice's mappings."""

from __future__ import annotations

import click
import pytest
from click.shell_completion import ShellComplete

from frontdesk.cli.mapping_named import mapping_option
from frontdesk.cli.options import practice_option
from support import HARBOUR


@click.command()
@practice_option
@mapping_option
def reading(practice: str, mapping: str) -> None:
    """Any command that reads a file by a mapping."""
    click.echo(f"{practice} {mapping}")


@pytest.mark.parametrize(
    ("practice", "begun", "offered"),
    [
        (str(HARBOUR), "", [("paw-desk", "Paw Desk, list of clients")]),
        (str(HARBOUR), "paw", [("paw-desk", "Paw Desk, list of clients")]),
        (str(HARBOUR), "dental", []),
        ("no-practice", "", []),
    ],
)
def test_the_mappings_of_the_practice_are_offered_with_what_they_are(
    practice: str, begun: str, offered: list[tuple[str, str]]
) -> None:
    shell = ShellComplete(reading, {}, "reading", "_READING_COMPLETE")
    found = shell.get_completions(["--practice", practice, "--mapping"], begun)
    assert [(one.value, one.help) for one in found] == offered
