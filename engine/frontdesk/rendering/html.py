"""Pages as one self-contained HTML file: no script, nothing from a network, fit to be printed and mailed.

Knows nothing of rules. Everything that a practice wrote is escaped, and the file itself forbids a browser to run or
fetch anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import count

from frontdesk.rendering.grids import Grid, Page, Reason, raised

_TINTS = 6
"""So many outcomes have a colour of their own; further ones, and those that say that nothing happens, have none."""
_QUIET = frozenset({"none", "no", "nothing", "unknown"})
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --faint: #55555f; --paper: #fff; --rule: #b4b4bd; --head: #ececf1;
  --t1: #dbeafe; --t2: #dcfce7; --t3: #fef3c7; --t4: #fae8ff; --t5: #cffafe; --t6: #ffe4e6; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --faint: #b0b0ba; --paper: #16161a; --rule: #55555f;
  --head: #2a2a31; --t1: #1e3a5f; --t2: #14432a; --t3: #4a3a0c; --t4: #44204e; --t5: #0f4450; --t6: #521d2a; } }
* { box-sizing: border-box; }
body { font: 16px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper);
  margin: 2rem auto; max-width: 84rem; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 0 0 .5rem; }
p { max-width: 48rem; margin: .4rem 0; }
a { color: inherit; }
nav ul { columns: 18rem; padding-left: 1.2rem; }
section + section { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: 1.5rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
.wide:focus-visible { outline: 3px solid var(--faint); outline-offset: 2px; }
table { border-collapse: collapse; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--rule); padding: .35rem .65rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); vertical-align: bottom; }
tbody th { font-weight: 600; }
td a { text-decoration: none; display: block; }
td a:hover, td a:focus-visible { text-decoration: underline; }
sup { font-size: .7em; line-height: 0; }
.t0 { color: var(--faint); }
.t1 { background: var(--t1); } .t2 { background: var(--t2); } .t3 { background: var(--t3); }
.t4 { background: var(--t4); } .t5 { background: var(--t5); } .t6 { background: var(--t6); }
.reasons { max-width: 60rem; padding-left: 1.8rem; }
.reasons li { margin: .2rem 0; }
.reasons li:target { outline: 2px solid var(--faint); outline-offset: 2px; }
.place, footer { color: var(--faint); font-size: .85em; }
footer { margin-top: 2rem; }
@media print {
  @page { size: landscape; margin: 12mm; }
  :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --rule: #888; --head: #ececf1; --t1: #dbeafe;
    --t2: #dcfce7; --t3: #fef3c7; --t4: #fae8ff; --t5: #cffafe; --t6: #ffe4e6; }
  body { font-size: 10pt; margin: 0; max-width: none; padding: 0; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  .wide { overflow: visible; padding-right: 1px; }
  nav { display: none; }
  section { break-inside: avoid; }
  section + section { border: 0; margin-top: 1rem; padding-top: .5rem; }
  h1, h2, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .reasons li { break-inside: avoid; }
}
"""


def pages_html(title: str, pages: Sequence[Page], version: str = "") -> str:
    """Write *pages* as one HTML document; *version* says at its end which rules they show."""
    several = len(pages) > 1
    parts = [f"<h1>{escape(title)}</h1>", _contents(pages)] if several else []
    parts += [_page(page, "h2" if several else "h1") for page in pages]
    parts += [f"<footer>{escape(version)}</footer>"] if version else []
    name = title if several or not pages else f"{pages[0].title} - {title}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _contents(pages: Sequence[Page]) -> str:
    entries = "".join(f'<li><a href="#{escape(page.name)}">{escape(page.title)}</a></li>\n' for page in pages)
    return f'<nav aria-label="Contents">\n<ul>\n{entries}</ul>\n</nav>'


def _page(page: Page, heading: str) -> str:
    name = escape(page.name)
    parts = [f"<{heading}>{escape(page.title)}</{heading}>", *(f"<p>{escape(words)}</p>" for words in page.words)]
    tints = _tints(page.grids)
    parts += [_table(page, grid, tints) for grid in page.grids]
    if page.reasons:
        reasons = "\n".join(_reason(page, reason) for reason in page.reasons)
        parts.append(f'<ol class="reasons" aria-label="Reasons">\n{reasons}\n</ol>')
    else:
        parts += [f"<p>{escape(note)}</p>" for note in page.notes]
    return f'<section id="{name}">\n' + "\n".join(parts) + "\n</section>"


def _table(page: Page, grid: Grid, tints: Mapping[str, int]) -> str:
    caption = escape(grid.title or page.title)
    seen = caption if grid.title else f'<span class="unseen">{caption}</span>'
    head = "".join(f'<th scope="col">{escape(words)}</th>' if words else "<td></td>" for words in grid.headings)
    numbers = grid.marks or ((0,) * len(grid.headings),) * len(grid.rows)
    rows = "\n".join(_row(page, row, marks, tints) for row, marks in zip(grid.rows, numbers, strict=True))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">\n<table>\n<caption>{seen}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(page: Page, row: Sequence[str], marks: Sequence[int], tints: Mapping[str, int]) -> str:
    reasons = {reason.number: reason for reason in page.reasons}
    cells = (_cell(page, words, reasons.get(mark), tints) for words, mark in zip(row[1:], marks[1:], strict=True))
    return f'<tr><th scope="row">{_lines(row[0])}</th>{"".join(cells)}</tr>'


def _cell(page: Page, words: str, reason: Reason | None, tints: Mapping[str, int]) -> str:
    """A cell: where a row decided it, a link to the reason, which names that row."""
    if reason is None:
        return f"<td>{_lines(words)}</td>"
    outcome = words.removesuffix(raised(reason.number))
    why = escape(f"row {reason.row}: {reason.words}")
    link = f'<a href="#{_anchor(page, reason)}" title="{why}">{_lines(outcome)}&nbsp;<sup>{reason.number}</sup></a>'
    return f'<td class="t{tints[outcome]}">{link}</td>'


def _reason(page: Page, reason: Reason) -> str:
    place = f'<span class="place">(row {escape(reason.row)}, {escape(reason.place)})</span>'
    return f'<li id="{_anchor(page, reason)}" value="{reason.number}">{escape(reason.words)} {place}</li>'


def _anchor(page: Page, reason: Reason) -> str:
    return escape(f"{page.name}-{reason.number}")


def _tints(grids: Iterable[Grid]) -> dict[str, int]:
    """A colour for each outcome of cells that have a reason, in the order in which they are met; 0 for none."""
    tints: dict[str, int] = {}
    colours = count(1)
    for grid in grids:
        for row, marks in zip(grid.rows, grid.marks, strict=bool(grid.marks)):
            for words, mark in zip(row, marks, strict=True):
                outcome = words.removesuffix(raised(mark))
                if mark and outcome not in tints:
                    number = 0 if outcome in _QUIET else next(colours)
                    tints[outcome] = number if number <= _TINTS else 0
    return tints


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
