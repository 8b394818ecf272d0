"""``frontdesk replay``: the journal of a period, played against other rules."""

from __future__ import annotations

from datetime import datetime

import click

from frontdesk.cli.options import Desk, desk_options, format_option, moment, print_data


@click.command()
@click.argument("ruleset")
@click.option("--since", default="", help="Only what happened from then on: '2026-03-02' or '2026-03-02 09:00'.")
@click.option("--until", default="", help="Only what happened before then.")
@format_option("text", "json", "markdown")
@desk_options
def command(desk: Desk, ruleset: str, since: str, until: str, form: str) -> None:
    """Take every decision in the journal again under RULESET, and list those that would have been taken differently.

    Nothing is changed. Where RULESET asks for a fact that the journal does not keep, it says that it cannot tell.
    """
    from frontdesk.desk import replay
    from frontdesk.loading import load_ruleset
    from frontdesk.rendering.replay import replay_data, replay_markdown, replay_text
    from frontdesk.views import journal

    other = load_ruleset(ruleset)
    with desk.open(adopting=False) as act:
        zone = act.ruleset.zone

        def at(text: str) -> datetime | None:
            whole_day = f"{text} 00:00" if len(text.strip()) == len("2026-03-02") else text
            return moment(whole_day, act.now, zone) if text else None

        played = replay(journal(act), other, at(since), at(until))
    if form == "json":
        print_data(replay_data(other, played))
    else:
        click.echo(replay_markdown(other, played) if form == "markdown" else replay_text(other, played))
