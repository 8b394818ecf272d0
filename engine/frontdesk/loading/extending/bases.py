"""What ``extends`` may name: a shipped ruleset, or a folder beside this one; and that no ring comes of it.

A ruleset may be somebody else's, so a path in it never leads out of the folder that holds the ruleset's own folder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frontdesk.loading.bundled import find_ruleset, shipped
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.problems import Location, Problem, choices, did_you_mean

MOST_LAYERS = 20
_COPY_IT = "copy that ruleset beside this one, and write a path like ../base"
_A_PATH = "write a path seen from this folder, like ../base, or a shipped ruleset's name"
_FULL_PATH = re.compile(r"[/~\\]|[A-Za-z]:[\\/]")
_WEB_ADDRESS = re.compile(r"[a-z]+://")


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder on the way down to the ruleset that extends nothing, and the place of its ``extends``."""

    folder: Path
    where: Location


def find_base(path: Path, extends: Scalar, above: Sequence[Layer]) -> tuple[Path | None, Problem | None]:
    """Return the folder that the ruleset in *path* extends, or why it cannot; *above* are the layers from the top."""
    name = extends.text
    found = _named(path, name)
    if isinstance(found, str):
        cause, _, hint = found.partition("\n")
        return None, Problem(extends.where, "Y010", cause, hint or _A_PATH)
    ring = [*above, Layer(path.resolve(), extends.where)]
    start = next((number for number, layer in enumerate(ring) if layer.folder == found.resolve()), None)
    if start is not None:
        places = " -> ".join([*(layer.where.short for layer in ring[start:]), ring[start].where.file])
        cause = f"rulesets extend each other in a circle: {places}"
        return None, Problem(extends.where, "Y010", cause, "delete 'extends' in one of them")
    if len(ring) > MOST_LAYERS:
        cause = f"more than {MOST_LAYERS} rulesets extend one another"
        return None, Problem(extends.where, "Y010", cause, "bring some of them together")
    return found, None


def _named(path: Path, name: str) -> Path | str:
    """The folder that *name* stands for, else cause and hint on two lines."""
    if name in shipped():
        return find_ruleset(name)
    if refused := _no_path(name):
        return refused
    if "/" not in name and not name.startswith("."):
        hint = did_you_mean(name, shipped()) or f"shipped are {choices(shipped())}; a folder is written like ../base"
        return f"no shipped ruleset is called '{name}'\n{hint}"
    try:
        found = path / name
        inside = found.resolve().is_relative_to(path.resolve().parent)
        if inside and found.is_file():
            return f"'{name}' is a file, and a ruleset is a folder\nname its folder"
        if inside and not any(found.glob("*.yaml")):
            return f"there is no ruleset at '{name}', seen from this folder"
    except (OSError, RuntimeError, ValueError):  # a name too long, a link to itself
        return f"there is no ruleset at '{name[:60]}', seen from this folder"
    if not inside:
        linked = "the link " if found.is_symlink() else ""
        cause = f"{linked}'{name}' leads out of the folder that this ruleset's folder is in, and nothing is read there"
        return f"{cause}\n{_COPY_IT}"
    return found


def _no_path(name: str) -> str:
    """Why *name* is not even a path seen from here; empty when it is."""
    if _WEB_ADDRESS.match(name):
        return f"'{name}' is a web address, and nothing is read from the web\n{_COPY_IT}"
    if name.startswith(("\\\\", "//")):
        return f"'{name}' is a folder of another computer, and nothing is read there\n{_COPY_IT}"
    if _FULL_PATH.match(name):
        return f"'{name}' is a full path, which leads nowhere on another computer"
    if "\\" in name:
        return f"'{name}' is written with \\, and paths here are written with /\nwrite '{name.replace(chr(92), '/')}'"
    return ""
