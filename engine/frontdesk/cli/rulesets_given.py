"""Which rulesets a command is about: those that it names, or those that the files of a commit belong to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from frontdesk.cli.options import Command

_BEGIN = "ruleset.yaml"
"""The file that makes a folder a ruleset."""
_NOT_OURS = frozenset({"node_modules", "site-packages", "__pycache__"})


def changed_option(command: Command) -> Command:
    """The option ``--changed`` of the commands that hooks run."""
    words = "The words are files that changed: take the rulesets that they belong to, and those that extend these."
    return click.option("--changed", is_flag=True, help=words)(command)


def rulesets_given(words: Sequence[str], changed: bool, practice: str) -> tuple[str, ...]:
    """Return the rulesets that a command is about; *practice* when nothing is named. May be empty with *changed*.

    A file below no ``ruleset.yaml``, such as a workflow, belongs to no ruleset and is passed over.
    """
    if not changed:
        return tuple(words) or (practice,)
    known = {ruleset for word in words if (ruleset := _ruleset_of(Path(word)))}
    return tuple(sorted(map(str, _with_overlays(known)))) if known else ()


def _ruleset_of(file: Path) -> Path | None:
    """The nearest folder above *file*, up to the folder that we are in, in which a ruleset begins."""
    return next((folder for folder in file.parents if (folder / _BEGIN).is_file()), None)


def _with_overlays(known: Iterable[Path]) -> set[Path]:
    """The rulesets *known* and every one in this folder and below that extends one of them, directly or not."""
    found = {folder.resolve(): folder for folder in known}
    below = {folder: base for folder in _rulesets(Path()) if (base := _extended(folder))}
    while more := {folder for folder, base in below.items() if base in found and folder.resolve() not in found}:
        found |= {folder.resolve(): folder for folder in more}
    return set(found.values())


def _rulesets(top: Path) -> Iterator[Path]:
    for folder, inside, files in os.walk(top):
        inside[:] = [one for one in inside if one not in _NOT_OURS and not one.startswith(".")]
        if _BEGIN in files:
            yield Path(folder)


def _extended(folder: Path) -> Path | None:
    """The folder that a ruleset extends, if any."""
    from frontdesk.loading.extending.bases import find_base
    from frontdesk.loading.reading import parse
    from frontdesk.loading.text.files import read_text
    from frontdesk.loading.tree.nodes import Scalar

    text = read_text(folder / _BEGIN, _BEGIN).text
    entries, _ = parse(text) if text and "extends" in text.text else (None, ())
    extends = entries.get("extends") if entries else None
    base, _ = find_base(folder, extends, ()) if isinstance(extends, Scalar) else (None, None)
    return base.resolve() if base else None
