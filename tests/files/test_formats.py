"""Formats that fill up with zeros: what a cell shows, or that nobody can say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from frontdesk.files.formats import mask_of, masks_of


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("000000", 12, "000012"),
        ("000000", 12.0, "000012"),
        ("000000", 1234567, "1234567"),
        ("000000", 0, "000000"),
        ("000000", 1.5, None),
        ("000000", -12, None),
        ("000000;[Red]-000000", 12, "000012"),
        ("000000;@", 12, "000012"),
        ("[$-409]000000_);(000000)", 12, "000012"),
        ("* 0000", 7, "0007"),
        ("000-00-0000", 12, "000-00-0012"),
        ("(000) 000-0000", 2025550111, "(202) 555-0111"),
        ("(000) 000-0000", 12025550111, "(1202) 555-0111"),
        ('"P0-"0000', 7, "P0-0007"),
        ("\\A000", 7, "A007"),
    ],
)
def test_what_a_cell_shows_is_its_digits_in_the_places_of_the_zeros(code: str, value: float, shown: str | None) -> None:
    mask = mask_of(code)
    assert mask is not None
    assert mask.shows(value) == shown


@pytest.mark.parametrize(
    "code", ["General", "0", "0.00", "#,##0.00", "0%", "@", "mm/dd/yyyy", "mm:ss.00", "0.00E+00", ""]
)
def test_a_format_that_fills_up_with_no_zeros_says_nothing(code: str) -> None:
    assert mask_of(code) is None


@pytest.mark.parametrize("code", ["0000%", "00.00", "00,000", "[<=999]0000;00-0000", "#0000"])
def test_of_a_format_that_shows_more_than_zeros_only_a_value_of_all_its_digits_is_known(code: str) -> None:
    mask = mask_of(code)
    assert mask is not None
    assert mask.shows(123456) is None
    with pytest.raises(ValueError, match=r"holds 7 and shows it in the format .*; format that column as text"):
        mask.shows(7)


def test_the_masks_of_a_workbook_are_known_by_the_styles_of_its_cells() -> None:
    styles = ElementTree.fromstring(
        '<styleSheet xmlns="urn:s"><numFmts><numFmt numFmtId="164" formatCode="000000"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="164"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    assert masks_of(styles) == {b"2": mask_of("000000")}
