"""What is installed: asked for by name, or told with the nearest; and a listing."""

from __future__ import annotations

import pytest

from frontdesk import PluginError
from plugins.planted import Shelf


def test_an_unknown_name_suggests_the_nearest_and_says_how_to_get_it(shelf: Shelf) -> None:
    shelf.put_good("text")
    with pytest.raises(PluginError, match=r"channel called 'txt'; did you mean 'text'\?$"):
        shelf.found().channel("txt")
    with pytest.raises(PluginError, match=r"source called 'acme'; installed: nothing; .*pip install PACKAGE"):
        shelf.found().preference_source("acme")


def test_asking_for_what_a_failed_plugin_brings_says_why_it_failed(shelf: Shelf) -> None:
    shelf.put("fax", "raise RuntimeError('no licence')")
    with pytest.raises(PluginError, match=r"\(fax-package\) cannot be used: .*no licence.*; see 'frontdesk plugins'"):
        shelf.found().channel("fax")


def test_a_listing_names_plugins_in_order_with_their_versions(shelf: Shelf) -> None:
    shelf.put_good("text", distribution="acme-text")
    shelf.put("broken", "raise SystemExit")
    shelf.put_good("fax", distribution="acme-fax")
    lines = [(one.name, one.distribution, one.version, one.channels) for one in shelf.found().listing()]
    assert lines == [
        ("broken", "broken-package", "1.2", ()),
        ("fax", "acme-fax", "1.2", ("fax",)),
        ("text", "acme-text", "1.2", ("text",)),
    ]
