"""Every sentence of the vendors' pages is said by a rule that an example shows, and the page of sources says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from frontdesk.testing.examples import run_examples
from support import ROOT, RULESETS, check_ruleset
from vendors.page import page
from vendors.places import place_of
from vendors.proving import READINGS, ShownByExample, examples_among, holds, holds_without, other_shown_by, shown_by
from vendors.rows import Conflict, SourceRow, SourceRowError, Vendor, read_vendor, vendors

_BESIDE = Path(__file__).parent
EVERY_ID = YAML(typ="safe", pure=True).load((_BESIDE / "every_id.yaml").read_text(encoding="utf-8"))
VENDORS = vendors()
ROWS = [pytest.param(vendor, row, id=row.id) for vendor in VENDORS for row in vendor.rows if not row.not_said]
CONFLICTS = [pytest.param(vendor, one, id=one.id) for vendor in VENDORS for one in vendor.conflicts]
_ANEW = "write it anew: PYTHONPATH=engine:plugins:tests python -m vendors > docs/sources.md"


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.ruleset)
def test_every_sentence_and_every_fact_has_one_row(vendor: Vendor) -> None:
    assert sorted(row.id for row in vendor.rows) == sorted(EVERY_ID[vendor.name])


def test_every_vendor_has_its_rows() -> None:
    assert sorted(vendor.name for vendor in VENDORS) == sorted(EVERY_ID)


@pytest.mark.parametrize(("vendor", "row"), ROWS)
def test_the_rules_are_there_and_what_shows_them(vendor: Vendor, row: SourceRow) -> None:
    assert all(place_of(rule, vendor.ruleset).line > 0 for rule in row.rules)
    assert [shown_by(one, vendor.ruleset) for one in row.shown], "tests/rulesets runs every example"


def noticed(vendor: Vendor, row: SourceRow | Conflict) -> bool:
    """Whether taking out the first rule is noticed by one of the examples; so, where tests alone show it."""
    place = place_of(row.rules[0], vendor.ruleset)
    examples = examples_among(row.shown, vendor.ruleset)
    return not examples or not place.steps or not all(holds_without(one, place) for one in examples)


@pytest.mark.parametrize(("vendor", "row"), ROWS[::12])
def test_what_shows_a_rule_notices_that_it_is_gone_in_a_dozenth_of_the_rows(vendor: Vendor, row: SourceRow) -> None:
    assert noticed(vendor, row)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("vendor", "row"), ROWS)
def test_what_shows_a_rule_notices_that_it_is_gone(vendor: Vendor, row: SourceRow) -> None:
    assert noticed(vendor, row)


@pytest.mark.parametrize(("vendor", "one"), CONFLICTS)
def test_where_pages_disagree_one_reading_is_shipped_and_the_other_can_be_had(vendor: Vendor, one: Conflict) -> None:
    assert all(holds(shown) for shown in examples_among(one.shown, vendor.ruleset))
    assert noticed(vendor, one)
    assert all(holds(other_shown_by(name)) for name in one.other_shown)


@pytest.mark.parametrize("folder", sorted(READINGS.glob("*/")), ids=lambda folder: folder.name)
def test_a_practice_that_takes_the_other_readings_has_no_problem_and_its_examples_hold(folder: Path) -> None:
    assert [one.code for one in check_ruleset(folder).problems] == []
    assert [one.name for one in run_examples(folder) if not one.passed] == []


def test_the_page_says_what_the_rows_and_the_rulesets_say() -> None:
    assert (ROOT / "docs" / "sources.md").read_text(encoding="utf-8") == page(VENDORS) + "\n", _ANEW


# --- What the harness must catch ---

_WHOLE = """
vendor: Nobody
ruleset: physical-therapy
articles: {N1: A page}
rows:
  - {id: S1.1, article: N1, says: A word., sure: high, mark: stated, ROW}
"""


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        ("shown: [an example]", "no rule says it"),
        ("rules: ['statuses.yaml:']", "no example shows it"),
        ("rules: ['statuses.yaml:'], shown: [x], not_said: Why.", "not 'not_said' as well"),
        ("rules: ['statuses.yaml:'], shown: [x], shwon: [y]", "nobody reads shwon"),
    ],
)
def test_a_row_that_lacks_a_rule_an_example_or_a_reason_is_refused(tmp_path: Path, row: str, lacking: str) -> None:
    file = tmp_path / "nobody.yaml"
    file.write_text(_WHOLE.replace("ROW", row), encoding="utf-8")
    with pytest.raises(SourceRowError, match=lacking):
        read_vendor(file)


@pytest.mark.parametrize(
    "rule",
    ["statuses.yaml: statuses.nobody", "nothing.yaml: statuses", "statuses.yaml statuses", "nobody/statuses.yaml: x"],
)
def test_a_rule_that_is_not_there_is_told(rule: str) -> None:
    with pytest.raises(SourceRowError, match=r"statuses|nothing"):
        place_of(rule, "physical-therapy")


@pytest.mark.parametrize("shown", ["No example is called so", "tests/vendors/test_sources_page.py::test_nobody"])
def test_an_example_or_a_test_that_is_not_there_is_told(shown: str) -> None:
    with pytest.raises(SourceRowError):
        shown_by(shown, "physical-therapy")


def test_an_example_that_shows_something_else_does_not_notice() -> None:
    elsewhere = shown_by("A late graduation waits for the morning", "physical-therapy")
    assert isinstance(elsewhere, ShownByExample)
    assert holds_without(elsewhere, place_of("attempts.yaml: resets.new_status", "physical-therapy"))
    assert not holds_without(elsewhere, place_of("windows.yaml: sending.rows.start_times", "physical-therapy"))


def test_a_rule_is_found_by_the_line_that_a_reader_sees() -> None:
    place = place_of("statuses.yaml: offers.graduation", "physical-therapy")
    line = (RULESETS / "physical-therapy" / "statuses.yaml").read_text(encoding="utf-8").split("\n")[place.line - 1]
    assert line.strip() == "- id: graduation"
