"""A drawing in Mermaid, which pages and pull requests show: a flowchart with a box for each phase.

A flowchart and no state diagram: there, arrows may not lead from inside of one box to inside of another.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.names import StatusKind
from frontdesk.rendering.dot import COLOURS
from frontdesk.rendering.graph import Arrow, Drawing, Role, Spot

_MARKS = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}


def mermaid(drawing: Drawing) -> str:
    """Write *drawing* as Mermaid."""
    return "\n".join(_lines(drawing)) + "\n"


def _lines(drawing: Drawing) -> Iterator[str]:
    yield "flowchart LR"
    yield f"    accTitle: {_plain(drawing.title)}"
    for phase, label in drawing.phases.items():
        yield f'    subgraph phase_{phase}["{_marked(label)}"]'
        yield "        direction LR"
        yield from (f"        {_spot(spot)}" for spot in drawing.spots if spot.phase == phase)
        yield "    end"
    yield from (f"    {_spot(spot)}" for spot in drawing.spots if not spot.phase)
    marks = "<br/>".join(map(_marked, drawing.marks))
    yield f'    legend["{marks}"]:::legend'
    junctions = {spot.id for spot in drawing.spots if spot.role is Role.JUNCTION}
    yield from (f"    {_arrow(drawing, arrow, junctions)}" for arrow in drawing.arrows)
    for kind in drawing.kinds:
        yield f"    classDef {kind} fill:{COLOURS[kind]},stroke:#475569,color:#0f172a"
    yield from (f"    style phase_{phase} fill:#f8fafc,stroke:#94a3b8,color:#0f172a" for phase in drawing.phases)
    yield "    classDef any stroke-dasharray:4 3,fill:#f8fafc,stroke:#475569,color:#0f172a"
    yield "    classDef legend fill:#f8fafc,stroke:none,color:#0f172a"
    yield "    classDef begin fill:#1e293b,stroke:#1e293b,color:#ffffff"
    yield "    classDef dot fill:#334155,stroke:#334155,color:#334155"


def _spot(spot: Spot) -> str:
    match spot.role:
        case Role.STATUS if spot.kind:
            small = f"<br/><small>{spot.kind}</small>" if spot.kind is not StatusKind.OPEN else ""
            opened, closed = ("[[", "]]") if spot.ends else ("(", ")")
            return f'{_id(spot.id)}{opened}"{_marked(spot.label)}{small}"{closed}:::{spot.kind}'
        case Role.ANY:
            return f'{_id(spot.id)}(["<i>{_marked(spot.label)}</i>"]):::any'
        case Role.BEGIN:
            return f'{_id(spot.id)}(["{_marked(spot.label)}"]):::begin'
        case _:
            return f'{_id(spot.id)}((" ")):::dot'


def _arrow(drawing: Drawing, arrow: Arrow, junctions: set[str]) -> str:
    line, head = ("-.-", "-.->") if arrow.rule else ("---", "-->")
    words = _marked(drawing.words(arrow))
    said = f'|"{words}"|' if words else ""
    return f"{_id(arrow.before)} {line if arrow.after in junctions else head}{said} {_id(arrow.after)}"


def _id(name: str) -> str:
    """An identifier: names of a practice are single words joined by single strokes, so two strokes tell them apart."""
    return name.replace("/", "__").replace(".", "__")


def _plain(text: str) -> str:
    return " ".join(text.split()).replace(";", ",")


def _marked(text: str) -> str:
    return "".join(_MARKS.get(letter, letter) for letter in " ".join(text.split()))
