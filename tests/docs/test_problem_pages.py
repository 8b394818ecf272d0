"""Every code has a page whose ``Avoid`` is that problem and whose ``Prefer`` is none: the pages are the fixtures.

A block of a page that begins with ``# ours/FILE.yaml`` is a file of a practice ``ours`` that extends ``harbour``, a
small ruleset that is in order. A heading ``Avoid``, followed by anything, starts one practice; ``Prefer`` another one.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import pytest

from frontdesk.loading import Report
from frontdesk.problems import CODES, Severity, severity_of
from support import HARBOUR, INSTALLED, ROOT, check_ruleset

PAGES = ROOT / "docs" / "problems"
FOUND_ELSEWHERE = {
    "U001": "found by frontdesk diff: tests/comparing",
    "U002": "found by frontdesk diff: tests/comparing",
    "U003": "found by frontdesk diff: tests/comparing",
    "U004": "found by frontdesk diff: tests/desk/test_adopting.py",
    "E001": "found by frontdesk test: tests/cli",
    "Y006": "a file of that size is no snippet: tests/loading/test_bad_input.py",
    "Y007": "bytes are no snippet: tests/loading/test_bad_input.py",
    "Y015": "line ends are no snippet: tests/loading/test_bad_input.py",
}
"""The codes whose pages show no file that a check would refuse, and where they are tested."""
_HEADING = re.compile(r"^## ", re.MULTILINE)
_FILE = re.compile(r"^```yaml\n# ours/(\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sections(code: str) -> dict[str, str]:
    """The sections of a page by heading."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    _, *parts = _HEADING.split(page)
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


def practices(code: str, kind: str) -> list[str]:
    """The sections of a page that show a practice of this kind (``Avoid`` or ``Prefer``)."""
    return [heading for heading in sections(code) if heading.startswith(kind)]


def report(code: str, heading: str, folder: Path) -> Report:
    """Check the practice that a section shows."""
    files = dict(_FILE.findall(sections(code)[heading]))
    assert files, f"{code}: '{heading}' shows no file"
    shutil.copytree(HARBOUR, folder / "harbour")
    files.setdefault("ruleset.yaml", "name: ours\nextends: ../harbour\n")
    for name, text in files.items():
        file = folder / "ours" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with contextlib.chdir(folder):  # the same names in every test, so that the texts of harbour are read once
        return check_ruleset("ours", notes=True, installed=INSTALLED)


CHECKED = [code for code in CODES if code not in FOUND_ELSEWHERE]


@pytest.mark.parametrize("code", CHECKED)
def test_what_a_page_says_to_avoid_is_found(code: str, tmp_path: Path) -> None:
    headings = practices(code, "Avoid")
    assert headings
    for number, heading in enumerate(headings):
        (tmp_path / str(number)).mkdir()
        found = report(code, heading, tmp_path / str(number)).problems
        serious = {one.code for one in found if one.severity is not Severity.NOTE or one.code == code}
        assert serious == {code}, [str(one) for one in found]
        assert {one.severity for one in found if one.code == code} == {severity_of(code)}


@pytest.mark.parametrize("code", CHECKED)
def test_what_a_page_prefers_is_in_order(code: str, tmp_path: Path) -> None:
    headings = practices(code, "Prefer")
    assert headings
    for number, heading in enumerate(headings):
        (tmp_path / str(number)).mkdir()
        found = report(code, heading, tmp_path / str(number)).problems
        assert [str(one) for one in found if one.severity is not Severity.NOTE or one.code == code] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_opens_with_its_code_and_says_what_why_and_how(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}: {CODES[code]}\n")
    assert {"Avoid", "Prefer", "Why"} <= {heading.split()[0] for heading in sections(code)}
    assert f"\n{severity_of(code).capitalize()}" in page


def test_the_list_of_codes_names_every_page_and_no_other() -> None:
    listed = re.findall(r"\[(\w\d{3})\]\((\w\d{3})\.md\)", (PAGES / "README.md").read_text(encoding="utf-8"))
    assert [code for code, _ in listed] == list(CODES)
    assert all(code == page for code, page in listed)
    assert {page.stem for page in PAGES.glob("*.md")} == {*CODES, "README"}
