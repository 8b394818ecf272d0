"""Finding plugins by their entry points, and asking each alone what it offers."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath
from types import MappingProxyType
from typing import TypeAlias

import pluggy

from frontdesk import hookspecs
from frontdesk.hookspecs import PROJECT, Channel, PreferenceSource
from frontdesk.plugins.calling import End, call_alone
from frontdesk.plugins.installed import InstalledPlugin, PluginFailure, Plugins
from frontdesk.plugins.judging import faults_in, kind_of
from frontdesk.problems import PluginError, choices, did_you_mean

HOOKS: Mapping[str, type[Channel] | type[PreferenceSource]] = MappingProxyType(
    {"frontdesk_channels": Channel, "frontdesk_preference_sources": PreferenceSource}
)
"""Every hook, and the record that it yields."""

_OURS = PurePath(__file__).parts[-3:-1]
_Claims: TypeAlias = Mapping[tuple[type, str], Sequence[InstalledPlugin]]


def find_plugins(points: Iterable[EntryPoint] | None = None, timeout: float = 10.0) -> Plugins:
    """Load every plugin and ask each what it offers.

    Args:
        points: the entry points to load; by default those that installed packages declare in the group ``frontdesk``.
        timeout: the seconds that each plugin has to load and to say what it offers.

    Returns:
        The plugins in the order of their names. A plugin that cannot be used is among them, with the reason.
    """
    chosen = entry_points(group=PROJECT) if points is None else points
    return Plugins(_without_shared_names([_load(point, timeout) for point in sorted(chosen, key=lambda one: one.name)]))


def _load(point: EntryPoint, timeout: float) -> InstalledPlugin:
    distribution, version = (point.dist.name, point.dist.version) if point.dist else ("an unknown package", "")
    plugin = InstalledPlugin(point.name, distribution, version)
    end = call_alone(lambda: _filled(plugin, point), timeout)
    if end.answer is not None:
        return end.answer
    return replace(plugin, failures=(PluginFailure(plugin.name, distribution, _reason(end)),))


def _filled(plugin: InstalledPlugin, point: EntryPoint) -> InstalledPlugin:
    manager = pluggy.PluginManager(PROJECT)  # one for each plugin, so that none can touch another
    manager.add_hookspecs(hookspecs)
    hooks = _register(manager, point.load())
    offers = [offer for hook in hooks for offer in _offers(manager, hook)]
    if not offers:
        raise PluginError("it offers nothing: its hooks gave no channel and no preference source")
    return replace(
        plugin,
        hooks=hooks,
        channels=tuple(one for one in offers if isinstance(one, Channel)),
        preference_sources=tuple(one for one in offers if isinstance(one, PreferenceSource)),
    )


def _register(manager: pluggy.PluginManager, module: object) -> tuple[str, ...]:
    """Register *module* and return its hooks' names. Raises PluginError for a hook that is not as it should be."""
    options = {name: manager.parse_hookimpl_opts(module, name) for name in dir(module)}
    names = sorted({found.get("specname") or name for name, found in options.items() if found})
    if not names:
        raise PluginError(f"it has no hook: write @hookimpl above a function called {choices(HOOKS)}")
    for name in names:
        if name not in HOOKS:
            hint = did_you_mean(name, HOOKS) or f"there is {choices(HOOKS)}"
            raise PluginError(f"it has a hook '{name}', which frontdesk does not know ({hint})")
    try:
        manager.register(module)
    except pluggy.PluginValidationError as error:
        raise PluginError(f"its {choices(names)} asks for arguments; hooks are called without any") from error
    return tuple(names)


def _offers(manager: pluggy.PluginManager, hook: str) -> list[Channel | PreferenceSource]:
    belongs = HOOKS[hook]
    answers = getattr(manager.hook, hook)()
    offers: list[Channel | PreferenceSource] = []
    for answer in answers:
        if not isinstance(answer, Iterable):
            raise PluginError(f"{hook} gave {kind_of(answer)} where a list of {belongs.__name__} belongs")
        for offer in answer:
            if not isinstance(offer, belongs):
                raise PluginError(f"{hook} gave {kind_of(offer)} where a {belongs.__name__} belongs")
            if faults := faults_in(offer):
                raise PluginError(f"the {belongs.__name__} of {hook} is not right: {'; '.join(faults)}")
            offers.append(offer)
    return offers


def _reason(end: End[InstalledPlugin]) -> str:
    """What stopped a plugin from loading, with its text and place: no patient data is in play yet."""
    if end.error is None or isinstance(end.error, PluginError):
        return str(end.error or f"it {end.fault} to load")
    words = traceback.format_exception_only(end.error)[-1].strip()
    places = [frame for frame in traceback.extract_tb(end.error.__traceback__) if _is_vendors(frame.filename)]
    return f"it stopped with {words}" + (
        f" ({PurePath(places[-1].filename).name}, line {places[-1].lineno})" if places else ""
    )


def _is_vendors(file: str) -> bool:
    parts = PurePath(file).parts
    return not file.startswith("<") and not {"importlib", "pluggy"} & set(parts) and parts[-3:-1] != _OURS


def _without_shared_names(plugins: Sequence[InstalledPlugin]) -> tuple[InstalledPlugin, ...]:
    """Take every name that is offered twice from all who offer it: no message goes where it may not be meant to go."""
    claims: dict[tuple[type, str], list[InstalledPlugin]] = defaultdict(list)
    for plugin in plugins:
        for offer in plugin.offers:
            claims[type(offer), offer.name].append(plugin)
    shared = {key: claimants for key, claimants in claims.items() if len(claimants) > 1}
    return tuple(_without(plugin, shared) for plugin in plugins)


def _without(plugin: InstalledPlugin, shared: _Claims) -> InstalledPlugin:
    failures = tuple(
        PluginFailure(plugin.name, plugin.distribution, _claimed(claimants), offer=name)
        for (_, name), claimants in shared.items()
        if plugin in claimants
    )
    return replace(
        plugin,
        channels=tuple(one for one in plugin.channels if (Channel, one.name) not in shared),
        preference_sources=tuple(
            one for one in plugin.preference_sources if (PreferenceSource, one.name) not in shared
        ),
        failures=(*plugin.failures, *failures),
    )


def _claimed(claimants: Sequence[InstalledPlugin]) -> str:
    who = " and ".join(f"'{one.name}' of {one.distribution}" for one in claimants)
    return f"it is offered by {who}; while both are installed, neither is used"
