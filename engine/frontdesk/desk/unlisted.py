"""Words of an EMR, or of a file, that nobody listed in ``preferences.yaml``: the staff are told, until somebody does.

Knows no meaning: whoever reads the words decides what they count as meanwhile.
"""

from __future__ import annotations

from collections import Counter

from frontdesk.desk.practice import Act
from frontdesk.problems import counted


def tell_staff(act: Act, refusals: Counter[tuple[str, str]], states: Counter[str], besides: int = 0) -> None:
    """Tell of words on refusals, by what they are said of, and on what became of visits: of how many, each.

    *besides* is how much else was not understood. What a notice says that nobody has ticked off is told once.
    """
    texts = [read_as_a_refusal(what, word, patients) for (what, word), patients in refusals.items()]
    texts += [unknown_state(word, visits) for word, visits in states.items()]
    if besides:
        texts.append(
            f"the EMR's export says {counted(besides, 'thing')} that nobody understood; 'frontdesk sync' lists them"
        )
    known = {notice.text for notice in act.store.notices()} if texts else set[str]()
    for text in texts:
        if text not in known:
            act.store.add_notice(None, act.now, text)


def read_as_a_refusal(what: str, word: str, patients: int) -> str:
    """What staff are told of a word on *what*, Do Not Contact or consent, that nobody listed."""
    cause = f"the EMR says {what} '{word}' for {counted(patients, 'patient')}, and nobody said what that means"
    counts_as = "opted out" if what == "consent" else "Do Not Contact"
    return f"{cause}: they count as {counts_as} until '{word}' is listed under emr in preferences.yaml"


def unknown_state(word: str, visits: int) -> str:
    """What staff are told of a word about what became of a visit that nobody listed."""
    cause = f"the EMR says that {counted(visits, 'appointment')} became '{word}', and nobody said what that means"
    return f"{cause}: list it under emr, appointment_state in preferences.yaml, and read it again"
