"""The week of a practice as data: who does what at which hour, and the stories that it tells.

Knows no store: a step is kept as it is written, and taken by whoever plays the week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText
from frontdesk.loading.tree.nodes import Entries
from frontdesk.problems import RulesetError, Severity
from frontdesk.testing import reading

_WEEKS = Path(__file__).parent
CONTACTS = "contacts.csv"
"""The people of a week, as they are imported before it begins."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What staff, a patient or the EMR do at an hour (UTC); ``step`` says it in the words of an example."""

    at: datetime
    step: Entries

    @property
    def refused(self) -> str:
        """A part of the sentence with which the rules refuse it; empty where they should take it."""
        return reading.text(self.step.get("refused"))


@dataclass(frozen=True, slots=True)
class WeekStory:
    """A story of the week: what it shows, from which articles, to whom it happens, and how it ends.

    ``expect`` is what an example would expect when the week is over. ``reasons``: whether its timeline says by which
    rule a message left as it did.
    """

    title: str
    articles: tuple[str, ...]
    look: str
    people: tuple[str, ...]
    doings: tuple[Doing, ...]
    expect: Entries
    reasons: bool


@dataclass(frozen=True, slots=True)
class Week:
    """All that happens in a practice from its first morning until ``until`` (UTC)."""

    practice: str
    vendor: str
    articles: Mapping[str, str]
    until: datetime
    stories: tuple[WeekStory, ...]
    routine: tuple[Doing, ...]
    next: tuple[str, ...]
    """Commands to try when it is over."""

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return _WEEKS / self.practice

    def titled(self, article: str) -> str:
        """An article by its title, and its id as docs/sources.md has it."""
        return f"{self.articles[article]} ({article})"


def practices() -> tuple[str, ...]:
    """The practices that have a week; the first is the one that is played where nobody names one."""
    return reading.words(_read(_WEEKS / "practices.yaml").get("practices"))


def rules_of(practice: str) -> Path:
    """The folder with the rules of *practice*: the shipped ones that it extends, and how it is set up."""
    return _WEEKS / practice / "rules"


def read_week(practice: str, zone: ZoneInfo) -> Week:
    """Return the week of *practice*, whose hours are on the clock of *zone*. Raises RulesetError."""
    folder = _WEEKS / practice
    told = _read(folder / "stories.yaml")
    articles = reading.entries(told.get("articles"))
    return Week(
        practice,
        reading.text(told.get("vendor")),
        {one: reading.text(articles.get(one)) for one in articles},
        reading.instant(reading.text(told.get("until")), zone),
        tuple(_story(body, zone) for body in reading.items(told.get("stories"))),
        tuple(_doings(_read(folder / "week.yaml"), zone)),
        reading.words(told.get("next")),
    )


def _story(body: Entries, zone: ZoneInfo) -> WeekStory:
    return WeekStory(
        reading.text(body.get("title")),
        reading.words(body.get("article")),
        reading.text(body.get("look")),
        reading.words(body.get("contact")),
        tuple(_doings(body, zone)),
        reading.entries(body.get("expect")),
        reading.flag(body.get("reasons")) or False,
    )


def _doings(body: Entries, zone: ZoneInfo) -> Iterator[Doing]:
    for step in reading.items(body.get("steps")):
        yield Doing(reading.instant(reading.text(step.get("at")), zone), step)


def _read(file: Path) -> Entries:
    shown, text = f"{file.parent.name}/{file.name}", file.read_text(encoding="utf-8")
    entries, problems = parse(FileText(shown, text, tuple(text.split("\n"))))
    if entries is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise RulesetError(problems)
    return entries
