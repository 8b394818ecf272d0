"""The settings of plugins: what a ruleset says becomes the typed values that a plugin is given.

The one place that knows how: a path is seen from the practice's folder, a secret comes from an environment variable,
and both are handed in. Refuses to hand out anything as long as one channel of the ruleset could not be carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frontdesk.checking.installed import Offers, check_channel, check_source
from frontdesk.hookspecs import Channel, PreferenceSource, Setting, Settings, SettingValue
from frontdesk.mapping.written import as_text
from frontdesk.model import GivenSetting, PracticeChannel, Ruleset, Secret
from frontdesk.model.mappings import Mappings
from frontdesk.names import ChannelId
from frontdesk.problems import Location, PluginError, Problem


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries a practice's channel: the plugin's channel, and its settings, ready for use."""

    channel: Channel
    settings: Settings = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class PracticeCarriers:
    """What carries each channel of a practice."""

    by_channel: Mapping[ChannelId, Carrier]

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Return what carries *channel*. Raises PluginError for a channel that the ruleset did not have."""
        if channel.id not in self.by_channel:
            raise PluginError(f"nothing carries the channel '{channel.id}'", "start the worker again")
        return self.by_channel[channel.id]


def carriers_of(
    channels: Iterable[PracticeChannel], offers: Offers, home: Path, environ: Mapping[str, str]
) -> PracticeCarriers:
    """Return what carries each of *channels*: paths seen from *home*, secrets taken from *environ*.

    Raises PluginError with a line for each cause, when a plugin is not there or its settings are not right: then
    nothing should be sent at all, since what cannot be carried today can be carried once that is put right.
    """
    carriers, causes = _carried(tuple(channels), offers, home, environ)
    if causes:
        raise PluginError("\n".join(["nothing was done, and everything that is due waits:", *causes]))
    return PracticeCarriers(carriers)


def carrier_of(channel: PracticeChannel, offers: Offers, home: Path, environ: Mapping[str, str]) -> Carrier:
    """Return what carries *channel* alone, so that it can take in what its provider posts. Raises PluginError."""
    carriers, causes = _carried((channel,), offers, home, environ)
    if causes:
        raise PluginError("\n".join(["nothing was taken in:", *causes]))
    return carriers[channel.id]


def _carried(
    channels: tuple[PracticeChannel, ...], offers: Offers, home: Path, environ: Mapping[str, str]
) -> tuple[dict[ChannelId, Carrier], list[str]]:
    """What carries each channel, and why some cannot be carried."""
    problems = [problem for one in channels for problem in check_channel(one, offers)]
    causes = [*_told(problems), *_unset((one.settings for one in channels), environ)]
    carriers = {}
    for one in () if causes else channels:
        plugin = offers.channel(one.plugin)
        try:
            carriers[one.id] = Carrier(plugin, resolve(plugin, one.settings, home, environ))
        except PluginError as error:
            causes.append(f"{one.where}: {error}")
    return carriers, causes


def source_of(
    ruleset: Ruleset, offers: Offers, home: Path, environ: Mapping[str, str], more: Mapping[str, str]
) -> tuple[PreferenceSource, Settings]:
    """Return the preference source of *ruleset* with its settings, of which *more* come first.

    Raises PluginError with a line for each cause, when the plugin is not there or its settings are not right;
    UnusableMappingError for a mapping that is not right in itself.
    """
    given = {**ruleset.preference_settings, **{name: GivenSetting(said) for name, said in more.items()}}
    causes = [*_told(check_source(ruleset, offers, given)), *_unset([given], environ)]
    if causes:
        raise PluginError("\n".join(["nothing was read:", *causes] if len(causes) > 1 else causes))
    source = offers.preference_source(ruleset.preference_source)
    settings = resolve(source, given, home, environ)
    mappings = [one.name for one in source.settings if one.kind == "mapping" and one.name in settings]
    return source, {
        **settings,
        **{name: as_text(ruleset.part(Mappings).mapping(str(settings[name]))) for name in mappings},
    }


def resolve(
    offer: Channel | PreferenceSource, given: Mapping[str, GivenSetting], home: Path, environ: Mapping[str, str]
) -> Settings:
    """Return the values for *offer*: each declared setting that is given or has a default.

    Raises PluginError when a value from *environ* is not of its kind; all else is for ``checking.installed`` to find.
    """
    values: dict[str, SettingValue] = {}
    for setting in offer.settings:
        value = _value(offer.name, setting, given.get(setting.name), environ)
        if value is not None:
            values[setting.name] = str((home / str(value)).absolute()) if setting.kind == "path" else value
    return values


def _value(offer: str, setting: Setting, given: GivenSetting | None, environ: Mapping[str, str]) -> SettingValue | None:
    said = "" if given is None else given.said
    text = environ.get(said.name, "") if isinstance(said, Secret) else said
    if not text:
        return setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        raise PluginError(f"the setting '{setting.name}' of '{offer}' is not right", str(error)) from None


def _told(problems: Iterable[Problem]) -> list[str]:
    """One line for each cause: three channels that miss the same plugin miss one thing."""
    causes: dict[tuple[str, str, str], list[Location]] = {}
    for one in problems:
        causes.setdefault((one.code, one.cause, one.hint), []).append(one.where)
    return [f"{_at(places)}{code}: {cause} ({hint})" for (code, cause, hint), places in causes.items()]


def _at(places: Iterable[Location]) -> str:
    """The places before what is wrong there; nothing for what was not read from a file."""
    written = ", ".join(str(one) for one in places if one.file)
    return f"{written}: " if written else ""


def _unset(settings: Iterable[Mapping[str, GivenSetting]], environ: Mapping[str, str]) -> list[str]:
    """Each environment variable that a secret comes from and that is not set, with every place that names it."""
    places: dict[str, list[Location]] = {}
    for given in settings:
        for one in given.values():
            if isinstance(one.said, Secret) and not environ.get(one.said.name):
                places.setdefault(one.said.name, []).append(one.where)
    return [
        f"{_at(where)}the environment variable '{name}' is not set, and a secret comes from it; "
        "set it where this command runs"
        for name, where in places.items()
    ]
