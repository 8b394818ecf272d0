"""From a folder of YAML to a checked ruleset: reading, validating, extending, building.

Every problem of the whole ruleset comes in one run; loading and checking are one code path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.checking import Installed, Proved, check
from frontdesk.loading.bases import Layer, find_base
from frontdesk.loading.bundled import find_ruleset, shipped, shown
from frontdesk.loading.kept import as_text, as_tree
from frontdesk.loading.nodes import Entries, Folder, Scalar
from frontdesk.loading.remembered import Remembered, recall, remember
from frontdesk.model import Ruleset
from frontdesk.problems import NOWHERE, Problem, RulesetError, Severity

__all__ = ["Report", "check_ruleset", "find_ruleset", "load_ruleset", "read_examples", "rebuild", "shipped"]


@dataclass(frozen=True, slots=True)
class Report:
    """What checking a ruleset found: the ruleset if it can be used, and all its problems in order of place."""

    ruleset: Ruleset | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, Entries]
    proved: tuple[Proved, ...] = ()
    """The promises that hold."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the ruleset from being used."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def load_ruleset(folder: str | Path) -> Ruleset:
    """Load the ruleset in *folder*, or the shipped one of that name. Raises RulesetError with every problem."""
    report = check_ruleset(folder)
    if report.ruleset is None:
        raise RulesetError(report.problems, report.sources)
    return report.ruleset


def check_ruleset(folder: str | Path, *, notes: bool = False, installed: Installed | None = None) -> Report:
    """Check a ruleset and return all that is wrong with it; with *notes* also what could be said shorter.

    With *installed*, also whether the plugins that it names are there, and told what they need.
    Raises RulesetError only when there is no ruleset at *folder* at all.
    """
    path = find_ruleset(folder)
    name = shown(path)
    if not notes and (known := recall(path, name, installed)) is not None:
        ruleset, _ = _built(known.whole)
        proved = tuple(Proved(words, combinations) for words, combinations in known.proved)
        return Report(ruleset, known.problems, known.whole.sources, known.whole.examples, proved)
    layers: list[Path] = []
    whole, problems = _read(path, layers)
    report = _checked(whole, problems, notes=notes, installed=installed)
    if report.ruleset is not None and not notes:
        proofs = tuple((one.words, one.combinations) for one in report.proved)
        remember(path, name, layers, Remembered(whole, report.problems, proofs), installed)
    return report


def rebuild(text: str) -> Ruleset:
    """The ruleset that a ``Ruleset.text`` stands for. Raises RulesetError when this engine cannot read it."""
    try:
        whole = as_tree(text)
    except (ValueError, KeyError, TypeError, IndexError):
        cause = "the rules kept in the store are damaged, or of another version of frontdesk"
        raise RulesetError([Problem(NOWHERE, "Y010", cause, "name the folder of the old rules instead")]) from None
    ruleset, problems = _built(whole)
    if ruleset is None:
        raise RulesetError(problems, whole.sources)
    return ruleset


def _built(whole: Folder) -> tuple[Ruleset | None, list[Problem]]:
    from frontdesk.loading.building import build

    ruleset, problems = build(whole)
    return (replace(ruleset, text=as_text(whole)) if ruleset else None), problems


def _checked(whole: Folder, problems: list[Problem], *, notes: bool, installed: Installed | None) -> Report:
    ruleset: Ruleset | None = None
    proved: tuple[Proved, ...] = ()
    wrong = frozenset(problem.where.file for problem in problems if problem.severity is Severity.ERROR)
    if wrong:
        problems = [*problems, *_elsewhere(whole, wrong)]
    else:
        ruleset, found = _built(whole)
        problems = [*problems, *found]
    if ruleset is not None:
        checked = check(ruleset, notes=notes, installed=installed)
        problems = [*problems, *checked.problems]
        proved = checked.proved
    shown = [problem for problem in problems if notes or problem.severity is not Severity.NOTE]
    ordered = tuple(sorted(shown, key=lambda problem: (problem.where, problem.code)))
    if any(problem.severity is Severity.ERROR for problem in ordered):
        ruleset = None
    return Report(ruleset, ordered, whole.sources, whole.examples, proved)


def _elsewhere(whole: Folder, wrong: frozenset[str]) -> list[Problem]:
    """What is wrong in the other files, as far as it cannot come from the mistakes in those that are *wrong*."""
    from frontdesk.loading.building import build
    from frontdesk.loading.reading import TOPICS

    files = [Path(file) for file in wrong]
    unread = frozenset(file.stem for file in files if file.parent.name != "examples")
    if "ruleset" in unread or not unread <= set(TOPICS):
        return []
    return [problem for problem in build(whole, unread)[1] if Path(problem.where.file).stem not in unread]


def read_examples(folder: str | Path) -> Mapping[str, Entries]:
    """Return the example files of a ruleset, by name. Raises RulesetError when one cannot be read."""
    path = find_ruleset(folder)
    if (known := recall(path, shown(path))) is not None:
        return known.whole.examples
    from frontdesk.loading.reading import read_folder

    whole, problems = read_folder(path, shown(path))
    problems = [*problems, *_validated(whole)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise RulesetError(problems, whole.sources)
    return whole.examples


def _read(path: Path, layers: list[Path], above: tuple[Layer, ...] = ()) -> tuple[Folder, list[Problem]]:
    """Read a folder and lay it over what it extends, down to a ruleset that extends nothing; *layers* gathers them."""
    from frontdesk.loading.extending import extend, stripped
    from frontdesk.loading.reading import read_folder

    layers.append(path)
    folder, problems = read_folder(path, shown(path))
    problems = _once([*problems, *_validated(folder)])
    extends = folder.topics["ruleset"].get("extends") if "ruleset" in folder.topics else None
    if not isinstance(extends, Scalar):
        bare, found = stripped(folder)
        return bare, problems + found
    below, problem = find_base(path, extends, above)
    if problem or below is None:
        return folder, [*problems, *([problem] if problem else [])]
    base, found = _read(below, layers, (*above, Layer(path.resolve(), extends.where)))
    problems += found
    merged, found = extend(base, folder)
    return stripped(merged)[0], problems + found


def _once(problems: list[Problem]) -> list[Problem]:
    """Of several problems of one place, only the first error: what follows from it would only confuse."""
    errors = {problem.where: problem for problem in reversed(problems) if problem.severity is Severity.ERROR}
    return [problem for problem in problems if errors.get(problem.where, problem) is problem]


def _validated(folder: Folder) -> list[Problem]:
    from frontdesk.loading.validating import validate

    problems: list[Problem] = []
    for topic, entries in folder.topics.items():
        problems += validate(topic, entries)
    for entries in folder.examples.values():
        problems += validate("examples", entries)
    return problems
