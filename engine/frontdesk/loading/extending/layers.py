"""A ruleset with all that it extends: folder by folder read and validated, and laid over each other.

Knows nothing of what the rules say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.loading.bundled import shown
from frontdesk.loading.days_elsewhere import with_days
from frontdesk.loading.extending.bases import Layer, find_base
from frontdesk.loading.extending.merging import extend, stripped
from frontdesk.loading.reader import PLAIN, Reader
from frontdesk.loading.reading import IMPORTS, read_folder
from frontdesk.loading.tree.nodes import Folder, Scalar
from frontdesk.loading.versions import other_language
from frontdesk.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Layers:
    """The tree that comes of it, all that is wrong so far, and every folder that was read, the top first."""

    whole: Folder
    problems: tuple[Problem, ...]
    folders: tuple[Path, ...]


def read_layers(path: Path, reader: Reader = PLAIN) -> Layers:
    """Read the ruleset in the folder *path* and lay it over what it extends, down to one that extends nothing."""
    return _read(path, reader, ())


def validated(folder: Folder, reader: Reader) -> list[Problem]:
    """Hold every file of *folder* against its schema."""
    problems = [one for topic, entries in folder.topics.items() for one in reader.validate(topic, entries)]
    beside = {"examples": folder.examples, "imports": folder.imports}
    return problems + [
        one for kind, files in beside.items() for entries in files.values() for one in reader.validate(kind, entries)
    ]


def _read(path: Path, reader: Reader, above: tuple[Layer, ...]) -> Layers:
    folder, problems = read_folder(path, shown(path), reader)
    if other := other_language(folder):  # nothing else can be said of it: the same words may mean something else there
        return Layers(folder, (other,), (path,))
    problems += validated(folder, reader)
    folder, not_found = with_days(folder, path)
    problems = _once([*problems, *not_found])
    folder, problems = _with_broken_mappings(folder, problems, shown(path))
    extends = folder.topics["ruleset"].get("extends") if "ruleset" in folder.topics else None
    if not isinstance(extends, Scalar):
        bare, found = stripped(folder)
        return Layers(bare, (*problems, *found), (path,))
    base, problem = find_base(path, extends, above)
    if problem or base is None:
        return Layers(folder, (*problems, *([problem] if problem else [])), (path,))
    below = _read(base, reader, (*above, Layer(path.resolve(), extends.where)))
    if other_language(below.whole):
        return Layers(folder, (*problems, *below.problems), (path, *below.folders))
    merged, found = extend(below.whole, folder)
    return Layers(stripped(merged)[0], (*problems, *below.problems, *found), (path, *below.folders))


def _with_broken_mappings(folder: Folder, problems: list[Problem], name: str) -> tuple[Folder, list[Problem]]:
    """Note which mappings cannot be read, so that a file half written on a Friday does not stop the worker."""
    beside = [one.where.file.startswith(f"{name}/{IMPORTS}/") for one in problems]
    unread: dict[str, tuple[str, ...]] = {}
    for one, is_beside in zip(problems, beside, strict=True):
        path = Path(one.where.file)
        if is_beside and one.severity is Severity.ERROR and path.suffix == ".yaml":
            unread[path.stem] = (*unread.get(path.stem, ()), f"{one.where}: {one.cause}")
    told = [replace(one, beside=is_beside) for one, is_beside in zip(problems, beside, strict=True)]
    return replace(folder, unread=unread), told


def _once(problems: list[Problem]) -> list[Problem]:
    """Of several problems of one place, only the first error: what follows from it would only confuse."""
    errors = {problem.where: problem for problem in reversed(problems) if problem.severity is Severity.ERROR}
    return [problem for problem in problems if errors.get(problem.where, problem) is problem]
