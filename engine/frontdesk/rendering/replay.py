"""The journal played against other rules, in words: who would have been treated differently, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.desk import Difference, Replayed
from frontdesk.effects import brief_sentence
from frontdesk.journal import Happened
from frontdesk.model import Ruleset
from frontdesk.problems import counted
from frontdesk.rendering.grids import Grid, markdown, unmarked
from frontdesk.rendering.journal import happened_words
from frontdesk.wire import data_of


def replay_text(ruleset: Ruleset, played: Replayed) -> str:
    """The replay for a terminal."""
    lines = [_summary(ruleset, played)]
    lines += [
        f"  {at}  contact {contact}: {happened}\n      {instead}"
        for at, contact, happened, instead in _rows(ruleset, played)
    ]
    return "\n".join([*lines, *_open(played)])


def replay_markdown(ruleset: Ruleset, played: Replayed) -> str:
    """The replay for a pull request."""
    parts = [unmarked(_summary(ruleset, played))]
    rows = tuple(_rows(ruleset, played))
    parts += [markdown(Grid(("when", "contact", "what happened", "instead"), rows))] if rows else []
    return "\n\n".join([*parts, *_open(played)])


def replay_data(ruleset: Ruleset, played: Replayed) -> dict[str, Any]:
    """The replay as plain data for JSON."""
    return {
        "ruleset": ruleset.name,
        "decisions": played.entries,
        "contacts": sorted(played.contacts),
        "differences": [
            {
                "entry": one.entry.seq,
                "at": one.entry.at.isoformat(),
                "contact": one.entry.contact,
                "happened": _happened(ruleset, one),
                "instead": one.instead,
                "no_longer": [data_of(effect) for effect in one.lost],
                "now": [data_of(effect) for effect in one.gained],
            }
            for one in played.differences
        ],
        "cannot_tell": dict(played.cannot_tell),
    }


def _summary(ruleset: Ruleset, played: Replayed) -> str:
    count, people = len(played.differences), len(played.contacts)
    if not count:
        return f"{counted(played.entries, 'decision')} taken again under '{ruleset.name}': all the same."
    return (
        f"{counted(played.entries, 'decision')} taken again under '{ruleset.name}': "
        f"{count:,} would have been different, for {counted(people, 'contact')}."
    )


def _open(played: Replayed) -> Iterator[str]:
    for fact, count in played.cannot_tell.items():
        yield f"{count:,} cannot be told: these rules ask for '{fact}', which the journal does not keep."


def _rows(ruleset: Ruleset, played: Replayed) -> Iterator[tuple[str, str, str, str]]:
    zone = ruleset.zone
    for one in played.differences:
        at = f"{one.entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
        yield at, str(one.entry.contact), _happened(ruleset, one), _instead(one)


def _happened(ruleset: Ruleset, one: Difference) -> str:
    said = one.entry.said
    return happened_words(ruleset, said.event) if isinstance(said, Happened) else one.happened


def _instead(one: Difference) -> str:
    said = [one.instead] if one.instead else []
    said += [f"would not {brief_sentence(effect)}" for effect in one.lost]
    said += [f"would {brief_sentence(effect)}" for effect in one.gained]
    return "; ".join(said)
