"""``frontdesk init``: a folder for a practice of one's own, laid over a shipped ruleset."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import click

from frontdesk.loading import shipped
from frontdesk.loading.bundled import schemas_folder
from frontdesk.problems import FrontdeskError, choices, did_you_mean

_RULESET = """\
# yaml-language-server: $schema=schemas/ruleset.schema.json
name: {name}
label: {label}
language: 1
extends: {base}
time_zone: America/New_York
"""
_EXAMPLE = """\
# yaml-language-server: $schema=../schemas/examples.schema.json
examples:
  - name: A patient with a landline is called
    decide: delivery
    given: {message: automation, has_text: yes, has_call: yes, destination: landline}
    expect: {outcome: call}
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--extends", "base", default="default", show_default=True, metavar="RULESET", help="The base.")
def command(folder: Path, base: str) -> None:
    """Make FOLDER with a ruleset of your own that extends a shipped one, schemas for your editor, and an example."""
    if base not in shipped():
        hint = did_you_mean(base, shipped()) or f"shipped are {choices(shipped())}"
        raise click.UsageError(f"no shipped ruleset is called '{base}'; {hint}")
    if folder.exists() and any(folder.iterdir()):
        raise FrontdeskError(f"the folder '{folder}' is not empty; choose a new one, nothing was written")
    name = _name(folder.resolve().name)
    (folder / "examples").mkdir(parents=True)
    label = name.replace("-", " ").title()
    (folder / "ruleset.yaml").write_text(_RULESET.format(name=name, label=label, base=base), encoding="utf-8")
    (folder / "examples" / "delivery.yaml").write_text(_EXAMPLE, encoding="utf-8")
    shutil.copytree(schemas_folder(), folder / "schemas")
    click.echo(f"{folder} is ready. It does what '{base}' does until you write your own rules into it.")
    click.echo(f"  frontdesk check {folder}\n  frontdesk test {folder}\n  frontdesk table -p {folder}")


def _name(folder: str) -> str:
    """The name of a ruleset for a folder that may be called anything: small letters without marks, digits, dashes."""
    plain = unicodedata.normalize("NFKD", folder).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall("[a-z0-9]+", plain))
    return name if name[:1].isalpha() else f"practice-{name}".rstrip("-")
