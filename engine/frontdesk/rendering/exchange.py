"""Problems for other programs: SARIF 2.1.0 for code scanning, and the annotations of pull requests."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.problems import CODES, Location, Problem, Severity, severity_of

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ANNOTATION = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> dict[str, object]:
    """Problems as a SARIF log."""
    rules = [
        {"id": code, "shortDescription": {"text": words}, "defaultConfiguration": {"level": _level(code)}}
        for code, words in CODES.items()
    ]
    results = [
        {
            "ruleId": problem.code,
            "level": _SARIF_LEVEL[problem.severity],
            "message": {"text": f"{problem.cause}. {problem.hint}".rstrip(". ")},
            "locations": [_place(problem.where)],
            "relatedLocations": [{**_place(where), "message": {"text": words}} for where, words in problem.related],
        }
        for problem in problems
    ]
    tool = {"driver": {"name": "frontdesk", "rules": rules}}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": tool, "results": results}]}


def _level(code: str) -> str:
    return _SARIF_LEVEL[severity_of(code)]


def workflow_commands(problems: Sequence[Problem]) -> str:
    """Problems as workflow commands, which show beside the changed lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    where = problem.where
    place = f"file={_escaped(where.file)},line={where.line},col={where.column},endColumn={where.column + where.length}"
    text = f"{problem.cause} ({problem.hint})" if problem.hint else problem.cause
    title = f"{problem.code}: {CODES.get(problem.code, '')}"
    return f"::{_ANNOTATION[problem.severity]} {place},title={_escaped(title)}::{_escaped_text(text)}"


def _place(where: Location) -> dict[str, object]:
    line, column = max(where.line, 1), max(where.column, 1)
    region = {"startLine": line, "startColumn": column, "endColumn": column + where.length}
    return {"physicalLocation": {"artifactLocation": {"uri": where.file}, "region": region}}


def _escaped(text: str) -> str:
    return _escaped_text(text).replace(":", "%3A").replace(",", "%2C")


def _escaped_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
