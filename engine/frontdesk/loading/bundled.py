"""Where the shipped rulesets, schemas and problem pages are: inside the installed package, else in the checkout."""

from __future__ import annotations

import os
from pathlib import Path

from frontdesk.problems import NOWHERE, Problem, RulesetError, choices, did_you_mean

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the engine's code."""
_CHECKOUT = PACKAGE.parents[1]


def rulesets_folder() -> Path:
    """The folder that holds the shipped rulesets."""
    return _folder("rulesets")


def schemas_folder() -> Path:
    """The folder that holds the JSON Schemas."""
    return _folder("schemas")


def problem_page(code: str) -> str:
    """The page of a problem's code, as Markdown. Raises KeyError for a code that has none."""
    page = _folder("problem_pages", "docs/problems") / f"{code}.md"
    if not page.is_file():
        raise KeyError(code)
    return page.read_text(encoding="utf-8")


def shipped() -> tuple[str, ...]:
    """The names of the shipped rulesets."""
    folder = rulesets_folder()
    return tuple(sorted(one.parent.name for one in folder.glob("*/ruleset.yaml")))


def find_ruleset(name_or_path: str | Path) -> Path:
    """Return a ruleset's folder: one with YAML in it wins, else a shipped name. Raises RulesetError (Y010)."""
    path = Path(name_or_path)
    if path.is_dir() and any(path.glob("*.yaml")):
        return path
    if str(name_or_path) in shipped():
        return rulesets_folder() / str(name_or_path)
    if path.is_dir():
        cause = f"the folder '{name_or_path}' holds no ruleset: there is no YAML file in it"
        hint = "'frontdesk init FOLDER' makes one"
    else:
        cause = f"there is no folder '{name_or_path}', and no shipped ruleset of that name"
        hint = did_you_mean(str(name_or_path), shipped()) or f"shipped are {choices(shipped())}"
    raise RulesetError([Problem(NOWHERE, "Y010", cause, hint)])


def shown(folder: Path) -> str:
    """How a ruleset's folder is named to people: a shipped one without where it is installed."""
    try:
        return f"rulesets/{folder.resolve().relative_to(rulesets_folder().resolve())}"
    except ValueError:
        return os.path.normpath(folder)


def _folder(name: str, in_checkout: str = "") -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / (in_checkout or name)
