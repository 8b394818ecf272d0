"""The option ``--mapping``: a name out of ``imports/``, which a shell completes."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from frontdesk.problems import FrontdeskError


class MappingName(click.ParamType):
    """The name of a mapping of the practice; whether there is one of that name is asked where it is used."""

    name = "mapping"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The mappings of the practice that is named so far, each with its label; none where its rules are in error."""
        from frontdesk.loading import load_ruleset
        from frontdesk.model.mappings import Mappings

        try:
            known = load_ruleset(ctx.params.get("practice") or ".").part(Mappings).mappings
        except FrontdeskError:
            return []
        return [CompletionItem(name, help=one.label) for name, one in known.items() if name.startswith(incomplete)]


mapping_option = click.option(
    "--mapping",
    type=MappingName(),
    default="",
    metavar="NAME",
    help="How the file is read: a mapping in imports/. Default: the one that fits its headings.",
)
