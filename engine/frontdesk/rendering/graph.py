"""The status machine as a drawing: Mermaid for pages and pull requests, DOT for Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk.checking.machine import Move, machine_of
from frontdesk.model import Ruleset
from frontdesk.names import State, StatusKind, phase_of, status_of

_COLOURS = {
    StatusKind.OPEN: "#dbeafe",
    StatusKind.WON: "#dcfce7",
    StatusKind.LOST: "#fee2e2",
    StatusKind.INVALID: "#f3f4f6",
    StatusKind.PAUSED: "#fef9c3",
}


def mermaid(ruleset: Ruleset) -> str:
    """Draw the machine as a Mermaid state diagram: a box for each phase, dotted notes of what happens by itself."""
    lines = ["stateDiagram-v2", "    direction LR"]
    for phase in ruleset.phases.values():
        states = [state for state in ruleset.states if phase_of(state) == phase.id]
        lines += [f'    state "{_quiet(phase.label)}" as {phase.id} {{']
        lines += [f'        state "{_quiet(ruleset.status_name(state))}" as {_id(state)}' for state in states]
        lines += ["    }"]
    lines += [f"    [*] --> {_id(state)}" for state in _begins(ruleset)]
    for move in _moves(ruleset):
        lines.append(f"    {_id(move.before)} --> {_id(move.after)}" + (" : by itself" if move.automatic else ""))
    for kind, colour in _COLOURS.items():
        members = [_id(state) for state in ruleset.states if ruleset.statuses[status_of(state)].kind is kind]
        if members:
            lines += [f"    classDef {kind} fill:{colour}", f"    class {','.join(members)} {kind}"]
    return "\n".join(lines) + "\n"


def dot(ruleset: Ruleset) -> str:
    """Draw the machine for Graphviz: a cluster for each phase, dashed lines for what happens by itself."""
    boxes = '    node [shape=box, style="rounded,filled", fontname="sans-serif"];'
    lines = ["digraph statuses {", "    rankdir=LR;", boxes]
    for phase in ruleset.phases.values():
        lines += [f"    subgraph cluster_{phase.id} {{", f'        label="{_quiet(phase.label)}";']
        for state in ruleset.states:
            if phase_of(state) == phase.id:
                colour, name = _COLOURS[ruleset.statuses[status_of(state)].kind], _quiet(ruleset.status_name(state))
                lines.append(f'        {_id(state)} [label="{name}", fillcolor="{colour}"];')
        lines.append("    }")
    for number, state in enumerate(_begins(ruleset)):
        lines.append(f"    begin_{number} [shape=point]; begin_{number} -> {_id(state)};")
    for move in _moves(ruleset):
        lines.append(f"    {_id(move.before)} -> {_id(move.after)}{' [style=dashed]' if move.automatic else ''};")
    return "\n".join([*lines, "}"]) + "\n"


def _begins(ruleset: Ruleset) -> list[State]:
    entries = [state for state in ruleset.states if ruleset.statuses[status_of(state)].entry]
    return list(dict.fromkeys([ruleset.initial, *entries]))


def _moves(ruleset: Ruleset) -> Iterable[Move]:
    """Each move once; one that staff can make as well counts as theirs."""
    moves: dict[tuple[State, State], Move] = {}
    for leaving in machine_of(ruleset).moves.values():
        for move in leaving:
            known = moves.get((move.before, move.after))
            if known is None or known.automatic:
                moves[move.before, move.after] = move
    return moves.values()


def _id(state: State) -> str:
    return state.replace("/", "__")


def _quiet(label: str) -> str:
    return label.replace('"', "'")
