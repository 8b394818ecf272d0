"""Pages that a practice prints: complete in one file, readable by everybody, broken by nothing that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser

import pytest

from frontdesk.rendering.grids import Grid, Page, Reason
from frontdesk.rendering.handbook import pages
from frontdesk.rendering.html import pages_html
from support import SHIPPED, load_ruleset

NASTY = "</td><script>alert(1)</script> \"quoted\" 'too' & <b>bold</b> &amp; \u202e"
RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_VOID = {"meta", "br", "!doctype"}


@dataclass
class Seen(HTMLParser):
    """What a browser sees; a tag that is closed by another one, or never, is an error."""

    open: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def every(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def words(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


def seen(text: str) -> Seen:
    browser = Seen()
    browser.feed(text)
    browser.close()
    assert browser.open == []
    return browser


def handbook(name: str) -> list[Page]:
    return [page() for page in pages(load_ruleset(name)).values()]


def delivery() -> Page:
    return pages(load_ruleset("default"))["delivery_by_contact"]()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_handbook_is_well_formed_and_its_links_lead_somewhere(name: str) -> None:
    page = seen(pages_html(name, handbook(name)))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"] for attributes in page.every("a")} <= {f"#{one}" for one in ids}
    assert [one["href"] for one in page.every("a")][: len(handbook(name))] == [f"#{one.name}" for one in handbook(name)]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_needs_nothing_and_runs_nothing(name: str) -> None:
    text = pages_html(name, handbook(name))
    page = seen(text)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "svg", "video"}
    assert not [
        one for _, attributes in page.tags for one in attributes if one.startswith("on") or one in ("src", "style")
    ]
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = [one["content"] for one in page.every("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")


def test_a_page_has_what_a_reader_who_cannot_see_needs() -> None:
    page = seen(pages_html("Riverside", [delivery()]))
    assert page.every("html") == [{"lang": "en"}]
    assert page.words("title") == ["How a message goes out - Riverside"]
    assert len(page.every("h1")) == len(page.every("main")) == 1
    tables = len(page.every("table"))
    assert len(page.every("caption")) == tables == 1
    assert {one.get("scope") for one in page.every("th")} == {"col", "row"}
    assert [(one["tabindex"], one["aria-label"]) for one in page.every("div")] == [("0", "How a message goes out")]


def test_every_table_has_a_caption_and_rows_as_long_as_its_headings() -> None:
    for page in handbook("health-system"):
        text = pages_html("x", [page])
        assert text.count("<caption>") == text.count("<table>") == len(page.grids)
        rows = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
        widths = [len(re.findall(r"<t[hd][ >]", row)) for row in rows]
        expected = [len(grid.headings) for grid in page.grids for _ in range(len(grid.rows) + 1)]
        assert widths == expected


def test_a_cell_leads_to_its_reason_and_names_its_row() -> None:
    text = pages_html("x", [delivery()])
    landline = (
        '<td class="t2"><a href="#delivery_by_contact-4" title="row call: The number cannot be texted, or there is'
    )
    assert landline in text
    assert ">call&nbsp;<sup>4</sup></a></td>" in text
    assert '<li id="delivery_by_contact-4" value="4">The number cannot be texted, or there is nothing to text' in text
    assert '<span class="place">(row call, rulesets/default/delivery.yaml:15)</span>' in text


@pytest.mark.parametrize("name", SHIPPED)
def test_the_numbers_of_cells_are_those_of_the_reasons(name: str) -> None:
    for page in handbook(name):
        used = {mark for grid in page.grids for row in grid.marks for mark in row if mark}
        assert used == {reason.number for reason in page.reasons}
        assert [*page.notes] == [f"{one.number}. {one.words}" for one in page.reasons] or not page.reasons


@pytest.mark.parametrize("name", SHIPPED)
def test_a_page_says_in_every_cell_what_the_grid_says(name: str) -> None:
    for page in handbook(name):
        text = pages_html("x", [page])
        rows = [re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", text)]
        written = [row for grid in page.grids for row in (grid.headings, *grid.rows)]
        assert [[_plain(cell) for cell in row] for row in rows] == [[*row] for row in written]


def _plain(cell: str) -> str:
    """A cell of a page as a cell of a grid."""
    raised = re.sub(r"&nbsp;<sup>(\d+)</sup>", lambda match: " " + match[1].translate(RAISED), cell)
    return unescape(re.sub(r"<[^>]*>", "", raised.replace("<br>", "\n")))


def test_outcomes_have_colours_and_nothing_has_none() -> None:
    text = pages_html("x", [delivery()])
    found = set(re.findall(r'<td class="t(\d)"><a [^>]*>(\w+)&nbsp;', text))
    assert found == {("1", "text"), ("2", "call"), ("3", "email"), ("0", "none")}


def test_more_outcomes_than_colours_are_no_error() -> None:
    words = tuple(f"channel {number}" for number in range(9))
    reasons = tuple(Reason(number + 1, "why", "row", "a.yaml:1") for number in range(9))
    row = ("x", *(f"{one} {str(number + 1).translate(RAISED)}" for number, one in enumerate(words)))
    grid = Grid(("", *words), (row,), "", ((0, *range(1, 10)),))
    text = pages_html("x", [Page("many", "Many", (), (grid,), (), reasons)])
    assert re.findall(r'<td class="t(\d)">', text) == ["1", "2", "3", "4", "5", "6", "0", "0", "0"]


def test_everything_that_is_written_is_escaped() -> None:
    reason = Reason(1, NASTY, NASTY, NASTY)
    grid = Grid((NASTY, NASTY), ((NASTY, f"{NASTY} \u00b9"),), NASTY, ((0, 1),))
    page = Page("nasty", NASTY, (NASTY,), (grid,), (), (reason,))
    plain = replace(page, name="plain", grids=(replace(grid, marks=()),), reasons=(), notes=(NASTY,))
    text = pages_html(NASTY, [page, plain], version=NASTY)
    browser = seen(text)
    assert "script" not in {tag for tag, _ in browser.tags}
    assert "b" not in {tag for tag, _ in browser.tags}
    assert text.count("&lt;/td&gt;&lt;script&gt;") > 15
    assert any(NASTY in words for words in browser.words("li"))


def test_lines_of_a_cell_stay_lines() -> None:
    text = pages_html("x", [Page("a", "A", (), (Grid(("x", "y"), (("one", "two\nthree"),)),))])
    assert "<td>two<br>three</td>" in text


def test_the_version_of_the_rules_stands_at_the_end() -> None:
    assert "<footer>Ruleset x, version 123</footer>" in pages_html("x", [delivery()], "Ruleset x, version 123")


def test_no_pages_are_an_empty_document() -> None:
    assert seen(pages_html("x", [])).words("title") == ["x"]


def schemes() -> dict[str, dict[str, str]]:
    """The colours by name: of light, dark, and print."""
    style = re.search(r"<style>(.*?)</style>", pages_html("x", []), re.DOTALL)
    assert style
    light, dark, paper = re.findall(r":root \{(.*?)\}", style[1], re.DOTALL)
    read = (dict(re.findall(r"--(\w+): #([0-9a-f]+);", one)) for one in (light, dark, paper))
    return dict(zip(("light", "dark", "print"), read, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2, definition)."""
    full = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_words_stand_out_from_what_is_behind_them(scheme: str) -> None:
    colours = schemes()[scheme]
    assert len(colours) == 11
    behind = [name for name in colours if name in ("paper", "head") or re.fullmatch(r"t\d", name)]
    assert all(contrast(colours["ink"], colours[name]) >= 7 for name in behind)
    assert contrast(colours["faint"], colours["paper"]) >= 4.5


def test_the_measure_of_contrast_is_right() -> None:
    assert round(contrast("000", "fff")) == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54


def test_there_is_a_style_for_the_printer() -> None:
    text = pages_html("x", [])
    assert "@media print" in text
    assert "size: landscape" in text
    assert "thead { display: table-header-group; }" in text
