"""Settings of the practice that tables read: told with everybody whom they touch."""

from __future__ import annotations

from comparing.overlaid import Changed


def test_another_setting_of_the_practice_is_told_with_everybody_whom_it_touches(changed: Changed) -> None:
    found = changed(facts="facts:\n  reading: {default: strict}\n")
    (table,) = found.tables
    assert [(one.before, one.after) for one in table.changes] == [("postcard", "none"), ("postcard", "call")]
    assert all("reading" not in one.person for one in table.changes)
    assert ("fact", "reading") in {(one.kind, one.name) for one in found.parts}
