"""Texts of components, each read alone."""

from __future__ import annotations

import io

from frontdesk.files.components import MOST_LINES, components
from frontdesk.files.lines import Lines


def found(text: str, around: list[str] | None = None) -> list[tuple[int, list[str], str]]:
    lines = Lines("people.vcf", io.StringIO(text, newline=""))
    return [(one.line, one.lines, one.fault) for one in components(lines, "VCARD", around)]


CARD = "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n"


def test_each_component_has_its_lines_and_the_one_on_which_it_begins() -> None:
    assert found(f"\r\n{CARD}\n begin:vcard \r\nFN:Bob\r\nend:vcard") == [
        (2, ["BEGIN:VCARD", "FN:Ada", "END:VCARD"], ""),
        (6, [" begin:vcard ", "FN:Bob", "end:vcard"], ""),
    ]


def test_one_that_does_not_end_costs_itself() -> None:
    assert found(f"BEGIN:VCARD\nFN:Bob\n{CARD}BEGIN:VCARD\nFN:Carl\n") == [
        (1, ["BEGIN:VCARD", "FN:Bob"], "the next one begins on line 3 before it ends"),
        (3, ["BEGIN:VCARD", "FN:Ada", "END:VCARD"], ""),
        (6, ["BEGIN:VCARD", "FN:Carl"], "the file ends before it does"),
    ]


def test_one_that_does_not_begin_costs_itself() -> None:
    fault = "no line BEGIN:VCARD stands before it"
    assert found(f"{CARD}BEGIN:VCRD\nFN:Bob\nEND:VCARD\n{CARD}FN:Carl\n") == [
        (1, ["BEGIN:VCARD", "FN:Ada", "END:VCARD"], ""),
        (4, ["BEGIN:VCRD", "FN:Bob", "END:VCARD"], fault),
        (7, ["BEGIN:VCARD", "FN:Ada", "END:VCARD"], ""),
        (10, ["FN:Carl"], fault),
    ]


def test_lines_that_belong_to_none_are_kept_apart_where_the_text_has_such() -> None:
    around: list[str] = []
    assert [line for line, _, _ in found(f"X-OURS:1\n{CARD}X-OURS:2\n", around)] == [2]
    assert around == ["X-OURS:1", "X-OURS:2"]


def test_pictures_are_left_out_with_the_lines_that_go_on_with_them() -> None:
    text = "BEGIN:VCARD\nitem1.PHOTO;ENCODING=b:AAAA\n BBBB\n\tCCCC\nFN:Ada\n Fern\nEND:VCARD\n"
    assert found(text) == [(1, ["BEGIN:VCARD", "FN:Ada", " Fern", "END:VCARD"], "")]


def test_one_without_an_end_in_sight_is_told_before_it_fills_the_memory() -> None:
    told = found("BEGIN:VCARD\n" + "NOTE:x\n" * (MOST_LINES + 5) + CARD)
    assert [fault for _, _, fault in told] == [f"it has more than {MOST_LINES:,} lines", told[1][2], ""]
