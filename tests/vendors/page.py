"""The page of sources as Markdown: every sentence and fact, the rule that says it, and the example that shows it.

Tells what `rows`, `places` and `proving` found, and looks nothing up itself but the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vendors.places import place_of
from vendors.proving import ShownByExample, ShownByTest, other_shown_by, shown_by
from vendors.rows import Conflict, SourceRow, Vendor, in_order

_INTRODUCTION = """# What the four vendors' pages say, and where the rules say it

Four shipped rulesets say what the help pages of four products say. This page has every sentence of the pages that the
rulesets were made from (S, by page and place) and every fact that was found beside them (F), in our own words: the
article, how sure it is that the source says so, the rule, and the example that shows it. Each line number is kept true
by a test; another takes each rule out of a copy of its ruleset, and the example beside it has to notice.

It is written from `docs/sources/*.yaml` by `PYTHONPATH=engine:plugins:tests python -m vendors > docs/sources.md`.

*Stated*: the article says so. *Derived*: it follows from what is stated. *Ambiguous*: two honest readings differ.
*Inferred*: no article says so; it is ours. *Missing*: it was looked for and not found. *High*, *medium* and *low* say
how sure that is: read in the source itself; in one that is old or cut off, or in two that disagree a little; concluded.
"""
_HEAD = ("| no | article | what it says | how sure | the rule | what shows it |", "|---|---|---|---|---|---|")
_CONFLICT_HEAD = ("| no | articles | what disagrees | the reading taken | the other reading |", "|---|---|---|---|---|")


def page(found: Sequence[Vendor]) -> str:
    """The whole page. Raises SourceRowError where a rule or an example is not there."""
    return "\n".join([_INTRODUCTION, *_counts(found), *(line for vendor in found for line in _vendor(vendor))])


def _counts(found: Sequence[Vendor]) -> Iterator[str]:
    yield "| pages of | ruleset | sentences, said | facts, said | for a reason not said |"
    yield "|---|---|---|---|---|"
    for vendor in found:
        kinds = Counter(row.id[0] for row in vendor.rows)
        said = Counter(row.id[0] for row in vendor.rows if not row.not_said)
        unsaid = len(vendor.rows) - said.total()
        counts = f"{said['S']} of {kinds['S']} | {said['F']} of {kinds['F']} | {unsaid}"
        yield f"| {vendor.name} | [`{vendor.ruleset}`](../rulesets/{vendor.ruleset}) | {counts} |"


def _vendor(vendor: Vendor) -> Iterator[str]:
    yield from ("", f"## {vendor.name}", "")
    yield from (f"- {name}: {title}" for name, title in vendor.articles.items())
    yield from ("", *_HEAD)
    yield from (_row(row, vendor.ruleset) for row in in_order(vendor.rows))
    if vendor.conflicts:
        yield from ("", f"### Where the pages of {vendor.name} disagree", "", *_CONFLICT_HEAD)
        yield from (_conflict(one, vendor.ruleset) for one in vendor.conflicts)


def _row(row: SourceRow, ruleset: str) -> str:
    says = f"{row.says} *{row.note}*" if row.note else row.says
    sure = f"{row.mark}, {row.sure}"
    rules = f"Not said: {row.not_said}" if row.not_said else _rules(row.rules, ruleset)
    shown = ", ".join(_link(shown_by(one, ruleset)) for one in row.shown)
    return _cells(row.id, ", ".join(row.articles), says, sure, rules, shown)


def _conflict(one: Conflict, ruleset: str) -> str:
    shown = ", ".join(_link(shown_by(name, ruleset)) for name in one.shown)
    taken = f"{one.taken} {_rules(one.rules, ruleset)}; {shown}"
    other = f"{one.other} {', '.join(_link(other_shown_by(name)) for name in one.other_shown)}"
    return _cells(one.id, ", ".join(one.articles), one.says, taken, other)


def _rules(rules: Sequence[str], ruleset: str) -> str:
    places = [place_of(rule, ruleset) for rule in rules]
    return ", ".join(f"[{one.path.relative_to('rulesets')}:{one.line}](../{one.path}#L{one.line})" for one in places)


def _link(shown: ShownByExample | ShownByTest) -> str:
    return f"[{shown.name}](../{_within(shown.file)}#L{shown.line})"


def _within(file: Path) -> Path:
    """The file from the top of the repository, wherever the tests were started."""
    parts = file.parts
    top = next(number for number, part in enumerate(parts) if part in ("rulesets", "tests"))
    return Path(*parts[top:])


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
