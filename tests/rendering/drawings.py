"""Words that could break a drawing, and rulesets that are drawn, for the tests of every form of drawing."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.model import Ruleset
from frontdesk.rendering.graph import Drawing, drawing_of
from support import HARBOUR, SHIPPED

RULESETS = [*SHIPPED, HARBOUR]
NASTY = 'A "quoted" <b>label</b> & #35; `x` | y; \\N ; end\n}'


def spoilt(ruleset: Ruleset) -> Drawing:
    """A drawing whose every label holds letters that mean something in some format."""
    phases = {name: replace(phase, label=NASTY) for name, phase in ruleset.phases.items()}
    statuses = {name: replace(status, label=NASTY, labels={}) for name, status in ruleset.statuses.items()}
    drawing = drawing_of(replace(ruleset, label=NASTY, phases=phases, statuses=statuses))
    return replace(drawing, arrows=tuple(replace(one, label=NASTY) if one.label else one for one in drawing.arrows))
