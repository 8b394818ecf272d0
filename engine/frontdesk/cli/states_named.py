"""A state on the command line, as a shell completes it: ``phase/status``, and the aliases of a practice."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from frontdesk.problems import FrontdeskError


def known_states(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The states that begin so, each with its label, and aliases; none where the rules are in error.

    They are those of the practice that is named so far.
    """
    from frontdesk.loading import load_ruleset

    try:
        ruleset = load_ruleset(context.params.get("practice") or ".")
    except FrontdeskError:
        return []
    called = {**{str(state): state for state in ruleset.states}, **ruleset.aliases}
    wanted = begun.casefold()
    return [
        CompletionItem(name, help=ruleset.status_label(state))
        for name, state in called.items()
        if name.casefold().startswith(wanted)
    ]
