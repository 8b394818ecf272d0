"""A drawing in DOT, the language of Graphviz: a cluster for each phase, dashed arrows for what a rule does."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from frontdesk.names import StatusKind
from frontdesk.rendering.graph import Arrow, Drawing, Role, Spot

COLOURS = {
    StatusKind.OPEN: "#dbeafe",
    StatusKind.WON: "#dcfce7",
    StatusKind.LOST: "#fee2e2",
    StatusKind.INVALID: "#e5e7eb",
    StatusKind.PAUSED: "#fef9c3",
}
"""Light enough for black letters; the kind stands in words below each label as well."""
_FONT = 'fontname="Helvetica,Arial,sans-serif"'
_SETTINGS = f"""
    graph [rankdir=LR, labelloc=t, labeljust=l, nodesep=0.18, ranksep=0.7, {_FONT}];
    node [shape=box, style="rounded,filled", fontsize=12, margin="0.12,0.06", height=0.3, color="#475569", {_FONT}];
    edge [color="#334155", fontsize=10, arrowsize=0.7, {_FONT}];
""".strip("\n")


def dot(drawing: Drawing) -> str:
    """Write *drawing* for Graphviz."""
    return "\n".join(_lines(drawing)) + "\n"


def _lines(drawing: Drawing) -> Iterator[str]:
    yield f"digraph {_quoted(drawing.title)} {{"
    yield _SETTINGS
    yield f"    label={_heading(drawing)};"
    for phase, label in drawing.phases.items():
        yield f"    subgraph {_quoted(f'cluster_{phase}')} {{"
        yield f'        label={_quoted(label)}; style=rounded; color="#94a3b8"; bgcolor="#f8fafc"; fontsize=14;'
        yield from (f"        {_spot(spot)}" for spot in drawing.spots if spot.phase == phase)
        yield "    }"
    yield from (f"    {_spot(spot)}" for spot in drawing.spots if not spot.phase)
    junctions = {spot.id for spot in drawing.spots if spot.role is Role.JUNCTION}
    yield from (f"    {_arrow(drawing, arrow, junctions)}" for arrow in drawing.arrows)
    yield "}"


def _spot(spot: Spot) -> str:
    match spot.role:
        case Role.STATUS if spot.kind:
            small = f'<br/><font point-size="9">{spot.kind}</font>' if spot.kind is not StatusKind.OPEN else ""
            double = ", peripheries=2" if spot.ends else ""
            looks = f'label=<{escape(spot.label)}{small}>, fillcolor="{COLOURS[spot.kind]}"{double}'
        case Role.ANY:
            looks = f'label=<<i>{escape(spot.label)}</i>>, style="rounded,dashed"'
        case Role.JUNCTION:
            looks = 'shape=point, width=0.09, label="", style=filled, fillcolor="#334155"'
        case _:
            looks = f'label={_quoted(spot.label)}, fillcolor="#1e293b", fontcolor=white'
    return f"{_quoted(spot.id)} [{looks}];"


def _arrow(drawing: Drawing, arrow: Arrow, junctions: set[str]) -> str:
    looks = [f"label={_quoted(words)}" for words in [drawing.words(arrow)] if words]
    looks += ["style=dashed"] if arrow.rule else []
    looks += ["arrowhead=none"] if arrow.after in junctions else []
    looking = f" [{', '.join(looks)}]" if looks else ""
    return f"{_quoted(arrow.before)} -> {_quoted(arrow.after)}{looking};"


def _heading(drawing: Drawing) -> str:
    """The title, and what the marks mean."""
    looks = 'border="1" color="#475569" style="rounded"'
    kinds = "".join(f'<td {looks} bgcolor="{COLOURS[kind]}">{kind}</td>' for kind in drawing.kinds)
    words = " &#160; ".join(map(escape, drawing.marks))
    title = f'<font point-size="18">{escape(drawing.title)}</font>'
    title = f'<td align="left" colspan="{len(drawing.kinds) + 1}">{title}</td>'
    rows = f'<tr>{title}</tr><tr>{kinds}<td align="left">{words}</td></tr>'
    return f'<<table border="0" cellspacing="4" cellpadding="4">{rows}</table>>'


def _quoted(text: str) -> str:
    """Text between quotes; a backslash would begin one of Graphviz' own marks."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
