"""SARIF 2.1.0 as far as we write it, as a schema in which every object is closed: what it does not name is an error."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator

from frontdesk.problems import CODES


def _closed(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": [*required], "properties": properties, "additionalProperties": False}


_WORDS = {"type": "string", "minLength": 1}
_NUMBER = {"type": "integer", "minimum": 1}
_LEVEL = {"enum": ["error", "warning", "note"]}
_TEXT = _closed({"text": _WORDS})
_URI = {"type": "string", "pattern": r"^(?!/|\./|\.\./)[A-Za-z0-9._~/%:-]+$"}
_FINGERPRINT = {"type": "string", "pattern": "^[0-9a-f]{16}:[0-9]+$"}
_PLACE = _closed(
    {"artifactLocation": _closed({"uri": _URI})},
    {"region": _closed({"startLine": _NUMBER, "startColumn": _NUMBER, "endColumn": _NUMBER})},
)
_RESULT = _closed(
    {
        "ruleId": {"enum": [*CODES]},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "partialFingerprints": _closed(
            {"primaryLocationLineHash": {"type": "string", "pattern": "^[0-9a-f]{16}:[0-9]+$"}}
        ),
    },
    {
        "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": _closed({"physicalLocation": _PLACE})},
        "relatedLocations": {
            "type": "array",
            "minItems": 1,
            "items": _closed({"message": _TEXT}, {"physicalLocation": _PLACE}),
        },
    },
)
_RULE = _closed(
    {
        "id": {"enum": [*CODES]},
        "shortDescription": _TEXT,
        "fullDescription": _TEXT,
        "help": _closed({"text": _WORDS, "markdown": _WORDS}),
        "defaultConfiguration": _closed({"level": _LEVEL}),
    }
)
_DRIVER = _closed(
    {"name": {"const": "frontdesk"}, "rules": {"type": "array", "minItems": len(CODES), "items": _RULE}},
    {"version": _WORDS},
)
SARIF = Draft7Validator(
    _closed(
        {
            "$schema": {"type": "string", "pattern": r"^https://.*sarif.*2\.1\.0.*\.json$"},
            "version": {"const": "2.1.0"},
            "runs": {
                "type": "array",
                "minItems": 1,
                "maxItems": 1,
                "items": _closed(
                    {
                        "tool": _closed({"driver": _DRIVER}),
                        "columnKind": {"const": "unicodeCodePoints"},
                        "results": {"type": "array", "items": _RESULT},
                    }
                ),
            },
        }
    )
)
