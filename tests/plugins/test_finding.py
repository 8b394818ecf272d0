"""Plugins are found one by one; whatever one of them does while loading costs itself alone, and is told by name."""

from __future__ import annotations

import re

import pytest

from frontdesk import Accepted, PluginError, deliver, find_plugins
from frontdesk.testing import an_outgoing
from plugins.planted import Shelf


def hook(body: str, name: str = "frontdesk_channels", asks: str = "") -> str:
    return f"@hookimpl\ndef {name}({asks}):\n    {body}\n"


HANG = "import threading; threading.Event().wait()"


FAULTS = {
    "raises at import": ("raise RuntimeError('no licence')", "it stopped with RuntimeError: no licence (planted_"),
    "exits at import": ("raise SystemExit(3)", "it stopped with SystemExit: 3"),
    "is not Python": ("def", "it stopped with SyntaxError"),
    "needs what is not there": ("import a_missing_library", "No module named 'a_missing_library'"),
    "raises in its hook": (hook("raise OSError('no disk')"), "it stopped with OSError: no disk"),
    "raises after its first channel": (
        hook("yield Channel('fax', print); 1 / 0"),
        "it stopped with ZeroDivisionError: division by zero",
    ),
    "exits in its hook": (hook("import sys; sys.exit('bye')"), "it stopped with SystemExit: bye"),
    "is interrupted in its hook": (hook("raise KeyboardInterrupt"), "it stopped with KeyboardInterrupt"),
    "gives a number": (hook("return 5"), "frontdesk_channels gave an int where a list of Channel belongs"),
    "gives a list of names": (hook("return ['fax']"), "frontdesk_channels gave a str where a Channel belongs"),
    "gives a source as a channel": (
        hook("yield PreferenceSource('fax', print)"),
        "frontdesk_channels gave a PreferenceSource where a Channel belongs",
    ),
    "gives nothing": (hook("return []"), "it offers nothing"),
    "has no hook": ("x = 1", "it has no hook: write @hookimpl above a function"),
    "misspells its hook": (
        hook("yield Channel('fax', print)", "frontdesk_chanels"),
        "it has a hook 'frontdesk_chanels', which frontdesk does not know (did you mean 'frontdesk_channels'?)",
    ),
    "asks for an argument": (hook("return []", asks="engine"), "asks for arguments; hooks are called without any"),
    "names its channel badly": (hook("yield Channel('Fax!', print)"), "its name 'Fax!' is not made of small letters"),
    "offers a channel that cannot send": (hook("yield Channel('fax', None)"), "its 'send' is nothing, not a function"),
    "gives settings as a list": (
        hook("yield Channel('fax', print, settings=['url'])"),
        "its settings are not a tuple of Setting",
    ),
    "names a setting badly": (
        hook("yield Channel('fax', print, settings=(Setting(['url']),))"),
        "the name of its setting ['url'] is not made of small letters",
    ),
    "declares a setting twice": (
        hook("yield Channel('fax', print, settings=(Setting('url'), Setting('url')))"),
        "its setting 'url' is there twice",
    ),
}


@pytest.mark.parametrize(("code", "told"), FAULTS.values(), ids=FAULTS)
def test_a_plugin_that_fails_is_named_and_harms_no_other(shelf: Shelf, code: str, told: str) -> None:
    shelf.put_good("text")
    shelf.put("broken", code)
    found = shelf.found()
    (failure,) = found.failures
    assert str(failure).startswith("the plugin 'broken' (broken-package) cannot be used: ")
    assert told in failure.reason
    assert deliver(found.channel("text"), an_outgoing()) == Accepted("by text")


@pytest.mark.parametrize("code", [HANG, hook(HANG)], ids=["at import", "in its hook"])
def test_a_plugin_that_hangs_is_left_behind(shelf: Shelf, code: str) -> None:
    shelf.put("broken", code)
    assert [failure.reason for failure in shelf.found(timeout=0.3).failures] == [
        "it took longer than 0.3 seconds to load"
    ]


def test_an_entry_point_without_a_module_is_a_failure_of_that_plugin(shelf: Shelf) -> None:
    shelf.put_good("text")
    shelf.put("broken", "", module="never_written")
    found = shelf.found()
    assert [(one.plugin, one.reason) for one in found.failures] == [
        ("broken", "it stopped with ModuleNotFoundError: No module named 'never_written'")
    ]
    assert found.channel("text").name == "text"


def test_the_line_of_the_vendors_code_is_told(shelf: Shelf) -> None:
    shelf.put("broken", "\n\nraise ValueError('no key')\n")
    reason = shelf.found().failures[0].reason
    assert re.fullmatch(r"it stopped with ValueError: no key \(planted_broken_\d+\.py, line 4\)", reason)


def test_a_name_offered_by_two_is_used_from_neither_and_both_distributions_are_named(shelf: Shelf) -> None:
    shelf.put_good("fax", "one", "first-fax")
    shelf.put_good("fax", "two", "second-fax")
    shelf.put_good("text")
    found = shelf.found()
    with pytest.raises(PluginError) as error:
        found.channel("fax")
    assert "it is offered by 'one' of first-fax and 'two' of second-fax; while both are installed, neither is used" in (
        str(error.value)
    )
    assert [failure.distribution for failure in found.failures] == ["first-fax", "second-fax"]
    assert found.channel("text").name == "text"


def test_what_else_the_two_offer_stays_in_use(shelf: Shelf) -> None:
    shelf.put_good("fax", "one")
    shelf.put("two", hook("yield Channel('fax', print); yield Channel('pager', print)"))
    assert shelf.found().channel("pager").name == "pager"


def test_a_channel_and_a_source_may_share_a_name(shelf: Shelf) -> None:
    source = hook("yield PreferenceSource('acme', print)", "frontdesk_preference_sources")
    shelf.put("acme", hook("yield Channel('acme', print)") + source)
    found = shelf.found()
    assert not found.failures
    assert (found.channel("acme").name, found.preference_source("acme").name) == ("acme", "acme")


def test_the_plugins_that_come_with_frontdesk_are_found_by_their_entry_points() -> None:
    ours = [one for one in find_plugins().installed if one.distribution == "frontdesk"]
    assert [one.name for one in ours] == ["console", "emr_csv", "outbox", "smtp"]
    assert not [failure for one in ours for failure in one.failures]
