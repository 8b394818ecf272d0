"""What a run of the worker did, in words."""

from __future__ import annotations

import pytest

from frontdesk.records import DueKind
from frontdesk.rendering.work import work_text


def test_each_kind_of_work_has_its_number_and_its_word() -> None:
    done = {DueKind.STEP: 2, DueKind.SEND: 1}
    assert work_text(done) == "Done: 2 campaign steps, 1 message."


def test_every_kind_of_work_has_a_word() -> None:
    for kind in DueKind:
        assert work_text({kind: 1}).startswith("Done: 1 ")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (DueKind.VISIT, "2 rules on visits"),
        (DueKind.TASK_WAITS, "2 rules on waiting tasks"),
        (DueKind.CAUSE, "2 looks at what tasks are for"),
        (DueKind.REACT, "2 replies or reports"),
    ],
)
def test_several_of_what_has_more_than_one_noun_have_their_plural(kind: DueKind, said: str) -> None:
    assert work_text({kind: 2}) == f"Done: {said}."


def test_nothing_done_says_that_nothing_is_due() -> None:
    assert work_text({}) == "Nothing is due."
