"""Trees are held against the JSON Schemas, and what does not fit is told in the writer's words, at the exact place.

The schemas see values as an editor does (``3`` is a number there); the tree itself stays text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any, TypeAlias

from frontdesk.events import EventKind, traits_of
from frontdesk.loading.bundled import schemas_folder
from frontdesk.loading.text.lengths import ambiguous_length
from frontdesk.loading.text.letters import as_it_looks, odd_name
from frontdesk.loading.tree.doubts import NO_LIST, WRITE_A_LIST, is_glued_list, place_in
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import Location, Problem, choices, did_you_mean

Plain: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | None
_MOST = 500
"""So many problems of one file are looked for; nobody mends more in one go."""
_INTEGER = re.compile(r"[-+]?\d{1,18}")
"""A whole number that a practice can mean; one of thousands of digits stays text, as reading it would take long."""
_DECIMAL = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
_SHAPES = {"array": "a list", "object": "keys with values", "string": "text", "integer": "a whole number"}
_SHAPES |= {"number": "a number", "boolean": "true or false"}


def validate(topic: str, entries: Entries) -> list[Problem]:
    """Return everything in *entries* that the schema of *topic* does not allow."""
    problems: dict[tuple[Location, str], Problem] = {}
    # The checker tells its errors in no order, so they are put in that of the file before any is left out.
    errors = sorted(_validator(topic).iter_errors(plain(entries)), key=lambda error: _order(entries, error))
    found = (problem for error in errors for problem in _problems(entries, error))
    for problem in islice(found, _MOST):
        problems.setdefault((problem.where, problem.code), problem)
    return sorted(problems.values(), key=lambda problem: problem.where)


def _order(root: Entries, error: Any) -> tuple[Location, str]:
    return _at(root, list(error.absolute_path))[1], str(error.validator)


def plain(node: Node) -> Plain:
    """The tree as an editor's schema checker sees it (YAML 1.2 core)."""
    if isinstance(node, Entries):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return _typed(node)


def _typed(scalar: Scalar) -> Plain:
    text = scalar.text
    if not scalar.plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


@cache
def _validator(topic: str) -> Any:
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    shared = Resource.from_contents(_schema("common"), default_specification=DRAFT7)
    registry: Registry[Any] = Registry().with_resource("common.schema.json", shared)
    return Draft7Validator(_schema(topic), registry=registry)


@cache
def _schema(topic: str) -> Any:
    return json.loads((schemas_folder() / f"{topic}.schema.json").read_text(encoding="utf-8"))


def _length_patterns() -> tuple[str, ...]:
    """What the schemas hold lengths of time against."""
    definitions = _schema("common")["definitions"]
    return tuple(str(definitions[name]["pattern"]) for name in ("duration", "length"))


def _problems(root: Entries, error: Any) -> Iterator[Problem]:
    path = list(error.absolute_path)
    node, where = _at(root, path)
    name = _name(path)
    if _is_braced_text(node) and error.validator in ("type", "additionalProperties", "required"):
        cause = "text that starts with { is read as a group of keys"
        yield Problem(where, "Y011", cause, "put quotes around the whole text")
    elif error.context:
        yield from _problems(root, max(error.context, key=lambda one: len(one.absolute_path)))
    elif error.validator == "additionalProperties":
        yield from _unread_keys(node, error)
    elif "propertyNames" in error.absolute_schema_path:
        key = str(error.instance)
        place = node.keys.get(key, where) if isinstance(node, Entries) else where
        yield _misspelt(Scalar(key, place)) or Problem(
            place, "Y011", f"'{key}' cannot be a name here", error.schema.get("x-hint", "")
        )
    elif error.validator == "required":
        for missing in (key for key in error.validator_value if key not in error.instance):
            yield Problem(where, "Y012", f"{name} has no '{missing}'", f"add the key '{missing}'")
    else:
        yield _wrong_value(node, where, name, error)


def _unread_keys(node: Node, error: Any) -> Iterator[Problem]:
    allowed = sorted(error.schema.get("properties", {}))
    if isinstance(node, Entries):
        for key in node:
            if key not in allowed and not _covered(key, error.schema):
                yield _key_of_an_event(node, key, allowed) or _unread_key(node, key, allowed)


def _key_of_an_event(node: Entries, key: str, allowed: Sequence[str]) -> Problem | None:
    """The problem of an event that is given keys and takes none; ``None`` where it is no such event."""
    if EventKind.STATUS_ENTERED not in allowed or key not in tuple(EventKind):
        return None
    hint = f"write only {key}; conditions go into 'when' of the rule"
    return Problem(node.keys[key], "Y005", f"the event '{key}' takes nothing", hint)


def _unread_key(node: Entries, key: str, allowed: Sequence[str]) -> Problem:
    value = node.entries[key]
    if as_it_looks(key) in allowed and (problem := _misspelt(Scalar(key, node.keys[key]))):
        return problem
    if ":" in key and key.partition(":")[0] in allowed and isinstance(value, Scalar) and not value.text:
        place = replace(node.keys[key], column=node.keys[key].column + key.index(":"), length=1)
        return Problem(place, "Y014", "a space is missing after the colon", "write 'key: value'")
    near = did_you_mean(key, allowed)
    if not near and isinstance(value, Scalar) and not value.text:
        cause = f"a comma ended the text before, so '{key}' is read as a key"
        return Problem(node.keys[key], "Y005", cause, "put quotes around the whole text")
    hint = near or f"keys here are {choices(allowed, most=20)}"
    return Problem(node.keys[key], "Y005", f"nothing reads a key called '{key}' here", hint)


def _misspelt(name: Scalar) -> Problem | None:
    """The problem of a name that is another one than it looks; ``None`` when it is spelt in plain letters."""
    found = odd_name(name.text)
    if found is None:
        return None
    hint = f"type '{as_it_looks(name.text)}' again yourself"
    return Problem(place_in(name, found.index), "Y008", found.said, hint, unusable=True)


def _covered(key: str, schema: Any) -> bool:
    return any(re.search(pattern, key) for pattern in schema.get("patternProperties", {}))


def _wrong_value(node: Node, where: Location, name: str, error: Any) -> Problem:
    hint = error.schema.get("x-hint", "")
    written = node.text if isinstance(node, Scalar) else ""
    if problem := _told_by_its_look(node, where, error):
        return problem
    if error.validator in ("enum", "const"):
        listed = error.schema.get("enum", [error.schema.get("const")])
        known = list(dict.fromkeys(str(one) for one in listed if not isinstance(one, bool)))
        if EventKind.CONTACT_ADDED in known:
            return _wrong_event(where, name, written)
        cause = f"{name} cannot be '{written}'" if written else f"{name} needs one of {choices(known)}"
        return Problem(where, "T010", cause, did_you_mean(written, known) or hint or f"it is {choices(known, most=20)}")
    if error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        if error.instance is None:
            return Problem(where, "Y012", f"{name} has no value", hint or f"write {_shapes(wanted)} after the colon")
        if isinstance(node, Scalar) and hint:
            return Problem(where, "Y011", f"{name} cannot be '{written}'", hint)
        hint = _asked_in_when(name.strip("'"), node) or hint
        return Problem(where, "Y011", f"{name} should be {_shapes(wanted)}, not {_shape(node)}", hint)
    if error.validator in ("minItems", "minProperties", "minLength"):
        return Problem(where, "Y012", f"{name} is empty", hint or "write at least one, or leave the key out")
    if error.validator in ("maxItems", "maxProperties"):
        return Problem(where, "Y011", f"{name} has too many values", hint)
    cause = f"{name} cannot be '{written}'" if written else f"{name} cannot be read"
    return Problem(where, "Y011", cause, hint)


def _wrong_event(where: Location, name: str, written: str) -> Problem:
    """The problem of a word that is no event by itself: one that has to say what it is about, or none at all."""
    if written in tuple(EventKind):
        return Problem(where, "T010", f"{name} cannot be '{written}' alone", f"write {{{written}: ...}}: of which")
    known = [str(kind) if traits_of(kind).bare else f"{{{kind}: ...}}" for kind in EventKind]
    hint = did_you_mean(written, tuple(EventKind)) or f"it is {choices(known, most=len(known))}"
    return Problem(where, "T010", f"{name} cannot be '{written}'", hint)


def _asked_in_when(word: str, node: Node) -> str:
    """What to do with keys under an event that takes names alone; nothing where *word* is no such event."""
    if not isinstance(node, Entries) or word not in tuple(EventKind):
        return ""
    such = ", such as event_task" if "task" in node else ""
    return f"write {word}: and names alone; conditions go into 'when' of the rule{such}"


def _told_by_its_look(node: Node, where: Location, error: Any) -> Problem | None:
    """What a value that does not fit was probably meant to be, where its look tells."""
    if not isinstance(node, Scalar) or error.validator not in ("type", "pattern", "enum"):
        return None
    if is_glued_list(node):
        return Problem(where, "Y009", NO_LIST, WRITE_A_LIST, unusable=True)
    if error.validator == "pattern" and error.validator_value in _length_patterns():
        doubt = ambiguous_length(node.text)
        if doubt is not None:
            return Problem(where, "Y001", *doubt)
    return _misspelt(node) if as_it_looks(node.text).isascii() and not node.text.isascii() else None


def _is_braced_text(node: Node) -> bool:
    """Whether a group is only what became of text like ``{practice}``: one key, beside its brace, without a value."""
    if not isinstance(node, Entries) or len(node.entries) != 1:
        return False
    key, value = next(iter(node.entries.items()))
    beside = node.keys[key].line == node.where.line and node.keys[key].column > node.where.column
    return beside and ":" not in key and isinstance(value, Scalar) and value.plain and not value.text


def _at(root: Node, path: Sequence[str | int]) -> tuple[Node, Location]:
    """The piece at a path, and where the reader should look: at the value, or at its key when it is empty."""
    node, where = root, root.where
    for step in path:
        if isinstance(node, Entries):
            key = str(step)
            where, node = node.keys[key], node.entries[key]
        elif isinstance(node, Items):
            node = node.items[int(step)]
        where = node.where if not (isinstance(node, Scalar) and not node.text) else where
    return node, where


def _name(path: Sequence[str | int]) -> str:
    """What a place is called: its key, and which one of a list."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, str):
        return f"'{last}'"
    list_name = next((step for step in reversed(path) if isinstance(step, str)), "the list")
    return f"number {last + 1} of '{list_name}'"


def _shapes(wanted: Sequence[str]) -> str:
    words = list(dict.fromkeys(_SHAPES.get(one, one) for one in wanted))
    if "text" in words:
        words = [word for word in words if word not in ("a number", "a whole number", "true or false")]
    return " or ".join(words)


def _shape(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    return "keys with values" if isinstance(node, Entries) else f"'{node.text}'"
