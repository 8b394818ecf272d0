"""From a folder of YAML to a checked ruleset: reading, validating, extending, building, checking.

Every problem of the whole ruleset comes in one run; loading and checking are one code path. What was checked before is
taken from the cache, and then only built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.checking import Installed, Proved, check
from frontdesk.loading.bundled import find_ruleset, shipped, shown
from frontdesk.loading.cache.disk import Remembered, recall, remember
from frontdesk.loading.cache.serialising import as_text, as_tree
from frontdesk.loading.reader import PLAIN, Reader
from frontdesk.loading.tree.nodes import Entries, Folder
from frontdesk.loading.versions import other_language
from frontdesk.model import Ruleset
from frontdesk.model.refused import RefusedProblems
from frontdesk.problems import NOWHERE, Problem, RulesetError, Severity

__all__ = ["Reader", "Report", "check_ruleset", "find_ruleset", "load_ruleset", "read_examples", "rebuild", "shipped"]


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


def load_ruleset(folder: str | Path, *, reader: Reader = PLAIN) -> Ruleset:
    """Load the ruleset in *folder*, or the shipped one of that name. Raises RulesetError with every problem.

    What is not remembered from an earlier run is read by *reader* (see ``loading.reader``).
    """
    report = check_ruleset(folder, reader=reader)
    if report.ruleset is None:
        raise RulesetError(report.problems, report.sources)
    return report.ruleset


def check_ruleset(
    folder: str | Path, *, notes: bool = False, installed: Installed | None = None, reader: Reader = PLAIN
) -> Report:
    """Check a ruleset and return all that is wrong with it; with *notes* also what could be said shorter.

    With *installed*, also whether the plugins that it names are there, and told what they need.
    Raises RulesetError only when there is no ruleset at *folder* at all.
    """
    path = find_ruleset(folder)
    name = shown(path)
    if not notes and (known := recall(path, name, installed, reader.engine)) is not None:
        ruleset, _ = _built(known.whole)
        proved = tuple(Proved(words, combinations) for words, combinations in known.proved)
        return Report(ruleset, known.problems, known.whole.sources, known.whole.examples, proved)
    from frontdesk.loading.extending.layers import read_layers

    layers = read_layers(path, reader)
    report = _checked(layers.whole, list(layers.problems), notes=notes, installed=installed)
    if report.ruleset is not None and not notes:
        proofs = tuple((one.words, one.combinations) for one in report.proved)
        remember(
            path, name, layers.folders, Remembered(layers.whole, report.problems, proofs), installed, reader.engine
        )
    return report


def rebuild(text: str) -> Ruleset:
    """The ruleset that a ``Ruleset.text`` stands for. Raises RulesetError when this engine cannot read it."""
    try:
        whole = as_tree(text)
    except (ValueError, KeyError, TypeError, IndexError):
        cause = "the rules kept in the store are damaged, or of another version of frontdesk"
        raise RulesetError([Problem(NOWHERE, "Y010", cause, "name the folder of the old rules instead")]) from None
    if other := other_language(whole):
        raise RulesetError([other], whole.sources)
    ruleset, problems = _built(whole)
    if ruleset is None:
        raise RulesetError(problems, whole.sources)
    return ruleset


def _built(whole: Folder) -> tuple[Ruleset | None, list[Problem]]:
    from frontdesk.loading.building import build

    ruleset, problems = build(whole)
    return (replace(ruleset, text=as_text(_deciding(whole))) if ruleset else None), problems


def _deciding(whole: Folder) -> Folder:
    """What a store keeps of *whole*: the rules, without the mappings of files, which decide nothing."""
    beside = {entries.where.file for entries in whole.imports.values()}
    sources = {name: text for name, text in whole.sources.items() if name not in beside}
    return replace(whole, imports={}, unread={}, sources=sources)


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
        refused = ruleset.part(RefusedProblems)
        problems = [_as_refused(refused, one) for one in (*problems, *checked.problems)]
        proved = checked.proved
    shown = [problem for problem in problems if notes or problem.severity is not Severity.NOTE]
    ordered = tuple(sorted(shown, key=lambda problem: (problem.where, problem.code)))
    if any(problem.severity is Severity.ERROR for problem in ordered):
        ruleset = None
    return Report(ruleset, ordered, whole.sources, whole.examples, proved)


def _as_refused(refused: RefusedProblems, problem: Problem) -> Problem:
    """The problem as it counts in this practice: a warning that it refuses stops loading, also beside the rules."""
    if problem.code not in refused.refuse or problem.severity is not Severity.WARNING:
        return problem
    related = (*problem.related, (refused.place(problem.code), f"{problem.code} is refused here"))
    return replace(problem, unusable=True, beside=False, related=related)


def _elsewhere(whole: Folder, wrong: frozenset[str]) -> list[Problem]:
    """What is wrong in the other files, as far as it cannot come from the mistakes in those that are *wrong*."""
    from frontdesk.loading.building import build
    from frontdesk.loading.reading import TOPICS

    beside = {node.where.file for files in (whole.examples, whole.imports) for node in files.values()}
    unread = frozenset(Path(file).stem for file in wrong - beside)
    if "ruleset" in unread or not unread <= set(TOPICS):
        return []
    readable = {name: entries for name, entries in whole.imports.items() if entries.where.file not in wrong}
    found = build(replace(whole, imports=readable), unread)[1]
    return [one for one in found if one.where.file in beside or Path(one.where.file).stem not in unread]


def read_examples(folder: str | Path, *, reader: Reader = PLAIN) -> Mapping[str, Entries]:
    """Return the example files of a ruleset, by name. Raises RulesetError when one cannot be read."""
    path = find_ruleset(folder)
    if (known := recall(path, shown(path), engine=reader.engine)) is not None:
        return known.whole.examples
    from frontdesk.loading.extending.layers import validated
    from frontdesk.loading.reading import read_folder

    whole, problems = read_folder(path, shown(path), reader)
    other = other_language(whole)
    problems = [other] if other else [*problems, *validated(whole, reader)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise RulesetError(problems, whole.sources)
    return whole.examples
