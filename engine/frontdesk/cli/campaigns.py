"""``frontdesk campaigns``: which campaigns there are, what one says, who is in it and what came of it."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from frontdesk import views
from frontdesk.cli.options import Desk, desk_options, format_option, print_data
from frontdesk.desk import find
from frontdesk.desk.adopting import are_others_in_force
from frontdesk.problems import FrontdeskError
from frontdesk.rendering.campaigns import campaign_text, campaigns_text

_NOT_YET = (
    "The rules have changed and are not taken over yet: what comes next is told by the new ones, and is planned by "
    "them once 'frontdesk work' has run."
)


def known_campaigns(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The campaigns that begin so, each with its label, of the practice that is named so far."""
    from frontdesk.loading import load_ruleset

    try:
        ruleset = load_ruleset(context.params.get("practice") or ".")
    except FrontdeskError:
        return []
    found = ruleset.campaigns.values()
    return [CompletionItem(one.id, help=one.label) for one in found if one.id.startswith(begun.casefold())]


@click.command()
@click.argument("name", required=False, shell_complete=known_campaigns)
@click.option("--for", "contact", default="", metavar="CONTACT", help="Show the texts as CONTACT would get them now.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="So many people, and messages.")
@format_option("text", "json")
@desk_options
def command(desk: Desk, name: str | None, contact: str, most: int, form: str) -> None:
    """List the campaigns, or show the one called NAME: its texts, who is in it and what comes next, what was sent.

    Nothing is changed. A campaign is switched on and off by 'enabled' in campaigns.yaml.
    """
    if contact and name is None:
        raise click.UsageError("--for shows the texts of one campaign; name it")
    with desk.open(adopting=False, empty=True) as act:
        if are_others_in_force(act):
            click.echo(_NOT_YET, err=True)
        if name is None:
            listed = views.campaigns(act)
            text, data = campaigns_text(listed, act.ruleset.zone), views.as_json(listed)
        else:
            page = views.campaign(act, name, find(act, contact).id if contact else None, most)
            text, data = campaign_text(act.ruleset, page), views.as_json(page)
    if form == "json":
        print_data(data)
    else:
        click.echo(text)
