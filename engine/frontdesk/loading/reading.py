"""A ruleset's folder becomes trees of text with places: which files there are, and which of them can be read.

Knows the names of the files and nothing of what stands in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from frontdesk.loading.building import topics
from frontdesk.loading.building.secrecy import issued_secret
from frontdesk.loading.reader import PLAIN, Reader
from frontdesk.loading.text.files import FileText, read_text, too_large_together
from frontdesk.loading.tree.doubts import doubts
from frontdesk.loading.tree.nodes import Entries, Folder, Items
from frontdesk.problems import Location, Problem, Severity, choices, did_you_mean

TOPICS = tuple(topic.name for topic in topics.TOPICS)
"""The files of a ruleset, without their ending."""
EXAMPLES, IMPORTS = "examples", "imports"
"""The folders in it whose files decide nothing, and are so no part of its digest."""
_REFER = "write {secret: NAME_OF_ENVIRONMENT_VARIABLE} where a setting asks for it, and change the secret: it was seen"


def read_folder(path: Path, shown: str, reader: Reader = PLAIN) -> tuple[Folder, list[Problem]]:
    """Read every topic file, example and mapping of a ruleset; what cannot be read is left out and reported."""
    problems: list[Problem] = []
    trees: dict[str, dict[str, Entries]] = {"": {}, EXAMPLES: {}, IMPORTS: {}}
    sources: dict[str, tuple[str, ...]] = {}
    digest = hashlib.sha256()
    files = [*sorted(path.glob("*.y*ml")), *sorted((path / EXAMPLES).glob("*.yaml"))]
    files += sorted((path / IMPORTS).glob("*.y*ml"))
    if too_large := too_large_together(files, shown):
        return Folder(path.name, {}, {}, digest.hexdigest()), [too_large]
    for file in files:
        beside = "" if file.parent == path else file.parent.name
        if file.name.startswith("."):  # settings of another program, such as .pre-commit-config.yaml
            continue
        name = _in_print(f"{shown}/{file.relative_to(path).as_posix()}")
        if file.suffix != ".yaml" or (not beside and file.stem not in TOPICS):
            problems.append(_unknown_file(file, name))
            continue
        read = read_text(file, name)
        problems += read.problems
        if not beside:
            digest.update(f"{file.name}\0{len(read.raw)}\0".encode() + read.raw)
        sources[name] = read.lines
        problems += _secrets(name, read.lines)
        if read.text is not None:
            entries, found = parse(read.text, reader)
            problems += found
            if entries is not None:
                trees[beside][file.stem] = entries
    whole = Folder(path.name, trees[""], sources, digest.hexdigest(), trees[EXAMPLES], imports=trees[IMPORTS])
    return whole, problems


def parse(file: FileText, reader: Reader = PLAIN) -> tuple[Entries | None, list[Problem]]:
    """Read the text of one file into keys with values; ``None`` when there are none to be had."""
    root, problems = reader.read_tree(file)
    if root is not None:
        problems += doubts(root)
    if isinstance(root, Entries):
        return root, problems
    if all(problem.severity is not Severity.ERROR for problem in problems):
        found = "a list" if isinstance(root, Items) else "one text" if root else "nothing"
        hint = "write keys followed by a colon, like 'name: ...'" + ("" if root else ", or delete the file")
        where = root.where if root else Location(file.shown, 1, 1)
        problems.append(Problem(where, "Y011", f"the file should hold keys and values, and holds {found}", hint))
    return None, problems


def _secrets(shown: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    """Everything that a provider issued as a secret; in a comment it is seen as well."""
    for number, line in enumerate(lines, 1):
        if found := issued_secret(line):
            place = Location(shown, number, found[0] + 1, found[1] - found[0])
            yield Problem(place, "P002", "this looks like a secret written into the ruleset", _REFER)


def _in_print(name: str) -> str:
    """A file's name without what breaks a line or is no letter in any encoding."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)


def _unknown_file(file: Path, shown: str) -> Problem:
    called = _in_print(file.name)
    if file.suffix == ".yml" and (file.stem in TOPICS or file.parent.name == IMPORTS):
        return Problem(Location(shown, 1, 1), "Y010", f"'{called}' is not read", f"call it '{file.stem}.yaml'")
    hint = did_you_mean(file.stem, TOPICS) or f"files are {choices(TOPICS, most=20)}"
    return Problem(Location(shown, 1, 1), "Y010", f"nothing reads a file called '{called}'", hint)
