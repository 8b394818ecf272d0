"""A ruleset's files become trees of text with places; nothing is converted, and YAML that surprises is refused.

Built on the parser's events, so that anchors, tags and second documents are seen before anything is made of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontdesk.loading.nodes import Entries, Folder, Items, Node, Scalar
from frontdesk.loading.text import MOST_DEPTH, FileText, read_text
from frontdesk.loading.unseen import misread, odd_letters
from frontdesk.loading.wording import syntax_problem
from frontdesk.problems import Location, Problem, Severity, choices, did_you_mean

TOPICS = (
    *("ruleset", "facts", "statuses", "campaigns", "channels", "messages", "tasks", "attempts", "lost_reasons"),
    *("delivery", "preferences", "consent", "windows", "tables", "reactions", "promises"),
)
"""The files of a ruleset, without their ending."""
MOST_PIECES = 50_000


@dataclass(slots=True)
class _Open:
    """A group or list whose end has not been read yet."""

    where: Location
    is_list: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Location] = field(default_factory=dict)
    key: Scalar | None = None


def read_folder(path: Path, shown: str) -> tuple[Folder, list[Problem]]:
    """Read every topic file and every example of a ruleset; a file that cannot be read is left out and reported."""
    problems: list[Problem] = []
    topics: dict[str, Entries] = {}
    examples: dict[str, Entries] = {}
    sources: dict[str, tuple[str, ...]] = {}
    digest = hashlib.sha256()
    for file in [*sorted(path.glob("*.y*ml")), *sorted((path / "examples").glob("*.yaml"))]:
        is_example = file.parent.name == "examples"
        name = f"{shown}/{file.relative_to(path).as_posix()}"
        if file.name.startswith("."):  # settings of another program, such as .pre-commit-config.yaml
            continue
        if not is_example and (file.stem not in TOPICS or file.suffix != ".yaml"):
            problems.append(_unknown_file(file, name))
            continue
        text, raw, found = read_text(file, name)
        problems += found
        if not is_example:
            digest.update(f"{file.name}\0{len(raw)}\0".encode() + raw)
        sources[name] = text.lines if text else tuple(raw.decode("utf-8", "replace").split("\n"))
        if text is not None:
            entries, found = parse(text)
            problems += found
            if entries is not None:
                (examples if is_example else topics)[file.stem] = entries
    return Folder(path.name, topics, sources, digest.hexdigest(), examples), problems


def parse(file: FileText) -> tuple[Entries | None, list[Problem]]:
    """Read the text of one file into a tree; ``None`` when there is no tree to be had."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = _Tree(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(file.text):
            if not tree.take(event):
                break
    except MarkedYAMLError as error:
        tree.problems.append(syntax_problem(file, error))
    except (YAMLError, ValueError) as error:
        tree.problems.append(Problem(Location(file.shown, 1, 1), "Y014", f"this is not YAML: {error}"))
    return tree.finish()


class _Tree:
    """Takes the parser's events one by one; keeps its own stack, so depth costs no recursion."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.problems = list(odd_letters(file))
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._pieces = self._documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; False when reading on makes no sense."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document starts here", "one file holds one topic; delete the '---'")
                return False
        elif kind == "AliasEvent":
            self._refuse(event, f"aliases (*{event.anchor}) are not part of rulesets", "write the value out")
            self._put(Scalar("", self._where(event)))
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            return self._begin(event, kind)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._end()
        return True

    def finish(self) -> tuple[Entries | None, list[Problem]]:
        """Return the tree and everything that is wrong with it."""
        stopped = any(problem.code == "Y014" for problem in self.problems)
        if isinstance(self._root, Entries) and not stopped:
            return self._root, self.problems
        if all(problem.severity is not Severity.ERROR for problem in self.problems):
            found = "a list" if isinstance(self._root, Items) else "one text" if self._root else "nothing"
            hint = "write keys followed by a colon, like 'name: ...'"
            where = self._root.where if self._root else Location(self.file.shown, 1, 1)
            self.problems.append(
                Problem(where, "Y011", f"the file should hold keys and values, and holds {found}", hint)
            )
        return None, self.problems

    def _begin(self, event: Any, kind: str) -> bool:
        self._pieces += 1
        where = self._where(event)
        if self._pieces > MOST_PIECES or len(self._stack) >= MOST_DEPTH:
            limit = (
                f"more than {MOST_PIECES} values" if self._pieces > MOST_PIECES else f"more than {MOST_DEPTH} levels"
            )
            self.problems.append(Problem(where, "Y006", f"the file has {limit}", "split it, or write it flatter"))
            return False
        if event.anchor is not None:
            self._refuse(
                event, f"anchors (&{event.anchor}) are not part of rulesets", "write the value out where needed"
            )
        if event.tag is not None and str(event.tag) != "!":
            self._refuse(event, f"tags ({event.tag}) are not part of rulesets", "delete the tag; all values are text")
        if kind == "ScalarEvent":
            plain = event.style in (None, "")
            if plain:
                start, end = event.start_mark, event.end_mark
                self.problems += misread(self.file, (start.line, start.column), (end.line, end.column))
            self._put(Scalar(event.value, where, plain=plain))
        else:
            self._stack.append(_Open(where, kind == "SequenceStartEvent"))
        return True

    def _end(self) -> None:
        done = self._stack.pop()
        self._put(
            Items(tuple(done.items), done.where) if done.is_list else Entries(done.entries, done.keys, done.where)
        )

    def _put(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if parent.is_list:
            parent.items.append(node)
        elif parent.key is None:
            self._key(parent, node)
        else:
            parent.entries.setdefault(parent.key.text, node)
            parent.keys.setdefault(parent.key.text, parent.key.where)
            parent.key = None

    def _key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            cause = "a key must be one word, not a list or a group"
            hint = "put quotes around text that starts with { or ["
            self.problems.append(Problem(node.where, "Y011", cause, hint))
            node = Scalar(f"?{len(parent.entries)}", node.where)
        if node.text == "<<":
            hint = "write the values out, or let one ruleset extend another"
            self.problems.append(Problem(node.where, "Y004", "merge keys (<<) are not part of rulesets", hint))
        elif node.text in parent.keys:
            first = parent.keys[node.text]
            cause = f"the key '{node.text}' stands here twice"
            related = ((first, "it stands here first"),)
            hint = "keep one of them, or bring them together"
            self.problems.append(Problem(node.where, "Y002", cause, hint, related=related))
        parent.key = node

    def _refuse(self, event: Any, cause: str, hint: str) -> None:
        self.problems.append(Problem(self._where(event), "Y004", cause, hint))

    def _where(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 0
        if length <= 0:
            length = (
                len(self.file.lines[start.line].rstrip()) - start.column if start.line < len(self.file.lines) else 1
            )
        return Location(self.file.shown, start.line + 1, start.column + 1, max(length, 1))


def _unknown_file(file: Path, shown: str) -> Problem:
    if file.suffix == ".yml" and file.stem in TOPICS:
        return Problem(Location(shown, 1, 1), "Y010", f"'{file.name}' is not read", f"call it '{file.stem}.yaml'")
    hint = did_you_mean(file.stem, TOPICS) or f"files are {choices(TOPICS, most=20)}"
    return Problem(Location(shown, 1, 1), "Y010", f"nothing reads a file called '{file.name}'", hint)
