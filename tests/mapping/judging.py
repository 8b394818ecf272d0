"""What an import made of a file, held against who is in it: nobody lost, doubled or glued, and no stranger made.

Everybody is on file with exactly what the file says of them, or named by a row left out with the line on which they
stand; or the whole file is refused with a cause, and nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frontdesk.addresses import shown_number
from mapping.drafting import Damaged
from mapping.known import CONSENTS, Person

_ADDRESSES = ("cell", "home", "work", "email")
_REFUSED_AT = "what it refuses is recorded for "


class Became(StrEnum):
    """What became of a file."""

    WHOLE = "all on file"
    PARTLY = "some left out, and named"
    REFUSED = "refused whole"


@dataclass(frozen=True)
class Brought:
    """What an import did: who is on file now, the rows that are not, and why; or why it did nothing."""

    on_file: Sequence[Person]
    left_out: Sequence[tuple[int, str]] = ()
    """The line of each row that is left out, and its causes."""
    rejects: str = ""
    """The letters of the file of rows set aside."""
    refused: str = ""
    told: Sequence[str] = ()
    """What is said of how the file was understood."""


def became(file: Damaged, brought: Brought) -> Became:
    if brought.refused:
        return Became.REFUSED
    here, _ = _matched(file, brought)
    return Became.WHOLE if not _missing(file, here) else Became.PARTLY


def faults(file: Damaged, brought: Brought) -> list[str]:
    """All that is wrong with what an import did; nothing is what it should be."""
    if brought.refused:
        return ["it is refused, and something was kept"] if brought.on_file or brought.rejects else []
    here, strangers = _matched(file, brought)
    found = [f"on file, and nobody of this file: {dict(one)}" for one in strangers]
    for number in _missing(file, here):
        name, lines = file.export.people[number]["name"], [list(one) for one in file.where[number]]
        causes = [cause for line, cause in brought.left_out if any(line in one for one in file.where[number])]
        if not causes:
            found.append(f"lost: {name} of line {lines}; told: {brought.left_out}")
        elif not any(word in brought.rejects for word in _words(file.written[number])):
            found.append(f"lost: {name} is not in the file of rows set aside, so that nobody can mend it")
        elif not all(causes):
            found.append(f"{name} is left out without a cause")
    return found


def taken_away(file: Damaged, before: Sequence[Person], after: Sequence[Person]) -> list[str]:
    """What a file took from those who were on file *before* it came, though nobody asked to change anything.

    A note may be added, and a refusal.
    """
    found = [f"no more: {was} is {now}" for was, now in zip(before, after, strict=False) if not _still(was, now)]
    found += [f"nobody of this file: {dict(one)}" for one in after[len(before) :] if not _is_believable(file, one)]
    return found if len(after) >= len(before) else [*found, "somebody is not on file any more"]


def refusals_ended(file: Damaged, before: Sequence[Person], after: Sequence[Person]) -> list[str]:
    """The refusals that were on file *before* a file came, and that it ended, though it says no such thing."""
    found = []
    for number, (was, now) in enumerate(zip(before, after, strict=False)):
        for field in ("refuses", *CONSENTS):
            agreed = any(one.get(field) == "opted_in" for one in file.believable[number])
            if was.get(field) in ("yes", "opted_out") and now.get(field) != was[field] and not agreed:
                found.append(f"{was['name']} refused ({field}) before, and is taken to agree")
    return found


def _still(was: Person, now: Person) -> bool:
    """Whether all that was on file of somebody is there still."""
    return all(
        now.get(field) == text
        or (field == "note" and now.get(field, "").startswith(text))
        or (field in CONSENTS and now.get(field) == "opted_out")
        for field, text in was.items()
    )


def _is_one_of(person: Person, believable: Sequence[Person], brought: Brought) -> bool:
    """Whether that is who they may be; a row set aside that names their address may have refused there, and said so."""
    if person in believable:
        return True
    told = " ".join(cause.partition(_REFUSED_AT)[2] for _, cause in brought.left_out)
    addresses = [person[one] if one == "email" else shown_number(person[one]) for one in _ADDRESSES if person.get(one)]
    if not any(one in told for one in addresses):
        return False
    refused = [one for one in CONSENTS if person.get(one) == "opted_out"]
    return any({**one, **{of: person[of] for of in refused}} == person for one in believable)


def _is_believable(file: Damaged, person: Person) -> bool:
    return any(person in believable for believable in file.believable.values())


def _words(text: str) -> list[str]:
    """The words by which a row is known again; of what is left of one, whatever there is."""
    return re.findall(r"[^\W_]{3,}", text) or re.findall(r"\w+", text)


def _missing(file: Damaged, here: Mapping[int, Person]) -> list[int]:
    return [number for number in file.where if number not in here and number not in file.gone]


def _matched(file: Damaged, brought: Brought) -> tuple[dict[int, Person], list[Person]]:
    """Who of the file is on file, each once, and who is on file and nobody of it."""
    holders: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for number, believable in file.believable.items():
            if number not in tried and _is_one_of(brought.on_file[one], believable, brought):
                tried.add(number)
                if number not in holders or place(holders[number], tried):
                    holders[number] = one
                    return True
        return False

    strangers = [person for one, person in enumerate(brought.on_file) if not place(one, set())]
    return {number: brought.on_file[one] for number, one in holders.items()}, strangers
