"""Rulesets that were checked before: kept on disk by the contents of their files, so that YAML is read once.

Only what has no error is kept, and only as JSON. Whatever is wrong with what is kept (damaged, of another version, no
room, no right to write) means reading again; nobody is told. ``FRONTDESK_CACHE`` names the folder, or says ``off``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from frontdesk.checking import Installed
from frontdesk.loading.bundled import PACKAGE, schemas_folder
from frontdesk.loading.cache.serialising import as_text, as_tree, place_as_data, place_of
from frontdesk.loading.text.files import MOST_BYTES
from frontdesk.loading.tree.nodes import Folder
from frontdesk.problems import Problem

_DAMAGED = (OSError, ValueError, KeyError, TypeError, IndexError)
_SUFFIXES = (".yaml", ".yml", ".ics")
_LIBRARIES = ("holidays", "icalendar")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A ruleset's tree with all that checking it found: the warnings, and promises with their combinations."""

    whole: Folder
    problems: tuple[Problem, ...]
    proved: tuple[tuple[str, int], ...]


@cache
def engine_here() -> str:
    """The engine and the schemas as installed, by the size and time of every file: a change of them is a new engine."""
    return "\n".join(
        f"{path} {stat.st_size} {stat.st_mtime_ns}"
        for path, stat in sorted((entry.path, entry.stat()) for entry in _code((str(PACKAGE), str(schemas_folder()))))
    )


def recall(
    folder: Path, shown: str, installed: Installed | None = None, engine: Callable[[], str] = engine_here
) -> Remembered | None:
    """What is kept of the ruleset in *folder* as it stands now; ``None`` when it must be read.

    A check against what is *installed* is kept apart from one without, and counts while the same is installed.
    """
    file = _file(folder, shown, installed)
    if file is None:
        return None
    try:
        head, tree = file.read_text(encoding="utf-8").split("\n", 1)
        data = json.loads(head)
        layers = [Path(layer) for layer in data["layers"]]
        if data["made"] != _made(layers, installed, engine):
            return None
        files: list[str] = data["files"]
        problems = tuple(
            Problem(
                place_of(place, files),
                code,
                cause,
                hint,
                tuple((place_of(at, files), words) for at, words in related),
                beside=beside,
            )
            for place, code, cause, hint, related, beside in data["problems"]
        )
        return Remembered(as_tree(tree), problems, tuple((words, number) for words, number in data["proved"]))
    except _DAMAGED:
        return None


def remember(
    folder: Path,
    shown: str,
    layers: Sequence[Path],
    what: Remembered,
    installed: Installed | None = None,
    engine: Callable[[], str] = engine_here,
) -> None:
    """Keep *what* was found of the ruleset in *folder*; *layers* are its folder and those that it extends."""
    file = _file(folder, shown, installed)
    if file is None:
        return
    files: dict[str, int] = {}
    problems = [
        [
            place_as_data(one.where, files),
            one.code,
            one.cause,
            one.hint,
            [[place_as_data(at, files), words] for at, words in one.related],
            one.beside,
        ]
        for one in what.problems
    ]
    head = {
        "layers": list(map(str, layers)),
        "made": _made(layers, installed, engine),
        "problems": problems,
        "proved": what.proved,
    }
    text = json.dumps({**head, "files": list(files)}) + "\n" + as_text(what.whole)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_text(text, encoding="utf-8")
        half.replace(file)
    except OSError:
        return


def _file(folder: Path, shown: str, installed: Installed | None) -> Path | None:
    where = os.environ.get("FRONTDESK_CACHE", "")
    if where == "off":
        return None
    if not where:
        import platformdirs

        where = platformdirs.user_cache_dir("frontdesk", appauthor=False)
    kind = "\0with plugins" if installed else ""
    name = hashlib.sha256(f"{folder.resolve()}\0{shown}{kind}".encode()).hexdigest()
    return Path(where) / f"{name[:32]}.json"


def _made(layers: Sequence[Path], installed: Installed | None, engine: Callable[[], str]) -> str:
    """What a result depends on: the engine, what is installed, and the name and contents of every file of a layer."""
    digest = hashlib.sha256(f"{engine()}\0{installed.fingerprint if installed else ''}".encode())
    if any((layer / "calendars.yaml").exists() for layer in layers):
        digest.update("\0".join(map(_version, _LIBRARIES)).encode())
    for layer in layers:
        for file in sorted([*layer.iterdir(), *(layer / "examples").glob("*"), *(layer / "imports").glob("*")]):
            if file.suffix in _SUFFIXES:
                if not file.is_file() or file.stat().st_size > MOST_BYTES:
                    raise OSError(f"{file} is not to be read")
                content = file.read_bytes()
                digest.update(f"{file}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _version(library: str) -> str:
    """Which version of a library is installed, since days that it knows are part of what was read; empty for none."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _code(folders: Sequence[str]) -> Iterator[os.DirEntry[str]]:
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.is_dir():
                yield from _code([entry.path])
            elif entry.name.endswith((".py", ".json")):
                yield entry
