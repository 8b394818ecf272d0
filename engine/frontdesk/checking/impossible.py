"""What is said of people who cannot exist: relations that leave nobody, views of nobody (D005, D007)."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.checking.people import why_nobody
from frontdesk.checking.proofs import contacts, leaf
from frontdesk.model import Ruleset
from frontdesk.model.relations import Relations
from frontdesk.problems import Problem
from frontdesk.tables import HitPolicy, Row, Table
from frontdesk.tables.linked import Linked


def check_impossible(ruleset: Ruleset, *, notes: bool = False) -> Iterator[Problem]:
    """Check what the practice says is never together; with *notes* also that no view is laid out for such people."""
    yield from _leaving_nobody(ruleset)
    for view in ruleset.views if notes else ():
        cells = (
            (cell, {**view.given, **cell.page, **cell.row.facts, **cell.column.facts}) for cell in ruleset.cells(view)
        )
        told = ((cell, why) for cell, facts in cells if (why := why_nobody(ruleset, facts)))
        for cell, why in told:
            cause = f"the view '{view.name}' shows nobody at '{cell.row.label}', '{cell.column.label}': {why}"
            yield Problem(view.where, "D007", cause, "change what the row, the column or the view is given")
            break


def _leaving_nobody(ruleset: Ruleset) -> Iterator[Problem]:
    """The first relation with which those before it leave nobody at all."""
    rows: tuple[Row[bool], ...] = ()
    for one in ruleset.part(Relations).never_together.values():
        rows = (*rows, Row(one.id, one.tests, True, one.because, one.where))
        tests = [test for row in rows for test in row.when]
        inputs = {test.fact: ruleset.facts[test.fact].domain for test in tests}
        table = Table("never_together", inputs, rows, hit=HitPolicy.FIRST)
        if Linked((table,), joint=(contacts(ruleset, tests),)).somebody(lambda alive: not leaf(alive)) is None:
            cause = f"with '{one.id}' nobody is left: whoever there is has facts that are never together"
            yield Problem(one.where, "D005", cause, "name more facts, or fewer values of them")
            rows = rows[:-1]
