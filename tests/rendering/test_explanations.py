"""Why: a decision with its row and place, the facts read, and what the rows before it lacked."""

from __future__ import annotations

from frontdesk.rendering.explanations import decision_data, decision_text, explanation_data, explanation_text
from frontdesk.tables import Condition, Listed, Row, Table, Value

TABLE = Table(
    "t",
    {"colour": Listed(("red", "blue"))},
    (
        Row("first", (Condition("colour", frozenset({"red"}), "red"),), "p"),
        Row("second", (Condition("colour", frozenset({"blue"}), "blue"),), "q"),
    ),
    Row("otherwise", (), "none"),
)
BLUE: dict[str, Value] = {"colour": "blue"}


def test_a_decision_says_its_outcome_its_reason_and_its_row() -> None:
    decision = TABLE.decide(BLUE)
    outcome, because, row = decision_text(TABLE, decision).splitlines()
    assert (outcome, row) == ("t: q", "  row second")
    assert because.startswith("  because ")
    assert decision_data(TABLE, decision)["row"] == "second"


def test_an_explanation_says_what_was_read_and_what_each_earlier_row_lacked() -> None:
    explanation = TABLE.explain(BLUE)
    text = explanation_text(TABLE, explanation)
    assert "  facts read\n    colour: blue\n" in text
    assert text.endswith("    first: colour is blue, not red")
    rows = explanation_data(TABLE, explanation)["rows"]
    assert isinstance(rows, list)
    assert [(one["row"], one["fits"]) for one in rows] == [("first", False), ("second", True)]
