"""What a ruleset asks of plugins, against what those that are installed offer and need (R006, R007).

Finds and loads no plugin: who asks for the check hands over a way to get them, which is used only when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from frontdesk.model import GivenSetting, PracticeChannel, Ruleset, Secret
from frontdesk.model.mappings import Mappings
from frontdesk.problems import NOWHERE, Location, PluginError, Problem, choices, did_you_mean

if TYPE_CHECKING:  # what a check that remembers its answer would load for nothing
    from frontdesk.hookspecs import Channel, PreferenceSource, Setting


class Offers(Protocol):
    """What the installed plugins offer, by name; ``frontdesk.plugins.Plugins`` is one."""

    def channel(self, name: str) -> Channel:
        """Return the channel called *name*. Raises PluginError, saying how to get it."""

    def preference_source(self, name: str) -> PreferenceSource:
        """Return the preference source called *name*. Raises PluginError, saying how to get it."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The plugins of this machine: ``fingerprint`` is another one when others are installed, ``find`` loads them."""

    fingerprint: str
    find: Callable[[], Offers]


def check_installed(ruleset: Ruleset, offers: Offers) -> Iterator[Problem]:
    """Check that every plugin is there, and that each is told what it needs to know and nothing else."""
    for channel in ruleset.channels.values():
        yield from check_channel(channel, offers)
    if ruleset.preference_source:
        yield from check_source(ruleset, offers, ruleset.preference_settings)


def check_channel(channel: PracticeChannel, offers: Offers) -> Iterator[Problem]:
    """Check the plugin of one channel, and what the ruleset says to it."""
    try:
        offer = offers.channel(channel.plugin)
    except PluginError as error:
        yield _absent(channel.plugin_where, error)
    else:
        yield from faults_in_settings(offer, channel.settings, channel.where)


def check_source(ruleset: Ruleset, offers: Offers, settings: Mapping[str, GivenSetting]) -> Iterator[Problem]:
    """Check the plugin that reads the EMR, and the *settings* for it."""
    where = ruleset.places.get("preferences.emr.source", NOWHERE)
    try:
        offer = offers.preference_source(ruleset.preference_source)
    except PluginError as error:
        yield _absent(where, error)
    else:
        yield from faults_in_settings(offer, settings, where)
        for one in offer.settings:
            if one.kind == "mapping" and one.name in settings:
                yield from _faults_in_mapping(ruleset, settings[one.name])


def _faults_in_mapping(ruleset: Ruleset, given: GivenSetting) -> Iterator[Problem]:
    """What is wrong with the name of a mapping; what is wrong with the mapping itself is told where it stands."""
    mappings = ruleset.part(Mappings)
    known = [*mappings.mappings, *mappings.unusable]
    if isinstance(given.said, str) and given.said and given.said not in known:
        hint = did_you_mean(given.said, known) or f"there is {choices(known)}"
        yield _wrong(given.where, f"no mapping is called '{given.said}'", hint)


def faults_in_settings(
    offer: Channel | PreferenceSource, given: Mapping[str, GivenSetting], where: Location
) -> Iterator[Problem]:
    """What is wrong with the settings *given* for *offer*; *where* is the place of what is missing."""
    known = {one.name: one for one in offer.settings}
    meant: set[str] = set()
    for name, setting in given.items():
        if name not in known:
            near = did_you_mean(name, known)
            meant.add(near)
            yield _wrong(setting.where, f"'{offer.name}' has no setting '{name}'", near or f"it has {choices(known)}")
        elif not isinstance(setting.said, Secret) and setting.said:
            yield from _faults_in_value(offer.name, known[name], setting.said, setting.where)
    for one in offer.settings:
        said = given.get(one.name)
        misspelt = did_you_mean(one.name, [one.name]) in meant
        if one.required and not misspelt and (said is None or not said.said):
            hint = f"write {one.name}: under settings" + (f"; it is {one.means}" if one.means else "")
            yield _wrong(said.where if said else where, f"'{offer.name}' needs the setting '{one.name}'", hint)


def _faults_in_value(offer: str, setting: Setting, said: str, where: Location) -> Iterator[Problem]:
    if setting.secret:
        hint = f"write {setting.name}: {{secret: NAME_OF_ENVIRONMENT_VARIABLE}}, and change the secret: it was seen"
        yield _wrong(where, f"'{setting.name}' of '{offer}' is a secret, and it is written into the ruleset", hint)
        return
    try:
        setting.read(said)
    except ValueError as error:
        yield _wrong(where, f"the setting '{setting.name}' of '{offer}' cannot be '{said}'", str(error))


def _wrong(where: Location, cause: str, hint: str) -> Problem:
    return Problem(where, "R006", cause, hint)


def _absent(where: Location, error: PluginError) -> Problem:
    return Problem(where, "R007", error.cause, error.hint)
