"""``frontdesk decide``: an answer with its row, its reason and its place."""

from __future__ import annotations

from cli.asking import Run, data


def test_decide_answers_with_the_row_its_reason_and_its_place(run: Run) -> None:
    words = ["decide", "-p", "default", "delivery", "has_call=yes", "destination=landline"]
    text = run(*words).output
    assert "delivery: call" in text
    assert "row call (rulesets/default/delivery.yaml:15)" in text
    assert data(run(*words, "--format", "json"))["row"] == "call"
