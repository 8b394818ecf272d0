"""``frontdesk graph``: the status machine as a drawing."""

from __future__ import annotations

import shutil
import subprocess

import click

from frontdesk.cli.options import format_option, practice_option
from frontdesk.loading import load_ruleset
from frontdesk.problems import FrontdeskError
from frontdesk.rendering.graph import dot, mermaid


@click.command()
@practice_option
@format_option("mermaid", "dot", "svg")
def command(practice: str, form: str) -> None:
    """Draw which status may follow which: as Mermaid, as DOT, or as SVG where Graphviz is installed."""
    ruleset = load_ruleset(practice)
    if form == "svg":
        click.echo(_drawn(dot(ruleset)), nl=False)
    else:
        click.echo(mermaid(ruleset) if form == "mermaid" else dot(ruleset), nl=False)


def _drawn(text: str) -> str:
    program = shutil.which("dot")
    if program is None:
        raise FrontdeskError("SVG needs Graphviz, which is not installed here; --format dot or mermaid works without")
    done = subprocess.run([program, "-Tsvg"], input=text, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise FrontdeskError(f"Graphviz could not draw it: {done.stderr.strip()}")
    return done.stdout
