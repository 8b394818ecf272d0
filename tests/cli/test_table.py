"""``frontdesk table``: one table or all, as text, as data and as a page."""

from __future__ import annotations

import re

from cli.asking import Run, data


def test_table_lists_and_prints(run: Run) -> None:
    assert "not_synced" in run("table", "-p", "health-system").output
    assert "| Text + Call + Email |" in run("table", "-p", "health-system", "not_synced").output
    assert "Text + Call + Email,text" in run("table", "-p", "health-system", "not_synced", "--format", "csv").output
    page = data(run("table", "-p", "health-system", "not_synced", "--format", "json"))
    assert len(page["grids"]) == 2
    assert "did you mean 'not_synced'" in run("table", "-p", "health-system", "notsynced", code=1).stderr


def test_a_table_as_a_page_of_its_own(run: Run) -> None:
    text = run("table", "-p", "default", "delivery_by_contact", "--html").stdout
    assert text.startswith("<!doctype html>")
    assert text.count("<table>") == 1
    assert re.search(r"<footer>Ruleset default, version [0-9a-f]{12}</footer>", text)


def test_the_whole_handbook_as_a_page(run: Run) -> None:
    names = [line.split()[0] for line in run("table", "-p", "dental").stdout.splitlines()[1:]]
    text = run("table", "-p", "dental", "--html").stdout
    assert re.findall(r'<section id="(\w+)">', text) == names


def test_a_page_in_two_formats_is_wrong_usage(run: Run) -> None:
    assert "leave out --format" in run("table", "-p", "dental", "--html", "--format", "csv", code=2).stderr
