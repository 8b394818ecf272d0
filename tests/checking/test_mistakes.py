"""After a wrong choice there is a way back for everybody who could make it: what counts as one, and what does not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from checking.small import built, causes, found, overlay, practice, rows
from frontdesk.checking.machine import machine_of
from frontdesk.checking.mistakes import check_mistakes
from support import HARBOUR, SHIPPED, read_ruleset

PARTNER = "phases:\n  partner: {label: Partner}\nstatuses:\n  colleague: {phases: [partner], kind: won}\n"
CHOSEN = "from: client/moved, offer: partner/colleague"
THREE = """
initial: lead/new
phases: {lead: {label: Lead}}
statuses:
  new: {phases: [lead], kind: open}
  insured: {phases: [lead], kind: won}
  private: {phases: [lead], kind: won}
offers:
"""


def three(folder: Path, *offers: str, **files: str) -> list[str]:
    """What is said of a practice of three statuses, in which somebody is insured or pays by themselves."""
    text = THREE + "".join(f"  - {{id: x{number}, {one}}}\n" for number, one in enumerate(offers))
    ours = practice(folder / "small", statuses=text, **files)
    return causes(ours, "M005")


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_in_every_practice_that_is_shipped_every_mistake_can_be_mended(name: str) -> None:
    assert list(check_mistakes(machine_of(read_ruleset(name)))) == []


def test_a_wrong_choice_without_a_way_back_is_found(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=PARTNER + rows("offers", CHOSEN))) == [
        "M005: who chooses 'partner/colleague' by mistake in 'client/moved' can never be brought to 'client/waiting' "
        "or 'enquiry/new'; the shortest way there: enquiry/new -> client/visiting (chosen) -> client/moved (chosen)"
    ]


def test_a_way_back_by_several_choices_is_enough(tmp_path: Path) -> None:
    back = "from: partner/colleague, offer: client/visiting"
    assert causes(overlay(tmp_path, statuses=PARTNER + rows("offers", CHOSEN, back))) == []


def test_a_rule_that_leaves_the_status_by_itself_is_a_way_back(tmp_path: Path) -> None:
    week = "on: {time_in_status: {status: partner/colleague, for: 1 week}}, do: [{set_status: enquiry/new}]"
    ours = overlay(tmp_path, statuses=PARTNER + rows("offers", CHOSEN), reactions=rows("reactions", week))
    assert causes(ours) == []


def test_a_rule_that_waits_for_somebody_else_is_no_way_back(tmp_path: Path) -> None:
    reply = "on: message_received, when: {phase: partner}, do: [{set_status: enquiry/new}]"
    ours = overlay(tmp_path, statuses=PARTNER + rows("offers", CHOSEN), reactions=rows("reactions", reply))
    assert [one.code for one in found(ours)] == ["M005"]


def test_a_rule_that_makes_the_choice_final_closes_the_way_back(tmp_path: Path) -> None:
    back = "from: partner/colleague, offer: client/visiting"
    statuses = PARTNER + "  settled: {phases: [partner], kind: won}\n" + rows("offers", CHOSEN, back)
    at_once = "on: {status_entered: partner/colleague}, do: [{set_status: partner/settled}]"
    (problem,) = found(overlay(tmp_path, statuses=statuses, reactions=rows("reactions", at_once)), "M005")
    assert "who chooses 'partner/colleague' by mistake in 'client/moved'" in problem.cause


def test_what_a_rule_sets_is_no_choice_and_so_no_wrong_one(tmp_path: Path) -> None:
    rule = "on: {outcome_logged: refused}, do: [{set_status: partner/colleague}]"
    assert causes(overlay(tmp_path, statuses=PARTNER, reactions=rows("reactions", rule)), "M005") == []


def test_offers_that_exclude_each_other_lead_nobody_astray(tmp_path: Path) -> None:
    insured = "from: lead/new, when: {region: FL}, offer: lead/insured"
    assert three(tmp_path, insured, "from: lead/new, when: {region: {not: FL}}, offer: lead/private") == []
    assert three(tmp_path, insured, "from: lead/new, offer: lead/private") == [
        "M005: who chooses 'lead/insured' by mistake in 'lead/new' can never be brought to 'lead/private', "
        "with region FL",
        "M005: who chooses 'lead/private' by mistake in 'lead/new' can never be brought to 'lead/insured', "
        "with region FL",
    ]


def test_offers_that_exclude_each_other_at_one_moment_lead_nobody_astray(tmp_path: Path) -> None:
    few = 'from: lead/new, when: {attempts: "< 3"}, offer: lead/insured'
    assert three(tmp_path, few, 'from: lead/new, when: {attempts: ">= 3"}, offer: lead/private') == []


def test_ways_back_that_exclude_each_other_cover_everybody_together(tmp_path: Path) -> None:
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    back = "from: [lead/insured, lead/private], when: {region: %s}, offer: lead/new"
    assert three(tmp_path, both, back % "FL", back % "{not: FL}") == []
    (one, other) = three(tmp_path, both, back % "FL", back % "[TX, unknown]")
    assert one.endswith("can never be brought to 'lead/private', with region AL")
    assert other.endswith("can never be brought to 'lead/insured', with region AL")


def test_a_way_back_that_asks_what_acts_or_time_may_change_is_one(tmp_path: Path) -> None:
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    later = 'from: [lead/insured, lead/private], when: {days_in_status: ">= 3", has_appointment: yes}, offer: lead/new'
    assert three(tmp_path, both, later) == []


def test_a_fact_that_a_rule_notes_may_come_out_either_way(tmp_path: Path) -> None:
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    back = "from: [lead/insured, lead/private], when: {asked: yes}, offer: lead/new"
    asked = "facts: {asked: {label: Asked, of: contact, kind: yes_no, default: no}}\n"
    notes = "reactions: [{id: r, on: message_received, do: [{note_fact: {asked: yes}}]}]\n"
    assert len(three(tmp_path, both, back, facts=asked)) == 2
    assert three(tmp_path, both, back, facts=asked, reactions=notes) == []


def test_a_status_that_lasts_only_so_long_leads_back_by_itself(tmp_path: Path) -> None:
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    lasting = THREE.replace("kind: won}", "kind: won, lasts: {for: 30 days, then: lead/new}}")
    ours = practice(tmp_path / "small", statuses=f"{lasting}  - {{id: x, {both}}}\n")
    assert causes(ours, "M005") == []


def test_a_way_back_behind_a_switch_of_the_practice_that_is_off_is_none(tmp_path: Path) -> None:
    switch = "facts: {reversible: {label: Reversible, of: practice, kind: yes_no, default: %s}}\n"
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    back = "from: [lead/insured, lead/private], when: {reversible: yes}, offer: lead/new"
    (one, _) = three(tmp_path, both, back, facts=switch % "no")
    assert one.endswith("can never be brought to 'lead/private', while reversible is no")
    assert three(tmp_path, both, back, facts=switch % "yes") == []


def test_a_way_back_is_judged_through_the_practices_own_tables(tmp_path: Path) -> None:
    both = "from: lead/new, offer: [lead/insured, lead/private]"
    back = "from: [lead/insured, lead/private], when: {near: yes}, offer: lead/new"
    near = "tables: {near: {scope: contact, outcome: {kind: yes_no}, rows: [{id: r, when: {region: FL}, then: yes}], "
    (one, _) = three(tmp_path, both, back, tables=near + "otherwise: no}}\n")
    assert one.endswith("can never be brought to 'lead/private', with region AL")
    assert three(tmp_path, both, back, tables=near + "otherwise: yes}}\n") == []


def test_where_it_is_a_choice_the_practice_says_so_with_its_reason(tmp_path: Path) -> None:
    offers = rows("offers", CHOSEN)
    meant = PARTNER.replace("kind: won", "kind: won, accept: M005 because a colleague is told at once")
    assert causes(overlay(tmp_path, statuses=meant + offers)) == []
    back = rows("offers", CHOSEN, "from: partner/colleague, offer: client/visiting")
    assert causes(overlay(tmp_path, statuses=meant + back)) == [
        "R002: M005 is accepted here, and there is nothing of the kind"
    ]


def test_what_tells_too_many_people_apart_is_said_not_to_be_proved(tmp_path: Path) -> None:
    # Five guests and four rooms: two share one, whoever sleeps where, and only who has to share may come back.
    guests = [f"guest_{number}" for number in range(5)]
    facts = "".join(f"  {one}: {{label: {one}, of: contact, values: [a, b, c, d], default: a}}\n" for one in guests)
    shared = [f"{one}: {room}, {other}: {room}" for one, other in combinations(guests, 2) for room in "abcd"]
    offers = ["from: lead/new, offer: [lead/insured, lead/private]"]
    offers += [f"from: [lead/insured, lead/private], when: {{{one}}}, offer: lead/new" for one in shared]
    assert three(tmp_path, *offers, facts=f"facts:\n{facts}") == []
    (problem,) = check_mistakes(machine_of(built(tmp_path / "small")), most=20)
    assert (problem.code, problem.where.short) == ("T016", "small/statuses.yaml:6")
