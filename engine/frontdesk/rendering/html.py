"""Pages as one self-contained HTML file: no script, no network, fit to be printed and mailed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from frontdesk.rendering.grids import Grid, Page

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #8886; padding: .4rem .7rem; text-align: left; vertical-align: top; }
thead th { background: #8882; position: sticky; top: 0; }
tbody th { font-weight: 600; }
.wide { overflow-x: auto; }
.note { color: #666; }
@media print { body { max-width: none; } thead th { position: static; } }
"""


def pages_html(title: str, pages: Iterable[Page]) -> str:
    """Write *pages* as one HTML document."""
    body = "\n".join(_page(page) for page in pages)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _page(page: Page) -> str:
    parts = [f"<h1>{escape(page.title)}</h1>", *(f"<p>{escape(words)}</p>" for words in page.words)]
    for grid in page.grids:
        parts += [f"<h2>{escape(grid.title)}</h2>"] if grid.title else []
        parts.append(_table(grid))
    parts += [f'<p class="note">{escape(note)}</p>' for note in page.notes]
    return "\n".join(parts)


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in grid.headings)
    rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in grid.rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _cells(row: tuple[str, ...]) -> str:
    first, *others = (escape(cell).replace("\n", "<br>") for cell in row)
    others_html = "".join(f"<td>{cell}</td>" for cell in others)
    return f'<th scope="row">{first}</th>{others_html}'
