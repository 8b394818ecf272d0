"""The text of one file becomes a tree with places; nothing is converted, and YAML that surprises is refused.

Built on the parser's events, so that anchors, tags and second documents are seen before anything is made of them. Where
the parser lets something pass that YAML forbids, or reads it in another way than YAML says, it is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from frontdesk.loading.text.files import MOST_DEPTH, FileText
from frontdesk.loading.tree.doubts import glued_lines
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.loading.tree.wording import LastQuoted, Misread, misread, swallowed
from frontdesk.problems import Location, Problem

MOST_PIECES = 50_000
_STARTS = ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent")
_ENDS = ("MappingEndEvent", "SequenceEndEvent")
_QUOTES = ("'", '"')
_MOST_READ = 300_000
"""After so many characters, counted each time that a file is read once more with a line mended, reading stops."""
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What a backslash in quotes can stand for and a message cannot carry."""
_GLUED_COMMENT = re.compile(r"\s+(#[^\s#].*?)\s*$")


@dataclass(slots=True)
class _Open:
    """A group or list whose end has not been read yet."""

    where: Location
    is_list: bool
    margin: int | None
    """The column that all its text must be indented beyond; ``None`` for one in brackets."""
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Location] = field(default_factory=dict)
    key: Scalar | None = None


def read_tree(file: FileText) -> tuple[Node | None, list[Problem]]:
    """Read the text of one file: its tree (``None`` when there is none to be had), and what is wrong with it.

    A line that is wrong by itself is reported, mended in memory and read again, so that one run tells of all of them.
    """
    problems: dict[int, Problem] = {}
    spent = 0
    while True:
        tree = _Tree(file)
        wrong = tree.read()
        first = {(problem.where, problem.code): problem for problem in reversed(tree.problems)}
        found = [problem for problem in reversed(first.values()) if problem.where.line not in problems]
        if wrong is None:
            return tree.root, [*problems.values(), *found]
        line = wrong.problem.where.line
        found = [problem for problem in found if problem.where != wrong.problem.where]
        spent += len(file.text)
        if wrong.mended is None or line in problems or spent > _MOST_READ:
            stopped = [] if line in problems else [wrong.problem]
            return None, [*problems.values(), *found, *stopped]
        problems[line] = wrong.problem
        file = _mended(file, *wrong.mended)


def _mended(file: FileText, number: int, line: str) -> FileText:
    lines = (*file.lines[:number], line, *file.lines[number + 1 :])
    return FileText(file.shown, "\n".join(lines), lines)


class _Tree:
    """Takes the parser's events one by one; keeps its own stack, so depth costs no recursion."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._pieces = self._documents = 0
        self._aliases: set[str] = set()
        """The aliases met so far; each is told of once."""
        self._read_to: Any = None
        """The parser's mark behind the last piece taken."""
        self._quoted: LastQuoted | None = None

    def read(self) -> Misread | None:
        """Read the whole file; what the parser could not read, if anything."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            if not all(map(self._take, YAML(typ="safe", pure=True).parse(self.file.text))):
                self.root = None
        except MarkedYAMLError as error:
            return misread(self.file, error, self._quoted)
        except (YAMLError, ValueError):
            # The parser says no place. What it stumbles over in this way is refused before, so this is a last resort.
            cause, hint = "this file is not YAML as rulesets use it", "compare it with a file of a shipped ruleset"
            return Misread(Problem(Location(self.file.shown, 1, 1), "Y014", cause, hint))
        return None

    def _take(self, event: Any) -> bool:
        """Take one event; False when reading on makes no sense."""
        kind = type(event).__name__
        going_on = True
        self._between(event)
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document begins here", "one file holds one topic; delete the '---'")
                return False
        elif kind == "AliasEvent":
            hint = "write the value out, or put quotes around text that starts with *"
            if event.anchor not in self._aliases:
                self._aliases.add(event.anchor)
                self._refuse(event, f"aliases (*{event.anchor}) are not part of rulesets", hint)
            self._put(Scalar(f"*{event.anchor}", self._where(event)))
        elif kind in _STARTS:
            going_on = self._begin(event, kind)
        elif kind in _ENDS:
            self._end(event)
        if self._read_to is None or event.end_mark.index > self._read_to.index:
            self._read_to = event.end_mark
        return going_on

    def _begin(self, event: Any, kind: str) -> bool:
        self._pieces += 1
        where = self._where(event)
        too_deep = kind != "ScalarEvent" and len(self._stack) >= MOST_DEPTH
        if self._pieces > MOST_PIECES or too_deep:
            much = f"is nested deeper than {MOST_DEPTH} levels" if too_deep else f"has more than {MOST_PIECES:,} values"
            self._add(where, "Y006", f"the file {much}", "split it, or write it flatter")
            return False
        if event.anchor is not None:
            hint = "write the value out where it is needed, or put quotes around text that starts with &"
            self._refuse(event, f"anchors (&{event.anchor}) are not part of rulesets", hint)
        if event.tag is not None:
            hint = "delete the tag, as all values are text; or put quotes around text that starts with !"
            self._refuse(event, "tags (words that start with !) are not part of rulesets", hint)
        self._indented(event)
        if kind == "ScalarEvent":
            self.problems += self._doubtful(event, where)
            start, end = event.start_mark, event.end_mark
            self._quoted = (
                LastQuoted((start.line, start.column), (end.line, end.column)) if event.style in _QUOTES else None
            )
            self._put(Scalar(event.value, where, plain=event.style in (None, "")))
        else:
            margin = None if event.flow_style else event.start_mark.column
            self._stack.append(_Open(where, kind == "SequenceStartEvent", margin))
        return True

    def _end(self, event: Any) -> None:
        if self._stack[-1].margin is None:
            self._indented(event, closes=True)
        done = self._stack.pop()
        self._put(
            Items(tuple(done.items), done.where) if done.is_list else Entries(done.entries, done.keys, done.where)
        )

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
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
            self._add(node.where, "Y011", cause, "put quotes around text that starts with { or [")
            node = Scalar(f"?{len(parent.entries)}", node.where)
        if not node.text and node.plain:
            self._add(node.where, "Y011", "a colon has no key before it", "write a word before the colon")
        if node.text == "<<":
            hint = "write the values out, or let one ruleset extend another"
            self._add(node.where, "Y004", "merge keys (<<) are not part of rulesets", hint)
        elif node.text in parent.keys:
            related = ((parent.keys[node.text], "it stands here first"),)
            cause = f"the key '{node.text}' stands here twice"
            self.problems.append(
                Problem(node.where, "Y002", cause, "keep one of them, or bring them together", related=related)
            )
        parent.key = node

    def _doubtful(self, event: Any, where: Location) -> Iterator[Problem]:
        """Text that cannot be sent, that a comment cuts, or that this parser reads in another way than YAML."""
        if match := _NO_TEXT.search(event.value):
            cause = f"this text stands for the character U+{ord(match[0]):04X}, which nobody can see or send"
            yield Problem(where, "Y007", cause, "delete the backslash and what follows it")
        if event.style not in (None, ""):
            return
        in_brackets = bool(self._stack) and self._stack[-1].margin is None
        if in_brackets and event.value == "-":
            yield Problem(where, "Y014", "a dash stands alone in brackets", "put quotes around it, or delete it")
        if in_brackets and event.value.endswith(":"):
            yield Problem(
                where, "Y014", "no value stands after this colon", "write a value, or put quotes around the text"
            )
        yield from glued_lines(self.file.lines, where, min(event.end_mark.line + 1, len(self.file.lines)))
        line = self.file.lines[event.end_mark.line] if event.end_mark.line < len(self.file.lines) else ""
        if event.value and (match := _GLUED_COMMENT.match(line, event.end_mark.column)):
            place = Location(where.file, event.end_mark.line + 1, match.start(1) + 1, len(match[1]))
            cause = f"the text ends before this '#': '{_ending(event.value)}' is all that is read"
            hint = "put quotes around the whole text; if it is a comment, write a space after the '#'"
            yield Problem(place, "Y009", cause, hint)

    def _between(self, event: Any) -> None:
        """Look at what stands between two pieces: signs that YAML forbids there, and keys that start with '?'."""
        read_to, start = self._read_to, event.start_mark.index
        between = self.file.text[read_to.index : start] if read_to is not None else self.file.text[:start]
        if "#" in between or "?" in between:
            line, column = (read_to.line, read_to.column) if read_to is not None else (0, 0)
            for number, text in enumerate(between.split("\n")):
                self._sign_between(text, line + number + 1, 0 if number else column)
        if type(event).__name__ == "MappingStartEvent" and self.file.text.startswith("?", start):
            self._questioned(self._where(event))

    def _sign_between(self, text: str, line: int, begins: int) -> None:
        said, sign, _ = text.partition("#")
        if sign and said[-1:] not in (" ", "\t") and begins + len(said):
            place = Location(self.file.shown, line, begins + len(said) + 1)
            self._add(place, "Y014", "a comment needs a space before its '#'", "write ' # ...', or delete it")
        if "?" in said:
            self._questioned(Location(self.file.shown, line, begins + said.index("?") + 1))

    def _questioned(self, where: Location) -> None:
        self._add(where, "Y004", "a key may not start with ?", "put quotes around it, or write 'key: value'")

    def _indented(self, event: Any, *, closes: bool = False) -> None:
        """Refuse text in quotes or brackets that goes on further left than where it belongs."""
        margin = next((one.margin for one in reversed(self._stack) if one.margin is not None), -1)
        in_brackets = bool(self._stack) and self._stack[-1].margin is None
        start = event.start_mark
        before = self.file.lines[start.line][: start.column] if start.line < len(self.file.lines) else "x"
        if in_brackets and not before.strip() and start.column < margin + (0 if closes else 1):
            opened = self._stack[-1].where
            cause = (
                f"this line still belongs to the bracket that opens in line {opened.line}, and is not indented below it"
            )
            hint = "close the bracket before, or indent the line"
            related = ((opened, "the bracket opens here"),)
            self.problems.append(Problem(self._where(event), "Y014", cause, hint, related=related))
        if getattr(event, "style", None) in _QUOTES:
            for number in range(start.line + 1, event.end_mark.line + 1):
                line = self.file.lines[number]
                if line.strip() and len(line) - len(line.lstrip(" ")) <= margin:
                    self.problems.append(swallowed(self.file, start.line, start.column, number))
                    return

    def _refuse(self, event: Any, cause: str, hint: str) -> None:
        self._add(self._where(event), "Y004", cause, hint)

    def _add(self, where: Location, code: str, cause: str, hint: str) -> None:
        self.problems.append(Problem(where, code, cause, hint))

    def _where(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 0
        if length <= 0:
            line = self.file.lines[start.line].rstrip() if start.line < len(self.file.lines) else ""
            length = len(line) - start.column
        return Location(self.file.shown, start.line + 1, start.column + 1, max(length, 1))


def _ending(text: str) -> str:
    return text if len(text) <= 40 else f"\N{HORIZONTAL ELLIPSIS}{text[-40:]}"
