"""``frontdesk graph``: the status machine as a drawing."""

from __future__ import annotations

import shutil
import subprocess

import click

from frontdesk.cli.options import format_option, practice_option
from frontdesk.loading import load_ruleset
from frontdesk.problems import FrontdeskError
from frontdesk.rendering.dot import dot
from frontdesk.rendering.graph import drawing_of
from frontdesk.rendering.mermaid import mermaid


@click.command()
@click.option("--phase", "phases", multiple=True, metavar="PHASE", help="Only what has to do with it; can be repeated.")
@practice_option
@format_option("mermaid", "dot", "svg")
def command(phases: tuple[str, ...], practice: str, form: str) -> None:
    """Draw which status may follow which: as Mermaid, as DOT, or as SVG where Graphviz is installed."""
    drawing = drawing_of(load_ruleset(practice), phases)
    if form == "mermaid":
        click.echo(mermaid(drawing), nl=False)
    else:
        click.echo(dot(drawing) if form == "dot" else _drawn(dot(drawing)), nl=False)


def _drawn(text: str) -> str:
    program = shutil.which("dot")
    if program is None:
        raise FrontdeskError(
            "a picture needs Graphviz, and its program 'dot' is not installed here; install the package 'graphviz' "
            "('apt install graphviz', 'brew install graphviz'), or write --format mermaid or --format dot"
        )
    try:
        done = subprocess.run([program, "-Tsvg"], input=text, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        raise FrontdeskError("Graphviz did not finish within a minute; --phase draws one phase only") from None
    if done.returncode:
        raise FrontdeskError(f"Graphviz could not draw it: {done.stderr.strip()}")
    return done.stdout
