"""No view writes: each is made of a store in which nothing can be begun, and leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontdesk import desk, views
from frontdesk.desk import Act, Practice
from frontdesk.testing.watching import watched
from support import amount
from views.looking import Played

VIEWS: dict[str, Callable[[Act, Played], object]] = {
    "contact": lambda act, played: [views.contact(act, one) for one in (played.ana, played.ben)],
    "contacts": lambda act, _: views.contacts(act, "e", state=act.ruleset.initial),
    "options": lambda act, played: views.options(act, played.ben),
    "timeline": lambda act, played: views.timeline(act, played.ana),
    "tasks": lambda act, _: views.tasks(act),
    "closed_tasks": lambda act, _: [views.closed_tasks(act)],
    "campaigns": lambda act, _: views.campaigns(act),
    "campaign": lambda act, _: views.campaign(act, "welcome"),
    "outbox": lambda act, _: views.outbox(act),
    "visits": lambda act, played: views.visits(act, played.ana),
    "calendar": lambda act, _: views.calendar(act, every=True),
    "visit_history": lambda act, _: views.visit_history(act, 1),
    "visit": lambda act, _: views.visit(act, 1),
    "reason": lambda act, _: [views.reason(act, one.number) for one in views.outbox(act)],
    "journal": lambda act, _: list(views.journal(act)),
    "audit": lambda act, _: views.audit(act),
    "contact_table": lambda act, _: list(views.contact_table(act).rows),
    "visit_table": lambda act, _: list(views.visit_table(act).rows),
    "consent_table": lambda act, _: list(views.consent_table(act).rows),
    "duplicates": lambda act, _: [views.duplicates(act)],
    "impact": lambda act, _: views.impact(act.store, act.now, None, act.ruleset),
}


def looking(played: Played) -> Act:
    """Somebody who may only look: whatever would begin a change fails."""

    def before(method: str) -> None:
        assert method != "transaction", "a view wants to write"

    store = watched(played.practice.store, before)
    return Act(Practice(played.practice.ruleset, store), played.act.now)


def test_every_view_is_tried() -> None:
    assert {*VIEWS, "as_json"} == {name for name in views.__all__ if name[0].islower()}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_writes_nothing_though_a_choice_has_settled_that_no_worker_has_come_to(
    name: str, played: Played
) -> None:
    before, kept = amount(played.practice), played.practice.store.contact(played.ben)
    assert VIEWS[name](looking(played), played)
    assert (amount(played.practice), played.practice.store.contact(played.ben)) == (before, kept)


def test_a_view_that_would_write_is_noticed(played: Played) -> None:
    with pytest.raises(AssertionError, match="a view wants to write"):
        desk.undo(looking(played), played.ana)
