"""Checks of ``Tellings``: the same words again are known, other words and other sources are not."""

from __future__ import annotations

from frontdesk.keeping import Store
from frontdesk.names import ContactId
from frontdesk.records import Telling
from frontdesk.testing.stores.samples import LETTERS, on_number
from frontdesk.testing.stores.trial import alone, equal

_MANY = 1_201
"""More than one statement of a store may list."""


def _two(store: Store) -> tuple[ContactId, ContactId]:
    with store.transaction():
        one, other = store.add_contacts([on_number(f"+1202555010{number}") for number in (1, 2)])
    return one, other


def _tell(store: Store, source: str, *told: Telling) -> None:
    with store.transaction():
        store.remember_told(source, told)


@alone
def what_a_source_tells_in_the_same_words_is_known(store: Store) -> None:
    """The last words on a thing are known and whom they are about; other words, things and sources are not."""
    ana, ben = _two(store)
    equal(dict(store.told_before("emr", {"P-1": ""})), {}, "Tellings.told_before", "nothing when nothing was told")
    _tell(store, "emr", Telling("P-1", LETTERS, ana), Telling("P-2", "", ben))
    said = {"P-1": LETTERS, "P-2": "", "P-3": LETTERS, "p-1": LETTERS}
    wanted = {"P-1": ana, "P-2": ben}
    equal(dict(store.told_before("emr", said)), wanted, "Tellings.told_before", "the same words, and of whom they are")
    other_words = {"P-1": f"{LETTERS} ", "P-2": LETTERS}
    equal(dict(store.told_before("emr", other_words)), {}, "Tellings.told_before", "other words are news")
    equal(dict(store.told_before("other", said)), {}, "Tellings.told_before", "each source has words of its own")


@alone
def the_last_words_on_a_thing_count(store: Store) -> None:
    """What was said before them is news when it is said again; the last of one call count too, and whom they name."""
    ana, ben = _two(store)
    for told in ([Telling("P-1", "A", ana)], [Telling("P-1", "C", ana), Telling("P-1", "B", ben)]):
        _tell(store, "emr", *told)
    known = [dict(store.told_before("emr", {"P-1": words})) for words in ("A", "B", "C")]
    equal(known, [{}, {"P-1": ben}, {}], "Tellings.remember_told", "of one key the last words count")


@alone
def many_things_are_asked_for_at_once(store: Store) -> None:
    """As many as a file has, whatever a statement may list."""
    ana, _ = _two(store)
    _tell(store, "file", *(Telling(f"P-{number}", f"says {number}", ana) for number in range(_MANY)))
    said = {f"P-{number}": f"says {number if number % 2 else 'no'}" for number in range(_MANY)}
    found = sorted(store.told_before("file", said))
    wanted = sorted(f"P-{number}" for number in range(1, _MANY, 2))
    equal(found, wanted, "Tellings.told_before", "however many things are asked for")


@alone
def what_was_told_of_somebody_can_be_forgotten(store: Store) -> None:
    """By every source, and of nobody else; told again, it is news."""
    ana, ben = _two(store)
    for source in ("emr", "file"):
        _tell(store, source, Telling("P-1", "A", ana), Telling("V-1", "A", ana), Telling("P-2", "A", ben))
    with store.transaction():
        gone = store.forget_told(ana)
    equal(gone, 4, "Tellings.forget_told", "how many things were forgotten")
    said = {"P-1": "A", "V-1": "A", "P-2": "A"}
    left = [dict(store.told_before(source, said)) for source in ("emr", "file")]
    equal(left, [{"P-2": ben}] * 2, "Tellings.forget_told", "what was told of others stays")


@alone
def what_was_told_of_a_thing_can_be_taken_back(store: Store) -> None:
    """By one source and of that thing alone; what was never told is no error."""
    ana, _ = _two(store)
    for source in ("emr", "file"):
        _tell(store, source, Telling("P-1", "A", ana), Telling("P-2", "A", ana))
    with store.transaction():
        store.take_back_told("emr", ["P-1", "P-9"])
        store.take_back_told("nobody", ["P-1"])
    said = {"P-1": "A", "P-2": "A"}
    left = [sorted(store.told_before(source, said)) for source in ("emr", "file")]
    wanted = [["P-2"], ["P-1", "P-2"]]
    equal(left, wanted, "Tellings.take_back_told", "one thing is forgotten, and every other stays")


CHECKS = (
    what_a_source_tells_in_the_same_words_is_known,
    the_last_words_on_a_thing_count,
    many_things_are_asked_for_at_once,
    what_was_told_of_somebody_can_be_forgotten,
    what_was_told_of_a_thing_can_be_taken_back,
)
