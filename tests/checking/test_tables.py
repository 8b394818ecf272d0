"""What the checks find in tables: rows that fit nobody, outcomes nobody gets, and tables that read each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, found, overlay
from support import check_ruleset

_BED = """
  bed:
    scope: contact
    outcome: {values: [small, large]}
    rows: [{id: big, when: {weight: ">= 25"}, then: large}]
    otherwise: small
"""
"""A table that the others read."""


def _asked(*rows: str, more: str = "otherwise: two", outcome: str = "{values: [one, two]}") -> str:
    listed = "".join(f"      - {row}\n" for row in rows)
    return f"tables:{_BED}  asked:\n    scope: contact\n    outcome: {outcome}\n    rows:\n{listed}    {more}\n"


@pytest.mark.parametrize(
    "when",
    ["{weight: '< 10', bed: large}", "{phase: client, status: new}", "{status: visiting, status_kind: lost}"],
    ids=["an own table answers otherwise", "the status is in another phase", "the status means something else"],
)
def test_a_row_whose_conditions_exclude_each_other_never_fits(tmp_path: Path, when: str) -> None:
    folder = overlay(tmp_path, tables=_asked(f"{{id: a, when: {when}, then: one}}"))
    assert causes(folder, "T004", "T005") == ["T004: the row 'a' can never fit"]


def test_a_row_of_any_file_whose_conditions_exclude_each_other_never_fits(tmp_path: Path) -> None:
    offers = "offers:\n  - {id: a, last: yes, from: client/any, when: {status: new}, offer: client/moved}\n"
    never = "{phase: client, status: new}"
    reaction = f"{{id: b, last: yes, on: {{message_received: any}}, when: {never}, do: [{{notify_staff: Call.}}]}}"
    folder = overlay(tmp_path, statuses=offers, reactions=f"reactions:\n  - {reaction}\n")
    assert causes(folder, "T004") == ["T004: the row 'b' can never fit", "T004: the row 'a' can never fit"]


def test_a_rule_on_entering_a_status_asks_nothing_of_another(tmp_path: Path) -> None:
    entering = "on: {status_entered: client/visiting}"
    note = "do: [{note: Here}]"
    never = f"{{id: x, last: yes, {entering}, when: {{status: moved}}, {note}}}"
    always = f"{{id: y, last: yes, {entering}, when: {{status: visiting, has_been: client}}, {note}}}"
    folder = overlay(tmp_path, reactions=f"reactions:\n  - {never}\n  - {always}\n")
    assert causes(folder, "T004") == ["T004: the row 'x' can never fit"]


def test_rows_that_answer_for_everybody_through_another_table_leave_no_gap(tmp_path: Path) -> None:
    everybody = ("{id: a, when: {bed: large}, then: one}", "{id: b, when: {weight: '< 25'}, then: two}")
    unknown = "{id: c, when: {weight: unknown}, then: two}"
    assert causes(overlay(tmp_path, tables=_asked(*everybody, unknown, more="hit: first"))) == []
    nobody = "T011: no row of 'asked' answers for weight unknown (1 of 3 combinations)"
    assert causes(overlay(tmp_path, tables=_asked(*everybody, more="hit: first")), "T001", "T011") == [nobody]


def test_rows_that_only_seem_to_contradict_each_other_are_in_order(tmp_path: Path) -> None:
    light = "{id: b, when: {weight: '< 25'}, then: two}"
    apart = _asked("{id: a, when: {bed: large}, then: one}", light, more="otherwise: two\n    hit: unique")
    assert causes(overlay(tmp_path, tables=apart)) == []
    together = _asked("{id: a, when: {bed: small}, then: one}", light, more="otherwise: two\n    hit: unique")
    (told,) = causes(overlay(tmp_path, tables=together), "T002")
    assert told == "T002: the rows 'a' and 'b' both fit weight 24; the hit policy is 'unique'"


def test_a_row_that_comes_too_late_because_of_what_another_table_answers_is_told(tmp_path: Path) -> None:
    rows = ("{id: a, when: {bed: large}, then: one}", "{id: b, when: {weight: '>= 30'}, then: two}")
    assert causes(overlay(tmp_path, tables=_asked(*rows)), "T005") == [
        "T005: the row 'b' never decides: 'a' comes first"
    ]


def test_a_row_of_the_ruleset_below_is_mended_by_what_an_overlay_can_say(tmp_path: Path) -> None:
    never = "{id: x, first: yes, when: {reading: [plain, strict]}, then: none}"
    below, *_ = found(overlay(tmp_path, delivery=f"channel:\n  rows:\n    - {never}\n"), "T005")
    assert below.cause == "the row 'refused' never decides: 'x' comes first"
    assert below.hint == "write {remove: refused}, or {replace: refused, ...}"
    (own,) = found(overlay(tmp_path, tables=_asked("{id: a, when: {phase: client, status: new}, then: one}")), "T004")
    assert own.hint == "mend its conditions, or delete the row"


@pytest.mark.parametrize("hit", ["hit: first", "hit: every"])
def test_an_outcome_that_nobody_can_get_is_told_of_every_kind_of_table(tmp_path: Path, hit: str) -> None:
    otherwise = "" if "every" in hit else "otherwise: two\n    "
    table = _asked("{id: a, when: {bed: large}, then: two}", more=otherwise + hit)
    assert causes(overlay(tmp_path, tables=table), "T008") == ["T008: the table 'asked' never answers 'one'"]


def test_mistakes_in_two_files_are_told_together_even_if_one_of_them_cannot_be_read(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        lost_reasons="reasons:\n  far: {label: Lives too far away, open: maybe}\n",
        campaigns="campaigns:\n  hello:\n    start: [{id: a, on: {status_entered: client/gone}}]\n    steps: []\n",
    )
    places = {(one.code, Path(one.where.file).name) for one in check_ruleset(folder).problems}
    assert ("R001", "campaigns.yaml") in places
    assert any(file == "lost_reasons.yaml" for _, file in places)


def test_what_a_file_with_a_mistake_would_have_defined_is_not_said_to_be_missing(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        lost_reasons="reasons:\n  far: {label: Lives too far away, open: maybe}\n",
        attempts="at_limit: {suggest: enquiry/moved, reason: far}\n",
    )
    assert {Path(one.where.file).name for one in check_ruleset(folder).problems} == {"lost_reasons.yaml"}


@pytest.mark.parametrize(
    ("fact", "first", "second", "hole"),
    [
        ("weight", "0..20", "21..80", "20.5"),
        ("weight", "[0..20)", "(20..80]", "20"),
        ("weight", "0..20", "(20..80]", ""),
        ("weight", "0..20", "22..80", ""),
        ("weight", "< 20", ">= 21", "20"),
        ("weight", "<= 20", "> 21", "21"),
        ("weight", "< 20", "> 21", ""),
        ("weight", "{not: '0..20'}", "{not: '21..80'}", ""),
        ("attempts", "< 3", "> 3", "3"),
        ("attempts", "0..2", "3..9", ""),
        ("attempts", "< 2", ">= 3", "2"),
        ("attempts", "< 2", "> 3", ""),
        ("attempts", "< 2.5", "> 2.5", ""),
        ("attempts", "0..2", "4..9", "3"),
        ("vaccination_due", "< 2026-03-02", "> 2026-03-02", "2026-03-02"),
        ("vaccination_due", "< 2026-03-02", "> 2026-03-01", ""),
        ("vaccination_due", "2026-01-01..2026-02-27", "2026-03-01..2026-06-01", "2026-02-28"),
        ("feeding_time", "08:00..11:59", "12:00..17:00", "11:59:01"),
        ("feeding_time", "[08:00..12:00)", "12:00..17:00", ""),
        ("feeding_time", "08:00..12:00", "13:00..17:00", ""),
        ("stay", "< 2 days", "> 2 days", "2 days"),
    ],
)
def test_values_between_two_ranges_that_nearly_meet_are_told(
    tmp_path: Path, fact: str, first: str, second: str, hole: str
) -> None:
    said = (one if "{" in one else f"'{one}'" for one in (first, second))
    rows = (f"{{id: {name}, when: {{{fact}: {one}}}, then: one}}" for name, one in zip("ab", said, strict=True))
    scope = "appointment" if fact == "stay" else "contact"
    table = _asked(*rows).replace("asked:\n    scope: contact", f"asked:\n    scope: {scope}")
    told = f"T009: no row asks for '{fact}' {hole}, which lies between '{first}' and '{second}'"
    assert causes(overlay(tmp_path, tables=table), "T009") == [told] * bool(hole)


def test_a_rule_about_a_row_that_is_called_otherwise_is_told_with_the_nearest(tmp_path: Path) -> None:
    rule = "{{id: x, last: yes, on: {{delivery_reported: skipped}}, when: {{stopped_by: {}}}, do: [{{note: Skipped}}]}}"
    said = [
        causes(overlay(tmp_path, reactions=f"reactions:\n  - {rule.format(one)}\n")) for one in ("refused", "refusd")
    ]
    assert said == [[], ["R001: no row of delivery.yaml or windows.yaml is called 'refusd'"]]


# --- gaps ---

_OF_TWO = """facts:
  seen_before: {of: contact, kind: yes_no}
  score: {of: contact, kind: number, default: 0}
"""


def test_a_gap_for_somebody_who_is_known_is_told_before_one_for_somebody_who_is_not(tmp_path: Path) -> None:
    rows = [
        "{id: a, when: {seen_before: yes, score: '< 130'}, then: one}",
        "{id: b, when: {seen_before: yes, score: '> 130'}, then: two}",
        "{id: c, when: {seen_before: no}, then: one}",
    ]
    told = causes(overlay(tmp_path, facts=_OF_TWO, tables=_asked(*rows, more="hit: first")), "T001", "T011")
    assert told == ["T001: no row of 'asked' answers for seen before yes, score 130 (1 of 6 combinations)"]
    rows[1] = rows[1].replace("> 130", ">= 130")
    told = causes(overlay(tmp_path, facts=_OF_TWO, tables=_asked(*rows, more="hit: first")), "T001", "T011")
    assert told == ["T011: no row of 'asked' answers for seen before unknown (2 of 6 combinations)"]


def test_a_gap_that_closes_where_something_else_is_unknown_says_so(tmp_path: Path) -> None:
    rows = (
        "{id: a, when: {seen_before: yes, score: '< 130'}, then: one}",
        "{id: b, when: {seen_before: yes, score: '> 130'}, then: two}",
        "{id: c, when: {seen_before: no}, then: one}",
        "{id: d, when: {seen_before: [yes, no], weight: unknown}, then: one}",
    )
    (told,) = causes(overlay(tmp_path, facts=_OF_TWO, tables=_asked(*rows, more="hit: first")), "T001", "T011")
    gap = "seen before yes, score 130, all else known (1 of 6 combinations)"
    assert told == f"T001: no row of 'asked' answers for {gap}"


@pytest.mark.parametrize(
    ("total", "gap"), [("list", False), ("sum", False), ("count", False), ("min", True), ("max", True)]
)
def test_of_rows_that_add_up_only_the_smallest_and_the_largest_need_one(tmp_path: Path, total: str, gap: bool) -> None:
    more = f"hit: every\n    total: {total}"
    table = _asked("{id: a, when: {bed: large}, then: 1}", more=more, outcome="{kind: number}")
    told = ["T001: no row of 'asked' answers for weight 24 (1 of 2 combinations)"]
    assert causes(overlay(tmp_path, tables=table), "T001", "T011") == told * gap


def test_whom_a_table_below_does_not_answer_is_told_there_alone(tmp_path: Path) -> None:
    below = "  below: {outcome: {values: [p, q]}, rows: [{id: a, when: {seen_before: yes}, then: p}]}\n"
    above = _asked("{id: a, when: {below: p}, then: one}", more="hit: first")
    told = causes(overlay(tmp_path, facts=_OF_TWO, tables=above + below), "T001", "T011")
    assert told == ["T001: no row of 'below' answers for seen before no or unknown (2 of 3 combinations)"]


def test_a_text_that_no_row_names_is_marked_off_from_the_fact(tmp_path: Path) -> None:
    rows = ("{id: a, when: {postal_address: [here, unknown]}, then: one}",)
    (told,) = causes(overlay(tmp_path, tables=_asked(*rows, more="hit: first")), "T001")
    assert told == "T001: no row of 'asked' answers for postal address (any other text) (1 of 2 combinations)"


def test_what_is_unknown_of_facts_that_go_together_is_a_gap_by_unknown(tmp_path: Path) -> None:
    rows = ("{id: a, when: {destination: {not: unknown}}, then: one}", "{id: b, when: {cell: landline}, then: one}")
    table = _asked(*rows, more="hit: first").replace("asked:\n    scope: contact", "asked:\n    scope: message")
    (told,) = causes(overlay(tmp_path, tables=table), "T001", "T011")
    assert told.startswith("T011: no row of 'asked' answers for destination unknown, cell ")


# --- what another table answers, and lists ---


def test_a_row_for_an_answer_that_nobody_gets_never_fits(tmp_path: Path) -> None:
    below = "  below: {outcome: {values: [p, q]}, rows: [{id: a, then: p}]}\n"
    above = _asked("{id: a, when: {below: p}, then: one}", "{id: b, when: {below: q}, then: two}", more="hit: first")
    told = causes(overlay(tmp_path, tables=above + below), "T004", "T005")
    assert told == ["T004: the row 'b' can never fit"]


def test_a_table_that_reads_a_smallest_or_largest_is_proved(tmp_path: Path) -> None:
    sums = (
        "{outcome: {kind: number}, hit: every, total: max, rows: [{id: a, when: {weight: '< 9'}, then: 1}, {then: 0}]}"
    )
    above = _asked(
        "{id: a, when: {most: 1, weight: '< 5'}, then: one}", "{id: b, when: {most: 0}, then: two}", more="hit: first"
    )
    told = causes(overlay(tmp_path, tables=f"{above}  most: {sums}\n"), "T001", "T016")
    assert told == ["T001: no row of 'asked' answers for weight 5 (1 of 3 combinations)"]


def test_what_otherwise_adds_to_a_list_is_given(tmp_path: Path) -> None:
    table = _asked("{id: a, when: {bed: large}, then: one}", more="otherwise: two\n    hit: every")
    assert causes(overlay(tmp_path, tables=table)) == []


def test_rows_that_contradict_each_other_are_named_and_not_one_that_agrees(tmp_path: Path) -> None:
    rows = [f"{{id: {name}, then: {word}}}" for name, word in (("a", "one"), ("b", "one"), ("c", "two"))]
    table = _asked(*rows, more="hit: any")
    assert causes(overlay(tmp_path, tables=table), "T002") == [
        "T002: the rows 'a' and 'c' both fit anybody; the hit policy is 'any'"
    ]


def test_every_hole_of_a_column_is_told_at_its_row_with_its_mend(tmp_path: Path) -> None:
    ranges = ("[18..22)", "[22..25]", "[26..35]", "[36..49]", ">= 50")
    rows = [f"{{id: r{at}, when: {{weight: '{one}'}}, then: one}}" for at, one in enumerate(ranges)]
    problems = found(overlay(tmp_path, tables=_asked(*rows)), "T009")
    assert [one.cause.split("'")[2].split(",")[0] for one in problems] == [" 25.5", " 35.5", " 49.5"]
    assert [one.hint for one in problems] == [
        f"let them meet: write '{mended}' in place of '{was}'"
        for mended, was in (("[22..26)", "[22..25]"), ("[26..36)", "[26..35]"), ("[36..50)", "[36..49]"))
    ]
    first = problems[0].where.line
    assert [one.where.line for one in problems] == [first, first + 1, first + 2]
