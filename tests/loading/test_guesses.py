"""What only looks like a pattern or a secret is told from what is one: both are errors, so a wrong guess costs much."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.secrecy import looks_secret
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.problems import Location
from support import HARBOUR, check_ruleset

PATTERNS = (
    *(
        "stop.*",
        ".+",
        r"\d+",
        r"\bstop\b",
        r"A\d+",
        "^stop$",
        "^stop",
        "[a-z]",
        "[A-Za-z0-9]+",
        "[^0-9]",
        "(a|b)",
        "(a+)+",
    ),
    *("(a+)+", "(a+)+$", "(?:stop)", r"[\w.]+"),
)
ONLY_WHERE_COMPARED = ("stop*", "*stop", "(stop)+", "stop$")
PLAIN = (
    *("stop", "What?", "stop!", "Hotel C++", "5$ off", "a | b", "Dr. House", "...", "24/7 +1", "(?)", "Large (or so)"),
    *("[Mon-Fri]", "A-Z taxis", r"C:\Data\bin", r"\\server\docs\swap", "50% off", ""),
)


def noted(text: str, *, compared: bool) -> bool:
    diagnostics = Diagnostics()
    answer = note_pattern(Scalar(text, Location("x.yaml", 1, 1)), "the text", diagnostics, compared=compared)
    assert answer == bool(diagnostics.problems)
    return answer


@pytest.mark.parametrize("text", PATTERNS)
@pytest.mark.parametrize("compared", [True, False])
def test_a_pattern_is_told_from_text(text: str, compared: bool) -> None:
    assert noted(text, compared=compared)


@pytest.mark.parametrize("text", ONLY_WHERE_COMPARED)
def test_a_star_or_a_dollar_at_an_end_counts_only_in_what_is_compared(text: str) -> None:
    assert noted(text, compared=True)
    assert not noted(text, compared=False)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("compared", [True, False])
def test_ordinary_text_is_no_pattern(text: str, compared: bool) -> None:
    assert not noted(text, compared=compared)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", "x"),
        ("api_key", "x"),
        ("AuthToken", "x"),
        ("account", "0123456789abcdef0123456789abcdef"),
        ("account", "Bearer a1B2c3D4e5F6g7H8i9J0k1L2"),
        ("server", "https://desk:word@mail.example.com"),
        ("text", "-----BEGIN PRIVATE KEY-----"),
    ],
)
def test_a_secret_is_known_by_its_name_or_by_its_look(name: str, value: str) -> None:
    assert looks_secret(name, value)


@pytest.mark.parametrize(
    "value",
    [
        "outbox",
        "/srv/frontdesk/outbox-2026-03-02",
        "https://mail.example.com:587/path",
        "front.desk@example.com",
        "+351555010099",
        "Harbour Veterinary Clinic of the Western Islands",
        "123456789012345678901234567890123",
        "HarbourVeterinaryClinicOfTheIslands",
    ],
)
def test_folders_addresses_and_names_are_no_secrets(value: str) -> None:
    assert not looks_secret("place", value)


def test_a_health_word_can_be_accepted_with_a_reason(tmp_path: Path) -> None:
    practice = Path(shutil.copytree(HARBOUR, tmp_path / "practice"))
    file = practice / "messages.yaml"
    text = file.read_text(encoding="utf-8").replace("Your visit is on", "Your surgery is on")
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in check_ruleset(practice).problems] == ["P001"]
    accepted = text.replace("  reminder:\n", "  reminder:\n    accept: P001 because the house is called so\n")
    file.write_text(accepted, encoding="utf-8")
    assert check_ruleset(practice).problems == ()
