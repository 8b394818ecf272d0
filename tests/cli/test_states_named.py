"""A state on the command line: a shell completes it, and an alias of the practice too."""

from __future__ import annotations

import click
import pytest
from click.shell_completion import ShellComplete

from frontdesk.cli.options import practice_option
from frontdesk.cli.states_named import known_states
from support import HARBOUR

VENDORS = str(HARBOUR.with_name("vendors"))


@click.command()
@practice_option
@click.argument("state", shell_complete=known_states)
def choosing(practice: str, state: str) -> None:
    """Any command that takes a state."""
    click.echo(f"{practice} {state}")


@pytest.mark.parametrize(
    ("practice", "begun", "offered"),
    [
        (VENDORS, "lead/ven", [("lead/vendor", "Lead - Vendor")]),
        (VENDORS, "sal", [("Sales call", "Lead - Vendor")]),
        (VENDORS, "client", []),
        ("no-practice", "", []),
    ],
)
def test_the_states_of_the_practice_are_offered_with_what_they_are(
    practice: str, begun: str, offered: list[tuple[str, str]]
) -> None:
    shell = ShellComplete(choosing, {}, "choosing", "_CHOOSING_COMPLETE")
    found = shell.get_completions(["--practice", practice], begun)
    assert [(one.value, one.help) for one in found] == offered
