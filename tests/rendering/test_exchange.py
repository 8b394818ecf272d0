"""What other programs read of problems: SARIF against a schema that is closed, annotations as a runner reads them."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from frontdesk.problems import CODES, NOWHERE, Location, Problem, severity_of
from frontdesk.rendering.exchange import placed, sarif, workflow_commands
from rendering.sarif import SARIF

FILES = {"./north/attempts.yaml": "north/attempts.yaml", "./north/ruleset.yaml": "north/ruleset.yaml"}
SOURCES = {"north/attempts.yaml": ("limit: 3", "counts: nobody", "counts: nobody"), "north/ruleset.yaml": ()}
HOME = "./north/ruleset.yaml"
SHIPPED = Location("rulesets/default/tasks.yaml", 7, 9, 4)
NASTY = "100% of 'a, b': one\r\ntwo %0A ::error::x"


def a_problem(line: int = 2, **changes: Any) -> Problem:
    fields: dict[str, Any] = {"cause": "no outcome is called 'nobody'", "hint": "there is 'reached'", **changes}
    return Problem(Location("./north/attempts.yaml", line, 9, 6), fields.pop("code", "R001"), **fields)


def a_log(*problems: Problem) -> Any:
    """The log as a reader gets it: through JSON, and valid."""
    log = sarif(placed(problems, FILES, HOME), SOURCES, lambda code: f"# {code}\n\nWhat it is.\n\n## Why\nSo.\n")
    read = json.loads(json.dumps(log))
    SARIF.validate(read)
    return read


def results(*problems: Problem) -> Any:
    return a_log(*problems)["runs"][0]["results"]


def _results(problems: Sequence[Problem], sources: Mapping[str, Sequence[str]]) -> Any:
    log: Any = sarif(problems, sources, lambda code: f"# {code}\n")
    return log["runs"][0]["results"]


def commands(*problems: Problem) -> list[tuple[str, dict[str, str], str]]:
    """Annotations as a runner reads them: one command a line, its properties, its text."""
    text = workflow_commands(placed(problems, FILES, HOME))
    return [_command(line) for line in text.splitlines()]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: _read(value, "\r\n:,%") for name, value in pairs}, _read(match[3], "\r\n%")


def _read(text: str, letters: str) -> str:
    for letter in letters:
        text = text.replace(f"%{ord(letter):02X}", letter)
    return text


def test_a_log_without_results_is_valid_and_has_every_rule() -> None:
    log = a_log()
    assert log["runs"][0]["results"] == []
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*CODES]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == [str(severity_of(code)) for code in CODES]
    assert (rules[0]["fullDescription"]["text"], rules[0]["shortDescription"]["text"]) == ("What it is.", CODES["Y001"])


def test_a_result_has_place_level_message_and_rule() -> None:
    (result,) = results(a_problem())
    assert result["level"] == "error"
    assert result["message"]["text"] == "no outcome is called 'nobody'\nhelp: there is 'reached'"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "north/attempts.yaml"},
                "region": {"startLine": 2, "startColumn": 9, "endColumn": 15},
            }
        }
    ]
    assert [*CODES][result["ruleIndex"]] == result["ruleId"] == "R001"


@pytest.mark.parametrize(("severity", "code"), [("error", "R001"), ("warning", "T005"), ("note", "T006")])
def test_the_three_levels(severity: str, code: str) -> None:
    assert results(a_problem(code=code))[0]["level"] == severity
    assert commands(a_problem(code=code))[0][0] == {"note": "notice"}.get(severity, severity)


def test_related_places_are_kept_with_their_words() -> None:
    other = Location("./north/attempts.yaml", 1, 1, 5)
    (result,) = results(a_problem(related=((other, "first written here"), (SHIPPED, "the row that hides it"))))
    own, shipped = result["relatedLocations"]
    assert own["message"]["text"] == "first written here"
    assert own["physicalLocation"]["region"]["startLine"] == 1
    assert shipped == {"message": {"text": "the row that hides it: rulesets/default/tasks.yaml:7"}}


def test_a_problem_in_a_shipped_ruleset_is_shown_where_the_practice_extends_it() -> None:
    problem = Problem(SHIPPED, "R001", "no status is called 'new'")
    (result,) = results(problem)
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "north/ruleset.yaml"}}}]
    assert result["message"]["text"] == "rulesets/default/tasks.yaml:7:9: no status is called 'new'"
    ((_, properties, words),) = commands(problem)
    assert properties == {"file": "north/ruleset.yaml", "title": f"R001: {CODES['R001']}"}
    assert words.startswith("rulesets/default/tasks.yaml:7:9: ")


def test_a_problem_in_a_shipped_ruleset_goes_to_the_place_of_the_practice_that_it_names() -> None:
    own = Location("./north/attempts.yaml", 2, 1)
    (result,) = results(Problem(SHIPPED, "T005", "hidden", related=((own, "this row hides it"),)))
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_a_problem_that_stands_nowhere_has_no_place() -> None:
    (result,) = results(Problem(NOWHERE, "Y010", "there is no folder 'nort'"))
    assert "locations" not in result
    assert commands(Problem(NOWHERE, "Y010", "there is no folder 'nort'")) == [
        ("error", {"title": f"Y010: {CODES['Y010']}"}, "there is no folder 'nort'")
    ]


def test_a_fingerprint_stays_when_lines_above_come_and_goes_with_the_text() -> None:
    def mark(line: int, *lines: str, code: str = "R001") -> str:
        (result,) = _results(placed([a_problem(line, code=code)], FILES, HOME), {"north/attempts.yaml": lines})
        return str(result["partialFingerprints"]["primaryLocationLineHash"])

    known = mark(1, "counts: nobody")
    assert known == mark(3, "limit: 3", "", "  counts: nobody")
    assert known != mark(1, "counts: somebody")
    assert known != mark(1, "counts: nobody", code="T010")


def test_two_problems_on_equal_lines_have_two_fingerprints() -> None:
    first, second = (
        one["partialFingerprints"]["primaryLocationLineHash"] for one in results(a_problem(2), a_problem(3))
    )
    assert first.removesuffix(":1") == second.removesuffix(":2") != first


@pytest.mark.parametrize(
    ("file", "uri"),
    [("our rules/50% off.yaml", "our%20rules/50%25%20off.yaml"), ("praxis_süd/a.yaml", "praxis_s%C3%BCd/a.yaml")],
)
def test_a_file_name_becomes_a_uri_and_stays_a_name_in_an_annotation(file: str, uri: str) -> None:
    problem = Problem(Location(file, 1, 1), "Y014", "no YAML")
    (result,) = _results([problem], {file: ()})
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert _command(workflow_commands([problem]).rstrip("\n"))[1]["file"] == file


def test_a_file_outside_of_the_repository_has_its_whole_address() -> None:
    problem = Problem(Location("/srv/our base/a.yaml", 1, 1), "Y014", "no YAML")
    (result,) = _results([problem], {"/srv/our base/a.yaml": ()})
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///srv/our%20base/a.yaml"


def test_an_annotation_says_file_line_columns_title_and_words() -> None:
    text = workflow_commands(placed([a_problem()], FILES, HOME))
    assert text == (
        "::error file=north/attempts.yaml,line=2,endLine=2,col=9,endColumn=15,title=R001%3A a name that is not defined"
        "::no outcome is called 'nobody'%0Ahelp: there is 'reached'\n"
    )


def test_no_problems_are_no_annotations() -> None:
    assert workflow_commands([]) == ""


def test_words_with_every_special_letter_arrive_as_they_were() -> None:
    problem = a_problem(cause=NASTY, hint="")
    assert [words for _, _, words in commands(problem)] == [NASTY]
    strange = "a,b: 100%25\n.yaml"
    text = workflow_commands([Problem(Location(strange, 1, 1), "Y014", "x")])
    assert text.count("\n") == 1
    assert _command(text.rstrip("\n"))[1]["file"] == strange


def test_related_places_are_told_in_the_words_of_an_annotation() -> None:
    ((_, _, words),) = commands(a_problem(hint="", related=((SHIPPED, "hidden by"),)))
    assert words.endswith("\nhidden by: rulesets/default/tasks.yaml:7")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log.update(version="2.0.0"),
        lambda log: log["runs"][0].update(comment="?"),
        lambda log: log["runs"][0]["results"][0].update(level="notice"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(
            uri="/north/a.yaml"
        ),
        lambda log: log["runs"][0]["tool"]["driver"]["rules"].pop(),
        lambda log: log["runs"][0]["results"][0]["message"].update(text=""),
    ],
)
def test_the_schema_notices_a_log_that_is_wrong(spoil: Any) -> None:
    log = copy.deepcopy(a_log(a_problem()))
    spoil(log)
    assert not SARIF.is_valid(log)
