"""``frontdesk contact edit``, ``duplicates``, ``merge``, ``unmerge`` and ``erase``, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.asking import Run
from frontdesk.cli import main

AT = ("--now", "2026-03-02 10:00")


@pytest.fixture
def here(ana: Path) -> tuple[str, ...]:
    """The options for the practice of Ana, who has come a second time."""
    here = ("-p", str(ana), *AT)
    words = ("Ana Example", "cell=+351 555 010 101", "email=ana@example.com", "reference=P-9", "status=enquiry/new")
    result = CliRunner().invoke(main, ["contact", "add", *words, *here])
    assert result.exit_code == 0, result.output
    return here


def test_a_correction_is_told_and_stands_in_the_history(run: Run, here: tuple[str, ...]) -> None:
    said = run("contact", "edit", "1", "cell=+351 555 010 199", "email=", *here).output
    changed = "cell +351 555010199, unknown, was +351 555010101, text enabled"
    told = f"{changed}; no email any more; no consent is recorded for +351 555010199"
    assert said == f"Corrected of Ana Example: {told}.\n"
    text = run("contact", "show", "1", *here).output
    assert "  cell        +351 555010199, unknown\n" in text
    history = "cell +351 555010199, unknown, was +351 555010101, text enabled; email, was ana@example.com"
    assert f"staff: contact corrected: {history}\n" in text
    assert "did you mean 'cell'" in run("contact", "edit", "1", "cel=555-0103", *here, code=1).stderr
    assert "write it as fact=value" in run("contact", "edit", "1", "cel", *here, code=2).stderr


def test_the_reference_of_one_that_is_the_number_of_another_is_asked(run: Run, here: tuple[str, ...]) -> None:
    run("contact", "add", "Bo Example", "reference=1", "status=enquiry/new", *here)
    asked = run("contact", "prefs", "1", "--do-not-contact", *here, code=1).stderr
    assert "'1' can mean '#1 Ana Example (ref:P-1)' or '#3 Bo Example (ref:1)'" in asked
    run("contact", "prefs", "ref:1", "--do-not-contact", *here)
    shown = [json.loads(run("contact", "show", f"#{one}", *here, "--format", "json").output) for one in (1, 3)]
    assert [one["do_not_contact"] for one in shown] == [False, True]


def test_duplicates_are_listed_merged_and_unmerged(run: Run, here: tuple[str, ...]) -> None:
    listed = run("contact", "duplicates", *here).output
    assert "#1 Ana Example  #2 Ana Example   the same name and number +351 555010101\n" in listed
    assert "are one now" in run("contact", "merge", "#1", "#2", *here).output
    assert run("contact", "duplicates", *here).output == "No two contacts are likely one person.\n"
    text = run("contact", "show", "2", *here).output
    assert "Ana Example (contact 1, reference P-1)\n  merged      with contact 2\n" in text
    assert "contacts merged: 2 into 1" in text
    assert run("contact", "unmerge", "#2", *here).output.startswith("Ana Example is contact 2 again")
    assert "contact unmerged: 2 from 1" in run("contact", "show", "#2", *here).output
    assert "is no number of a contact" in run("contact", "unmerge", "ana", *here, code=2).stderr
    assert "was not merged" in run("contact", "unmerge", "2", *here, code=1).stderr


def test_nobody_is_erased_by_mistake(run: Run, ana: Path) -> None:
    here = ("-p", str(ana), *AT)
    assert "name one CONTACT, or a file" in run("contact", "erase", *here, code=2).stderr
    assert "is not called 'Ana'" in run("contact", "erase", "1", "--confirm", "Ana", *here, code=1).stderr
    no = CliRunner().invoke(main, ["contact", "erase", "ana", *here], input="n\n")
    assert (no.exit_code, "Erase Ana Example (#1), and everything" in no.stderr) == (1, True)
    assert "Ana Example" in run("contact", "list", *here).output
    yes = CliRunner().invoke(main, ["contact", "erase", "ana", *here], input="y\n")
    assert yes.output.endswith("older copies of the store are not touched.\n")
    assert "Ana Example" not in run("contact", "list", *here).output


def test_who_was_erased_is_noted_beside_the_store_and_erased_again(run: Run, here: tuple[str, ...], ana: Path) -> None:
    said = run("contact", "erase", "#2", "--confirm", "Ana Example", *here, "--format", "json").output
    assert json.loads(said)["number"] == 2
    noted = ana / "erased.txt"
    assert noted.read_text(encoding="utf-8").startswith("2 2026-03-02T10:00:00+00:00 ")
    assert "contact 2 was erased" in run("contact", "show", "2", *here, code=1).stderr
    again = run("contact", "erase", "--again", noted, *here).output
    assert again == "0 contacts erased again of 1 in erased.txt.\n"
    assert "the chain is whole" in run("journal", "verify", *here).output
