"""The option ``--mapping``: a name out of ``imports/``, which a shell completes."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from frontdesk.problems import FrontdeskError


def _known(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The mappings of the practice that is named so far, each with its label; none where its rules are in error."""
    from frontdesk.loading import load_ruleset
    from frontdesk.model.mappings import Mappings

    try:
        known = load_ruleset(context.params.get("practice") or ".").part(Mappings).mappings
    except FrontdeskError:
        return []
    return [CompletionItem(name, help=one.label) for name, one in known.items() if name.startswith(begun)]


mapping_option = click.option(
    "--mapping",
    default="",
    metavar="NAME",
    shell_complete=_known,
    help="How the file is read: a mapping in imports/. Default: the one that fits its headings.",
)
"""For a command that reads a file; beside ``practice_option`` or ``desk_options``."""
