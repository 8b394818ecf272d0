"""Nobody is forgotten in a status, nobody runs in a circle, and every wrong choice can be mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, found, overlay, practice, rows
from checking.states import REFERRED
from frontdesk.checking.machine import machine_of
from frontdesk.checking.states import check_states
from support import HARBOUR, SHIPPED, read_ruleset

ARCHIVE = "phases:\n  archive: {label: Archive}\nstatuses:\n  filed: {phases: [archive], kind: %s}\n"


ARCHIVED = """
reactions:
  - {replace: kept, on: appointment_kept, when: {phase: client}, do: [{set_status: client/waiting}, {send: thanks}]}
  - id: file
    last: yes
    on: {time_in_status: {status: client/moved, for: 8 weeks}}
    do: [{set_status: archive/filed}]
"""
"""A rule moves people into the archive, and nothing of harbour leads out of it."""


INTO_THE_ARCHIVE = "enquiry/new -> client/visiting (chosen) -> client/moved (chosen) -> archive/filed (after 8 weeks)"
TWO_FILED = ARCHIVE % "open" + "  looked: {phases: [archive], kind: %s}\n"
ROUND = rows("offers", "from: archive/filed, offer: archive/looked", "from: archive/looked, offer: archive/filed")


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_every_practice_that_is_shipped_gets_everybody_somewhere(name: str) -> None:
    assert list(check_states(read_ruleset(name))) == []


# --- M001: a status that nobody can reach ---


def test_a_status_that_nothing_leads_to_is_found(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=REFERRED)) == ["M001: nobody can get into 'enquiry/referred'"]


@pytest.mark.parametrize(
    "files",
    [
        {"statuses": "statuses:\n  referred: {phases: [enquiry], entry: yes}\n"},
        {"statuses": REFERRED + rows("offers", "from: any, offer: enquiry/referred")},
        {
            "statuses": REFERRED,
            "reactions": rows("reactions", "on: appointment_missed, do: [{set_status: enquiry/referred}]"),
        },
        {
            "statuses": REFERRED,
            "reactions": rows("reactions", "on: {contact_added: emr}, do: [{set_status: enquiry/referred}]"),
        },
    ],
    ids=["arrived in", "offered", "set by a rule", "set for those who are added"],
)
def test_a_status_that_is_arrived_in_offered_or_set_is_in_order(tmp_path: Path, files: dict[str, str]) -> None:
    assert causes(overlay(tmp_path, **files), "M001") == []


def test_statuses_that_lead_only_to_each_other_are_all_out_of_reach(tmp_path: Path) -> None:
    offers = rows("offers", "from: enquiry/one, offer: enquiry/two", "from: enquiry/two, offer: enquiry/one")
    text = f"statuses:\n  one: {{phases: [enquiry]}}\n  two: {{phases: [enquiry]}}\n{offers}"
    assert causes(overlay(tmp_path, statuses=text), "M001") == [
        "M001: nobody can get into 'enquiry/one'",
        "M001: nobody can get into 'enquiry/two'",
    ]


def test_a_status_only_for_those_who_have_been_in_it_is_out_of_reach(tmp_path: Path) -> None:
    offers = rows("offers", "from: any, when: {has_been: client/friend}, offer: client/friend")
    text = f"statuses:\n  friend: {{phases: [client], kind: won}}\n{offers}"
    assert causes(overlay(tmp_path, statuses=text), "M001") == ["M001: nobody can get into 'client/friend'"]


def test_the_shortest_way_goes_through_what_somebody_must_have_been(tmp_path: Path) -> None:
    offers = rows("offers", "from: enquiry/new, when: {has_been: client}, offer: enquiry/friend")
    ours = overlay(tmp_path, statuses=f"statuses:\n  friend: {{phases: [enquiry], kind: won}}\n{offers}")
    assert causes(ours, "M001") == []
    machine = machine_of(read_ruleset(ours))
    friend = next(one for one in machine.onward if one.state == "enquiry/friend")
    assert machine.told(friend) == (
        "enquiry/new -> client/visiting (chosen) -> enquiry/new (chosen) -> enquiry/friend (chosen)"
    )


# --- M002 and M003: no way out, and a circle without an end ---


def test_a_status_without_a_way_out_is_found_with_the_shortest_way_into_it(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=ARCHIVE % "open", reactions=ARCHIVED)) == [
        f"M002: there is no way out of 'archive/filed'; the shortest way there: {INTO_THE_ARCHIVE}"
    ]


@pytest.mark.parametrize(("kind", "codes"), [("won", []), ("lost", []), ("invalid", []), ("paused", ["M002"])])
def test_only_an_end_needs_no_way_out(tmp_path: Path, kind: str, codes: list[str]) -> None:
    ours = overlay(tmp_path, statuses=ARCHIVE % kind, reactions=ARCHIVED)
    assert [one.code for one in found(ours, "M002", "M003")] == codes


def test_a_way_out_by_a_rule_is_a_way_out(tmp_path: Path) -> None:
    leave = "{on: {task_expired: ring}, last: yes, when: {phase: archive}, do: [{set_status: client/moved}]}"
    ours = overlay(tmp_path, statuses=ARCHIVE % "open", reactions=f"{ARCHIVED}  - {leave}\n")
    assert causes(ours, "M002", "M003") == []


def test_a_way_out_that_the_past_forbids_is_none(tmp_path: Path) -> None:
    offers = rows("offers", "from: archive/filed, when: {has_been: {not: client}}, offer: client/moved")
    ours = overlay(tmp_path, statuses=ARCHIVE % "open" + offers, reactions=ARCHIVED)
    assert [one.code for one in found(ours, "M002")] == ["M002"]


def test_a_circle_without_an_end_is_told_once_with_its_way_round(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=TWO_FILED % "open" + ROUND, reactions=ARCHIVED)) == [
        "M003: nobody ever gets out of 'archive/filed' and 'archive/looked': "
        "archive/filed -> archive/looked (chosen) -> archive/filed (chosen); "
        f"the shortest way there: {INTO_THE_ARCHIVE}"
    ]


def test_a_circle_with_an_end_in_it_is_in_order(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=TWO_FILED % "won" + ROUND, reactions=ARCHIVED), "M002", "M003") == []


# --- M006: an attempt limit without a consequence ---


def limit(more: str, number: int = 2) -> str:
    return f"overlay: replace\nlimit: {number}\ncounts: not_reached\n{more}\n"


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ("because: Two are enough.", "nothing happens when the limit is reached"),
        (
            "at_limit: {automatic: enquiry/moved}\nresets: [{id: x, on: {outcome_logged: any}}]",
            "the limit is never reached: 'attempts.resets.x' sets the count back whenever an attempt is counted",
        ),
        (
            "at_limit: {suggest: enquiry/wrong}",
            "at the limit 'enquiry/wrong' is suggested in 'client/waiting', where it is not offered; "
            "the shortest way there: enquiry/new -> client/waiting (an appointment is kept)",
        ),
    ],
)
def test_a_limit_without_a_consequence_is_found(tmp_path: Path, more: str, cause: str) -> None:
    assert causes(overlay(tmp_path, attempts=limit(more))) == [f"M006: {cause}"]


def test_a_limit_in_statuses_that_nobody_gets_into_is_never_reached(tmp_path: Path) -> None:
    more = "at_limit: {automatic: enquiry/moved}\napplies_to: enquiry/referred"
    assert causes(overlay(tmp_path, statuses=REFERRED, attempts=limit(more)), "M006") == [
        "M006: nobody gets into a status that the limit is for, so it is never reached"
    ]


ON_ANY = "resets: [{id: x, on: {outcome_logged: any}}]"


@pytest.mark.parametrize(
    "text",
    [
        limit("at_limit: {automatic: enquiry/moved}\nresets: [{id: x, on: {outcome_logged: [reached, refused]}}]"),
        limit(
            "at_limit: {automatic: enquiry/moved}\n"
            "resets: [{id: x, on: {outcome_logged: any}, when: {has_appointment: yes}}]"
        ),
        limit(f"at_limit: {{automatic: enquiry/moved}}\n{ON_ANY}", number=1),
        limit("at_limit: {suggest: enquiry/wrong}\napplies_to: enquiry/[new, waiting]"),
        limit("at_limit: {suggest: enquiry/moved}\napplies_to: enquiry/[new, waiting, moved, wrong]"),
    ],
    ids=["reset by others", "reset sometimes", "at the first", "offered where it counts", "an end needs no suggestion"],
)
def test_a_limit_that_can_be_reached_and_followed_is_in_order(tmp_path: Path, text: str) -> None:
    assert causes(overlay(tmp_path, attempts=text), "M006") == []


# --- T004: a rule that waits for a beginning ---


@pytest.mark.parametrize(
    ("waits", "found_out"),
    [
        ("on: {status_entered: lead/new}", True),
        ("on: contact_added, when: {state: lead/new}", False),
        ("on: {status_entered: [lead/new, lead/contacted]}", False),
        ("on: {status_entered: any}", False),
    ],
)
def test_a_rule_on_entering_what_contacts_only_begin_in_waits_for_ever(
    tmp_path: Path, waits: str, found_out: bool
) -> None:
    reaction = rows("reactions", f"{waits}, do: [{{notify_staff: Somebody new}}]")
    told = found(practice(tmp_path / "ours", ruleset="name: ours\nextends: default\n", reactions=reaction), "T004")
    never = "nobody ever enters 'lead/new': contacts begin there, and nothing leads back"
    assert [one.cause for one in told] == [never] * found_out
    assert all("on: contact_added, with when: {state: lead/new}" in one.hint for one in told)


# --- M008 and M009: what is final, and what an offer is called ---

FINAL = "phases: {archive: {}}\nstatuses:\n  closed: {phases: [archive], kind: open, final: yes}\n"
CLOSE = "from: enquiry/new, offer: archive/closed"
CLOSED = FINAL + rows("offers", CLOSE)
KEPT = "reactions:\n  - {replace: kept, on: appointment_kept, when: {phase: client}, do: [{send: thanks}]}\n"
"""In harbour a visit that was kept leads out of every status."""


def test_nothing_follows_a_final_status_and_nobody_misses_a_way_out_or_back(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, statuses=CLOSED, reactions=KEPT)) == []
    ours = overlay(tmp_path, statuses=FINAL + rows("offers", CLOSE, "from: any, offer: enquiry/new"), reactions=KEPT)
    (problem,) = found(ours)
    assert (problem.code, problem.where.short) == ("M008", "ours/statuses.yaml:6")
    assert problem.cause == "'archive/closed' is final, and the offer 'x1' leads out to 'enquiry/new'"
    assert problem.hint == "name under from: only states that go on, or take final: back"


def test_a_rule_that_asks_for_no_status_leads_out_of_a_final_one(tmp_path: Path) -> None:
    (problem,) = found(overlay(tmp_path, statuses=CLOSED))
    assert problem.cause == "'archive/closed' is final, and the rule 'kept' leads out to 'client/waiting'"
    assert problem.hint == "say when: {state: {not: archive/closed}}, or take final: back"
    mended = KEPT.replace("{phase: client}", "{state: {not: archive/closed}}")
    assert causes(overlay(tmp_path, statuses=CLOSED, reactions=mended)) == []


def test_the_limit_on_attempts_leaves_a_final_status_alone(tmp_path: Path) -> None:
    (problem,) = found(overlay(tmp_path, statuses=CLOSED, reactions=KEPT, attempts="applies_to: any\n"))
    assert problem.cause == "'archive/closed' is final, and the rule 'attempts.at_limit' leads out to 'enquiry/moved'"
    assert problem.hint == "name under applies_to: only states that go on, or take final: back"


def test_two_offers_that_read_the_same_must_lead_to_the_same_status(tmp_path: Path) -> None:
    offer = "label: %s, from: client/waiting, offer: client/%s"
    ours = overlay(tmp_path, statuses=rows("offers", offer % ("Go on", "visiting"), offer % ("go on", "moved")))
    assert causes(ours, "M009") == [
        "M009: in 'client/waiting' both 'client/visiting' and 'client/moved' are offered as 'go on'"
    ]
    same = rows("offers", offer % ("Go on", "visiting"), offer % ("Go on", "visiting"))
    assert causes(overlay(tmp_path, statuses=same), "M009") == []


def test_a_label_of_an_offer_names_one_status(tmp_path: Path) -> None:
    ours = overlay(
        tmp_path, statuses=rows("offers", "label: Go on, from: client/waiting, offer: [./moved, ./visiting]")
    )
    (problem,) = found(ours, "M009")
    assert problem.cause == "'Go on' of offer 6 of statuses.yaml stands for './moved' or './visiting'"


def test_a_rule_that_sets_the_state_before_leads_only_where_somebody_came_from(tmp_path: Path) -> None:
    back_again = "on: {time_in_status: {status: enquiry/moved, for: 9 days}}, do: [{set_status: previous}]"
    reactions = rows("reactions", back_again)
    machine = machine_of(built(overlay(tmp_path, reactions=reactions)))
    made = [(before, move, after) for before, found in machine.onward.items() for move, after in found]
    back = {(before.previous, after.state) for before, move, after in made if move.back}
    assert back == {(one, one) for one in {before.state for before, _, after in made if after.state == "enquiry/moved"}}
