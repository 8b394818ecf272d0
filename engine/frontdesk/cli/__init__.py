"""The command ``frontdesk``: one module a command, imported only when that command runs.

A command parses, calls one function and prints. Exit codes: 0 fine, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import os
from importlib import import_module
from traceback import walk_tb
from typing import Any

import click

_COMMANDS = {
    "check": "Check a ruleset and list every problem.",
    "test": "Run a ruleset's examples.",
    "table": "Print a truth table, or any table of the rules.",
    "decide": "Ask one table.",
    "offers": "Print which statuses are offered after which.",
    "explain": "Say why: a decision, a value, or a problem's code.",
    "graph": "Draw which status may follow which.",
    "diff": "Compare two rulesets: what changes, and for whom.",
    "replay": "Play the journal against other rules.",
    "facts": "List the facts that rules can ask for.",
    "demo": "Play a week of a practice and tell its stories.",
    "init": "Make a folder for your own practice.",
    "import": "Import contacts from a CSV file.",
    "export": "Write contacts, visits, consents or the journal to a file.",
    "sync": "Read contact preferences from the EMR.",
    "receive": "Take in what a provider posted: replies and reports.",
    "contact": "Show a contact, set its status, log a call, and more.",
    "visits": "List the visits, or show one with its history.",
    "tasks": "List what the staff have to do.",
    "campaigns": "List the campaigns, or show what one says and did.",
    "outbox": "List the messages, and why they did not leave.",
    "why": "Say why one message went, waits or did not go.",
    "work": "Do what is due: settle, send, open and close.",
    "journal": "Show or verify the journal.",
    "plugins": "List the installed plugins.",
    "completion": "Print the completion script for your shell.",
}
"""Every command and what it does; the module of ``import`` is ``import_``, a keyword of Python."""


class _Commands(click.Group):
    """Commands by name, each loaded when it is asked for; errors of users become sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"frontdesk.cli.{'import_' if cmd_name == 'import' else cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from frontdesk.problems import did_you_mean

            hint = did_you_mean(name, _COMMANDS) or "'frontdesk --help' lists the commands"
            ctx.fail(f"there is no command '{name}'; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for arg in args:
            if any("\ud800" <= letter <= "\udfff" for letter in arg):
                ctx.fail(f"{arg!a} is not text in UTF-8; type it anew instead of pasting it")
        try:
            return super().parse_args(ctx, args)
        except OSError as error:  # of the help, which nobody can write down where the disk is full
            _tell(ctx, error)
            ctx.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        from frontdesk.problems import FrontdeskError, RulesetError

        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except RulesetError as error:
            from frontdesk.rendering.problems import problems_text

            click.echo(problems_text(error.problems, error.sources, colours=click.style), err=True)
        except FrontdeskError as error:
            click.echo(f"frontdesk: {error}", err=True)
        except OSError as error:
            _tell(ctx, error)
        ctx.exit(1)


def _tell(ctx: click.Context, error: OSError) -> None:
    """Tell what could not be read or written; of the output itself also what is done in spite of it."""
    if isinstance(error, BrokenPipeError):
        return
    cause = (error.strerror or str(error)).lower()
    if error.filename or not _is_of_output(error):
        click.echo(f"frontdesk: {error.filename}: {cause}" if error.filename else f"frontdesk: {cause}", err=True)
        return
    from frontdesk.cli.options import DONE

    done = ctx.meta.get(DONE, "")
    click.echo(f"frontdesk: the output could not be written: {cause}" + (f"; {done}" if done else ""), err=True)


def _is_of_output(error: OSError) -> bool:
    """Whether it was met while something was printed."""
    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(error.__traceback__))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="frontdesk")
def main() -> None:
    """Follow-up rules of a practice as data: check them, ask them, run them."""
