"""Words that nobody listed: the staff are told of each, and of none twice while nobody has ticked it off."""

from __future__ import annotations

from collections import Counter

from frontdesk.desk.unlisted import tell_staff
from support import MONDAY, a_practice, an_act


def test_each_word_is_one_notice_until_somebody_has_ticked_it_off() -> None:
    practice = a_practice("default")
    act, store = an_act(practice), practice.store

    def told() -> list[str]:
        with act.deciding():
            tell_staff(act, Counter({("do_not_contact", "Z"): 2, ("consent", "Q"): 1}), Counter({"GONE": 3}), besides=4)
        return [one.text for one in store.notices()]

    texts = told()
    assert told() == texts
    assert "do_not_contact 'Z' for 2 patients" in texts[0]
    assert "opted out until 'Q' is listed" in texts[1]
    assert "3 appointments became 'GONE'" in texts[2]
    assert "says 4 things that nobody understood" in texts[3]
    with store.transaction():
        store.tick_notice(store.notices()[0].id, MONDAY)
    assert len(told()) == 4
