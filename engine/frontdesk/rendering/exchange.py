"""Problems for other programs: SARIF 2.1.0 for code scanning, and the annotations of pull requests.

Knows neither files nor folders: what a file is called in the repository, and what a code's page says, are told to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import quote

from frontdesk.problems import CODES, NOWHERE, Location, Problem, Severity, severity_of
from frontdesk.rendering.pages import page_text, without_links

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ANNOTATION = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def placed(problems: Sequence[Problem], files: Mapping[str, str], home: str) -> list[Problem]:
    """Each problem at a place of the repository: *files* maps what problems call a file to what the repository does.

    A file of a shipped ruleset is in no repository. What an overlay does to a row of one is a problem of the overlay:
    it goes to a place of its own that the problem names, else to *home*, the file in which the overlay begins, and the
    words say which line of the shipped ruleset it is about.
    """
    return [_at_home(problem, files, home) for problem in problems]


def sarif(
    problems: Sequence[Problem],
    sources: Mapping[str, Sequence[str]],
    page: Callable[[str], str],
    version: str = "",
) -> dict[str, object]:
    """Problems that are ``placed``, as a SARIF log of one run, which may have no results.

    *page* returns the Markdown page of a code. *sources* are the lines of every file of the repository: from
    them a problem gets a fingerprint that stays when lines above it come and go. *version* is that of frontdesk.
    """
    rules = [_rule(code, page(code)) for code in CODES]
    prints = _fingerprints(problems, sources)
    results = [_result(one, sources, mark) for one, mark in zip(problems, prints, strict=True)]
    driver = {"name": "frontdesk", **({"version": version} if version else {}), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def workflow_commands(problems: Sequence[Problem]) -> str:
    """Problems that are ``placed``, as workflow commands: one a line, shown beside the lines of a pull request."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _at_home(problem: Problem, files: Mapping[str, str], home: str) -> Problem:
    related = tuple((replace(at, file=files.get(at.file, at.file)), words) for at, words in problem.related)
    if problem.where.file in files:
        return replace(problem, where=replace(problem.where, file=files[problem.where.file]), related=related)
    if not problem.where.file:
        return replace(problem, related=related)
    own = next((at for at, _ in related if at.file in files.values()), None)
    begin = Location(files[home], 0, 0) if home in files else NOWHERE
    return replace(problem, where=own or begin, cause=f"{problem.where}: {problem.cause}", related=related)


def _rule(code: str, page: str) -> dict[str, object]:
    paragraph = next((part for part in page.split("\n\n") if part and not part.startswith("#")), CODES[code])
    return {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "fullDescription": {"text": " ".join(without_links(paragraph).split())},
        "help": {"text": page_text(page), "markdown": without_links(page)},
        "defaultConfiguration": {"level": _SARIF_LEVEL[severity_of(code)]},
    }


def _result(problem: Problem, files: Collection[str], fingerprint: str) -> dict[str, object]:
    related = [_place(where, files, words) for where, words in problem.related]
    return {
        "ruleId": problem.code,
        "ruleIndex": list(CODES).index(problem.code),
        "level": _SARIF_LEVEL[problem.severity],
        "message": {"text": _words(problem)},
        **({"locations": [_place(problem.where, files)]} if problem.where.file else {}),
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _fingerprints(problems: Sequence[Problem], sources: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a problem is known by: its code and the text of its line; the second on equal lines ends in ``:2``."""
    seen: Counter[str] = Counter()
    for problem in problems:
        lines, number = sources.get(problem.where.file, ()), problem.where.line
        text = lines[number - 1].strip() if 1 <= number <= len(lines) else problem.cause
        mark = sha256(f"{problem.code}\0{problem.where.file}\0{text}".encode()).hexdigest()[:16]
        seen[mark] += 1
        yield f"{mark}:{seen[mark]}"


def _annotation(problem: Problem) -> str:
    where = problem.where
    title = f"title={_property(f'{problem.code}: {CODES[problem.code]}')}"
    given = [f"file={_property(where.file)}"] if where.file else []
    if where.line:
        given += [f"line={where.line}", f"endLine={where.line}", f"col={where.column}"]
        given += [f"endColumn={where.column + where.length}"]
    seen = "".join(f"\n{words}: {at.short}" for at, words in problem.related)
    return f"::{_ANNOTATION[problem.severity]} {','.join([*given, title])}::{_data(_words(problem) + seen)}"


def _words(problem: Problem) -> str:
    return f"{problem.cause}\nhelp: {problem.hint}" if problem.hint else problem.cause


def _place(where: Location, files: Collection[str], words: str = "") -> dict[str, object]:
    if where.file not in files:
        return {"message": {"text": f"{words}: {where.short}"}}
    region = {"startLine": where.line, "startColumn": where.column, "endColumn": where.column + where.length}
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(where.file)}}
    if where.line:
        physical["region"] = region
    return {"physicalLocation": physical, **({"message": {"text": words}} if words else {})}


def _uri(path: str) -> str:
    """A path of the repository, which is relative, or one outside of it."""
    return quote(path) if not path.startswith("/") else f"file://{quote(path)}"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
