"""What went out is written down, under whatever rules."""

from __future__ import annotations

from frontdesk import desk
from frontdesk.file_words import ExportOf
from frontdesk.journal import Exported
from support import a_practice, an_act


def test_the_journal_says_who_let_what_go_out_as_which_file_and_how_much() -> None:
    practice = a_practice()
    desk.note_export(desk.Act(practice, an_act(practice).now, by="Ben"), ExportOf.VISITS, "visits.csv", 3)
    *_, last = practice.store.journal()
    assert (last.by, last.contact, last.said) == ("Ben", None, Exported(ExportOf.VISITS, "visits.csv", 3))


def test_it_is_written_down_though_the_rules_were_changed_meanwhile() -> None:
    practice = a_practice()
    with practice.store.transaction():
        practice.store.put_in_force("others", "others", "text: others", an_act(practice).now)
    desk.note_export(an_act(practice), ExportOf.JOURNAL, "-", 1)
    assert [one.kind for one in practice.store.journal()][-1] == "exported"
