"""What was found: each installed plugin, what it offers by name, and what cannot be used and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from frontdesk.hookspecs import Channel, PreferenceSource
from frontdesk.problems import PluginError, choices, did_you_mean

Offer = TypeVar("Offer", Channel, PreferenceSource)


@dataclass(frozen=True, slots=True)
class PluginFailure:
    """A plugin that cannot be used, or, with ``offer``, one name that it offers.

    ``reason`` is in words for the person who installs plugins.
    """

    plugin: str
    distribution: str
    reason: str
    offer: str = ""

    def __str__(self) -> str:
        what = f"'{self.offer}' of the plugin '{self.plugin}'" if self.offer else f"the plugin '{self.plugin}'"
        return f"{what} ({self.distribution}) cannot be used: {self.reason}"


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """One entry point and what it offers; what cannot be used is in ``failures`` and offered no more."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    preference_sources: tuple[PreferenceSource, ...] = ()
    failures: tuple[PluginFailure, ...] = ()

    @property
    def offers(self) -> tuple[Channel | PreferenceSource, ...]:
        """Everything that the plugin offers."""
        return (*self.channels, *self.preference_sources)


@dataclass(frozen=True, slots=True)
class PluginListing:
    """A line of ``frontdesk plugins``: names only, and the reasons of failures."""

    name: str
    version: str
    distribution: str
    hooks: tuple[str, ...]
    channels: tuple[str, ...]
    preference_sources: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plugins that were found, in the order of their names."""

    installed: tuple[InstalledPlugin, ...]

    @property
    def failures(self) -> tuple[PluginFailure, ...]:
        """Everything that cannot be used, of every plugin."""
        return tuple(failure for plugin in self.installed for failure in plugin.failures)

    def channel(self, name: str) -> Channel:
        """Return the channel called *name*. Raises PluginError, saying how to get it."""
        return self._find("channel", name, (one for plugin in self.installed for one in plugin.channels))

    def preference_source(self, name: str) -> PreferenceSource:
        """Return the preference source called *name*. Raises PluginError, saying how to get it."""
        sources = (one for plugin in self.installed for one in plugin.preference_sources)
        return self._find("preference source", name, sources)

    def listing(self) -> tuple[PluginListing, ...]:
        """Return what ``frontdesk plugins`` prints."""
        return tuple(_listed(plugin) for plugin in self.installed)

    def _find(self, what: str, name: str, offers: Iterable[Offer]) -> Offer:
        known = {offer.name: offer for offer in offers}
        if name in known:
            return known[name]
        broken: list[str] = [str(failure) for failure in self.failures if name in (failure.plugin, failure.offer)]
        cause = "; ".join([f"no plugin offers a {what} called '{name}'", *broken])
        if broken:
            raise PluginError(cause, "see 'frontdesk plugins', and put that right")
        install = "install the package that brings it with 'python -m pip install PACKAGE'"
        raise PluginError(cause, did_you_mean(name, known) or f"installed: {choices(sorted(known))}; {install}")


def _listed(plugin: InstalledPlugin) -> PluginListing:
    return PluginListing(
        name=plugin.name,
        version=plugin.version,
        distribution=plugin.distribution,
        hooks=plugin.hooks,
        channels=tuple(one.name for one in plugin.channels),
        preference_sources=tuple(one.name for one in plugin.preference_sources),
        failures=tuple(map(str, plugin.failures)),
    )
