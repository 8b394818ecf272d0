"""What a choice is asked for: the pages in docs/problems state M016 and M017; here is who is told, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay, rows

SILENT = 'silent: {when: {attempts: ">= 2"}}'


def reasons(*written: str) -> str:
    return "reasons:\n" + "".join(f"  {one}\n" for one in written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ([SILENT], []),
        ([SILENT, "elsewhere: {when: {attempts: '< 2'}}"], []),
        ([SILENT, "elsewhere: {when: {status: visiting}}"], ["'enquiry/moved'", "'client/moved'"]),
        ([SILENT, "elsewhere: {when: {phase: client}}"], ["'enquiry/moved'"]),
        ([SILENT, "elsewhere: {archived: yes}"], ["'enquiry/moved'", "'client/moved'"]),
    ],
    ids=["one always holds", "one or the other", "only for some", "only in one phase", "the other is archived"],
)
def test_whoever_is_asked_for_a_reason_finds_one_that_holds(
    tmp_path: Path, written: list[str], told: list[str]
) -> None:
    limit = "remove: at_limit\n"
    found = causes(overlay(tmp_path, lost_reasons=reasons(*written), attempts=limit), "M016")
    assert [one.split(" asks")[0] for one in found] == [f"M016: {one}" for one in told]


def test_who_finds_none_is_told_with_what_matters(tmp_path: Path) -> None:
    written = reasons(SILENT, "elsewhere: {when: {phase: client}}")
    (told,) = causes(overlay(tmp_path, lost_reasons=written), "M016")
    assert told == (
        "M016: 'enquiry/moved' asks for a reason, and none holds of state enquiry/new or enquiry/waiting, attempts 1, "
        "to whom it is offered"
    )


def test_a_reason_that_the_limit_suggests_holds_there(tmp_path: Path) -> None:
    limit = (
        "overlay: replace\nlimit: 2\ncounts: not_reached\n"
        "applies_to: enquiry/new\nat_limit: {suggest: enquiry/moved, reason: silent}\n"
    )
    late = overlay(tmp_path, attempts=limit, lost_reasons=reasons('silent: {when: {attempts: ">= 3"}}'))
    (told,) = causes(late, "M016")
    assert "the reason 'silent' is suggested, which does not hold of state enquiry/new, attempts 2" in told
    in_time = overlay(tmp_path, attempts=limit, lost_reasons=reasons("silent: {when: {attempts.verdict: suggest}}"))
    assert causes(in_time, "M016") == []


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        ("from: client/moved, when: {has_appointment: no}, offer: client/visiting, requires: appointment", "rules out"),
        ("from: client/moved, when: {weight: unknown}, offer: enquiry/new, requires: {fact: weight}", "rules out"),
        (
            "from: client/waiting, offer: client/moved, requires: note",
            "'return' asks for nothing, 'x0' asks for 'note'",
        ),
        ("from: client/any, offer: ./moved, requires: note", "'return' asks for nothing, 'x0' asks for 'note'"),
    ],
    ids=["no appointment", "a fact that is unknown", "asked for twice", "asked for twice, by its own phase"],
)
def test_what_an_offer_asks_for_can_be_said(tmp_path: Path, offer: str, words: str) -> None:
    told = causes(overlay(tmp_path, statuses=rows("offers", offer)), "M017")
    assert told
    assert all(one.startswith("M017") for one in told)
    assert any(words in one for one in told), told


@pytest.mark.parametrize(
    "offers",
    [
        ["from: client/moved, offer: client/visiting, requires: [note, {fact: weight}]"],
        ["from: client/moved, when: {has_appointment: yes}, offer: client/visiting, requires: appointment"],
        [
            "from: client/moved, when: {weight: '< 40'}, offer: client/visiting, requires: note",
            "from: client/moved, when: {weight: '>= 40'}, offer: client/visiting, requires: {fact: postal_address}",
        ],
        [
            "from: client/moved, offer: client/visiting, requires: note",
            "from: client/moved, offer: client/visiting, requires: note",
        ],
    ],
    ids=["alone", "what its condition says", "never the same people", "the same"],
)
def test_offers_that_go_together_are_no_problem(tmp_path: Path, offers: list[str]) -> None:
    assert causes(overlay(tmp_path, statuses=rows("offers", *offers)), "M017") == []
