"""What can be wrong with a ruleset or a request, as values: where, what, and what to do about it.

Knows nothing of YAML, tables or the database; every floor of the house may raise or collect these.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops loading, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


CODES: Mapping[str, str] = {
    "Y001": "a value that could be read in two ways",
    "Y002": "a key written twice",
    "Y003": "indentation that YAML does not read as it looks",
    "Y004": "YAML that rulesets do not use",
    "Y005": "a key that nothing reads",
    "Y006": "a file over a size limit",
    "Y007": "text that is not UTF-8",
    "Y008": "letters that look like others, or cannot be seen",
    "Y009": "text that a comment cuts off, or a list that is none",
    "Y010": "a file or folder that cannot be read",
    "Y011": "a value of the wrong shape",
    "Y012": "a key that is missing",
    "Y013": "a row of an overlay without a place",
    "Y014": "text that is not YAML",
    "Y015": "line ends of more than one kind",
    "R001": "a name that is not defined",
    "R002": "something defined that nothing uses",
    "R003": "two names that look the same",
    "R004": "a message field that does not exist or may be empty",
    "R005": "content for a channel that cannot carry it",
    "R006": "a setting that its plugin cannot use",
    "R007": "a plugin that cannot be used",
    "R008": "a version of the language that is not read here",
    "R009": "a line whose number cannot be read",
    "R010": "a merged text that leaves a visit out",
    "R011": "a count of nothing that can be counted",
    "R012": "a message that waits for hours that never come",
    "R013": "a calendar that never opens, or is not there",
    "R014": "days that cannot be found where they are said to stand",
    "R015": "a text in a language that the practice does not write in",
    "R016": "a preference that staff may set and no rule asks for",
    "R017": "an answer that reaches nobody",
    "R018": "a line of which nobody says when it is open",
    "R019": "a problem that cannot be refused",
    "T001": "a case that no row answers",
    "T002": "rows that fit the same person and disagree",
    "T003": "rows of the same priority that disagree",
    "T004": "a row that never fits",
    "T005": "a row that other rows hide",
    "T006": "a row that changes nothing",
    "T007": "rows that could be one",
    "T008": "an outcome that nobody can get",
    "T009": "a hole between two intervals",
    "T010": "a value outside its list",
    "T011": "unknown is not answered",
    "T012": "tables that read each other in a circle",
    "T013": "a fact that does not exist where it is used",
    "T014": "a condition or outcome that cannot be read",
    "T015": "a truth table that cannot be laid out",
    "T016": "a table too large to be proved",
    "T018": "facts that cannot be compared",
    "T019": "a range that cannot be read",
    "T020": "a fact that is to be known of everybody and is not",
    "M001": "a status that nobody can reach",
    "M002": "a status without a way out",
    "M003": "a circle without an end",
    "M004": "rules that send in a circle by themselves",
    "M005": "a wrong choice that cannot be corrected",
    "M006": "an attempt limit without a consequence",
    "M007": "a task that one event opens and closes",
    "M008": "a way out of a final status",
    "M009": "a label of an offer that stands for several statuses",
    "M011": "a status that ends, and nothing follows",
    "M012": "a status until a date that nobody chooses",
    "M013": "a rule on the end of a status that has none",
    "M014": "a task of your own that is the plain follow-up",
    "M015": "a wait that no task lives to see",
    "M016": "a reason that is asked for where none holds",
    "M017": "offers that ask for what does not go together",
    "M018": "a task that goes by the hour",
    "M019": "a task that is never opened",
    "M020": "an alias that may mean another status",
    "C001": "a campaign that never ends",
    "C002": "a campaign that runs where all must stop",
    "C003": "two messages at the same moment",
    "C004": "a message inside the correction window",
    "C005": "a step at an hour at which nothing leaves",
    "C006": "a campaign that runs on where another begins",
    "C007": "a second round of a campaign that runs once for each visit",
    "C008": "a campaign of a visit that starts where there may be none",
    "C009": "a date long past that is written about at once",
    "C010": "a message for each of two visits on one day",
    "C011": "a language in which something is not said",
    "C012": "a text that says nothing",
    "C013": "a text that is longer than its channel may carry",
    "C014": "a message that tells more than may go where it goes",
    "C015": "a text that tells more than it says",
    "C016": "an e-mail that sells and says no address, or not how to refuse",
    "C017": "a message that is never sent",
    "C018": "texts that no reply can end",
    "C019": "days of a calendar on which a campaign begins no round",
    "C020": "a subject that is longer than its channel may carry",
    "D001": "more than one channel for a message",
    "D002": "a message in spite of a refusal",
    "D003": "a promise that does not hold",
    "D004": "nobody is contacted and no reason is given",
    "D005": "facts that are never together, and leave nobody",
    "D006": "a promise about nobody",
    "D007": "a view of people who cannot exist",
    "F001": "a field of a file that does not exist",
    "F002": "a field that several columns say",
    "F003": "a word that is none of its field",
    "F004": "a column of a file that is named twice",
    "F005": "a mapping that says too little",
    "F006": "a form that no file has",
    "P001": "a health detail in a message",
    "P002": "a secret written into a ruleset",
    "P003": "a pattern where words are compared",
    "U001": "a removed status with contacts in it",
    "U002": "a removed campaign or message that is waited for",
    "U003": "what changes for whom",
    "U004": "a value on file that its fact does not take any more",
    "E001": "an example that does not hold",
}
"""Every stable code and what it stands for; each has a page in ``docs/problems/``."""

_WARNINGS = frozenset(
    {
        *("Y008", "Y009", "R002", "R007", "R009", "R012", "T004", "T005", "T008", "T009", "T011", "T016"),
        *(
            "M007",
            "M014",
            "M015",
            "M019",
            "C005",
            "C006",
            "C007",
            "C010",
            "C011",
            "C013",
            "C015",
            "C016",
            "C017",
            "C018",
            "C019",
            "C020",
            "D004",
            "D006",
            "P001",
            "U004",
        ),
        *("F001", "F002", "F003", "F004", "F005", "F006"),  # a mapping decides nothing: the rules run without it
    }
)
_NOTES = frozenset({"Y015", "T006", "T007", "C008", "C009", "D007", "U003"})


_CHOICES = frozenset({"M005"})
"""Errors that a practice may mean: it says so with its reason, by ``accept:``, as of a warning."""


def can_be_refused(code: str) -> bool:
    """Whether a practice may refuse what a problem of this code is about: a warning on rules, whoever is on file."""
    return severity_of(code) is Severity.WARNING and not code.startswith("U")


def can_be_accepted(code: str) -> bool:
    """Whether a practice may keep what a problem of this code is about, with its reason."""
    return code in _CHOICES or severity_of(code) is not Severity.ERROR


def severity_of(code: str) -> Severity:
    """How much a problem of this code matters; an error stops loading."""
    return Severity.WARNING if code in _WARNINGS else Severity.NOTE if code in _NOTES else Severity.ERROR


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a ruleset's text: file as shown to the reader, line and column from 1, length in characters."""

    file: str
    line: int
    column: int
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def short(self) -> str:
        """File and line only, for tables and timelines."""
        return f"{self.file}:{self.line}"


NOWHERE = Location("", 0, 0)
"""The place of what no file says (a default of the engine, a value typed at a prompt)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its place, its stable code, the cause in the writer's words, and what to do.

    What is ``unusable`` cannot be read at all as it stands, so it stops loading even where its code alone would only
    warn: a key with a letter that looks like another one is no key. What stands ``beside`` the rules, in a file that
    decides nothing, is only warned of, whatever it is.
    """

    where: Location
    code: str
    cause: str
    hint: str = ""
    related: tuple[tuple[Location, str], ...] = ()
    unusable: bool = False
    beside: bool = False

    def __str__(self) -> str:
        advice = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {self.code}: {self.cause}{advice}"

    @property
    def severity(self) -> Severity:
        """How much it matters, as its code says."""
        usual = Severity.ERROR if self.unusable else severity_of(self.code)
        return Severity.WARNING if self.beside and usual is Severity.ERROR else usual


class FrontdeskError(Exception):
    """The root of every error that a user of ``frontdesk`` can cause; its text is fit to be shown to them."""


class PluginError(FrontdeskError):
    """A plugin that a ruleset asks for and that is not there, or one that could not do its work."""

    def __init__(self, cause: str, hint: str = "") -> None:
        self.cause, self.hint = cause, hint
        super().__init__(f"{cause}; {hint}" if hint else cause)


class RulesetError(FrontdeskError):
    """A ruleset that cannot be used: all its problems, and the text of its files so that they can be shown."""

    def __init__(self, problems: Sequence[Problem], sources: Mapping[str, Sequence[str]] | None = None) -> None:
        self.problems = tuple(problems)
        self.sources = dict(sources or {})
        super().__init__("\n".join(map(str, self.problems)))


class FactError(FrontdeskError):
    """A fact given to a table that the table does not know, or a value outside the fact's domain."""


class ConflictError(FrontdeskError):
    """Rows of one table fit the same person and disagree, though the table's hit policy forbids it."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the known name nearest to *word*, or an empty text when none is near.

    What looks alike and says the opposite is not near: 'scheduled' is no suggestion for 'Reschedule'.
    """
    names = sorted(set(known))
    folded = {_fold(name): name for name in names}
    if near := folded.get(_fold(word)):
        return f"did you mean '{near}'?"
    names = [name for name in names if not _turns_round(word, name)]
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.66)
    return f"did you mean '{close[0]}'?" if close else ""


def choices(names: Iterable[str], most: int = 8) -> str:
    """Return "'a', 'b' or 'c'", cut after *most* names, for hints that list what may be written."""
    return joined([f"'{name}'" for name in names], most)


def joined(quoted: Sequence[str], most: int = 8) -> str:
    """Return "a, b or c" of words that are quoted already, cut after *most*; "nothing" where there are none."""
    if not quoted:
        return "nothing"
    if len(quoted) > most:
        return ", ".join(quoted[:most]) + f" and {len(quoted) - most} more"
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + f" or {quoted[-1]}"


def counted(number: int, what: str, several: str = "") -> str:
    """Return a number and what there is of it: "1 contact", "1,200 contacts"; *several* where an s makes no plural."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"


_DENYING = ("re", "un", "not", "non", "no", "dis", "in", "de")
"""How a word begins that turns another round, or starts it anew."""
_DENIALS = frozenset({"not", "never", "didn", "didnt", "don", "dont", "without"})
"""Words that turn round the name that they stand in, as ``didn't`` is read without its apostrophe and its ``t``."""
_STEM = 4
"""So many letters alike after such a beginning are the same word."""


def _turns_round(word: str, name: str) -> bool:
    """Whether one of two names that look alike says the opposite of the other, or to do it anew."""
    one, other = _last_part(word), _last_part(name)
    if bool(_DENIALS & {*one}) != bool(_DENIALS & {*other}):
        return True
    return _is_denied("".join(one), "".join(other)) or _is_denied("".join(other), "".join(one))


def _last_part(name: str) -> list[str]:
    """The words of a name in small letters; of one with a phase before it only its own."""
    last = name.casefold().rpartition("/")[2]
    return "".join(letter if letter.isalnum() else " " for letter in last).split()


def _is_denied(denied: str, plain: str) -> bool:
    rests = (denied.removeprefix(begin) for begin in _DENYING if denied.startswith(begin))
    return any(len(rest) >= _STEM and rest[:_STEM] == plain[:_STEM] for rest in rests)


def _fold(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
