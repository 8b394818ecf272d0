"""Problems on paper: place, code, cause, what to do, and the line with a caret below it."""

from __future__ import annotations

from frontdesk.problems import Location, Problem
from frontdesk.rendering.problems import problem_text, problems_data, problems_text

WHERE = Location("x.yaml", 2, 8, 3)
PROBLEM = Problem(WHERE, "R001", "no task is called 'rng'", "did you mean 'ring'?")
SOURCES = {"x.yaml": ("a: b", "opens: rng")}


def test_a_problem_shows_its_line_and_points_at_its_place() -> None:
    lines = problem_text(PROBLEM, SOURCES).splitlines()
    assert lines[0].startswith("x.yaml:2:8: R001: no task is called 'rng'")
    quoted = next(line for line in lines if "opens: rng" in line)
    caret = next(line for line in lines if "^" in line)
    assert (caret.index("^"), caret.count("^")) == (quoted.index("rng"), 3)


def test_a_caret_stands_below_its_letter_beside_wide_letters_too() -> None:
    wide = Problem(Location("x.yaml", 1, 5, 1), "R001", "x", "y")
    caret = next(line for line in problem_text(wide, {"x.yaml": ("\u533b\u9662: z",)}).splitlines() if "^" in line)
    narrow = next(line for line in problem_text(wide, {"x.yaml": ("ab: z",)}).splitlines() if "^" in line)
    assert caret.index("^") - narrow.index("^") == 2


def test_only_what_is_coloured_differs_with_colours() -> None:
    def loud(text: str, **_: object) -> str:
        return f"<{text}>"

    assert problem_text(PROBLEM, SOURCES, loud).replace("<", "").replace(">", "") == problem_text(PROBLEM, SOURCES)


def test_after_twenty_of_a_file_the_rest_are_counted() -> None:
    many = [Problem(Location("x.yaml", line, 1), "R001", "x", "y") for line in range(1, 31)]
    text = problems_text(many, {})
    assert text.count("R001") == 20
    assert "and 10 more in this file" in text


def test_the_same_as_data_has_every_problem_and_its_place() -> None:
    (data,) = problems_data([PROBLEM])
    assert (data["code"], data["file"], data["line"], data["column"]) == ("R001", "x.yaml", 2, 8)
